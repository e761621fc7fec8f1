//! Amounts that begin with a word of their own: none, dozens, several hundred.

use super::amounts::Found;
use super::exact::Exact;
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Unit, Value};

impl Reader<'_> {
    /// `several hundred`, `a couple thousand`: nobody knows how many.
    pub(super) fn is_vague(&self, i: usize) -> bool {
        i > 0
            && matches!(self.lex(i), Lex::Hundred | Lex::Scale(_) | Lex::Dozen)
            && (self.is_one_of(i - 1, &["several", "few", "many", "couple"])
                || (self.is(i - 1, "of") && i > 1 && self.is(i - 2, "couple")))
    }

    /// Figures that begin with a word of their own.
    pub(super) fn special(&self, i: usize) -> Option<Found> {
        let number = |end: usize, value: i64, kind: Kind| {
            Some(Found::new(i, end, kind, Value::Number(Exact::int(value)), Unit::None, Precision::EXACT))
        };
        if let Some(found) = self.point_of_rates(i).or_else(|| self.zero_in_words(i)) {
            return Some(found);
        }
        match self.lex(i) {
            Lex::Times(value) => {
                let idle = i > 0 && self.is_one_of(i - 1, &["think", "thought", "thinks", "thinking"]);
                if idle { Some(Found::nothing(i, i + 1)) } else { number(i + 1, i64::from(value), Kind::Multiple) }
            }
            Lex::Multiplied(parts) => {
                let value = if parts < 0 { Exact::ratio(1, i128::from(-parts))? } else { Exact::int(i64::from(parts)) };
                Some(Found::new(i, i + 1, Kind::Multiple, Value::Number(value), Unit::None, Precision::EXACT))
            }
            Lex::Hundred | Lex::Scale(_) | Lex::Dozen if self.plural(i) => self.collective(i),
            Lex::Quarter | Lex::Half if self.len() == i + 1 && i == 0 && !self.plural(i) => {
                let value = Exact::ratio(1, if self.lex(i) == Lex::Half { 2 } else { 4 })?;
                Some(Found::new(i, i + 1, Kind::Number, Value::Number(value), Unit::Share, Precision::EXACT))
            }
            Lex::Small(hundreds @ 1..=9) => self.spoken_hundreds(i, hundreds),
            Lex::Article if self.is(i + 1, "pair") && self.lex(i + 2) != Lex::Hundred => number(i + 2, 2, Kind::Number),
            Lex::Article => self.one_unit(i).or_else(|| self.one_of_money(i)),
            Lex::Lead if self.is(i, "single") && !self.is(i.wrapping_sub(1), "a") => {
                number(i + 1, 1, Kind::Number).filter(|_| !self.is_hyphen(i + 1))
            }
            Lex::Lead if self.is(i, "aged") => self.aged(i),
            Lex::Lead if self.is(i, "absolute") && self.is(i + 1, "zero") => {
                let (kelvin, _) = self.named_unit("kelvin")?;
                Some(Found::new(
                    i,
                    i + 2,
                    Kind::Quantity,
                    Value::Number(Exact::ZERO),
                    Unit::Measure(Box::new(kelvin)),
                    Precision::EXACT,
                ))
            }
            Lex::Other if self.is_one_of(i, &["scores", "tens"]) => self.collective(i),
            _ => None,
        }
    }

    /// `none`, `nobody`, `no one`, `no deaths`, `not a single case`.
    pub(super) fn zero_in_words(&self, i: usize) -> Option<Found> {
        let zero = |end: usize| {
            Some(Found::new(i, end, Kind::Number, Value::Number(Exact::ZERO), Unit::None, Precision::EXACT))
        };
        if self.lex(i) != Lex::Lead {
            return None;
        }
        if self.is(i, "none") && !self.is_one_of(i + 1, &["other", "too", "the"]) {
            return zero(i + 1);
        }
        if self.is(i, "not") && self.is(i + 1, "a") && self.is(i + 2, "single") {
            return zero(i + 3);
        }
        let counts = |at: usize| self.is_noun(at) && self.is_plural_noun(at) && self.gap(at) == Gap::Blank;
        let described = self.is_noun(i + 1) && !self.is_plural_noun(i + 1) && counts(i + 2);
        if self.is(i, "no") && !self.is_sign(i + 1, '.') && (counts(i + 1) || described) {
            return zero(i + 1);
        }
        None
    }

    /// `hundreds`, `tens of thousands`, `dozens of`: from one such to ten of them.
    pub(super) fn collective(&self, i: usize) -> Option<Found> {
        let of = self.is(i + 1, "of");
        let (low, factor) = match self.lex(i) {
            Lex::Hundred => (100, 10),
            Lex::Dozen => (12, 10),
            Lex::Scale(exponent) => (10i64.checked_pow(u32::from(exponent))?, 1000),
            _ if self.is(i, "tens") => (10, 10),
            _ if of && self.is(i, "scores") && !self.is_digits(i + 2) => (20, 10),
            _ => return None,
        };
        let (exponent, end) = match self.lex(i + 2) {
            Lex::Scale(exponent) if of && self.plural(i + 2) => (exponent, i + 3),
            _ => (0, i + 1),
        };
        if self.is(i, "tens") && exponent == 0 {
            return None;
        }
        let low = Exact::int(low).times(Exact::power_of_ten(i32::from(exponent))?)?;
        let high = low.times(Exact::int(factor))?;
        if i > 0 && (self.is_digits(i - 1) || matches!(self.lex(i - 1), Lex::Small(_))) {
            return None;
        }
        Some(Found::new(i, end, Kind::Number, Value::Range(Some(low), Some(high)), Unit::None, Precision::EXACT))
    }

    /// `two fifty five`, `three twenty`: hundreds as they are spoken, where they stand alone.
    pub(super) fn spoken_hundreds(&self, i: usize, hundreds: u8) -> Option<Found> {
        let Lex::Small(tens) = self.lex(i + 1) else { return None };
        let alone = (i == 0 || !self.follows_small(i)) && tens >= 10 && self.gap(i + 1) == Gap::Blank;
        let rest = match (tens, self.lex(self.past_hyphen(i + 2))) {
            (20.., Lex::Small(unit @ 1..=9)) => tens + unit,
            _ => tens,
        };
        let end = if rest > tens { self.past_hyphen(i + 2) + 1 } else { i + 2 };
        let goes_on = matches!(self.lex(end), Lex::Small(_) | Lex::Hundred | Lex::Scale(_) | Lex::Ordinal(_));
        if !alone || goes_on {
            return None;
        }
        let value = i64::from(hundreds) * 100 + i64::from(rest);
        Some(Found::new(i, end, Kind::Number, Value::Number(Exact::int(value)), Unit::None, Precision::EXACT))
    }

    pub(super) fn follows_small(&self, i: usize) -> bool {
        matches!(self.lex(i - 1), Lex::Small(_) | Lex::Scale(_) | Lex::Hundred)
            || self.is_digits(i - 1)
            || self.is_one_of(i - 1, &["o", "oh"])
    }
}
