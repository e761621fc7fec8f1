//! What a claim's figure could have been worked out of: where the claim's words say that it was, or where the source gives the parts
//! of a list, the ends of a change, or an amount and a rate.

use super::ClaimedFigure;
use super::operands::{Operand, is_of_one_kind, operand};
use super::parts::{
    Part, are_listed, are_near, are_of_one_topic, could_be_added, ends_of_change, is_count, is_of_time, is_one_sentence,
};
use crate::figures::{self, Agreement, Exact, Figure, Kind, Mode, Unit, Value, compare};
use crate::lexicon::{DISTRIBUTION_WORDS, NEGATIONS};
use crate::sources::{Article, Stated, StemId};
use crate::statements::{Direction, End};
use crate::text::Span;
use crate::verify::derivation;
use crate::verify::passage::Wanted;
use crate::verify::said::Word;

/// How many passages are looked at: those that have the most of the claim.
const PASSAGES: usize = 4;
/// How many of them the claim is most likely made of.
const MEANT: usize = 2;
/// How many statements that bear out another figure of the claim are looked at.
const BORNE_OUT: usize = 4;
/// How many bytes before the claim are the sentence before it.
const FARTHEST_BEFORE: usize = 400;
/// How many figures of the sentence before the claim are looked at.
const BEFORE: usize = 3;
/// How many sentences before and after such a passage are read with it.
const AROUND: usize = 3;
/// The most figures that are tried with each other.
const MOST: usize = 24;

/// What the claim's words name, asked once for all pairs of parts.
struct Named {
    sum: bool,
    difference: bool,
    change: bool,
    rest: bool,
    per_time: bool,
    each: bool,
}

/// What two parts give, as a `calc` would have it.
type Result = (String, Option<Exact>);

impl ClaimedFigure<'_> {
    /// The first result of figures near what the claim speaks of that is the claim's figure.
    pub(super) fn worked_out(&self, article: &Article) -> Option<(String, Span)> {
        if self.is_small() {
            return None;
        }
        let (near, meant) = self.near(article);
        let in_words = || {
            self.of_multiple(article)
                .or_else(|| self.by_multiple(&meant, article))
                .or_else(|| self.with_those_named(&meant, article))
        };
        if let Some(found) = in_words() {
            return Some(found);
        }
        let parts: Vec<Part<'_>> = near.iter().map(|operand| Part::of(operand, article, &meant, self.figure)).collect();
        // "Eleven masons" are not the six masons and five smiths: what the claim counts is a part by itself.
        let counted = self.counted(article);
        let is_counted = |part: &&Part<'_>| {
            let topic = part.stated.map(|stated| &stated.topic[..]).unwrap_or_default();
            is_count(part.figure()) && counted.iter().all(|stem| topic.contains(stem))
        };
        let names_part = !counted.is_empty() && parts.iter().filter(is_counted).count() == 1;
        if names_part && !self.names_operation() {
            return None;
        }
        let found = self.sum_of_list(&parts).or_else(|| self.of_two(&parts));
        if let Some((expression, used)) = found {
            let span = used.iter().map(|part| part.figure().span).reduce(Span::cover)?;
            return Some((expression, span));
        }
        self.with_other_end(article)
    }

    /// The stems of an article that the claim's figure counts by two words or more: `forensic experts`; nothing if it lacks one.
    fn counted(&self, article: &Article) -> Vec<StemId> {
        let is_counted = |word: &&Word| self.figure.noun.is_some_and(|noun| noun.contains(word.span));
        let words = self.claim.said.words.iter().filter(is_counted);
        let stems: Option<Vec<StemId>> = words.map(|word| article.forms().find(word.stem.as_deref()?)).collect();
        stems.filter(|stems| stems.len() > 1).unwrap_or_default()
    }

    /// The other end of a difference of which the claim has one: `41 years, thirteen more than he got`, where the source has 28.
    fn with_other_end(&self, article: &Article) -> Option<(String, Span)> {
        let Value::Number(by) = self.figure.value else { return None };
        if !self.says_difference() {
            return None;
        }
        let is_like = |other: &&Figure| {
            let is_bare = self.figure.unit == Unit::None && self.figure.kind == Kind::Number;
            other.span != self.figure.span && (is_bare || could_be_added(self.figure, other))
        };
        self.claim.figures.iter().filter(is_like).find_map(|end| {
            let Value::Number(value) = end.value else { return None };
            let ends = [value.minus(by), value.plus(by)].into_iter().flatten();
            ends.map(|other| Figure { value: Value::Number(other), hedge: None, also: Vec::new(), ..end.clone() })
                .find_map(|other| {
                    let near = article.statements().near(&other).into_iter();
                    let mut equal = near.filter(|stated| compare(&other, &stated.statement.figure) == Agreement::Equal);
                    let span = equal.next()?.statement.figure.span;
                    let (end, other) = (&self.claim.unit.prose.text()[end.span], &article.text()[span]);
                    Some((format!("the difference of {end} and {other}"), span))
                })
        })
    }

    /// How the claim's figure follows from two others of the same claim: `4 per cent and 27 per cent, a difference of 23 points`.
    pub(super) fn worked_out_of_claim(&self) -> Option<String> {
        let text = self.claim.unit.prose.text();
        let others = self.claim.statements.iter().filter(|other| other.figure.span != self.figure.span);
        let parts: Vec<Part<'_>> = others.filter_map(|other| Part::of_claim(other, text)).take(MOST).collect();
        Some(self.of_two(&parts)?.0)
    }

    /// The sum of counts that follow each other in one sentence: a reader adds up "two dead and 14 hurt" without saying so.
    fn sum_of_list<'p, 'a>(&self, parts: &'p [Part<'a>]) -> Option<(String, Vec<&'p Part<'a>>)> {
        if !is_count(self.figure) {
            return None;
        }
        let lists = parts.split(|part| !part.is_meant || !is_count(part.figure()));
        for list in lists.flat_map(|counts| counts.chunk_by(are_listed)) {
            for first in 0..list.len() {
                let mut sum = Exact::int(0);
                for (last, part) in list.iter().enumerate().skip(first) {
                    sum = sum.plus(part.value)?;
                    if last > first && self.is_result(Some(sum)) {
                        let used = &list[first..=last];
                        let words: Vec<&str> = used.iter().map(|part| part.words).collect();
                        return Some((words.join(" + "), used.iter().collect()));
                    }
                }
            }
        }
        None
    }

    /// The first result of two parts, in a way that the claim's words name or the source's.
    fn of_two<'p, 'a>(&self, parts: &'p [Part<'a>]) -> Option<(String, Vec<&'p Part<'a>>)> {
        let named = self.named();
        for (i, a) in parts.iter().enumerate() {
            for b in parts.iter().skip(i + 1) {
                // "Nearly 4 million over 10 years" is nearly 400,000 a year.
                let is_hedged_alike =
                    self.figure.hedge.is_some() && [a, b].iter().any(|other| other.figure().hedge == self.figure.hedge);
                let is_result = |value: Option<Exact>| {
                    self.is_result(value)
                        || is_hedged_alike
                            && value.is_some_and(|value| derivation::compare(&self.unhedged(), value).supports())
                };
                if let Some((expression, _)) =
                    self.results_of_two(a, b, &named).into_iter().find(|found| is_result(found.1))
                {
                    return Some((expression, vec![a, b]));
                }
            }
        }
        None
    }

    fn named(&self) -> Named {
        Named {
            sum: self.says_sum(),
            difference: self.says_difference(),
            change: self.says_change(),
            rest: self.says_rest(),
            per_time: self.is_per_time(),
            each: self.says(|word| DISTRIBUTION_WORDS.has(word)) || self.says_average(),
        }
    }

    /// What two parts give, by what the claim's words name, or by the ends of a change.
    fn results_of_two(&self, a: &Part<'_>, b: &Part<'_>, named: &Named) -> Vec<Result> {
        let mut results = Vec::new();
        let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
        let is_meant = a.is_meant && b.is_meant;
        let ends = ends_of_change(a, b).filter(|_| is_meant);
        // "88.8, up 7 points since July", "5.8 seconds, two quicker than": the other end is the reader's to work out.
        let is_by = is_meant && is_one_sentence(a, b) && (a.is_by() != b.is_by() || a.is_compared() && !a.is_by());
        let difference = || self.difference(high.value, low.value);
        // A number of seasons is none of the goals shot in them.
        let are_alike = is_of_time(a.figure()) == is_of_time(b.figure());
        let is_too_little = || self.could_be_added(self.figure, high.figure()) && self.is_greater_alone(high.value);
        if are_alike && self.could_be_added(a.figure(), b.figure()) && !is_too_little() {
            let is_rest = is_meant && is_one_sentence(a, b) && is_count(self.figure) && named.rest;
            let is_difference = named.difference || is_rest || ends.is_some() || is_by;
            if is_difference && self.is_points() && a.figure().unit == Unit::Percent {
                let points = difference();
                let is_hundredth = self.figure.unit == Unit::BasisPoints;
                let points = if is_hundredth { points.and_then(|it| it.times(Exact::int(100))) } else { points };
                results.push((format!("{} - {}", high.words, low.words), points));
            } else if self.could_be_added(self.figure, a.figure()) {
                if is_difference {
                    results.push((format!("{} - {}", high.words, low.words), difference()));
                }
                // What a thing was before or is after a change: `up from 40`, where the source has 50 and a rise of 10.
                let is_end = is_meant && self.statement.end == Some(End::To);
                if named.sum || named.change || is_by || is_end {
                    results.push((format!("{} + {}", a.words, b.words), a.value.plus(b.value)));
                }
            }
            let is_change = self.figure.kind == Kind::Percent && !self.is_points();
            let pairs = match ends {
                _ if !is_change => Vec::new(),
                Some(ends) => vec![ends],
                // By how much one rise is more than another is no rise.
                None if named.change && are_of_one_topic(a, b) && !(a.is_by() && b.is_by()) => vec![(a, b), (b, a)],
                None => Vec::new(),
            };
            for (from, to) in pairs {
                let by = difference().and_then(|by| by.over(from.value)?.times(Exact::int(100)));
                let (more, less) = if to.value < from.value { (from, to) } else { (to, from) };
                results.push((format!("({} - {}) / {}", more.words, less.words, from.words), by));
            }
        }
        for (amount, count) in [(a, b), (b, a)] {
            if named.per_time && is_of_one_kind(self.figure, amount.figure()) && is_of_time(count.figure()) {
                results.push((format!("{} / {}", amount.words, count.words), amount.value.over(count.value)));
            }
            let is_amount = is_of_one_kind(self.figure, amount.figure()) && is_count(count.figure());
            // "£3 million to 48 people" is so much a head, "136 wheels of 1.5 MW each" so much together.
            if is_amount && named.each {
                results.push((format!("{} / {}", amount.words, count.words), amount.value.over(count.value)));
            }
            if is_amount && (named.each || is_meant && is_one_sentence(a, b) && amount.is_of_each()) {
                results.push((format!("{} * {}", amount.words, count.words), amount.value.times(count.value)));
            }
            // "Nine of a gang of 18" are half of it.
            let is_part = self.figure.unit == Unit::Share || self.figure.unit == Unit::Percent;
            let is_of_whole = is_meant && is_one_sentence(a, b) && amount.value < count.value;
            let are_counts = is_count(amount.figure()) && is_count(count.figure());
            // "£5 million, an eighth of the £40 million": the claim gives both.
            let are_own = amount.stated.is_none() && count.stated.is_none();
            let is_share = are_counts || are_own && is_of_one_kind(amount.figure(), count.figure());
            if is_part && is_of_whole && is_share {
                results.push(self.share_of((amount.words, amount.value), (count.words, count.value)));
            }
            if is_meant && count.figure().unit == Unit::Percent && are_near(amount, count) {
                results.extend(self.ends_by_rate(amount, count, named));
                // "81% of the 77" are so many of them.
                let part = count.value.over(Exact::int(100)).and_then(|share| amount.value.times(share));
                if is_count(self.figure) && is_count(amount.figure()) {
                    results.push((format!("{} * {}", amount.words, count.words), part));
                }
            }
        }
        results
    }

    /// What an amount was before a change by a percentage, and what it is after it, where one sentence has both.
    fn ends_by_rate(&self, amount: &Part<'_>, rate: &Part<'_>, named: &Named) -> Vec<Result> {
        let is_change = || named.difference || rate.is_by() || rate.is_compared() || rate.is_of_change();
        let is_said =
            is_of_one_kind(self.figure, amount.figure()) && is_change() && !self.is_greater_alone(amount.value);
        let share = rate.value.over(Exact::int(100)).filter(|_| is_said);
        let signs: &[_] = match rate.statement.direction {
            Some(Direction::Up) => &["+"],
            Some(Direction::Down) => &["-"],
            None => &["+", "-"],
        };
        let mut results = Vec::new();
        for &sign in signs {
            let times = share.and_then(|it| if sign == "+" { Exact::ONE.plus(it) } else { Exact::ONE.minus(it) });
            let times = times.filter(|times| !times.is_zero());
            let said = |operation: &str| format!("{} {operation} (1 {sign} {})", amount.words, rate.words);
            results.push((said("/"), times.and_then(|times| amount.value.over(times))));
            results.push((said("*"), times.and_then(|times| amount.value.times(times))));
        }
        results
    }

    /// Whether two figures could be of one kind: in one unit, or in units that are turned into the claim's (`27 minutes`, `90 seconds`).
    fn could_be_added(&self, a: &Figure, b: &Figure) -> bool {
        let is_like = |figure: &Figure| match (&figure.unit, &self.figure.unit) {
            (Unit::Measure(own), Unit::Measure(claimed)) => own.is_like(claimed),
            _ => false,
        };
        could_be_added(a, b) || is_like(a) && is_like(b)
    }

    /// The figure without its hedge.
    fn unhedged(&self) -> Figure {
        Figure { hedge: None, ..self.figure.clone() }
    }

    /// Whether the claim speaks of what is left of a whole: `101 of them are not new`.
    pub(super) fn says_rest(&self) -> bool {
        self.says(|word| NEGATIONS.has(word))
    }

    /// Whether the figure is an average, or is for each of some units of time: `$20 billion a year`.
    pub(super) fn is_per_time(&self) -> bool {
        self.figure.per.is_some() || self.says_average()
    }

    /// The figures in the passages that have the most of the claim or bear out its other figures, and beside them.
    /// With the sentences among them that the claim is most likely made of.
    fn near<'a>(&self, article: &'a Article) -> (Vec<Operand<'a>>, Vec<Span>) {
        let text = self.claim.unit.prose.text();
        let wanted = Wanted::new(text, self.claim.said);
        let of_words = wanted.best(article, PASSAGES).into_iter().map(|passage| passage.sentence as usize);
        let of_words: Vec<usize> = of_words.collect();
        let of_figures = self.of_other_figures(article);
        let meant = of_words.iter().take(MEANT).chain(&of_figures);
        let meant: Vec<Span> = meant.filter_map(|&at| article.sentences().get(at).copied()).collect();
        let mut sentences: Vec<usize> = of_words.into_iter().chain(of_figures).collect();
        sentences.sort_unstable();
        sentences.dedup();
        let mut found: Vec<Operand<'a>> = Vec::new();
        for at in sentences {
            // Two amounts that are set against each other stand a few sentences apart.
            let first = at.saturating_sub(AROUND);
            let around = article.sentences().get(first..).unwrap_or_default().iter().take(at - first + AROUND + 1);
            let span = around.copied().reduce(Span::cover).unwrap_or_default();
            found.extend(article.statements().within(span).filter_map(|stated| operand(article, stated)).take(MOST));
        }
        found.sort_by_key(|operand| operand.span());
        found.dedup_by_key(|operand| operand.span());
        found.truncate(MOST);
        (found, meant)
    }

    /// The sentences that have the claim's other figures, or those of the sentence before, which the claim may set its own against
    /// (`That was 14 million above the estimate`).
    fn of_other_figures(&self, article: &Article) -> Vec<usize> {
        let is_other = |figure: &&Figure| figure.span != self.figure.span && figure.kind != Kind::Date;
        let before = self.claim.context.text.get(..self.claim.context.at).unwrap_or_default();
        let from = before.ceil_char_boundary(before.len().saturating_sub(FARTHEST_BEFORE));
        let before = figures::read(&before[from..], Mode::Claim);
        let before = before.iter().rev().filter(|figure| figure.kind != Kind::Date).take(BEFORE);
        let mut sentences = Vec::new();
        for figure in self.claim.figures.iter().filter(is_other).chain(before) {
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
