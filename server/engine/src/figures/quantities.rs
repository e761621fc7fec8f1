//! Quantities: a number with a unit of measure, ages and heights among them.

use super::amounts::Found;
use super::exact::Exact;
use super::measure::Measure;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::units::inch;
use super::{Kind, Precision, Reading, Unit, Value};
use crate::lexicon::BESIDE_OTHERS;

impl Reader<'_> {
    pub(super) fn quantity(&self, i: usize, at: usize, number: Number) -> Option<Found> {
        // "three fifths of an inch", "half an hour"
        let of = usize::from(number.form == Form::Fraction && self.is(at, "of"));
        let at = if number.form == Form::Fraction && self.lex(at + of) == Lex::Article { at + of + 1 } else { at };
        let glued_metre = self.text_of(at) == "m" && self.glued(at);
        if matches!(self.lex(at), Lex::Ordinal(_)) && !matches!(number.value.as_int(), Some(1)) {
            return None;
        }
        if self.lex(at) == Lex::Article && number.form == Form::One {
            return None;
        }
        if self.is(i, "one") && self.is_idle_day(i, at) {
            return Some(Found::nothing(i, at + 1));
        }
        // A blood pressure of 120/80 mmHg is two numbers.
        let is_pair = number.form == Form::Fraction && number.value > Exact::ONE && self.is_any_sign(i + 1, "/⁄∕");
        if is_pair && self.unit(at, number.form).is_some() {
            return Some(Found::nothing(i, number.end));
        }
        let (measure, end) = self.unit(at, number.form).or_else(|| self.described_time(at, number))?;
        let end = if self.is_sign(end, '.')
            && self.glued(end)
            && self.text_of(end - 1).len() <= 3
            && self.is_word(end + 1)
            && self.text_of(end + 1).starts_with(|c: char| c.is_lowercase())
            && !self.plural_word(end - 1)
        {
            end + 1
        } else {
            end
        };
        if let Some(found) = self.compound(i, number, &measure, end) {
            return Some(found);
        }
        let (mut end, mut measure) = (end, measure);
        if matches!(measure.symbol.as_str(), "a" | "mo" | "wk" | "d") {
            let after = self.past_age(end);
            measure = if after > end { measure.aged() } else { measure };
            end = after;
        } else if measure.symbol == "deg"
            && let Some((scale, after)) = self.temperature_scale(end)
        {
            (measure, end) = (scale, after);
        }
        // "2m bpd", "9.5m b/d"
        if glued_metre
            && let Some((unit, after)) = self.unit(end, Form::Digits)
            && (self.text_of(end).len() > 1 || after > end + 1)
            && !self.is_one_of(end, &["in", "min"])
        {
            return Some(self.found(i, after, number.sharing_scale(6)?, Unit::Measure(Box::new(unit))));
        }
        let (number, end) = match self.added_part(end) {
            Some(part) if number.value.as_int().is_some() && number.form != Form::Ordinal => (
                Number { value: number.value.plus(part.value)?, step: part.step, round: part.round, ..number },
                part.end,
            ),
            _ => (number, end),
        };
        let mut found = self.found(i, end, number, Unit::Measure(Box::new(measure)));
        if glued_metre && let Some(million) = number.sharing_scale(6) {
            let reading = self.found(i, end, million, Unit::None).readings.remove(0);
            // "5m people", but "5m tall".
            if self.counts(end) { found.readings.insert(0, reading) } else { found.readings.push(reading) }
        }
        if let Some(bits) = self.bits(at) {
            let reading = Reading { unit: Unit::Measure(Box::new(bits)), ..found.readings[0].clone() };
            found = found.or(reading);
        }
        found.parts.extend(self.bare(i, number, Kind::Quantity));
        Some(found)
    }

    /// `5'10"`: feet and inches, which quotation marks alone would not tell.
    pub(super) fn height(&self, i: usize, feet: Number) -> Option<Found> {
        let end = feet.end;
        let marked = self.is_any_sign(end, "'’′")
            && self.glued(end)
            && self.glued(end + 1)
            && self.is_any_sign(end + 2, "\"”″")
            && self.glued(end + 2);
        let inches = i64::from(self.small_digits(end + 1)?);
        let (foot, _) = self.named_unit("foot")?;
        if !marked || feet.form != Form::Plain || inches > 11 {
            return None;
        }
        let inch = Exact::ratio(1, 12)?;
        let number =
            Number { value: feet.value.plus(inch.times(Exact::int(inches))?)?, step: inch, round: inch, ..feet };
        Some(self.found(i, end + 3, number, Unit::Measure(Box::new(foot))))
    }

    /// `5 ft 2 in`, `6 lb 4 oz`, `2 hours and 30 minutes`.
    fn compound(&self, i: usize, number: Number, measure: &Measure, end: usize) -> Option<Found> {
        const PAIRS: [(&str, &str); 10] = [
            ("[mi_i]", "[yd_i]"),
            ("m", "cm"),
            ("km", "m"),
            ("kg", "g"),
            ("[ft_i]", "[in_i]"),
            ("[lb_av]", "[oz_av]"),
            ("[stone_av]", "[lb_av]"),
            ("h", "min"),
            ("min", "s"),
            ("deg", "'"),
        ];
        let (_, lower) = PAIRS.iter().find(|(upper, _)| *upper == measure.symbol)?;
        number.value.as_int()?;
        if let Some(found) = self.glued_minutes(i, number, measure, end) {
            return Some(found);
        }
        let at = end + usize::from(self.lex(end) == Lex::And || self.is_sign(end, ',') && !self.glued(end + 1));
        let rest = self.number(at)?;
        // "5 foot 11"
        let short = *lower == "[in_i]" && at == end && rest.form == Form::Plain && rest.value < Exact::int(12);
        if short && self.is_one_of(end - 1, &["foot", "ft"]) && !self.is_word(rest.end) && self.closes(rest.end) {
            let (inch, _) = self.named_unit("inch")?;
            let value = number.value.plus(inch.convert(rest.value, measure)?)?;
            let whole = Number { value, end: rest.end, ..number };
            return Some(self.found(i, rest.end, whole, Unit::Measure(Box::new(measure.clone()))));
        }
        let place = self.past_hyphen(rest.end);
        let (under, after) = if self.is(place, "in") && self.closes(place + 1) && *lower == "[in_i]" {
            self.unit(place, Form::Fraction).or_else(|| inch().map(|inch| (inch, place + 1)))?
        } else if *lower == "min" && self.text_of(place) == "m" && self.glued(place) && self.closes(place + 1) {
            // "2h 30m"
            (self.named_unit("minute")?.0, place + 1)
        } else {
            self.unit(place, rest.form)?
        };
        if under.symbol != *lower || rest.form == Form::Ordinal {
            return None;
        }
        let value = number.value.plus(under.convert(rest.value, measure)?)?;
        let step = under.convert(rest.step, measure)?;
        let whole = Number { value, step, round: step, end: after, ..number };
        let mut found = self.found(i, after, whole, Unit::Measure(Box::new(measure.clone())));
        found.parts.push(self.found(i, end, number, Unit::Measure(Box::new(measure.clone()))));
        found.parts.push(self.found(at, after, rest, Unit::Measure(Box::new(under))));
        Some(found)
    }

    /// `2h30`
    fn glued_minutes(&self, i: usize, number: Number, measure: &Measure, end: usize) -> Option<Found> {
        let minutes = i64::from(self.small_digits(end)?);
        let fits = measure.symbol == "h" && self.glued(end) && self.text_of(end).len() == 2 && minutes < 60;
        let (minute, _) = self.named_unit("minute")?;
        let value = number.value.plus(minute.convert(Exact::int(minutes), measure)?)?;
        let step = minute.convert(Exact::ONE, measure)?;
        let whole = Number { value, step, round: step, end: end + 1, ..number };
        (fits && self.closes(end + 1)).then(|| self.found(i, end + 1, whole, Unit::Measure(Box::new(measure.clone()))))
    }

    /// `eight agonizing months`, `five more years`: a word between the number and its unit.
    fn described_time(&self, at: usize, number: Number) -> Option<(Measure, usize)> {
        const SPANS: [&str; 6] = ["years", "months", "weeks", "days", "hours", "minutes"];
        let is_described = self.is_noun(at) || BESIDE_OTHERS.has(&self.folded(at));
        let described =
            self.gap(at) == Gap::Blank && is_described && self.text_of(at).starts_with(|c: char| c.is_lowercase());
        let many = number.value > Exact::ONE && !matches!(number.form, Form::Fraction | Form::Ordinal);
        if !described || !many || !self.is_one_of(at + 1, &SPANS) {
            return None;
        }
        self.unit(at + 1, Form::Words)
    }

    /// `one day`, at some time.
    fn is_idle_day(&self, i: usize, at: usize) -> bool {
        const MEASURED: [&str; 9] = ["in", "within", "for", "than", "about", "only", "just", "least", "by"];
        self.is(at, "day")
            && self.gap(at) == Gap::Blank
            && !self.is_one_of(at + 1, &["later", "earlier", "after", "before", "ago", "and"])
            && i > 0
            && !self.is_one_of(i - 1, &MEASURED)
    }

    /// `years old`, `-year-old`, `years of age`.
    fn past_age(&self, end: usize) -> usize {
        let at = self.past_hyphen(end);
        if self.is_one_of(at, &["old", "olds"]) {
            at + 1
        } else if self.is(at, "of") && self.is(at + 1, "age") {
            at + 2
        } else {
            end
        }
    }

    /// `° on the Celsius scale`
    fn temperature_scale(&self, end: usize) -> Option<(Measure, usize)> {
        let scaled = self.is(end, "on") && self.is(end + 1, "the") && self.is(end + 3, "scale");
        let at = if scaled { end + 2 } else { return None };
        let (measure, _) = self.unit(at, Form::Words)?;
        Some((measure, end + 4))
    }

    /// `aged 54`
    pub(super) fn aged(&self, i: usize) -> Option<Found> {
        let number = self.number(i + 1).filter(|number| matches!(number.form, Form::Plain | Form::Words))?;
        let (years, _) = self.named_unit("year")?;
        let fits = number.value <= Exact::int(130)
            && self.closes(number.end)
            && !self.is_dash(number.end)
            && self.unit(number.end, number.form).is_none();
        fits.then(|| Found {
            start: i + 1,
            ..self.found(i + 1, number.end, number, Unit::Measure(Box::new(years.aged())))
        })
    }

    /// `a gallon`, where the article counts.
    pub(super) fn one_unit(&self, i: usize) -> Option<Found> {
        const COUNTED: [&str; 15] = [
            "decade",
            "century",
            "fortnight",
            "gallon",
            "mile",
            "kilometre",
            "kilometer",
            "litre",
            "liter",
            "pint",
            "tonne",
            "ton",
            "kibibyte",
            "acre",
            "hectare",
        ];
        if self.is(i + 1, "penny") && !self.is_word(i + 2) {
            let cent = self.currency_after(i + 1)?;
            return Some(Found::new(
                i,
                i + 2,
                Kind::Money,
                Value::Number(cent.worth),
                Unit::Currency(cent.currency),
                Precision::EXACT,
            ));
        }
        if let Some(found) = self.one_and_a_half(i) {
            return Some(found);
        }
        let rate = i > 0
            && (self.is_digits(i - 1)
                || self.is_word(i - 1) && self.currency_after(i - 1).is_some()
                || self.is_one_of(i - 1, &["cents", "miles", "half"]));
        if rate || !self.is_one_of(i + 1, &COUNTED) {
            return None;
        }
        let (measure, end) = self.unit(i + 1, Form::Words)?;
        Some(Found::new(
            i,
            end,
            Kind::Quantity,
            Value::Number(Exact::ONE),
            Unit::Measure(Box::new(measure)),
            Precision::EXACT,
        ))
    }

    /// `an hour and a half`, `a year and a quarter`.
    fn one_and_a_half(&self, i: usize) -> Option<Found> {
        let (measure, end) = self.unit(i + 1, Form::Words)?;
        let part = self.added_part(end)?;
        let number = Number { value: Exact::ONE.plus(part.value)?, form: Form::Words, ..part };
        Some(self.found(i, number.end, number, Unit::Measure(Box::new(measure))))
    }

    /// `and a half` after a unit, but not `and half the staff`: what it adds to its number.
    fn added_part(&self, end: usize) -> Option<Number> {
        let part = self.worded_fraction(end + 1).filter(|_| self.lex(end) == Lex::And)?;
        let is_said = matches!(self.lex(part.end - 1), Lex::Half | Lex::Quarter)
            && part.end > end + 2
            && !self.is(part.end, "of");
        is_said.then_some(part)
    }

    fn counts(&self, i: usize) -> bool {
        self.is_word(i)
            && self.lex(i) == Lex::Other
            && self.plural_word(i)
            && !self.is_one_of(i, &["is", "was", "has", "as", "this"])
    }

    fn plural_word(&self, i: usize) -> bool {
        self.text_of(i).ends_with('s')
    }
}
