//! The corpus of `tree-sitter test`, so that it is held without the command, too.

use std::fs;
use std::path::Path;

use crate::parse;

/// Checks every case of a corpus file, and gives their number.
fn check_file(path: &Path) -> usize {
    let file = fs::read_to_string(path).unwrap();
    let cases: Vec<&str> = file.split(&format!("{}\n", "=".repeat(80))).skip(1).collect();
    for case in cases.chunks(2) {
        let (name, rest) = (case[0].trim(), case[1]);
        let (text, expected) = rest.split_once(&format!("\n{}\n", "-".repeat(80))).unwrap();
        let expected = expected.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(parse(text).root_node().to_sexp(), expected.replace(" )", ")"), "{name}, in {}", path.display());
    }
    cases.len() / 2
}

fn check_folder(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { check_folder(&path) } else { check_file(&path) }).sum()
}

#[test]
fn corpus() {
    let cases = check_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("test/corpus"));
    assert!(cases > 100, "{cases} cases");
}
