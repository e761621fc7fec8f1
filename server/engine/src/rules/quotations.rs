//! What fixes do to quotations.

use super::{Context, Edit, Fix, Safety, phrases};
use crate::markup::Quotation;
use crate::text::Span;
use crate::verify::Check;

/// The quotation that a check is about.
pub fn of(cx: &Context<'_>, check: &Check) -> Option<Quotation> {
    cx.briefing.units.get(check.unit)?.quotations.iter().find(|quotation| quotation.span == check.prose).copied()
}

/// Where the words between the marks stand in the briefing, if it has them without markup, elisions or brackets.
pub fn plain(cx: &Context<'_>, check: &Check, quotation: &Quotation) -> Option<Span> {
    let prose = &cx.briefing.units.get(check.unit)?.prose;
    let span = prose.origin(quotation.content);
    let written = cx.briefing.text.get(span.range())?;
    let is_plain = prose.text().get(quotation.content.range()) == Some(written);
    (is_plain && !written.contains(['…', '[']) && !written.contains("...")).then_some(span)
}

/// Puts words of the source between the marks.
pub fn take(cx: &Context<'_>, check: &Check, words: &str) -> Option<Fix> {
    let span = plain(cx, check, &of(cx, check)?)?;
    let written = cx.briefing.text.get(span.range())?;
    let words = with_end_mark(&phrases::on_one_line(words), written);
    Some(Fix {
        title: format!("Take the source's words: {}", phrases::quoted(&words)),
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text: words }],
    })
}

/// Words with the comma or full stop that the writer put before the closing mark: it is the claim's, not the source's.
fn with_end_mark(words: &str, written: &str) -> String {
    let is_mark = |c: char| matches!(c, ',' | '.');
    match written.trim_end().chars().next_back().filter(|&c| is_mark(c)) {
        Some(mark) => format!("{}{mark}", words.trim_end_matches(is_mark)),
        None => words.to_owned(),
    }
}
