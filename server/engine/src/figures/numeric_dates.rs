//! Dates in digits alone: `2015-03-03`, `31.08.15`.

use super::amounts::Found;
use super::calendar::Date;
use super::dates::{found, reading};
use super::exact::Exact;
use super::reader::Reader;
use super::tokens::Gap;
use super::years::expand_year;
use super::{Kind, Precision, Reading, Unit, Value};

impl Reader<'_> {
    /// `2015-03-03`, `3/3/2015`, `31.08.15`, `2/15`.
    pub(super) fn numeric_date(&self, i: usize) -> Option<Found> {
        let first = self.small_digits(i)?;
        if !self.opens(i) || !self.is_any_sign(i + 1, "-/.‑") || !self.is_digits(i + 2) {
            return None;
        }
        let tight = (1..=2).all(|k| self.glued(i + k));
        let loose = (1..=2).all(|k| self.gap(i + k) == Gap::Blank) && self.is_sign(i + 1, '/');
        let second = self.small_digits(i + 2)?;
        let three = self.text_of(i + 3) == self.text_of(i + 1)
            && self.is_digits(i + 4)
            && self.glued(i + 3)
            && self.glued(i + 4);
        if three && tight {
            return self.three_numbers(i, first, second);
        }
        if !(tight || loose) || self.is_sign(i + 1, '.') || !self.closes(i + 3) {
            return None;
        }
        self.two_numbers(i, first, second)
    }

    pub(super) fn three_numbers(&self, i: usize, first: u32, second: u32) -> Option<Found> {
        let end = i + 5;
        let third = self.small_digits(i + 4)?;
        // "2024-05-03T14:30:00Z"
        let timed = self.text_of(end) == "T" && self.glued(end) && self.is_digits(end + 1) && self.glued(end + 1);
        if !self.closes(end) && !timed {
            return None;
        }
        let day =
            |year: u16, month: u32, day: u32| Date::day(Some(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        if self.text_of(i).len() == 4 {
            let year = u16::try_from(first).ok()?;
            let end = if timed { self.chunk_end(end) } else { end };
            return Some(day(year, second, third).map_or(Found::nothing(i, end), |date| found(i, end, date)));
        }
        let year = match self.text_of(i + 4).len() {
            4 => u16::try_from(third).ok()?,
            2 if self.text_of(i).len() <= 2 => expand_year(u16::try_from(third).ok()?),
            _ => return None,
        };
        if self.text_of(i).len() > 2 || self.text_of(i + 2).len() > 2 {
            return None;
        }
        self.either(i, end, day(year, first, second), day(year, second, first)).or(Some(Found::nothing(i, end)))
    }

    /// A month and a day without a year: also a fraction, so the date comes second unless a word says so.
    pub(super) fn two_numbers(&self, i: usize, first: u32, second: u32) -> Option<Found> {
        let end = i + 3;
        if (1..=12).contains(&first)
            && (1900..=2100).contains(&second)
            && self.text_of(i).len() <= 2
            && self.is_any_sign(i + 1, "/-")
        {
            return Some(found(i, end, Date::month(u16::try_from(second).ok(), u8::try_from(first).ok()?)));
        }
        if let Some(month) = self.iso_month(i) {
            return Some(found(i, end, month));
        }
        let slash = self.is_sign(i + 1, '/');
        if self.text_of(i).len() > 2 || self.text_of(i + 2).len() > 2 {
            return None;
        }
        let day = |month: u32, day: u32| Date::day(None, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let dates = self.either(i, end, day(first, second), day(second, first))?;
        let led = i > 0 && self.is_one_of(i - 1, &["on", "by", "since", "until", "dated", "from", "before", "after"]);
        if led {
            return Some(dates);
        }
        let value = Exact::ratio(i128::from(first), i128::from(second));
        let number = match value {
            Some(value) if slash => Reading {
                kind: Kind::Number,
                value: Value::Number(value),
                unit: Unit::Share,
                precision: Precision::EXACT,
            },
            _ if !slash && first > second => Reading {
                kind: Kind::Score,
                value: Value::Score(i64::from(first), i64::from(second)),
                unit: Unit::None,
                precision: Precision::EXACT,
            },
            // What a hyphen joins is rather a span than a day.
            _ => return None,
        };
        // A proper fraction with a usual lower part is no date; else the date comes first.
        let fraction = matches!(second, 2..=5 | 8 | 10 | 16) && first < second && slash && self.text_of(i).len() == 1;
        if fraction {
            return None;
        }
        let mut dates = dates;
        let place = if !slash { 0 } else { dates.readings.len() };
        dates.readings.insert(place, number);
        Some(dates)
    }

    /// `2019-07`, `2014/10`
    pub(super) fn iso_month(&self, i: usize) -> Option<Date> {
        let (year, month) = (self.small_digits(i)?, u8::try_from(self.small_digits(i + 2)?).ok()?);
        let fits = (1500..=2199).contains(&year) && (1..=12).contains(&month) && self.text_of(i).len() == 4;
        let joined = self.is_any_sign(i + 1, "-‐‑/") && self.glued(i + 1) && self.glued(i + 2) && self.closes(i + 3);
        (fits && joined && self.text_of(i + 2).len() == 2).then(|| Date::month(u16::try_from(year).ok(), month))
    }

    pub(super) fn either(&self, i: usize, end: usize, first: Option<Date>, second: Option<Date>) -> Option<Found> {
        match (first, second) {
            (Some(first), Some(second)) if first != second => Some(found(i, end, first).or(reading(second))),
            (Some(date), _) | (None, Some(date)) => Some(found(i, end, date)),
            (None, None) => None,
        }
    }
}
