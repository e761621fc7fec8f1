//! `textDocument/foldingRange`: the blocks of a briefing, and what is left unchecked.

use briefcheck_desk::Draft;
use briefcheck_engine::markup::DirectiveKind;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::lsp::requests::blocks::without_blanks;
use crate::lsp::server::snapshot::Snapshot;

/// What can be folded.
pub fn folding_ranges(snapshot: &Snapshot, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let draft = snapshot.draft(&params.text_document.uri)?;
    let (is_of_lines, most) = snapshot.session.folding();
    let mut folds = of_tree(draft);
    folds.extend(unchecked(draft).into_iter().map(|span| (span, Some(FoldingRangeKind::Region))));
    let mut ranges: Vec<FoldingRange> = folds
        .into_iter()
        .map(|(span, kind)| {
            let range = snapshot.range(draft, without_blanks(draft, span));
            FoldingRange {
                start_line: range.start.line,
                start_character: (!is_of_lines).then_some(range.start.character),
                end_line: range.end.line,
                end_character: (!is_of_lines).then_some(range.end.character),
                kind,
                collapsed_text: None,
            }
        })
        .filter(|range| range.start_line < range.end_line)
        .collect();
    ranges.sort_by_key(|range| (range.start_line, u32::MAX - range.end_line));
    // A list of one item is folded once.
    ranges.dedup_by_key(|range| (range.start_line, range.end_line));
    ranges.truncate(most.unwrap_or(usize::MAX));
    Some(ranges)
}

/// The blocks that take several lines.
fn of_tree(draft: &Draft) -> Vec<(Span, Option<FoldingRangeKind>)> {
    let mut folds = Vec::new();
    let mut cursor = draft.tree().walk();
    loop {
        let node = cursor.node();
        let kind = match node.kind() {
            "front_matter" => Some(Some(FoldingRangeKind::Region)),
            "comment" | "directive" => Some(Some(FoldingRangeKind::Comment)),
            "section"
            | "list"
            | "list_item"
            | "block_quotation"
            | "table"
            | "fenced_code_block"
            | "indented_code_block"
            | "html_block"
            | "footnote_definition"
            | "admonition" => Some(None),
            _ => None,
        };
        if let Some(kind) = kind {
            folds.push((node.byte_range().into(), kind));
        }
        // Nothing within a line folds.
        let is_on_lines = node.start_position().row < node.end_position().row;
        if is_on_lines && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return folds;
            }
        }
    }
}

/// From each `off` to its `on`, or to the end.
fn unchecked(draft: &Draft) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut off: Option<usize> = None;
    for part in draft.parts() {
        for directive in &part.briefing().directives {
            let span = part.origin(directive.span);
            match directive.kind {
                DirectiveKind::Off => off = off.or(Some(span.start)),
                DirectiveKind::On => spans.extend(off.take().map(|start| Span::new(start, span.end))),
                DirectiveKind::Allow { .. } | DirectiveKind::Checked { .. } | DirectiveKind::Calc(_) => {}
            }
        }
    }
    spans.extend(off.map(|start| Span::new(start, draft.rope().len_bytes())));
    spans
}
