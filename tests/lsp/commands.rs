//! Commands.

use std::fs;

use serde_json::{Value, json};
use tower_lsp::ls_types::request::ExecuteCommand;

use crate::fixture::Workspace;

fn run(workspace: &mut Workspace, command: &str) -> Result<Value, String> {
    let params = serde_json::from_value(json!({"command": command, "arguments": []})).unwrap();
    let id = workspace.client.ask::<ExecuteCommand>(params);
    let answer = workspace.client.answer::<ExecuteCommand>(id);
    answer.map(|said| said.unwrap_or_default()).map_err(|refusal| refusal.message)
}

#[test]
fn commands_are_made_known() {
    let workspace = Workspace::with("So.\n", json!({"textDocument": {"diagnostic": {}}}));
    let known = workspace.server.capabilities.execute_command_provider.as_ref().unwrap().commands.clone();
    assert_eq!(known, ["briefcheck.report", "briefcheck.lock", "briefcheck.reindex"]);
    workspace.shut_down();
}

#[test]
fn an_unknown_command_is_told_the_known_ones() {
    let mut workspace = Workspace::with("So.\n", json!({"textDocument": {"diagnostic": {}}}));
    let expected =
        "`briefcheck.rebort` is no command: `briefcheck.report`, `briefcheck.lock`, `briefcheck.reindex` are";
    assert_eq!(run(&mut workspace, "briefcheck.rebort").unwrap_err(), expected);
    workspace.shut_down();
}

#[test]
fn everything_is_read_anew() {
    let mut workspace = Workspace::with("So.\n", json!({"textDocument": {"diagnostic": {}}}));
    assert_eq!(run(&mut workspace, "briefcheck.reindex"), Ok(Value::Null));
    workspace.shut_down();
}

#[test]
fn what_claims_rest_on_is_recorded() {
    let mut workspace =
        Workspace::with("So \"the quay was never built\" [@harbour].\n", json!({"textDocument": {"diagnostic": {}}}));
    let said = run(&mut workspace, "briefcheck.lock").unwrap();
    assert!(said.as_str().unwrap().starts_with("`briefcheck.lock` records what "), "{said}");
    assert!(fs::read_to_string(workspace.path("briefcheck.lock")).unwrap().contains("the quay was never built"));
    workspace.shut_down();
}

#[test]
fn a_report_is_refused_as_long_as_there_is_none() {
    let mut workspace = Workspace::with("So.\n", json!({"textDocument": {"diagnostic": {}}}));
    assert!(run(&mut workspace, "briefcheck.report").unwrap_err().contains("run `briefcheck report`"));
    workspace.shut_down();
}
