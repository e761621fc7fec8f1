//! What was read out of a source that is no text, for a client that shows it.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{DocumentLinkRequest, GotoDefinition, Request, WorkspaceSymbolRequest};
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location};

use crate::fixture::Workspace;

enum Reading {}

impl Request for Reading {
    type Params = Value;
    type Result = Option<Value>;
    const METHOD: &'static str = "briefcheck/reading";
}

enum Sources {}

impl Request for Sources {
    type Params = Value;
    type Result = Option<Value>;
    const METHOD: &'static str = "briefcheck/sources";
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

/// Whatever leads to a source leads to what can be read there.
#[test]
fn lists_and_links_lead_to_what_was_read_out_of_a_page() {
    let memo = format!("{PAGE}//- memo.brief\nSo \"the quay was $0never built\" [@page] and [@harbour].\n");
    let mut workspace = Workspace::with(&memo, json!({"textDocument": {"diagnostic": {}}}));
    let page = workspace.uri("sources/page.html").as_str().replacen("file:", "briefcheck:", 1);
    let harbour = workspace.uri("sources/harbour.txt").as_str().to_owned();
    let uri = workspace.uri("memo.brief");
    let sources = workspace.client.request::<Sources>(json!({"textDocument": {"uri": uri}})).unwrap();
    let led: Vec<&str> =
        sources["sources"].as_array().unwrap().iter().map(|source| source["uri"].as_str().unwrap()).collect();
    assert_eq!(led, [&page, &harbour]);
    let params = serde_json::from_value(json!({"textDocument": {"uri": uri}})).unwrap();
    let links = workspace.client.request::<DocumentLinkRequest>(params).unwrap();
    let led: Vec<&str> = links.iter().map(|link| link.target.as_ref().unwrap().as_str()).collect();
    assert_eq!(led, [&page, &harbour]);
    let params = serde_json::from_value(json!({"query": "page"})).unwrap();
    let found = serde_json::to_value(workspace.client.request::<WorkspaceSymbolRequest>(params)).unwrap();
    assert_eq!(found[0]["location"]["uri"], page.as_str());
    workspace.shut_down();
}
