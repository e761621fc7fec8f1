//! The editor and the command line say the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::demo;
use serde_json::{Value, json};
use tower_lsp::ls_types::SemanticTokensRangeResult;
use tower_lsp::ls_types::request::{
    CodeLensRequest, CodeLensResolve, HoverRequest, Initialize, InlayHintRequest, SemanticTokensFullRequest,
    SemanticTokensRangeRequest, WorkspaceDiagnosticRequest,
};

use crate::client::Client;
use crate::fixture::{Workspace, files, plain};

/// A finding: its file's name, its place (counted from 0, columns in scalar values), its rule and message.
type Line = (String, u64, u64, String, String);

/// What the command line finds in a folder.
fn by_command(folder: &Path) -> Vec<Line> {
    let output = Command::new(briefcheck()).args(["check", "--format", "json"]).current_dir(folder).output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    let line = |finding: &Value| {
        let start = &finding["range"]["start"];
        let number = |name: &str| start[name].as_u64().unwrap() - 1;
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let name = text("file").rsplit('/').next().unwrap().to_owned();
        (name, number("line"), number("column"), text("rule"), text("message"))
    };
    findings.map(line).collect()
}

/// What the server finds there, in the briefings of which none is open.
fn by_server(folder: &Path) -> Vec<Line> {
    let mut client = Client::in_process();
    let root = format!("file://{}", folder.canonicalize().unwrap().display());
    let params = json!({
        "capabilities": {"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-32"]}},
        "workspaceFolders": [{"uri": root, "name": "demo"}],
    });
    client.request::<Initialize>(serde_json::from_value(params).unwrap());
    client.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let params = serde_json::from_value(json!({"previousResultIds": []})).unwrap();
    let report = client.request::<WorkspaceDiagnosticRequest>(params);
    let report = serde_json::to_value(report).unwrap();
    let mut found = Vec::new();
    for file in report["items"].as_array().unwrap() {
        let name = file["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        for item in file["items"].as_array().unwrap() {
            let start = &item["range"]["start"];
            let number = |name: &str| start[name].as_u64().unwrap();
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            found.push((name.to_owned(), number("line"), number("character"), text("code"), text("message")));
        }
    }
    client.shut_down();
    found
}

#[test]
fn the_demo_has_the_same_findings_in_the_editor_and_on_the_command_line() {
    assert!(agreed(&demo()).len() > 50);
}

/// The findings in a folder, which both must have, by file and place.
fn agreed(folder: &Path) -> Vec<Line> {
    let (mut ours, mut theirs) = (by_server(folder), by_command(folder));
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
    theirs
}

/// Briefings whose figures contradict each other, within one, and between two.
const CONTRADICTING: &str = "\
//- briefcheck.toml
//- sources/harbour.txt
The strike in Vell idled 1,200 dockers for a week. Exports to Norre rose 5% in May 2024.
//- sources/union.txt
The strike in Vell idled 1,500 dockers for a week. Exports to Norre rose 7% in May 2024.
//- a.brief
The strike in Vell idled 1,200 dockers [@harbour].

Exports to Norre rose 5% in May 2024 [@harbour].

In Vell, the strike idled 1,500 dockers [@union].
//- b.brief
In Vell, the strike idled 1,500 dockers [@union].
//- memos/c.brief
# Exports

Exports to Norre rose 7% in May 2024 [@union].
";

fn written(fixture: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files(fixture).0 {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn both_tell_of_figures_that_contradict_each_other_in_several_briefings() {
    let folder = written(CONTRADICTING);
    let found = agreed(folder.path());
    let conflicts = found.iter().filter(|line| line.3 == "figure-conflict");
    let files: Vec<&str> = conflicts.map(|line| line.0.as_str()).collect();
    assert_eq!(files, ["a.brief", "b.brief"], "{found:?}");
}

/// What is cut into parts is read as the whole is: an indented head of a table, a front matter and comments without an end.
#[test]
fn both_read_alike_what_is_indented_or_never_closed() {
    let claims = "The quay was \"built to carry trains\" [@quay].\n\nIt is so.\n";
    let table = "\t| Quay | Trains |\n| --- | --- |\n| \"built to carry\" | 5 [@quay] |\n";
    let texts = [
        format!("{claims}\n{table}\n{claims}"),
        format!("{table}\n{claims}"),
        format!("---\nsources:\n  quay: sources/quay.txt\nHead\n---\n\n{claims}"),
        format!("---\ntitle: x\n\nHead\n===\n\n{claims}\n---\n\n{claims}"),
        format!("{claims}\n<!-- never closed\n\n{claims}"),
        format!("{claims}\nIt <!-- never closed\n\n- {claims}\n\n> {claims}"),
        format!("{claims}\n<!-- briefcheck: off\n\n{claims}"),
        format!("{claims}\n<!-- briefcheck: off -->\n\n{claims}\n<!-- briefcheck: on\n\n{claims}"),
    ];
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
    fs::write(folder.path().join("sources/quay.txt"), "The quay was never built to carry trains.\n").unwrap();
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number}.brief")), text).unwrap();
    }
    let found = agreed(folder.path());
    let of = |number: usize| found.iter().filter(|line| line.0 == format!("{number}.brief")).count();
    assert!((0..texts.len()).all(|number| of(number) > 0), "{found:?}");
}

#[test]
fn both_tell_of_passages_that_the_lock_recorded_otherwise() {
    let folder = written(CONTRADICTING);
    let locked = Command::new(briefcheck()).arg("lock").current_dir(folder.path()).output().unwrap();
    assert!(locked.status.success(), "{locked:?}");
    let changed = "The strike in Vell idled 1,200 dockers for a month. Exports to Norre rose 5% in May 2024.";
    fs::write(folder.path().join("sources/harbour.txt"), changed).unwrap();
    let found = agreed(folder.path());
    assert!(found.iter().any(|line| line.3 == "source-changed"), "{found:?}");
}

/// A briefing with a figure that another briefing contradicts, and with words whose passage is not what the lock recorded.
const TOLD_BY_OTHERS: &str = "\
//- sources/harbour.txt
The strike in Vell idled 1,200 dockers for a week.
//- sources/union.txt
The strike in Vell idled 1,500 dockers for a week.
//- sources/report.txt
The new crane cost 830,000 euros, paid out of the reserve.
//- a.brief
The strike in Vell idled 1,200 dockers [@harbour].
//- memo.brief
# Contradicted

In Vell, the strike idled 1,500 dockers [@union].

# Changed

The new crane cost \"830,000 euros\" [@report].
";

/// A workspace with these files and its lock, of which one source was written anew since.
fn changed_since_locked(fixture: &str, source: &str, text: &str) -> Workspace {
    let mut workspace = Workspace::unopened(fixture, plain(), |folder| {
        let locked = Command::new(briefcheck()).arg("lock").current_dir(folder.path()).output().unwrap();
        assert!(locked.status.success(), "{locked:?}");
        fs::write(folder.path().join(source), text).unwrap();
        Client::in_process()
    });
    workspace.open("memo.brief");
    workspace
}

#[test]
fn every_request_tells_what_only_the_whole_and_its_neighbours_can() {
    let changed = "The new crane cost 830,000 euros, paid out of a loan.";
    let mut workspace = changed_since_locked(TOLD_BY_OTHERS, "sources/report.txt", changed);
    let rule = |line: String| line.split([' ', ':']).nth(2).unwrap().to_owned();
    let told: Vec<String> = workspace.told("memo.brief").into_iter().map(rule).collect();
    assert_eq!(told, ["figure-conflict", "source-changed"]);

    let file = json!({"uri": workspace.uri("memo.brief")});
    let document = json!({"textDocument": file});
    let lenses = workspace.client.request::<CodeLensRequest>(serde_json::from_value(document.clone()).unwrap());
    let titles: Vec<String> = lenses
        .unwrap()
        .into_iter()
        .map(|lens| workspace.client.request::<CodeLensResolve>(lens).command.unwrap().title)
        .collect();
    assert_eq!(titles, ["1 of 3 verified, 1 unconfirmed", "1 of 2 verified"]);

    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let in_range = json!({"textDocument": file, "range": whole});
    let full = workspace.client.request::<SemanticTokensFullRequest>(serde_json::from_value(document).unwrap());
    let range = serde_json::from_value(in_range.clone()).unwrap();
    let Some(SemanticTokensRangeResult::Tokens(range)) = workspace.client.request::<SemanticTokensRangeRequest>(range)
    else {
        panic!("no tokens");
    };
    assert_eq!(serde_json::to_value(full).unwrap()["data"], serde_json::to_value(range).unwrap()["data"]);

    let hints = workspace.client.request::<InlayHintRequest>(serde_json::from_value(in_range).unwrap()).unwrap();
    assert_eq!(hints.len(), 2);
    for (line, character, rule) in [(2, 27, "figure conflict"), (6, 5, "source changed")] {
        let place = json!({"textDocument": file, "position": {"line": line, "character": character}});
        let hover = workspace.client.request::<HoverRequest>(serde_json::from_value(place).unwrap()).unwrap();
        let said = serde_json::to_value(hover).unwrap().to_string();
        assert!(said.contains(rule), "{said}");
    }
    workspace.shut_down();
}
