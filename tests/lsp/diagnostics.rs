//! What is wrong, told or asked for.

use std::fs;

use serde_json::{Value, json};
use tower_lsp::ls_types::DidChangeConfigurationParams;
use tower_lsp::ls_types::notification::DidChangeConfiguration;
use tower_lsp::ls_types::request::DocumentDiagnosticRequest;

use crate::client::Client;
use crate::fixture::Workspace;

const MASTER: &str = "1:4 quote-altered: ¶ 2 of harbour: the source's “never” is left out (6 of 6 words there)";

#[test]
fn an_altered_quotation_is_told() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief"), [MASTER.replace("6 of 6", "7 of 7")]);
    workspace.shut_down();
}

#[test]
fn a_mended_quotation_is_quiet() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.edit("memo.brief", "was built", "was never built");
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    workspace.shut_down();
}

#[test]
fn diagnostics_have_the_version_that_they_are_of() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    let uri = workspace.uri("memo.brief");
    assert_eq!(workspace.client.diagnostics(&uri).version, Some(1));
    workspace.edit("memo.brief", "So", "And so");
    assert_eq!(workspace.client.diagnostics(&uri).version, Some(2));
    workspace.shut_down();
}

const CONTRADICTING: &str = "\
//- sources/harbour.txt
The strike in Vell idled 1,200 dockers for a week.
//- sources/union.txt
The strike in Vell idled 1,500 dockers for a week.
//- a.brief
The strike in Vell idled 1,200 dockers [@harbour].
//- b.brief
In Vell, the strike idled 1,500 dockers [@union].
";

/// What is told of `b.brief` above, where `a.brief` has its figure in a line.
fn contradicted(line: usize) -> String {
    format!("“1,200” in line {line} of a.brief")
}

#[test]
fn a_figure_that_a_briefing_contradicts_which_is_not_open_is_told() {
    let mut workspace = Workspace::new(CONTRADICTING);
    let told = workspace.told("b.brief");
    assert!(told.len() == 1 && told[0].contains(&contradicted(1)), "{told:?}");
    workspace.shut_down();
}

#[test]
fn an_edit_of_one_briefing_tells_of_the_other() {
    let mut workspace = Workspace::new(CONTRADICTING);
    assert_eq!(workspace.told("b.brief").len(), 1);
    workspace.open("a.brief");
    workspace.edit("a.brief", "The strike", "\nThe strike");
    let told = workspace.told("b.brief");
    assert!(told.len() == 1 && told[0].contains(&contradicted(2)), "{told:?}");
    workspace.edit("a.brief", "1,200 dockers", "many dockers");
    assert_eq!(workspace.told("b.brief"), [""; 0]);
    workspace.shut_down();
}

#[test]
fn closing_clears() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.close("memo.brief");
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    workspace.shut_down();
}

#[test]
fn a_source_that_is_edited_is_checked_against() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.open("sources/harbour.txt");
    workspace.edit("sources/harbour.txt", "never ", "");
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    workspace.close("sources/harbour.txt");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.shut_down();
}

#[test]
fn a_source_that_is_written_on_disk_is_checked_against() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.write("sources/harbour.txt", "Everybody knows that the quay was built to carry trains.\n");
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    fs::remove_file(workspace.path("sources/harbour.txt")).unwrap();
    assert_eq!(workspace.told("memo.brief"), ["1:43 source-unknown: no source is called `harbour`"]);
    workspace.shut_down();
}

#[test]
fn a_broken_configuration_is_told_in_its_file() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    workspace.write("briefcheck.toml", "[rules]\nquote-alterd = \"off\"\n");
    let told = workspace.told("briefcheck.toml");
    assert!(told[0].contains("quote-alterd") && told[0].contains("quote-altered"), "{told:?}");
    // Whoever looks at the briefing is told too.
    let beside = workspace.told("memo.brief");
    assert_eq!(beside.len(), 2, "{beside:?}");
    assert!(beside[0].contains("briefcheck.toml can't be used as it is"), "{beside:?}");
    workspace.write("briefcheck.toml", "[rules]\nquote-altered = \"off\"\n");
    assert_eq!(workspace.told("memo.brief"), [""; 0]);
    assert_eq!(workspace.told("briefcheck.toml"), [""; 0]);
    workspace.shut_down();
}

#[test]
fn what_is_wrong_in_the_bibliography_of_a_project_is_told_in_its_file() {
    let mut workspace = Workspace::new(
        "//- _quarto.yml\nbibliography: refs.bib\n//- refs.bib\n@online{a, file = {sources/harbour.txt}\n//- memo.brief\nSo it is.\n",
    );
    let told = workspace.told("refs.bib");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("this entry is not closed"), "{told:?}");
    workspace.write("refs.bib", "@online{a, file = {sources/harbour.txt}}\n");
    assert_eq!(workspace.told("refs.bib"), [""; 0]);
    workspace.shut_down();
}

/// A configuration that can't be used, and what of it holds all the same.
const BROKEN: [&str; 2] = ["[rules]\nquote-alterd = \"off\"\n", "[rules\n"];

#[test]
fn a_configuration_that_was_broken_from_the_start_is_told_beside_the_findings() {
    for broken in BROKEN {
        let fixture = "//- memo.brief\nSo \"the quay was built to carry trains\" [@harbour].\n";
        let mut workspace = Workspace::new(&format!("//- briefcheck.toml\n{broken}{fixture}"));
        let told = workspace.told("memo.brief");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("can't be used as it is, what can be read of it holds: "), "{told:?}");
        assert_eq!(workspace.told("briefcheck.toml").len(), 1);
        workspace.write("briefcheck.toml", "");
        assert_eq!(workspace.told("memo.brief"), told[1..]);
        assert_eq!(workspace.told("briefcheck.toml"), [""; 0]);
        workspace.shut_down();
    }
}

#[test]
fn a_configuration_that_begins_broken_is_told_beside_the_findings() {
    for broken in BROKEN {
        let mut workspace =
            Workspace::unopened("So \"the quay was built to carry trains\" [@harbour].\n", json!({}), |folder| {
                fs::remove_file(folder.path().join("briefcheck.toml")).unwrap();
                Client::in_process()
            });
        workspace.open("memo.brief");
        let before = workspace.told("memo.brief");
        workspace.write("briefcheck.toml", broken);
        let told = workspace.told("memo.brief");
        assert_eq!((told.len(), &told[1..]), (2, &before[..]), "{told:?}");
        assert_eq!(workspace.told("briefcheck.toml").len(), 1);
        workspace.shut_down();
    }
}

#[test]
fn what_is_right_in_a_broken_configuration_holds() {
    let broken =
        "[rules]\nquote-alterd = \"off\"\nquote-altered = \"off\"\n[sources.keys]\nport = \"sources/harbour.txt\"\n";
    let fixture = "//- memo.brief\nSo \"the quay was built to carry trains\" [@port].\n";
    let mut workspace = Workspace::new(&format!("//- briefcheck.toml\n{broken}{fixture}"));
    let told = workspace.told("memo.brief");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("what can be read of it holds: "), "{told:?}");
    assert_eq!(workspace.told("briefcheck.toml").len(), 1);
    workspace.shut_down();
}

#[test]
fn what_is_set_later_holds_until_it_is_set_no_longer() {
    let mut workspace = Workspace::new("So \"the quay was built to carry trains\" [@harbour].\n");
    assert_eq!(workspace.told("memo.brief").len(), 1);
    let set = |workspace: &mut Workspace, settings: Value| {
        let settings = json!({"briefcheck": settings});
        workspace.client.notify::<DidChangeConfiguration>(DidChangeConfigurationParams { settings });
    };
    for none in [json!({"rules": {}}), json!({}), json!(null)] {
        set(&mut workspace, json!({"rules": {"quote-altered": "off"}}));
        assert_eq!(workspace.told("memo.brief"), [""; 0]);
        set(&mut workspace, none);
        assert_eq!(workspace.told("memo.brief").len(), 1);
    }
    workspace.shut_down();
}

fn pull(workspace: &mut Workspace, previous: Option<&str>) -> Value {
    let uri = workspace.uri("memo.brief");
    let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
    let report = workspace.client.request::<DocumentDiagnosticRequest>(serde_json::from_value(params).unwrap());
    serde_json::to_value(report).unwrap()
}

#[test]
fn a_client_that_asks_is_not_told() {
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut workspace = Workspace::with("So \"the quay was built to carry trains\" [@harbour].\n", capabilities);
    let report = pull(&mut workspace, None);
    workspace.client.asked("workspace/diagnostic/refresh", &Value::Null);
    assert_eq!(report["items"][0]["code"], "quote-altered");
    let id = report["resultId"].as_str().unwrap().to_owned();
    assert_eq!(pull(&mut workspace, Some(&id))["kind"], "unchanged");
    workspace.edit("memo.brief", "was built", "was never built");
    assert_eq!(pull(&mut workspace, Some(&id))["items"], json!([]));
    workspace.shut_down();
}

#[test]
fn a_file_that_becomes_a_briefing_while_it_is_open_is_checked() {
    let mut workspace = Workspace::new("//- plain.md\nSo \"the quay was ever built\" [@h].\n");
    workspace.edit("plain.md", "So", "---\nsources:\n  h: sources/harbour.txt\n---\n\nSo");
    let told = workspace.told("plain.md");
    assert!(told.len() == 1 && told[0].starts_with("6:4 quote-altered: "), "{told:?}");
    workspace.shut_down();
}

#[test]
fn what_lies_outside_is_read_where_the_workspace_is_trusted() {
    let abroad = tempfile::tempdir().unwrap();
    let folder = abroad.path().canonicalize().unwrap();
    fs::write(folder.join("far.txt"), "The lock was closed in 1911.\n").unwrap();
    let fixture = format!(
        "//- briefcheck.toml\n[sources]\nallow-outside = [{folder:?}]\n//- memo.brief\n---\nsources:\n  far: {}\n---\n\nThe lock was closed in 1912 [@far].\n",
        folder.join("far.txt").display()
    );
    let told = |is_trusted: bool| {
        let options = json!({"quiet": 1, "trusted": is_trusted});
        let mut workspace = Workspace::set_up(&fixture, json!({}), options, |_| Client::in_process());
        workspace.open("memo.brief");
        let told = workspace.told("memo.brief");
        workspace.shut_down();
        told
    };
    assert!(told(false)[0].contains("lies outside the workspace"), "{:?}", told(false));
    assert!(told(true)[0].contains("“1911”"), "{:?}", told(true));
}
