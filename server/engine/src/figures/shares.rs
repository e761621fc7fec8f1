//! Shares of something: per cent, points, `seven out of ten`, `tenfold`.

use super::amounts::Found;
use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Unit, Value};
use crate::lexicon::{CHANGES, LESS_WORDS, MORE_WORDS};

impl Reader<'_> {
    pub(super) fn percent(&self, i: usize, number: Number) -> Option<Found> {
        let at = self.past_hyphen(number.end);
        if let Some(found) = self.part_of_point(i, number) {
            return Some(found);
        }
        // "half of one percent"
        let (at, number) = match (number.form, self.is(at, "of"), self.is_one_of(at + 1, &["one", "a", "1"])) {
            (Form::Fraction, true, true) => (at + 2, number),
            (Form::Fraction, false, _) if self.lex(at) == Lex::Article => (at + 1, number),
            _ => (at, number),
        };
        let (unit, mut end) = self.percent_sign(at)?;
        if unit == Unit::Percent
            && let Some(after) = self.points(self.past_hyphen(end))
        {
            let number = Number { end: after, ..number };
            return Some(self.found(i, after, number, Unit::PercentPoints));
        }
        if self.glued(end) && (self.is_digits(end) || self.is_word(end)) {
            return Some(Found::nothing(i, end + 1));
        }
        // "%)" and "%-" end it as well.
        end = end.max(at + 1);
        Some(self.found(i, end, number, unit))
    }

    /// `a quarter of a percentage point`, `half a point`, `a quarter-point cut`.
    pub(super) fn part_of_point(&self, i: usize, number: Number) -> Option<Found> {
        if number.form != Form::Fraction {
            return None;
        }
        let mut at = self.past_hyphen(number.end);
        at += usize::from(self.is(at, "of"));
        at += usize::from(self.lex(at) == Lex::Article || self.is(at, "one"));
        let percentage = self.is_one_of(at, &["percentage", "percent"]);
        let end = self.points(self.past_hyphen(at + usize::from(percentage)))?;
        percentage.then(|| self.found(i, end, Number { end, ..number }, Unit::PercentPoints))
    }

    /// `a quarter-point cut`, `a half-point rise`: of interest rates.
    pub(super) fn point_of_rates(&self, i: usize) -> Option<Found> {
        let at = i + usize::from(self.lex(i) == Lex::Article);
        let parts = match self.lex(at) {
            Lex::Half => 2,
            Lex::Quarter => 4,
            _ => return None,
        };
        let end = self.points(self.past_hyphen(at + 1)).filter(|&end| end == at + 3)?;
        let changes = self.is_word(end) && CHANGES.has(&self.folded(end)) || self.is_one_of(end, &["move", "hikes"]);
        let value = Value::Number(Exact::ratio(1, parts)?);
        let found = Found::new(i, end, Kind::Percent, value, Unit::PercentPoints, Precision::EXACT);
        Some(if changes { found } else { Found::nothing(i, end) })
    }

    pub(super) fn percent_sign(&self, at: usize) -> Option<(Unit, usize)> {
        if self.is_any_sign(at, "%％") {
            return Some((Unit::Percent, at + 1));
        }
        if self.is_one_of(at, &["percent", "pct", "percentage", "percents"]) {
            return Some((Unit::Percent, at + 1));
        }
        if self.is(at, "per") && self.is_one_of(self.past_hyphen(at + 1), &["cent"]) {
            return Some((Unit::Percent, self.past_hyphen(at + 1) + 1));
        }
        if self.text_of(at) == "pc" && self.gap(at) != Gap::Line {
            return Some((Unit::Percent, at + 1));
        }
        if self.is(at, "p") && self.is_sign(at + 1, '.') && self.is(at + 2, "c") && self.glued(at + 2) {
            return Some((Unit::Percent, at + 3 + usize::from(self.is_sign(at + 3, '.') && self.glued(at + 3))));
        }
        if self.is_one_of(at, &["pp", "ppt", "ppts", "pps"]) {
            return Some((Unit::PercentPoints, at + 1));
        }
        // Capitals are years before the present, or a company.
        if self.is_one_of(at, &["bp", "bps"]) && self.text_of(at) != "BP" && !self.is(at + 1, "of") {
            return Some((Unit::BasisPoints, at + 1));
        }
        if self.is(at, "basis") && self.is_one_of(self.past_hyphen(at + 1), &["point", "points"]) {
            return Some((Unit::BasisPoints, self.past_hyphen(at + 1) + 1));
        }
        None
    }

    pub(super) fn points(&self, at: usize) -> Option<usize> {
        self.is_one_of(at, &["point", "points"]).then_some(at + 1)
    }

    /// `seven out of ten`, `one in five`, `3 in 10`.
    pub(super) fn proportion(&self, i: usize, number: Number) -> Option<Found> {
        // "One adult in five"
        let counted =
            usize::from(number.form != Form::Digits && self.is_noun(number.end) && self.is(number.end + 1, "in"));
        let end = number.end + counted;
        let out = self.is(end, "out") && self.is(end + 1, "of");
        let within = self.is(end, "in");
        let after = end + if out { 2 } else { 1 };
        let at = after + usize::from(self.is(after, "every"));
        let in_ = within && matches!(self.lex(at), Lex::Small(_))
            || within && self.is_digits(at) && number.form != Form::Digits;
        if !(out || in_) {
            return None;
        }
        let whole = self.number(at).filter(|whole| matches!(whole.form, Form::Plain | Form::Words | Form::Digits))?;
        let small = number.value < whole.value && whole.value >= Exact::int(2);
        // "One in five", but not "5 in 2012" or "two in three days".
        let odds = out
            || (number.value <= Exact::int(9)
                && matches!(whole.value.as_int(), Some(2..=10 | 12 | 20 | 25 | 50 | 100 | 1000 | 10_000 | 1_000_000)));
        if !small
            || !odds
            || number.is_scaled()
            || (!out && self.unit(whole.end, whole.form).is_some())
            || self.lex(whole.end).is_month()
            || counted > 0 && (self.is_counted(whole.end) || self.is_digits(i))
        {
            return None;
        }
        let share = Number {
            value: number.value.over(whole.value)?,
            step: Exact::ratio(1, 50)?,
            round: Exact::ratio(1, 50)?,
            form: Form::Fraction,
            end: whole.end,
            scale: 0,
        };
        let mut found = self.found(i, whole.end, share, Unit::Share);
        found.parts = vec![self.found(i, number.end, number, Unit::None), self.found(at, whole.end, whole, Unit::None)];
        Some(found)
    }

    /// Whether so many `times`, with what follows at `i`, are how often something happened: nothing is a thousand times another, unless
    /// the words compare the two.
    fn is_so_often(&self, i: usize, number: Exact) -> bool {
        const FEWEST: i64 = 1000;
        let next = self.folded(i);
        let is_compared = MORE_WORDS.has(&next)
            || LESS_WORDS.has(&next)
            || self.is_one_of(i, &["as", "the", "that", "what", "its", "their"]);
        number >= Exact::int(FEWEST) && !is_compared
    }

    /// `three times`, `3x`, `tenfold` after digits.
    pub(super) fn multiple(&self, i: usize, number: Number) -> Option<Found> {
        let at = self.past_hyphen(number.end);
        let fold = self.is(at, "fold");
        let x = self.is_one_of(at, &["x", "×"]) && self.glued(at) && self.closes(at + 1);
        let is_occasions = self.is(at, "times") && self.is_so_often(at + 1, number.value);
        if is_occasions || !(self.is(at, "times") || fold || x) {
            return None;
        }
        Some(Found::new(i, at + 1, Kind::Multiple, Value::Number(number.value), Unit::None, number.precision()))
    }
}
