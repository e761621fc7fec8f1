//! Streams of JSON lines, and readers that stop reading.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use briefcheck_tests::briefcheck;
use serde_json::{Value, json};

use super::made::{SOURCE, workspace};

fn start(args: &[&str]) -> Child {
    let piped = Command::new(briefcheck()).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    piped.unwrap()
}

fn record(id: usize) -> Value {
    let quoted = if id.is_multiple_of(3) { "carry planes" } else { "carry trains" };
    json!({"id": id, "text": format!("It was “never built to {quoted}”."), "sources": [{"text": "It was never built to carry trains."}]})
}

/// The answers to these lines.
fn answers(args: &[&str], lines: Vec<String>) -> Vec<Value> {
    let mut child = start(args);
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || lines.iter().for_each(|line| writeln!(input, "{line}").unwrap()));
    let answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let answers = answers.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    answers
}

#[test]
fn every_record_has_its_answer_in_order() {
    let mut lines: Vec<String> = (0..3000).map(|id| record(id).to_string()).collect();
    lines[17] = "no record".to_owned();
    let answers = answers(&["verify", "--jobs", "4"], lines);
    assert_eq!(answers.len(), 3000);
    for (id, answer) in answers.iter().enumerate() {
        if id == 17 {
            assert_eq!(answer["id"], Value::Null);
            assert!(answer["error"].as_str().unwrap().starts_with("this is no record"));
        } else {
            assert_eq!(answer["id"], id);
            assert_eq!(answer["verdict"], if id.is_multiple_of(3) { "unsupported" } else { "supported" }, "{answer}");
        }
    }
}

#[test]
fn a_record_is_answered_before_the_next_is_sent() {
    let mut child = start(&["verify"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in [1, 2] {
        writeln!(input, "{}", record(id)).unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn offsets_count_scalar_values() {
    let text = "Ça — “été”: 836 notes.";
    let source = "É — 836 notes, “été”.";
    let line = json!({"id": 0, "text": text, "sources": [{"text": source}]}).to_string();
    let answers = answers(&["verify"], vec![line]);
    let part = |text: &str, start: &Value, end: &Value| {
        let index = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        text.chars().skip(index(start)).take(index(end) - index(start)).collect::<String>()
    };
    let checks = answers[0]["checks"].as_array().unwrap();
    assert!(checks.len() >= 2);
    for check in checks {
        assert_eq!(part(text, &check["start"], &check["end"]), check["text"].as_str().unwrap());
        if check["source"] == "s1" {
            let passage = part(source, &check["source_start"], &check["source_end"]);
            assert_eq!(passage, check["source_text"].as_str().unwrap());
        }
    }
}

/// What a file says of itself holds for a record that says nothing of it.
#[test]
fn a_file_says_when_it_was_published() {
    let page = "<!doctype html><html><head><title>Locks</title><meta property=\"article:published_time\" \
        content=\"2031-06-02T08:00:00Z\"></head><body><p>Nine barges waited at the lock of Terrin.</p></body></html>";
    let folder = workspace(&[("sources/log.html", page)]);
    let rule_of = |date: &str| {
        let text = format!("Nine barges waited at the lock of Terrin, the log says on {date}.");
        let record = json!({"id": 0, "text": text, "sources": [{"path": "sources/log.html"}]}).to_string();
        let mut child = Command::new(briefcheck())
            .arg("verify")
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(record.as_bytes()).unwrap();
        let answer: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
        let checks = answer["checks"].as_array().unwrap().clone();
        checks.into_iter().find(|check| check["text"] == date).unwrap()["rule"].clone()
    };
    assert_eq!(rule_of("2 June 2031"), Value::Null);
    assert_eq!(rule_of("4 June 2031"), "figure-not-found");
}

/// A record may take so long and no longer, and the stream goes on.
#[test]
fn a_record_over_its_time_is_an_error_and_the_others_are_answered() {
    // No machine checks that in five seconds.
    let long = (0..300_000).map(|at| format!("Norvia shipped {} tonnes in {}.\n\n", 1_000 + at, 1900 + at % 120));
    let long =
        json!({"id": "long", "text": long.collect::<String>(), "sources": [{"text": "Norvia shipped 7 tonnes."}]});
    let lines = vec![record(1).to_string(), long.to_string(), record(2).to_string()];
    let answers = answers(&["verify", "--jobs", "1", "--timeout", "5"], lines);
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&record(1)["id"], &json!("long"), &record(2)["id"]]);
    assert_eq!(answers[1]["error"], "the record took more than 5 s");
    assert_eq!((&answers[0]["error"], &answers[2]["error"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_list_without_a_full_stop_is_read_in_pieces() {
    let list = |from: usize| (0..1_000).map(|at| format!("{} tonnes to Norvia, ", from + 3 * at)).collect::<String>();
    let (text, source) = (list(1_000), list(1_001));
    let words = ["twenty "; 2_000].concat();
    let hyphens = "1-".repeat(10_000);
    for text in [&text, &words, &hyphens] {
        let record = json!({"id": 0, "text": text, "sources": [{"text": source}]});
        let answer = answers(&["verify"], vec![record.to_string()]).remove(0);
        assert_eq!(answer["error"], Value::Null);
        let checks = answer["checks"].as_array().unwrap();
        let longest = checks.iter().filter_map(|check| check["text"].as_str()).map(str::len).max();
        assert!(longest.is_some_and(|longest| longest <= 4_000), "{longest:?}");
    }
}

/// A reader that takes a little and goes.
fn check_closed(args: &[&str], input: Option<String>) {
    let memos = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("memos");
    let mut child = Command::new(briefcheck())
        .args(args)
        .current_dir(memos)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || input.map(|input| stdin.write_all(input.as_bytes())));
    let mut first = [0; 64];
    let mut output = child.stdout.take().unwrap();
    let _ = output.read(&mut first).unwrap();
    drop(output);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let status = child.wait().unwrap();
    // Its input is closed when it ends, which is no failure of the writer.
    let _ = writer.join();
    assert!(status.code().is_some_and(|code| code < 2), "{status}");
    assert!(!said.contains("panicked") && !said.contains("Broken pipe"), "{said}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    check_closed(&["check"], None);
    check_closed(&["check", "--format", "json"], None);
    check_closed(&["explain"], None);
    let records: String = (0..5000).map(|id| format!("{}\n", record(id))).collect();
    check_closed(&["verify"], Some(records));
}

fn keys(value: &Value) -> String {
    value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_answer_has_the_documented_form() {
    let sources = json!([{"key": "act", "text": "It names “no railway”, and never will."}, {"path": "cli/port.in/sources/gone.txt"}]);
    let line =
        json!({"id": ["any", 1], "text": "It says “no railways” [@act] and “x y z” [@gone].", "sources": sources});
    let answer = answers(&["verify"], vec![line.to_string()]).remove(0);
    assert_eq!(keys(&answer), "checks counts id problems verdict");
    assert_eq!((&answer["id"], &answer["verdict"]), (&json!(["any", 1]), &json!("unsupported")));
    let checks = answer["checks"].as_array().unwrap();
    let quotes: Vec<&Value> = checks.iter().filter(|check| check["kind"] == "quote").collect();
    let [altered, unverifiable] = quotes[..] else { panic!("two quotations, not {quotes:?}") };
    let all =
        "also end how kind outcome rule score severity source source_end source_start source_text start text verdict";
    assert_eq!(keys(altered), all);
    assert_eq!(altered["verdict"], "altered");
    assert_eq!(altered["rule"], "quote-altered");
    assert_eq!((&altered["source"], &altered["source_text"]), (&json!("act"), &json!("no railway")));
    assert_eq!(keys(unverifiable), all);
    assert_eq!(unverifiable["verdict"], "unverifiable");
    for null in ["rule", "severity", "source", "source_start", "source_end", "source_text", "score"] {
        assert_eq!(unverifiable[null], Value::Null, "{null}");
    }
    let problem = &answer["problems"][0];
    assert_eq!(keys(problem), "end message rule severity start");
    assert_eq!(problem["rule"], "source-unreadable");
}

#[test]
fn a_stream_and_a_workspace_have_the_same_findings() {
    let port = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/port.in");
    let memo = fs::read_to_string(port.join("memos/faulty.md")).unwrap();
    let checked = Command::new(briefcheck())
        .args(["check", "--format", "json", "memos/faulty.md"])
        .current_dir(&port)
        .output()
        .unwrap();
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let source = |key: &str| {
        let text = fs::read_to_string(port.join(format!("sources/{key}.txt"))).unwrap();
        json!({"key": key, "text": text})
    };
    let sources: Vec<Value> = ["harbour", "harbour-act", "long"].map(source).into();
    let record = json!({"id": 0, "text": memo, "sources": sources}).to_string();
    let verified = answers(&["verify"], vec![record]).remove(0);
    let of = |list: &Value, message: &str| {
        let found = list.as_array().unwrap().iter().filter(|finding| !finding["rule"].is_null());
        found
            .map(|finding| {
                [&finding["rule"], &finding["severity"], &finding["text"], &finding[message]].map(Value::clone)
            })
            .collect::<Vec<_>>()
    };
    let findings = of(&checked["findings"], "message");
    assert!(!findings.is_empty());
    assert_eq!(findings, of(&verified["checks"], "how"));
}

/// How long a line is waited for before the test fails: nothing depends on how soon it comes.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn a_watched_workspace_is_checked_again() {
    let faulty = "It \"was built to carry trains\" [@quay].\n";
    let folder = workspace(&[SOURCE, ("a.brief", faulty)]);
    let mut child = Command::new(briefcheck())
        .args(["check", "--watch", "--output", "found.txt"])
        .current_dir(&folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (sender, said) = mpsc::channel();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let reader = thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
    // A change may be seen in two steps: it is the last that counts.
    let wait_for = |expected: &str| while !said.recv_timeout(PATIENCE).expect(expected).starts_with(expected) {};
    let change = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    wait_for("Found 1 error in 1 of 1 briefing");
    wait_for("Watching for changes");
    change("sources/quay.txt", "It was built to carry trains.\n");
    wait_for("No findings in 1 briefing");
    change("b.brief", &faulty.replace("was built", "was never built"));
    wait_for("Found 1 error in 1 of 2 briefings");
    change("briefcheck.toml", "[rules]\nquote-altered = \"off\"\nquote-not-found = \"off\"\n");
    wait_for("No findings in 2 briefings");
    child.kill().unwrap();
    child.wait().unwrap();
    let _ = reader.join().unwrap();
}
