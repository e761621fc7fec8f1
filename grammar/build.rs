//! Compiles the generated parser and the hand-written scanner.

fn main() {
    cc::Build::new()
        .std("c11")
        .include("src")
        .file("src/parser.c")
        .file("src/scanner.c")
        // In debug builds, too: everything that reads briefings waits for this.
        .opt_level(2)
        .compile("tree-sitter-briefing");
    println!("cargo::rerun-if-changed=src");
}
