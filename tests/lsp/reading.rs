//! What was read out of a source that is no text, for a client that shows it.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{GotoDefinition, Request};
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location};

use crate::fixture::Workspace;

enum Reading {}

impl Request for Reading {
    type Params = Value;
    type Result = Option<Value>;
    const METHOD: &'static str = "briefcheck/reading";
}

const PAGE: &str = "\
//- sources/page.html
<!doctype html><html><head><title>Quay</title></head><body><script>var x = 4711;</script>
<h1>Quay</h1><p>The quay was <b>never</b> built to carry trains.</p></body></html>
";

fn definition(workspace: &mut Workspace) -> Vec<Location> {
    let params = GotoDefinitionParams {
        text_document_position_params: workspace.at_cursor(),
        work_done_progress_params: Default::default(),
        partial_result_params: Default::default(),
    };
    match workspace.client.request::<GotoDefinition>(params) {
        Some(GotoDefinitionResponse::Array(found)) => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_quotation_leads_to_the_words_that_were_read_out_of_a_page() {
    let memo = format!("{PAGE}//- memo.brief\nSo \"the quay was $0never built\" [@page].\n");
    let mut workspace = Workspace::with(&memo, json!({"textDocument": {"diagnostic": {}}}));
    let found = definition(&mut workspace);
    let [place] = found.as_slice() else { panic!("{found:?}") };
    let file = workspace.uri("sources/page.html");
    assert_eq!(place.uri.as_str(), file.as_str().replacen("file:", "briefcheck:", 1));
    let reading = workspace.client.request::<Reading>(json!({"textDocument": {"uri": place.uri}})).unwrap();
    let line = reading["text"].as_str().unwrap().lines().nth(place.range.start.line as usize).unwrap();
    let words = &line[place.range.start.character as usize..place.range.end.character as usize];
    assert_eq!((words, reading["file"].as_str()), ("The quay was never built", Some(file.as_str())));
    workspace.shut_down();
}

#[test]
fn only_what_is_no_text_has_a_reading() {
    let memo = format!("{PAGE}//- memo.brief\nSo \"the quay was $0never built\" [@harbour].\n");
    let mut workspace = Workspace::with(&memo, json!({"textDocument": {"diagnostic": {}}}));
    let found = definition(&mut workspace);
    assert_eq!(found[0].uri, workspace.uri("sources/harbour.txt"));
    for uri in [found[0].uri.as_str(), "briefcheck:///nowhere/page.html", "briefcheck:"] {
        assert_eq!(workspace.client.request::<Reading>(json!({"textDocument": {"uri": uri}})), None, "{uri}");
    }
    workspace.shut_down();
}
