//! What is said of differences in quotations, and what fixes do to quotations.

use super::{Context, Edit, Fix, Safety, phrases};
use crate::markup::Quotation;
use crate::sources::Article;
use crate::text::{Span, is_quotation_mark};
use crate::verify::Check;
use crate::verify::quotation::{Difference, DifferenceKind, Located, Quoted};

/// The quotation that a check is about.
pub fn of(cx: &Context<'_>, check: &Check) -> Option<Quotation> {
    cx.briefing.units.get(check.unit)?.quotations.iter().find(|quotation| quotation.span == check.prose).copied()
}

/// Where the words between the marks stand, if nothing but line ends parts what is written from what is read: no markup, no
/// elisions, no brackets. The mark of a block quotation at a line's head is none.
pub fn on_lines(cx: &Context<'_>, check: &Check, quotation: &Quotation) -> Option<Span> {
    let prose = &cx.briefing.units.get(check.unit)?.prose;
    let span = prose.origin(quotation.content);
    let written = cx.briefing.text.get(span.range())?;
    let is_same = phrases::is_on_lines(written, prose.text().get(quotation.content.range())?);
    (is_same && !written.contains(['…', '[']) && !written.contains("...")).then_some(span)
}

/// Puts words of the source between the marks.
pub fn take(cx: &Context<'_>, check: &Check, words: &str) -> Option<Fix> {
    let quotation = of(cx, check)?;
    let span = on_lines(cx, check, &quotation)?;
    let written = cx.briefing.text.get(span.range())?;
    let words = with_end_mark(&inside_marks(&phrases::on_one_line(words)), written);
    let text = phrases::on_lines_of(written, &words);
    Some(Fix {
        title: format!(
            "Take the source's words: {}",
            phrases::instead(&words, phrases::words(cx, check, quotation.content))
        ),
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text }],
    })
}

/// Puts the source's words where they differ, and leaves the elisions and brackets of the quotation as they are. Only where the
/// result is a faithful quotation.
pub fn take_differing(cx: &Context<'_>, check: &Check, differences: &[Difference], article: &Article) -> Option<Fix> {
    let quotation = of(cx, check)?;
    let prose = &cx.briefing.units.get(check.unit)?.prose;
    let content = prose.text().get(quotation.content.range())?;
    let (mut words, mut edits) = (content.to_owned(), Vec::new());
    for difference in differences.iter().rev() {
        let theirs = inside_marks(&phrases::on_one_line(&article.text()[difference.source]));
        let (ours, text) = match (difference.quoted.is_empty(), theirs.is_empty()) {
            (true, true) => return None,
            (true, false) if difference.quoted.end == content.len() => (difference.quoted, format!(" {theirs}")),
            (true, false) => (difference.quoted, format!("{theirs} ")),
            (false, false) => (difference.quoted, theirs),
            (false, true) => {
                let blank = content[difference.quoted.end..].chars().next().filter(|c| c.is_whitespace());
                let end = difference.quoted.end + blank.map_or(0, char::len_utf8);
                (Span::new(difference.quoted.start, end), String::new())
            }
        };
        let place = ours.shifted(quotation.content.start);
        let span = prose.origin(place);
        let written = cx.briefing.text.get(span.range())?;
        let is_plain = ours.is_empty() || phrases::is_on_lines(written, prose.text().get(place.range())?);
        if !is_plain || difference.kind == DifferenceKind::Order || difference.kind == DifferenceKind::Question {
            return None;
        }
        words.replace_range(ours.range(), &text);
        let text = if ours.is_empty() { text } else { phrases::on_lines_of(written, &text) };
        edits.insert(0, Edit { span, text });
    }
    let is_faithful = matches!(Quoted::new(&words).locate(article), Located::There { round_brackets: false, .. });
    (is_faithful && !edits.is_empty()).then(|| Fix {
        title: format!("Take the source's words: {}", phrases::instead(&words, content)),
        safety: Safety::Unsafe,
        edits,
    })
}

/// Words of the source as they stand inside double marks: its own marks are single ones there.
fn inside_marks(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            '“' | '„' | '«' => '‘',
            '”' | '»' => '’',
            '"' => '\'',
            c => c,
        })
        .collect::<String>()
        .trim_matches(|c: char| is_quotation_mark(c) && c != '’' && c != '\'')
        .to_owned()
}

/// What differs, in words, and where: `¶ 2 of harbour: the source's “never” is left out`.
pub fn told(cx: &Context<'_>, check: &Check, differences: &[Difference]) -> Option<String> {
    const MOST_TOLD: usize = 3;
    let (evidence, quotation) = check.evidence.first().zip(of(cx, check))?;
    let content = phrases::words(cx, check, quotation.content);
    let source = cx.library.article(evidence.source)?.text();
    let mut said: Vec<String> = Vec::new();
    for difference in differences {
        let next = say(difference, content, source);
        if !said.contains(&next) {
            said.push(next);
        }
    }
    let rest = said.len().saturating_sub(MOST_TOLD);
    said.truncate(MOST_TOLD);
    if rest > 0 {
        said.push(format!("{} more", phrases::count(rest, "difference")));
    }
    Some(format!("{}: {}", phrases::place(cx, evidence), said.join("; ")))
}

/// A difference in words.
fn say(difference: &Difference, content: &str, source: &str) -> String {
    let (ours, theirs) = (phrases::quoted(&content[difference.quoted]), phrases::quoted(&source[difference.source]));
    match difference.kind {
        DifferenceKind::NegationLeftOut => format!("the source's {theirs} is left out"),
        DifferenceKind::NegationPutIn => format!("{ours} is put in and turns it round"),
        DifferenceKind::Order => format!("{theirs} stands elsewhere in the source"),
        DifferenceKind::Question => "the source asks this, the quotation states it".to_owned(),
        DifferenceKind::LeftOut => format!("{theirs} is left out without an elision"),
        DifferenceKind::PutIn => format!("{ours} is put in without brackets"),
        DifferenceKind::Figure | DifferenceKind::Name | DifferenceKind::Replaced if difference.source.is_empty() => {
            format!("the source has no {ours}")
        }
        DifferenceKind::Figure | DifferenceKind::Name | DifferenceKind::Replaced => {
            format!("the source has {theirs}, not {ours}")
        }
        DifferenceKind::EqualFigure => format!("the source writes {theirs} for {ours}"),
        DifferenceKind::Spelling | DifferenceKind::Case => format!("the source spells it {theirs}, not {ours}"),
        DifferenceKind::Punctuation => "the source has other marks between the words".to_owned(),
        DifferenceKind::RoundBrackets => {
            "the words in round brackets are not the source's; square brackets would say so".to_owned()
        }
        DifferenceKind::Extraction => {
            format!("the text of the source has {theirs} there, which is no part of the sentence")
        }
    }
}

/// Words with the comma or full stop that the writer put before the closing mark: it is the claim's, not the source's.
fn with_end_mark(words: &str, written: &str) -> String {
    let is_mark = |c: char| matches!(c, ',' | '.');
    match written.trim_end().chars().next_back().filter(|&c| is_mark(c)) {
        Some(mark) => format!("{}{mark}", words.trim_end_matches(is_mark)),
        None => words.to_owned(),
    }
}
