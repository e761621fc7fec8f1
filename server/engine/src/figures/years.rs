//! Years: alone, in words, as financial years, decades and centuries.

use super::amounts::Found;
use super::calendar::Date;
use super::dates::{found, span};
use super::exact::Exact;
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Reading, Unit, Value};

/// Words before a number that make a year of it.
pub(super) const BEFORE_YEAR: [&str; 22] = [
    "in", "since", "until", "till", "by", "from", "of", "during", "before", "after", "between", "year", "circa",
    "early", "late", "mid", "around", "through", "and", "to", "for", "the",
];

impl Reader<'_> {
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
    pub(super) fn short_year(&self, i: usize) -> Option<(u16, usize)> {
        let ends =
            !self.is_word(i + 1) && !self.is_digits(i + 1) && !self.is_any_sign(i + 1, ":%–-") && self.closes(i + 1);
        let alone = self.gap(i) == Gap::Blank && self.text_of(i).len() == 2;
        let year = u16::try_from(self.small_digits(i)?).ok()?;
        (ends && alone).then_some((expand_year(year), i + 1))
    }

    /// The `21` of `5-Mar-21`.
    pub(super) fn joined_short_year(&self, i: usize) -> Option<(u16, usize)> {
        let joined = self.is_any_sign(i, "-‐‑–/.") && self.glued(i) && self.glued(i + 1) && self.glued(i - 1);
        let year = u16::try_from(self.small_digits(i + 1)?).ok()?;
        (joined && self.text_of(i + 1).len() == 2 && self.closes(i + 2)).then(|| (expand_year(year), i + 2))
    }

    /// The `99` of `November 99`: no day, and nothing that it counts.
    pub(super) fn short_year_after_month(&self, i: usize) -> Option<(u16, usize)> {
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
    pub(super) fn year_words(&self, i: usize) -> Option<(u16, usize)> {
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
    pub(super) fn spelled_year(&self, i: usize) -> Option<(u16, usize)> {
        let number = self.number(i).filter(|number| number.form == Form::Words && !self.is_digits(i))?;
        let year = number.value.as_int().and_then(|year| u16::try_from(year).ok())?;
        ((1100..=2199).contains(&year) && number.end > i + 2).then_some((year, number.end))
    }

    /// `1960s`, `nineteen fifties`, `'60s`.
    pub(super) fn decade(&self, i: usize) -> Option<Found> {
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
    pub(super) fn leads_decade(&self, i: usize) -> bool {
        let after_hyphen = self.is_hyphen(i) && i > 0 && self.is_one_of(i - 1, &["mid", "early", "late"]);
        self.is_one_of(i, &["the", "early", "late", "mid"]) || after_hyphen
    }

    /// `21st century`, `nineteenth-century`.
    pub(super) fn century(&self, i: usize) -> Option<Found> {
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
    pub(super) fn financial_year(&self, i: usize) -> Option<Found> {
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
    pub(super) fn is_bare_fiscal(&self, i: usize) -> bool {
        self.is(i, "fiscal") && self.is_digits(i + 1)
    }

    /// A year by itself: also a number, which comes first where something is counted.
    pub(super) fn year_alone(&self, i: usize) -> Option<Found> {
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
    pub(super) fn is_bounded(&self, i: usize) -> bool {
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

    pub(super) fn looks_plural(&self, i: usize) -> bool {
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
