//! What messages and fixes say of figures.

use super::{Context, Fix, phrases};
use crate::figures::{Figure, Mode, read};
use crate::text::Span;
use crate::verify::{Check, Evidence};

/// A claim's figure with its hedge, in quotation marks.
pub fn claimed(cx: &Context<'_>, check: &Check) -> String {
    phrases::quoted(phrases::words(cx, check, claimed_span(cx, check)))
}

/// A source's figure with its hedge, in quotation marks.
pub fn sourced(cx: &Context<'_>, evidence: &Evidence) -> String {
    phrases::evidence(cx, &Evidence { span: sourced_span(cx, evidence, hedged), ..evidence.clone() })
}

/// Puts the source's figure in the place of the claim's.
pub fn take(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Option<Fix> {
    put(cx, check, check.prose, &Evidence { span: sourced_span(cx, evidence, bare), ..evidence.clone() })
}

/// Puts the source's figure with its hedge in the place of the claim's with its own.
pub fn take_with_hedge(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Option<Fix> {
    let evidence = Evidence { span: sourced_span(cx, evidence, hedged), ..evidence.clone() };
    put(cx, check, claimed_span(cx, check), &evidence)
}

fn put(cx: &Context<'_>, check: &Check, prose: Span, evidence: &Evidence) -> Option<Fix> {
    let figure = phrases::source_words(cx, evidence);
    let title = format!("Take the source's figure: {}", phrases::quoted(&figure));
    phrases::put(cx, check, prose, title, figure)
}

/// The longest stretch before a figure that its hedge is looked for in, in bytes.
const HEDGE_REACH: usize = 80;

/// The claim's figure with its hedge, in the unit's prose.
fn claimed_span(cx: &Context<'_>, check: &Check) -> Span {
    let text = cx.briefing.units.get(check.unit).map_or("", |unit| unit.prose.text());
    let from = text.floor_char_boundary(check.prose.start.saturating_sub(HEDGE_REACH));
    let to = text.ceil_char_boundary(check.prose.end.saturating_add(HEDGE_REACH));
    let figures = read(&text[from..to], Mode::Claim);
    let spans = figures.iter().map(|figure| (figure.span.shifted(from), hedged(figure).shifted(from)));
    let mut of_check = spans.filter(|(span, _)| *span == check.prose);
    of_check.next().map_or(check.prose, |(_, hedged)| hedged)
}

/// What `part` gives of the figure that evidence shows, in the article's text; the longest, of overlapping readings.
fn sourced_span(cx: &Context<'_>, evidence: &Evidence, part: fn(&Figure) -> Span) -> Span {
    let Some(article) = cx.library.article(evidence.source) else { return evidence.span };
    let figures = article.figures();
    let first = figures.partition_point(|placed| placed.figure.span.start < evidence.span.start);
    let figures = figures[first..].iter().map(|placed| &placed.figure);
    let shown = figures.take_while(|figure| figure.span.start < evidence.span.end);
    let whole = shown.filter(|figure| evidence.span.contains(figure.span));
    whole.max_by_key(|figure| figure.span.len()).map_or(evidence.span, part)
}

fn bare(figure: &Figure) -> Span {
    figure.span
}

fn hedged(figure: &Figure) -> Span {
    figure.hedge_span.map_or(figure.span, |hedge| hedge.cover(figure.span))
}
