//! The same, elsewhere in the file.

use serde_json::json;
use tower_lsp::ls_types::request::DocumentHighlightRequest;
use tower_lsp::ls_types::{DocumentHighlightKind, DocumentHighlightParams, Location};

use crate::fixture::Workspace;

/// `line: words`, with `=` before what is written, in the order of the answer; lines count from 1.
fn check(fixture: &str, expected: &[&str]) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = DocumentHighlightParams {
        text_document_position_params: workspace.at_cursor(),
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
    };
    let uri = workspace.at_cursor().text_document.uri;
    let found = workspace.client.request::<DocumentHighlightRequest>(params).unwrap_or_default();
    let shown = found.iter().map(|highlight| {
        let words = workspace.shown(&Location { uri: uri.clone(), range: highlight.range });
        let mark = if highlight.kind == Some(DocumentHighlightKind::WRITE) { "=" } else { "" };
        format!("{}: {mark}{}", highlight.range.start.line + 1, words.split_once(": ").unwrap().1)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
    workspace.shut_down();
}

#[test]
fn a_key_has_its_citations_and_its_declaration() {
    let fixture = "\
---
sources:
  quay: sources/harbour.txt
---

It is so [@q$0uay]. And so [@ledger]. And so [@quay].
";
    check(fixture, &["3: =quay", "6: quay", "6: quay"]);
}

#[test]
fn another_name_of_the_file_is_the_same() {
    check("It is so [@$0harbour].\n\nAnd so [@sources/harbour.txt].\n", &["1: harbour", "3: sources/harbour.txt"]);
}

#[test]
fn a_key_of_nothing_has_its_like() {
    check("It is so [@no$0body].\n\nAnd so [@nobody].\n", &["1: nobody", "3: nobody"]);
}

#[test]
fn an_item_has_those_of_the_same_words() {
    check("So \"the $0quay\" is [@harbour].\n\nSo “The quay” is [@harbour].\n", &["1: \"the quay\"", "3: “The quay”"]);
    check("It moved $04.2m tonnes [@harbour].\n\nAnd 4.2m tonnes [@ledger].\n", &["1: 4.2m tonnes", "3: 4.2m tonnes"]);
}

#[test]
fn a_sentence_has_nothing() {
    check("The dockers were $0idled by the strike [@harbour].\n", &[]);
}
