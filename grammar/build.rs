//! Compiles the generated parser and the hand-written scanner.

fn main() {
    cc::Build::new()
        .std("c11")
        .include("src")
        .file("src/parser.c")
        .file("src/scanner.c")
        .compile("tree-sitter-briefing");
    println!("cargo::rerun-if-changed=src");
}
