//! What the value of a figure is found by, however it is written.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use crate::figures::{Exact, Figure, Unit, Value};

/// What a value is looked up by.
#[derive(Clone, Copy, Debug)]
pub enum Key {
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

    /// Those of one kind stand together, in the order of their values.
    pub fn order(self, other: Self) -> Ordering {
        let ((a, b, c), (x, y, z)) = (self.sort(), other.sort());
        a.cmp(&x).then(b.total_cmp(&y)).then(c.cmp(&z))
    }
}

/// The most years of a period that it is found by.
const MOST_YEARS: u16 = 100;

/// Everything that a figure's value is found by.
pub fn keys(figure: &Figure, put: &mut impl FnMut(Key)) {
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
pub fn bands(number: f64, figure: &Figure) -> [RangeInclusive<f64>; 1] {
    // A hedge allows a quarter; a rounding, half of the last digit that is shown, zeros at the end aside.
    let round = figure.precision.round.approximate().abs();
    let whole = match &figure.value {
        Value::Number(whole) => whole.abs().approximate(),
        _ => number,
    };
    let part = if figure.hedge.is_some() { 0.5 } else { (round / whole.max(f64::MIN_POSITIVE)).clamp(0.01, 0.5) };
    [number * (1.0 - part)..=number * (1.0 + part)]
}
