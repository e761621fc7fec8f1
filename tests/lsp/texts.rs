//! Encodings, line ends, odd names, several folders.

use std::fs;

use serde_json::{Value, json};
use tower_lsp::ls_types::PositionEncodingKind;
use tower_lsp::ls_types::notification::DidChangeWorkspaceFolders;

use crate::client::Client;
use crate::fixture::{Workspace, plain};

/// The columns of an altered quotation that stands behind `before`, by what the client offers.
fn check_columns(offered: &[&str], chosen: PositionEncodingKind, before: &str, columns: (u32, u32)) {
    let fixture = format!("{before}\"the quay was built\" [@harbour].\n");
    let capabilities = json!({"general": {"positionEncodings": offered}});
    let mut workspace = Workspace::with(&fixture, capabilities);
    assert_eq!(workspace.server.capabilities.position_encoding, Some(chosen));
    let uri = workspace.uri("memo.brief");
    let found = workspace.client.diagnostics(&uri).diagnostics;
    let range = found[0].range;
    assert_eq!((range.start.character, range.end.character), columns, "{found:?}");
    workspace.shut_down();
}

#[test]
fn columns_are_what_the_client_counts() {
    check_columns(&["utf-8"], PositionEncodingKind::UTF8, "é🦀 ", (7, 27));
    check_columns(&["utf-16"], PositionEncodingKind::UTF16, "é🦀 ", (4, 24));
    check_columns(&["utf-32"], PositionEncodingKind::UTF32, "é🦀 ", (3, 23));
    check_columns(&["utf-16", "utf-8", "utf-32"], PositionEncodingKind::UTF8, "", (0, 20));
}

#[test]
fn a_client_that_offers_nothing_counts_utf_16() {
    check_columns(&[], PositionEncodingKind::UTF16, "🦀e\u{301} ", (5, 25));
}

#[test]
fn any_line_end_and_a_mark_of_the_byte_order_are_read() {
    for text in [
        "\u{FEFF}# T\r\n\r\nSo \"the quay was built\" [@harbour].",
        "# T\r\rSo \"the quay was built\" [@harbour].\r",
        "# T\n\nSo \"the quay was built\" [@harbour].",
        "# \u{5E9}\u{5DC}\u{5D5}\u{5DD}\n\nSo \"the quay was built\" [@harbour].\n",
    ] {
        let mut workspace = Workspace::new("//- memo.brief\nNothing.\n");
        workspace.edit("memo.brief", "Nothing.\n", text);
        let told = workspace.told("memo.brief");
        assert!(told.len() == 1 && told[0].starts_with("3:4 quote-altered"), "{told:?} in {text:?}");
        workspace.shut_down();
    }
}

#[test]
fn the_clients_own_spelling_comes_back() {
    let mut workspace =
        Workspace::unopened("//- a b/memo é.brief\nSo \"the quay was built\" [@harbour].\n", plain(), |_| {
            Client::in_process()
        });
    // With capitals and marks encoded that need not be.
    let folder = workspace.path("").to_str().unwrap().trim_end_matches('/').replace("tmp", "%74mp");
    let uri: tower_lsp::ls_types::Uri = format!("file://{folder}/a%20b/memo%20%c3%a9.brief").parse().unwrap();
    let document =
        json!({"uri": uri, "languageId": "briefing", "version": 1, "text": workspace.text("a b/memo é.brief")});
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}});
    workspace.client.send(&open);
    assert_eq!(workspace.client.diagnostics(&uri).diagnostics.len(), 1);
    workspace.shut_down();
}

#[test]
fn each_folder_has_its_own_sources() {
    let mut workspace = Workspace::new("So \"the quay was built\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    let other = tempfile::tempdir().unwrap();
    let other_folder = other.path().canonicalize().unwrap();
    fs::create_dir(other_folder.join("sources")).unwrap();
    fs::write(other_folder.join("sources/harbour.txt"), "Here the quay was built.\n").unwrap();
    let uri = format!("file://{}", other_folder.display());
    let params = json!({"event": {"added": [{"uri": uri, "name": "other"}], "removed": []}});
    workspace.client.notify::<DidChangeWorkspaceFolders>(serde_json::from_value(params).unwrap());
    for (name, text, expected) in [
        ("a.brief", "So \"the quay was built\" [@harbour].\n", 0),
        ("b.brief", "So \"the quay is built\" [@harbour].\n", 1),
    ] {
        let document = json!({"uri": format!("{uri}/{name}"), "languageId": "briefing", "version": 1, "text": text});
        let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}});
        workspace.client.send(&open);
        if expected > 0 {
            let told = workspace.client.diagnostics(&format!("{uri}/{name}").parse().unwrap());
            assert_eq!(told.diagnostics.len(), expected, "{told:?}");
        }
    }
    workspace.shut_down();
}

#[test]
fn a_file_outside_all_folders_has_the_sources_beside_it() {
    let mut workspace = Workspace::new("So \"the quay was built\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    let other = tempfile::tempdir().unwrap();
    let folder = other.path().canonicalize().unwrap();
    fs::create_dir(folder.join("sources")).unwrap();
    fs::write(folder.join("sources/harbour.txt"), "The pier was built.\n").unwrap();
    let uri = format!("file://{}/a.brief", folder.display());
    let document =
        json!({"uri": uri, "languageId": "briefing", "version": 1, "text": "So \"the quay was built\" [@harbour].\n"});
    workspace
        .client
        .send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
    let told = workspace.client.diagnostics(&uri.parse().unwrap()).diagnostics;
    assert!(told[0].message.contains("pier"), "{told:?}");
    workspace.shut_down();
}

#[test]
#[cfg(unix)]
fn a_source_behind_a_symbolic_link_is_watched() {
    let mut workspace = Workspace::new("So \"the quay was built\" [@linked].\n");
    assert!(workspace.told("memo.brief")[0].contains("no source is called `linked`"));
    std::os::unix::fs::symlink("harbour.txt", workspace.path("sources/linked.txt")).unwrap();
    assert!(workspace.told("memo.brief")[0].contains("quote-altered"));
    workspace.shut_down();
}

#[test]
fn markdown_is_a_briefing_if_it_says_so() {
    let front = "---\nsources:\n  port: sources/harbour.txt\n---\n\n";
    let fixture = format!("//- a.md\n{front}So \"the quay was built\" [@port].\n");
    let mut workspace = Workspace::new(&fixture);
    assert_eq!(workspace.told("a.md").len(), 1);
    workspace.shut_down();
    let workspace = Workspace::new("//- a.md\nSo \"the quay was built\" [@harbour].\n");
    workspace.shut_down();
}

#[test]
fn progress_is_shown_to_a_client_that_shows_it() {
    let mut workspace = Workspace::with("So it is.\n", json!({"window": {"workDoneProgress": true}}));
    let kinds = ["begin", "report", "end"];
    for kind in kinds {
        let told = workspace.client.told::<tower_lsp::ls_types::notification::Progress>();
        assert_eq!(serde_json::to_value(told).unwrap()["value"]["kind"], Value::from(kind));
    }
    workspace.shut_down();
}
