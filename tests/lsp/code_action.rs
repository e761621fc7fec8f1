//! What would mend a finding.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{CodeActionRequest, CodeActionResolveRequest, Request};

use crate::fixture::Workspace;

fn plain() -> Value {
    json!({"textDocument": {"diagnostic": {}}})
}

fn lazy() -> Value {
    json!({
        "textDocument": {
            "diagnostic": {},
            "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
        },
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    })
}

/// The actions at the cursor; `only` are the kinds that are asked for.
fn actions(workspace: &mut Workspace, only: Option<&[&str]>) -> Vec<Value> {
    let place = serde_json::to_value(workspace.at_cursor()).unwrap();
    let params = json!({
        "textDocument": place["textDocument"],
        "range": {"start": place["position"], "end": place["position"]},
        "context": {"diagnostics": [], "only": only},
    });
    let found = workspace.client.request::<CodeActionRequest>(serde_json::from_value(params).unwrap());
    serde_json::to_value(found).unwrap().as_array().cloned().unwrap_or_default()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

fn edited(workspace: &Workspace, action: &Value) -> Vec<String> {
    workspace.edited(&serde_json::from_value(action["edit"].clone()).unwrap())
}

/// What the action whose title begins so makes of the briefing.
fn check(fixture: &str, title: &str, expected: &str) {
    let mut workspace = Workspace::with(fixture, plain());
    let found = actions(&mut workspace, None);
    let action = found.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
    let action = action.unwrap_or_else(|| panic!("{:?}", titles(&found)));
    assert_eq!(edited(&workspace, action), [format!("memo.brief: {expected}")]);
    workspace.shut_down();
}

const ALTERED: &str = "So \"the quay was $0built to carry trains\" [@harbour].\n";

#[test]
fn a_fix_mends_its_finding() {
    check(ALTERED, "Take the source", "So \"the quay was never built to carry trains\" [@harbour].\n");
}

#[test]
fn an_action_names_what_it_mends() {
    let mut workspace = Workspace::with(ALTERED, plain());
    let found = actions(&mut workspace, Some(&["quickfix"]));
    assert!(!found.is_empty());
    for action in &found {
        assert_eq!((&action["kind"], &action["diagnostics"][0]["code"]), (&json!("quickfix"), &json!("quote-altered")));
    }
    workspace.shut_down();
}

#[test]
fn a_finding_is_allowed_after_its_sentence() {
    let expected =
        "So \"the quay was built to carry trains\" [@harbour]. <!-- briefcheck: allow quote-altered: reason -->\n";
    check(ALTERED, "Allow quote-altered here", expected);
}

#[test]
fn a_finding_in_a_list_is_allowed_in_its_item() {
    let expected = "- So \"the quay was built to carry trains\" [@harbour]. <!-- briefcheck: allow quote-altered: reason -->\n- And so.\n";
    check(&format!("- {ALTERED}- And so.\n"), "Allow quote-altered here", expected);
}

#[test]
fn an_uncited_sentence_is_cited() {
    check(
        "The strike idled dockers for a week [@harbour]. Revenue from storage fees $0fell in the quarter.\n",
        "Cite @ledger, which says it in ¶ 1",
        "The strike idled dockers for a week [@harbour]. Revenue from storage fees fell in the quarter [@ledger].\n",
    );
}

#[test]
fn an_uncited_figure_is_cited() {
    check(
        "The strike idled dockers for a week [@harbour]. A new crane cost $0830,000 euros.\n",
        "Cite @ledger",
        "The strike idled dockers for a week [@harbour]. A new crane cost 830,000 euros [@ledger].\n",
    );
}

#[test]
fn an_uncited_quotation_is_cited() {
    check(
        "The quay \"was $0never built to carry trains\", they say.\n",
        "Cite @harbour",
        "The quay \"was never built to carry trains\" [@harbour], they say.\n",
    );
}

#[test]
fn words_without_a_finding_have_no_actions() {
    let mut workspace = Workspace::with("The strike idled $0nearly 1,200 dockers for a week [@harbour].\n", plain());
    assert_eq!(titles(&actions(&mut workspace, None)), [""; 0]);
    workspace.shut_down();
}

const UNUSED: &str = "So $0it is. <!-- briefcheck: allow quote-altered: agreed -->\n\nAnd so. <!-- briefcheck: allow quote-altered: agreed -->\n";

#[test]
fn all_safe_fixes_are_one_edit() {
    for only in ["source.fixAll.briefcheck", "source.fixAll", "source"] {
        let mut workspace = Workspace::with(UNUSED, plain());
        let found = actions(&mut workspace, Some(&[only]));
        assert_eq!(titles(&found), ["Apply all safe fixes in this file"], "{only}");
        assert_eq!(edited(&workspace, &found[0]), ["memo.brief: So it is.\n\nAnd so.\n"]);
        workspace.shut_down();
    }
}

#[test]
fn kinds_that_are_not_asked_for_are_left_out() {
    let mut workspace = Workspace::with(ALTERED, plain());
    assert_eq!(titles(&actions(&mut workspace, Some(&["refactor"]))), [""; 0]);
    workspace.shut_down();
}

#[test]
fn a_safe_fix_is_preferred() {
    let mut workspace = Workspace::with(&UNUSED.replace("$0", "").replacen("allow quote", "allow $0quote", 1), plain());
    let found = actions(&mut workspace, Some(&["quickfix"]));
    assert_eq!(found[0]["isPreferred"], true, "{found:?}");
    assert!(found[1..].iter().all(|action| action["isPreferred"].is_null()));
    workspace.shut_down();
}

#[test]
fn the_likeliest_fix_is_preferred() {
    let mut workspace = Workspace::with(ALTERED, plain());
    let found = actions(&mut workspace, Some(&["quickfix"]));
    let preferred: Vec<&Value> = found.iter().filter(|action| action["isPreferred"] == true).collect();
    assert_eq!(preferred.len(), 1, "{found:?}");
    assert!(preferred[0]["title"].as_str().unwrap().starts_with("Take the source's words"));
    workspace.shut_down();
}

#[test]
fn the_reason_of_an_allow_is_selected_where_the_client_can() {
    let mut workspace = Workspace::with(ALTERED, plain());
    let allow = |found: Vec<Value>| {
        found.into_iter().find(|action| action["title"].as_str().unwrap().starts_with("Allow")).unwrap()
    };
    assert!(allow(actions(&mut workspace, None))["command"].is_null());
    workspace.shut_down();
    let shows = json!({"textDocument": {"diagnostic": {}}, "window": {"showDocument": {"support": true}}});
    let mut workspace = Workspace::with(ALTERED, shows);
    let action = allow(actions(&mut workspace, None));
    let range = &action["command"]["arguments"][1];
    let line = edited(&workspace, &action)[0].strip_prefix("memo.brief: ").unwrap().to_owned();
    let at = |end: &str| usize::try_from(range[end]["character"].as_u64().unwrap()).unwrap();
    assert_eq!((&action["command"]["command"], &line[at("start")..at("end")]), (&json!("briefcheck.select"), "reason"));
    workspace.shut_down();
}

#[test]
fn the_reason_of_an_allow_is_a_place_to_fill_where_the_client_can() {
    let check = |takes: bool, expected: Value| {
        let edit = json!({"documentChanges": true, "snippetEditSupport": takes});
        let capabilities = json!({"textDocument": {"diagnostic": {}}, "workspace": {"workspaceEdit": edit}});
        let mut workspace = Workspace::with(ALTERED, capabilities);
        let params = json!({
            "textDocument": {"uri": workspace.uri("memo.brief")},
            "range": {"start": {"line": 0, "character": 8}, "end": {"line": 0, "character": 8}},
            "context": {"diagnostics": []},
        });
        let found = workspace.client.request::<RawCodeAction>(params);
        let allow =
            found.as_array().unwrap().iter().find(|found| found["title"].as_str().unwrap().starts_with("Allow"));
        let edit = &allow.unwrap()["edit"]["documentChanges"][0]["edits"][0];
        assert_eq!(if takes { &edit["snippet"] } else { &edit["newText"] }, &expected);
        workspace.shut_down();
    };
    let said = |reason: &str| format!(" <!-- briefcheck: allow quote-altered: {reason} -->");
    check(true, json!({"kind": "snippet", "value": said("${1:reason}")}));
    check(false, json!(said("reason")));
}

/// The request with what the protocol's library does not know yet.
enum RawCodeAction {}

impl Request for RawCodeAction {
    type Params = Value;
    type Result = Value;
    const METHOD: &'static str = "textDocument/codeAction";
}

#[test]
fn an_edit_comes_when_it_is_wanted() {
    let mut workspace = Workspace::with(ALTERED, lazy());
    let found = actions(&mut workspace, None);
    assert!(found.iter().all(|action| action["edit"].is_null()));
    let wanted = found.iter().find(|action| action["title"].as_str().unwrap().starts_with("Take the source")).unwrap();
    let resolved =
        workspace.client.request::<CodeActionResolveRequest>(serde_json::from_value(wanted.clone()).unwrap());
    let resolved = serde_json::to_value(resolved).unwrap();
    assert_eq!(resolved["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let expected = "memo.brief: So \"the quay was never built to carry trains\" [@harbour].\n";
    assert_eq!(edited(&workspace, &resolved), [expected]);
    workspace.shut_down();
}

#[test]
fn an_action_for_another_version_is_refused() {
    let mut workspace = Workspace::with(ALTERED, lazy());
    let found = actions(&mut workspace, None);
    workspace.edit("memo.brief", "So", "And so");
    let id = workspace.client.ask::<CodeActionResolveRequest>(serde_json::from_value(found[0].clone()).unwrap());
    let refusal = workspace.client.answer::<CodeActionResolveRequest>(id).unwrap_err();
    assert_eq!(refusal.code, -32801);
    workspace.shut_down();
}
