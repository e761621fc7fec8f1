//! What is verified and what is not, as tokens.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{
    SemanticTokensFullDeltaRequest, SemanticTokensFullRequest, SemanticTokensRangeRequest,
};
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokensFullDeltaResult, SemanticTokensRangeResult, SemanticTokensResult,
};

use crate::fixture::{Workspace, position};

fn workspace(fixture: &str) -> Workspace {
    Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}))
}

fn full(workspace: &mut Workspace) -> (String, Vec<SemanticToken>) {
    let params = json!({"textDocument": {"uri": workspace.uri("memo.brief")}});
    let answer = workspace.client.request::<SemanticTokensFullRequest>(serde_json::from_value(params).unwrap());
    match answer {
        Some(SemanticTokensResult::Tokens(tokens)) => (tokens.result_id.unwrap(), tokens.data),
        other => panic!("{other:?}"),
    }
}

/// Tokens for people: `type.modifier words`. Fails where two overlap, or one leaves its line.
fn shown(workspace: &Workspace, tokens: &[SemanticToken]) -> Vec<String> {
    let server = serde_json::to_value(&workspace.server).unwrap();
    let legend = &server["capabilities"]["semanticTokensProvider"]["legend"];
    let lines: Vec<&str> = workspace.text("memo.brief").split('\n').collect();
    let (mut line, mut column, mut end) = (0, 0, 0);
    let shown = tokens.iter().map(|token| {
        if token.delta_line > 0 {
            (line, column, end) = (line + token.delta_line as usize, 0, 0);
        }
        column += token.delta_start as usize;
        assert!(column >= end, "two tokens overlap");
        end = column + token.length as usize;
        let mut name = legend["tokenTypes"][token.token_type as usize].as_str().unwrap().to_owned();
        for (bit, modifier) in legend["tokenModifiers"].as_array().unwrap().iter().enumerate() {
            if token.token_modifiers_bitset & (1 << bit) != 0 {
                name = format!("{name}.{}", modifier.as_str().unwrap());
            }
        }
        format!("{name} {}", &lines[line][column..end])
    });
    shown.collect()
}

fn check(fixture: &str, expected: &[&str]) {
    let mut workspace = workspace(fixture);
    let (_, tokens) = full(&mut workspace);
    assert_eq!(shown(&workspace, &tokens), expected);
    workspace.shut_down();
}

#[test]
fn verified_altered_and_unsupported_are_told_apart() {
    check(
        "\"The quay was never built\" [@harbour].\n\n\"The quay was built to carry trains\" [@harbour].\n\n\
         \"Bananas grow on the moon\" [@harbour].\n\n\"Bananas grow on the moon\".\n",
        &[
            "quotation.verified \"The quay was never built\"",
            "key harbour",
            "quotation.altered.error \"The quay was built to carry trains\"",
            "key harbour",
            "quotation.unsupported.error \"Bananas grow on the moon\"",
            "key harbour",
            "quotation.uncited.warning \"Bananas grow on the moon\"",
        ],
    );
}

#[test]
fn what_is_left_of_a_sentence_is_its_claim() {
    check(
        "The strike idled 1,199 dockers for a week [@harbour, ¶ 3].\n",
        &[
            "claim.unconfirmed The strike idled",
            "figure.altered.error 1,199",
            "claim.unconfirmed dockers for a week",
            "key harbour",
            "locator ¶ 3",
        ],
    );
}

#[test]
fn declarations_and_directives_are_tokens() {
    check(
        "---\nsources:\n  quay: sources/harbour.txt\n---\n\nSo. <!-- briefcheck: allow quote-altered: agreed -->\n",
        &["key.declaration quay", "directive <!-- briefcheck: allow quote-altered: agreed -->"],
    );
}

#[test]
fn an_item_on_two_lines_is_two_tokens() {
    check(
        "> the quay was never\n> built to carry trains\n>\n> [@harbour]\n",
        &["quotation.verified the quay was never", "quotation.verified built to carry trains", "key harbour"],
    );
}

#[test]
fn an_item_that_is_allowed_has_no_verdict() {
    let fixture =
        "\"The quay was built to carry trains\" [@harbour]. <!-- briefcheck: allow quote-altered: agreed -->\n";
    check(
        fixture,
        &[
            "quotation \"The quay was built to carry trains\"",
            "key harbour",
            "directive <!-- briefcheck: allow quote-altered: agreed -->",
        ],
    );
}

#[test]
fn columns_are_those_of_the_session() {
    let capabilities = json!({"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-16"]}});
    let mut workspace = Workspace::with("🦀é \"the quay was never built\" [@harbour].\n", capabilities);
    let (_, tokens) = full(&mut workspace);
    let quotation = tokens.iter().scan(0, |column, token| {
        *column += token.delta_start;
        Some((*column, token.length, token.token_type))
    });
    assert_eq!(quotation.last().map(|(column, ..)| column), Some(33));
    workspace.shut_down();
}

#[test]
fn a_range_has_its_tokens_alone() {
    let mut workspace =
        workspace("\"The quay was never built\" [@harbour].\n\n\"Bananas grow on the moon\" [@harbour].\n");
    let text = workspace.text("memo.brief").to_owned();
    let (start, end) = (position(&text, text.find("Bananas").unwrap()), position(&text, text.len()));
    let params = json!({"textDocument": {"uri": workspace.uri("memo.brief")}, "range": {"start": start, "end": end}});
    let answer = workspace.client.request::<SemanticTokensRangeRequest>(serde_json::from_value(params).unwrap());
    let Some(SemanticTokensRangeResult::Tokens(tokens)) = answer else { panic!("{answer:?}") };
    assert_eq!(
        shown(&workspace, &tokens.data),
        ["quotation.unsupported.error \"Bananas grow on the moon\"", "key harbour"]
    );
    workspace.shut_down();
}

fn delta(workspace: &mut Workspace, previous: &str) -> SemanticTokensFullDeltaResult {
    let params: Value = json!({"textDocument": {"uri": workspace.uri("memo.brief")}, "previousResultId": previous});
    workspace.client.request::<SemanticTokensFullDeltaRequest>(serde_json::from_value(params).unwrap()).unwrap()
}

#[test]
fn a_delta_makes_what_was_given_what_is() {
    let mut workspace =
        workspace("\"The quay was never built\" [@harbour].\n\n\"The quay was built to carry trains\" [@harbour].\n");
    let (first, mut tokens) = full(&mut workspace);
    workspace.edit("memo.brief", "was built", "was never built");
    let SemanticTokensFullDeltaResult::TokensDelta(delta_of_edit) = delta(&mut workspace, &first) else { panic!() };
    assert_eq!(delta_of_edit.edits.len(), 1);
    for edit in delta_of_edit.edits {
        let (start, count) = (edit.start as usize / 5, edit.delete_count as usize / 5);
        tokens.splice(start..start + count, edit.data.unwrap_or_default());
    }
    let (last, now) = full(&mut workspace);
    assert_eq!(tokens, now);
    let SemanticTokensFullDeltaResult::TokensDelta(nothing) = delta(&mut workspace, &last) else { panic!() };
    assert_eq!(nothing.edits, []);
    // What was given before the last is not known any more.
    assert!(matches!(delta(&mut workspace, &first), SemanticTokensFullDeltaResult::Tokens(_)));
    workspace.shut_down();
}
