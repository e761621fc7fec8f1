//! What a claim rests on, for a client's own view.

use serde_json::{Value, json};
use tower_lsp::ls_types::TextDocumentPositionParams;
use tower_lsp::ls_types::request::Request;

use crate::fixture::Workspace;

enum Evidence {}

impl Request for Evidence {
    type Params = TextDocumentPositionParams;
    type Result = Option<Value>;
    const METHOD: &'static str = "briefcheck/evidence";
}

fn evidence(fixture: &str) -> Option<Value> {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = workspace.at_cursor();
    let found = workspace.client.request::<Evidence>(params);
    workspace.shut_down();
    found
}

/// The items at the cursor, as `kind state: words = key place: passage`, with what matches in brackets.
fn check(fixture: &str, expected: &[&str]) {
    let found = evidence(fixture).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let shown = |item: &Value| {
        let passages = item["passages"].as_array().unwrap().iter().map(|passage| {
            let pieces = passage["pieces"].as_array().unwrap().iter();
            let piece = |piece: &Value| match piece["matched"].as_bool().unwrap() {
                true => format!("[{}]", text(&piece["text"])),
                false => text(&piece["text"]),
            };
            let pieces: String = pieces.map(piece).collect();
            format!(" = {} {}: {pieces}", text(&passage["key"]), text(&passage["place"]))
        });
        let passages: String = passages.collect();
        format!("{} {}: {}{passages}", text(&item["kind"]), text(&item["state"]), text(&item["text"]))
    };
    assert_eq!(found["items"].as_array().unwrap().iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_under_the_cursor_comes_first() {
    check(
        "A new crane cost 830,$0000 euros [@ledger].\n",
        &[
            "figure verified: 830,000 euros = ledger ¶ 2: A new crane cost [830,000 euros], paid out of the reserve.",
            "claim verified: A new crane cost 830,000 euros [@ledger]. = ledger ¶ 2: A [new crane cost 830,000 euros], paid out of the reserve.",
        ],
    );
}

#[test]
fn what_is_wrong_has_its_rule_and_what_the_source_says() {
    let found = evidence("So \"the quay was $0never made to carry trains\" [@harbour].\n").unwrap();
    let item = &found["items"][0];
    assert_eq!((&item["rule"], &item["state"]), (&json!("quote-altered"), &json!("error")));
    assert!(item["message"].as_str().unwrap().contains("built"), "{item}");
    assert!(item["passages"][0]["location"]["uri"].as_str().unwrap().ends_with("sources/harbour.txt"), "{item}");
}

#[test]
fn what_is_no_text_leads_to_its_file() {
    let page = "//- sources/page.html\n<!DOCTYPE html><html><body><p>The lock was closed in 1911.</p></body></html>\n";
    let found = evidence(&format!("//- memo.brief\nThe lock was closed in $01911 [@page].\n{page}")).unwrap();
    let file = found["items"][0]["passages"][0]["file"].as_str().unwrap();
    assert!(file.starts_with("file:") && file.ends_with("sources/page.html"), "{file}");
    let found = evidence("A new crane cost 830,$0000 euros [@ledger].\n").unwrap();
    assert_eq!(found["items"][0]["passages"][0]["file"], json!(null));
}

#[test]
fn where_no_claim_stands_there_is_nothing() {
    assert_eq!(evidence("A new crane cost 830,000 euros [@ledger].\n\n$0\n"), None);
    assert_eq!(evidence("//- notes.md\nA new$0 crane.\n"), None);
}

#[test]
fn a_source_is_told_by_its_title() {
    let front = "---\nsources:\n  ledger:\n    path: sources/ledger.txt\n    title: Third quarter\n    publisher: The Ledger\n    date: 2025-10-02\n---\n\n";
    let found = evidence(&format!("{front}A crane cost 830,$0000 euros [@ledger].\n")).unwrap();
    let passage = &found["items"][0]["passages"][0];
    assert_eq!((&passage["title"], &passage["detail"]), (&json!("Third quarter"), &json!("The Ledger, 2025-10-02")));
}
