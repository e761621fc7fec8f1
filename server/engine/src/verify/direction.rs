//! Does a figure say by how much something rose, or by how much it fell?

use crate::figures::{Figure, Kind};
use crate::text::{Span, words};

/// Which way a figure changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Words of a rise. The shorter list of those that may also stand after their figure (`5% higher`) comes first.
const UP: [&str; 24] = [
    "higher",
    "increase",
    "rise",
    "gain",
    "growth",
    "jump",
    "up",
    "surge",
    "climbed",
    "gained",
    "grew",
    "grow",
    "growing",
    "grown",
    "increased",
    "increases",
    "increasing",
    "jumped",
    "rises",
    "risen",
    "rising",
    "rose",
    "soared",
    "surged",
];

/// Words of a fall, in the same order.
const DOWN: [&str; 24] = [
    "lower",
    "decrease",
    "fall",
    "drop",
    "decline",
    "reduction",
    "down",
    "slump",
    "declined",
    "declines",
    "declining",
    "decreased",
    "decreases",
    "decreasing",
    "dropped",
    "drops",
    "fallen",
    "falling",
    "fell",
    "plunged",
    "shrank",
    "shrunk",
    "slid",
    "tumbled",
];

/// How many of each list may stand after their figure.
const AFTER: usize = 8;

/// Words that may stand between a change and its figure. What rose `from` a figure may well have fallen to it before.
const LINKS: [&str; 7] = ["a", "an", "another", "at", "by", "of", "to"];

/// How far a word of change may stand from its figure, in bytes.
const REACH: usize = 40;

/// The word that says which way a figure of `text` changes something, and its place in bytes of the text.
pub fn of(text: &str, figure: &Figure) -> Option<(Direction, Span)> {
    if !matches!(figure.kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity) {
        return None;
    }
    let whole = figure.hedge_span.map_or(figure.span, |hedge| hedge.cover(figure.span));
    before(text, whole.start).or_else(|| after(text, figure.noun.map_or(whole, |noun| noun.cover(whole)).end))
}

fn before(text: &str, end: usize) -> Option<(Direction, Span)> {
    let start = text.floor_char_boundary(end.saturating_sub(REACH));
    let words = words(&text[start..end]);
    let (span, word) = words.iter().rev().find(|(_, word)| !LINKS.contains(&word.as_str()))?;
    // What is cut in two at the start of the reach is no word.
    let is_whole = span.start > 0 || start == 0;
    let span = span.shifted(start);
    let direction = direction(word, UP.len()).filter(|_| is_whole && is_joined(&text[span.end..end]))?;
    Some((direction, span))
}

fn after(text: &str, start: usize) -> Option<(Direction, Span)> {
    let end = text.ceil_char_boundary(start.saturating_add(REACH).min(text.len()));
    let words = words(&text[start..end]);
    let (span, direction) =
        words.iter().take(2).find_map(|(span, word)| Some((span.shifted(start), direction(word, AFTER)?)))?;
    is_joined(&text[start..span.start]).then_some((direction, span))
}

fn direction(word: &str, most: usize) -> Option<Direction> {
    if UP[..most].contains(&word) {
        Some(Direction::Up)
    } else if DOWN[..most].contains(&word) {
        Some(Direction::Down)
    } else {
        None
    }
}

/// Whether no mark between two words takes them apart.
fn is_joined(between: &str) -> bool {
    !between.contains([',', ';', ':', '.', '(', ')', '—', '–', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Mode, read};

    fn check(text: &str, expected: Option<(Direction, &str)>) {
        let figures = read(text, Mode::Claim);
        let found = figures.iter().find_map(|figure| of(text, figure));
        assert_eq!(found.map(|(direction, span)| (direction, &text[span])), expected, "{text}");
    }

    #[test]
    fn before_the_figure() {
        check("Tolls rose by 5%.", Some((Direction::Up, "rose")));
        check("Tolls were down about 70 basis points.", Some((Direction::Down, "down")));
        check("A decline of $3 million was seen.", Some((Direction::Down, "decline")));
    }

    #[test]
    fn after_the_figure() {
        check("Tolls were 5% lower.", Some((Direction::Down, "lower")));
        check("They saw a 5 percent annual increase.", Some((Direction::Up, "increase")));
    }

    #[test]
    fn none() {
        check("Tolls are up to 5% of it.", None);
        check("Tolls fell, and 5% went unpaid.", None);
        check("Tolls rose from 5%.", None);
        check("It rained in the fall of 2019.", None);
        check("They hold 5% of it.", None);
    }
}
