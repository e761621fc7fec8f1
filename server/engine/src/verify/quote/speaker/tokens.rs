//! The words of a sentence, with its quotations as one token each.

use crate::text::{Span, is_apostrophe, is_dash, words};

/// A word, or a whole quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text; a possessive ending is none of it.
    pub span: Span,
    /// The folded word, without a possessive ending; empty for a quotation.
    pub folded: String,
    /// The mark between the token before and this one.
    pub mark: Mark,
    /// Whether it begins with a capital letter.
    pub is_capital: bool,
    /// Whether it is written in capital letters alone.
    pub is_acronym: bool,
    /// Whether it has a possessive ending.
    pub is_possessive: bool,
    /// Whether it is a quotation.
    pub is_quotation: bool,
}

/// A mark between two tokens; of several, the one that parts most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A blank, a hyphen, a point after an abbreviation.
    None,
    /// A bracket.
    Bracket,
    /// A comma.
    Comma,
    /// A dash between blanks, or a long one.
    Dash,
    /// A question or exclamation mark: the end of a quotation in the middle of a sentence.
    Cry,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
}

/// The tokens of a sentence in which these quotations stand, in order. A quotation that reaches out of the sentence counts
/// as far as it stands in it.
pub fn read(text: &str, sentence: Span, quotations: &[Span]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = sentence.start;
    let first = quotations.partition_point(|quotation| quotation.end <= sentence.start);
    for quotation in quotations[first..].iter().take_while(|quotation| quotation.start < sentence.end) {
        let quotation = Span::new(quotation.start.max(at), quotation.end.min(sentence.end).max(at));
        read_words(text, Span::new(at, quotation.start), &mut tokens);
        push(text, &mut tokens, quotation, String::new(), true);
        at = quotation.end;
    }
    read_words(text, Span::new(at, sentence.end.max(at)), &mut tokens);
    tokens
}

fn read_words(text: &str, part: Span, tokens: &mut Vec<Token>) {
    for (span, folded) in words(&text[part]) {
        push(text, tokens, span.shifted(part.start), folded, false);
    }
}

fn push(text: &str, tokens: &mut Vec<Token>, span: Span, folded: String, is_quotation: bool) {
    let mark = tokens.last().map_or(Mark::None, |before| mark_between(text, before, span.start));
    let letters = &text[span];
    let base = folded.strip_suffix("'s").map(str::to_owned);
    let is_plural = folded.ends_with('s') && text[span.end..].starts_with(is_apostrophe);
    let is_possessive =
        base.is_some() || is_plural && !text[span.end..].chars().nth(1).is_some_and(char::is_alphabetic);
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    tokens.push(Token {
        span,
        folded: base.unwrap_or(folded),
        mark,
        is_capital: !is_quotation && letters.starts_with(char::is_uppercase),
        is_acronym: !is_quotation && capitals > 1 && !letters.contains(|c: char| c.is_lowercase() && c != 's'),
        is_possessive,
        is_quotation,
    });
}

/// The mark between a token and where the next begins. The end mark inside a quotation counts.
fn mark_between(text: &str, before: &Token, start: usize) -> Mark {
    let gap = text.get(before.span.end..start).unwrap_or_default();
    let inner = text[before.span].chars().rev().find(|c| c.is_alphanumeric() || is_end(*c));
    let of_end = if before.is_quotation { inner.and_then(mark).unwrap_or(Mark::None) } else { Mark::None };
    let is_spaced = gap.starts_with(char::is_whitespace);
    let of_gap = gap.chars().filter_map(|c| match c {
        // A hyphen inside a word parts nothing.
        c if is_dash(c) => (is_spaced || matches!(c, '—' | '―')).then_some(Mark::Dash),
        c => mark(c),
    });
    of_gap.max().unwrap_or(Mark::None).max(of_end)
}

fn is_end(c: char) -> bool {
    matches!(c, ',' | '.' | '?' | '!' | '…' | ':' | ';' | '—' | '–')
}

fn mark(c: char) -> Option<Mark> {
    match c {
        ',' => Some(Mark::Comma),
        '?' | '!' => Some(Mark::Cry),
        ':' => Some(Mark::Colon),
        ';' => Some(Mark::Semicolon),
        '(' | ')' | '[' | ']' => Some(Mark::Bracket),
        _ => None,
    }
}
