//! Is a figure in the sources that cover it, and of the same thing?
//!
//! Presence first, then role: a figure that is nowhere is wrong; one that is there is held against the other figures of
//! its kind, by the words that each of them stands with. Where these are balanced, nothing is said.

use super::candidate::{Best, Candidate, Claimed, LEAST, is_small, likeness};
use super::check::{Check, Evidence, Kind, Verdict};
use super::cover::Cover;
use super::deduction::{self, Deduction};
use super::derivation::{self, Underived};
use super::said::Said;
use super::subject::{CuesOf, Likeness};
use super::{Context, direction, how, relative};
use crate::figures::{self, Agreement, Exact, Figure, Mode, Value};
use crate::markup::{Force, Stance, Unit, UnitKind};
use crate::sources::{Article, Placed, SourceId};
use crate::text::Span;

/// What can be wrong with a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureFault {
    /// No compatible figure is in any covering source.
    NotFound {
        /// How it follows from figures of the evidence, if it does.
        deduction: Option<Deduction>,
    },
    /// A covering source, the evidence, says this very thing with another figure.
    Mismatch,
    /// A rise of as much as the covering source's fall, the evidence, or the other way round.
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

/// How many times better another figure must fit to stand against one that is in the source.
const CLEARLY: f32 = 1.6;

/// How many times better it must fit if it has only half of what the claim says.
const FAR: f32 = 6.0;

/// Most of what a claim says next to its figure, and half of it.
const MOST: f32 = 0.65;
const HALF: f32 = 0.5;

/// How many times more of what stands next to the claim's figure an amount must have to stand against one in the source.
const MUCH: f32 = 2.5;

/// The least of it that such an amount must have.
const SOME: f32 = 0.5;

/// The same beside the word that both count.
const COUNTED_LEAST: f32 = 0.6;

/// Holds every figure of a unit outside its quotations against the sources that cover it.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit, said: &Said) -> Vec<Check> {
    let text = unit.prose.text();
    let mut figures = figures::read(text, Mode::Claim);
    figures.retain(|figure| !unit.quotations.iter().any(|quotation| quotation.span.overlaps(figure.span)));
    let (all, cues) = (&figures, &CuesOf::default());
    let ask = |figure: &Figure| {
        let cover = cx.cover(unit, figure.span);
        let claimed = Claimed { library: cx.library, unit, said, figure, all, cues };
        let answer = Asked { cx, claimed, cover: &cover }.answer();
        let prose = answer.blamed(text, figure);
        Check {
            kind: Kind::Figure,
            unit: unit_id,
            prose,
            span: unit.prose.origin(prose),
            searched: cover.sources(),
            verdict: answer.verdict,
            evidence: answer.evidence.into_iter().collect(),
            how: answer.how,
        }
    };
    figures.iter().map(ask).collect()
}

struct Answer {
    verdict: Verdict,
    evidence: Option<Evidence>,
    how: String,
}

impl Answer {
    fn fault(fault: FigureFault, evidence: Option<Evidence>) -> Self {
        Self { verdict: Verdict::Figure(fault), evidence, how: String::new() }
    }

    /// The words of a claim that the answer is about: those of the figure, with what is wrong beside it.
    fn blamed(&self, text: &str, figure: &Figure) -> Span {
        let beside = match self.verdict {
            Verdict::Figure(FigureFault::Hedge(HedgeFault::Invented | HedgeFault::TurnedRound)) => figure.hedge_span,
            Verdict::Figure(FigureFault::Rate) => figure.per.as_ref().map(|rate| rate.span),
            Verdict::Figure(FigureFault::Direction) => direction::of(text, figure).map(|(_, words)| words),
            _ => None,
        };
        beside.map_or(figure.span, |words| words.cover(figure.span))
    }
}

/// A figure and the sources that it is held against.
struct Asked<'a> {
    cx: &'a Context<'a>,
    claimed: Claimed<'a>,
    cover: &'a Cover,
}

impl<'a> Asked<'a> {
    fn answer(&self) -> Answer {
        if let Some(answer) = derivation::check(self.cx, self.claimed.unit, self.claimed.figure, self.cover) {
            return match answer {
                Ok(how) => Answer { verdict: Verdict::Verified, evidence: None, how },
                Err(why) => Answer::fault(FigureFault::Derivation(why), None),
            };
        }
        let found: Vec<Best<'a>> = self.cover.sources().into_iter().map(|source| self.claimed.search(source)).collect();
        let mut best = Best::default();
        found.iter().for_each(|found| best.merge(*found));
        if best.agreeing.is_none()
            && let Some(answer) = self.both_ends()
        {
            return answer;
        }
        let answer = self.judge(best);
        match best.agreeing.and_then(|agreeing| self.contradiction(&agreeing, &found)) {
            Some(conflict) if matches!(answer.verdict, Verdict::Verified) => conflict,
            _ => answer,
        }
    }

    /// The answer for a range whose ends the covering sources have, each as a figure of its own.
    fn both_ends(&self) -> Option<Answer> {
        let ends = self.claimed.figure.ends()?;
        let find = |end: &Figure| {
            let found = Claimed { figure: end, ..self.claimed };
            let mut best: Option<Candidate<'a>> = None;
            for source in self.cover.sources() {
                let article = self.cx.library.article(source)?;
                let agrees = |placed: &&Placed| {
                    let agreement = figures::compare(found.figure, &placed.figure);
                    agreement.supports() || agreement == Agreement::HedgeDropped
                };
                best =
                    best.or_else(|| article.figures().iter().find(agrees).map(|placed| Candidate::at(source, placed)));
            }
            best
        };
        let found: Vec<Candidate<'a>> = ends.iter().filter_map(find).collect();
        (found.len() == ends.len()).then(|| Answer {
            verdict: Verdict::Verified,
            evidence: found.first().map(Candidate::evidence),
            how: how::both_ends(self.cx.library, self.claimed.figure, &found),
        })
    }

    /// The answer where a source has the figure, and another one that is cited for the same claim gives the very same thing
    /// another figure.
    fn contradiction(&self, agreeing: &Candidate<'a>, found: &[Best<'a>]) -> Option<Answer> {
        let supports = |source: SourceId| {
            self.cover.cited.iter().any(|cited| cited.source == source && cited.stance == Stance::Supports)
        };
        let contradicts = |best: &Best<'a>| {
            let other =
                best.other.filter(|_| best.agreeing.is_none() && best.hedged.is_none() && best.unit.is_none())?;
            let (ours, theirs) = (agreeing.likeness, other.likeness);
            let differ = |a: &Figure, b: &Figure| figures::compare(a, b) == Agreement::Different;
            let is_same_thing = theirs.close >= LEAST
                && theirs.close >= best.weight * MOST
                && ours.close >= best.weight * MOST
                && ours.counted == theirs.counted
                && ours.names == theirs.names;
            (is_same_thing
                && self.is_telling()
                && differ(agreeing.figure, other.figure)
                && differ(other.figure, agreeing.figure)
                && supports(other.source))
            .then_some(other)
        };
        let other = found.iter().find_map(contradicts)?;
        let article = self.cx.library.article(other.source)?;
        let place = article.place(other.figure.span.start);
        let key = &self.cx.library.source(other.source).key;
        let other = format!("“{}” in {place} of {key}", &article.text()[other.figure.span]);
        Some(Answer::fault(FigureFault::Conflict { other }, Some(agreeing.evidence())))
    }

    fn judge(&self, best: Best<'a>) -> Answer {
        let (agreeing, other) = (likeness(best.agreeing.as_ref()), likeness(best.other.as_ref()));
        let hedged = likeness(best.hedged.as_ref());
        let held = best.agreeing.as_ref().map(Candidate::held).unwrap_or_default();
        if let Some(found) = &best.agreeing {
            if !self.cover.convicts() {
                return self.verified(found);
            }
            if hedged.shared > agreeing.shared.max(LEAST) * CLEARLY {
                return self.hedge(best.hedged.as_ref());
            }
            if is_clearly_better(&best, other, held) || self.names_the_other(&best) {
                return Answer::fault(FigureFault::Mismatch, best.other.as_ref().map(Candidate::evidence));
            }
            if self.is_nearer(found, other, held) {
                return Answer::fault(FigureFault::Context, Some(found.evidence()));
            }
            let is_of_another = match self.claimed.figure.kind {
                kind if (kind == figures::Kind::Ordinal) != (found.figure.kind == figures::Kind::Ordinal) => false,
                figures::Kind::Ordinal => best.known > LEAST * 2.0,
                _ => best.weight > LEAST && other.close >= LEAST && self.is_telling(),
            };
            if agreeing.shared <= 0.0 && is_of_another {
                return Answer::fault(FigureFault::Context, Some(found.evidence()));
            }
            if let Some(turned) = self.turned(found) {
                return Answer::fault(FigureFault::Direction, Some(turned));
            }
            return self.verified(found);
        }
        if let Some(found) = &best.hedged
            && hedged.shared * CLEARLY >= other.shared
        {
            return if self.cover.convicts() { self.hedge(Some(found)) } else { self.verified(found) };
        }
        self.missing(&best)
    }

    /// Whether another amount is much nearer to the claim's words than the one that agrees with it. Amounts and quarters stand
    /// in texts full of their like, and differ by a few words. A hedge that both have tells that this one was meant.
    fn is_nearer(&self, found: &Candidate<'_>, other: Likeness, agreeing: Likeness) -> bool {
        let is_amount = match self.claimed.figure.value {
            Value::Period(from, _) => from.month.is_some() && from.day.is_none(),
            _ => matches!(self.claimed.figure.kind, figures::Kind::Money | figures::Kind::Percent),
        };
        let is_same_hedge = found.agreement == Agreement::Equal && self.claimed.figure.hedge.is_some();
        is_amount
            && !is_same_hedge
            && agreeing.shared > 0.0
            && other.close >= SOME
            && other.close > agreeing.close * MUCH
            && other.shared > agreeing.shared * CLEARLY
    }

    /// The words with which a source has the claim's rise as a fall, or its fall as a rise, if that is how every covering
    /// source has the figure.
    fn turned(&self, found: &Candidate<'_>) -> Option<Evidence> {
        let (ours, _) = direction::of(self.claimed.unit.prose.text(), self.claimed.figure)?;
        if found.likeness.close < LEAST {
            return None;
        }
        let is_other = |article: &Article, figure: &Figure| {
            direction::of(article.text(), figure).is_some_and(|(theirs, _)| theirs != ours)
        };
        let articles = self.cover.sources().into_iter().filter_map(|source| self.cx.library.article(source));
        let all = articles.flat_map(|article| article.figures().iter().map(move |placed| (article, &placed.figure)));
        let mut agreeing = all
            .filter(|(_, figure)| figure.within.is_none() && figures::compare(self.claimed.figure, figure).supports());
        if !agreeing.all(|(article, figure)| is_other(article, figure)) {
            return None;
        }
        let (_, words) = direction::of(self.cx.library.article(found.source)?.text(), found.figure)?;
        Some(Evidence { span: words.cover(found.figure.span), ..found.evidence() })
    }

    /// Whether the agreeing figure and another of its sentence count the same thing, and only the other one's clause has
    /// the name that the claim has: "172 in the north, 83 in the south".
    fn names_the_other(&self, best: &Best<'a>) -> bool {
        let (Some(agreeing), Some(other)) = (&best.agreeing, &best.other) else { return false };
        agreeing.source == other.source
            && agreeing.sentence == other.sentence
            && agreeing.likeness.counted
            && other.likeness.counted
            && agreeing.likeness.names == 0
            && other.likeness.names > 0
    }

    fn verified(&self, found: &Candidate<'_>) -> Answer {
        let how = how::verified(&self.claimed, found);
        Answer { verdict: Verdict::Verified, evidence: Some(found.evidence()), how }
    }

    fn unasked(&self, why: &str) -> Answer {
        Answer { verdict: Verdict::Unasked, evidence: None, how: how::unasked(self.claimed.figure, why) }
    }

    fn hedge(&self, found: Option<&Candidate<'_>>) -> Answer {
        let fault = match found.map(|found| found.agreement) {
            Some(Agreement::HedgeDropped) => HedgeFault::Dropped,
            Some(Agreement::HedgeTurned) => HedgeFault::TurnedRound,
            Some(Agreement::Unmarked) => HedgeFault::Unmarked,
            _ => HedgeFault::Invented,
        };
        let evidence = found.map(|found| {
            let evidence = found.evidence();
            Evidence {
                span: found.figure.hedge_span.map_or(evidence.span, |hedge| hedge.cover(evidence.span)),
                ..evidence
            }
        });
        Answer::fault(FigureFault::Hedge(fault), evidence)
    }

    /// The answer for a figure that no covering source has.
    fn missing(&self, best: &Best<'a>) -> Answer {
        if self.cover.is_partial {
            let how = how::unasked(self.claimed.figure, "a source that is cited for it can't be read");
            return Answer { verdict: Verdict::Unverifiable, evidence: None, how };
        }
        if let Some(why) = self.declared_date() {
            let how = how::dated(self.claimed.figure, &why);
            return Answer { verdict: Verdict::Verified, evidence: None, how };
        }
        let other = likeness(best.other.as_ref());
        if !self.cover.convicts() {
            return match self.needs_source() {
                true => Answer::fault(FigureFault::Uncited, self.elsewhere()),
                false => self.unasked("no source has to bear it out"),
            };
        }
        let is_same_thing = other.close >= LEAST && other.close * 2.0 >= best.known;
        let is_same_count = other.counted && other.close >= LEAST + COUNTED_LEAST;
        if self.is_readers_count() && !is_same_count {
            return self.unasked("a reader may count that");
        }
        if self.claimed.is_vague() && !is_same_count && !is_same_thing {
            return self.unasked("it says no number");
        }
        if (self.is_readers_span(best.unit.as_ref()) || self.is_readers_ratio()) && !is_same_thing {
            return self.unasked("a reader may work that out");
        }
        if let Some((deduction, passage)) =
            self.cover.sources().into_iter().find_map(|source| deduction::find(&self.claimed, source))
        {
            return Answer::fault(FigureFault::NotFound { deduction: Some(deduction) }, Some(passage));
        }
        if let Some(unit) = &best.unit
            && unit.likeness.shared >= other.shared
        {
            return match &unit.figure.per {
                Some(rate) if self.claimed.figure.is_paid_otherwise(unit.figure) => {
                    let span = rate.span.cover(unit.figure.span);
                    Answer::fault(FigureFault::Rate, Some(Evidence { span, ..unit.evidence() }))
                }
                _ => Answer::fault(FigureFault::Unit, Some(unit.evidence())),
            };
        }
        if let Some(evidence) = self.elsewhere() {
            return Answer::fault(FigureFault::Misattributed, Some(evidence));
        }
        match &best.other {
            Some(found) if is_same_thing || is_same_count => {
                Answer::fault(FigureFault::Mismatch, Some(found.evidence()))
            }
            _ => Answer::fault(FigureFault::NotFound { deduction: None }, None),
        }
    }

    /// Another known source that has the figure, of the same thing.
    fn elsewhere(&self) -> Option<Evidence> {
        const MOST: usize = 6;
        let covering = self.cover.sources();
        let words = self.claimed.said.words.iter().map(|word| word.folded.as_str());
        let telling = words.filter(|word| !crate::text::is_function_word(word));
        let sources = self.cx.library.with_most(&telling.collect::<Vec<_>>(), MOST);
        let mut best = Best::default();
        for source in sources.into_iter().filter(|source| !covering.contains(source)) {
            best.merge(self.claimed.search(source));
        }
        best.agreeing
            .filter(|found| found.likeness.close >= LEAST && found.likeness.close * 2.0 >= best.weight)
            .map(|found| found.evidence())
    }

    /// Whether it is a small number in words: a count that a reader may have made of what the source lists.
    fn is_readers_count(&self) -> bool {
        is_small(self.claimed.figure)
            && self.is_in_words()
            && !matches!(self.claimed.figure.unit, figures::Unit::Measure(_))
    }

    fn is_in_words(&self) -> bool {
        !self.claimed.unit.prose.text()[self.claimed.figure.span].contains(|c: char| c.is_ascii_digit())
    }

    /// Whether it is a small span of time in words that a reader may have worked out: a few days, a number that the source
    /// gives without its unit, or the years between two that it names.
    fn is_readers_span(&self, bare: Option<&Candidate<'_>>) -> bool {
        const DAY: &str = "d";
        let figures::Unit::Measure(measure) = &self.claimed.figure.unit else { return false };
        if !is_small(self.claimed.figure) || !self.is_in_words() {
            return false;
        }
        let Value::Number(number) = self.claimed.figure.value else { return false };
        if number <= Exact::ONE || measure.symbol == DAY || !measure.is_time() {
            return true;
        }
        let is_bare = |found: &Candidate<'_>| {
            found.figure.within.is_none() && !matches!(found.figure.unit, figures::Unit::Measure(_))
        };
        bare.is_some_and(is_bare) || measure.is_years() && self.is_between_years(number)
    }

    /// Whether it says how many times more something is: that is mostly worked out.
    fn is_readers_ratio(&self) -> bool {
        self.claimed.figure.kind == figures::Kind::Multiple
    }

    /// Whether a covering source names two years that are so far apart, or one that may be so long ago.
    fn is_between_years(&self, apart: Exact) -> bool {
        let Some(apart) = apart.as_int().and_then(|apart| i32::try_from(apart).ok()) else { return false };
        self.cover.sources().into_iter().filter_map(|source| self.cx.library.article(source)).any(|article| {
            let mut years: Vec<i32> = article.figures().iter().filter_map(|placed| placed.figure.year()).collect();
            years.sort_unstable();
            years.dedup();
            years.iter().any(|&year| {
                years.binary_search(&(year + apart)).is_ok() || years.last().is_some_and(|&last| last < year + apart)
            })
        })
    }

    /// How a date follows from the one that a covering source is declared with.
    fn declared_date(&self) -> Option<String> {
        self.cover.sources().into_iter().find_map(|source| {
            let meta = &self.cx.library.source(source).meta;
            let dates = meta.date.as_deref().map(|date| figures::read(date, Mode::Source)).unwrap_or_default();
            if dates.iter().any(|date| figures::compare(self.claimed.figure, date).supports()) {
                return Some("the source's own date".to_owned());
            }
            relative::resolve(self.claimed.figure, self.cx.library.article(source)?, meta)
        })
    }

    /// Whether a figure says enough to be of something else: not a date, not a small number.
    fn is_telling(&self) -> bool {
        if is_small(self.claimed.figure) && self.is_in_words() {
            return false;
        }
        !matches!(
            self.claimed.figure.kind,
            figures::Kind::Date
                | figures::Kind::Time
                | figures::Kind::Ordinal
                | figures::Kind::Score
                | figures::Kind::Range
        )
    }

    /// Whether a figure must come from somewhere: not a heading's, no date, no small number.
    fn needs_source(&self) -> bool {
        let is_cited_nowhere = self.cover.is_empty() || self.cover.force == Force::Borrowed;
        self.claimed.unit.kind != UnitKind::Heading && is_cited_nowhere && self.is_telling()
    }
}

/// Whether another figure fits a claim clearly better than the one that agrees with it: it has most of what the claim
/// says next to its figure, and much more of it.
fn is_clearly_better(best: &Best<'_>, other: Likeness, agreeing: Likeness) -> bool {
    let is_more = |times: f32| other.close > agreeing.close * times && other.shared > agreeing.shared * times;
    // Where both count the same, words that the source lacks tell nothing.
    let weight = if other.counted && agreeing.counted { best.known } else { best.weight };
    other.close >= LEAST
        && (other.close >= weight * MOST && is_more(CLEARLY) || other.close >= weight * HALF && is_more(FAR))
        && (other.counted || !agreeing.counted)
}

#[cfg(test)]
mod tests;
