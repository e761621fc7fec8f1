//! The day that an article itself says it is of: its dateline, its line of publication, its front matter.

use crate::figures::{self, Date, Figure, Mode, Value};
use crate::lexicon::PUBLISHING_WORDS;
use crate::text::{Span, is_dash, words};

/// A day and where the article says that it is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnDate {
    /// The day.
    pub date: Date,
    /// The words, in bytes of the article's text.
    pub span: Span,
}

/// How far into its text an article gives its own date, in bytes.
const HEAD: usize = 1_500;
/// How many lines of it.
const LINES: usize = 12;
/// A line with more words beside a date is no line of publication.
const MOST_BESIDE: usize = 8;

/// The day that the head of an article gives as its own: `PARIS, 3 March 2020 —`, `Published March 3, 2020`, `date: 2020-03-03`, a
/// line with a date alone.
pub fn read(text: &str) -> Option<OwnDate> {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let dates: Vec<(Span, Date)> = figures::read(head, Mode::Claim).into_iter().filter_map(day).collect();
    let mut start = 0;
    for line in head.split_inclusive('\n').take(LINES) {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let of_line = dates.iter().find(|(date, _)| span.contains(*date));
        if let Some(&(date, day)) = of_line.filter(|(date, _)| is_own(head, span, *date)) {
            return Some(OwnDate { date: day, span: date });
        }
    }
    None
}

/// A figure as a whole day, if it is one.
fn day(figure: Figure) -> Option<(Span, Date)> {
    match figure.value {
        Value::Date(date) if date.year.is_some() && date.month.is_some() && date.day.is_some() => {
            Some((figure.span, date))
        }
        _ => None,
    }
}

/// Whether the line that has a date gives it as the article's own.
fn is_own(text: &str, line: Span, date: Span) -> bool {
    let (before, after) = (&text[line.start..date.start], &text[date.end..line.end]);
    let count = |part: &str| words(part).len();
    let is_published = words(before).first().is_some_and(|(_, word)| PUBLISHING_WORDS.has(word));
    // A row of a table has the dates of what it tells.
    let is_row = text[line].contains('\t') || text[line].starts_with('|');
    let is_alone =
        !is_row && count(before) + count(after) <= MOST_BESIDE && !after.trim_end().ends_with(['.', '!', '?']);
    // "PARIS, 3 March 2020 (Agency) — The port …"
    let is_dateline = || {
        let place = before.trim_end().trim_end_matches([',', '(']);
        let dash = after.char_indices().find(|&(_, c)| is_dash(c)).map(|(at, _)| at);
        let is_near =
            dash.is_some_and(|at| count(&after[..at]) <= 2) || after.starts_with(':') || after.starts_with(')');
        count(before) <= 4 && (place.is_empty() || place.starts_with(char::is_uppercase)) && is_near
    };
    is_published && count(before) <= MOST_BESIDE || is_alone || is_dateline()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read(text).map(|own| &text[own.span]), expected, "{text:?}");
    }

    #[test]
    fn the_head_of_an_article_gives_its_date() {
        check("PARIS, 3 March 2020 — The port closed.", Some("3 March 2020"));
        check("OSLO (Agency), March 3, 2020 – The port closed.", Some("March 3, 2020"));
        check("Port closes\nPublished March 3, 2020 at noon by Ann Berg\n\nThe port closed.", Some("March 3, 2020"));
        check("By Ann Berg on March 3, 2020\n\nThe port closed.", Some("March 3, 2020"));
        check("Tuesday, March 3, 2020\n\nThe port closed.", Some("Tuesday, March 3, 2020"));
        check("date: 2020-03-03\ntitle: Port\n\nThe port closed.", Some("2020-03-03"));
    }

    #[test]
    fn a_date_in_a_sentence_is_not_its_own() {
        check("The port closed on 3 March 2020 when the wall fell on the quay.", None);
        check("It rained.\n\nThe port closed on 3 March 2020.", None);
        check("The port closed in March 2020.", None);
        check("Day\tShare\n\n2020-03-03\t12%", None);
        check("| Day | Share |\n| 2020-03-03 | 12% |", None);
        check("Published\t3 March 2020\n\nThe port closed.", Some("3 March 2020"));
        check("", None);
    }
}
