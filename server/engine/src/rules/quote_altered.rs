//! `quote-altered`

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::markup::Quotation;
use crate::text::Span;
use crate::verify::Check;
use crate::verify::quotation::{Difference, DifferenceKind};

rule! {
    /// A quotation whose source has nearly these words.
    ///
    /// ## What it does
    ///
    /// Finds the passage that the quotation must come from and names what differs, word by word: a negation left out, a
    /// number or a name changed, words left out without an elision or put in without brackets, another order.
    ///
    /// What changes only how the source's words are written (spelling, capital letters, marks between words, a number in
    /// digits for one in words) is information only. What style guides allow is no difference at all: curly or straight
    /// marks, dashes, line breaks, `…`, `[brackets]`, `[sic]`, the first letter's case, the end's punctuation.
    ///
    /// ## Why it matters
    ///
    /// One word can turn a sentence round, and a reader can't see it.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour master said "the quay was built to carry trains" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour master said "the quay was never built to carry [them]" [@harbour].
    /// ```
    "quote-altered", Error
}

pub(super) fn finding(
    cx: &Context<'_>,
    check: &Check,
    differences: &[Difference],
    (matched, words): (usize, usize),
) -> Finding {
    let Some((evidence, quotation)) = check.evidence.first().zip(quotation(cx, check)) else {
        return Finding::of_check(&RULE, check, "the source has other words");
    };
    let content = phrases::words(cx, check, quotation.content);
    let source = cx.library.article(evidence.source).map_or("", |article| article.text());
    let mut said: Vec<String> = differences.iter().map(|difference| say(difference, content, source)).collect();
    let rest = said.len().saturating_sub(3);
    said.truncate(3);
    if rest > 0 {
        said.push(format!("{} more", phrases::count(rest, "difference")));
    }
    let is_slight = differences.iter().all(|difference| difference.kind.is_slight());
    let share =
        if is_slight { String::new() } else { format!(" ({matched} of {} there)", phrases::count(words, "word")) };
    let message = format!("{}: {}{share}", phrases::place(cx, evidence), said.join("; "));
    Finding::of_check(&RULE, check, message).slight_if(is_slight).with_fix(take_words(
        cx,
        check,
        &quotation,
        evidence.span,
        source,
    ))
}

/// A difference in words.
fn say(difference: &Difference, content: &str, source: &str) -> String {
    let (ours, theirs) = (phrases::quoted(&content[difference.quoted]), phrases::quoted(&source[difference.source]));
    match difference.kind {
        DifferenceKind::NegationLeftOut => format!("the source's {theirs} is left out"),
        DifferenceKind::NegationPutIn => format!("{ours} is put in and turns it round"),
        DifferenceKind::Order => format!("{theirs} stands elsewhere in the source"),
        DifferenceKind::LeftOut => format!("{theirs} is left out without an elision"),
        DifferenceKind::PutIn => format!("{ours} is put in without brackets"),
        DifferenceKind::Figure | DifferenceKind::Name | DifferenceKind::Replaced => {
            format!("the source has {theirs}, not {ours}")
        }
        DifferenceKind::EqualFigure => format!("the source writes {theirs} for {ours}"),
        DifferenceKind::Spelling | DifferenceKind::Case => format!("the source spells it {theirs}, not {ours}"),
        DifferenceKind::Punctuation => "the source has other marks between the words".to_owned(),
        DifferenceKind::RoundBrackets => {
            "the words in round brackets are not the source's; square brackets would say so".to_owned()
        }
    }
}

/// The quotation that a check is about.
fn quotation(cx: &Context<'_>, check: &Check) -> Option<Quotation> {
    cx.briefing.units.get(check.unit)?.quotations.iter().find(|quotation| quotation.span == check.prose).copied()
}

/// Puts the source's words between the marks, where the quotation is on one line without markup.
fn take_words(cx: &Context<'_>, check: &Check, quotation: &Quotation, evidence: Span, source: &str) -> Option<Fix> {
    let unit = cx.briefing.units.get(check.unit)?;
    let span = unit.prose.origin(quotation.content);
    let written = &cx.briefing.text[span.range()];
    let words = source[evidence].split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain =
        written == &unit.prose.text()[quotation.content] && !written.contains(['…', '[']) && !written.contains("...");
    is_plain.then(|| Fix {
        title: format!("Take the source's words: {}", phrases::quoted(&words)),
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text: words }],
    })
}
