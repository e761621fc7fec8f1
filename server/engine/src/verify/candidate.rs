//! The figures of a source that stand against a claim's: which agree with it, which are other figures of the same thing.

use std::ops::Range;
use std::rc::Rc;

use super::check::Evidence;
use super::said::Said;
use super::subject::{Cues, CuesOf, Likeness, Subject};
use crate::figures::{self, Agreement, Exact, Figure, Value};
use crate::markup::{Unit, UnitKind};
use crate::sources::{Article, Library, Placed, SourceId, clause};
use crate::text::{Span, stem};

/// The least likeness at which a figure speaks of the same thing at all.
pub const LEAST: f32 = 0.8;

/// What the likeness of a figure is worth whose value is only near the claim's, beside one of the very same.
const NOT_EQUAL: f32 = 0.9;

/// The greatest count that a reader can be trusted to have made: "the two companies".
const COUNTED_BY_READERS: i64 = 10;

/// A count up to this is no rival of a greater one.
const DOZEN: i64 = 12;

/// A figure of a source that stands against a claim's.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    pub source: SourceId,
    pub figure: &'a Figure,
    pub agreement: Agreement,
    pub likeness: Likeness,
    /// The positions of its sentence's words.
    pub sentence: &'a Range<usize>,
}

impl Candidate<'_> {
    /// A figure of a source, whatever it speaks of.
    pub fn at(source: SourceId, placed: &Placed) -> Candidate<'_> {
        let (figure, sentence) = (&placed.figure, &placed.setting.sentence);
        Candidate { source, figure, agreement: Agreement::Equal, likeness: Likeness::default(), sentence }
    }

    /// Where it stands.
    pub fn evidence(&self) -> Evidence {
        Evidence { source: self.source, span: self.figure.span, score: 1.0 }
    }

    /// Its likeness as it holds against another figure's: less where its value is not the claim's very own.
    pub fn held(&self) -> Likeness {
        let Likeness { shared, close, .. } = self.likeness;
        let part = if self.agreement == Agreement::Equal { 1.0 } else { NOT_EQUAL };
        Likeness { shared: shared * part, close: close * part, ..self.likeness }
    }
}

/// The best candidates of a source or of several, by how they stand to the claim.
#[derive(Clone, Copy, Default)]
pub struct Best<'a> {
    /// A figure that bears the claim's out.
    pub agreeing: Option<Candidate<'a>>,
    /// One with another hedge, or one that the claim rounds without saying so.
    pub hedged: Option<Candidate<'a>>,
    /// The same number, of another unit.
    pub unit: Option<Candidate<'a>>,
    /// Another figure of the same kind, for the same thing.
    pub other: Option<Candidate<'a>>,
    /// The weight of the words next to the claim's figure.
    pub weight: f32,
    /// The weight of those that the source has.
    pub known: f32,
}

impl<'a> Best<'a> {
    /// Takes over what is better in another source.
    pub fn merge(&mut self, other: Best<'a>) {
        self.weight = self.weight.max(other.weight);
        self.known = self.known.max(other.known);
        [other.agreeing, other.hedged, other.unit, other.other].into_iter().flatten().for_each(|found| self.add(found));
    }

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

/// How much a candidate speaks of the same thing; not at all if there is none.
pub fn likeness(candidate: Option<&Candidate<'_>>) -> Likeness {
    candidate.map(|candidate| candidate.likeness).unwrap_or_default()
}

/// A figure of a claim, as it is held against the figures of sources.
#[derive(Clone, Copy)]
pub struct Claimed<'a> {
    /// What can be cited.
    pub library: &'a Library,
    /// The unit of the claim.
    pub unit: &'a Unit,
    /// Its words.
    pub said: &'a Said,
    /// The figure.
    pub figure: &'a Figure,
    /// Every figure of the unit.
    pub all: &'a [Figure],
    /// The unit's words as each article knows them.
    pub cues: &'a CuesOf,
}

impl<'a> Claimed<'a> {
    /// The best of a source's figures.
    pub fn search(&self, source: SourceId) -> Best<'a> {
        let mut best = Best::default();
        let Some(article) = self.library.article(source) else { return best };
        let cues = self.cues(source, article);
        let subject = self.subject(&cues);
        best.weight = subject.weight();
        best.known = subject.known_weight();
        for placed in article.figures() {
            let figure = &placed.figure;
            let agreement = self.compare(article, placed);
            let is_other = agreement == Agreement::Different;
            if is_other && !self.could_be_rival(figure) {
                continue;
            }
            let likeness = subject.likeness(article, placed);
            let is_beaten = best.other.as_ref().is_some_and(|other| other.likeness.shared >= likeness.shared);
            if is_other && (is_beaten || self.is_taken(figure)) {
                continue;
            }
            if agreement == Agreement::Hedged && is_far(self.figure, figure) && !likeness.counted {
                continue;
            }
            let agreement = match agreement {
                Agreement::Unit if self.is_order_of(article, placed, likeness) => Agreement::Equal,
                agreement => agreement,
            };
            // Another value that would do for this one is one of the same thing, or nothing.
            if self.is_loose(agreement, figure) && likeness.close <= 0.0 && best.known > LEAST {
                continue;
            }
            best.add(Candidate { source, figure, agreement, likeness, sentence: &placed.setting.sentence });
        }
        best
    }

    /// The content words of the unit as an article knows them.
    pub fn cues(&self, source: SourceId, article: &Article) -> Rc<Cues> {
        self.cues.get(source, || {
            let spans: Vec<Span> = self.all.iter().map(|figure| figure.span).collect();
            Cues::new(self.unit.prose.text(), self.said, &spans, article)
        })
    }

    /// What the figure speaks of.
    pub fn subject<'c>(&self, cues: &'c Cues) -> Subject<'c> {
        let text = self.unit.prose.text();
        Subject::new(cues, clause(text, Span::new(0, text.len()), self.figure.span), self.figure)
    }

    /// Holds the claim's figure against one of an article, by what both say and what the article says beside it.
    fn compare(&self, article: &Article, placed: &Placed) -> Agreement {
        let source = &placed.figure;
        let mut agreement = match figures::compare(self.figure, source) {
            // What neither bears out nor contradicts is left alone.
            Agreement::Loose => Agreement::Contained,
            agreement => agreement,
        };
        let is_end = |end: &Figure| match figures::compare(self.figure, end) {
            Agreement::Equal | Agreement::Rounded => true,
            Agreement::Contained => self.is_vague(),
            Agreement::Hedged => self.figure.hedge == Some(figures::Hedge::About),
            _ => false,
        };
        if !agreement.supports() && placed.ends.as_ref().is_some_and(|ends| ends.iter().any(is_end)) {
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
        let is_like = |placed: &Placed| match (&self.figure.unit, &placed.figure.unit) {
            (figures::Unit::Measure(ours), figures::Unit::Measure(theirs))
                if ours.is_rate_of(theirs) || theirs.is_rate_of(ours) =>
            {
                true
            }
            (ours, theirs) => ours.is_comparable(theirs),
        };
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
    pub fn is_vague(&self) -> bool {
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

    /// Whether a figure of a source could be the right one in the claim's stead: of one kind and unit.
    fn could_be_rival(&self, source: &Figure) -> bool {
        source.within.is_none()
            && self.figure.kind == source.kind
            && (is_up_to(DOZEN, source) == is_up_to(DOZEN, self.figure) || self.figure.kind == figures::Kind::Quantity)
            && self.figure.unit.is_comparable(&source.unit)
            && fields(self.figure) == fields(source)
    }

    /// Whether another figure of the claim gives what a source's figure says.
    pub fn is_taken(&self, source: &Figure) -> bool {
        self.all.iter().any(|other| figures::compare(other, source).supports())
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
pub fn is_small(figure: &Figure) -> bool {
    is_up_to(COUNTED_BY_READERS, figure)
}

/// Whether a figure is a whole number of things that is not above `most`.
fn is_up_to(most: i64, figure: &Figure) -> bool {
    matches!(&figure.value, Value::Number(number) if number.as_int().is_some_and(|number| number <= most))
        && matches!(figure.unit, figures::Unit::None | figures::Unit::Counted(_) | figures::Unit::Measure(_))
}

/// Whether two figures bound a number from the same side, at different values.
fn are_other_bounds(claim: &Figure, source: &Figure) -> bool {
    use figures::Hedge::{Above, AtLeast, AtMost, Below};
    let same_side = matches!(
        (claim.hedge, source.hedge),
        (Some(Above | AtLeast), Some(Above | AtLeast)) | (Some(Below | AtMost), Some(Below | AtMost))
    );
    same_side && claim.value != value_for(claim, source)
}

/// Whether an open hedge (`up to`, `at least`) covers a value that is far from its figure.
fn is_far(claim: &Figure, source: &Figure) -> bool {
    let (Value::Number(ours), Value::Number(theirs)) = (&claim.value, value_for(claim, source)) else { return false };
    let quarter = ours.abs().over(Exact::int(4));
    let difference = ours.minus(theirs).map(Exact::abs);
    match (difference, quarter) {
        (Some(difference), Some(quarter)) => quarter.minus(difference).is_none_or(Exact::is_negative),
        _ => true,
    }
}

/// The value of a source's figure in the unit of the claim's.
fn value_for(claim: &Figure, source: &Figure) -> Value {
    match (&claim.unit, &source.unit, &source.value) {
        (figures::Unit::Measure(ours), figures::Unit::Measure(theirs), Value::Number(value)) => {
            Value::Number(theirs.convert(*value, ours).unwrap_or(*value))
        }
        (_, _, value) => value.clone(),
    }
}
