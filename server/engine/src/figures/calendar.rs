//! Dates and times of the day, as a text states them.

use std::fmt;

use crate::lexicon::MONTH_NAMES;

/// The fields of a date that a text states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// The year of our era.
    pub year: Option<u16>,
    /// From January, 1.
    pub month: Option<u8>,
    /// Of the month.
    pub day: Option<u8>,
    /// From Monday, 1.
    pub weekday: Option<u8>,
    /// Whether its year is counted back from our era.
    pub is_before_christ: bool,
}

impl Date {
    pub(super) fn year(year: u16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    pub(super) fn month(year: Option<u16>, month: u8) -> Self {
        Self { year, month: Some(month), ..Self::default() }
    }

    pub(super) fn day(year: Option<u16>, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { day: Some(day), ..Self::month(year, month) })
    }

    /// Whether no field that both state differs, and there is one that both state.
    pub(super) fn agrees(self, other: Self) -> bool {
        fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            matches!((a, b), (Some(a), Some(b)) if a != b)
        }
        let shared = (self.year.is_some() && other.year.is_some()) || (self.month.is_some() && other.month.is_some());
        shared
            && self.is_before_christ == other.is_before_christ
            && !differ(self.year, other.year)
            && !differ(self.month, other.month)
            && !differ(self.day, other.day)
            && !differ(self.weekday, other.weekday)
    }

    /// Sorts dates that state the same fields.
    pub(super) fn order(self) -> (Option<i32>, Option<u8>, Option<u8>) {
        (self.signed_year(), self.month, self.day)
    }

    /// The year, below zero before our era.
    pub fn signed_year(self) -> Option<i32> {
        self.year.map(|year| if self.is_before_christ { -i32::from(year) } else { i32::from(year) })
    }
}

impl Date {
    /// For people: `3 May 2024`, `May 2024`, `2024`, `3 May`.
    pub(super) fn describe(self) -> String {
        let day = self.day.map(|day| day.to_string());
        let name = |month: u8| MONTH_NAMES.get(usize::from(month).checked_sub(1)?);
        let month = self.month.and_then(name).map(|month| month[..1].to_uppercase() + &month[1..]);
        let era = if self.is_before_christ { " BC" } else { "" };
        let year = self.year.map(|year| format!("{year}{era}"));
        [day, month, year].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// `2024-05-03`, `2024-05`, `2024`, `--05-03`, `--05`, `-0340` before our era.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_before_christ {
            f.write_str("-")?;
        }
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
            (Some(month), None) => write!(f, "-{month:02}"),
            _ => Ok(()),
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// From 0 to 24.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// Whether the text leaves open which half of the day is meant.
    pub either_half: bool,
}

impl Clock {
    /// The minutes since midnight.
    fn minutes(self) -> i64 {
        const OF_HOUR: i64 = 60;
        i64::from(self.hour) * OF_HOUR + i64::from(self.minute)
    }

    /// The minutes from this time to the next one that is `other`.
    pub fn minutes_until(self, other: Self) -> i64 {
        const OF_DAY: i64 = 24 * 60;
        (other.minutes() - self.minutes()).rem_euclid(OF_DAY)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}
