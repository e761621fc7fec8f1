//! How a figure was decided, in one short line for people: what was read in the claim, what in the source, and what made
//! them agree.

use super::Claim;
use super::decide::Candidate;
use super::roles::ClaimRoles;
use crate::figures::{Agreement, Figure, Kind, Unit, Value};
use crate::sources::{Article, Library};
use crate::text::Span;
use crate::verify::check::Evidence;
use crate::verify::deduction::Deduction;

/// A figure that a source bears out: `read as ≈ 4,000 people; ¶ 3 has 3,987 people, which “about” allows`.
pub fn verified(library: &Library, claim: &Claim<'_>, figure: &Figure, found: &Candidate<'_>) -> String {
    let Some(article) = library.article(found.source) else { return read_as(figure) };
    let (place, words) = said(article, &found.stated.statement.figure);
    format!("{}; {place} has {words}{}", read_as(figure), transformation(claim, figure, found))
}

/// A figure that is there, of which it was not established that it is of the same thing:
/// `read as 41%; ¶ 3 has 41%, where “north” was not found`.
pub fn unconfirmed(library: &Library, claim: &Claim<'_>, at: usize, found: &Candidate<'_>) -> String {
    const MOST: usize = 3;
    let figure = &claim.figures[at];
    let Some(article) = library.article(found.source) else { return read_as(figure) };
    let (place, words) = said(article, &found.stated.statement.figure);
    let roles = ClaimRoles::new(claim, at, article);
    let missing = roles.map(|roles| roles.missing(found.stated)).unwrap_or_default();
    let quoted = |span: &Span| format!("“{}”", &claim.context.text[*span]);
    let missing: Vec<String> = missing.iter().take(MOST).map(quoted).collect();
    let what = match missing.is_empty() {
        true => "but not established to be of the same".to_owned(),
        false => format!("not established to be of {}", missing.join(", ")),
    };
    format!("{}; {place} has {words}, {what}", read_as(figure))
}

/// A figure that could have been worked out: `read as 24.9%; 19.5% + 5.4% in ¶ 2 is that, not established to be of the same`.
pub fn worked_out(library: &Library, figure: &Figure, deduction: &Deduction, passage: &Evidence) -> String {
    let Some(article) = library.article(passage.source) else { return read_as(figure) };
    let place = article.place(passage.span.start);
    format!("{}; {} in {place} is that, not established to be of the same", read_as(figure), deduction.expression)
}

/// A figure that was asked of no source.
pub fn unasked(figure: &Figure, why: &str) -> String {
    format!("{}; {why}", read_as(figure))
}

/// What was read: `read as 41%`.
pub fn read_as(figure: &Figure) -> String {
    format!("read as {}", figure.describe())
}

/// The place of a source's figure, and its words with its hedge and what it counts.
fn said(article: &Article, figure: &Figure) -> (String, String) {
    let span = figure.noun.map_or(figure.span, |noun| figure.span.cover(noun));
    let span = figure.hedge_span.map_or(span, |hedge| hedge.cover(span));
    let words = article.text()[span].split_whitespace().collect::<Vec<_>>().join(" ");
    (article.place(figure.span.start), words)
}

/// What makes a source's figure that of the claim, where they are not the same at sight.
fn transformation(claim: &Claim<'_>, figure: &Figure, found: &Candidate<'_>) -> String {
    let source = &found.stated.statement.figure;
    let converted = converted(figure, source);
    match found.agreement {
        Agreement::Rounded => format!("{converted}, which rounds to it"),
        Agreement::Hedged => {
            let hedge = figure.hedge_span.map(|hedge| claim.unit.prose.text()[hedge].to_owned());
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
