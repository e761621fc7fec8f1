//! What folds.

use serde_json::{Value, json};
use tower_lsp::ls_types::FoldingRange;
use tower_lsp::ls_types::request::FoldingRangeRequest;

use crate::fixture::Workspace;

fn folds(fixture: &str, capabilities: Value) -> Vec<FoldingRange> {
    let capabilities = json!({"textDocument": {"diagnostic": {}, "foldingRange": capabilities}});
    let mut workspace = Workspace::with(fixture, capabilities);
    let params = json!({"textDocument": {"uri": workspace.uri("memo.brief")}});
    let found = workspace.client.request::<FoldingRangeRequest>(serde_json::from_value(params).unwrap()).unwrap();
    workspace.shut_down();
    found
}

/// The lines that fold, counted from 1: `first-last`, and the kind where there is one.
fn check(fixture: &str, expected: &[&str]) {
    let shown = folds(fixture, json!({"lineFoldingOnly": true})).into_iter().map(|range| {
        assert_eq!((range.start_character, range.end_character), (None, None));
        let kind = range.kind.map(|kind| format!(" {kind:?}").to_lowercase()).unwrap_or_default();
        format!("{}-{}{kind}", range.start_line + 1, range.end_line + 1)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

#[test]
fn front_matter_folds() {
    check("---\ntitle: x\n---\n\nOne.\n", &["1-3 region"]);
}

#[test]
fn sections_fold_without_the_blanks_behind_them() {
    check("# A\n\nOne.\n\n## B\n\nTwo.\n\n# C\n\nThree.\n", &["1-7", "5-7", "9-11"]);
}

#[test]
fn blocks_fold() {
    check("- one\n- two\n", &["1-2"]);
    check("> one\n> two\n", &["1-2"]);
    check("| a |\n|---|\n| b |\n", &["1-3"]);
    check("```\ncode\n```\n", &["1-3"]);
}

#[test]
fn what_is_unchecked_folds() {
    check("One.\n\n<!-- briefcheck: off -->\n\nTwo.\n\n<!-- briefcheck: on -->\n\nThree.\n", &["3-7 region"]);
    check("One.\n\n<!-- briefcheck: off -->\n\nTwo.\n", &["3-5 region"]);
}

#[test]
fn one_line_does_not_fold() {
    check("# A\n\n# B\n\nOne.\n", &["3-5"]);
}

#[test]
fn no_more_than_the_client_takes() {
    assert_eq!(folds("# A\n\nOne.\n\n# B\n\nTwo.\n", json!({"rangeLimit": 1})).len(), 1);
}

#[test]
fn columns_are_told_where_they_are_wanted() {
    let range = folds("# A\n\nOne.\n", json!({})).remove(0);
    assert_eq!((range.start_character, range.end_character), (Some(0), Some(4)));
}
