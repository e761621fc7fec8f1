//! Commands.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::ls_types::request::ExecuteCommand;

use crate::fixture::Workspace;

/// A client that asks what is wrong, and so is told nothing.
fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}})
}

fn run(workspace: &mut Workspace, command: &str) -> Result<Value, String> {
    run_with(workspace, command, Value::Null)
}

fn run_with(workspace: &mut Workspace, command: &str, argument: Value) -> Result<Value, String> {
    let arguments = if argument.is_null() { json!([]) } else { json!([argument]) };
    let params = serde_json::from_value(json!({"command": command, "arguments": arguments})).unwrap();
    let id = workspace.client.ask::<ExecuteCommand>(params);
    let answer = workspace.client.answer::<ExecuteCommand>(id);
    answer.map(|said| said.unwrap_or_default()).map_err(|refusal| refusal.message)
}

#[test]
fn commands_are_made_known() {
    let workspace = Workspace::with("So.\n", pulling());
    let known = workspace.server.capabilities.execute_command_provider.as_ref().unwrap().commands.clone();
    assert_eq!(known, ["briefcheck.report", "briefcheck.lock", "briefcheck.reindex", "briefcheck.select"]);
    workspace.shut_down();
}

#[test]
fn an_unknown_command_is_told_the_known_ones() {
    let mut workspace = Workspace::with("So.\n", pulling());
    let expected = "`briefcheck.rebort` is no command: `briefcheck.report`, `briefcheck.lock`, `briefcheck.reindex`, `briefcheck.select` are";
    assert_eq!(run(&mut workspace, "briefcheck.rebort").unwrap_err(), expected);
    workspace.shut_down();
}

#[test]
fn everything_is_read_anew() {
    let mut workspace = Workspace::with("So.\n", pulling());
    assert_eq!(run(&mut workspace, "briefcheck.reindex"), Ok(Value::Null));
    workspace.shut_down();
}

#[test]
fn what_claims_rest_on_is_recorded() {
    let mut workspace = Workspace::with("So \"the quay was never built\" [@harbour].\n", pulling());
    let said = run(&mut workspace, "briefcheck.lock").unwrap();
    assert!(said.as_str().unwrap().starts_with("`briefcheck.lock` records what "), "{said}");
    assert!(fs::read_to_string(workspace.path("briefcheck.lock")).unwrap().contains("the quay was never built"));
    workspace.shut_down();
}

/// The page that the client is led to.
fn page(workspace: &mut Workspace, argument: Value) -> (PathBuf, String) {
    let said = run_with(workspace, "briefcheck.report", argument).unwrap();
    let path = said["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    let path = PathBuf::from(path.replace("%20", " "));
    let page = fs::read_to_string(&path).unwrap();
    (path, page)
}

#[test]
fn a_report_is_on_the_text_that_is_open() {
    let mut workspace = Workspace::with("Cranes cost 830,000 euros [@ledger].\n", pulling());
    workspace.edit("memo.brief", "Cranes", "Derricks");
    let uri = workspace.uri("memo.brief");
    let (path, written) = page(&mut workspace, json!({"uri": uri}));
    assert!(written.starts_with("<!DOCTYPE html>") && written.contains("Derricks"), "{written}");
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("memo-") && name.ends_with(".evidence.html"), "{name}");
    workspace.edit("memo.brief", "Derricks", "Gantries");
    let (again, written) = page(&mut workspace, json!({"uri": uri}));
    assert_eq!(again, path);
    assert!(written.contains("Gantries") && !written.contains("Derricks"));
    fs::remove_file(path).unwrap();
    workspace.shut_down();
}

#[test]
fn briefings_of_one_name_have_reports_of_their_own() {
    let fixture = "//- a/memo.brief\nSo it is.\n//- b/memo.brief\nSo it was.\n";
    let mut workspace = Workspace::with(fixture, pulling());
    let uris = ["a/memo.brief", "b/memo.brief"].map(|path| workspace.uri(path));
    let [a, b] = uris.map(|uri| page(&mut workspace, json!({"uri": uri})).0);
    assert_ne!(a, b);
    fs::remove_file(a).unwrap();
    fs::remove_file(b).unwrap();
    workspace.shut_down();
}

#[test]
fn a_report_is_on_the_whole_workspace_if_nothing_is_named() {
    let fixture = "//- a.brief\nCranes cost much [@ledger].\n//- b.brief\nDerricks cost more [@ledger].\n";
    let mut workspace = Workspace::with(fixture, pulling());
    let (path, written) = page(&mut workspace, Value::Null);
    assert!(written.contains("Cranes") && written.contains("Derricks"));
    fs::remove_file(path).unwrap();
    workspace.shut_down();
}

#[test]
fn a_report_goes_where_it_is_asked_to_in_the_form_of_its_ending() {
    let mut workspace = Workspace::with("Cranes cost 830,000 euros [@ledger].\n", pulling());
    let (uri, output) = (workspace.uri("memo.brief"), workspace.path("out.json"));
    let (path, written) = page(&mut workspace, json!({"uri": uri, "output": output}));
    assert_eq!(path, output);
    assert!(serde_json::from_str::<Value>(&written).unwrap().is_object());
    let output = format!("file://{}", workspace.path("out%20page.html").to_str().unwrap());
    let (path, _) = page(&mut workspace, json!({"output": output}));
    assert_eq!(path.file_name().unwrap(), "out page.html");
    workspace.shut_down();
}

#[test]
#[cfg(unix)]
fn a_link_where_a_report_would_go_is_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let mut workspace = Workspace::with("So it is.\n", pulling());
    let uri = workspace.uri("memo.brief");
    let (path, _) = page(&mut workspace, json!({"uri": uri}));
    let other = workspace.path("sources/harbour.txt");
    fs::remove_file(&path).unwrap();
    symlink(&other, &path).unwrap();
    page(&mut workspace, json!({"uri": uri}));
    assert!(fs::read_to_string(other).unwrap().starts_with("The harbour"));
    assert_eq!(fs::symlink_metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    fs::remove_file(path).unwrap();
    workspace.shut_down();
}

#[test]
fn a_report_that_cannot_be_made_says_why() {
    let mut workspace = Workspace::with("So it is.\n", pulling());
    let mut check = |argument: Value, expected: &str| {
        let said = run_with(&mut workspace, "briefcheck.report", argument).unwrap_err();
        assert!(said.contains(expected), "{said}");
    };
    check(json!({"uri": "untitled:Untitled-1"}), "`untitled:Untitled-1` is no file: save it first");
    check(json!({"uri": "file:///nowhere/memo.brief"}), "there is no file");
    check(json!({"output": "report.html"}), "`report.html` is neither the URI of a file nor an absolute path");
    check(json!({"output": "/nowhere/report.pdf"}), "the ending of `report.pdf` names no form of report");
    check(json!({"output": "/nowhere/report.html"}), "`/nowhere/report.html` could not be written");
    check(json!({"url": "file:///a"}), "`briefcheck.report` can't take its argument: unknown field `url`");
    check(json!(7), "`briefcheck.report` can't take its argument");
    workspace.shut_down();
}
