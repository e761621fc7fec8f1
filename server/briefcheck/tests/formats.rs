//! One truthful memo and one false one over the same article in every format.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

#[path = "../../formats/tests/common/mod.rs"]
#[allow(dead_code)]
mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUE: &str = "The port handled 61,400 logs in the spring [@a].\n\n\
    Ida Voss said that \"two cranes were bought for the northern quay\" [@a].\n\n\
    A third crane cost €1.3 million to move [@a].\n";

const FALSE: &str = "The port handled 61,900 logs in the spring [@a].\n\n\
    Ida Voss said that \"three cranes were bought for the northern quay\" [@a].\n";

/// The rules and the words of the errors and warnings on a memo over a file.
fn findings(folder: &Path, memo: &str) -> Vec<(String, String)> {
    fs::write(folder.join("memo.brief.md"), memo).unwrap();
    let mut check = Command::new(env!("CARGO_BIN_EXE_briefcheck"));
    let check = check.args(["check", "--format", "json", "--fail-on", "never", "memo.brief.md"]);
    let output = check.current_dir(folder).output().expect("the binary runs");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it writes JSON");
    let strong = |finding: &&serde_json::Value| matches!(finding["severity"].as_str(), Some("error" | "warning"));
    let of = |finding: &serde_json::Value| {
        let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
        (text("rule"), text("text"))
    };
    told["findings"].as_array().unwrap().iter().filter(strong).map(of).collect()
}

fn workspace(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    fs::write(folder.path().join("sources").join(name), bytes).unwrap();
    folder
}

/// The article as programs wrote it.
fn produced() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../formats/tests/files");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending != "md"));
    let file = |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
    files.map(file).collect()
}

#[test]
fn truth_is_quiet_and_falsehood_is_told_in_every_format() {
    let plain = workspace("a.txt", common::PARAGRAPHS.join("\n\n").as_bytes());
    let expected = findings(plain.path(), FALSE);
    assert_eq!(expected.len(), 2, "{expected:?}");
    let made = common::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    for (name, bytes) in made.chain(produced()) {
        // Each is cited by the same key.
        let folder = workspace(&format!("a.{}", name.rsplit('.').next().unwrap_or_default()), &bytes);
        assert_eq!(findings(folder.path(), TRUE), [], "{name}");
        assert_eq!(findings(folder.path(), FALSE), expected, "{name}");
    }
}

#[test]
fn pages_are_locators() {
    let folder = workspace("a.pdf", &common::pdf());
    assert_eq!(findings(folder.path(), "A third crane cost €1.3 million to move [@a, p. 2].\n"), []);
    let wrong = findings(folder.path(), "A third crane cost €1.3 million to move [@a, p. 1].\n");
    assert_eq!(wrong.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["locator-mismatch"]);
}

#[test]
fn what_has_no_text_is_unreadable() {
    for (name, bytes) in
        [("a.png", &b"\x89PNG\r\n\x1a\n"[..]), ("a.txt", b"\x00\x01\x02\x03"), ("a.pdf", b"%PDF-1.7\nrubbish")]
    {
        let folder = workspace(name, bytes);
        let memo = format!("---\nsources:\n  a: sources/{name}\n---\n\n{FALSE}");
        let told = findings(folder.path(), &memo);
        assert_eq!(told.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["source-unreadable"], "{name}");
    }
}

#[test]
fn bibliographies_declare_sources() {
    let folder = workspace("timber.pdf", &common::pdf());
    let check = |bibliography: &str, text: &str, memo: &str, expected: &[&str]| {
        fs::write(folder.path().join(bibliography), text).unwrap();
        let told = findings(folder.path(), &format!("---\nbibliography: {bibliography}\n---\n\n{memo}"));
        assert_eq!(told.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), expected, "{text}");
    };
    // As Better BibTeX writes attachments.
    let zotero = "@article{a,\n  title = {{Timber}},\n  author = {Adler, Jon},\n  date = {2031-06-02},\n  \
        file = {Full Text PDF:sources/timber.pdf:application/pdf;Snapshot:sources/gone.html:text/html}\n}\n";
    check("refs.bib", zotero, TRUE, &[]);
    check("refs.bib", "@book{a, title = {Timber}}\n", TRUE, &["source-unreadable"]);
    check("refs.json", r#"[{"id": "a", "title": "Timber", "file": "sources/timber.pdf"}]"#, TRUE, &[]);
}

#[test]
fn of_files_with_one_stem_a_readable_one_is_taken() {
    let folder = workspace("a.pdf", b"%PDF-1.7\nrubbish");
    fs::write(folder.path().join("sources/a.txt"), common::PARAGRAPHS.join("\n\n")).unwrap();
    assert_eq!(findings(folder.path(), TRUE), []);
}

#[test]
fn what_a_page_brings_along_is_no_source() {
    let folder = workspace("page.html", common::page().as_bytes());
    fs::create_dir(folder.path().join("sources/page_files")).unwrap();
    fs::write(folder.path().join("sources/page_files/a.txt"), common::PARAGRAPHS.join("\n\n")).unwrap();
    let told = findings(folder.path(), "It rose [@a].\n");
    assert_eq!(told.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["source-unknown"]);
}
