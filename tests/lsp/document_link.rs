//! Links to sources.

use serde_json::{Value, json};
use tower_lsp::ls_types::Location;
use tower_lsp::ls_types::request::DocumentLinkRequest;

use crate::fixture::Workspace;

/// The links of `memo.brief`: `words -> file`.
fn check(fixture: &str, expected: &[&str]) {
    let capabilities = json!({"textDocument": {"diagnostic": {}, "documentLink": {"tooltipSupport": true}}});
    let mut workspace = Workspace::with(fixture, capabilities);
    let uri = workspace.uri("memo.brief");
    let params = serde_json::from_value(json!({"textDocument": {"uri": uri}})).unwrap();
    let links = workspace.client.request::<DocumentLinkRequest>(params).unwrap();
    let root = workspace.uri("").as_str().to_owned();
    let shown = links.iter().map(|link| {
        let words = workspace.shown(&Location::new(uri.clone(), link.range)).replace("memo.brief: ", "");
        let target = link.target.as_ref().unwrap().as_str().replace(&root, "");
        format!("{words} -> {target} ({})", link.tooltip.as_deref().unwrap())
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
    workspace.shut_down();
}

#[test]
fn keys_lead_to_their_files() {
    check("So [@harbour, p. 3].\n", &["@harbour -> sources/harbour.txt (Open sources/harbour.txt)"]);
}

#[test]
fn unknown_keys_lead_nowhere() {
    check("So [@nothing].\n", &[]);
}

#[test]
fn declared_paths_and_targets_lead_to_their_files() {
    check(
        "---\nsources:\n  a:\n    path: sources/ledger.txt\n    title: The ledger\n---\n\nSo [it is](sources/ledger.txt).\n",
        &[
            "sources/ledger.txt -> sources/ledger.txt (Open a)",
            "sources/ledger.txt -> sources/ledger.txt (Open The ledger)",
        ],
    );
}

#[test]
fn a_client_without_tooltips_gets_none() {
    let mut workspace = Workspace::with("So [@harbour].\n", json!({"textDocument": {"diagnostic": {}}}));
    let params = json!({"textDocument": {"uri": workspace.uri("memo.brief")}});
    let links = workspace.client.request::<DocumentLinkRequest>(serde_json::from_value(params).unwrap());
    assert_eq!(serde_json::to_value(links).unwrap()[0]["tooltip"], Value::Null);
    workspace.shut_down();
}
