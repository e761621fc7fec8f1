//! Sources that can't be read: they cancel nothing that a readable one says, and nothing counts as verified by them.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use briefcheck_tests::briefcheck;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::made::{SOURCE, check, run, workspace};

/// What has the name of a source, and no text.
const SCAN: (&str, &str) = ("sources/scan.pdf", "%PDF-1.7\nrubbish");
const PICTURE: (&str, &str) = ("sources/crane.gif", "GIF89a\u{1}\0\u{1}\0\0");

const TRUE: &str = "The quay \"was never built to carry trains\"";
const FALSE: &str = "The quay \"was never built to carry planes\"";

/// What the lines that a command is sent are answered, one line each.
fn answered(folder: &TempDir, args: &[&str], lines: &[Value], count: usize) -> Vec<Value> {
    let mut command = Command::new(briefcheck());
    let mut child =
        command.args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in lines {
        writeln!(input, "{line}").unwrap();
    }
    let output = BufReader::new(child.stdout.take().unwrap()).lines();
    let answers = output.take(count).map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    drop(input);
    child.wait().unwrap();
    answers
}

/// What `verify` says of a text whose sources are these files.
fn verified(folder: &TempDir, text: &str, sources: &[&str]) -> Value {
    let sources: Vec<Value> = sources.iter().map(|path| json!({"path": path})).collect();
    answered(folder, &["verify"], &[json!({"text": text, "sources": sources})], 1).remove(0)
}

/// What `mcp` says of a text over the sources of the workspace.
fn asked(folder: &TempDir, text: &str) -> Value {
    called(folder, "verify_text", &json!({"text": text}))
}

/// What a tool of `mcp` answers.
fn called(folder: &TempDir, name: &str, arguments: &Value) -> Value {
    let hello =
        json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}});
    let call = json!({"name": name, "arguments": arguments});
    let lines = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call}),
    ];
    answered(folder, &["mcp"], &lines, 2).remove(1)["result"]["structuredContent"].take()
}

/// The verdict on a record, and the rules of what is wrong with its sources.
fn told(answer: &Value) -> String {
    let problems = answer["problems"].as_array().unwrap().iter().map(|problem| problem["rule"].as_str().unwrap());
    [answer["verdict"].as_str().unwrap()].into_iter().chain(problems).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_record_is_held_against_what_can_be_read() {
    let folder = workspace(&[SOURCE, SCAN, PICTURE]);
    let check = |text: &str, sources: &[&str], expected: &str| {
        assert_eq!(told(&verified(&folder, text, sources)), expected, "{text} {sources:?}");
    };
    let (quay, scan, picture) = (SOURCE.0, SCAN.0, PICTURE.0);
    for unread in [scan, picture, "sources/gone.txt"] {
        let key = unread.trim_start_matches("sources/").split('.').next().unwrap();
        for sources in [[quay, unread], [unread, quay]] {
            check(&format!("{FALSE} [@quay; @{key}]."), &sources, "unsupported source-unreadable");
            check(&format!("{TRUE} [@quay; @{key}]."), &sources, "undecided source-unreadable");
            check(&format!("{FALSE}."), &sources, "unsupported source-unreadable");
            check(&format!("{TRUE}."), &sources, "undecided source-unreadable");
            check(&format!("{TRUE} [@quay]."), &sources, "supported");
        }
        for text in [format!("{FALSE}."), format!("{TRUE} [@{key}]."), "It carried 7 trains.".to_owned()] {
            check(&text, &[unread], "undecided source-unreadable");
        }
    }
    check(&format!("{TRUE}."), &[], "undecided");
}

#[test]
fn a_client_of_a_model_is_told_the_same() {
    let quay = workspace(&[SOURCE]);
    let all = workspace(&[SOURCE, PICTURE]);
    for text in [format!("{TRUE} [@quay]."), format!("{FALSE} [@quay]."), format!("{TRUE}."), format!("{FALSE}.")] {
        let answer = asked(&quay, &text);
        let expected = if text.starts_with(TRUE) { "supported" } else { "unsupported" };
        assert_eq!(told(&answer), expected, "{text}");
        assert_eq!(asked(&all, &text), answer, "a picture changes nothing: {text}");
    }
    let scanned = workspace(&[SOURCE, SCAN]);
    assert_eq!(told(&asked(&scanned, &format!("{FALSE} [@quay; @scan]."))), "unsupported source-unreadable");
    assert_eq!(told(&asked(&scanned, &format!("{TRUE} [@scan]."))), "undecided source-unreadable");
    let unread = workspace(&[SCAN, PICTURE]);
    for text in [format!("{TRUE}."), format!("{FALSE}."), format!("{TRUE} [@scan].")] {
        assert_eq!(told(&asked(&unread, &text)), "undecided source-unreadable", "{text}");
    }
    for picture in [&[PICTURE][..], &[]] {
        assert_eq!(told(&asked(&workspace(picture), &format!("{FALSE}."))), "undecided");
    }
    let sources = &called(&unread, "list_sources", &json!({}))["sources"];
    assert_eq!(sources[0]["key"], "scan");
    assert!(sources[0]["unreadable"].as_str().unwrap().contains("too damaged to be read"), "{sources}");
}

/// The outcomes in the report on a workspace.
fn outcomes(folder: &TempDir) -> String {
    assert!(run(folder.path(), &["report", "-o", "out.json"]).status.code().is_some_and(|code| code < 2));
    let report: Value = serde_json::from_slice(&fs::read(folder.path().join("out.json")).unwrap()).unwrap();
    let mut outcomes = Vec::new();
    let mut all = vec![&report];
    while let Some(value) = all.pop() {
        outcomes.extend(value["outcome"].as_str().map(str::to_owned));
        all.extend(value.as_object().into_iter().flat_map(|object| object.values()));
        all.extend(value.as_array().into_iter().flatten());
    }
    outcomes.sort();
    outcomes.dedup();
    outcomes.join(" ")
}

#[test]
fn reports_and_locks_count_nothing_as_verified_that_was_not_read() {
    let memo = format!("{TRUE} [@scan].\n");
    let folder = workspace(&[SCAN, ("a.brief", &memo)]);
    assert_eq!(outcomes(&folder), "source-unreadable unverifiable");
    check(&folder, &["check"], 1, "", "Found 1 error");
    check(&folder, &["lock"], 0, "", "records what 0 items rest on");
    assert!(!folder.path().join("briefcheck.lock").exists());
}

#[test]
fn a_picture_among_the_sources_changes_nothing() {
    let memo = format!("{TRUE} [@quay].\n\n{FALSE} [@quay].\n");
    let said = |files: &[(&str, &str)]| {
        let folder = workspace(&[files, &[SOURCE, ("a.brief", &memo)]].concat());
        let checked = run(folder.path(), &["check"]);
        let locked = run(folder.path(), &["lock"]);
        let reports = ["out.md", "out.csv"].map(|name| {
            run(folder.path(), &["report", "-o", name]);
            fs::read_to_string(folder.path().join(name)).unwrap()
        });
        (checked, locked, fs::read_to_string(folder.path().join("briefcheck.lock")).unwrap(), reports)
    };
    assert_eq!(said(&[PICTURE]), said(&[]));
}
