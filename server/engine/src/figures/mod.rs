//! Figures: numbers, amounts, dates and times, read out of digits or words.
//!
//! [`read`] finds them in a text, exactly: a wrong reading is worse than none, so what is not understood is no figure.
//! [`compare`] tells how a claim's figure and a source's stand to each other.

mod amounts;
mod arithmetic;
mod bounds;
mod calendar;
mod compare;
mod convert;
mod dates;
mod digits;
mod exact;
mod fractions;
mod hedges;
mod labels;
mod measure;
mod money;
mod nouns;
mod numbered;
mod numbers;
mod numeric_dates;
mod ordinals;
mod periods;
mod quantities;
mod ranges;
mod reader;
mod shares;
mod shown;
mod sums;
mod times;
mod tokens;
mod traps;
mod unit_table;
mod units;
mod unquantified;
mod worded;
mod years;

pub use arithmetic::{Amount, Uncomputed};
pub use calendar::{Clock, Date};
pub use compare::{Agreement, compare};
pub use exact::Exact;
pub use hedges::Hedge;
pub use measure::Measure;
pub use money::{Currency, currency_signs};
pub use numbered::{NumberedName, numbered_names};

use crate::text::Span;
use reader::Reader;

/// A figure as a text gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its words, in bytes of the text, without the hedge.
    pub span: Span,
    /// What sort of figure it is.
    pub kind: Kind,
    /// What it says.
    pub value: Value,
    /// What it is a number of.
    pub unit: Unit,
    /// How far it commits itself.
    pub hedge: Option<Hedge>,
    /// The words of the hedge, in bytes of the text.
    pub hedge_span: Option<Span>,
    /// How finely it was written.
    pub precision: Precision,
    /// The counted noun right after it, in bytes of the text.
    pub noun: Option<Span>,
    /// For a sum of money, what it is paid for.
    pub per: Option<Rate>,
    /// Other ways to read the very same words (`3/4/2020`), for a claim; a source has each as a figure of its own.
    pub also: Vec<Reading>,
    /// For the bare number of a longer reading (the 5 of `5 km`), in a source: that reading's kind.
    pub within: Option<Kind>,
}

/// What a sum of money is paid for: the year of `$500 a year`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The symbol of the unit of measure.
    pub unit: String,
    /// Its words, in bytes of the text.
    pub span: Span,
}

/// One way to read the words of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What sort of figure it is.
    pub kind: Kind,
    /// What it says.
    pub value: Value,
    /// What it is a number of.
    pub unit: Unit,
    /// How finely it was written.
    pub precision: Precision,
}

/// What sort of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A count or any other number.
    Number,
    /// A place in an order.
    Ordinal,
    /// A percentage, percentage points, basis points.
    Percent,
    /// A sum of money.
    Money,
    /// A date, a year, a decade, a quarter.
    Date,
    /// A time of day.
    Time,
    /// From one figure to another.
    Range,
    /// A number with a unit of measure.
    Quantity,
    /// How many times: `twice`, `tenfold`.
    Multiple,
    /// A result, or one number against another: `3-1`, `2:1`.
    Score,
}

impl Kind {
    /// The name that machines know it by. Multiples and scores go as numbers.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number | Kind::Multiple | Kind::Score => "number",
            Kind::Ordinal => "ordinal",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Range => "range",
            Kind::Quantity => "quantity",
        }
    }
}

/// What a figure says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One number.
    Number(Exact),
    /// From one number to another, the lower first; an end may be open.
    Range(Option<Exact>, Option<Exact>),
    /// The fields of a date that the text states.
    Date(Date),
    /// From one date to another: a span of days, a decade, a quarter.
    Period(Date, Date),
    /// A time of day.
    Time(Clock),
    /// From one time of day to another.
    Times(Clock, Clock),
    /// One number against another, in the text's order.
    Score(i64, i64),
}

/// What a figure is a number of.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// Nothing that the figure says.
    None,
    /// Hundredths.
    Percent,
    /// The difference of two percentages.
    PercentPoints,
    /// Hundredths of such a difference.
    BasisPoints,
    /// A share of a whole: `a third`, `one in five`.
    Share,
    /// Money.
    Currency(Currency),
    /// A unit of measure.
    Measure(Box<Measure>),
    /// The noun that is counted, in lower case.
    Counted(String),
}

/// How finely a figure was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Precision {
    /// What one more in its last digit is worth: 100,000 for `4.2 million`, 1 for `4,000`.
    pub step: Exact,
    /// The same, if zeros at its end are not digits that count: 1,000 for `4,000`.
    pub round: Exact,
    /// The power of ten of its scale word: 6 for `4.2 million`, 0 without one.
    pub scale: u8,
}

impl Precision {
    /// That of a figure which is exactly what it says.
    pub(crate) const EXACT: Self = Self { step: Exact::ONE, round: Exact::ONE, scale: 0 };
}

/// Which of overlapping readings are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// All: an amount and its number, a span and its ends.
    Source,
    /// The longest alone.
    Claim,
}

/// The figures of `text`, in order of their start.
pub fn read(text: &str, mode: Mode) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut tokens = Vec::new();
    for (at, block) in blocks(text) {
        tokens::tokenize(block, &mut tokens);
        let mut reader = Reader { text: block, tokens: &mut tokens };
        traps::mark(&mut reader);
        let from = figures.len();
        reader.collect(mode, &mut figures);
        for figure in &mut figures[from..] {
            figure.shift(at);
        }
    }
    figures.sort_by_key(|figure| (figure.span.start, usize::MAX - figure.span.end));
    figures
}

/// Whether two texts, each with one figure and nothing else, give the same: `three` and `3`, `12%` and `12 per cent`.
pub fn are_equal(a: &str, b: &str) -> bool {
    let whole = |text: &str| {
        let mut figures = read(text, Mode::Claim);
        let figure = figures.pop().filter(|_| figures.is_empty())?;
        let rest = [&text[..figure.span.start], &text[figure.noun.unwrap_or(figure.span).end.max(figure.span.end)..]];
        rest.iter().all(|rest| rest.trim().is_empty()).then_some(figure)
    };
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => compare(&a, &b) == Agreement::Equal,
        _ => false,
    }
}

/// The stretches of a text that are read by themselves, in order, each with the byte that it begins at: no figure goes across a
/// blank line or from one cell of a table to the next.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at;
        at = if from < text.len() { block_end(text, from) } else { return None };
        Some((from, &text[from..at]))
    })
}

fn block_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\t', b'\n', &bytes[from..]).map(|at| from + at);
    let end = ends.into_iter().find(|&at| bytes[at] == b'\t' || bytes.get(at + 1) == Some(&b'\n'));
    end.map_or(text.len(), |at| at + 1)
}

impl Figure {
    pub(crate) fn shift(&mut self, by: usize) {
        self.span = self.span.shifted(by);
        self.hedge_span = self.hedge_span.map(|span| span.shifted(by));
        self.noun = self.noun.map(|span| span.shifted(by));
        if let Some(rate) = &mut self.per {
            rate.span = rate.span.shifted(by);
        }
    }

    /// The same figure in a text in which it stands `by` bytes further on.
    pub(crate) fn shifted(&self, by: usize) -> Figure {
        let mut figure = self.clone();
        figure.shift(by);
        figure
    }

    /// The same figure in the part of a text that begins at `start`.
    pub(crate) fn shifted_back(&self, start: usize) -> Figure {
        let back = |span: Span| Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start));
        let mut figure = self.clone();
        figure.span = back(figure.span);
        figure.hedge_span = figure.hedge_span.map(back);
        figure.noun = figure.noun.map(back);
        if let Some(rate) = &mut figure.per {
            rate.span = back(rate.span);
        }
        figure
    }

    /// The year that a date or the beginning of a period states.
    pub fn year(&self) -> Option<i32> {
        match self.value {
            Value::Date(date) | Value::Period(date, _) => date.signed_year(),
            _ => None,
        }
    }

    /// Whether it is one longer unit of time, in shorter ones: twelve months, 24 hours.
    pub fn is_calendar_unit(&self) -> bool {
        match (&self.value, &self.unit) {
            (Value::Number(value), Unit::Measure(measure)) => measure.is_one_longer(*value),
            _ => false,
        }
    }

    /// Whether the two are paid for different units: a month and a year.
    pub fn is_paid_otherwise(&self, other: &Figure) -> bool {
        matches!((&self.per, &other.per), (Some(ours), Some(theirs)) if ours.unit != theirs.unit)
    }

    /// The two ends of a range as figures of their own; none of other figures and of a range with an open end.
    pub fn ends(&self) -> Option<[Figure; 2]> {
        let (kind, from, to) = match self.value {
            Value::Range(Some(low), Some(high)) => (self.unit.kind(), Value::Number(low), Value::Number(high)),
            Value::Period(from, to) => (Kind::Date, Value::Date(from), Value::Date(to)),
            Value::Times(from, to) => (Kind::Time, Value::Time(from), Value::Time(to)),
            _ => return None,
        };
        Some([from, to].map(|value| Figure { value, kind, also: Vec::new(), ..self.clone() }))
    }
}

impl Unit {
    /// Whether numbers of the two units could be held against each other.
    pub fn is_comparable(&self, other: &Unit) -> bool {
        match (self, other) {
            (Unit::Currency(a), Unit::Currency(b)) => a.agrees(*b),
            (Unit::Measure(a), Unit::Measure(b)) => a.symbol == b.symbol || b.convert(Exact::ONE, a).is_some(),
            (Unit::None | Unit::Counted(_) | Unit::Share, Unit::None | Unit::Counted(_) | Unit::Share) => true,
            (a, b) => a == b,
        }
    }

    /// The kind of a single number of this unit.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Unit::None | Unit::Share | Unit::Counted(_) => Kind::Number,
            Unit::Percent | Unit::PercentPoints | Unit::BasisPoints => Kind::Percent,
            Unit::Currency(_) => Kind::Money,
            Unit::Measure(_) => Kind::Quantity,
        }
    }
}

#[cfg(test)]
mod tests;
