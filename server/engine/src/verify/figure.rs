//! Is a figure in the sources that cover it, and of the same thing?
//!
//! Presence first, then role: a figure that is nowhere is wrong; one that is there is held against the other figures of
//! its kind, by the words that each of them stands with. Where these are balanced, nothing is said.

use super::{Context, relative};
use std::ops::Range;

use super::check::{Check, Evidence, Kind, Verdict};
use super::cover::Cover;
use super::derivation::{self, Underived};
use super::subject::{Cues, Likeness, Subject};
use crate::figures::{self, Agreement, Exact, Figure, Mode, Value};
use crate::markup::{Force, Unit, UnitKind};
use crate::sources::{Article, Placed, SourceId, clause};
use crate::text::{Span, stem};

/// What can be wrong with a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureFault {
    /// No compatible figure is in any covering source.
    NotFound,
    /// A covering source, the evidence, says this very thing with another figure.
    Mismatch,
    /// The number is there, but of another unit, magnitude or kind.
    Unit,
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

/// What the likeness of a figure is worth whose value is only near the claim's, beside one of the very same.
const NOT_EQUAL: f32 = 0.9;

/// The least likeness at which a figure speaks of the same thing at all.
const LEAST: f32 = 0.8;

/// The same beside the word that both count.
const COUNTED_LEAST: f32 = 0.6;

/// The greatest count that a reader can be trusted to have made: "the two companies".
const COUNTED_BY_READERS: i64 = 12;

/// Holds every figure of a unit outside its quotations against the sources that cover it.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit) -> Vec<Check> {
    let text = unit.prose.text();
    let mut figures = figures::read(text, Mode::Claim);
    figures.retain(|figure| !unit.quotations.iter().any(|quotation| quotation.span.overlaps(figure.span)));
    let all = &figures;
    let ask = |figure: &Figure| {
        let cover = cx.cover(unit, figure.span);
        let answer = Asked { cx, unit, figure, all, cover: &cover }.answer();
        Check {
            kind: Kind::Figure,
            unit: unit_id,
            prose: figure.span,
            span: unit.prose.origin(figure.span),
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
}

/// A figure of a source that stands against a claim's.
struct Candidate<'a> {
    source: SourceId,
    figure: &'a Figure,
    agreement: Agreement,
    likeness: Likeness,
    /// The positions of its sentence's words.
    sentence: &'a Range<usize>,
}

impl Candidate<'_> {
    fn evidence(&self) -> Evidence {
        Evidence { source: self.source, span: self.figure.span, score: 1.0 }
    }

    /// Its likeness as it holds against another figure's: less where its value is not the claim's very own.
    fn held(&self) -> Likeness {
        let Likeness { shared, close, .. } = self.likeness;
        let part = if self.agreement == Agreement::Equal { 1.0 } else { NOT_EQUAL };
        Likeness { shared: shared * part, close: close * part, ..self.likeness }
    }
}

/// The best candidates of a source or of several, by how they stand to the claim.
#[derive(Default)]
struct Best<'a> {
    agreeing: Option<Candidate<'a>>,
    hedged: Option<Candidate<'a>>,
    unit: Option<Candidate<'a>>,
    /// Another figure of the same kind, for the same thing.
    other: Option<Candidate<'a>>,
    /// The weight of the words next to the claim's figure.
    weight: f32,
    /// The weight of those that the source has.
    known: f32,
}

impl<'a> Best<'a> {
    fn add(&mut self, candidate: Candidate<'a>) {
        let slot = match candidate.agreement {
            agreement if agreement.supports() => &mut self.agreeing,
            Agreement::Unit => &mut self.unit,
            Agreement::Different => &mut self.other,
            _ => &mut self.hedged,
        };
        if slot.as_ref().is_none_or(|best| candidate.likeness.shared > best.likeness.shared) {
            *slot = Some(candidate);
        }
    }
}

fn likeness(candidate: Option<&Candidate<'_>>) -> Likeness {
    candidate.map(|candidate| candidate.likeness).unwrap_or_default()
}

struct Asked<'a> {
    cx: &'a Context<'a>,
    unit: &'a Unit,
    figure: &'a Figure,
    /// Every figure of the unit.
    all: &'a [Figure],
    cover: &'a Cover,
}

impl<'a> Asked<'a> {
    fn answer(&self) -> Answer {
        if let Some(answer) = derivation::check(self.cx, self.unit, self.figure, self.cover) {
            return match answer {
                Ok(how) => Answer { verdict: Verdict::Verified, evidence: None, how },
                Err(why) => Answer::fault(FigureFault::Derivation(why), None),
            };
        }
        let mut best = Best::default();
        for source in self.cover.sources() {
            self.search(source, &mut best);
        }
        if best.agreeing.is_none() && self.has_both_ends() {
            return Answer { verdict: Verdict::Verified, evidence: None, how: "both ends are there".to_owned() };
        }
        self.judge(best)
    }

    /// Whether a covering source has both ends of the claim's range, each as a figure of its own.
    fn has_both_ends(&self) -> bool {
        let ends = self.figure.ends();
        let has = |end: &Figure| {
            let articles = self.cover.sources().into_iter().filter_map(|source| self.cx.library.article(source));
            articles.flat_map(|article| article.figures()).any(|placed| {
                let agreement = figures::compare(end, &placed.figure);
                agreement.supports() || agreement == Agreement::HedgeDropped
            })
        };
        ends.len() == 2 && ends.iter().all(has)
    }

    /// Adds a source's figures to the best.
    fn search(&self, source: SourceId, best: &mut Best<'a>) {
        let Some(article) = self.cx.library.article(source) else { return };
        let text = self.unit.prose.text();
        let spans: Vec<Span> = self.all.iter().map(|figure| figure.span).collect();
        let cues = Cues::new(text, &spans, article);
        let clause = clause(text, Span::new(0, text.len()), self.figure.span);
        let subject = Subject::new(&cues, clause, self.figure);
        let known = subject.known_weight();
        best.weight = best.weight.max(subject.weight());
        best.known = best.known.max(known);
        for placed in article.figures() {
            let agreement = self.compare(article, &placed.figure);
            let is_other = agreement == Agreement::Different;
            if is_other && !self.could_be_rival(&placed.figure) {
                continue;
            }
            let likeness = subject.likeness(article, placed);
            let is_beaten = best.other.as_ref().is_some_and(|other| other.likeness.shared >= likeness.shared);
            if is_other && (is_beaten || self.is_taken(&placed.figure)) {
                continue;
            }
            if agreement == Agreement::Hedged && is_far(self.figure, &placed.figure) && !likeness.counted {
                continue;
            }
            let agreement = match agreement {
                Agreement::Unit if self.is_order_of(article, placed, likeness) => Agreement::Equal,
                agreement => agreement,
            };
            // Another value that would do for this one is one of the same thing, or nothing.
            if self.is_loose(agreement, &placed.figure) && likeness.close <= 0.0 && known > LEAST {
                continue;
            }
            best.add(Candidate {
                source,
                figure: &placed.figure,
                agreement,
                likeness,
                sentence: &placed.setting.sentence,
            });
        }
    }

    /// Holds the claim's figure against one of an article, by what both say and what the article says beside it.
    fn compare(&self, article: &Article, source: &Figure) -> Agreement {
        let mut agreement = figures::compare(self.figure, source);
        let ends = source.ends();
        let is_end = |end: &Figure| match figures::compare(self.figure, end) {
            Agreement::Equal | Agreement::Rounded => true,
            Agreement::Contained => self.is_vague(),
            Agreement::Hedged => self.figure.hedge == Some(figures::Hedge::About),
            _ => false,
        };
        if !agreement.supports() && ends.len() == 2 && ends.iter().any(is_end) {
            agreement = Agreement::Contained;
        }
        match agreement {
            // "From 1935 to 1945" is borne out by both its ends, not by a year between them.
            Agreement::Contained if self.figure.kind == figures::Kind::Range => Agreement::Different,
            // "Over 40" is not what "more than 50" says, true as it is.
            Agreement::Hedged if are_other_bounds(self.figure, source) => Agreement::Different,
            // "Eight agonizing months": the unit stands a word further on.
            Agreement::Unit if self.has_unit_near(article, source) => Agreement::Equal,
            _ if agreement.supports() && !self.has_year(article, source) => Agreement::Different,
            agreement => agreement,
        }
    }

    /// Whether a bare number of the article is of the claim's unit: the unit stands a word further on, a figure of this
    /// unit stands in the same sentence or right before it, or the claim is a table's and its unit in the head.
    fn has_unit_near(&self, article: &Article, source: &Figure) -> bool {
        const AFTER: usize = 3;
        const BEFORE: usize = 40;
        if self.unit.kind == UnitKind::Cell && self.figure.unit == figures::Unit::None {
            return true;
        }
        if !matches!(source.unit, figures::Unit::None | figures::Unit::Counted(_))
            || self.figure.kind != figures::Kind::Quantity
        {
            return false;
        }
        let words = crate::text::words(&self.unit.prose.text()[self.figure.span]);
        let unit = words.last().and_then(|(_, word)| article.forms().find(&stem(word)));
        let index = article.words();
        let at = index.positions_in(source.span);
        let follows = unit.is_some_and(|unit| {
            index.ids()[at.end..(at.end + AFTER).min(index.len())].iter().any(|&id| article.forms().of(id) == unit)
        });
        let is_near = |placed: &&Placed| placed.setting.clause.start.abs_diff(at.start) <= BEFORE;
        let quantities = article.figures().iter().filter(|placed| placed.figure.kind == figures::Kind::Quantity);
        let has_own = quantities.clone().any(|placed| placed.figure.span.overlaps(source.span));
        let is_like = |placed: &Placed| self.figure.unit.is_comparable(&placed.figure.unit);
        !has_own && (follows || quantities.into_iter().filter(is_near).any(is_like))
    }

    /// Whether an agreement rests on another value than the claim's: rounded, under a hedge, or within a range.
    fn is_loose(&self, agreement: Agreement, source: &Figure) -> bool {
        match agreement {
            Agreement::Rounded => true,
            Agreement::Hedged | Agreement::HedgeTurned | Agreement::Unmarked => self.figure.value != source.value,
            Agreement::Contained => {
                !self.is_vague() && !matches!(self.figure.value, Value::Date(_) | Value::Period(..))
            }
            _ => false,
        }
    }

    /// Whether it says no number: `dozens`, `hundreds`.
    fn is_vague(&self) -> bool {
        self.figure.kind == figures::Kind::Number && matches!(self.figure.value, Value::Range(..))
    }

    /// Whether one of two figures is the place in an order that the other is the number of: the `500th` goal of `500`, the
    /// `20th` anniversary of `20 years`.
    fn is_order_of(&self, article: &Article, placed: &Placed, likeness: Likeness) -> bool {
        const YEARLY: [&str; 2] = ["anniversary", "birthday"];
        const NEXT: usize = 30;
        let is_order = |figure: &Figure| figure.kind == figures::Kind::Ordinal;
        let source = &placed.figure;
        if is_order(self.figure) == is_order(source) || source.within.is_some() {
            return false;
        }
        let text = self.unit.prose.text();
        let (order, other, text) = match is_order(source) {
            true => (source, self.figure, article.text()),
            false => (self.figure, source, text),
        };
        let next = &text[order.span.end..text.floor_char_boundary(order.span.end.saturating_add(NEXT))];
        let is_yearly = crate::text::words(next).iter().take(3).any(|(_, word)| YEARLY.contains(&word.as_str()));
        match &other.unit {
            figures::Unit::Measure(measure) => measure.is_years() && is_yearly,
            figures::Unit::None | figures::Unit::Counted(_) => !is_small(order) && likeness.close > 0.0,
            _ => false,
        }
    }

    /// Whether the year that a claim's date states is one of the article's, where that states years at all.
    fn has_year(&self, article: &Article, source: &Figure) -> bool {
        let Some(year) = self.figure.year().filter(|_| source.year().is_none()) else { return true };
        let mut years = article.figures().iter().filter_map(|placed| placed.figure.year()).peekable();
        years.peek().is_none() || years.any(|other| other == year)
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
            if self.is_clearly_better(&best, other, held) || self.names_the_other(&best) {
                return Answer::fault(FigureFault::Mismatch, best.other.as_ref().map(Candidate::evidence));
            }
            let is_of_another = match self.figure.kind {
                kind if (kind == figures::Kind::Ordinal) != (found.figure.kind == figures::Kind::Ordinal) => false,
                figures::Kind::Ordinal => best.known > LEAST * 2.0,
                _ => best.weight > LEAST && other.close >= LEAST && self.is_telling(),
            };
            if agreeing.shared <= 0.0 && is_of_another {
                return Answer::fault(FigureFault::Context, Some(found.evidence()));
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

    /// Whether another figure fits the claim clearly better than the one that agrees with it: it has most of what the claim
    /// says next to its figure, and much more of it. Amounts and quarters stand in texts full of their like, and differ
    /// by a few words.
    fn is_clearly_better(&self, best: &Best<'_>, other: Likeness, agreeing: Likeness) -> bool {
        let is_more = |times: f32| other.close > agreeing.close * times && other.shared > agreeing.shared * times;
        // Where both count the same, words that the source lacks tell nothing.
        let weight = if other.counted && agreeing.counted { best.known } else { best.weight };
        let has_most = other.close >= weight * MOST && is_more(CLEARLY) || other.close >= weight * HALF && is_more(FAR);
        let is_amount = match self.figure.value {
            Value::Period(from, _) => from.month.is_some() && from.day.is_none(),
            _ => matches!(self.figure.kind, figures::Kind::Money | figures::Kind::Percent),
        };
        let is_nearer = other.close > agreeing.close * MUCH && is_more(CLEARLY);
        (other.close >= LEAST && has_most || is_amount && agreeing.shared > 0.0 && other.close >= SOME && is_nearer)
            && (other.counted || !agreeing.counted)
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
        let article = self.cx.library.article(found.source);
        let place = article.map_or(0, |article| article.paragraph_at(found.figure.span.start) + 1);
        let span = found.figure.noun.map_or(found.figure.span, |noun| found.figure.span.cover(noun));
        let words = article.map_or("", |article| &article.text()[span]);
        let as_what = match found.agreement {
            Agreement::Rounded => ", rounded",
            Agreement::Hedged => ", which the hedge allows",
            Agreement::Contained => ", which lies within",
            _ => "",
        };
        let how = format!("read as {}; ¶ {place} has {words}{as_what}", self.figure.describe());
        Answer { verdict: Verdict::Verified, evidence: Some(found.evidence()), how }
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
        let unasked = Answer { verdict: Verdict::Unasked, evidence: None, how: String::new() };
        if self.cover.is_partial {
            return Answer { verdict: Verdict::Unverifiable, ..unasked };
        }
        if let Some(how) = self.declared_date() {
            return Answer { verdict: Verdict::Verified, evidence: None, how };
        }
        let other = likeness(best.other.as_ref());
        if !self.cover.convicts() {
            return if self.needs_source() { Answer::fault(FigureFault::Uncited, self.elsewhere()) } else { unasked };
        }
        let is_same_thing = other.close >= LEAST && other.close * 2.0 >= best.weight;
        let is_same_count = other.counted && other.close >= LEAST + COUNTED_LEAST;
        if self.is_readers_count() && !is_same_count {
            return unasked;
        }
        if (self.is_readers_span(best.unit.as_ref()) || self.figure.kind == figures::Kind::Multiple) && !is_same_thing {
            return unasked;
        }
        if let Some(unit) = &best.unit
            && unit.likeness.shared >= other.shared
        {
            return Answer::fault(FigureFault::Unit, Some(unit.evidence()));
        }
        if let Some(evidence) = self.elsewhere() {
            return Answer::fault(FigureFault::Misattributed, Some(evidence));
        }
        match &best.other {
            Some(found) if is_same_thing || is_same_count => Answer::fault(FigureFault::Mismatch, Some(found.evidence())),
            _ => Answer::fault(FigureFault::NotFound, None),
        }
    }

    /// Another known source that has the figure, of the same thing.
    fn elsewhere(&self) -> Option<Evidence> {
        const MOST: usize = 6;
        let covering = self.cover.sources();
        let words = crate::text::words(self.unit.prose.text());
        let telling =
            words.iter().map(|(_, folded)| folded.as_str()).filter(|word| !crate::text::is_function_word(word));
        let sources = self.cx.library.with_most(&telling.collect::<Vec<_>>(), MOST);
        let mut best = Best::default();
        for source in sources.into_iter().filter(|source| !covering.contains(source)) {
            self.search(source, &mut best);
        }
        best.agreeing
            .filter(|found| found.likeness.close >= LEAST && found.likeness.close * 2.0 >= best.weight)
            .map(|found| found.evidence())
    }

    /// Whether a figure of a source could be the right one in the claim's stead: of one kind and unit.
    fn could_be_rival(&self, source: &Figure) -> bool {
        source.within.is_none()
            && self.figure.kind == source.kind
            && (is_small(source) == is_small(self.figure) || self.figure.kind == figures::Kind::Quantity)
            && self.figure.unit.is_comparable(&source.unit)
            && fields(self.figure) == fields(source)
    }

    /// Whether another figure of the claim gives what a source's figure says.
    fn is_taken(&self, source: &Figure) -> bool {
        self.all.iter().any(|other| figures::compare(other, source).supports())
    }

    /// Whether it is a small number in words: a count that a reader may have made of what the source lists.
    fn is_readers_count(&self) -> bool {
        is_small(self.figure) && self.is_in_words() && !matches!(self.figure.unit, figures::Unit::Measure(_))
    }

    fn is_in_words(&self) -> bool {
        !self.unit.prose.text()[self.figure.span].contains(|c: char| c.is_ascii_digit())
    }

    /// Whether it is a small span of time in words that a reader may have worked out: a few days, a number that the source
    /// gives without its unit, or the years between two that it names.
    fn is_readers_span(&self, bare: Option<&Candidate<'_>>) -> bool {
        const DAY: &str = "d";
        let figures::Unit::Measure(measure) = &self.figure.unit else { return false };
        if !is_small(self.figure) || !self.is_in_words() {
            return false;
        }
        let Value::Number(number) = self.figure.value else { return false };
        if number <= Exact::ONE || measure.symbol == DAY || !measure.is_time() {
            return true;
        }
        let is_bare = |found: &Candidate<'_>| {
            found.figure.within.is_none() && !matches!(found.figure.unit, figures::Unit::Measure(_))
        };
        bare.is_some_and(is_bare) || measure.is_years() && self.is_between_years(number)
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
            if dates.iter().any(|date| figures::compare(self.figure, date).supports()) {
                return Some("the source's own date".to_owned());
            }
            relative::resolve(self.figure, self.cx.library.article(source)?, meta)
        })
    }

    /// Whether a figure says enough to be of something else: not a date, not a small number.
    fn is_telling(&self) -> bool {
        !(is_small(self.figure) && self.is_in_words())
            && !matches!(
                self.figure.kind,
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
        self.unit.kind != UnitKind::Heading && is_cited_nowhere && self.is_telling()
    }
}

/// Which fields a date states: a year is no rival of a month.
fn fields(figure: &Figure) -> Option<(bool, bool, bool)> {
    match figure.value {
        Value::Date(date) => Some((date.year.is_some(), date.month.is_some(), date.day.is_some())),
        _ => None,
    }
}

/// Whether a figure is a number of things that can be counted on sight.
fn is_small(figure: &Figure) -> bool {
    matches!(&figure.value, Value::Number(number) if number.as_int().is_some_and(|number| number <= COUNTED_BY_READERS))
        && matches!(figure.unit, figures::Unit::None | figures::Unit::Counted(_) | figures::Unit::Measure(_))
}

/// Whether two figures bound a number from the same side, at different values.
fn are_other_bounds(claim: &Figure, source: &Figure) -> bool {
    use figures::Hedge::{Above, AtLeast, AtMost, Below};
    let same_side = matches!(
        (claim.hedge, source.hedge),
        (Some(Above | AtLeast), Some(Above | AtLeast)) | (Some(Below | AtMost), Some(Below | AtMost))
    );
    same_side && claim.value != source.value
}

/// Whether an open hedge (`up to`, `at least`) covers a value that is far from its figure.
fn is_far(claim: &Figure, source: &Figure) -> bool {
    let (Value::Number(claim), Value::Number(source)) = (&claim.value, &source.value) else { return false };
    let quarter = claim.abs().over(Exact::int(4));
    let difference = claim.minus(*source).map(Exact::abs);
    match (difference, quarter) {
        (Some(difference), Some(quarter)) => quarter.minus(difference).is_none_or(Exact::is_negative),
        _ => true,
    }
}
