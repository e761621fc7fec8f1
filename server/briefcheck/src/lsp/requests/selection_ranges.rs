//! `textDocument/selectionRange`: from the word under the cursor out to the document.

use briefcheck_desk::Draft;
use briefcheck_engine::text::{Span, words};
use briefcheck_engine::verify::Kind;
use tower_lsp::ls_types::{Position, SelectionRange, SelectionRangeParams};

use crate::lsp::requests::blocks::without_blanks;
use crate::lsp::server::snapshot::Snapshot;

/// For each place, what holds it, the innermost first.
pub fn selection_ranges(snapshot: &Snapshot, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let draft = snapshot.draft(&params.text_document.uri)?;
    Some(params.positions.iter().map(|&position| around(snapshot, draft, position)).collect())
}

fn around(snapshot: &Snapshot, draft: &Draft, position: Position) -> SelectionRange {
    let offset = snapshot.offset(draft, position);
    let mut spans = of_tree(draft, offset);
    spans.extend(word(draft, offset));
    spans.extend(of_part(draft, offset));
    spans.retain(|span| span.start <= offset && offset <= span.end && !span.is_empty());
    spans.sort_by_key(|span| (span.len(), span.start));
    // Of spans that cross, the shorter one is kept.
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        if nested.last().is_none_or(|last| span.contains(*last) && span != *last) {
            nested.push(span);
        }
    }
    let outermost = |span: Span| SelectionRange { range: snapshot.range(draft, span), parent: None };
    let wrap =
        |parent: SelectionRange, span: Span| SelectionRange { parent: Some(Box::new(parent)), ..outermost(span) };
    let mut spans = nested.into_iter().rev();
    let first = outermost(spans.next().unwrap_or(Span::empty(offset)));
    spans.fold(first, wrap)
}

/// The word at an offset.
fn word(draft: &Draft, offset: usize) -> Option<Span> {
    let rope = draft.rope();
    let line = rope.byte_to_line(offset.min(rope.len_bytes()));
    let start = rope.line_to_byte(line);
    let text = rope.line(line).to_string();
    let words = words(&text).into_iter().map(|(span, _)| span.shifted(start));
    words.into_iter().find(|word| word.start <= offset && offset <= word.end)
}

/// The items, the citations with and without their brackets, the sentences.
fn of_part(draft: &Draft, offset: usize) -> Vec<Span> {
    let Some((part, _)) = draft.part_at(offset) else { return Vec::new() };
    let briefing = part.placed.briefing();
    let items = part.remembered.report.checks.iter().filter(|check| check.kind != Kind::Claim).map(|check| check.span);
    let citations = briefing.citations.iter().flat_map(|citation| [citation.key_span, citation.span]);
    let units = briefing.units.iter().map(|unit| unit.span.trimmed(&briefing.text));
    items.chain(citations).chain(units).map(|span| part.placed.origin(span)).collect()
}

/// Every node of the tree that holds an offset, without the blanks behind it; the document with them.
fn of_tree(draft: &Draft, offset: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let root = draft.tree().root_node();
    let mut node = root.descendant_for_byte_range(offset, offset);
    while let Some(inner) = node {
        node = inner.parent();
        if node.is_some() {
            spans.push(without_blanks(draft, inner.byte_range().into()));
        }
    }
    spans.push(Span::new(0, draft.rope().len_bytes()));
    spans
}
