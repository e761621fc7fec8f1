//! A claim that belies itself: how many times as much something became, and the ends of that change.

use super::ClaimedFigure;
use super::operands::is_of_one_kind;
use crate::figures::{Agreement, Exact, Figure, Kind, Value};
use crate::statements::{End, Statement};
use crate::text::Span;
use crate::verify::derivation::{self, Underived};

/// What a claim's own figures say against one of them.
pub struct Belied {
    /// What is wrong.
    pub why: Underived,
    /// The figures that say so.
    pub by: Vec<Span>,
}

impl ClaimedFigure<'_> {
    /// How many times as much the ends that stand right after the claim's figure make, where that is another number than it says. What a
    /// bound allows (`more than doubled, from 12 to 36`) is true.
    pub(super) fn belied(&self) -> Option<Belied> {
        let (from, to) = self.ends_after()?;
        let times = number(to)?.over(number(from)?)?;
        let agreement = derivation::compare(self.figure, times);
        if !matches!(agreement, Agreement::Different | Agreement::HedgeTurned) {
            return None;
        }
        let text = self.claim.unit.prose.text();
        let shown = times.nearest(Exact::ratio(1, 100)?).unwrap_or(times);
        let why = format!("{} / {} is {shown}, not {}", &text[to.span], &text[from.span], self.figure.describe());
        Some(Belied { why: Underived { why, result: None }, by: vec![from.span, to.span] })
    }

    /// The two ends of one change that stand right after the figure.
    fn ends_after(&self) -> Option<(&Figure, &Figure)> {
        if self.figure.kind != Kind::Multiple {
            return None;
        }
        let is_of_it = |other: &Statement| other.event.words.iter().any(|&event| event.overlaps(self.figure.span));
        let is_after = |other: &&Statement| other.figure.span.start >= self.figure.span.end && is_of_it(other);
        let mut after = self.claim.statements.iter().filter(is_after).filter(|other| other.end.is_some());
        let (first, second) = (after.next()?, after.next()?);
        let (from, to) = match (first.end?, second.end?) {
            (End::From, End::To) => (first, second),
            (End::To, End::From) => (second, first),
            _ => return None,
        };
        is_of_one_kind(&from.figure, &to.figure).then_some((&from.figure, &to.figure))
    }
}

fn number(figure: &Figure) -> Option<Exact> {
    match figure.value {
        Value::Number(number) if !number.is_zero() => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    const SOURCE: &str = "The price of tin rose from 10 to 31 crowns. Wages in the mines doubled.";

    fn check(claim: &str, expected: &[&str]) {
        let found = findings(&[("s", SOURCE)], &format!("{claim} [@s].\n"));
        let of_figures = found.iter().filter(|finding| finding.rule.name == "figure-derivation");
        assert_eq!(of_figures.map(|finding| finding.message.as_str()).collect::<Vec<_>>(), expected, "{claim}");
    }

    #[test]
    fn the_ends_of_a_change_tell_how_many_times() {
        check("The price of tin tripled from 10 crowns to 31 crowns", &[]);
        check("The price of tin more than doubled, from 10 crowns to 31 crowns", &[]);
        check(
            "The price of tin nearly doubled, from 10 crowns to 31 crowns",
            &["“doubled” does not follow: 31 crowns / 10 crowns is 3.1, not ≲ × 2"],
        );
        check("The price of tin nearly doubled, from 12 crowns to 31 crowns", &[]);
        // What the source denies is told of that.
        check("The price of tin halved to 31 crowns from 10 crowns", &[]);
    }

    #[test]
    fn the_ends_of_another_change_tell_nothing() {
        check("As wages doubled, the price of tin rose from 10 crowns to 31", &[]);
        check("The price of tin rose from 10 crowns to 31, and wages doubled", &[]);
    }
}
