//! Figures that a source itself tells apart: the members of a series, the cells of a row or a column, sentences that say one
//! thing of two.

use crate::figures::{Agreement, compare};
use crate::sources::{Article, Stated, StemId};
use crate::text::Span;

/// How many bytes may part two sentences that follow each other.
const GAP: usize = 2;

/// Whether two statements are of one sort, and `a` has a word in the other's stead that the claim has not. `is_claimed` tells
/// whether the claim has a stem.
pub fn are_members(a: &Stated, b: &Stated, article: &Article, is_claimed: &dyn Fn(StemId) -> bool) -> bool {
    let (ours, theirs) = (&a.statement, &b.statement);
    if !are_other_figures(a, b) {
        return false;
    }
    let own = |a: &Stated, b: &Stated, counts: &dyn Fn(StemId) -> bool| {
        a.subject.iter().any(|&stem| !b.has(stem) && counts(stem))
    };
    let any = |_| true;
    let unclaimed = |stem| !is_claimed(stem);
    let are_told_apart = own(a, b, &unclaimed) && own(b, a, &any);
    match (ours.cell, theirs.cell) {
        (Some(one), Some(other)) => {
            one.table == other.table && (one.row == other.row) != (one.column == other.column) && are_told_apart
        }
        (None, None) => {
            let shares = a.subject.iter().chain(&a.event).any(|&stem| b.has(stem));
            if ours.sentence == theirs.sentence {
                return shares && are_told_apart;
            }
            let is_topic = !a.topic.is_empty() && a.is_of_topic_of(b);
            let are_beside = follow(ours.sentence, theirs.sentence) && are_told_apart;
            is_topic && (are_beside || is_named_apart(a, b, article, &unclaimed) && is_named_apart(b, a, article, &any))
        }
        _ => false,
    }
}

/// Whether two statements have figures of one sort that differ.
pub fn are_other_figures(a: &Stated, b: &Stated) -> bool {
    let (ours, theirs) = (&a.statement.figure, &b.statement.figure);
    // The number of a longer figure is no member of anything.
    let are_whole = ours.within.is_none() && theirs.within.is_none();
    are_whole
        && !ours.span.overlaps(theirs.span)
        && ours.kind == theirs.kind
        && ours.unit.is_comparable(&theirs.unit)
        && compare(ours, theirs) == Agreement::Different
}

fn follow(a: Span, b: Span) -> bool {
    b.start.checked_sub(a.end).or_else(|| a.start.checked_sub(b.end)).is_some_and(|gap| gap <= GAP)
}

/// Whether what is measured has a name in it that the other lacks, beside words that it has too: the revenue of one segment, and
/// that of another.
fn is_named_apart(a: &Stated, b: &Stated, article: &Article, counts: &dyn Fn(StemId) -> bool) -> bool {
    let words = article.words();
    let stem = |at: usize| words.ids().get(at).map(|&id| article.forms().of(id));
    let is_name = |at: usize| article.text()[words.span(at)].starts_with(char::is_uppercase);
    let is_own_name = |at: usize| is_name(at) && stem(at).is_some_and(|stem| !b.has(stem) && counts(stem));
    let is_shared = |at: usize| stem(at).is_some_and(|stem| b.topic.binary_search(&stem).is_ok());
    a.statement.measure.words.iter().any(|&span| {
        words.positions_in(span).any(is_own_name) && words.positions_in(span).any(|at| is_shared(at) && !is_name(at))
    })
}
