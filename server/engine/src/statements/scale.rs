//! The unit and the scale that a caption, a header or a paragraph gives the numbers of a table.

use super::blocks::Block;
use super::scene::is_plain;
use crate::figures::{self, Figure, Kind, Mode, Reading, Unit, Value};
use crate::lexicon::{TELLS_OF_FIGURES, TIME_PREPOSITIONS};
use crate::text::Span;

/// What a caption or a header says of the unit of all numbers below: `($ thousands)`, `%`, `Rs crore`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    before: String,
    after: String,
}

impl Scale {
    pub(super) fn read(words: &str) -> Option<Self> {
        let words = without_reserve(words)
            .trim()
            .trim_start_matches("in ")
            .replace("'000", "thousands")
            .replace("’000", "thousands");
        if words.is_empty() || words.len() > 40 {
            return None;
        }
        let (mut before, mut scale, mut after) = (String::new(), String::new(), String::new());
        let mut rest: Vec<&str> = Vec::new();
        for word in words.split([' ', ',']).filter(|word| !matches!(*word, "" | "of" | "in")) {
            let singular = word.strip_suffix('s').filter(|rest| rest.len() > 3).unwrap_or(word);
            if is_unit(&format!("1 {singular}"), |figure| is_plain(figure) && figure.precision.scale > 0) {
                scale = format!(" {singular}");
            } else {
                rest.push(word);
            }
        }
        let rest = rest.join(" ");
        if is_unit(&format!("{rest}1"), |figure| figure.kind == Kind::Money)
            || is_unit(&format!("{rest} 1"), |figure| figure.kind == Kind::Money)
        {
            before = format!("{rest} ");
        } else if is_unit(&format!("1 {rest}"), |figure| !matches!(figure.unit, Unit::None | Unit::Counted(_))) {
            after = if rest == "%" { rest } else { format!(" {rest}") };
        } else if !rest.is_empty() {
            return None;
        }
        Some(Self {
            before: before.replace("$ ", "$").replace("£ ", "£").replace("€ ", "€"), after: scale + &after
        })
    }

    /// The unit that a header is, and nothing else: `Tonnes`.
    pub(super) fn named(words: &str) -> Option<Self> {
        const SHORTEST: usize = 4;
        let word = words.to_lowercase();
        let is_word = word.len() >= SHORTEST && word.ends_with('s') && word.chars().all(char::is_alphabetic);
        let is_measure = |figure: &Figure| matches!(figure.unit, Unit::Measure(_)) && figure.precision.scale == 0;
        (is_word && is_unit(&format!("1 {word}"), is_measure))
            .then(|| Self { before: String::new(), after: format!(" {word}") })
    }

    /// The unit that a cell of a header is, and nothing else, in more than a word: `millions of dollars`, `% change`.
    pub(super) fn of_column(words: &str) -> Option<Self> {
        let lower = words.to_lowercase();
        if let Some(rest) = ["%", "per cent", "percent"].iter().find_map(|unit| lower.strip_prefix(unit)) {
            let is_unit = matches!(rest.trim(), "change" | "share" | "of total" | "of the total");
            return is_unit.then(|| Self { before: String::new(), after: "%".to_owned() });
        }
        let (magnitude, rest) = lower.trim_start_matches("in ").split_once(' ')?;
        let singular = magnitude.strip_suffix('s')?;
        let is_magnitude = is_unit(&format!("1 {singular}"), |figure| is_plain(figure) && figure.precision.scale > 0);
        (is_magnitude && rest.starts_with("of ")).then(|| Self::read(&lower))?
    }

    /// A magnitude alone with the unit; what has a unit of its own stays.
    pub(super) fn of_unit(self, unit: Self) -> Option<Self> {
        let is_magnitude =
            is_unit(&format!("1{}", self.after), |figure| is_plain(figure) && figure.precision.scale > 0);
        let after = if self.before.is_empty() && is_magnitude { self.after + &unit.after } else { self.after };
        Some(Self { before: self.before, after })
    }

    /// The figure of a cell with the unit and scale, where it has none of its own. The bare number stays a reading of it: another
    /// table gives the same numbers without a word of their unit.
    pub(super) fn apply(&self, text: &str, figure: &Figure) -> Figure {
        if !is_plain(figure) || !matches!(figure.value, Value::Number(_)) {
            return figure.clone();
        }
        let written = format!("{}{}{}", self.before, &text[figure.span], self.after);
        match figures::read(&written, Mode::Claim).into_iter().next() {
            Some(mut read) if read.span.len() == written.len() => Figure {
                also: {
                    let as_written = Reading {
                        kind: figure.kind,
                        value: figure.value.clone(),
                        unit: figure.unit.clone(),
                        precision: figure.precision,
                    };
                    read.also.push(as_written);
                    read.also
                },
                span: figure.span,
                hedge: figure.hedge,
                hedge_span: figure.hedge_span,
                noun: figure.noun,
                per: None,
                ..read
            },
            _ => figure.clone(),
        }
    }
}

fn is_unit(written: &str, holds: impl Fn(&Figure) -> bool) -> bool {
    figures::read(written, Mode::Claim)
        .into_iter()
        .next()
        .is_some_and(|figure| figure.span.len() == written.len() && holds(&figure))
}

/// The unit that the line above a table gives, or the corner of its header: `($ thousands)`, `amounts are in thousands`.
pub(super) fn caption_unit(text: &str, lines: &[Block], corners: &[Span]) -> Option<Scale> {
    let start = lines.first()?.span.start;
    let before = text[..start].trim_end_matches(['|', ' ', '\n', '\r', '\t', ':']);
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let in_corner = || corners.iter().find_map(|&corner| told_unit(&text[corner]));
    told_unit(line).or_else(in_corner)
}

/// The unit that a paragraph gives for the rest of its text: `All amounts are in thousands of dollars unless stated otherwise`.
pub(super) fn unit_of_all(paragraph: &str) -> Option<Scale> {
    const LONGEST: usize = 200;
    let says_all = paragraph.len() <= LONGEST
        && paragraph.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "all" | "All" | "otherwise"));
    if says_all { told_unit(paragraph) } else { None }
}

/// The unit that a line tells of all figures below it: what stands in brackets, or after "in".
fn told_unit(line: &str) -> Option<Scale> {
    let mut is_bracketed = false;
    for part in line.split_inclusive(['(', ')', '[', ']', ',', ';', ':', '.']) {
        let inner = part.trim_end_matches(['(', ')', '[', ']', ',', ';', ':', '.']).trim();
        let lower = inner.to_ascii_lowercase();
        let told = lower.rfind("in ").map(|at| (lower[..at].trim(), &inner[at + "in ".len()..]));
        let is_said = told.is_some_and(|(before, _)| before.split_whitespace().all(|word| TELLS_OF_FIGURES.has(word)));
        let unit = match (is_said, is_bracketed) {
            (true, _) => told.and_then(|(_, unit)| Scale::read(unit)),
            (false, true) => Scale::read(inner),
            (false, false) => None,
        };
        if unit.is_some() {
            return unit;
        }
        is_bracketed = part.ends_with(['(', '[']) || is_bracketed && !part.ends_with([')', ']']);
    }
    None
}

/// A unit without the words that take some figures out of it, or say when they were: `thousands of dollars unless stated otherwise`,
/// `tonnes at the end of May`.
fn without_reserve(unit: &str) -> &str {
    // "Thousands of dollars" is a unit.
    let is_of_time = |word: &str| word == "as" || word != "of" && TIME_PREPOSITIONS.has(word);
    let is_end = |word: &str| matches!(word, "unless" | "except" | "other") || is_of_time(word);
    let words = unit.match_indices(' ').map(|(at, _)| (at, unit[at..].trim_start()));
    let mut ends = words.filter(|(_, rest)| rest.split(' ').next().is_some_and(is_end));
    ends.next().and_then(|(end, _)| unit.get(..end)).unwrap_or(unit)
}
