//! From a passage, a key or an item to all that goes back to it.

use serde_json::json;
use tower_lsp::ls_types::request::References;
use tower_lsp::ls_types::{ReferenceContext, ReferenceParams};

use crate::fixture::Workspace;

fn references(fixture: &str, include_declaration: bool) -> Vec<String> {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = ReferenceParams {
        text_document_position: workspace.at_cursor(),
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
        context: ReferenceContext { include_declaration },
    };
    let found = workspace.client.request::<References>(params).unwrap_or_default();
    let shown = found.iter().map(|place| workspace.shown(place)).collect();
    workspace.shut_down();
    shown
}

fn check(fixture: &str, expected: &[&str]) {
    assert_eq!(references(fixture, false), expected);
}

const TWO: &str = "\
//- a.brief
So \"the quay was never built\" [@harbour]. It moved 4.2m tonnes [@harbour].
//- b.brief
It was \"never built to carry trains\" [@harbour]. Revenue fell to 310 million dollars [@ledger].
";

fn with_source(harbour: &str) -> String {
    format!("{TWO}//- sources/harbour.txt\n{harbour}")
}

#[test]
fn a_sentence_of_a_source_has_the_claims_that_rest_on_it() {
    let source = with_source("It handled 4.2 million tonnes.\n\nThe quay was ne$0ver built to carry trains.\n");
    check(&source, &["a.brief: \"the quay was never built\"", "b.brief: \"never built to carry trains\""]);
}

#[test]
fn another_sentence_has_others() {
    let source = with_source("It handled $04.2 million tonnes.\n\nThe quay was never built to carry trains.\n");
    check(&source, &["a.brief: 4.2m tonnes"]);
}

#[test]
fn a_sentence_that_nothing_rests_on_has_none() {
    let source = with_source("It handled 4.2 million tonnes. Nobody $0knows why.\n");
    assert_eq!(references(&source, true), [""; 0]);
}

#[test]
fn the_sentence_itself_is_none_of_them() {
    let source = with_source("The quay was ne$0ver built to carry trains.\n");
    let found = references(&source, true);
    assert_eq!(found, ["a.brief: \"the quay was never built\"", "b.brief: \"never built to carry trains\""]);
}

#[test]
fn the_true_source_of_a_misattributed_quotation_has_it() {
    let fixture = "\
//- memo.brief
So \"the quay was never built\" [@ledger].
//- sources/harbour.txt
The quay was ne$0ver built to carry trains.
";
    check(fixture, &["memo.brief: \"the quay was never built\""]);
}

#[test]
fn a_paraphrase_rests_on_its_passage() {
    let fixture = "\
//- memo.brief
The dockers were idle because of the strike for a week [@harbour].
//- sources/harbour.txt
The strike $0idled dockers for a week.
";
    check(fixture, &["memo.brief: The dockers were idle because of the strike for a week [@harbour]."]);
}

#[test]
fn an_altered_quotation_rests_on_it_too() {
    let fixture = "\
//- memo.brief
So \"the quay was built to carry trains\" [@harbour].
//- sources/harbour.txt
The quay was never built $0to carry trains.
";
    check(fixture, &["memo.brief: \"the quay was built to carry trains\""]);
}

#[test]
fn a_key_has_its_citations_everywhere() {
    let fixture = "\
//- a.brief
It is so [@harbour, ¶ 2] and so [@ledger].
//- b.brief
It is so [@$0harbour].
";
    check(fixture, &["a.brief: harbour", "b.brief: harbour"]);
}

#[test]
fn a_source_is_the_same_under_another_key() {
    let fixture = "\
//- a.brief
It is so [@harbour].
//- b.brief
---
sources:
  quay: sources/harbour.txt
---

It is so [@$0quay].
";
    check(fixture, &["a.brief: harbour", "b.brief: quay"]);
    assert_eq!(references(fixture, true), ["a.brief: harbour", "b.brief: quay", "b.brief: quay"]);
}

#[test]
fn a_declaration_has_the_citations() {
    let fixture = "---\nsources:\n  q$0uay: sources/harbour.txt\n---\n\nIt is so [@quay].\n";
    check(fixture, &["memo.brief: quay"]);
}

#[test]
fn a_key_of_nothing_has_its_like_in_the_file() {
    check("It is so [@nobody]. And so [@no$0body].\n", &["memo.brief: nobody", "memo.brief: nobody"]);
}

#[test]
fn an_item_has_the_others_on_its_passage() {
    let fixture = "\
//- a.brief
So \"the quay was never built\" [@harbour].
//- b.brief
It was \"never built to $0carry trains\" [@harbour].
";
    check(fixture, &["a.brief: \"the quay was never built\""]);
    assert_eq!(
        references(fixture, true),
        ["a.brief: \"the quay was never built\"", "sources/harbour.txt: never built to carry trains"]
    );
}

#[test]
fn words_without_a_source_have_none() {
    check("Nothing is $0cited here.\n", &[]);
}
