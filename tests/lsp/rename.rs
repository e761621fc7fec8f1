//! Renaming a key.

use serde_json::{Value, json};
use tower_lsp::ls_types::request::{PrepareRenameRequest, Rename};

use crate::fixture::Workspace;

fn plain() -> Value {
    json!({"textDocument": {"diagnostic": {}}})
}

fn with_files() -> Value {
    json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["rename"]}},
    })
}

fn rename(fixture: &str, new: &str, capabilities: Value) -> Result<Vec<String>, String> {
    let mut workspace = Workspace::with(fixture, capabilities);
    let mut params = serde_json::to_value(workspace.at_cursor()).unwrap();
    params["newName"] = json!(new);
    let id = workspace.client.ask::<Rename>(serde_json::from_value(params).unwrap());
    let answer = workspace.client.answer::<Rename>(id).map_err(|refusal| refusal.message);
    let edited = answer.map(|edit| edit.map(|edit| workspace.edited(&edit)).unwrap_or_default());
    workspace.shut_down();
    edited
}

fn check(fixture: &str, new: &str, expected: &[&str]) {
    assert_eq!(rename(fixture, new, plain()).unwrap(), expected);
}

fn check_refused(fixture: &str, new: &str, expected: &str) {
    let refusal = rename(fixture, new, plain()).unwrap_err();
    assert!(refusal.contains(expected), "{refusal}");
}

const DECLARED: &str = "---\nsources:\n  a: sources/harbour.txt\n---\n\nSo [@$0a; see @a, p. 3] and @a.\n";

#[test]
fn a_key_is_renamed_with_its_declaration() {
    let expected = "memo.brief: ---\nsources:\n  b: sources/harbour.txt\n---\n\nSo [@b; see @b, p. 3] and @b.\n";
    check(DECLARED, "b", &[expected]);
}

#[test]
fn a_key_of_the_configuration_is_renamed_in_every_briefing() {
    check(
        "//- briefcheck.toml\n[sources.keys]\na = \"sources/harbour.txt\"\n//- other.brief\nAnd [@a].\n//- memo.brief\nSo [@$0a].\n",
        "b",
        &[
            "briefcheck.toml: [sources.keys]\nb = \"sources/harbour.txt\"\n",
            "memo.brief: So [@b].\n",
            "other.brief: And [@b].\n",
        ],
    );
}

#[test]
fn a_key_of_a_bibliography_is_renamed_there() {
    check(
        "//- briefcheck.toml\n[sources]\nbibliography = [\"refs.bib\"]\n//- refs.bib\n@online{a, file = {sources/harbour.txt}}\n//- memo.brief\nSo [@$0a].\n",
        "b",
        &["memo.brief: So [@b].\n", "refs.bib: @online{b, file = {sources/harbour.txt}}\n"],
    );
}

#[test]
fn another_briefings_key_for_another_file_stays() {
    check(
        "//- other.brief\n---\nsources:\n  a: sources/ledger.txt\n---\n\nAnd [@a].\n//- memo.brief\n---\nsources:\n  a: sources/harbour.txt\n---\n\nSo [@$0a].\n",
        "b",
        &["memo.brief: ---\nsources:\n  b: sources/harbour.txt\n---\n\nSo [@b].\n"],
    );
}

#[test]
fn a_key_must_be_one() {
    check_refused(DECLARED, "b c", "`b c` is no key: a key begins with a letter, a digit or `_`");
}

#[test]
fn a_key_must_be_free() {
    check_refused(DECLARED, "ledger", "`ledger` is taken in `memo.brief`: it names `sources/ledger.txt`");
}

#[test]
fn a_file_is_not_renamed_for_a_client_that_can_not() {
    check_refused("So [@$0harbour].\n", "b", "it is the name of the file `harbour.txt`. Rename the file");
}

#[test]
fn a_file_is_renamed_with_what_cites_it() {
    let fixture = "//- other.brief\nAnd [@harbour].\n//- memo.brief\nSo [@$0harbour].\n";
    assert_eq!(
        rename(fixture, "port", with_files()).unwrap(),
        ["memo.brief: So [@port].\n", "other.brief: And [@port].\n", "sources/harbour.txt -> sources/port.txt"],
    );
}

#[test]
fn an_unknown_key_is_refused() {
    check_refused("So [@$0nothing].\n", "b", "no source is called `nothing`");
}

#[test]
fn the_key_is_what_is_renamed() {
    let mut workspace = Workspace::with(DECLARED, plain());
    let params = workspace.at_cursor();
    let found = serde_json::to_value(workspace.client.request::<PrepareRenameRequest>(params)).unwrap();
    assert_eq!(found["placeholder"], "a");
    workspace.shut_down();
}

#[test]
fn words_are_not_renamed() {
    let mut workspace = Workspace::with("So it $0is.\n", plain());
    let params = workspace.at_cursor();
    assert_eq!(workspace.client.request::<PrepareRenameRequest>(params), None);
    workspace.shut_down();
}
