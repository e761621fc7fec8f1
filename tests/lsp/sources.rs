//! What a briefing cites, for a client's own view.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::Request;

use crate::fixture::Workspace;

enum Sources {}

impl Request for Sources {
    type Params = Value;
    type Result = Option<Value>;
    const METHOD: &'static str = "briefcheck/sources";
}

fn sources(fixture: &str) -> Option<Value> {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = json!({"textDocument": workspace.at_cursor().text_document});
    let found = workspace.client.request::<Sources>(params);
    workspace.shut_down();
    found
}

/// The sources, as `key (file, or none): state of each claim`.
fn check(fixture: &str, expected: &[&str]) {
    let found = sources(fixture).unwrap();
    let shown = |source: &Value| {
        let file = source["uri"].as_str().and_then(|uri| uri.rsplit('/').next()).unwrap_or("none");
        let claims = source["claims"].as_array().unwrap().iter().map(|claim| claim["state"].as_str().unwrap());
        let claims = claims.collect::<Vec<_>>().join(" ");
        format!("{} ({file}): {claims}", source["key"].as_str().unwrap())
    };
    assert_eq!(found["sources"].as_array().unwrap().iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn each_source_has_the_claims_that_cite_it() {
    check(
        "$0The quay was \"never built to carry ships\" [@harbour].\n\nA new crane cost 830,000 euros [@ledger].\n",
        &["harbour (harbour.txt): error", "ledger (ledger.txt): verified"],
    );
}

#[test]
fn what_is_declared_comes_first_and_what_is_unknown_has_no_file() {
    check(
        "---\nsources:\n  book: sources/ledger.txt\n---\n\n$0See [@nowhere] and [@ledger].\n",
        &["book (ledger.txt): unconfirmed", "nowhere (none): "],
    );
}

#[test]
fn what_is_no_briefing_has_none() {
    assert_eq!(sources("//- notes.md\nA new$0 crane.\n"), None);
}
