//! What directives act on.

use super::blocks::{BlockKind, FoundDirective, Outline, Place};
use super::units::Units;
use super::{Directive, DirectiveKind, Unit};
use crate::text::Span;

/// What a directive acts on: the unit that it stands in or right after; alone in a paragraph, the block that follows.
/// Right after a table it acts on all of it. Empty, at the directive, where there is nothing.
pub(super) fn scope(outline: &Outline, units: &Units, found: &FoundDirective) -> Span {
    let nothing = Span::empty(found.span.start);
    let following = |block: usize| outline.blocks[block].after.map_or(nothing, |after| outline.blocks[after].span);
    match found.place {
        Place::In(block) => match unit_before(units.of(block), found.span.start) {
            Some(unit) => unit.span,
            None if outline.blocks[block].kind == BlockKind::Paragraph => following(block),
            None => outline.blocks[block].span,
        },
        Place::After(block) => match outline.blocks[block].kind {
            BlockKind::Table => outline.blocks[block].span,
            _ => units.within(outline, block).last().map_or(nothing, |unit| unit.span),
        },
        Place::Alone(block) => following(block),
    }
}

/// The last unit that begins before an offset of the file, else the first.
fn unit_before(units: &[Unit], at: usize) -> Option<&Unit> {
    let next = units.partition_point(|unit| unit.span.start < at);
    units.get(next.saturating_sub(1))
}

/// Gives each `off` the stretch up to the next `on`, or to the `end` of the text, and marks the units that begin there.
pub(super) fn switch_off(directives: &mut [Directive], units: &mut [Unit], end: usize) {
    let mut off: Option<usize> = None;
    let mut stretches: Vec<Span> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (index, directive) in directives.iter_mut().enumerate() {
        match directive.kind {
            DirectiveKind::Off => off = off.or(Some(index)),
            DirectiveKind::On => {
                directive.scope = directive.span;
                ends.extend(off.take().map(|off| (off, directive.span.start)));
            }
            _ => {}
        }
    }
    ends.extend(off.map(|off| (off, end)));
    for (off, end) in ends {
        let directive = &mut directives[off];
        directive.scope = Span::new(directive.span.end, end);
        stretches.push(directive.scope);
    }
    for unit in units {
        let next = stretches.partition_point(|stretch| stretch.start <= unit.span.start);
        unit.off = next.checked_sub(1).is_some_and(|last| unit.span.start < stretches[last].end);
    }
}
