//! Times of day.

use super::amounts::Found;
use super::calendar::Clock;
use super::numbers::Form;
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Unit, Value};

fn found(start: usize, end: usize, clock: Clock) -> Found {
    Found::new(start, end, Kind::Time, Value::Time(clock), Unit::None, Precision::EXACT)
}

fn clock(hour: u32, minute: u32) -> Option<Clock> {
    let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
    (hour <= 24 && minute < 60 && (hour < 24 || minute == 0)).then_some(Clock { hour, minute, either_half: false })
}

impl Reader<'_> {
    /// The time, or the span of times, that begins at `i`.
    pub(super) fn time(&self, i: usize) -> Option<Found> {
        let (first, middle) = self.clock(i)?;
        let between = i > 0 && self.is(i - 1, "between") && self.lex(middle) == Lex::And;
        let to = between || self.is_dash(middle) || self.is_one_of(middle, &["to", "until", "till"]);
        if to && let Some((second, end)) = self.clock(middle + 1) {
            let mut whole = Found::new(i, end, Kind::Range, Value::Times(first, second), Unit::None, Precision::EXACT);
            whole.parts = vec![found(i, middle, first), found(middle + 1, end, second)];
            return Some(whole);
        }
        Some(found(i, middle, first))
    }

    /// `5:30 p.m.`, `14:30`, `2 pm`, `2.13 am`, `1500 GMT`, `five o'clock`, `noon`.
    fn clock(&self, i: usize) -> Option<(Clock, usize)> {
        if self.opaque(i) {
            return None;
        }
        if self.is_one_of(i, &["noon", "midnight"]) {
            let hour = if self.is(i, "noon") { 12 } else { 0 };
            return Some((clock(hour, 0)?, i + 1));
        }
        if let Some(minute) = self.spoken_quarter(i) {
            return Some(minute);
        }
        if self.is_digits(i) { self.clock_digits(i) } else { self.clock_words(i) }
    }

    fn clock_digits(&self, i: usize) -> Option<(Clock, usize)> {
        let hour = self.small_digits(i)?;
        if !self.opens(i) {
            return None;
        }
        let digits = self.text_of(i).len();
        if digits == 4 && self.is_one_of(i + 1, &["gmt", "hrs", "utc"]) {
            return Some((clock(hour / 100, hour % 100)?, i + 2));
        }
        let minutes = self.glued(i + 1) && self.glued(i + 2) && self.is_digits(i + 2) && self.text_of(i + 2).len() == 2;
        let (minute, end, sign) = match self.small_digits(i + 2) {
            Some(minute) if minutes && self.is_any_sign(i + 1, ":.h") => (minute, i + 3, self.text_of(i + 1)),
            _ => (0, i + 1, ""),
        };
        if digits > 2 || minute > 59 {
            return None;
        }
        // 14:30:15 is one time; what follows the minutes is not told.
        let seconds =
            sign == ":" && self.is_sign(end, ':') && self.glued(end) && self.is_digits(end + 1) && self.glued(end + 1);
        let end = if seconds { end + 2 } else { end };
        if let Some((afternoon, after)) = self.half_of_day(end) {
            return Some((twelve_hours(hour, minute, afternoon)?, after));
        }
        if sign == ":" {
            let known = clock(hour, minute)?;
            return self.closes(end).then_some((Clock { either_half: hour <= 12 && digits == 1, ..known }, end));
        }
        let zoned = sign == "." && self.is_one_of(end, &["gmt", "utc"]);
        if zoned {
            return Some((clock(hour, minute)?, end));
        }
        self.o_clock(i + 1, hour)
    }

    fn clock_words(&self, i: usize) -> Option<(Clock, usize)> {
        let Lex::Small(hour @ 1..=12) = self.lex(i) else { return None };
        let hour = u32::from(hour);
        if let Some((afternoon, end)) = self.half_of_day(i + 1) {
            return Some((twelve_hours(hour, 0, afternoon)?, end));
        }
        if let Some(minutes) = self.number(i + 1).filter(|number| number.form == Form::Words)
            && let Some((afternoon, end)) = self.half_of_day(minutes.end)
        {
            let minute = u32::try_from(minutes.value.as_int()?).ok()?;
            return Some((twelve_hours(hour, minute, afternoon)?, end));
        }
        self.o_clock(i + 1, hour)
    }

    /// `half past five`, `a quarter to six`.
    fn spoken_quarter(&self, i: usize) -> Option<(Clock, usize)> {
        let at = i + usize::from(self.lex(i) == Lex::Article);
        let minute = match self.lex(at) {
            Lex::Half => 30,
            Lex::Quarter => 15,
            _ => return None,
        };
        let Lex::Small(hour @ 1..=12) = self.lex(at + 2) else { return None };
        let hour = u32::from(hour);
        let known = if self.is(at + 1, "past") {
            clock(hour, minute)?
        } else if minute == 15 && self.is(at + 1, "to") {
            clock(if hour == 1 { 12 } else { hour - 1 }, 45)?
        } else {
            return None;
        };
        Some((Clock { either_half: true, ..known }, at + 3))
    }

    fn o_clock(&self, i: usize, hour: u32) -> Option<(Clock, usize)> {
        let named = self.is(i, "o") && self.is_any_sign(i + 1, "'’") && self.is(i + 2, "clock");
        let known = clock(hour, 0).filter(|_| named && hour <= 12)?;
        Some((Clock { either_half: true, ..known }, i + 3))
    }

    /// `am`, `p.m.`, and the place after it: whether it is the afternoon.
    fn half_of_day(&self, i: usize) -> Option<(bool, usize)> {
        if self.gap(i) == Gap::Line {
            return None;
        }
        if self.is_one_of(i, &["am", "pm"]) {
            let ends =
                self.closes(i + 1) && (self.text_of(i) != "am" || !self.is_one_of(i + 1, &["not", "going", "a"]));
            return ends.then_some((self.is(i, "pm"), i + 1));
        }
        let dotted =
            self.is_one_of(i, &["a", "p"]) && self.is_sign(i + 1, '.') && self.is(i + 2, "m") && self.glued(i + 1);
        dotted.then(|| (self.is(i, "p"), i + 3 + usize::from(self.is_sign(i + 3, '.') && self.glued(i + 3))))
    }
}

fn twelve_hours(hour: u32, minute: u32, afternoon: bool) -> Option<Clock> {
    if afternoon && (13..24).contains(&hour) {
        return clock(hour, minute);
    }
    if !(1..=12).contains(&hour) {
        return None;
    }
    clock(hour % 12 + if afternoon { 12 } else { 0 }, minute)
}
