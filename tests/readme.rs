//! The README says what is so, and so do the pages of the book that show a run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::{copy_demo, demo};
use serde_json::Value;
use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq, file};

fn page(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    fs::read_to_string(path).unwrap()
}

#[test]
fn the_demo_is_short_and_has_its_faults() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    let output = Command::new(briefcheck()).args(["check", "--format", "concise"]).current_dir(demo).output().unwrap();
    let rules = ["locator-mismatch", "source-unknown", "figure-mismatch", "quote-altered"];
    let found = String::from_utf8(output.stdout).unwrap();
    assert_eq!((output.status.code(), found.lines().count()), (Some(1), rules.len()), "{found}");
    assert!(rules.iter().all(|rule| found.contains(rule)), "{found}");
}

/// `SNAPSHOTS=overwrite` draws the picture anew.
#[test]
fn the_picture_is_what_the_terminal_shows() {
    let args = ["check", "memos/amber-week.brief.md"];
    let output =
        Command::new(briefcheck()).args(args).args(["--color", "always"]).current_dir(demo()).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let findings: Vec<&str> = output.split_inclusive("\n\n").take(2).collect();
    let screen = format!("$ briefcheck {}\n{}", args.join(" "), findings.concat().trim_end());
    assert_data_eq!(Data::text(screen).coerce_to(DataFormat::TermSvg), file!["readme/finding.term.svg"]);
}

/// The fenced blocks of a language in a page, after a heading if one is named.
fn blocks(name: &str, heading: &str, language: &str) -> Vec<String> {
    let page = page(name);
    let (_, text) = page.split_once(&format!("\n## {heading}\n")).unwrap_or(("", page.as_str()));
    let text = text.split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_first_briefing_is_checked_as_shown() {
    let folder = tempfile::tempdir().unwrap();
    let [source, findings] = &blocks("README.md", "A first briefing", "text")[..] else {
        panic!("a source, and the findings")
    };
    let [briefing] = &blocks("README.md", "A first briefing", "markdown")[..] else { panic!("one briefing") };
    fs::create_dir(folder.path().join("sources")).unwrap();
    fs::write(folder.path().join("sources/harbour.txt"), source).unwrap();
    fs::write(folder.path().join("note.brief.md"), briefing).unwrap();
    let mut command = Command::new(briefcheck());
    let output = command.args(["check", "--format", "concise"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), *findings);
}

#[test]
fn a_run_passes_fails_and_passes_as_told() {
    let folder = tempfile::tempdir().unwrap();
    let check = |args: &[&str], expected: i32| {
        let output = Command::new(briefcheck()).args(args).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    // As strict as the workflow.
    let run = ["check", "--fail-on", "warning", "--format", "github"];
    check(&["init"], 0);
    check(&run, 0);
    let briefing = folder.path().join("memos/first.brief.md");
    let text = fs::read_to_string(&briefing).unwrap();
    fs::write(&briefing, text.replace("4.2 million tonnes", "4.3 million tonnes")).unwrap();
    check(&run, 1);
    check(&["check", "--fix", "--unsafe-fixes"], 0);
    check(&run, 0);
    assert_eq!(fs::read_to_string(&briefing).unwrap(), text);
}

#[test]
fn a_pull_request_is_annotated_as_shown() {
    let [annotation] = &blocks("server/book/src/how-to/repository.md", "", "text")[..] else {
        panic!("one annotation")
    };
    // As it stands in this repository.
    let repository = tempfile::tempdir().unwrap();
    let copy = repository.path().join("tests/memos");
    copy_demo(&copy).unwrap();
    fs::create_dir(repository.path().join(".git")).unwrap();
    let args = ["check", "--format", "github"];
    let output = Command::new(briefcheck()).args(args).current_dir(copy).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.split_inclusive('\n').next(), Some(&annotation[..]));
}

#[test]
fn a_record_is_answered_as_shown() {
    let [record, answer] = &blocks("server/book/src/how-to/pipelines.md", "", "json")[..] else {
        panic!("a record and its answer")
    };
    let mut command = Command::new(briefcheck());
    let mut child = command.arg("verify").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(record.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap().stdout;
    let json = |text: &[u8]| serde_json::from_slice::<Value>(text).unwrap();
    assert_eq!(json(&output), json(answer.as_bytes()));
}
