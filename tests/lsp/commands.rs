//! Commands.

use serde_json::json;
use tower_lsp::ls_types::request::ExecuteCommand;

use crate::fixture::Workspace;

fn run(workspace: &mut Workspace, command: &str) -> Result<(), String> {
    let params = serde_json::from_value(json!({"command": command, "arguments": []})).unwrap();
    let id = workspace.client.ask::<ExecuteCommand>(params);
    workspace.client.answer::<ExecuteCommand>(id).map(drop).map_err(|refusal| refusal.message)
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
    assert_eq!(run(&mut workspace, "briefcheck.reindex"), Ok(()));
    workspace.shut_down();
}
