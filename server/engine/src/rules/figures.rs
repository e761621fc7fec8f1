//! What messages and fixes say of figures.

use super::{Context, Fix, phrases};
use crate::figures::{Figure, Kind, Mode, read};
use crate::text::Span;
use crate::verify::{Check, Evidence, FigureFault, Verdict};

/// A claim's figure with its hedge, in quotation marks.
pub fn claimed(cx: &Context<'_>, check: &Check) -> String {
    phrases::quoted(phrases::words(cx, check, claimed_span(cx, check)))
}

/// A source's figure with its hedge and what it is paid for, in quotation marks.
pub fn sourced(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> String {
    if is_whole(check) {
        return phrases::evidence(cx, evidence);
    }
    phrases::evidence(cx, &Evidence { span: sourced_span(cx, evidence, hedged), ..evidence.clone() })
}

/// Puts the source's figure in the place of the claim's, with what is wrong beside it. Where one of the two says before its noun what it is
/// paid for (`annual savings of $5`), the words between would be put in, too: then nothing is offered.
pub fn take(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Option<Fix> {
    let begins = |words: &str| read(words, Mode::Claim).first().is_some_and(|figure| hedged(figure).start == 0);
    let is_rate = matches!(check.verdict, Verdict::Figure(FigureFault::Rate));
    let begin = || begins(phrases::words(cx, check, check.prose)) && begins(&phrases::source_words(cx, evidence));
    if is_rate && !begin() {
        return None;
    }
    if is_whole(check) {
        return put(cx, check, check.prose, evidence);
    }
    put(cx, check, check.prose, &Evidence { span: sourced_span(cx, evidence, bare), ..evidence.clone() })
}

/// Puts the source's figure with its hedge in the place of the claim's with its own.
pub fn take_with_hedge(cx: &Context<'_>, check: &Check, evidence: &Evidence) -> Option<Fix> {
    let evidence = Evidence { span: sourced_span(cx, evidence, hedged), ..evidence.clone() };
    put(cx, check, claimed_span(cx, check), &evidence)
}

/// The kind of the figure that a check is about.
pub fn kind_of(cx: &Context<'_>, check: &Check) -> Option<Kind> {
    let text = cx.briefing.units.get(check.unit)?.prose.text();
    let from = text.floor_char_boundary(check.prose.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary(check.prose.end.saturating_add(REACH));
    let figures = read(&text[from..to], Mode::Claim);
    figures.iter().find(|figure| figure.span.shifted(from) == check.prose).map(|figure| figure.kind)
}

/// Whether a check and its evidence have more than the figure: the word for a rise or a fall, what is paid for.
fn is_whole(check: &Check) -> bool {
    matches!(check.verdict, Verdict::Figure(FigureFault::Direction | FigureFault::Rate))
}

fn put(cx: &Context<'_>, check: &Check, prose: Span, evidence: &Evidence) -> Option<Fix> {
    let figure = phrases::source_words(cx, evidence);
    let title = format!("Take the source's figure: {}", phrases::quoted(&figure));
    phrases::put(cx, check, prose, title, figure)
}

/// How far around a figure its hedge, or the amount that it is the number of, is looked for, in bytes.
const REACH: usize = 80;

/// The claim's figure with its hedge, in the unit's prose.
fn claimed_span(cx: &Context<'_>, check: &Check) -> Span {
    let text = cx.briefing.units.get(check.unit).map_or("", |unit| unit.prose.text());
    let from = text.floor_char_boundary(check.prose.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary(check.prose.end.saturating_add(REACH));
    let figures = read(&text[from..to], Mode::Claim);
    let spans = figures.iter().map(|figure| (figure.span.shifted(from), hedged(figure).shifted(from)));
    let mut of_check = spans.filter(|(span, _)| *span == check.prose);
    of_check.next().map_or(check.prose, |(_, hedged)| hedged)
}

/// What `part` gives of the figure that evidence shows, in the article's text.
fn sourced_span(cx: &Context<'_>, evidence: &Evidence, part: fn(&Figure) -> Span) -> Span {
    let Some(article) = cx.library.article(evidence.source) else { return evidence.span };
    let from = evidence.span.start.saturating_sub(REACH);
    let near: Vec<&Figure> = article.figures_in(Span::new(from, evidence.span.end)).collect();
    shown(&near, evidence.span).map_or(evidence.span, part)
}

/// Of overlapping readings, the longest within the evidence; for the bare number of an amount, the amount.
fn shown<'a>(figures: &[&'a Figure], evidence: Span) -> Option<&'a Figure> {
    let longest = |is_one: &dyn Fn(&Figure) -> bool| {
        figures.iter().copied().filter(|figure| is_one(figure)).max_by_key(|figure| figure.span.len())
    };
    let within = longest(&|figure| evidence.contains(figure.span))?;
    let amount = longest(&|figure| Some(figure.kind) == within.within && figure.span.contains(within.span));
    amount.or(Some(within))
}

fn bare(figure: &Figure) -> Span {
    figure.span
}

fn hedged(figure: &Figure) -> Span {
    figure.hedge_span.map_or(figure.span, |hedge| hedge.cover(figure.span))
}
