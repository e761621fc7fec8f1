//! Places in an order: `36th`, `twenty-first`.

use super::amounts::Found;
use super::exact::Exact;
use super::numbers::Number;
use super::reader::Reader;
use super::tokens::Lex;
use super::{Kind, Precision, Reading, Unit, Value};

impl Reader<'_> {
    /// A number in words that ends with an ordinal.
    pub(super) fn ordinal(&self, i: usize, number: Number) -> Option<Found> {
        // "First, …" and "first of all" count nothing.
        let first = self.is(i, "first") && number.end == i + 1;
        if first && (self.is(i + 1, "of") && self.is(i + 2, "all")) {
            return Some(Found::nothing(i, i + 3));
        }
        if self.is_hyphen(i + 1)
            && self.is_one_of(i + 2, &["hand", "party", "guess", "rate", "class", "degree", "person"])
        {
            return Some(Found::nothing(i, i + 3));
        }
        let opens = first && (i == 0 || self.is_any_sign(i - 1, ".!?"));
        if opens && self.is_sign(i + 1, ',') && !matches!(self.lex(i + 2), Lex::Ordinal(_)) {
            return Some(Found::nothing(i, i + 1));
        }
        Some(self.ordinal_of(i, number.end, number))
    }

    pub(super) fn ordinal_of(&self, i: usize, end: usize, number: Number) -> Found {
        let mut found = Found::new(i, end, Kind::Ordinal, Value::Number(number.value), Unit::None, Precision::EXACT);
        // One hundredth may be a share, too.
        if i + 2 == end
            && self.is(i, "one")
            && matches!(self.lex(i + 1), Lex::HundredOrdinal | Lex::ScaleOrdinal(_))
            && let Some(value) = Exact::ONE.over(number.value)
        {
            found = found.or(Reading {
                kind: Kind::Number,
                value: Value::Number(value),
                unit: Unit::Share,
                precision: Precision::EXACT,
            });
        }
        found
    }

    /// `36th`, `25111th`.
    pub(super) fn ordinal_digits(&self, i: usize, number: Number) -> Option<Found> {
        let suffix = number.end;
        let whole = number.value.as_int()?;
        if number.is_scaled()
            || !self.glued(suffix)
            || !self.is_one_of(suffix, &["st", "nd", "rd", "th"])
            || !self.closes(suffix + 1)
        {
            return None;
        }
        let right = match (whole % 10, whole % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        // "14st 3lb"
        if self.is(suffix, "st") && right != "st" && self.is_digits(suffix + 1) {
            return None;
        }
        Some(if self.is(suffix, right) {
            self.ordinal_of(i, suffix + 1, number)
        } else {
            Found::nothing(i, suffix + 1)
        })
    }
}
