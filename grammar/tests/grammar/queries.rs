//! The queries hold for the grammar.

use tree_sitter::{Query, QueryCursor, StreamingIterator as _};
use tree_sitter_briefing as briefing;

use crate::parse;

/// Checks what a query captures under a name, in order.
#[track_caller]
fn check(query: &str, text: &str, name: &str, expected: &[&str]) {
    let query = Query::new(&briefing::LANGUAGE.into(), query).unwrap();
    let index = query.capture_index_for_name(name).unwrap();
    let tree = parse(text);
    let mut cursor = QueryCursor::new();
    let mut captures = cursor.captures(&query, tree.root_node(), text.as_bytes());
    let mut found = Vec::new();
    while let Some((matched, at)) = captures.next() {
        let capture = matched.captures()[*at];
        if capture.index == index {
            found.push(&text[capture.node.byte_range()]);
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn highlights() {
    check(briefing::HIGHLIGHTS_QUERY, "\"a\" [@b] 12%", "markup.link.label", &["b"]);
    check(briefing::HIGHLIGHTS_QUERY, "\"a\" [@b] 12%", "string", &["\"a\""]);
    check(briefing::HIGHLIGHTS_QUERY, "[@ b]", "error", &["[@ b]"]);
}

#[test]
fn injections() {
    let text = "---\na: b\n---\n\n```rust x\nlet a;\n```\n\n<p>\nc\n";
    check(briefing::INJECTIONS_QUERY, text, "injection.content", &["a: b\n", "let a;", "<p>\nc"]);
    check(briefing::INJECTIONS_QUERY, text, "injection.language", &["rust"]);
}

#[test]
fn folds() {
    let text = "# A\n\na\n\n- b\n\n# B\n";
    check(briefing::FOLDS_QUERY, text, "fold", &["# A\n\na\n\n- b", "- b", "- b", "# B"]);
}

#[test]
fn locals() {
    let text = "a[^n]\n\n[^n]: b\n";
    check(briefing::LOCALS_QUERY, text, "local.reference", &["n"]);
    check(briefing::LOCALS_QUERY, text, "local.definition", &["n"]);
}

#[test]
fn text_objects() {
    let text = "# A\n\n\"b c\" [@d].\n";
    check(briefing::TEXTOBJECTS_QUERY, text, "quotation.outer", &["\"b c\""]);
    check(briefing::TEXTOBJECTS_QUERY, text, "citation.outer", &["[@d]"]);
    check(briefing::TEXTOBJECTS_QUERY, text, "class.around", &["# A\n\n\"b c\" [@d]."]);
}

#[test]
fn the_queries_for_zed_hold_for_the_grammar() {
    let text = "# A\n\n\"b\" [@c]\n";
    let highlights = include_str!("../../../editors/zed/languages/briefing/highlights.scm");
    check(highlights, text, "label", &["c"]);
    check(include_str!("../../../editors/zed/languages/briefing/outline.scm"), text, "name", &["# A"]);
}

#[test]
fn node_types_are_those_of_the_language() {
    let language = tree_sitter::Language::from(briefing::LANGUAGE);
    for kind in ["document", "citation_suffix", "malformed_citation", "directive_text", "quotation_mark"] {
        assert!(briefing::NODE_TYPES.contains(&format!("\"type\": \"{kind}\"")), "{kind}");
        assert_ne!(language.id_for_node_kind(kind, true), 0, "{kind}");
    }
}
