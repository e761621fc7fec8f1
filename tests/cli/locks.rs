//! `briefcheck lock`, and what `check` says of a source that has changed since.

use std::fs;

use tempfile::TempDir;

use super::made::{check, workspace};

const SOURCE: &str = "The harbour authority met in May.\n\n\
    The harbour master said that the quay was never built to carry trains.\n\n\
    It handled 4.2 million tonnes of cargo in 2024. Nobody was hurt.\n";
const BRIEFING: &str = "# Quay\n\n\
    It \"was never built to carry trains\" [@quay].\n\n\
    It handled 4.2 million tonnes of cargo in 2024 [@quay].\n";
const CHECK: [&str; 3] = ["check", "--format", "concise"];

/// A workspace with its lock file.
fn locked() -> TempDir {
    let folder = workspace(&[("sources/quay.txt", SOURCE), ("a.brief", BRIEFING)]);
    check(&folder, &["lock"], 0, "", "`briefcheck.lock` records what ");
    check(&folder, &CHECK, 0, "", "No findings");
    folder
}

fn change(folder: &TempDir, file: &str, before: &str, after: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "{before:?} is not in {text:?}");
    fs::write(path, text.replace(before, after)).unwrap();
}

fn lock(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("briefcheck.lock")).unwrap()
}

/// The lines of the second text that are not in the first.
fn new_lines<'a>(before: &str, after: &'a str) -> Vec<&'a str> {
    after.lines().filter(|line| !before.lines().any(|known| known == *line)).collect()
}

#[test]
fn an_edit_elsewhere_in_the_source_is_nothing() {
    let folder = locked();
    change(&folder, "sources/quay.txt", "met in May", "met twice in June");
    check(&folder, &CHECK, 0, "", "No findings");
}

#[test]
fn a_passage_that_moved_is_found_again() {
    let folder = locked();
    change(&folder, "sources/quay.txt", "The harbour authority", "A foreword.\n\nThe harbour authority");
    change(&folder, "sources/quay.txt", "was never built to carry", "was *never* built\nto carry");
    check(&folder, &CHECK, 0, "", "No findings");
}

#[test]
fn a_changed_passage_is_told_with_the_old_and_the_new_words() {
    let folder = locked();
    change(&folder, "sources/quay.txt", "cargo in 2024. Nobody", "cargo in 2024, not counting sand. Nobody");
    let said = "a.brief:5:1: warning[source-changed] ¶ 3 of quay is not what the lock file recorded for this: \
                “… tonnes of cargo in 2024.” then, “… tonnes of cargo in 2024, not counting sand.” now\n";
    check(&folder, &CHECK, 0, said, "Found 1 warning");
    check(&folder, &["check", "--fail-on", "warning"], 1, "sources/quay.txt:5:1", "Found 1 warning");
}

#[test]
fn a_passage_that_is_gone_is_told_too() {
    let folder = locked();
    change(
        &folder,
        "sources/quay.txt",
        "The harbour master said that the quay was never built to carry trains.",
        "Cut.",
    );
    let said =
        "source-changed] quay no longer has the passage that the lock file recorded for this: “The harbour master";
    check(&folder, &CHECK, 1, said, "Found ");
}

#[test]
fn a_change_is_taken_over_only_if_it_is_accepted() {
    let folder = locked();
    change(&folder, "sources/quay.txt", "2024. Nobody", "2024, not counting sand. Nobody");
    let before = lock(&folder);
    check(&folder, &["lock"], 1, "", "on passages of `quay` that have changed: see `briefcheck check`");
    assert_eq!(lock(&folder), before);
    check(&folder, &["lock", "--accept", "quay"], 2, "", "--reason");
    check(
        &folder,
        &["lock", "--accept", "quays", "--reason", "x"],
        2,
        "",
        "nothing that is recorded of `quays` has changed",
    );
    assert_eq!(lock(&folder), before);
    check(&folder, &["lock", "--accept", "quay", "--reason", "Corrected on 3 May"], 0, "", "records what");
    check(&folder, &CHECK, 0, "", "No findings");
    assert!(lock(&folder).contains("\tCorrected on 3 May\n"), "{}", lock(&folder));
    check(&folder, &["lock"], 0, "", "records what");
    assert!(lock(&folder).contains("\tCorrected on 3 May\n"), "the reason is kept");
}

#[test]
fn locking_again_changes_nothing() {
    let folder = locked();
    let before = lock(&folder);
    check(&folder, &["lock"], 0, "", "records what");
    assert_eq!(lock(&folder), before);
}

#[test]
fn an_edit_changes_the_lines_that_it_is_about() {
    let folder = locked();
    let before = lock(&folder);
    change(&folder, "a.brief", "# Quay\n", "# Quay\n\nA new paragraph.\n");
    change(&folder, "sources/quay.txt", "The harbour authority", "A foreword.\n\nThe harbour authority");
    check(&folder, &["lock"], 0, "", "records what");
    let after = lock(&folder);
    let new = new_lines(&before, &after);
    assert!(matches!(new[..], [source] if source.starts_with("source\tquay\t")), "{new:#?}");
    change(&folder, "a.brief", "It \"was never", "So it \"was never");
    check(&folder, &["lock"], 0, "", "records what");
    let last = lock(&folder);
    let new = new_lines(&after, &last);
    assert!(matches!(new[..], [claim] if claim.starts_with("item\ta.brief\tclaim\tso it was never")), "{new:#?}");
}

#[test]
fn it_can_be_allowed_or_set_off() {
    let folder = locked();
    change(&folder, "sources/quay.txt", "2024. Nobody", "2024, not counting sand. Nobody");
    check(&folder, &["check", "--rule", "source-changed=off"], 0, "", "No findings");
    check(&folder, &["check", "--rule", "source-changed=error"], 1, "", "Found 1 error");
    change(&folder, "a.brief", "2024 [@quay].", "2024 [@quay].<!-- briefcheck: allow source-changed: sand is none -->");
    check(&folder, &CHECK, 0, "", "No findings");
}

#[test]
fn a_lock_file_that_can_not_be_read_is_an_error() {
    let folder = locked();
    fs::write(folder.path().join("briefcheck.lock"), format!("<<<<<<< HEAD\n{}", lock(&folder))).unwrap();
    check(&folder, &CHECK, 2, "", "`briefcheck.lock` has a line that is none of a lock file");
    check(&folder, &["lock"], 2, "", "take the line out, then run `briefcheck lock`");
}
