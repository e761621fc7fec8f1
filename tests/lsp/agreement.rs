//! The editor and the command line say the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::demo;
use serde_json::{Value, json};
use tower_lsp::ls_types::request::{Initialize, WorkspaceDiagnosticRequest};

use crate::client::Client;
use crate::fixture::files;

/// A finding: its file's name, its place (counted from 0, columns in scalar values), its rule and message.
type Line = (String, u64, u64, String, String);

/// What the command line finds in a folder.
fn by_command(folder: &Path) -> Vec<Line> {
    let output = Command::new(briefcheck()).args(["check", "--format", "json"]).current_dir(folder).output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    let line = |finding: &Value| {
        let start = &finding["range"]["start"];
        let number = |name: &str| start[name].as_u64().unwrap() - 1;
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let name = text("file").rsplit('/').next().unwrap().to_owned();
        (name, number("line"), number("column"), text("rule"), text("message"))
    };
    findings.map(line).collect()
}

/// What the server finds there, in the briefings of which none is open.
fn by_server(folder: &Path) -> Vec<Line> {
    let mut client = Client::in_process();
    let root = format!("file://{}", folder.canonicalize().unwrap().display());
    let params = json!({
        "capabilities": {"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-32"]}},
        "workspaceFolders": [{"uri": root, "name": "demo"}],
    });
    client.request::<Initialize>(serde_json::from_value(params).unwrap());
    client.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let params = serde_json::from_value(json!({"previousResultIds": []})).unwrap();
    let report = client.request::<WorkspaceDiagnosticRequest>(params);
    let report = serde_json::to_value(report).unwrap();
    let mut found = Vec::new();
    for file in report["items"].as_array().unwrap() {
        let name = file["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        for item in file["items"].as_array().unwrap() {
            let start = &item["range"]["start"];
            let number = |name: &str| start[name].as_u64().unwrap();
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            found.push((name.to_owned(), number("line"), number("character"), text("code"), text("message")));
        }
    }
    client.shut_down();
    found
}

#[test]
fn the_demo_has_the_same_findings_in_the_editor_and_on_the_command_line() {
    assert!(agreed(&demo()).len() > 50);
}

/// The findings in a folder, which both must have, by file and place.
fn agreed(folder: &Path) -> Vec<Line> {
    let (mut ours, mut theirs) = (by_server(folder), by_command(folder));
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
    theirs
}

/// Briefings whose figures contradict each other, within one, and between two.
const CONTRADICTING: &str = "\
//- briefcheck.toml
//- sources/harbour.txt
The strike in Vell idled 1,200 dockers for a week. Exports to Norre rose 5% in May 2024.
//- sources/union.txt
The strike in Vell idled 1,500 dockers for a week. Exports to Norre rose 7% in May 2024.
//- a.brief
The strike in Vell idled 1,200 dockers [@harbour].

Exports to Norre rose 5% in May 2024 [@harbour].

In Vell, the strike idled 1,500 dockers [@union].
//- b.brief
In Vell, the strike idled 1,500 dockers [@union].
//- memos/c.brief
# Exports

Exports to Norre rose 7% in May 2024 [@union].
";

fn written(fixture: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files(fixture).0 {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn both_tell_of_figures_that_contradict_each_other_in_several_briefings() {
    let folder = written(CONTRADICTING);
    let found = agreed(folder.path());
    let conflicts = found.iter().filter(|line| line.3 == "figure-conflict");
    let files: Vec<&str> = conflicts.map(|line| line.0.as_str()).collect();
    assert_eq!(files, ["a.brief", "b.brief"], "{found:?}");
}

#[test]
fn both_tell_of_passages_that_the_lock_recorded_otherwise() {
    let folder = written(CONTRADICTING);
    let locked = Command::new(briefcheck()).arg("lock").current_dir(folder.path()).output().unwrap();
    assert!(locked.status.success(), "{locked:?}");
    let changed = "The strike in Vell idled 1,200 dockers for a month. Exports to Norre rose 5% in May 2024.";
    fs::write(folder.path().join("sources/harbour.txt"), changed).unwrap();
    let found = agreed(folder.path());
    assert!(found.iter().any(|line| line.3 == "source-changed"), "{found:?}");
}
