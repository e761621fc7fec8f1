//! The demo, checked by the real binary: every finding as a snapshot, every fault found, nothing found in clean briefings.
//!
//! `SNAPSHOTS=overwrite cargo test -p briefcheck-tests` writes the snapshot anew. Read what it changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::{copy_demo, demo};
use serde_json::{Value, json};
use snapbox::{Data, assert_data_eq, file};

/// What a finding of a rule is expected of: words of a briefing, each but once in it.
struct Row<'a> {
    file: &'a str,
    rule: &'a str,
    words: &'a str,
}

/// The faults of `faults.tsv` that are not yet found as what they are, each with the reason.
const MISSED: &[(Row<'_>, &str)] = &[
    (
        Row {
            file: "amber-week.brief.md",
            rule: "claim-unsupported",
            words: "The post's dogs had been poisoned by a kitchen hand who is now under arrest in the capital",
        },
        "unconfirmed: some of its words are in the source",
    ),
    (
        Row { file: "amber-week.brief.md", rule: "figure-hedge", words: "2,400" },
        "unconfirmed: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "amber-week.brief.md", rule: "figure-mismatch", words: "32 per cent" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "amber-week.brief.md", rule: "figure-unit", words: "$1.2 billion" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "amber-week.brief.md", rule: "figure-context", words: "21" },
        "unconfirmed: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "amber-week.brief.md", rule: "figure-conflict", words: "sixteen" },
        "the two sentences are not read as of one thing",
    ),
    (
        Row { file: "sound-toll.brief.md", rule: "figure-not-found", words: "2019" },
        "unconfirmed: a year of the source that is not of the same event",
    ),
    (
        Row { file: "sound-toll.brief.md", rule: "figure-unit", words: "three per cent" },
        "unconfirmed: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "corvane-results.brief.md", rule: "figure-mismatch", words: "$1.43" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "corvane-results.brief.md", rule: "figure-mismatch", words: "11.0%" },
        "unconfirmed: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "health-digest.brief.md", rule: "figure-mismatch", words: "120" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "health-digest.brief.md", rule: "figure-unit", words: "2.6 billion litres" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row {
            file: "health-digest.brief.md",
            rule: "claim-unsupported",
            words: "The sachets of rehydration salts were paid for by an anonymous shipowner from the capital",
        },
        "unconfirmed: some of its words are in the source",
    ),
    (
        Row { file: "health-digest.brief.md", rule: "figure-mismatch", words: "117" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "health-digest.brief.md", rule: "figure-unit", words: "118 centimetres" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
    (
        Row { file: "health-digest.brief.md", rule: "figure-misattributed", words: "tripled since 2016" },
        "found as figure-not-found: the source's figure is not of the same thing in every role that the claim names",
    ),
];

/// Briefings without a fault.
const CLEAN: [&str; 3] = ["port-after-vell.brief.md", "truce-terms.brief.md", "delta-water.brief"];

fn run(args: &[&str]) -> Output {
    Command::new(briefcheck()).args(args).current_dir(demo()).output().unwrap()
}

/// Every finding in the demo, as `check --format json` gives it.
fn findings() -> Vec<Value> {
    let output = run(&["check", "--format", "json"]);
    let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_value(report["findings"].take()).unwrap()
}

fn briefing(file: &str) -> String {
    fs::read_to_string(demo().join("memos").join(file)).unwrap()
}

/// The byte offsets that a finding spans.
fn range(finding: &Value) -> Range<usize> {
    let offset = |end: &str| finding["range"][end]["offset"].as_u64().unwrap() as usize;
    offset("start")..offset("end")
}

impl Row<'_> {
    /// Where the words stand.
    fn range(&self) -> Range<usize> {
        let text = briefing(self.file);
        let places: Vec<usize> = text.match_indices(self.words).map(|(at, _)| at).collect();
        let [start] = places[..] else { panic!("{}: {} times “{}”", self.file, places.len(), self.words) };
        start..start + self.words.len()
    }

    /// Whether the finding is of this rule and lies on these words.
    fn is(&self, finding: &Value) -> bool {
        let (words, found) = (self.range(), range(finding));
        finding["rule"] == self.rule
            && finding["file"] == format!("memos/{}", self.file)
            && words.start < found.end
            && found.start < words.end
    }

    fn is_in(&self, findings: &[Value]) -> bool {
        findings.iter().any(|finding| self.is(finding))
    }

    fn is_same(&self, other: &Row<'_>) -> bool {
        (self.file, self.rule, self.words) == (other.file, other.rule, other.words)
    }

    fn line(&self) -> String {
        format!("\n  {}: {} “{}”", self.file, self.rule, self.words)
    }
}

#[test]
fn findings_are_those_of_the_snapshot() {
    let output = run(&["check", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(1));
    assert_data_eq!(String::from_utf8(output.stdout).unwrap(), file!["memos/findings.txt"].raw());
}

#[test]
fn every_fault_is_found() {
    let table = fs::read_to_string(demo().join("faults.tsv")).unwrap();
    let rows = table.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap();
        Row { file: cell(), rule: cell(), words: cell() }
    });
    let rows: Vec<Row<'_>> = rows.collect();
    let findings = findings();
    let is_missed = |row: &Row<'_>| MISSED.iter().any(|(missed, _)| missed.is_same(row));
    let silent = rows.iter().filter(|row| !row.is_in(&findings) && !is_missed(row));
    let silent: String = silent.map(Row::line).collect();
    assert!(silent.is_empty(), "faults that are not found:{silent}");

    let is_over = |row: &Row<'_>| row.is_in(&findings) || !rows.iter().any(|fault| fault.is_same(row));
    let over: String = MISSED.iter().filter(|(row, _)| is_over(row)).map(|(row, _)| row.line()).collect();
    assert!(over.is_empty(), "listed as missed, but found now, or no longer a fault:{over}");
}

#[test]
fn clean_briefings_have_no_warning() {
    let findings = findings();
    let is_clean = |finding: &Value| CLEAN.iter().any(|file| finding["file"] == format!("memos/{file}"));
    let is_alarm = |finding: &Value| finding["severity"] == "error" || finding["severity"] == "warning";
    let alarms = findings.iter().filter(|finding| is_clean(finding) && is_alarm(finding));
    let line = |finding: &Value| format!("\n  {}: {} {}", finding["file"], finding["rule"], finding["message"]);
    let alarms: String = alarms.map(line).collect();
    assert!(alarms.is_empty(), "found in clean briefings:{alarms}");
}

/// The findings of a briefing by `verify`, as rule, start and end in Unicode scalar values, severity.
fn verified(file: &str) -> Vec<(String, usize, usize, String)> {
    let sources = fs::read_dir(demo().join("sources")).unwrap().map(|entry| entry.unwrap().path());
    let sources = sources.map(|path| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        // As briefcheck.toml has it.
        let key = match stem {
            "port-review" => "hta",
            "corvane-q3" => "corvane",
            _ => stem,
        };
        json!({"key": key, "path": path})
    });
    let record = json!({"id": file, "text": briefing(file), "sources": sources.collect::<Vec<_>>()});
    let mut child = Command::new(briefcheck())
        .arg("verify")
        .current_dir(demo())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    serde_json::to_writer(child.stdin.take().unwrap(), &record).unwrap();
    let answer: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    let items = ["checks", "problems"].into_iter().filter_map(|list| answer[list].as_array()).flatten();
    let said = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
    let at = |item: &Value, field: &str| item[field].as_u64().unwrap() as usize;
    let found = items.filter(|item| item["rule"].is_string());
    let mut found: Vec<_> =
        found.map(|item| (said(item, "rule"), at(item, "start"), at(item, "end"), said(item, "severity"))).collect();
    found.sort();
    found
}

#[test]
fn check_and_verify_agree() {
    let findings = findings();
    for file in ["delta-water.brief", "corvane-results.brief.md"] {
        let text = briefing(file);
        let scalars = |offset: usize| text[..offset].chars().count();
        let of_file = findings.iter().filter(|finding| finding["file"] == format!("memos/{file}"));
        let said = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
        let found = of_file.map(|finding| {
            let range = range(finding);
            (said(finding, "rule"), scalars(range.start), scalars(range.end), said(finding, "severity"))
        });
        let mut found: Vec<_> = found.collect();
        found.sort();
        assert_eq!(verified(file), found, "{file}");
    }
}

#[test]
fn its_baseline_leaves_nothing_to_find() {
    let output = run(&["check", "--baseline", "briefcheck.baseline"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &output.stdout[..]), (Some(0), &b""[..]), "{said}");
    assert!(!said.contains("No longer found"), "{said}");
}

/// A command that writes a file of the demo writes what is committed. Where it does not, run it in `tests/memos`, and
/// read what it changes.
fn check_current(command: &str, file: &str) {
    let folder = tempfile::tempdir().unwrap();
    copy_demo(folder.path()).unwrap();
    let output = Command::new(briefcheck()).arg(command).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |folder: &Path| fs::read_to_string(folder.join(file)).unwrap();
    assert_data_eq!(read(folder.path()), Data::text(read(&demo())).raw());
}

#[test]
fn its_baseline_is_current() {
    check_current("baseline", "briefcheck.baseline");
}

#[test]
fn its_lock_is_current() {
    check_current("lock", "briefcheck.lock");
}
