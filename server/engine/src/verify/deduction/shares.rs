//! What one figure gives by a rate: so much a year for so much a month, a part of a whole of which the source gives both.

use super::ClaimedFigure;
use super::operands::{Operand, is_of_one_kind};
use crate::figures::{Exact, Figure, Unit, Value};
use crate::sources::{Article, Stated};
use crate::statements::Relation;
use crate::text::Span;

/// How many of the shorter time the longer has.
const TIMES: [(&str, &str, i64); 5] =
    [("a", "mo", 12), ("a", "wk", 52), ("a", "d", 365), ("wk", "d", 7), ("d", "h", 24)];

/// How many bytes may part the share from the amount that it is a share of.
const FARTHEST: usize = 240;

impl ClaimedFigure<'_> {
    /// The same sum for another length of time: `$120 a year` of "$10 a month".
    pub(super) fn at_other_rate(&self, operands: &[Operand<'_>]) -> Option<(String, Span)> {
        let ours = &self.figure.per.as_ref()?.unit;
        operands.iter().find_map(|operand| {
            let theirs = &operand.figure().per.as_ref()?.unit;
            let (sign, count) = TIMES.iter().find_map(|(long, short, count)| {
                let is = |a: &str, b: &str| ours == a && theirs == b;
                if is(long, short) { Some(("*", *count)) } else { is(short, long).then_some(("/", *count)) }
            })?;
            let count_of = Exact::int(count);
            let value = if sign == "*" { operand.value.times(count_of) } else { operand.value.over(count_of) };
            self.is_result(value).then(|| (format!("{} {sign} {count}", operand.words), operand.span()))
        })
    }

    /// A part of an amount, where the source says how great a part of the same things is meant: `one-third of all boats`, and
    /// how many boats there are.
    pub(super) fn part_of_whole(&self, article: &Article, operands: &[Operand<'_>]) -> Option<(String, Span)> {
        if matches!(self.figure.unit, Unit::Percent | Unit::PercentPoints | Unit::BasisPoints | Unit::Share) {
            return None;
        }
        let mut amounts = operands.iter().filter(|whole| is_of_one_kind(self.figure, whole.figure()));
        amounts.find_map(|whole| {
            let near = article.statements().behind(&|figure| figure.span.end + FARTHEST < whole.span().start);
            let mut near = near.take_while(|stated| stated.statement.figure.span.start < whole.span().end + FARTHEST);
            near.find_map(|part| {
                let (operation, share) = share(article, &part.statement.figure)?;
                let is_result = is_of_one_thing(part, whole.stated) && self.is_result(whole.value.times(share));
                is_result
                    .then(|| (format!("{} {operation}", whole.words), part.statement.figure.span.cover(whole.span())))
            })
        })
    }
}

/// A percentage or a simple fraction as what a `calc` does with its whole.
fn share(article: &Article, figure: &Figure) -> Option<(String, Exact)> {
    let Value::Number(value) = figure.value else { return None };
    match figure.unit {
        Unit::Percent => {
            let share = value.over(Exact::int(100))?;
            Some((format!("* {}", article.text().get(figure.span.range())?), share))
        }
        Unit::Share => {
            let parts = (2..=10).find(|&parts| Exact::ratio(1, i128::from(parts)) == Some(value))?;
            Some((format!("/ {parts}"), value))
        }
        _ => None,
    }
}

/// Whether the noun of a whole is among what its part is a share of.
fn is_of_one_thing(part: &Stated, whole: &Stated) -> bool {
    part.statement.figure.within.is_none()
        && part.statement.relation == Some(Relation::Share)
        && part.statement.direction.is_none()
        && part.subject.iter().any(|stem| whole.subject.contains(stem))
}
