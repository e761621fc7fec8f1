//! Where the evidence stands, behind the citation.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{InlayHintRequest, InlayHintResolveRequest};
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintLabelPartTooltip, Location};

use crate::fixture::{Workspace, offset, position};

fn hints(workspace: &mut Workspace, from: &str) -> Vec<InlayHint> {
    let text = workspace.text("memo.brief").to_owned();
    let (start, end) = (position(&text, text.find(from).unwrap()), position(&text, text.len()));
    let params = json!({"textDocument": {"uri": workspace.uri("memo.brief")}, "range": {"start": start, "end": end}});
    workspace.client.request::<InlayHintRequest>(serde_json::from_value(params).unwrap()).unwrap()
}

fn label(hint: &InlayHint) -> String {
    let InlayHintLabel::LabelParts(parts) = &hint.label else { panic!("{hint:?}") };
    parts.iter().map(|part| part.value.as_str()).collect()
}

/// A briefing with its hints from `from` on in place, each in `‹›`.
fn check_from(fixture: &str, from: &str, expected: &str) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let mut text = workspace.text("memo.brief").to_owned();
    for hint in hints(&mut workspace, from).iter().rev() {
        let at = offset(&text, hint.position);
        text.insert_str(at, &format!("‹{}›", label(hint)));
    }
    assert_eq!(text, expected);
    workspace.shut_down();
}

fn check(fixture: &str, expected: &str) {
    check_from(fixture, "", expected);
}

#[test]
fn the_paragraph_stands_behind_the_key() {
    check("So \"the quay was never built\" [@harbour].\n", "So \"the quay was never built\" [@harbour‹¶ 2›].\n");
    check(
        "As @harbour says, \"the quay was never built\".\n",
        "As @harbour‹¶ 2› says, \"the quay was never built\".\n",
    );
}

#[test]
fn every_paragraph_is_named_once() {
    check(
        "It moved \"tonnes of cargo\", and \"the quay\" was \"never built\" [@harbour].\n",
        "It moved \"tonnes of cargo\", and \"the quay\" was \"never built\" [@harbour‹¶ 1, 2›].\n",
    );
}

#[test]
fn a_paraphrase_has_its_best_passage() {
    check(
        "The strike idled nearly 1,200 dockers [@harbour].\n",
        "The strike idled nearly 1,200 dockers [@harbour‹¶ 3›].\n",
    );
}

#[test]
fn each_source_has_its_own() {
    check(
        "\"The quay was never built\" [@harbour; @ledger].\n",
        "\"The quay was never built\" [@harbour‹¶ 2›; @ledger].\n",
    );
}

#[test]
fn a_locator_says_it_already() {
    let text = "So \"the quay was never built\" [@harbour, ¶ 2].\n";
    check(text, text);
}

#[test]
fn an_altered_quotation_has_its_own_paragraph() {
    check(
        "The strike idled dockers: \"the quay was always built to carry trains\" [@harbour].\n",
        "The strike idled dockers: \"the quay was always built to carry trains\" [@harbour‹¶ 2›].\n",
    );
}

#[test]
fn what_is_not_verified_stands_nowhere() {
    let text = "So \"bananas grow on the moon\" [@harbour].\n";
    check(text, text);
}

#[test]
fn only_what_was_asked_for_is_answered() {
    check_from(
        "\"The quay was never built\" [@harbour].\n\nThe harbour handled 4.2m tonnes [@harbour].\n",
        "The harbour",
        "\"The quay was never built\" [@harbour].\n\nThe harbour handled 4.2m tonnes [@harbour‹¶ 1›].\n",
    );
}

fn part_of(hint: &InlayHint) -> (Option<Location>, Option<InlayHintLabelPartTooltip>) {
    let InlayHintLabel::LabelParts(parts) = &hint.label else { panic!("{hint:?}") };
    (parts[0].location.clone(), parts[0].tooltip.clone())
}

#[test]
fn a_hint_leads_to_the_words() {
    let mut workspace =
        Workspace::with("So \"the quay was never built\" [@harbour].\n", json!({"textDocument": {"diagnostic": {}}}));
    let (location, tooltip) = part_of(&hints(&mut workspace, "")[0]);
    assert_eq!(workspace.shown(&location.unwrap()), "sources/harbour.txt: the quay was never built");
    assert_eq!(tooltip, Some(InlayHintLabelPartTooltip::String("“the quay was never built”".to_owned())));
    workspace.shut_down();
}

#[test]
fn a_client_that_can_ask_later_is_told_later() {
    let capabilities: Value = json!({"textDocument": {
        "diagnostic": {},
        "inlayHint": {"resolveSupport": {"properties": ["label.tooltip", "label.location"]}},
    }});
    let mut workspace = Workspace::with("So \"the quay was never built\" [@harbour].\n", capabilities);
    let hint = hints(&mut workspace, "").remove(0);
    assert_eq!(part_of(&hint), (None, None));
    let resolved = workspace.client.request::<InlayHintResolveRequest>(hint);
    let (location, tooltip) = part_of(&resolved);
    assert_eq!(workspace.shown(&location.unwrap()), "sources/harbour.txt: the quay was never built");
    assert!(tooltip.is_some());
    workspace.shut_down();
}
