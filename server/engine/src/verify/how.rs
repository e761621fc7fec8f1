//! How a figure was decided, in one short line for people: what was read in the claim, what in the source, and what made
//! them agree.

use super::candidate::{Candidate, Claimed};
use crate::figures::{Agreement, Figure, Kind, Unit, Value};
use crate::sources::{Article, Library};

/// A figure that a source bears out: `read as ≈ 4,000 people; ¶ 3 has 3,987 people, which “about” allows`.
pub fn verified(claimed: &Claimed<'_>, found: &Candidate<'_>) -> String {
    let Some(article) = claimed.library.article(found.source) else { return read_as(claimed.figure) };
    let (place, words) = said(article, found.figure);
    format!("{}; ¶ {place} has {words}{}", read_as(claimed.figure), transformation(claimed, found))
}

/// A range whose ends stand apart: `read as 20 to 30 ft; its ends are in ¶ 2, 20, and ¶ 5, 30 feet`.
pub fn both_ends(library: &Library, figure: &Figure, ends: &[Candidate<'_>]) -> String {
    let places = ends.iter().filter_map(|end| Some(said(library.article(end.source)?, end.figure)));
    let places: Vec<String> = places.map(|(place, words)| format!("¶ {place}, {words}")).collect();
    format!("{}; its ends are in {}", read_as(figure), places.join(", and "))
}

/// A figure that was asked of no source.
pub fn unasked(figure: &Figure, why: &str) -> String {
    format!("{}; {why}", read_as(figure))
}

/// A figure that follows from a source's date.
pub fn dated(figure: &Figure, why: &str) -> String {
    format!("{}; {why}", read_as(figure))
}

fn read_as(figure: &Figure) -> String {
    format!("read as {}", figure.describe())
}

/// The paragraph of a source's figure, and its words with its hedge and what it counts.
fn said(article: &Article, figure: &Figure) -> (usize, String) {
    let span = figure.noun.map_or(figure.span, |noun| figure.span.cover(noun));
    let span = figure.hedge_span.map_or(span, |hedge| hedge.cover(span));
    let words = article.text()[span].split_whitespace().collect::<Vec<_>>().join(" ");
    (article.paragraph_at(figure.span.start) + 1, words)
}

/// What makes a source's figure that of the claim, where they are not the same at sight.
fn transformation(claimed: &Claimed<'_>, found: &Candidate<'_>) -> String {
    let (figure, source) = (claimed.figure, found.figure);
    let converted = converted(figure, source);
    match found.agreement {
        Agreement::Rounded => format!("{converted}, which rounds to it"),
        Agreement::Hedged => {
            let hedge = figure.hedge_span.map(|hedge| claimed.unit.prose.text()[hedge].to_owned());
            match (figure.value == source.value, hedge) {
                (true, _) => format!("{converted}, whose hedge it keeps"),
                (false, Some(hedge)) => format!("{converted}, which “{hedge}” allows"),
                (false, None) => format!("{converted}, which its hedge allows"),
            }
        }
        Agreement::Contained if matches!(source.value, Value::Range(..) | Value::Period(..)) => {
            ", with which it shares an end".to_owned()
        }
        Agreement::Contained => ", which lies within it".to_owned(),
        _ if figure.kind != source.kind && (figure.kind == Kind::Ordinal || source.kind == Kind::Ordinal) => {
            ", which is of the same number".to_owned()
        }
        _ if matches!(figure.unit, Unit::Measure(_)) && !matches!(source.unit, Unit::Measure(_)) => {
            ", whose unit stands near it".to_owned()
        }
        _ => converted,
    }
}

/// A source's measure in the claim's unit, if that is another one: `, which is 16.093 km`.
fn converted(figure: &Figure, source: &Figure) -> String {
    let (Unit::Measure(ours), Unit::Measure(theirs), Value::Number(value)) =
        (&figure.unit, &source.unit, &source.value)
    else {
        return String::new();
    };
    match theirs.convert(*value, ours).filter(|_| ours.symbol != theirs.symbol) {
        Some(value) => {
            let unit = figure.unit.clone();
            let same = Figure { value: Value::Number(value), unit, hedge: None, also: Vec::new(), ..source.clone() };
            format!(", which is {}", same.describe())
        }
        None => String::new(),
    }
}
