//! Is a figure in the sources that cover it, and of the same thing?
//!
//! A figure convicts or supports by what is said of it. Each figure of a claim and of a source has its statement
//! ([`crate::statements`]); [`roles`] tells how the two stand to each other, and [`decide`] what comes of it.

mod agreement;
mod answer;
mod appeared;
mod dated;
mod decide;
mod ends;
mod likeliest;
mod meant;
mod missing;
mod parallel;
mod roles;
mod search;
mod sentence;
mod told_apart;

use super::Context;
use super::check::{Check, Kind};
use super::derivation::Underived;
use super::said::Said;
use crate::figures::{self, Figure, Mode};
use crate::markup::Unit;
use crate::statements;
use crate::text::Span;

/// What can be wrong with a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureFault {
    /// No compatible figure is in any covering source. The evidence, if there is any, is the nearest there is.
    NotFound,
    /// It follows from figures of the evidence.
    Derived(super::deduction::Deduction),
    /// A covering source, the evidence, says this very thing with another figure.
    Mismatch,
    /// A rise of as much as the covering source's fall, the evidence, or the other way round; or `to` for `by`.
    Direction,
    /// The number is there, but of another unit, magnitude or kind.
    Unit,
    /// The sum of money is there, but for another unit: a month, not a year.
    Rate,
    /// The figure is there, but of something else.
    Context,
    /// The source's hedge is dropped, made up or turned round, or a rounding is not marked as one.
    Hedge(HedgeFault),
    /// The covering sources lack it; the evidence is another one's.
    Misattributed,
    /// A derivation does not compute, or uses a figure that no covering source has.
    Derivation(Underived),
    /// The briefing, or another one, gives the same thing another figure.
    Conflict {
        /// Where and what the other figure is, for people.
        other: String,
    },
    /// No citation supports it; the evidence, if there is any, is a source that has it.
    Uncited,
}

/// What is wrong with a hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HedgeFault {
    /// The source hedges, the claim does not.
    Dropped,
    /// The claim hedges, the source does not, and its value does not allow the hedge.
    Invented,
    /// The claim's hedge contradicts the source's.
    TurnedRound,
    /// The claim rounds and does not say so.
    Unmarked,
}

/// Holds every figure of a unit outside its quotations, and outside what is no text of its own, against the sources that cover it.
pub fn check(
    cx: &Context<'_>,
    unit_id: usize,
    unit: &Unit,
    said: &Said,
    is_left_out: &dyn Fn(Span) -> bool,
) -> Vec<Check> {
    let mut figures = figures::read(unit.prose.text(), Mode::Claim);
    figures.retain(|figure| !unit.quotations.iter().any(|quotation| quotation.span.overlaps(figure.span)));
    figures.retain(|figure| !is_left_out(figure.span));
    if figures.is_empty() {
        return Vec::new();
    }
    let context = statements::in_unit(cx.briefing, unit_id, &figures);
    let statements = context.in_prose(unit.prose.text().len());
    let claim = Claim { unit, said, words: Said::new(&context.text), context, statements, figures };
    let answers = answer::all(cx, &claim);
    let checks = claim.figures.iter().zip(answers).enumerate().map(|(at, (figure, (cover, answer)))| {
        let statement = claim.context.statements.get(at);
        let roles = statement.map(|statement| statement.describe(&claim.context.text)).unwrap_or_default();
        let prose = answer.blamed(figure);
        Check {
            kind: Kind::Figure,
            unit: unit_id,
            prose,
            span: unit.prose.origin(prose),
            searched: cover.sources(),
            verdict: answer.verdict,
            evidence: answer.evidence,
            reading: figure.describe() + &roles,
            how: answer.how,
        }
    });
    checks.collect()
}

/// The figures of a unit and what it says of each.
pub struct Claim<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Its words.
    pub said: &'a Said,
    /// Its figures outside quotations, in order.
    pub figures: Vec<Figure>,
    /// The statement of each of them, in bytes of the unit's prose.
    pub statements: Vec<statements::Statement>,
    /// The same in the text that has all that they inherit: headings, the row, the sentences before.
    pub context: statements::UnitStatements,
    /// The words of that text.
    pub words: Said,
}

#[cfg(test)]
mod tests;
