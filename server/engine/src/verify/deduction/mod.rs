//! A claim's figure as a plain result of figures that a source gives for what the claim speaks of.
//!
//! In: a figure of a claim with its statement, and the sources that cover it. Out: what a `calc` would say, and the passage. Never by
//! coincidence: the operands are of what the claim's figure is of, and of one measure or one series among themselves; a few of them
//! are tried, found by the rarest words of the claim.
//!
//! Where nothing follows so, a figure may still have been worked out: of the claim's other figures ([`of_claim`]), or of the figures
//! near what the claim speaks of ([`worked_out`]), where its own words say so (`between them`, `more than`) or the source gives the parts
//! of a list, the ends of a change or a rate. What follows from these is not established: it is not told as an error, and not
//! verified.

mod belied;
mod operands;
mod parts;
mod results;
mod shares;
mod times;
mod worded;
mod worked_out;

pub use belied::Belied;
pub use results::is_left_out;

use self::operands::Operand;
use super::Context;
use super::check::Evidence;
use super::cover::Cover;
use super::derivation;
use super::figure::Claim;
use super::said::Word;
use crate::figures::{Exact, Figure, Hedge, Kind, Unit, Value};
use crate::lexicon::{COMPARISONS, DIFFERENCE_WORDS, FALL_WORDS, LESS_WORDS, MORE_WORDS, RISE_WORDS, SUM_WORDS};
use crate::sources::{Article, SourceId};
use crate::statements::Statement;
use crate::text::{Span, stem};

/// How a figure follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// What a `calc` says after its `=`: `172 + 83`.
    pub expression: String,
}

/// How the claim's figure number `at` follows from figures of a covering source, and the passage that has them.
pub fn find(cx: &Context<'_>, claim: &Claim<'_>, at: usize, cover: &Cover) -> Option<(Deduction, Evidence)> {
    let asked = ClaimedFigure { claim, figure: claim.figures.get(at)?, statement: claim.statements.get(at)? };
    cover.sources().into_iter().find_map(|source| asked.find_in(source, cx.library.article(source)?))
}

/// Whether a claim is a list and no sentence: nobody works so many figures out, and each would be tried with all.
pub fn is_list(claim: &Claim<'_>) -> bool {
    const MOST: usize = 24;
    const LONGEST: usize = 1_000;
    claim.figures.len() > MOST || claim.unit.prose.text().len() > LONGEST
}

/// How the claim's figure number `at` could have been worked out of figures of a covering source near what the claim speaks of, and
/// the passage that has them.
pub fn worked_out(cx: &Context<'_>, claim: &Claim<'_>, at: usize, cover: &Cover) -> Option<(Deduction, Evidence)> {
    if is_list(claim) {
        return None;
    }
    let asked = ClaimedFigure { claim, figure: claim.figures.get(at)?, statement: claim.statements.get(at)? };
    cover.sources().into_iter().find_map(|source| {
        let (expression, span) = asked.worked_out(cx.library.article(source)?)?;
        Some((Deduction { expression }, Evidence { source, span, score: 1.0 }))
    })
}

/// Whether the claim's words say that its figure number `at` is worked out: a sum, a difference, so much for each time.
pub fn is_said_to_be_worked_out(claim: &Claim<'_>, at: usize) -> bool {
    let asked = claim.figures.get(at).zip(claim.statements.get(at));
    asked.is_some_and(|(figure, statement)| ClaimedFigure { claim, figure, statement }.names_operation())
}

/// How the claim's figure number `at` is the rest of a whole of which the source gives the part `rival`, where the claim denies of it what
/// the source says of that: of 30 sheds of which 17 are rebuilt, thirteen are not.
pub fn of_rest(claim: &Claim<'_>, at: usize, rival: &Figure) -> Option<Deduction> {
    let asked = ClaimedFigure { claim, figure: claim.figures.get(at)?, statement: claim.statements.get(at)? };
    let (Value::Number(rest), Value::Number(part)) = (&asked.figure.value, &rival.value) else { return None };
    let whole = rest.plus(*part)?;
    let is_whole = |figure: &Figure| figure.value == Value::Number(whole) && figure.kind == Kind::Number;
    let is_rest = asked.says_rest() && claim.figures.iter().any(is_whole);
    is_rest.then(|| Deduction { expression: format!("{whole} - {part}") })
}

/// How the claim's figure number `at` follows from two others of the claim, which answer for themselves.
pub fn of_claim(claim: &Claim<'_>, at: usize) -> Option<Deduction> {
    if is_list(claim) {
        return None;
    }
    let asked = ClaimedFigure { claim, figure: claim.figures.get(at)?, statement: claim.statements.get(at)? };
    Some(Deduction { expression: asked.worked_out_of_claim()? })
}

/// What the claim's own arithmetic says against its figure number `at`: that is how many times as much something became, and the ends of
/// the change that stand with it make another number: `doubled, from 12 to 36`.
pub fn belied(claim: &Claim<'_>, at: usize) -> Option<Belied> {
    ClaimedFigure { claim, figure: claim.figures.get(at)?, statement: claim.statements.get(at)? }.belied()
}

/// A figure of a claim, with what the claim says of it.
struct ClaimedFigure<'a> {
    claim: &'a Claim<'a>,
    figure: &'a Figure,
    statement: &'a Statement,
}

impl ClaimedFigure<'_> {
    fn find_in(&self, source: SourceId, article: &Article) -> Option<(Deduction, Evidence)> {
        let found =
            |(expression, span): (String, Span)| (Deduction { expression }, Evidence { source, span, score: 1.0 });
        if matches!(self.figure.kind, Kind::Ordinal | Kind::Date) {
            return self.anniversary(article).map(found);
        }
        if !matches!(self.figure.value, Value::Number(_)) {
            return None;
        }
        let between = self.between_dates(article).or_else(|| self.between_times(article));
        between.or_else(|| self.between_ages(article)).or_else(|| self.of_figures(article)).map(found)
    }

    /// The first result of two figures, or of all of one series, that is the claim's figure.
    fn of_figures(&self, article: &Article) -> Option<(String, Span)> {
        if self.is_small() {
            return None;
        }
        let operands = self.operands(article);
        if let Some(found) = self.at_other_rate(&operands).or_else(|| self.part_of_whole(article, &operands)) {
            return Some(found);
        }
        for (i, a) in operands.iter().enumerate() {
            for b in operands.iter().skip(i + 1) {
                for (expression, value) in self.results(article, a, b) {
                    if self.is_result(value) {
                        return Some((expression, a.span().cover(b.span())));
                    }
                }
            }
        }
        self.of_series(&operands)
    }

    /// The sum or the average of all figures of one sentence that are of one kind.
    fn of_series(&self, operands: &[Operand<'_>]) -> Option<(String, Span)> {
        const FEWEST: usize = 3;
        for series in operands.chunk_by(|a, b| a.is_of_series_with(b)).filter(|series| series.len() >= FEWEST) {
            let sum = series.iter().try_fold(Exact::int(0), |sum, operand| sum.plus(operand.value))?;
            let words: Vec<&str> = series.iter().map(|operand| operand.words).collect();
            let span = series.first()?.span().cover(series.last()?.span());
            let (expression, value) = match self.says_average() {
                false => (words.join(" + "), Some(sum)),
                true => {
                    let count = i64::try_from(series.len()).ok()?;
                    (format!("({}) / {count}", words.join(" + ")), sum.over(Exact::int(count)))
                }
            };
            if self.is_result(value) {
                return Some((expression, span));
            }
        }
        None
    }

    /// Whether the claim's figure is this result. Pairs of figures are many, and a range or a rounded amount is like the results of many of
    /// them: unless the claim calls it a sum or an average, such a figure follows only from what it is near to.
    fn is_result(&self, value: Option<Exact>) -> bool {
        let is_amount = self.figure.kind == Kind::Money || self.figure.precision.scale > 0;
        let is_rounded = self.figure.hedge.is_none() && is_amount && !self.says_sum() && !self.is_per_time();
        let is_number = matches!(self.figure.value, Value::Number(_));
        let is_like = |value| derivation::compare(self.figure, value).supports();
        value.is_some_and(|value| is_number && is_like(value) && (!is_rounded || self.is_near(value)))
    }

    /// What two amounts differ by, where that could be the claim's figure. A sum is "more than" so much where not all parts are known; a
    /// difference is said as near as it is.
    fn difference(&self, high: Exact, low: Exact) -> Option<Exact> {
        // "More than half" is how people say any share above it.
        let is_bound = self.figure.hedge.is_some_and(Hedge::is_bound) && self.figure.unit != Unit::Share;
        high.minus(low).filter(|&difference| !is_bound || self.is_near(difference))
    }

    /// Whether a result is within a tenth of the claim's figure.
    fn is_near(&self, result: Exact) -> bool {
        const PARTS: i64 = 10;
        let Value::Number(value) = self.figure.value else { return false };
        let off = value.minus(result).and_then(|off| off.abs().times(Exact::int(PARTS)));
        off.is_some_and(|off| off <= value.abs())
    }

    /// Whether the greater of two operands is the claim's figure by itself: then the lesser is too small to have been added or taken away.
    fn is_greater_alone(&self, high: Exact) -> bool {
        derivation::compare(self.figure, high).supports()
    }

    /// Whether it is a bare number that many pairs of figures give.
    fn is_small(&self) -> bool {
        const SMALL: i64 = 10;
        let is_bare = self.figure.kind == Kind::Number && self.figure.unit != Unit::Share && !self.is_points();
        is_bare
            && matches!(&self.figure.value, Value::Number(value) if value.as_int().is_some_and(|value| value <= SMALL))
    }

    /// Whether the claim has a word of a class, the figure's own hedge (`more than`) aside.
    fn says(&self, is_of_class: impl Fn(&str) -> bool) -> bool {
        let is_hedge = |place: Span| self.figure.hedge_span.is_some_and(|hedge| hedge.contains(place));
        self.claim.said.words.iter().any(|word| !is_hedge(word.span) && is_of_class(&word.folded))
    }

    fn says_difference(&self) -> bool {
        let is_difference = |word: &str| {
            DIFFERENCE_WORDS.has(word) || MORE_WORDS.has(word) || LESS_WORDS.has(word) || COMPARISONS.has(word)
        };
        self.says(is_difference) || self.says_change()
    }

    fn says_change(&self) -> bool {
        self.statement.direction.is_some()
            || self.claim.unit.prose.text()[self.figure.span].starts_with(['+', '−', '-'])
            || self.says(|word| RISE_WORDS.has(word) || FALL_WORDS.has(word) || matches!(word, "change" | "changed"))
    }

    fn names_operation(&self) -> bool {
        self.says_sum() || self.says_difference() || self.is_per_time()
    }

    fn says_sum(&self) -> bool {
        let text = self.claim.unit.prose.text();
        // "In all weathers" sums up nothing.
        let ends = |end: usize| !text[end..].trim_start_matches(' ').starts_with(char::is_alphanumeric);
        let words = &self.claim.said.words;
        let mut pairs = words.iter().zip(words.iter().skip(1)).filter(|(_, next)| ends(next.span.end));
        let is_sum = |(word, next): (&Word, &Word)| SUM_WORDS.has(&format!("{} {}", word.folded, next.folded));
        self.says(|word| SUM_WORDS.has(word)) || pairs.any(is_sum)
    }

    fn says_average(&self) -> bool {
        self.says(|word| matches!(stem(word).as_str(), "averag" | "mean"))
    }
}

#[cfg(test)]
mod tests;
