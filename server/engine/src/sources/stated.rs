//! The statements of an article, found by their values and by the words that fill their roles.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use super::{Article, StemId};
use crate::figures::{Exact, Figure, Unit, Value};
use crate::statements::{Filler, Statement};
use crate::text::{Span, is_function_word};

/// A statement of an article, with the stems of the words that fill its roles.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The statement. Its spans are bytes of the article's text.
    pub statement: Statement,
    /// The stems of its event, ascending.
    pub event: Box<[StemId]>,
    /// The stems of its measure, of what is counted, of who and of where, ascending.
    pub subject: Box<[StemId]>,
    /// The stems of its measure and of what is counted, ascending.
    pub topic: Box<[StemId]>,
    /// The stems of its period, ascending.
    pub when: Box<[StemId]>,
}

impl Stated {
    /// Whether any of its roles has the stem, the period aside.
    pub fn has(&self, stem: StemId) -> bool {
        self.event.binary_search(&stem).is_ok() || self.subject.binary_search(&stem).is_ok()
    }

    /// Whether both are of one measure or count one thing; where neither says of which, of one subject or event.
    pub fn is_of_topic_of(&self, other: &Self) -> bool {
        let are_cells_of_one = self
            .statement
            .cell
            .zip(other.statement.cell)
            .is_some_and(|(a, b)| a.table == b.table && (a.row == b.row || a.column == b.column));
        if are_cells_of_one {
            return true;
        }
        if self.topic.is_empty() && other.topic.is_empty() {
            return self.subject.iter().chain(&self.event).any(|&stem| other.has(stem));
        }
        self.topic.iter().any(|stem| other.topic.binary_search(stem).is_ok())
    }
}

/// The statements of one article.
#[derive(Debug, Default)]
pub struct Statements {
    all: Vec<Stated>,
    /// What each statement can be looked up by, ascending. A statement has a few of them.
    by_value: Vec<(Key, u32)>,
    /// The statements that have a stem in their event or subject, by stem.
    by_stem: Vec<(StemId, u32)>,
}

/// What a value is looked up by.
#[derive(Clone, Copy, Debug)]
enum Key {
    /// A number: as it is written, as its digits before a word of scale, in base units.
    Number(f64),
    /// A year.
    Year(u16),
    /// A month, and a day of it or 0.
    Day(u8, u8),
    /// A time of day on a clock of twelve hours: hours and minutes.
    Clock(u8, u8),
    /// A result, the smaller number first.
    Score(i64, i64),
}

impl Key {
    fn sort(self) -> (u8, f64, i64) {
        match self {
            Key::Number(number) => (0, number, 0),
            Key::Year(year) => (1, f64::from(year), 0),
            Key::Day(month, day) => (2, f64::from(month), i64::from(day)),
            Key::Clock(hour, minute) => (3, f64::from(hour), i64::from(minute)),
            Key::Score(low, high) => (4, low as f64, high),
        }
    }

    fn order(self, other: Self) -> Ordering {
        let ((a, b, c), (x, y, z)) = (self.sort(), other.sort());
        a.cmp(&x).then(b.total_cmp(&y)).then(c.cmp(&z))
    }
}

/// The most statements that one look-up gives. A text with more of one value or one word says it too often to be told apart.
const MOST: usize = 256;

/// The most years of a period that it is found by.
const MOST_YEARS: u16 = 100;

impl Statements {
    /// Reads the statements of an article for look-up.
    pub fn new(article: &Article, statements: Vec<Statement>) -> Self {
        let all: Vec<Stated> = statements.into_iter().map(|statement| stated(article, statement)).collect();
        let mut by_value = Vec::with_capacity(all.len() * 2);
        let mut by_stem = Vec::with_capacity(all.len() * 6);
        for (number, stated) in (0_u32..).zip(&all) {
            keys(&stated.statement.figure, &mut |key| by_value.push((key, number)));
            let stems = stated.event.iter().chain(&stated.subject);
            by_stem.extend(stems.map(|&stem| (stem, number)));
        }
        by_value.sort_by(|a, b| a.0.order(b.0).then(a.1.cmp(&b.1)));
        by_value.dedup_by(|a, b| a.1 == b.1 && a.0.order(b.0) == Ordering::Equal);
        by_stem.sort_unstable();
        by_stem.dedup();
        by_value.shrink_to_fit();
        by_stem.shrink_to_fit();
        Self { all, by_value, by_stem }
    }

    /// The statements, in the order of their figures.
    pub fn all(&self) -> &[Stated] {
        &self.all
    }

    /// The statements whose figures begin in a stretch of the text.
    pub fn within(&self, span: Span) -> &[Stated] {
        let start = |stated: &Stated| stated.statement.figure.span.start;
        let from = self.all.partition_point(|stated| start(stated) < span.start);
        let to = self.all.partition_point(|stated| start(stated) < span.end);
        self.all.get(from..to.max(from)).unwrap_or_default()
    }

    /// The statements whose value could be that of `figure`, in the order of the text: all that [`compare`] could call
    /// anything but different are among them, up to a bound.
    ///
    /// [`compare`]: crate::figures::compare
    pub fn near(&self, figure: &Figure) -> Vec<&Stated> {
        let mut numbers: Vec<u32> = Vec::new();
        let mut take = |low: Key, high: Key| {
            let from = self.by_value.partition_point(|(key, _)| key.order(low) == Ordering::Less);
            let found = self.by_value[from..].iter().take_while(|(key, _)| key.order(high) != Ordering::Greater);
            numbers.extend(found.take(MOST).map(|&(_, number)| number));
        };
        keys(figure, &mut |key| match key {
            Key::Number(number) => {
                // Where there are too many, those of the very value are the ones that count.
                take(key, key);
                for band in bands(number, figure) {
                    take(Key::Number(*band.start()), Key::Number(*band.end()));
                }
            }
            Key::Day(month, 0) => take(Key::Day(month, 0), Key::Day(month, u8::MAX)),
            key => take(key, key),
        });
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.all.get(number as usize)).collect()
    }

    /// The statements that have the stem in their event or their subject, in the order of the text, up to a bound.
    pub fn with(&self, stem: StemId) -> impl Iterator<Item = &Stated> {
        self.numbers(stem).iter().take(MOST).filter_map(|&(_, number)| self.all.get(number as usize))
    }

    /// How many statements have the stem in their event or their subject.
    pub fn count(&self, stem: StemId) -> usize {
        self.numbers(stem).len()
    }

    fn numbers(&self, stem: StemId) -> &[(StemId, u32)] {
        let from = self.by_stem.partition_point(|&(other, _)| other < stem);
        let to = self.by_stem.partition_point(|&(other, _)| other <= stem);
        &self.by_stem[from..to]
    }
}

fn stated(article: &Article, mut statement: Statement) -> Stated {
    statement.shrink();
    let stems = |fillers: &[&Filler]| {
        let spans = fillers.iter().flat_map(|filler| &filler.words);
        let mut stems: Vec<StemId> = spans.flat_map(|&span| stems_in(article, span)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems.into_boxed_slice()
    };
    Stated {
        event: stems(&[&statement.event]),
        subject: stems(&[&statement.measure, &statement.counted, &statement.who, &statement.place]),
        topic: stems(&[&statement.measure, &statement.counted]),
        when: stems(&[&statement.when]),
        statement,
    }
}

/// The stems of the words of a span that name something.
fn stems_in(article: &Article, span: Span) -> impl Iterator<Item = StemId> {
    let words = article.words();
    words
        .positions_in(span)
        .filter(|&at| !is_function_word(words.word(at)))
        .map(|at| article.forms().of(words.ids()[at]))
}

/// Everything that a figure's value is found by.
fn keys(figure: &Figure, put: &mut impl FnMut(Key)) {
    let readings = figure.also.iter().map(|reading| (&reading.value, &reading.unit, reading.precision.scale));
    for (value, unit, scale) in std::iter::once((&figure.value, &figure.unit, figure.precision.scale)).chain(readings) {
        match value {
            Value::Number(number) => number_keys(*number, unit, scale, put),
            Value::Range(low, high) => {
                low.iter().chain(high).for_each(|&end| number_keys(end, unit, scale, put));
            }
            Value::Date(date) => date_keys(date.year, date.month, date.day, put),
            Value::Period(from, to) => {
                if let (Some(first), Some(last)) = (from.year, to.year) {
                    (first..=last).take(usize::from(MOST_YEARS)).for_each(|year| put(Key::Year(year)));
                } else {
                    date_keys(None, from.month, from.day, put);
                    date_keys(None, to.month, to.day, put);
                }
            }
            Value::Time(clock) => put(Key::Clock(clock.hour % 12, clock.minute)),
            Value::Times(from, to) => [from, to].into_iter().for_each(|at| put(Key::Clock(at.hour % 12, at.minute))),
            Value::Score(a, b) => put(Key::Score(*a.min(b), *a.max(b))),
        }
    }
}

fn number_keys(number: Exact, unit: &Unit, scale: u8, put: &mut impl FnMut(Key)) {
    let written = number.abs().approximate();
    put(Key::Number(written));
    if scale > 0 {
        put(Key::Number(written / 10_f64.powi(i32::from(scale))));
    }
    match unit {
        Unit::Measure(measure) => put(Key::Number(measure.in_base_units(number).abs())),
        // A share is read in hundredths and as a part of one.
        Unit::Share => put(Key::Number(written * 100.0)),
        Unit::Percent => put(Key::Number(written / 100.0)),
        Unit::PercentPoints => put(Key::Number(written * 100.0)),
        _ => {}
    }
}

fn date_keys(year: Option<u16>, month: Option<u8>, day: Option<u8>, put: &mut impl FnMut(Key)) {
    if let Some(year) = year {
        put(Key::Year(year));
    }
    if let Some(month) = month {
        put(Key::Day(month, day.unwrap_or(0)));
    }
}

/// Where a value must lie to be the claim's under any hedge or rounding. `number` is one of the claim's keys.
fn bands(number: f64, figure: &Figure) -> [RangeInclusive<f64>; 1] {
    // A hedge allows a quarter; a rounding, half of the last digit that is shown, zeros at the end aside.
    let round = figure.precision.round.approximate().abs();
    let whole = match &figure.value {
        Value::Number(whole) => whole.abs().approximate(),
        _ => number,
    };
    let part = if figure.hedge.is_some() { 0.5 } else { (round / whole.max(f64::MIN_POSITIVE)).clamp(0.01, 0.5) };
    [number * (1.0 - part)..=number * (1.0 + part)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Mode, read};
    use crate::sources::Format;

    /// Which figures of an article are near the claim's.
    fn check(text: &str, claim: &str, expected: &[&str]) {
        let article = Article::of_text(text, Format::Text);
        let figure = read(claim, Mode::Claim).remove(0);
        let found = article.statements().near(&figure);
        let mut found: Vec<&str> = found
            .iter()
            .map(|stated| &stated.statement.figure)
            .filter(|figure| figure.within.is_none())
            .map(|figure| &text[figure.span])
            .collect();
        found.dedup();
        assert_eq!(found, expected, "{claim}");
    }

    #[test]
    fn numbers_are_found_by_what_they_round_to() {
        check("It took 3,987 tonnes and 6,100 crates.", "4,000 tonnes", &["3,987 tonnes"]);
        check("It cost $4.2 million.", "$4.2 billion", &["$4.2 million"]);
    }

    #[test]
    fn measures_are_found_in_other_units() {
        check("It is 10 miles long and 900 feet wide.", "16 km", &["10 miles"]);
    }

    #[test]
    fn dates_are_found_by_year_and_month() {
        check("It opened on 3 May 2019 and shut in 2021.", "May 2019", &["3 May 2019"]);
        check("It opened on 3 May 2019 and shut in 2021.", "2021", &["2021"]);
    }
}
