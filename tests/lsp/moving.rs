//! Files that move.

use serde_json::json;
use tower_lsp::ls_types::request::WillRenameFiles;

use crate::fixture::Workspace;

/// What becomes of the files that must be written anew when something moves.
fn check(fixture: &str, from: &str, to: &str, expected: &[&str]) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let params = json!({"files": [{"oldUri": workspace.uri(from), "newUri": workspace.uri(to)}]});
    let edit = workspace.client.request::<WillRenameFiles>(serde_json::from_value(params).unwrap());
    let edited = edit.map(|edit| workspace.edited(&edit)).unwrap_or_default();
    assert_eq!(edited, expected);
    workspace.shut_down();
}

#[test]
fn a_declared_path_follows_its_file() {
    check(
        "---\nsources:\n  a: sources/harbour.txt\n---\n\nSo [@a].\n",
        "sources/harbour.txt",
        "sources/2025/port.txt",
        &["memo.brief: ---\nsources:\n  a: sources/2025/port.txt\n---\n\nSo [@a].\n"],
    );
}

#[test]
fn a_declared_path_follows_its_folder() {
    check(
        "//- notes/memo.brief\n---\nsources:\n  a: '../sources/harbour.txt'\n---\n\nSo [@a].\n",
        "sources",
        "articles",
        &["notes/memo.brief: ---\nsources:\n  a: '../articles/harbour.txt'\n---\n\nSo [@a].\n"],
    );
}

#[test]
fn a_source_that_is_known_by_its_name_is_cited_by_its_new_one() {
    check("So [@harbour, ¶ 2].\n", "sources/harbour.txt", "sources/port.txt", &["memo.brief: So [@port, ¶ 2].\n"]);
}

#[test]
fn a_link_follows_its_file() {
    check(
        "So [it is](sources/harbour.txt#L3).\n",
        "sources/harbour.txt",
        "sources/the%20port.txt",
        &["memo.brief: So [it is](sources/the%20port.txt#L3).\n"],
    );
}

#[test]
fn a_path_that_is_cited_follows_its_file() {
    check(
        "So [@sources/harbour.txt] and [@harbour.txt].\n",
        "sources/harbour.txt",
        "sources/port.txt",
        &["memo.brief: So [@sources/port.txt] and [@port.txt].\n"],
    );
}

#[test]
fn the_configuration_follows() {
    check(
        "//- briefcheck.toml\n[sources]\nfolder = \"sources\"\nkeys = { a = \"sources/harbour.txt\" }\n//- memo.brief\nSo [@a].\n",
        "sources",
        "articles",
        &["briefcheck.toml: [sources]\nfolder = \"articles\"\nkeys = { a = \"articles/harbour.txt\" }\n"],
    );
}

#[test]
fn a_bibliography_follows() {
    check(
        "//- briefcheck.toml\n[sources]\nbibliography = [\"refs.bib\"]\n//- refs.bib\n@online{a, file = {sources/harbour.txt}}\n//- memo.brief\nSo [@a].\n",
        "sources/harbour.txt",
        "sources/port.txt",
        &["refs.bib: @online{a, file = {sources/port.txt}}\n"],
    );
}

#[test]
fn a_briefing_that_moves_keeps_its_sources() {
    check(
        "---\nsources:\n  a: sources/harbour.txt\n---\n\nSo [@a] and [it](sources/ledger.txt).\n",
        "memo.brief",
        "notes/memo.brief",
        &["memo.brief: ---\nsources:\n  a: ../sources/harbour.txt\n---\n\nSo [@a] and [it](../sources/ledger.txt).\n"],
    );
}

#[test]
fn other_files_change_nothing() {
    check("So [@harbour].\n", "README.md", "READ.md", &[]);
}

#[test]
fn the_server_asks_to_be_told() {
    let workspace = Workspace::with("So.\n", json!({"textDocument": {"diagnostic": {}}}));
    let server = serde_json::to_value(&workspace.server.capabilities).unwrap();
    let operations = &server["workspace"]["fileOperations"];
    assert_eq!(operations["willRename"], operations["didRename"]);
    assert_eq!(operations["willRename"]["filters"][0]["pattern"]["glob"], "**");
    workspace.shut_down();
}
