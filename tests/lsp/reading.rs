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

/// What stands in a reading where a citation's key leads to.
fn led(fixture: &str) -> String {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let found = definition(&mut workspace);
    let [place] = found.as_slice() else { panic!("{found:?}") };
    let reading = workspace.client.request::<Reading>(json!({"textDocument": {"uri": place.uri}})).unwrap();
    let line = reading["text"].as_str().unwrap().lines().nth(place.range.start.line as usize).unwrap().to_owned();
    workspace.shut_down();
    line[place.range.start.character as usize..].to_owned()
}

#[test]
fn a_locator_leads_to_its_heading_its_cell_and_its_time() {
    let page = "//- sources/a.html\n<!doctype html><html><body><h1>Quay</h1><p>It was never built to carry trains.</p>\n\
        <h2>Cranes</h2><p>Two of them stand on it.</p></body></html>\n";
    let table = "//- sources/a.csv\nQuay,Cost\nNorth,310\nSouth,830\n";
    let talk = "//- sources/a.srt\n1\n00:00:01,000 --> 00:00:04,000\nThe quay is old.\n\n\
        2\n00:01:10,000 --> 00:01:14,000\nThe ferry leaves at noon.\n\n3\n00:02:00,000 --> 00:02:04,000\nThank you.\n";
    let of = |source: &str, locator: &str| led(&format!("{source}//- memo.brief\nSo it is [@$0a, {locator}].\n"));
    assert_eq!(of(page, "sec. Cranes"), "Cranes");
    assert_eq!(of(table, "cell B3"), "830");
    assert_eq!(of(table, "row 2"), "North\t310");
    assert_eq!(of(talk, "1:10"), "The ferry leaves at noon.");
    assert_eq!(of(talk, "0:02:01"), "Thank you.");
}
