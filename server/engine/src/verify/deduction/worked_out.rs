//! What a claim's figure could have been worked out of, where the claim's words say that it was.

use super::Asked;
use super::operands::{Operand, is_of_one_kind, operand};
use crate::figures::{Exact, Figure, Kind, Unit, compare};
use crate::lexicon::PERIOD_NOUNS;
use crate::sources::{Article, Stated};
use crate::text::Span;
use crate::verify::derivation;
use crate::verify::passage::Wanted;

/// How many passages are looked at: those that have the most of the claim.
const PASSAGES: usize = 4;
/// How many statements that bear out another figure of the claim are looked at.
const BORNE_OUT: usize = 4;
/// How many sentences before and after such a passage are read with it.
const AROUND: usize = 3;
/// The most figures that are tried with each other.
const MOST: usize = 24;

/// What two operands give: the operands and the sign between them.
struct Result<'a> {
    first: &'a str,
    sign: &'static str,
    second: &'a str,
    value: Option<Exact>,
}

impl Asked<'_> {
    /// The first result of two figures near what the claim speaks of that is the claim's figure.
    pub(super) fn worked_out(&self, article: &Article) -> Option<(String, Span)> {
        if self.is_small() || !(self.says_sum() || self.says_difference() || self.is_per_time()) {
            return None;
        }
        let operands = self.near(article);
        for (i, a) in operands.iter().enumerate() {
            for b in operands.iter().skip(i + 1) {
                // "Nearly 4 million over 10 years" is nearly 400,000 a year.
                let is_hedged_alike =
                    self.figure.hedge.is_some() && [a, b].iter().any(|other| other.figure().hedge == self.figure.hedge);
                let is_result = |value: Option<Exact>| {
                    self.is_result(value)
                        || is_hedged_alike
                            && value.is_some_and(|value| derivation::compare(&self.unhedged(), value).supports())
                };
                let found = self.results_by_words(a, b).into_iter().find(|result| is_result(result.value));
                if let Some(Result { first, sign, second, .. }) = found {
                    return Some((format!("{first} {sign} {second}"), a.span().cover(b.span())));
                }
            }
        }
        None
    }

    /// What two figures give in the way that the claim's words name.
    fn results_by_words<'a>(&self, a: &Operand<'a>, b: &Operand<'a>) -> Vec<Result<'a>> {
        let mut results = Vec::new();
        let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
        let mut put = |first: &Operand<'a>, sign, second: &Operand<'a>, value| {
            results.push(Result { first: first.words, sign, second: second.words, value });
        };
        let is_points = self.figure.unit == Unit::PercentPoints && a.figure().unit == Unit::Percent;
        if could_be_added(a.figure(), b.figure()) && (is_points || could_be_added(self.figure, a.figure())) {
            if self.says_difference() {
                put(high, "-", low, high.value.minus(low.value));
            }
            // What a thing was before or is after a change: `up from 40`, where the source has 50 and a rise of 10.
            if self.says_sum() || self.says_change() {
                put(a, "+", b, a.value.plus(b.value));
            }
        }
        for (amount, count) in [(a, b), (b, a)] {
            if self.is_per_time() && is_of_one_kind(self.figure, amount.figure()) && is_of_time(count.figure()) {
                put(amount, "/", count, amount.value.over(count.value));
            }
        }
        results
    }

    /// The figure without its hedge.
    fn unhedged(&self) -> Figure {
        Figure { hedge: None, ..self.figure.clone() }
    }

    /// Whether the figure is an average, or is for each of some units of time: `$20 billion a year`.
    fn is_per_time(&self) -> bool {
        self.figure.per.is_some() || self.says_average()
    }

    /// The figures in the passages that have the most of the claim or bear out its other figures, and beside them.
    fn near<'a>(&self, article: &'a Article) -> Vec<Operand<'a>> {
        let text = self.claim.unit.prose.text();
        let wanted = Wanted::new(text, self.claim.said);
        let of_words = wanted.best(article, PASSAGES).into_iter().map(|passage| passage.sentence as usize);
        let mut sentences: Vec<usize> = of_words.chain(self.of_other_figures(article)).collect();
        sentences.sort_unstable();
        sentences.dedup();
        let mut found: Vec<Operand<'a>> = Vec::new();
        for at in sentences {
            // Two amounts that are set against each other stand a few sentences apart.
            let first = at.saturating_sub(AROUND);
            let around = article.sentences().get(first..).unwrap_or_default().iter().take(at - first + AROUND + 1);
            let span = around.copied().reduce(Span::cover).unwrap_or_default();
            found.extend(within(article, span).filter_map(|stated| operand(article, stated)).take(MOST));
        }
        found.sort_by_key(|operand| operand.span());
        found.dedup_by_key(|operand| operand.span());
        found.truncate(MOST);
        found
    }

    /// The sentences that have the claim's other figures.
    fn of_other_figures(&self, article: &Article) -> Vec<usize> {
        let is_other = |figure: &&Figure| figure.span != self.figure.span && figure.kind != Kind::Date;
        let mut sentences = Vec::new();
        for figure in self.claim.figures.iter().filter(is_other) {
            let near = article.statements().near(figure).into_iter();
            let borne_out = near.filter(|stated| compare(figure, &stated.statement.figure).supports());
            sentences.extend(borne_out.take(BORNE_OUT).map(|stated| sentence_of(article, stated)));
        }
        sentences
    }
}

/// The number of the sentence that has a statement.
fn sentence_of(article: &Article, stated: &Stated) -> usize {
    let start = stated.statement.figure.span.start;
    article.sentences().partition_point(|sentence| sentence.start <= start).saturating_sub(1)
}

/// The statements whose figures stand in a stretch of an article.
fn within(article: &Article, span: Span) -> impl Iterator<Item = &Stated> {
    let all = article.statements().all();
    let from = all.partition_point(|stated| stated.statement.figure.span.start < span.start);
    let rest = all.get(from..).unwrap_or_default();
    rest.iter().take_while(move |stated| stated.statement.figure.span.start < span.end)
}

/// Whether two figures could be of one kind: numbers count one thing by several nouns (`barrels a day`, `bpd`).
fn could_be_added(a: &Figure, b: &Figure) -> bool {
    let is_count =
        |figure: &Figure| matches!(figure.unit, Unit::None | Unit::Counted(_)) && figure.kind == Kind::Number;
    is_of_one_kind(a, b) || is_count(a) && is_count(b)
}

/// Whether a figure is a length of time.
fn is_of_time(figure: &Figure) -> bool {
    match &figure.unit {
        Unit::Counted(noun) => PERIOD_NOUNS.has(noun.trim_end_matches('s')),
        Unit::Measure(measure) => measure.is_time(),
        _ => false,
    }
}
