//! How much is verified, and what rests on a source.

use serde_json::json;
use tower_lsp::ls_types::request::{CodeLensRequest, CodeLensResolve};
use tower_lsp::ls_types::{CodeLens, Location};

use crate::fixture::Workspace;

fn lenses(workspace: &mut Workspace, path: &str) -> Vec<CodeLens> {
    let params = json!({"textDocument": {"uri": workspace.uri(path)}});
    workspace.client.request::<CodeLensRequest>(serde_json::from_value(params).unwrap()).unwrap_or_default()
}

/// The lenses of a file, resolved: `line: title`, and after `→` the places that it shows.
fn check(fixture: &str, path: &str, expected: &[&str]) {
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    let mut shown = Vec::new();
    for lens in lenses(&mut workspace, path) {
        assert!(lens.command.is_none(), "{lens:?}");
        let lens = workspace.client.request::<CodeLensResolve>(lens);
        let command = lens.command.unwrap();
        assert_eq!(command.command, "briefcheck.showReferences");
        let arguments = command.arguments.unwrap();
        assert_eq!(arguments[0], json!(workspace.uri(path)));
        assert_eq!(arguments[1], json!(lens.range.start));
        let places: Vec<Location> = serde_json::from_value(arguments[2].clone()).unwrap();
        let places: Vec<String> = places.iter().map(|place| workspace.shown(place)).collect();
        let places = if places.is_empty() { String::new() } else { format!(" → {}", places.join(", ")) };
        shown.push(format!("{}: {}{places}", lens.range.start.line + 1, command.title));
    }
    assert_eq!(shown, expected);
    workspace.shut_down();
}

#[test]
fn a_heading_counts_what_is_below_it() {
    let fixture = "\
# Harbour

\"The quay was never built\" [@harbour].

## Trains

\"The quay was never built to carry lorries\" [@harbour].

# Empty
";
    check(
        fixture,
        "memo.brief",
        &[
            "1: 2 of 4 verified, 1 unconfirmed → memo.brief: \"The quay was never built to carry lorries\", memo.brief: \"The quay was never built to carry lorries\" [@harbour].",
            "5: 0 of 2 verified, 1 unconfirmed → memo.brief: \"The quay was never built to carry lorries\", memo.brief: \"The quay was never built to carry lorries\" [@harbour].",
        ],
    );
}

#[test]
fn a_section_that_cites_nothing_says_so() {
    check("# A\n\nNothing is cited here.\n", "memo.brief", &["1: nothing cited"]);
}

#[test]
fn a_paragraph_of_a_source_counts_what_rests_on_it() {
    let fixture = "\
//- a.brief
\"The quay was never built\" [@harbour].
//- b.brief
\"Never built to carry trains\" [@harbour]. It moved 4.2m tonnes [@harbour].
";
    check(
        fixture,
        "sources/harbour.txt",
        &[
            "1: 1 claim rests on this → b.brief: 4.2m tonnes",
            "3: 2 claims rest on this → a.brief: \"The quay was never built\", b.brief: \"Never built to carry trains\"",
        ],
    );
}

#[test]
fn a_source_that_is_edited_has_its_lenses_where_they_are_now() {
    let fixture = "\
//- sources/harbour.txt
The quay was never built.
//- memo.brief
\"The quay was never built\" [@harbour].
";
    let mut workspace = Workspace::with(fixture, json!({"textDocument": {"diagnostic": {}}}));
    workspace.open("sources/harbour.txt");
    assert_eq!(lenses(&mut workspace, "sources/harbour.txt")[0].range.start.line, 0);
    workspace.edit("sources/harbour.txt", "The quay", "A new paragraph.\n\nThe quay");
    assert_eq!(lenses(&mut workspace, "sources/harbour.txt")[0].range.start.line, 2);
    workspace.shut_down();
}

#[test]
fn a_lens_of_another_version_is_refused() {
    let mut workspace =
        Workspace::with("# A\n\nIt moved 4.2m tonnes [@harbour].\n", json!({"textDocument": {"diagnostic": {}}}));
    let lens = lenses(&mut workspace, "memo.brief").remove(0);
    workspace.edit("memo.brief", "It", "So it");
    let id = workspace.client.ask::<CodeLensResolve>(lens);
    assert_eq!(workspace.client.answer::<CodeLensResolve>(id).unwrap_err().code, -32801);
    workspace.shut_down();
}
