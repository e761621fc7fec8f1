//! Quarters and halves, eras, days in a row, and spans between dates of different sorts.

use super::amounts::Found;
use super::calendar::Date;
use super::dates::{found, span};
use super::reader::Reader;
use super::tokens::Lex;
use super::years::{expand_year, ordinal};
use super::{Kind, Reading, Value};

/// The most days that one month is given for: `22, 23 and 24 March`.
const MOST_DAYS: usize = 6;

/// A quarter or half: its number, how many months it has, its year, and the place after it.
#[derive(Clone, Copy)]
struct Part {
    number: u8,
    months: u8,
    year: Option<u16>,
    end: usize,
}

impl Reader<'_> {
    // --- quarters and halves

    /// `the third quarter of 2023`, `Q3 2023`, `3Q23`, `2021Q3`, `1H24`, `the first half of 2024`.
    pub(super) fn quarter(&self, i: usize) -> Option<Found> {
        let part = self
            .year_and_part(i)
            .or_else(|| self.part_and_letter(i))
            .or_else(|| self.letter_and_part(i))
            .or_else(|| self.spelled_part(i))?;
        if part.number == 0 || part.number > 12 / part.months {
            return None;
        }
        let first = (part.number - 1) * part.months + 1;
        let (from, to) = (Date::month(part.year, first), Date::month(part.year, first + part.months - 1));
        let mut quarter = span(i, part.end, from, to, Kind::Date);
        if let Some(year) = part.year
            && self.is_digits(part.end - 1)
            && self.text_of(part.end - 1).len() == 4
        {
            quarter.parts.push(found(part.end - 1, part.end, Date::year(year)));
        }
        if let Some((number, after)) = self.order(i) {
            quarter.parts.push(ordinal(i, after, number));
        }
        Some(quarter)
    }

    fn months_of(&self, i: usize) -> Option<u8> {
        self.is_period_mark(i).then(|| if self.is(i, "q") { 3 } else { 6 })
    }

    /// `2018 Q4`, `2021Q3`
    fn year_and_part(&self, i: usize) -> Option<Part> {
        let year = u16::try_from(self.small_digits(i)?).ok().filter(|year| (1000..=2199).contains(year))?;
        let at = if self.is_hyphen(i + 1) && self.glued(i + 1) { i + 2 } else { i + 1 };
        let months = self.months_of(at).filter(|_| self.opens(i) && self.text_of(i).len() == 4)?;
        let number = u8::try_from(self.small_digits(at + 1).filter(|_| self.glued(at + 1))?).ok()?;
        self.closes(at + 2).then_some(Part { number, months, year: Some(year), end: at + 2 })
    }

    /// `3Q23`, `1H24`, `4Q 2023`, `2H`
    fn part_and_letter(&self, i: usize) -> Option<Part> {
        let number = u8::try_from(self.small_digits(i)?).ok()?;
        let months =
            self.months_of(i + 1).filter(|_| self.glued(i + 1) && self.opens(i) && self.text_of(i).len() == 1)?;
        self.with_year(i, Part { number, months, year: None, end: i + 2 })
    }

    /// `Q3 2023`, `Q1-2019`, `Q3FY25`, `H2 of 2024`, `H2`
    fn letter_and_part(&self, i: usize) -> Option<Part> {
        let months = self.months_of(i).filter(|_| self.glued(i + 1))?;
        let number = u8::try_from(self.small_digits(i + 1)?).ok()?;
        self.with_year(i, Part { number, months, year: None, end: i + 2 })
    }

    /// `the third quarter of 2023`, `the first half of 2024`
    fn spelled_part(&self, i: usize) -> Option<Part> {
        let (number, end) = self.order(i)?;
        let at = self.past_hyphen(end);
        let Some(months) = self.months_of_noun(at) else { return self.left_out_part(i, number, end) };
        let part = self.with_year(i, Part { number, months, year: None, end: at + 1 })?;
        // The first half of a match is no date.
        (months == 3 || part.year.is_some()).then_some(part)
    }

    fn months_of_noun(&self, i: usize) -> Option<u8> {
        match self.lex(i) {
            Lex::Quarter if !self.plural(i) => Some(3),
            Lex::Half if !self.plural(i) => Some(6),
            _ => None,
        }
    }

    /// The `second` of `52 in the first quarter and 61 in the second`: an order whose noun is that of one before it in the sentence.
    fn left_out_part(&self, i: usize, number: u8, end: usize) -> Option<Part> {
        const FARTHEST: usize = 24;
        let is_led = i > 1 && self.is(i - 1, "the") && self.is_one_of(i - 2, &["in", "during", "for", "than"]);
        let is_followed = self.is_word(end) && !self.is_function_word(end);
        if !is_led || is_followed || self.is_hyphen(end) {
            return None;
        }
        let before = (i.saturating_sub(FARTHEST)..i - 2).rev().take_while(|&at| !self.is_any_sign(at, ".;!?"));
        // The halves of a match are no dates.
        let months = before.into_iter().find_map(|at| {
            let (_, after) = self.order(at)?;
            self.months_of_noun(self.past_hyphen(after)).filter(|&months| months == 3)
        })?;
        Some(Part { number, months, year: None, end })
    }

    /// The part with the year that follows it.
    fn with_year(&self, i: usize, part: Part) -> Option<Part> {
        let mut at = part.end + usize::from(self.is_sign(part.end, ',') && part.months == 3);
        while self.is_one_of(at, &["of", "in", "the", "fiscal", "financial", "year", "fy"]) {
            at += 1;
        }
        let joined = self.glued(at) && (self.is_hyphen(at) || self.is_sign(at, '/'));
        let at = at + usize::from(joined);
        if let Some((year, end)) = self.year(at).or_else(|| self.short_year_of_part(at, part.end)) {
            return Some(Part { year: Some(year), end, ..part });
        }
        // A half without a year is one only where a word asks for a time.
        let led = i > 0 && self.is_one_of(i - 1, &["in", "during", "for", "through", "of", "since", "until", "by"]);
        ((part.months == 3 || led) && self.closes(part.end)).then_some(part)
    }

    /// The `24` of `1H24` and `FY24`.
    fn short_year_of_part(&self, i: usize, end: usize) -> Option<(u16, usize)> {
        let after_mark = i > 0 && self.is(i - 1, "fy") || i == end || i == end + 1 && self.is_hyphen(end);
        let year = u16::try_from(self.small_digits(i).filter(|_| after_mark && self.glued(i))?).ok()?;
        (self.text_of(i).len() == 2 && self.closes(i + 1)).then(|| (expand_year(year), i + 1))
    }

    // --- eras

    /// `340 BC`, `79 AD`, `A.D. 79`
    pub(super) fn year_of_era(&self, i: usize) -> Option<Found> {
        if let Some((false, at)) = self.era(i) {
            let year = u16::try_from(self.small_digits(at)?).ok().filter(|&year| year < 2200)?;
            return self.closes(at + 1).then(|| found(i, at + 1, Date::year(year)));
        }
        let year = u16::try_from(self.small_digits(i).filter(|_| self.opens(i))?).ok()?;
        let (is_before_christ, end) = self.era(i + 1)?;
        Some(found(i, end, Date { is_before_christ, ..Date::year(year) }))
    }

    /// Whether the era at `i` is the one before ours, and the place after it: `BC`, `B.C.E.`, `AD`, `C.E.`.
    pub(super) fn era(&self, i: usize) -> Option<(bool, usize)> {
        let plain = |text: &str| match text {
            "BC" | "BCE" => Some(true),
            "AD" | "CE" => Some(false),
            _ => None,
        };
        if let Some(is_before) = plain(self.text_of(i)) {
            return Some((is_before, i + 1));
        }
        let mut letters = String::new();
        let mut at = i;
        while letters.len() < 3
            && self.text_of(at).len() == 1
            && self.has_capital(at)
            && self.is_sign(at + 1, '.')
            && self.glued(at + 1)
            && (at == i || self.glued(at))
        {
            letters.push_str(self.text_of(at));
            at += 2;
        }
        plain(&letters).map(|is_before| (is_before, at))
    }

    // --- year first

    /// `2022 September`, `2021/Mar/05`
    pub(super) fn year_first(&self, i: usize) -> Option<Found> {
        let year = u16::try_from(self.small_digits(i)?).ok().filter(|year| (1000..=2199).contains(year))?;
        if self.text_of(i).len() != 4 || !self.opens(i) {
            return None;
        }
        let joined = self.is_any_sign(i + 1, "-‐‑–/") && self.glued(i + 1) && self.glued(i + 2);
        let at = i + 1 + usize::from(joined);
        let (month, after) = self.month_name(at)?;
        let joined_day = joined && self.is_any_sign(after, "-‐‑–/") && self.glued(after);
        let day_at = after + usize::from(joined_day);
        let day = self.day_number(day_at).filter(|&(_, end)| (joined_day || !joined) && !self.goes_on(end));
        if let Some((day, end)) = day {
            return Date::day(Some(year), month, day).map(|date| found(i, end, date));
        }
        let is_name = self.has_capital(at) && !self.is_one_of(at, &["may", "march", "august"]) || joined;
        (is_name && self.year_after(after, at).is_none()).then(|| found(i, after, Date::month(Some(year), month)))
    }

    // --- days in a row

    /// `22 and 23 March`, `March 22, 23 and 24`: each of them a date.
    pub(super) fn listed_days(&self, i: usize) -> Option<Found> {
        self.days_before_month(i).or_else(|| self.days_after_month(i))
    }

    fn days_before_month(&self, i: usize) -> Option<Found> {
        let start = i + usize::from(self.is(i, "the"));
        let (days, at) = self.days_up_to_last(start)?;
        let (Some(last), end) = self.day_first(at)? else { return None };
        self.each_day(i, &days, last.year, last.month?, (at, end, last))
    }

    fn days_after_month(&self, i: usize) -> Option<Found> {
        let (month, start) = self.month_name(i)?;
        let (days, at) = self.days_up_to_last(start)?;
        let (last, end) = self.day_number(at)?;
        let counts = self.is_counted(end) || self.goes_on(end) || self.lex(end).is_month();
        let (year, end) = self.year_after(end, i).map_or((None, end), |(year, end)| (Some(year), end));
        let last = Date::day(year, month, last).filter(|_| !counts)?;
        self.each_day(i, &days, year, month, (at, end, last))
    }

    /// The days of a list from `i` on, and the place of the last one, past the `and`.
    fn days_up_to_last(&self, i: usize) -> Option<(Vec<(usize, u8)>, usize)> {
        let mut days = Vec::new();
        let mut at = i;
        while days.len() < MOST_DAYS {
            let (day, end) = self.day_number(at)?;
            days.push((at, day));
            if self.is_and(end) {
                return Some((days, end + 1));
            }
            if !self.is_sign(end, ',') {
                return None;
            }
            at = end + 1;
        }
        None
    }

    fn each_day(
        &self,
        i: usize,
        days: &[(usize, u8)],
        year: Option<u16>,
        month: u8,
        (at, end, last): (usize, usize, Date),
    ) -> Option<Found> {
        let mut all = Found::nothing(i, end);
        for &(place, day) in days {
            all.parts.push(found(place, place + 1, Date::day(year, month, day)?));
        }
        all.parts.push(found(at, end, last));
        all.split = true;
        Some(all)
    }

    // --- spans between dates of different sorts

    /// `Jan–Mar 2021`
    pub(super) fn months_with_dash(&self, i: usize) -> Option<Found> {
        let (first, middle) = self.month_name(i)?;
        let (last, end) = self.month_name(middle + 1).filter(|_| self.is_dash(middle))?;
        let (year, end) = self.year_after(end, middle + 1).map_or((None, end), |(year, end)| (Some(year), end));
        let is_span = first < last && self.has_capital(i) && self.has_capital(middle + 1);
        is_span.then(|| span(i, end, Date::month(year, first), Date::month(year, last), Kind::Range))
    }

    /// `2014 to May 2018`, `from May 2018 to 2020`, `between 2019 Q4 and 2021 Q2`
    pub(super) fn mixed_span(&self, i: usize) -> Option<Found> {
        let (from, _, middle) = self.dated(i)?;
        let at = self.to(middle, i)?;
        let (begun, until, end) = self.dated(at)?;
        let from = if from.year.is_none() { Date { year: until.year, ..from } } else { from };
        let is_one_sort = from.month.is_some() == begun.month.is_some() && from.day.is_some() == begun.day.is_some();
        let quarters = begun != until || self.is_digits(i) && from.month.is_some();
        let fits = until.year.is_some() && from.order() < until.order() && self.closes(end) && !self.is_counted(end);
        if !fits || is_one_sort && !quarters {
            return None;
        }
        Some(self.span_of(i, end, from, until, (i, middle), (at, end)))
    }

    /// `15/06/2023–17/06/2023`, `2023-06-15 to 2023-06-17`, `from 10/4 to 11/9`
    pub(super) fn numeric_span(&self, i: usize) -> Option<Found> {
        let first = self.numeric_date(i)?;
        let at = self.to(first.end, i)?;
        let last = self.numeric_date(at)?;
        let (begun, ended) = (dates(&first), dates(&last));
        let is_led = i > 0 && self.is_one_of(i - 1, &["from", "between"]);
        let has_year = begun.iter().chain(&ended).any(|date| date.year.is_some());
        // Where both may be read in two orders, they are in the same one.
        let is_one_order = begun.len() == ended.len();
        let mut whole: Option<Found> = None;
        for (a, &from) in begun.iter().enumerate() {
            for (b, &until) in ended.iter().enumerate() {
                let from = Date { year: from.year.or(until.year), ..from };
                if is_one_order && a != b || from.order() >= until.order() || from.day.is_some() != until.day.is_some()
                {
                    continue;
                }
                let next = self.span_of(i, last.end, from, until, (i, first.end), (at, last.end));
                match &mut whole {
                    Some(whole) => whole.readings.extend(next.readings),
                    None => whole = Some(next),
                }
            }
        }
        whole.filter(|_| has_year || is_led)
    }

    /// The date, quarter or year at `i`: its first and its last, and the place after it.
    fn dated(&self, i: usize) -> Option<(Date, Date, usize)> {
        if let Some(found) = self.quarter(i)
            && let Some(Reading { value: Value::Period(from, to), .. }) = found.readings.first()
        {
            return Some((*from, *to, found.end));
        }
        if let Some((Some(date), end)) = self.full_date(i) {
            return Some((date, date, end));
        }
        if let Some(found) = self.year_first(i)
            && let Some(Reading { value: Value::Date(date), .. }) = found.readings.first()
        {
            return Some((*date, *date, found.end));
        }
        let year = self.year_digits(i).filter(|_| self.opens(i))?;
        Some((Date::year(year), Date::year(year), i + 1))
    }
}

/// The dates that the words of a figure can be read as.
fn dates(found: &Found) -> Vec<Date> {
    let date = |reading: &Reading| match reading.value {
        Value::Date(date) => Some(date),
        _ => None,
    };
    found.readings.iter().filter_map(date).collect()
}
