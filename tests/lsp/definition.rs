//! From a briefing to the words in the source.

use serde_json::json;
use tower_lsp::ls_types::request::GotoDefinition;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use crate::fixture::Workspace;

/// Goes from the cursor to the places that are expected: `path: words`.
fn check(fixture: &str, expected: &[&str]) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = GotoDefinitionParams {
        text_document_position_params: workspace.at_cursor(),
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
    };
    let found = match workspace.client.request::<GotoDefinition>(params) {
        Some(GotoDefinitionResponse::Array(found)) => found,
        None => Vec::new(),
        other => panic!("{other:?}"),
    };
    assert_eq!(found.iter().map(|place| workspace.shown(place)).collect::<Vec<_>>(), expected);
    workspace.shut_down();
}

#[test]
fn a_quotation_stands_in_its_source() {
    check("So \"the quay was $0never built\" [@harbour].\n", &["sources/harbour.txt: the quay was never built"]);
}

#[test]
fn a_figure_stands_in_its_source() {
    check("It moved $04.2m tonnes [@harbour].\n", &["sources/harbour.txt: 4.2 million tonnes"]);
}

#[test]
fn a_paraphrase_leads_to_its_best_passage() {
    let passage = "sources/harbour.txt: The strike idled nearly 1,200 dockers for a week.";
    check("The dockers were $0idled by the strike for a week [@harbour].\n", &[passage]);
}

#[test]
fn a_key_leads_to_its_file() {
    check("So it is [@$0harbour].\n", &["sources/harbour.txt: "]);
    check("So it is [@$0harbour, ¶ 3].\n", &["sources/harbour.txt: The strike idled nearly 1,200 dockers for a week."]);
}

#[test]
fn words_without_a_source_lead_nowhere() {
    check("Nothing is $0cited here.\n", &[]);
}
