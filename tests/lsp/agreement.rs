//! The editor and the command line say the same.

use std::process::Command;

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::demo;
use serde_json::{Value, json};
use tower_lsp::ls_types::request::{Initialize, WorkspaceDiagnosticRequest};

use crate::client::Client;

/// A finding: its file's name, its place (counted from 0, columns in scalar values), its rule and message.
type Line = (String, u64, u64, String, String);

/// What the command line finds in the demo.
fn by_command() -> Vec<Line> {
    let output = Command::new(briefcheck()).args(["check", "--format", "json"]).current_dir(demo()).output().unwrap();
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
fn by_server() -> Vec<Line> {
    let mut client = Client::in_process();
    let root = format!("file://{}", demo().canonicalize().unwrap().display());
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
    let (mut ours, mut theirs) = (by_server(), by_command());
    assert!(theirs.len() > 50);
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
}
