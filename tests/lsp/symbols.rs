//! Outlines, and names of the workspace.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{DocumentSymbolRequest, WorkspaceSymbolRequest};

use crate::fixture::Workspace;

const MEMO: &str = "\
---
title: The note
sources:
  a: sources/harbour.txt
---

# Trade *now*

So it is.[^n]

## Ships

[^n]: As shown.

# Money
";

fn outline(capabilities: Value, fixture: &str) -> Value {
    let mut workspace = Workspace::with(fixture, capabilities);
    let params = json!({"textDocument": {"uri": workspace.uri("memo.brief")}});
    let found = workspace.client.request::<DocumentSymbolRequest>(serde_json::from_value(params).unwrap());
    workspace.shut_down();
    serde_json::to_value(found).unwrap()
}

fn names(symbols: &Value, depth: usize) -> Vec<String> {
    let of = |symbol: &Value| {
        let own = format!("{}{}", "  ".repeat(depth), symbol["name"].as_str().unwrap());
        [vec![own], names(&symbol["children"], depth + 1)].concat()
    };
    symbols.as_array().into_iter().flatten().flat_map(of).collect()
}

#[test]
fn headings_hold_what_stands_below_them() {
    let capabilities = json!({"textDocument": {
        "diagnostic": {}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
    }});
    let expected = ["The note", "  a", "Trade now", "  Ships", "    [^n]", "Money"];
    assert_eq!(names(&outline(capabilities, MEMO), 0), expected);
}

#[test]
fn a_client_that_wants_them_flat_gets_them_flat() {
    let found = outline(json!({"textDocument": {"diagnostic": {}}}), MEMO);
    assert_eq!(names(&found, 0), ["The note", "a", "Trade now", "Ships", "[^n]", "Money"]);
    assert_eq!(found[3]["containerName"], "Trade now");
}

/// What a query finds: `name (container)`.
fn check(fixture: &str, query: &str, expected: &[&str]) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = serde_json::from_value(json!({"query": query})).unwrap();
    let found = serde_json::to_value(workspace.client.request::<WorkspaceSymbolRequest>(params)).unwrap();
    let shown =
        found.as_array().unwrap().iter().map(|symbol| {
            format!("{} ({})", symbol["name"].as_str().unwrap(), symbol["containerName"].as_str().unwrap())
        });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
    workspace.shut_down();
}

#[test]
fn keys_are_found_by_their_letters() {
    check("So.\n", "hrb", &["harbour (sources/harbour.txt)"]);
    check("So.\n", "zzz", &[]);
}

#[test]
fn sources_are_found_by_their_titles() {
    let memo = "---\nsources:\n  a:\n    path: sources/ledger.txt\n    title: Quarterly figures\n---\n\nSo.\n";
    check(memo, "quart", &["Quarterly figures (a)"]);
}

#[test]
fn headings_of_all_briefings_are_found() {
    check("//- other.brief\n# Grain\n//- memo.brief\nSo.\n", "grain", &["Grain (other.brief)"]);
}
