//! Ranges of numbers, and numbers against each other.

use super::amounts::Found;
use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Precision, Reading, Unit, Value};
use crate::lexicon::{CHANGES, RESULTS};

impl Reader<'_> {
    /// The range that the amount at `i` begins: `3 to 4 L`, `$250–$300`, `between 44 and 50 mg`, `5–6 million`, and scores and
    /// ratios.
    pub(super) fn range(&self, i: usize, first: &Found) -> Option<Found> {
        let (low, end) = (first.number?, self.past_range_hyphen(first.end));
        let at = self.connector(self.past_scored(end), i)?;
        let first = Found { end, ..first.clone() };
        let second = self.amount(at).filter(|found| found.number.is_some()).or_else(|| self.last_one(at))?;
        let (second, high) = as_scaled(second)?;
        if self.is(first.end, "or") && !is_guess(low.value, high.value) {
            return None;
        }
        let counts = |found: &Found| {
            found.readings.iter().all(|reading| !matches!(reading.kind, Kind::Ordinal | Kind::Multiple))
        };
        if !(counts(&first) && counts(&second)) {
            return None;
        }
        let worded = self.is_word(at - 1) || self.is(at - 2, "to");
        let is_given = self.is_scored(first.end) && self.is_noun(second.end);
        if let Some(score) = self.score(i, &first, &second, worded).filter(|_| !is_given) {
            return Some(score);
        }
        // "Five seats to three parties" is no result.
        let is_score = self.is_scored(first.end) || second.end == at + 1 && self.is(at, "one");
        if is_score { None } else { self.join((&first, low), (&second, high), worded) }
    }

    /// What is scored, between the two numbers of a result: `three goals to one`.
    fn is_scored(&self, i: usize) -> bool {
        self.is_one_of(i, &["goals", "points", "runs", "games", "sets", "votes", "seats"])
    }

    fn past_scored(&self, end: usize) -> usize {
        end + usize::from(self.is_scored(end) && self.is(end + 1, "to"))
    }

    /// The `one` that ends a result: `three to one`.
    fn last_one(&self, i: usize) -> Option<Found> {
        let number = self.number(i).filter(|_| self.is(i, "one"))?;
        Some(self.found(i, number.end, number, Unit::None))
    }

    /// The place after a hyphen at `i` that belongs to the range, or `i` itself: `8- to 16-meter`.
    fn past_range_hyphen(&self, i: usize) -> usize {
        let hyphen = self.is_hyphen(i) && self.glued(i) && !self.glued(i + 1);
        if hyphen && self.is_one_of(i + 1, &["to", "or"]) { i + 1 } else { i }
    }

    /// The place after what joins the ends of a range.
    fn connector(&self, i: usize, start: usize) -> Option<usize> {
        let before = start.checked_sub(1);
        let between = before.is_some_and(|before| self.is(before, "between"));
        let through = self.is_one_of(i, &["through", "thru"]) && self.is_digits(i - 1) && self.is_digits(i + 1);
        if self.is_one_of(i, &["to", "or"]) || through || (between && self.lex(i) == Lex::And) {
            return Some(i + 1);
        }
        // "8-to-16-meter"
        if self.is_hyphen(i) && self.is(i + 1, "to") && self.is_hyphen(i + 2) {
            return Some(i + 3);
        }
        let tight = self.glued(i) == self.glued(i + 1);
        let spelled = !self.is_digits(i - 1) && self.is_hyphen(i) && !self.is_any_sign(i - 1, "%€£$");
        if (self.is_dash(i) || self.is_any_sign(i, "~∼～") && self.glued(i))
            && tight
            && (!spelled || self.is_digits(i + 1) || self.is_word(i - 1))
        {
            return Some(i + 1);
        }
        None
    }

    /// The range between two amounts, which share what only one of them states.
    fn join(&self, (first, low): (&Found, Number), (second, high): (&Found, Number), worded: bool) -> Option<Found> {
        let slashed = |found: &Found, number: Number| {
            number.value >= Exact::ONE && (found.start..found.end).any(|at| self.is_sign(at, '/'))
        };
        if low.form == Form::One && !worded || slashed(first, low) && low.form == Form::Fraction {
            return None;
        }
        let (low, high) = self
            .shared_scale(low, high)
            .or_else(|| if worded { None } else { self.elided(first, low, second, high) })
            .unwrap_or((low, high));
        if worded && (self.is_year_beside(first, second) || self.is_paid_to(first, second)) {
            return None;
        }
        let descends = high.value < low.value;
        if descends && !worded && !low.value.is_negative() {
            return None;
        }
        let precision =
            Precision { step: low.step.min(high.step), round: low.round.max(high.round), scale: high.scale };
        let mut whole: Option<Found> = None;
        for a in &first.readings {
            for b in &second.readings {
                let Some((unit, bottom)) = shared_unit(&a.unit, &b.unit, low.value) else { continue };
                let (bottom, top) = if bottom <= high.value { (bottom, high.value) } else { (high.value, bottom) };
                let value = Value::Range(Some(bottom), Some(top));
                let reading = Reading { kind: Kind::Range, value, unit: unit.clone(), precision };
                match &mut whole {
                    Some(whole) if whole.readings.contains(&reading) => {}
                    Some(whole) => whole.readings.push(reading),
                    None => {
                        let mut found = Found::nothing(first.start, second.end);
                        let own = if a.unit.kind() == b.unit.kind() { a.unit.clone() } else { unit.clone() };
                        found.split = worded
                            && !self.is_spread(first.start)
                            && (self.is_change(first.start) || descends && self.is_led_from(first.start));
                        found.parts = vec![
                            self.found(first.start, first.end, low, own),
                            self.found(second.start, second.end, high, unit),
                        ];
                        if !found.split {
                            found.parts.iter_mut().for_each(|part| part.within = Some(Kind::Range));
                        }
                        found.readings.push(reading);
                        whole = Some(found);
                    }
                }
            }
        }
        whole
    }

    /// "From 83 in 2014 to 149 in 2024": a year before `to` is no end of a range of something else.
    fn is_year_beside(&self, first: &Found, second: &Found) -> bool {
        let is_year = |found: &Found| {
            found.end == found.start + 1
                && self.text_of(found.start).len() == 4
                && self.small_digits(found.start).is_some_and(|year| (1500..=2100).contains(&year))
        };
        is_year(first) && !is_year(second)
    }

    /// "Paid $410,000 to 52 shops": a sum, and to how many it went.
    fn is_paid_to(&self, first: &Found, second: &Found) -> bool {
        let is_sum = first.readings.iter().all(|reading| matches!(reading.unit, Unit::Currency(_)));
        let is_bare = second.readings.iter().all(|reading| matches!(reading.unit, Unit::None | Unit::Counted(_)));
        let counts = self.is_noun(second.end) && self.is_plural_noun(second.end);
        is_sum && is_bare && counts && !self.is_led_from(first.start)
    }

    /// 5–6 million: both are millions.
    fn shared_scale(&self, low: Number, high: Number) -> Option<(Number, Number)> {
        if low.is_scaled() || !high.is_scaled() || low.value >= Exact::int(1000) {
            return None;
        }
        let scaled = low.sharing_scale(high.scale)?;
        // "from 500 to 1 million" is no 500 million.
        (scaled.value <= high.value.times(Exact::int(2))?).then_some((scaled, high))
    }

    /// 1,250–80: what the second leaves out, it shares with the first.
    fn elided(&self, first: &Found, low: Number, second: &Found, high: Number) -> Option<(Number, Number)> {
        let (long, short) = (self.text_of(first.end - 1), self.text_of(second.end - 1));
        let plain = low.form == Form::Plain && high.form == Form::Plain && high.value < low.value;
        if !plain || long.len() < 3 || short.len() >= long.len() {
            return None;
        }
        let power = 10i64.checked_pow(u32::try_from(short.len()).ok()?)?;
        let value = low.value.as_int()?.checked_div(power)?.checked_mul(power)?.checked_add(high.value.as_int()?)?;
        let high = Number { value: Exact::int(value), ..high };
        (high.value > low.value).then_some((low, high))
    }

    /// Whether what stands before is a verb of change: "rose from 5% to 6%", "fell 3% to 45%".
    fn is_change(&self, start: usize) -> bool {
        const NEAR: usize = 5;
        // "fell by 18 points on the year, from 29% to 11%"
        const NEAR_FROM: usize = 10;
        let near = if self.is_led_from(start) { NEAR_FROM } else { NEAR };
        // "The improved ships carry 9 to 10 tons": a word of change before a noun is no verb.
        let is_adjective = |at: usize| {
            let is_led =
                at.checked_sub(1).is_some_and(|before| self.is_one_of(before, &["the", "these", "those", "its"]));
            is_led && at + 2 < start && self.is_noun(at + 1) && self.is_plural_noun(at + 1) && !self.is_led_from(start)
        };
        let is_verb = |at: usize| self.is_word(at) && CHANGES.has(&self.folded(at)) && !is_adjective(at);
        (start.saturating_sub(near)..start).any(is_verb)
    }

    /// Whether a word before `from` says that what follows lies between the two: `ranged from -9 °C to -31 °C`.
    fn is_spread(&self, start: usize) -> bool {
        const WORDS: [&str; 10] =
            ["range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "anywhere", "spanned"];
        self.is_led_from(start) && start > 1 && self.is_one_of(start - 2, &WORDS)
    }

    /// Whether `from` stands before: no range is given from its greater end.
    fn is_led_from(&self, start: usize) -> bool {
        start.checked_sub(1).is_some_and(|before| self.is(before, "from"))
    }

    /// `3-1`, `2:1`, `10–2`: small bare numbers, the greater first.
    fn score(&self, i: usize, first: &Found, second: &Found, worded: bool) -> Option<Found> {
        let bare = |found: &Found| {
            let unit = found.readings.first().is_some_and(|reading| reading.unit == Unit::None);
            let is_whole = |number: &Number| matches!(number.form, Form::Plain | Form::Words | Form::One);
            found.number.filter(|number| is_whole(number) && unit).and_then(|number| number.value.as_int())
        };
        let (us, them) = (bare(first)?, bare(second)?);
        let spaced = || self.is_dash(first.end) && !self.glued(first.end) && !self.glued(first.end + 1);
        let is_result = || self.is_near_result(i);
        let joined = if worded {
            (self.is(second.start - 1, "to") || self.is(second.start - 2, "to"))
                && !self.is_one_of(i.wrapping_sub(1), &["from", "between"])
        } else {
            self.is_dash(first.end) && self.glued(first.end) || spaced() && is_result()
        };
        let longest = self.text_of(i).len();
        let elided =
            first.end == i + 1 && self.is_digits(i) && longest > 2 && self.text_of(second.end - 1).len() < longest;
        let is_large = us > 200 || longest > 2 && self.is_digits(i);
        let rises = us < them && (worded || !is_result());
        if !joined || elided || rises || them < 0 || (us == them && (worded || us > 20)) || is_large && !is_result() {
            return None;
        }
        let mut score = Found::new(i, second.end, Kind::Score, Value::Score(us, them), Unit::None, Precision::EXACT);
        score.parts = vec![first.clone(), second.clone()];
        Some(score)
    }

    /// Whether a word of games, votes or rulings stands shortly before `i`.
    fn is_near_result(&self, i: usize) -> bool {
        const FAR: usize = 7;
        (i.saturating_sub(FAR)..i).rev().any(|at| self.is_word(at) && RESULTS.has(&self.folded(at)))
    }

    /// `2:1`, `60:40`
    pub(super) fn ratio(&self, i: usize) -> Option<Found> {
        let (us, them) = (self.small_digits(i)?, self.small_digits(i + 2)?);
        let colon = self.is_sign(i + 1, ':') && self.gap(i + 1) == Gap::None && self.gap(i + 2) == Gap::None;
        let clocklike = self.text_of(i + 2).len() == 2 && us <= 24 && them < 60;
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

/// An amount of which the first reading is one with a scale, as that alone: the `6m` of `5-6m units`, which are no metres.
fn as_scaled(mut found: Found) -> Option<(Found, Number)> {
    let number = found.number?;
    let scale = found.readings.first().map_or(0, |reading| reading.precision.scale);
    if scale <= number.scale {
        return Some((found, number));
    }
    found.readings.retain(|reading| reading.precision.scale == scale);
    Some((found, number.sharing_scale(scale)?))
}

/// Whether `low or high` says how many rather than which: two or three, but not one or 30 and not 2019 or 2020.
fn is_guess(low: Exact, high: Exact) -> bool {
    let near = low.times(Exact::int(2)).is_some_and(|twice| high <= twice);
    low >= Exact::ONE && low < high && near && high < Exact::int(1000)
}

/// The unit of a range between two amounts, and its lower end `low` in that unit.
fn shared_unit(first: &Unit, second: &Unit, low: Exact) -> Option<(Unit, Exact)> {
    match (first, second) {
        (Unit::Measure(a), Unit::Measure(b)) => Some((second.clone(), a.convert(low, b)?)),
        (a, b) if a == b => Some((a.clone(), low)),
        (Unit::None | Unit::Share, unit) => Some((unit.clone(), low)),
        (Unit::Currency(_), Unit::None) => Some((first.clone(), low)),
        (Unit::Currency(a), Unit::Currency(b)) if a.agrees(*b) => {
            Some((if a.stated { first.clone() } else { second.clone() }, low))
        }
        _ => None,
    }
}
