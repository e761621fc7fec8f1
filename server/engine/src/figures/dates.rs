//! Dates: days, months, years, decades, centuries, quarters, and spans of them.

use super::amounts::Found;
use super::calendar::Date;
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Reading, Unit, Value};

/// Words before a month's name that make one of `may` and `march`.
const BEFORE_MONTH: [&str; 16] = [
    "in", "last", "since", "until", "by", "of", "from", "to", "during", "next", "this", "early", "late", "mid",
    "between", "through",
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

    // --- years and longer
}
