//! Compiles the generated parser and the hand-written scanner.

fn main() {
    let mut build = cc::Build::new();
    // WebAssembly has no C library: what the scanner wants of one comes with the language crate.
    if let Ok(headers) = std::env::var("DEP_TREE_SITTER_LANGUAGE_WASM_HEADERS") {
        build.include(headers);
    }
    build
        .std("c11")
        .include("src")
        .file("src/parser.c")
        .file("src/scanner.c")
        // In debug builds, too: everything that reads briefings waits for this.
        .opt_level(2)
        .compile("tree-sitter-briefing");
    println!("cargo::rerun-if-changed=src");
}
