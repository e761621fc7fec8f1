//! Dates: days, months, years, decades, centuries, quarters, and spans of them.

use std::fmt;

use super::amounts::Found;
use super::exact::Exact;
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Reading, Unit, Value};

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
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let day = self.day.map(|day| day.to_string());
        let name = |month: u8| MONTHS.get(usize::from(month).checked_sub(1)?);
        let month = self.month.and_then(name).map(|month| (*month).to_owned());
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

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// Words before a month's name that make one of `may` and `march`.
const BEFORE_MONTH: [&str; 16] = [
    "in", "last", "since", "until", "by", "of", "from", "to", "during", "next", "this", "early", "late", "mid",
    "between", "through",
];

/// Words before a number that make a year of it.
const BEFORE_YEAR: [&str; 22] = [
    "in", "since", "until", "till", "by", "from", "of", "during", "before", "after", "between", "year", "circa",
    "early", "late", "mid", "around", "through", "and", "to", "for", "the",
];

pub(super) fn found(start: usize, end: usize, date: Date) -> Found {
    Found::new(start, end, Kind::Date, Value::Date(date), Unit::None, Precision::EXACT)
}

pub(super) fn span(start: usize, end: usize, from: Date, to: Date, kind: Kind) -> Found {
    Found::new(start, end, kind, Value::Period(from, to), Unit::None, Precision::EXACT)
}

pub(super) fn reading(date: Date) -> Reading {
    Reading { kind: Kind::Date, value: Value::Date(date), unit: Unit::None, precision: Precision::EXACT }
}

impl Reader<'_> {
    /// The date, or the span of dates, that begins at `i`.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        let mut best = self.named_date(i);
        Found::or_longer(&mut best, self.date_span(i));
        Found::or_longer(&mut best, self.numeric_date(i));
        Found::or_longer(&mut best, self.decade(i));
        Found::or_longer(&mut best, self.century(i));
        Found::or_longer(&mut best, self.quarter(i));
        Found::or_longer(&mut best, self.financial_year(i));
        Found::or_longer(&mut best, self.year_of_era(i));
        Found::or_longer(&mut best, self.listed_days(i));
        Found::or_longer(&mut best, self.year_alone(i));
        best
    }

    // --- with a month's name

    fn named_date(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.year_first(i) {
            return Some(found);
        }
        match self.full_date(i)? {
            (Some(date), end) => Some(found(i, end, date)),
            (None, end) => Some(Found::nothing(i, end)),
        }
    }

    /// A date with a month's name at `i`: `Monday, 3 May 2024`, `the 3rd of May`, `May 3rd`, `May 2024`, `May`. No date, with
    /// an end, for one that no calendar has.
    pub(super) fn full_date(&self, i: usize) -> Option<(Option<Date>, usize)> {
        if let Lex::Weekday(weekday) = self.lex(i) {
            let mut at = i + 1;
            if self.is_sign(at, '.') && self.glued(at) {
                at += 1;
            }
            if self.is_sign(at, ',') {
                at += 1;
            }
            let (date, end) = self.day_and_month(at)?;
            let day = date.is_none_or(|date| date.day.is_some());
            return day.then_some((date.map(|date| Date { weekday: Some(weekday), ..date }), end));
        }
        self.day_and_month(i)
    }

    fn day_and_month(&self, i: usize) -> Option<(Option<Date>, usize)> {
        let at = i + usize::from(self.is(i, "the"));
        self.day_first(at).or_else(|| self.month_first(at))
    }

    pub(super) fn day_first(&self, i: usize) -> Option<(Option<Date>, usize)> {
        let (day, end) = self.day_number(i)?;
        let end = if self.is(end, "day") && self.is(end + 1, "of") { end + 1 } else { end };
        let mut at = end + usize::from(self.is(end, "of"));
        if at == end && self.is_any_sign(at, "-‐‑–/.") && self.glued(at) && self.glued(at + 1) {
            at += 1;
        }
        let (month, end) = self.month_name(at)?;
        if !self.is_month_after_day(i, at, end) {
            return None;
        }
        let (year, end) = self
            .year_after(end, at)
            .or_else(|| self.short_year(end))
            .or_else(|| self.joined_short_year(end))
            .map_or((None, end), |(year, end)| (Some(year), end));
        Some((Date::day(year, month, day), end))
    }

    /// Whether a day's number makes a month of the word at `month`: `5 may` is a date, `one may` and `5 may be` are not.
    fn is_month_after_day(&self, day: usize, month: usize, end: usize) -> bool {
        if !self.is_verb(month) || self.is(month - 1, "of") || matches!(self.lex(month - 1), Lex::Ordinal(_)) {
            return true;
        }
        let ordinal = self.is_one_of(month - 1, &["st", "nd", "rd", "th"]);
        ordinal || (self.is_digits(day) && !self.is_word(end))
    }

    /// Whether `may` or `march` stands here as a verb would.
    pub(super) fn is_verb(&self, i: usize) -> bool {
        matches!(self.text_of(i), "may" | "march")
    }

    fn month_first(&self, i: usize) -> Option<(Option<Date>, usize)> {
        let (month, after) = self.month_name(i)?;
        let mut at = after;
        while self.is_any_sign(at, "-/") && self.glued(at) && self.glued(at + 1) {
            at += 1;
        }
        if let Some((year, end)) =
            self.year_after(after, i).filter(|_| !self.is_digits(at) || self.text_of(at).len() == 4)
        {
            return Some((Some(Date::month(Some(year), month)), end));
        }
        if let Some((year, end)) = self.short_year_after_month(after) {
            return Some((Some(Date::month(Some(year), month)), end));
        }
        let at = at + usize::from(self.is(at, "the"));
        if let Some((day, end)) =
            self.day_number(at).filter(|&(_, end)| !self.goes_on(end) && !self.is_count_after_month(i, at, end))
        {
            let bare = matches!(self.lex(end - 1), Lex::Small(_)) || self.is_digits(end - 1);
            if self.is_verb(i) && bare && self.is_word(end) && self.lex(end) == Lex::Other && !self.opens_clause(i) {
                return None;
            }
            let (year, end) = self.year_after(end, i).map_or((None, end), |(year, end)| (Some(year), end));
            return Some((Date::day(year, month, day), end));
        }
        self.is_month_alone(i, after).then_some((Some(Date::month(None, month)), after))
    }

    /// "In May 12 men were held", "in July four unions struck": what follows the month counts things, where no day is asked for.
    fn is_count_after_month(&self, month: usize, at: usize, end: usize) -> bool {
        let in_month = month > 0 && self.is_one_of(month - 1, &["in", "during"]);
        let in_words = matches!(self.lex(end - 1), Lex::Small(_)) && !self.is_digits(at);
        (in_month || in_words) && self.is_counted(end) && self.gap(at) == Gap::Blank
    }

    /// Whether a word before `i` lets only a noun follow.
    fn opens_clause(&self, i: usize) -> bool {
        i == 0 || self.is_one_of(i - 1, &BEFORE_MONTH) || self.is(i - 1, "on")
    }

    /// Whether a number goes on at `i`, so that what stands before is no day: "May 3.5", "March 10,000".
    pub(super) fn goes_on(&self, i: usize) -> bool {
        (self.is_any_sign(i, ".,:") && self.glued(i) && self.glued(i + 1) && self.is_digits(i + 1))
            || self.is_sign(i, '%')
            || matches!(self.lex(i), Lex::Scale(_) | Lex::Hundred)
    }

    /// Whether a month's name at `i` stands for the month.
    fn is_month_alone(&self, i: usize, end: usize) -> bool {
        let word = self.text_of(i);
        let capital = word.starts_with(|c: char| c.is_uppercase());
        let whole = i == 0 && end >= self.len();
        let led = i > 0 && self.is_one_of(i - 1, &BEFORE_MONTH);
        let short = word.len() == 3 && !self.is(i, "may");
        match word.to_ascii_lowercase().as_str() {
            "may" | "march" => capital && (whole || led),
            "april" | "june" | "august" => {
                capital && (whole || led || !self.starts_sentence(i)) && !self.begins_name(end)
            }
            _ if short => capital && led && self.text_of(i) != "Mar" && self.text_of(i) != "Sun",
            _ => capital,
        }
    }

    fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || self.is_any_sign(i - 1, ".!?")
    }

    fn begins_name(&self, i: usize) -> bool {
        self.gap(i) == Gap::Blank && self.is_word(i) && self.text_of(i).starts_with(|c: char| c.is_uppercase())
    }

    /// A month's name, with its full stop.
    pub(super) fn month_name(&self, i: usize) -> Option<(u8, usize)> {
        let Lex::Month(month) = self.lex(i) else { return None };
        if self.opaque(i) {
            return None;
        }
        let short = self.text_of(i).len() <= 4 && !self.is_one_of(i, &["may", "june", "july"]);
        let dot = short
            && self.is_sign(i + 1, '.')
            && self.glued(i + 1)
            && (self.is_digits(i + 2) || self.is_sign(i + 2, ','));
        Some((month, i + 1 + usize::from(dot)))
    }

    /// A day of the month, in digits or words.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        if self.is_digits(i) {
            if self.text_of(i).len() > 2 || self.opaque(i) || (i > 0 && self.glued(i) && self.is_any_sign(i - 1, ".,:"))
            {
                return None;
            }
            let day = u8::try_from(self.small_digits(i)?).ok()?;
            let ordinal = self.glued(i + 1) && self.is_one_of(i + 1, &["st", "nd", "rd", "th"]);
            let end = i + 1 + usize::from(ordinal);
            let joined = self.glued(end) && (self.is_word(end) && !self.lex(end).is_month() || self.is_digits(end));
            return (!joined).then_some((day, end));
        }
        if !matches!(self.lex(i), Lex::Small(1..) | Lex::Ordinal(1..)) {
            return None;
        }
        let number = self.worded_day(i)?;
        Some(number)
    }

    fn worded_day(&self, i: usize) -> Option<(u8, usize)> {
        let (tens, at) = match self.lex(i) {
            Lex::Ordinal(day @ 1..=31) if !self.plural(i) => return Some((day, i + 1)),
            Lex::Small(tens @ (20 | 30)) => (tens, self.past_hyphen(i + 1)),
            Lex::Small(day @ 1..=31) => return Some((day, i + 1)),
            _ => return None,
        };
        match self.lex(at) {
            Lex::Ordinal(unit @ 1..=9) | Lex::Small(unit @ 1..=9) if tens + unit <= 31 => Some((tens + unit, at + 1)),
            _ => Some((tens, i + 1)),
        }
    }

    /// A year that belongs to the date before it: after a blank, a comma or an `of`.
    pub(super) fn year_after(&self, i: usize, month: usize) -> Option<(u16, usize)> {
        let mut at = i;
        let led = self.is_sign(at, ',') || self.is(at, "of") || self.is(at, "in") && self.is_digits(at + 1);
        let joined = self.glued(at) && (self.is_hyphen(at) || self.is_sign(at, '/'));
        if led || joined {
            at += 1;
        }
        let (year, end) = self.year(at).or_else(|| self.spelled_year(at))?;
        // "in March 2015 people": a year nevertheless.
        let word = !self.is_digits(at) && at == i && self.is_word(month);
        (word || self.is_digits(at) || at > i || self.is_any_sign(at, "'’")).then_some((year, end))
    }

    /// `15` after day and month.
    fn short_year(&self, i: usize) -> Option<(u16, usize)> {
        let ends =
            !self.is_word(i + 1) && !self.is_digits(i + 1) && !self.is_any_sign(i + 1, ":%–-") && self.closes(i + 1);
        let alone = self.gap(i) == Gap::Blank && self.text_of(i).len() == 2;
        let year = u16::try_from(self.small_digits(i)?).ok()?;
        (ends && alone).then_some((expand_year(year), i + 1))
    }

    /// The `21` of `5-Mar-21`.
    fn joined_short_year(&self, i: usize) -> Option<(u16, usize)> {
        let joined = self.is_any_sign(i, "-‐‑–/.") && self.glued(i) && self.glued(i + 1) && self.glued(i - 1);
        let year = u16::try_from(self.small_digits(i + 1)?).ok()?;
        (joined && self.text_of(i + 1).len() == 2 && self.closes(i + 2)).then(|| (expand_year(year), i + 2))
    }

    /// The `99` of `November 99`: no day, and nothing that it counts.
    fn short_year_after_month(&self, i: usize) -> Option<(u16, usize)> {
        let year = u16::try_from(self.small_digits(i)?).ok().filter(|&year| year >= 50)?;
        let alone =
            self.gap(i) == Gap::Blank && self.text_of(i).len() == 2 && self.closes(i + 1) && !self.goes_on(i + 1);
        let counts = self.is_word(i + 1) && !matches!(self.lex(i + 1), Lex::And) && self.is_noun(i + 1)
            || self.unit(i + 1, Form::Plain).is_some();
        (alone && !counts).then(|| (expand_year(year), i + 1))
    }

    /// A year in four digits, in words, or in two digits after an apostrophe.
    pub(super) fn year(&self, i: usize) -> Option<(u16, usize)> {
        if self.is_any_sign(i, "'’") && self.glued(i + 1) && self.text_of(i + 1).len() == 2 {
            let year = u16::try_from(self.small_digits(i + 1)?).ok()?;
            return Some((expand_year(year), i + 2));
        }
        if self.is_digits(i) {
            return self.year_digits(i).map(|year| (year, i + 1));
        }
        self.year_words(i)
    }

    pub(super) fn year_digits(&self, i: usize) -> Option<u16> {
        let year = u16::try_from(self.small_digits(i)?).ok()?;
        let joined = self.goes_on(i + 1) || (self.glued(i + 1) && (self.is_word(i + 1) || self.is_digits(i + 1)));
        (self.text_of(i).len() == 4 && (1000..=2199).contains(&year) && !joined).then_some(year)
    }

    /// `twenty twelve`, `nineteen oh five`, `nineteen seventy three`, `two thousand and twenty`, `nineteen hundred`.
    fn year_words(&self, i: usize) -> Option<(u16, usize)> {
        let Lex::Small(first) = self.lex(i) else { return None };
        if self.opaque(i) {
            return None;
        }
        if first == 2 && matches!(self.lex(i + 1), Lex::Scale(3)) && !self.plural(i + 1) {
            let number = self.number(i)?;
            let year = number.value.as_int().and_then(|year| u16::try_from(year).ok())?;
            return ((2000..=2099).contains(&year) && number.form == Form::Words).then_some((year, number.end));
        }
        if !(11..=20).contains(&first) {
            return None;
        }
        let at = self.past_hyphen(i + 1);
        let century = u16::from(first) * 100;
        if self.is_one_of(at, &["oh", "o"])
            && let Lex::Small(unit @ 1..=9) = self.lex(at + 1)
        {
            return Some((century + u16::from(unit), at + 2));
        }
        let Lex::Small(rest @ 10..) = self.lex(at) else { return None };
        let place = self.past_hyphen(at + 1);
        if let (0, Lex::Small(unit @ 1..=9)) = (rest % 10, self.lex(place))
            && rest >= 20
        {
            return Some((century + u16::from(rest + unit), place + 1));
        }
        Some((century + u16::from(rest), at + 1))
    }

    /// `seventeen hundred thirty three`, `one thousand eight hundred seventy six`: a year where only a date is asked for.
    fn spelled_year(&self, i: usize) -> Option<(u16, usize)> {
        let number = self.number(i).filter(|number| number.form == Form::Words && !self.is_digits(i))?;
        let year = number.value.as_int().and_then(|year| u16::try_from(year).ok())?;
        ((1100..=2199).contains(&year) && number.end > i + 2).then_some((year, number.end))
    }

    // --- spans

    /// `3 to 5 May 2024`, `May 3-5, 2024`, `April 9th through 17th`, `May 3 to June 5, 2024`, `1960–80`, `between 2010 and 2015`.
    fn date_span(&self, i: usize) -> Option<Found> {
        let lead = usize::from(self.is_one_of(i, &["from", "between"]));
        let i = i + lead;
        self.days_of_month(i)
            .or_else(|| self.month_of_days(i))
            .or_else(|| self.date_to_date(i))
            .or_else(|| self.seasons(i))
            .or_else(|| self.years(i))
            .or_else(|| self.months_with_dash(i))
            .or_else(|| self.mixed_span(i))
            .or_else(|| self.numeric_span(i))
    }

    /// `1958/59 to 1963/64`
    fn seasons(&self, i: usize) -> Option<Found> {
        let first = self.financial_year(i).filter(|_| self.opens(i))?;
        let last = self.financial_year(self.to(first.end, i)?)?;
        let period = |found: &Found| match found.readings.first()?.value {
            Value::Period(from, until) => Some((from, until)),
            _ => None,
        };
        let ((from, _), (_, until)) = (period(&first)?, period(&last)?);
        let mut whole = span(i, last.end, from, until, Kind::Range);
        whole.parts = vec![first, last];
        (from.order() < until.order()).then_some(whole)
    }

    /// The place after a word or dash between two dates.
    pub(super) fn to(&self, i: usize, start: usize) -> Option<usize> {
        if self.is_dash(i) {
            return Some(i + 1);
        }
        let between = start > 0 && self.is(start - 1, "between") && self.lex(i) == Lex::And;
        (between || self.is_one_of(i, &["to", "through", "until", "till", "thru"])).then_some(i + 1)
    }

    fn days_of_month(&self, i: usize) -> Option<Found> {
        let start = i + usize::from(self.is(i, "the"));
        let (first, end) = self.day_number(start)?;
        let at = self.to(end, i)?;
        let at = at + usize::from(self.is(at, "the"));
        let (Some(last), end) = self.day_first(at)? else { return None };
        let (month, year) = (last.month?, last.year);
        let from = Date::day(year, month, first)?;
        (from.day < last.day).then(|| self.span_of(i, end, from, last, (start, start + 1), (at, end)))
    }

    fn month_of_days(&self, i: usize) -> Option<Found> {
        let (month, at) = self.month_name(i)?;
        let at = at + usize::from(self.is(at, "the"));
        let (first, middle) = self.day_number(at)?;
        let to = self.to(middle, i)?;
        let to = to + usize::from(self.is(to, "the"));
        let (last, end) = self.day_number(to)?;
        if self.goes_on(end) || self.lex(end).is_month() {
            return None;
        }
        let (year, after) = self.year_after(end, i).map_or((None, end), |(year, end)| (Some(year), end));
        let (from, until) = (Date::day(year, month, first)?, Date::day(year, month, last)?);
        (first < last).then(|| self.span_of(i, after, from, until, (i, middle), (to, end)))
    }

    fn date_to_date(&self, i: usize) -> Option<Found> {
        let (Some(from), middle) = self.full_date(i)? else { return None };
        let to = self.to(middle, i)?;
        let (Some(until), end) = self.full_date(to)? else { return None };
        let from = if from.year.is_none() { Date { year: until.year, ..from } } else { from };
        let same_year = Date { year: from.year, ..until };
        let until = if until.year.is_none() && from.order() < same_year.order() { same_year } else { until };
        if from.day.is_some() != until.day.is_some() {
            return None;
        }
        Some(self.span_of(i, end, from, until, (i, middle), (to, end)))
    }

    fn years(&self, i: usize) -> Option<Found> {
        let (first, middle) = self.year(i)?;
        if !self.opens(i) {
            return None;
        }
        let to = self.to(middle, i)?;
        let dashed = self.is_dash(to - 1);
        let slip = self.is_digits(to) && self.text_of(to).len() == 2 && dashed && self.closes(to + 1);
        let (last, end) = if slip {
            let short = u16::try_from(self.small_digits(to)?).ok()?;
            (first - first % 100 + short, to + 1)
        } else {
            self.year(to)?
        };
        let sane = first < last
            && (dashed || self.is_word(to - 1))
            && self.closes(end)
            && !self.is_counted(end)
            && last - first < 1000;
        if !sane {
            return None;
        }
        // 2013-14 is one season or financial year.
        let kind = if slip && last == first + 1 { Kind::Date } else { Kind::Range };
        let (from, until) = (Date::year(first), Date::year(last));
        let mut found = self.span_of(i, end, from, until, (i, middle), (to, end));
        if kind == Kind::Date {
            found.parts.clear();
        }
        found.readings.first_mut()?.kind = kind;
        // 2005-11 may be a month as well.
        if slip && let Some(month) = self.iso_month(i) {
            found = found.or(reading(month));
        }
        Some(found)
    }

    pub(super) fn span_of(
        &self,
        i: usize,
        end: usize,
        from: Date,
        until: Date,
        first: (usize, usize),
        last: (usize, usize),
    ) -> Found {
        let (low, high) =
            if from.order() <= until.order() || from.year.is_none() { (from, until) } else { (until, from) };
        let mut whole = span(i, end, low, high, Kind::Range);
        whole.parts.push(found(first.0, first.1, from));
        whole.parts.push(found(last.0, last.1, until));
        whole
    }

    // --- in digits

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

    fn three_numbers(&self, i: usize, first: u32, second: u32) -> Option<Found> {
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
    fn two_numbers(&self, i: usize, first: u32, second: u32) -> Option<Found> {
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
    fn iso_month(&self, i: usize) -> Option<Date> {
        let (year, month) = (self.small_digits(i)?, u8::try_from(self.small_digits(i + 2)?).ok()?);
        let fits = (1500..=2199).contains(&year) && (1..=12).contains(&month) && self.text_of(i).len() == 4;
        let joined = self.is_any_sign(i + 1, "-‐‑/") && self.glued(i + 1) && self.glued(i + 2) && self.closes(i + 3);
        (fits && joined && self.text_of(i + 2).len() == 2).then(|| Date::month(u16::try_from(year).ok(), month))
    }

    fn either(&self, i: usize, end: usize, first: Option<Date>, second: Option<Date>) -> Option<Found> {
        match (first, second) {
            (Some(first), Some(second)) if first != second => Some(found(i, end, first).or(reading(second))),
            (Some(date), _) | (None, Some(date)) => Some(found(i, end, date)),
            (None, None) => None,
        }
    }

    // --- years and longer

    /// `1960s`, `nineteen fifties`, `'60s`.
    fn decade(&self, i: usize) -> Option<Found> {
        let (first, end) = if self.is_digits(i) && self.opens(i) {
            let year = u16::try_from(self.small_digits(i)?).ok()?;
            let apostrophe = usize::from(self.is_any_sign(i + 1, "'’") && self.glued(i + 1));
            let plural = self.text_of(i + 1 + apostrophe) == "s" && self.glued(i + 1 + apostrophe);
            let led = i > 0 && (self.is_any_sign(i - 1, "'’") && self.glued(i) || self.leads_decade(i - 1));
            let short = self.text_of(i).len() == 2 && led;
            let whole = self.text_of(i).len() == 4 && (1000..2200).contains(&year);
            let money = i > 0 && self.is_money_mark(i - 1);
            if !plural || year % 10 != 0 || !(short || whole) || money {
                return None;
            }
            (if short { 1900 + year } else { year }, i + 2 + apostrophe)
        } else if let (Lex::Small(century @ 15..=20), Lex::Decade(tens)) =
            (self.lex(i), self.lex(self.past_hyphen(i + 1)))
        {
            (u16::from(century) * 100 + u16::from(tens), self.past_hyphen(i + 1) + 1)
        } else if let Lex::Decade(tens) = self.lex(i)
            && i > 0
            && self.leads_decade(i - 1)
        {
            (1900 + u16::from(tens), i + 1)
        } else {
            return None;
        };
        // The 1800s are the century.
        let last = if first % 100 == 0 && first < 2000 { first + 99 } else { first + 9 };
        Some(span(i, end, Date::year(first), Date::year(last), Kind::Date))
    }

    /// Whether a word makes a decade of `90s`, rather than an age.
    fn leads_decade(&self, i: usize) -> bool {
        let after_hyphen = self.is_hyphen(i) && i > 0 && self.is_one_of(i - 1, &["mid", "early", "late"]);
        self.is_one_of(i, &["the", "early", "late", "mid"]) || after_hyphen
    }

    /// `21st century`, `nineteenth-century`.
    fn century(&self, i: usize) -> Option<Found> {
        let (number, end) = self.order(i)?;
        let at = self.past_hyphen(end);
        if !self.is(at, "century") || !(1..=30).contains(&number) {
            return None;
        }
        let last = u16::from(number) * 100;
        let (is_before_christ, after) = self.era(at + 1).unwrap_or((false, at + 1));
        let year = |year: u16| Date { is_before_christ, ..Date::year(year) };
        let (from, to) = if is_before_christ { (last, last - 99) } else { (last - 99, last) };
        let mut century = span(i, after, year(from), year(to), Kind::Date);
        century.parts.push(ordinal(i, end, number));
        Some(century)
    }

    /// A small ordinal in digits or words.
    pub(super) fn order(&self, i: usize) -> Option<(u8, usize)> {
        if self.is_digits(i) {
            let suffix = self.glued(i + 1) && self.is_one_of(i + 1, &["st", "nd", "rd", "th"]);
            return u8::try_from(self.small_digits(i)?)
                .ok()
                .filter(|_| suffix && self.opens(i))
                .map(|number| (number, i + 2));
        }
        if !matches!(self.lex(i), Lex::Ordinal(_) | Lex::Small(20..)) {
            return None;
        }
        let number = self.number(i).filter(|number| number.form == Form::Ordinal)?;
        Some((u8::try_from(number.value.as_int()?).ok()?, number.end))
    }

    /// `FY2023`, `FY 2023-24`, `financial year 2023/24`, `2023/24`.
    fn financial_year(&self, i: usize) -> Option<Found> {
        let marked = self.is(i, "fy")
            || (self.is_one_of(i, &["financial", "fiscal", "academic"]) && self.is(i + 1, "year"))
            || self.is_bare_fiscal(i);
        let at = if self.is(i, "fy") || self.is_bare_fiscal(i) {
            i + 1
        } else if marked {
            i + 2
        } else {
            i
        };
        let first = if marked && self.text_of(at).len() == 2 && self.is_digits(at) {
            expand_year(u16::try_from(self.small_digits(at)?).ok()?)
        } else {
            u16::try_from(self.small_digits(at)?).ok().filter(|year| (1900..2200).contains(year))?
        };
        let joined =
            (self.is_sign(at + 1, '/') || marked && self.is_dash(at + 1)) && self.glued(at + 1) && self.glued(at + 2);
        let next = if joined { u16::try_from(self.small_digits(at + 2)?).ok() } else { None };
        let follows = |next: u16| next == first + 1 || (self.text_of(at + 2).len() == 2 && next == (first + 1) % 100);
        if next.is_some_and(follows) {
            let year = span(i, at + 3, Date::year(first), Date::year(first + 1), Kind::Date);
            return self.closes(at + 3).then_some(year);
        }
        (marked && !joined && self.closes(at + 1)).then(|| found(i, at + 1, Date::year(first)))
    }

    /// `fiscal 2022`
    fn is_bare_fiscal(&self, i: usize) -> bool {
        self.is(i, "fiscal") && self.is_digits(i + 1)
    }

    /// A year by itself: also a number, which comes first where something is counted.
    fn year_alone(&self, i: usize) -> Option<Found> {
        let is_asked = || i > 0 && self.is_one_of(i - 1, &["in", "since", "until"]);
        let spelled = || self.spelled_year(i).filter(|&(_, end)| !self.is_counted(end));
        let (year, end) = self.year(i).or_else(|| if is_asked() { spelled() } else { None })?;
        let worded = !self.is_digits(i);
        if self.is_any_sign(i, "'’") {
            // "the summer of '69"
            let led = i > 0 && self.gap(i) == Gap::Blank && self.is_one_of(i - 1, &["of", "in", "since", "until"]);
            return (led && self.closes(end)).then(|| found(i, end, Date::year(year)));
        }
        if self.is_digits(i) && (!self.opens(i) || !self.closes(end)) {
            return None;
        }
        if worded
            && (matches!(self.lex(end), Lex::Small(_) | Lex::Hundred | Lex::Scale(_))
                || i > 0 && matches!(self.lex(i - 1), Lex::Small(_) | Lex::Hundred | Lex::Scale(_)))
        {
            return None;
        }
        if worded && self.is_counted(end) && !matches!(self.lex(i + 1), Lex::Small(10..)) {
            return None;
        }
        let value = Value::Number(Exact::int(i64::from(year)));
        let number = Reading {
            kind: Kind::Number,
            value,
            unit: Unit::None,
            precision: Precision { round: Exact::int(i64::from(year)).trailing_power(), ..Precision::EXACT },
        };
        let led = i > 0 && self.is_one_of(i - 1, &BEFORE_YEAR);
        // "A 2014 ruling": nobody counts with "a".
        if i > 0 && self.lex(i - 1) == Lex::Article && (1500..=2100).contains(&year) {
            return Some(found(i, end, Date::year(year)));
        }
        let unlikely = self.is_bounded(i)
            || !(1500..=2100).contains(&year)
            || self.is_counted(end) && !led
            || self.is_money_mark(i.wrapping_sub(1));
        let mut dated = found(i, end, Date::year(year));
        let place = usize::from(!unlikely);
        dated.readings.insert(place, number);
        Some(dated)
    }

    /// Whether words before `i` bound a number as they bound no year: `above 1500`, `more than 2000`.
    fn is_bounded(&self, i: usize) -> bool {
        let than = i > 1 && self.is(i - 1, "than") && self.is_one_of(i - 2, &["more", "fewer", "less", "greater"]);
        than || i > 0 && self.is_one_of(i - 1, &["above", "below", "exceeding"])
    }

    /// Whether a plural noun follows that a number would count.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        let noun = |i: usize| {
            self.is_word(i)
                && self.lex(i) == Lex::Other
                && !self.is_function_word(i)
                && self.text_of(i).starts_with(|c: char| c.is_lowercase())
        };
        noun(i) && (self.looks_plural(i) || noun(i + 1) && self.looks_plural(i + 1))
    }

    fn looks_plural(&self, i: usize) -> bool {
        let word = self.text_of(i);
        word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !self.is_one_of(i, &["has", "was", "this", "elections", "olympics", "games", "talks"])
            || self.is_one_of(i, &["people", "men", "women", "children"])
    }
}

pub(super) fn ordinal(start: usize, end: usize, number: u8) -> Found {
    let mut found = Found::new(
        start,
        end,
        Kind::Ordinal,
        Value::Number(Exact::int(i64::from(number))),
        Unit::None,
        Precision::EXACT,
    );
    found.within = Some(Kind::Date);
    found
}

/// The year that two digits stand for.
pub(super) fn expand_year(short: u16) -> u16 {
    if short < 50 { 2000 + short } else { 1900 + short }
}
