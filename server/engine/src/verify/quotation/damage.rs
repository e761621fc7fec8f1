//! What stands in an article's text between the words of a speaker and is none of them: note marks, and what extraction puts
//! into a sentence.

use std::ops::Range;

use crate::lexicon::SPEECH_VERBS;
use crate::sources::Article;
use crate::text::Span;

/// What some words of an article are, if they are no words of the sentence that they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A mark for a note.
    NoteMark,
    /// A page's number or running head, a line's number, a time stamp, the reporter's word on who speaks.
    Other,
}

/// The most words of the source's own between two parts of a speech.
const LONGEST_ATTRIBUTION: usize = 25;

/// The most words of a running head.
const LONGEST_HEAD: usize = 14;

/// The most digits of a note's, a page's or a line's number.
const MOST_DIGITS: usize = 4;

/// What the words at some positions of an article are; `is_left_out` says that a quotation has nothing in their place.
pub fn of(article: &Article, words: &Range<usize>, is_left_out: bool) -> Option<Damage> {
    if !is_left_out || words.is_empty() {
        return None;
    }
    let place = Around::new(article, words);
    if place.is_note_mark() {
        return Some(Damage::NoteMark);
    }
    let is_other = place.is_page_number()
        || place.is_line_number()
        || place.is_time_stamp()
        || place.is_attribution(words)
        || words.len() <= LONGEST_HEAD && place.is_running_head();
    is_other.then_some(Damage::Other)
}

/// Whether part of a word is such as extraction splits off: one letter (`T he`), or a ligature (`fi nancial`).
pub fn is_split_part(part: &str) -> bool {
    part.chars().count() == 1 || ["ff", "fi", "fl", "ffi", "ffl", "ft"].contains(&part)
}

/// A text without the raised figures that mark notes.
pub fn without_superscripts(text: &str) -> String {
    text.chars().filter(|&c| !is_superscript(c)).collect()
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Words of an article with the text on both sides.
struct Around<'a> {
    text: &'a str,
    span: Span,
    /// What stands between the word before and these words.
    before: &'a str,
    /// What stands between these words and the next.
    after: &'a str,
    article: &'a Article,
}

impl<'a> Around<'a> {
    fn new(article: &'a Article, words: &Range<usize>) -> Self {
        let (text, index) = (article.text(), article.words());
        let span = index.span_of(words.start, words.end);
        let start = words.start.checked_sub(1).map_or(0, |before| index.span(before).end.min(span.start));
        let end = if words.end < index.len() { index.span(words.end).start.max(span.end) } else { text.len() };
        Self { text, span, before: &text[start..span.start], after: &text[span.end..end], article }
    }

    fn words(&self) -> &'a str {
        &self.text[self.span]
    }

    fn is_number(&self) -> bool {
        let word = self.words();
        !word.is_empty() && word.len() <= MOST_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// `[3,4]`, `[^3]`, `[a]`, `[note 2]`, `[citation needed]`, `¹²`.
    fn is_note_mark(&self) -> bool {
        let words = self.words();
        if words.chars().all(is_superscript) {
            return true;
        }
        let is_in_brackets = self.before.trim_end_matches('^').ends_with('[') && self.after.starts_with(']');
        let is_mark = |part: &str| {
            let is_number = part.len() <= MOST_DIGITS && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number || part.chars().count() == 1
        };
        let bare = words.strip_prefix("note ").unwrap_or(words);
        let parts = || bare.split([',', ' ', '–', '-', ';']).filter(|part| !part.is_empty());
        is_in_brackets && (bare.eq_ignore_ascii_case("citation needed") || parts().all(is_mark))
    }

    /// The lines that the words stand on, if they fill them.
    fn is_whole_lines(&self) -> bool {
        let head = self.text[..self.span.start].rsplit(['\n', '\u{C}']).next().unwrap_or_default();
        let tail = self.text[self.span.end..].split(['\n', '\u{C}']).next().unwrap_or_default();
        let is_blank = |text: &str| !text.contains(char::is_alphanumeric);
        is_blank(head) && is_blank(tail) && head.len() < self.span.start && self.text.len() > self.span.end + tail.len()
    }

    fn is_page_number(&self) -> bool {
        self.is_number() && self.is_whole_lines()
    }

    /// A number at the head of a line, where the next line or the one before has the next or the last number.
    fn is_line_number(&self) -> bool {
        let begins = self.text[..self.span.start].trim_end_matches([' ', '\t']).ends_with('\n');
        let Some(number) = self.words().parse::<u32>().ok().filter(|_| self.is_number() && begins) else {
            return false;
        };
        let line_start = self.text[..self.span.start].rfind('\n').unwrap_or(0);
        let next = self.text[self.span.end..].split_once('\n').map(|(_, rest)| first_number(rest));
        let before = self.text[..line_start].rfind('\n').map_or(0, |newline| newline + 1);
        let last = first_number(&self.text[before..line_start]);
        next.flatten() == number.checked_add(1) || last.is_some() && last == number.checked_sub(1)
    }

    /// `00:12`, `[01:02:03]`.
    fn is_time_stamp(&self) -> bool {
        let words = self.words();
        let parts: Vec<&str> = words.split(':').collect();
        let is_time = parts.len() > 1 && parts.iter().all(|part| part.len() <= 2 && part.parse::<u32>().is_ok());
        let is_apart = self.before.contains(['[', '(', '\n']) || self.is_whole_lines();
        is_time && is_apart
    }

    /// The source's own word on who speaks, between two parts of the speech: `,” said Dahl, “`.
    fn is_attribution(&self, words: &Range<usize>) -> bool {
        let closes = self.before.contains(['”', '"', '’', '»', '“']);
        let opens = self.after.contains(['“', '"', '‘', '«', '„']);
        let index = self.article.words();
        closes
            && opens
            && words.len() <= LONGEST_ATTRIBUTION
            && words.clone().any(|at| SPEECH_VERBS.has(index.word(at)))
    }

    /// A line that stands in the middle of a sentence and elsewhere in the article too, or beside a page's break.
    fn is_running_head(&self) -> bool {
        if !self.is_whole_lines() {
            return false;
        }
        let is_at_break = self.before.contains('\u{C}') || self.after.contains('\u{C}');
        let title = self.words().trim_matches(|c: char| !c.is_alphabetic());
        is_at_break || !title.is_empty() && self.text.match_indices(title).nth(1).is_some()
    }
}

/// The number that a line begins with.
fn first_number(line: &str) -> Option<u32> {
    let line = line.trim_start_matches([' ', '\t']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.get(..digits)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::{DifferenceKind, Located, Quoted};
    use crate::sources::{Article, Format};

    /// Holds how an article has a quotation against what is expected: `there`, or the kinds of the differences.
    fn check(article: &str, quotation: &str, expected: &str) {
        let article = Article::of_text(article, Format::Text);
        let found = match Quoted::new(quotation).locate(&article) {
            Located::There { .. } => "there".to_owned(),
            Located::Near { differences, .. } => {
                let kinds: Vec<DifferenceKind> = differences.iter().map(|difference| difference.kind).collect();
                format!("{kinds:?}")
            }
            other => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{quotation:?}");
    }

    #[test]
    fn note_marks_are_nothing() {
        for mark in ["[3,4]", "[^3]", " [12]", "¹²", "[a]", "[citation needed]", "[note 2]"] {
            check(&format!("They saw rapid growth{mark} in all ports."), "rapid growth in all ports", "there");
        }
        check("They saw rapid growth [not decline] in all ports.", "rapid growth in all ports", "[NegationLeftOut]");
    }

    #[test]
    fn what_extraction_puts_in() {
        check("He was told of\n12\nthe crack in the quay.", "was told of the crack in the quay", "[Extraction]");
        check(
            "4 He was told\n5 of the crack\n6 in the quay.",
            "He was told of the crack in the quay",
            "[Extraction, Extraction]",
        );
        check("He was told [00:12] of the crack in the quay.", "was told of the crack in the quay", "[Extraction]");
        check(
            "Port Review\nIt rained. He was told of\nPort Review 13\nthe crack in the quay.",
            "was told of the crack in the quay",
            "[Extraction]",
        );
        check("He was told of\nthe long\ncrack in the quay.", "was told of crack in the quay", "[LeftOut]");
    }

    #[test]
    fn words_that_extraction_splits() {
        check("T he quay was never built for trains.", "The quay was never built", "[Extraction]");
        check("A fi nancial crisis came.", "A financial crisis came", "[Extraction]");
        check("It is any one of us.", "It is anyone of us", "[Spelling]");
    }

    #[test]
    fn who_speaks_stands_between() {
        let article = "“Nobody told us,” said Edda Marsh, “that the quay would carry trains.”";
        check(article, "Nobody told us that the quay would carry trains", "[Extraction]");
        check(
            "Nobody told us, said Marsh, that the quay would go.",
            "Nobody told us that the quay would go",
            "[LeftOut]",
        );
    }
}
