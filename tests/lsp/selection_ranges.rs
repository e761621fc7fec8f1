//! From the word outwards.

use serde_json::json;
use tower_lsp::ls_types::request::SelectionRangeRequest;
use tower_lsp::ls_types::{Location, SelectionRange};

use crate::fixture::Workspace;

/// What is selected, step by step, from the cursor outwards.
fn check(fixture: &str, expected: &[&str]) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let at = workspace.at_cursor();
    let params = json!({"textDocument": at.text_document, "positions": [at.position]});
    let found = workspace.client.request::<SelectionRangeRequest>(serde_json::from_value(params).unwrap()).unwrap();
    let mut shown = Vec::new();
    let mut next: Option<SelectionRange> = found.into_iter().next();
    while let Some(SelectionRange { range, parent }) = next {
        let words = workspace.shown(&Location { uri: at.text_document.uri.clone(), range });
        shown.push(words.split_once(": ").unwrap().1.to_owned());
        next = parent.map(|parent| *parent);
    }
    assert_eq!(shown, expected);
    workspace.shut_down();
}

#[test]
fn a_word_is_in_a_quotation_in_a_sentence() {
    check(
        "# A\n\nSo \"the $0quay was\" here. And there.\n\n# B\n",
        &[
            "quay",
            "\"the quay was\"",
            "So \"the quay was\" here.",
            "So \"the quay was\" here. And there.",
            "# A\n\nSo \"the quay was\" here. And there.",
            "# A\n\nSo \"the quay was\" here. And there.\n\n# B\n",
        ],
    );
}

#[test]
fn a_key_is_in_a_citation() {
    check(
        "So it is [@har$0bour, ¶ 2]. Yes.\n",
        &[
            "harbour",
            "@harbour, ¶ 2",
            "[@harbour, ¶ 2]",
            "So it is [@harbour, ¶ 2].",
            "So it is [@harbour, ¶ 2]. Yes.",
            "So it is [@harbour, ¶ 2]. Yes.\n",
        ],
    );
}

#[test]
fn a_figure_is_in_a_sentence() {
    check(
        "It moved $04.2 million tonnes.\n",
        &["4.2", "4.2 million tonnes", "It moved 4.2 million tonnes.", "It moved 4.2 million tonnes.\n"],
    );
}
