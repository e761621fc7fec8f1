//! Ranges of numbers, and numbers against each other.

use super::amounts::Found;
use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Unit, Value};

/// Verbs and nouns after which `from X to Y` is a change and not a range.
const CHANGES: [&str; 33] = [
    "rose",
    "rise",
    "rising",
    "fell",
    "fall",
    "falling",
    "grew",
    "grow",
    "growing",
    "increased",
    "increase",
    "increasing",
    "decreased",
    "decrease",
    "dropped",
    "drop",
    "declined",
    "decline",
    "went",
    "up",
    "down",
    "reduced",
    "raised",
    "cut",
    "changed",
    "jumped",
    "climbed",
    "slipped",
    "lowered",
    "shrank",
    "surged",
    "doubled",
    "lifted",
];

impl Reader<'_> {
    /// `3 to 4 L`, `$250–$300`, `between 44 and 50 mg`, `5–6 million`, and scores and ratios.
    pub(super) fn range(&self, i: usize) -> Option<Found> {
        let first = self.amount(i)?;
        if first.readings.is_empty() || matches!(first.readings[0].kind, Kind::Multiple) {
            return None;
        }
        let first = self.shortened(i, first);
        let first_number = first.number?;
        let at = self.connector(first.end, i)?;
        let second = self.amount(at)?;
        let second_number = second.number?;
        let worded = self.is_word(at - 1);
        if second.readings.is_empty() || matches!(second.readings[0].value, Value::Range(..)) {
            return None;
        }
        if let Some(score) = self.score(i, &first, &second) {
            return Some(score);
        }
        let joined = self.join(first, first_number, second, second_number, worded)?;
        Some(joined)
    }

    /// A number whose hyphen belongs to the range: `8- to 16-meter`.
    fn shortened(&self, _: usize, first: Found) -> Found {
        let hyphen = self.is_hyphen(first.end) && self.glued(first.end) && !self.glued(first.end + 1);
        if hyphen && self.is_one_of(first.end + 1, &["to", "or"]) {
            Found { end: first.end + 1, ..first }
        } else {
            first
        }
    }

    /// The place after what joins the ends of a range.
    fn connector(&self, i: usize, start: usize) -> Option<usize> {
        let before = start.checked_sub(1);
        let between = before.is_some_and(|before| self.is(before, "between"));
        if self.is(i, "to") || (between && self.lex(i) == Lex::And) {
            return Some(i + 1);
        }
        let tight = self.glued(i) == self.glued(i + 1);
        let spelled = !self.is_digits(i - 1) && self.is_hyphen(i) && !self.is_any_sign(i - 1, "%€£$");
        if self.is_dash(i) && tight && (!spelled || self.is_digits(i + 1) || self.is_word(i - 1)) {
            return Some(i + 1);
        }
        // "8-to-16-meter"
        (self.is_hyphen(i) && self.is(i + 1, "to") && self.is_hyphen(i + 2)).then_some(i + 3)
    }

    fn join(&self, first: Found, low: Number, second: Found, high: Number, worded: bool) -> Option<Found> {
        let (a, b) = (
            &first.readings[0],
            second
                .readings
                .iter()
                .find(|reading| reading.unit == first.readings[0].unit)
                .unwrap_or(&second.readings[0]),
        );
        if a.kind == Kind::Ordinal || b.kind == Kind::Ordinal || low.form == Form::One && !worded {
            return None;
        }
        let unstated = matches!(a.unit, Unit::None);
        let (unit, own_unit) = match (&a.unit, &b.unit) {
            (x, y) if x == y => (x.clone(), *x != Unit::None),
            (Unit::None | Unit::Share, y) => (y.clone(), false),
            (Unit::Currency(x), Unit::None) => (Unit::Currency(*x), false),
            (Unit::Currency(x), Unit::Currency(y)) if x.agrees(*y) => {
                (Unit::Currency(if x.stated { *x } else { *y }), true)
            }
            (Unit::Measure(x), Unit::Measure(y)) if x.is_like(y) => (Unit::Measure(y.clone()), true),
            _ => return None,
        };
        let mut low_number = low;
        // 5–6 million: both are millions.
        if high.is_scaled()
            && !low.is_scaled()
            && low.value < Exact::int(1000)
            && low.value.mul(Exact::power_of_ten(i32::from(high.scale))?)? <= high.value.mul(Exact::int(2))?
        {
            low_number = low.sharing_scale(high.scale)?;
        }
        let mut low_value = low_number.value;
        if let (Unit::Measure(x), Unit::Measure(y)) = (&a.unit, &unit) {
            low_value = x.convert(low_value, y)?;
        }
        let mut high_value = high.value;
        let mut high_number = high;
        // $250–300 thousand aside, 1,960–80 elides what both share.
        if !worded
            && unit == Unit::None
            && low.form == Form::Plain
            && high.form == Form::Plain
            && high_value < low_value
            && self.elides(first.end - 1, second.end - 1)
        {
            let power = Exact::power_of_ten(i32::try_from(self.text_of(second.end - 1).len()).ok()?)?;
            let whole = Exact::int(low_value.div(power)?.to_string().split('.').next()?.parse().ok()?);
            high_value = whole.mul(power)?.add(high_value)?;
            high_number = Number { value: high_value, ..high };
        }
        let negative = low_value.is_negative() && !high_value.is_negative() || worded || low_value.is_negative();
        if high_value < low_value && !negative {
            return None;
        }
        if worded
            && low_value > high_value
            && unstated
            && unit == Unit::None
            && !self.is_word(first.start.wrapping_sub(1))
        {
            return None;
        }
        let (start, end) = (first.start, second.end);
        let (bottom, top) = if low_value <= high_value { (low_value, high_value) } else { (high_value, low_value) };
        let precision = Precision {
            step: low_number.step.min(high.step),
            round: low_number.round.max(high.round),
            scale: high.scale,
        };
        let mut whole =
            Found::new(start, end, Kind::Range, Value::Range(Some(bottom), Some(top)), unit.clone(), precision);
        let first_unit = if let (Unit::Measure(_), true) = (&a.unit, own_unit) { a.unit.clone() } else { unit.clone() };
        whole.parts.push(self.found(first.start, first.end, low_number, first_unit));
        whole.parts.push(self.found(second.start, second.end, high_number, unit));
        whole.split = worded && self.is_change(start);
        Some(whole)
    }

    fn elides(&self, first: usize, second: usize) -> bool {
        let (long, short) = (self.text_of(first).len(), self.text_of(second).len());
        self.is_digits(first) && self.is_digits(second) && long > short && long >= 3
    }

    /// Whether `from` before the range goes with a verb of change.
    fn is_change(&self, start: usize) -> bool {
        let from = start.checked_sub(1).filter(|&at| self.is(at, "from"));
        let Some(from) = from else { return false };
        (from.saturating_sub(6)..from).any(|at| self.is_one_of(at, &CHANGES))
    }

    /// `3-1`, `2:1`, `10–2`: small bare numbers, the greater first.
    fn score(&self, i: usize, first: &Found, second: &Found) -> Option<Found> {
        let plain = |found: &Found| {
            found.number.filter(|number| number.form == Form::Plain).and_then(|number| number.value.as_int())
        };
        let (us, them) = (plain(first)?, plain(second)?);
        let dash = self.is_dash(first.end) && self.glued(first.end);
        let small = us <= 200 && them <= 200 && us > them && !us.is_negative();
        if !(dash
            && small
            && self.text_of(i).len() <= 3
            && first.readings[0].unit == Unit::None
            && second.readings[0].unit == Unit::None)
        {
            return None;
        }
        let mut score = Found::new(i, second.end, Kind::Score, Value::Score(us, them), Unit::None, Precision::EXACT);
        score.parts.push(first.clone());
        score.parts.push(second.clone());
        Some(score)
    }

    /// `2:1`
    pub(super) fn ratio(&self, i: usize) -> Option<Found> {
        let (us, them) = (self.small_digits(i)?, self.small_digits(i + 2)?);
        let colon = self.is_sign(i + 1, ':') && self.gap(i + 1) == Gap::None && self.gap(i + 2) == Gap::None;
        let clocklike = self.text_of(i + 2).len() == 2;
        if !(colon && self.opens(i) && self.closes(i + 3)) || clocklike {
            return None;
        }
        Some(Found::new(
            i,
            i + 3,
            Kind::Score,
            Value::Score(i64::from(us), i64::from(them)),
            Unit::None,
            Precision::EXACT,
        ))
    }
}
