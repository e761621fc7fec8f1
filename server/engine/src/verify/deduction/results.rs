//! What two figures of one measure give: sum, difference, share, ratio, change, complement, average.

use super::Asked;
use super::operands::{Operand, is_of_one_kind};
use crate::figures::{Exact, Kind, Unit};
use crate::lexicon::TOTAL_WORDS;
use crate::sources::Article;
use crate::statements::Relation;
use crate::text::Span;

/// An expression of a `calc` with its value.
type Result = (String, Option<Exact>);

/// The most times of an amount that a percentage of change is taken of: a greater rise is given as a multiple.
const MOST_TIMES: i64 = 5;

impl Asked<'_> {
    /// What two operands give in a unit that the claim's figure could be of, each with its expression.
    pub(super) fn results(&self, article: &Article, a: &Operand<'_>, b: &Operand<'_>) -> Vec<Result> {
        let mut results = Vec::new();
        let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
        if !a.is_of_one_measure_with(b) || a.value == b.value {
            // "$14m above the asking price": what two measures of one thing differ by.
            let is_told = self.statement.relation == Some(Relation::By) && a.value != b.value;
            if is_told && is_of_one_kind(self.figure, a.figure()) && a.is_compared_with(b) {
                results.push((format!("{} - {}", high.words, low.words), high.value.minus(low.value)));
            }
            if self.figure.kind == Kind::Percent && a.figure().kind != Kind::Percent && a.is_compared_with(b) {
                results.extend(self.changes(a, b));
            }
            return results;
        }
        let is_part =
            self.figure.unit == Unit::Share || self.figure.kind == Kind::Percent && a.figure().kind != Kind::Percent;
        if self.figure.kind == Kind::Multiple {
            results.push((format!("{} / {}", high.words, low.words), high.value.over(low.value)));
        } else if self.is_points() {
            if a.figure().unit == Unit::Percent {
                results.extend(self.points(low, high));
            }
        } else if is_part {
            results.extend(self.share(article, low, high));
            results.extend(self.changes(a, b));
        } else if is_of_one_kind(self.figure, a.figure()) && self.figure.kind != Kind::Percent {
            results.extend(self.sums(article, low, high));
        }
        results
    }

    /// Whether the figure is a number of points between two percentages.
    pub(super) fn is_points(&self) -> bool {
        match &self.figure.unit {
            Unit::PercentPoints | Unit::BasisPoints => true,
            Unit::Counted(noun) => crate::text::stem(noun) == "point",
            _ => false,
        }
    }

    /// The difference of two percentages.
    fn points(&self, low: &Operand<'_>, high: &Operand<'_>) -> Option<Result> {
        let points = high.value.minus(low.value);
        let hundredfold = || points.and_then(|points| points.times(Exact::int(100)));
        let value = if self.figure.unit == Unit::BasisPoints { hundredfold() } else { points };
        Some((format!("{} - {}", high.words, low.words), value))
    }

    /// The part that one figure is of the other, where the source gives it as a part of it: `389 of 659 inmates`.
    fn share(&self, article: &Article, low: &Operand<'_>, high: &Operand<'_>) -> Option<Result> {
        const LONGEST: usize = 40;
        let between = (low.span().end < high.span().start).then(|| Span::new(low.span().end, high.span().start));
        let between = between.and_then(|span| article.text().get(span.range())).unwrap_or_default();
        let is_of = between.len() <= LONGEST && between.split_whitespace().any(|word| word == "of");
        let same = matches!((&low.figure().unit, &high.figure().unit), (Unit::Counted(_), Unit::Counted(_)));
        let is_part = is_of || same && low.is_of_series_with(high) || is_total_of(article, high, low);
        if !is_part {
            return None;
        }
        let share = low.value.over(high.value);
        let value = match self.figure.unit {
            Unit::Share => share,
            _ => share.and_then(|share| share.times(Exact::int(100))),
        };
        Some((format!("share({}, {})", low.words, high.words), value))
    }

    /// The change from one figure to the other, in percent of the first.
    fn changes(&self, a: &Operand<'_>, b: &Operand<'_>) -> Vec<Result> {
        let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
        let is_change = high.value.over(low.value).is_some_and(|times| times <= Exact::int(MOST_TIMES));
        if !is_change || !self.says_change() || self.figure.unit == Unit::Share {
            return Vec::new();
        }
        let begins = |operand: &Operand<'_>| operand.stated.statement.relation == Some(Relation::From);
        let pairs = match (begins(a), begins(b)) {
            (true, false) => vec![(a, b)],
            (false, true) => vec![(b, a)],
            _ => vec![(a, b), (b, a)],
        };
        let change = |(old, new): (&Operand<'_>, &Operand<'_>)| {
            let by = new.value.minus(old.value).and_then(|by| by.abs().over(old.value)?.times(Exact::int(100)));
            // A fall is given without its sign.
            let (more, less) = if new.value < old.value { (old, new) } else { (new, old) };
            (format!("({} - {}) / {}", more.words, less.words, old.words), by)
        };
        pairs.into_iter().map(change).collect()
    }

    fn sums(&self, article: &Article, low: &Operand<'_>, high: &Operand<'_>) -> Vec<Result> {
        let sum = low.value.plus(high.value);
        let (first, second) = if low.span() < high.span() { (low, high) } else { (high, low) };
        let mut results = vec![(format!("{} + {}", first.words, second.words), sum)];
        if self.says_difference() || is_left_out(article, low) {
            results.push((format!("{} - {}", high.words, low.words), high.value.minus(low.value)));
        }
        if self.says_average() {
            let average = sum.and_then(|sum| sum.over(Exact::int(2)));
            results.push((format!("({} + {}) / 2", first.words, second.words), average));
        }
        results
    }
}

/// Whether a cell is the total of the column that another one stands in.
fn is_total_of(article: &Article, whole: &Operand<'_>, part: &Operand<'_>) -> bool {
    let (whole, part) = (&whole.stated.statement, &part.stated.statement);
    let is_one_column = whole.cell.zip(part.cell).is_some_and(|(a, b)| a.table == b.table && a.column == b.column);
    let labels = whole.who.words.iter().chain(&whole.measure.words);
    let mut words = labels.flat_map(|&span| article.text().get(span.range()).unwrap_or_default().split_whitespace());
    is_one_column && words.any(|word| TOTAL_WORDS.has(&word.to_lowercase()))
}

/// Whether the source says of a figure that all but it are meant: `all but six of the 45 cases`.
fn is_left_out(article: &Article, operand: &Operand<'_>) -> bool {
    let before = article.text().get(..operand.span().start).unwrap_or_default().trim_end();
    before.ends_with("all but") || before.ends_with("except") || before.ends_with("except for")
}
