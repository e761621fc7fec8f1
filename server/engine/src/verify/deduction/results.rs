//! What two figures of one measure give: sum, difference, share, ratio, change, complement, average.

use super::ClaimedFigure;
use super::operands::{Operand, is_of_one_kind, is_total};
use crate::figures::{Exact, Kind, Unit};
use crate::sources::Article;
use crate::statements::Relation;
use crate::text::Span;

/// An expression of a `calc` with its value.
type Result = (String, Option<Exact>);

/// The most times of an amount that a percentage of change is taken of: a greater rise is given as a multiple.
const MOST_TIMES: i64 = 5;

impl ClaimedFigure<'_> {
    /// What two operands give in a unit that the claim's figure could be of, each with its expression.
    pub(super) fn results(&self, article: &Article, a: &Operand<'_>, b: &Operand<'_>) -> Vec<Result> {
        let mut results = Vec::new();
        let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
        let is_part =
            self.figure.unit == Unit::Share || self.figure.kind == Kind::Percent && a.figure().kind != Kind::Percent;
        if is_part && is_said_of(article, low, high) {
            results.push(self.share_of((low.words, low.value), (high.words, high.value)));
        }
        if !a.is_of_one_measure_with(b) || a.value == b.value {
            // "$14m above the asking price": what two measures of one thing differ by.
            let is_told = self.statement.relation == Some(Relation::By) && a.value != b.value;
            if is_told && is_of_one_kind(self.figure, a.figure()) && a.is_compared_with(b) {
                results.push((format!("{} - {}", high.words, low.words), self.difference(high.value, low.value)));
            }
            if self.figure.kind == Kind::Percent && a.figure().kind != Kind::Percent && a.is_compared_with(b) {
                results.extend(self.changes(a, b));
            }
            return results;
        }
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

    /// The part that one figure is of the other, where both count one thing or one is the total of the other's column.
    fn share(&self, article: &Article, low: &Operand<'_>, high: &Operand<'_>) -> Option<Result> {
        let same = matches!((&low.figure().unit, &high.figure().unit), (Unit::Counted(_), Unit::Counted(_)));
        let is_part = same && low.is_of_series_with(high) || is_total_of(article, high, low);
        is_part.then(|| self.share_of((low.words, low.value), (high.words, high.value)))
    }

    /// The part that one amount is of another, each with its words.
    pub(super) fn share_of(&self, (part, low): (&str, Exact), (whole, high): (&str, Exact)) -> Result {
        let share = low.over(high);
        let value = match self.figure.unit {
            Unit::Share => share,
            _ => share.and_then(|share| share.times(Exact::int(100))),
        };
        (format!("share({part}, {whole})"), value)
    }

    /// The change from one figure to the other, in percent of the first.
    fn changes(&self, a: &Operand<'_>, b: &Operand<'_>) -> Vec<Result> {
        let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
        let is_change = high.value.over(low.value).is_some_and(|times| times <= Exact::int(MOST_TIMES));
        // "By a third", but a third of the crew is no change.
        let is_share = self.figure.unit == Unit::Share;
        if !is_change || !self.says_change() || is_share && self.statement.relation != Some(Relation::By) {
            return Vec::new();
        }
        let begins = |operand: &Operand<'_>| operand.stated.statement.relation == Some(Relation::From);
        let pairs = match (begins(a), begins(b)) {
            (true, false) => vec![(a, b)],
            (false, true) => vec![(b, a)],
            _ => vec![(a, b), (b, a)],
        };
        let change = |(old, new): (&Operand<'_>, &Operand<'_>)| {
            let whole = Exact::int(if is_share { 1 } else { 100 });
            let by = new.value.minus(old.value).and_then(|by| by.abs().over(old.value)?.times(whole));
            // A fall is given without its sign.
            let (more, less) = if new.value < old.value { (old, new) } else { (new, old) };
            (format!("({} - {}) / {}", more.words, less.words, old.words), by)
        };
        pairs.into_iter().map(change).collect()
    }

    fn sums(&self, article: &Article, low: &Operand<'_>, high: &Operand<'_>) -> Vec<Result> {
        if self.is_greater_alone(high.value) {
            return Vec::new();
        }
        let sum = low.value.plus(high.value);
        let (first, second) = if low.span() < high.span() { (low, high) } else { (high, low) };
        let mut results = Vec::new();
        // What the claim does not call a sum is one of figures that stand together: the profit of one line and the sales of another are
        // of one quarter, and give nothing.
        let count_one_thing = matches!((&low.figure().unit, &high.figure().unit), (Unit::Counted(_), Unit::Counted(_)));
        let is_together = count_one_thing || low.is_beside(high) || self.says_sum();
        if is_together && !low.is_of_other_event(high) {
            results.push((format!("{} + {}", first.words, second.words), sum));
        }
        if self.says_difference() || is_left_out(article, low.span()) {
            results.push((format!("{} - {}", high.words, low.words), self.difference(high.value, low.value)));
        }
        if self.says_average() {
            let average = sum.and_then(|sum| sum.over(Exact::int(2)));
            results.push((format!("({} + {}) / 2", first.words, second.words), average));
        }
        results
    }
}

/// Whether the source gives the lower figure as a part of the higher: `389 of 659 sailors`, `of 659 sailors, 389 left`.
fn is_said_of(article: &Article, low: &Operand<'_>, high: &Operand<'_>) -> bool {
    const LONGEST: usize = 40;
    let is_of = |word: &str| word.eq_ignore_ascii_case("of");
    let between = |from: &Operand<'_>, to: &Operand<'_>| {
        let gap = (from.span().end < to.span().start).then(|| Span::new(from.span().end, to.span().start))?;
        article.text().get(gap.range()).filter(|gap| gap.len() <= LONGEST && !gap.contains(". "))
    };
    if let Some(between) = between(low, high) {
        return between.split_whitespace().any(is_of);
    }
    let before = article.text().get(..high.span().start).unwrap_or_default();
    let mut words = before.split_whitespace().rev().skip_while(|word| word.eq_ignore_ascii_case("the"));
    between(high, low).is_some_and(|between| between.contains(',')) && words.next().is_some_and(is_of)
}

/// Whether a cell is the total of the column that another one stands in.
fn is_total_of(article: &Article, whole: &Operand<'_>, part: &Operand<'_>) -> bool {
    let (whole, part) = (&whole.stated.statement, &part.stated.statement);
    let is_one_column = whole.cell.zip(part.cell).is_some_and(|(a, b)| a.table == b.table && a.column == b.column);
    is_one_column && is_total(article, whole)
}

/// Whether the source says of a figure that all but it are meant: `all but six of the 45 cases`.
pub fn is_left_out(article: &Article, figure: Span) -> bool {
    let before = article.text().get(..figure.start).unwrap_or_default().trim_end();
    before.ends_with("all but") || before.ends_with("except") || before.ends_with("except for")
}
