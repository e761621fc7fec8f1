//! Numbers in words: cardinals, and digits as they are spoken.

use super::digits::MOST_GROUPS;
use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::Lex;

impl Reader<'_> {
    /// A number in words.
    pub(super) fn words(&self, i: usize) -> Option<Number> {
        let number = self.cardinal(i)?;
        if number.form == Form::Ordinal {
            return Some(number);
        }
        if let Some(decimal) = self.with_spoken_decimals(number) {
            return Some(decimal);
        }
        let number = self.said_twice(number).unwrap_or(number);
        Some(self.with_half(number).unwrap_or(number))
    }

    /// `thirty (30) days`, as contracts and statutes have it: the number in words, and again in digits.
    pub(super) fn said_twice(&self, number: Number) -> Option<Number> {
        let open = number.end;
        let again = self.digits(open + 1).filter(|_| self.is_sign(open, '(') && self.glued(open + 1))?;
        let is_same = again.value == number.value && self.is_sign(again.end, ')');
        is_same.then(|| Number { end: again.end + 1, form: Form::Words, ..number })
    }

    /// Words that add up, the greater first: `two hundred fifty thousand`, `seventy four thousand and second`.
    pub(super) fn cardinal(&self, i: usize) -> Option<Number> {
        if self.opaque(i) {
            return None;
        }
        // "zero eight" is eight.
        let leads =
            |at: usize| self.lex(at) == Lex::Small(0) && matches!(self.lex(at + 1), Lex::Small(_) | Lex::Hundred);
        let i = (i..i + MOST_GROUPS).find(|&at| !leads(at))?;
        let between = i > 0 && self.is(i - 1, "between");
        let mut total = Exact::ZERO;
        let mut last_scale = u8::MAX;
        let mut found: Option<Number> = None;
        let mut at = i;
        while let Some(group) = self.group(at, found.is_none()) {
            let (mut value, mut step, mut end, mut scale) = (group.value, group.step, group.end, 0u8);
            let mut ordinal = group.form == Form::Ordinal;
            while !ordinal {
                let place = self.past_hyphen(end);
                let exponent = match self.lex(place) {
                    Lex::Scale(exponent) => exponent,
                    Lex::ScaleOrdinal(exponent) if !self.plural(place) => {
                        ordinal = true;
                        exponent
                    }
                    _ => break,
                };
                let factor = Exact::power_of_ten(i32::from(exponent))?;
                scale = scale.checked_add(exponent)?;
                (value, step, end) = (value.times(factor)?, step.times(factor)?, place + 1);
            }
            if scale >= last_scale {
                break;
            }
            total = total.plus(value)?;
            let form = match (ordinal, found.is_none() && group.form == Form::One && end == group.end) {
                (true, _) => Form::Ordinal,
                (_, true) => Form::One,
                _ => Form::Words,
            };
            // Only what the first part of all is scaled by is the number's own scale.
            let own = if found.is_none() { scale } else { 0 };
            found = Some(Number { value: total, step, round: total.trailing_power(), scale: own, form, end });
            last_scale = scale;
            if ordinal || scale == 0 {
                break;
            }
            let Some(next) = self.joint(end).filter(|_| !(between && self.is_and(end))) else { break };
            at = next;
        }
        found
    }

    /// Where the next part of a number in words would begin: past a comma, a hyphen, an `and`.
    pub(super) fn joint(&self, end: usize) -> Option<usize> {
        let mut at = self.past_hyphen(end);
        if at == end && self.is_sign(end, ',') && matches!(self.lex(end + 1), Lex::Small(_)) {
            at = end + 1;
        }
        if self.is_and(at) {
            at = self.past_hyphen(at + 1);
        }
        matches!(self.lex(at), Lex::Small(_) | Lex::Hundred | Lex::Ordinal(_) | Lex::HundredOrdinal).then_some(at)
    }

    /// What stands before a scale word: below a hundred, hundreds, or an article.
    pub(super) fn group(&self, i: usize, first: bool) -> Option<Number> {
        let lead = match self.lex(i) {
            Lex::Article if first => {
                let goes_on =
                    matches!(self.lex(i + 1), Lex::Hundred | Lex::Scale(_) | Lex::Dozen) && !self.plural(i + 1);
                goes_on.then_some(Number::whole(1, Form::One, i + 1))?
            }
            Lex::Hundred if !self.plural(i) => Number::whole(1, Form::Words, i),
            Lex::HundredOrdinal if !self.plural(i) => return Some(Number::whole(100, Form::Ordinal, i + 1)),
            Lex::ScaleOrdinal(_) if first && !self.plural(i) => return Some(Number::whole(1, Form::Words, i)),
            // "thousand nine hundred twenty"
            Lex::Scale(_) if first && self.opens_bare_scale(i) => return Some(Number::whole(1, Form::Words, i)),
            _ => self.below_hundred(i)?,
        };
        if lead.form == Form::Ordinal {
            return Some(lead);
        }
        let place = self.past_hyphen(lead.end);
        let hundred = match self.lex(place) {
            Lex::Hundred => {
                Number { form: Form::Words, step: Exact::int(100), end: place + 1, ..lead.times(Exact::int(100))? }
            }
            Lex::HundredOrdinal if !self.plural(place) => {
                return Some(Number { form: Form::Ordinal, end: place + 1, ..lead.times(Exact::int(100))? });
            }
            Lex::Dozen => {
                return Some(Number {
                    form: Form::Words,
                    step: Exact::ONE,
                    end: place + 1,
                    ..lead.times(Exact::int(12))?
                });
            }
            _ => return Some(lead),
        };
        if hundred.value.is_zero() {
            // "zero zero hundred"
            return None;
        }
        let mut at = self.past_hyphen(hundred.end);
        if self.is_and(at) {
            // "between a hundred and ninety"
            if i > 0 && self.is(i - 1, "between") {
                return Some(hundred);
            }
            at = self.past_hyphen(at + 1);
        }
        let Some(rest) = self
            .below_hundred(at)
            .filter(|rest| !self.begins_fraction(at, rest.end) && self.lex(rest.end) != Lex::Hundred)
        else {
            return Some(hundred);
        };
        Some(Number {
            value: hundred.value.plus(rest.value)?,
            step: Exact::ONE,
            form: if rest.form == Form::Ordinal { Form::Ordinal } else { Form::Words },
            end: rest.end,
            ..hundred
        })
    }

    /// Whether the small number from `i` to `end` is the upper part of a fraction: the three of `two hundred and three quarters`.
    pub(super) fn begins_fraction(&self, i: usize, end: usize) -> bool {
        self.lex(i.wrapping_sub(1)) == Lex::And && self.denominator(end, false).is_some()
    }

    pub(super) fn opens_bare_scale(&self, i: usize) -> bool {
        let goes_on = match self.lex(i + 1) {
            Lex::Small(_) | Lex::Hundred => true,
            Lex::And => matches!(self.lex(i + 2), Lex::Small(_)),
            _ => false,
        };
        let vague = i > 0
            && (self.is_one_of(i - 1, &["several", "few", "many", "some", "couple", "per", "of"])
                || self.is_digits(i - 1));
        goes_on && !self.plural(i) && !vague
    }

    /// A number under a hundred in words, with leading zeros.
    pub(super) fn below_hundred(&self, i: usize) -> Option<Number> {
        match self.lex(i) {
            Lex::Ordinal(value) if !self.plural(i) || value > 20 => {
                Some(Number::whole(i64::from(value), Form::Ordinal, i + 1))
            }
            Lex::Small(tens) if tens >= 20 && tens % 10 == 0 => {
                let place = self.past_hyphen(i + 1);
                let hyphenated = place > i + 1;
                match self.lex(place) {
                    Lex::Small(unit @ 1..=9) => Some(Number::whole(i64::from(tens + unit), Form::Words, place + 1)),
                    Lex::Ordinal(unit @ 1..=9) if !self.plural(place) || hyphenated => {
                        Some(Number::whole(i64::from(tens + unit), Form::Ordinal, place + 1))
                    }
                    // fourty-oneths
                    _ => Some(Number::whole(i64::from(tens), Form::Words, i + 1)),
                }
            }
            Lex::Small(1) => Some(Number::whole(1, Form::One, i + 1)),
            Lex::Small(value) => Some(Number::whole(i64::from(value), Form::Words, i + 1)),
            _ => None,
        }
    }

    /// `one point four`, `ten point zero eight`, `thirty-two point seventy-five`, and a scale after it.
    pub(super) fn with_spoken_decimals(&self, number: Number) -> Option<Number> {
        // "twelve dot fifty", as prices and versions are read out.
        if !self.is_one_of(number.end, &["point", "dot"]) {
            return None;
        }
        let (digits, end) = self.spoken_digits(number.end + 1)?;
        let count = digits.len();
        let value = number.value.plus(Exact::decimal(&digits, count)?)?;
        let step = Exact::power_of_ten(-i32::try_from(count).ok()?)?;
        let number = Number { value, step, round: step, form: Form::Words, end, ..number };
        match self.lex(end) {
            Lex::Scale(_) => self.with_scale(number),
            _ => Some(number),
        }
    }

    /// The digits that words spell from `i` on: `zero five`, `o one`, `seventy-five`, `ten`, `5`.
    pub(super) fn spoken_digits(&self, i: usize) -> Option<(String, usize)> {
        let mut digits = String::new();
        let mut at = i;
        loop {
            let next = if self.is_one_of(at, &["o", "oh"]) {
                digits.push('0');
                at + 1
            } else if self.is_digits(at) && !self.opaque(at) && digits.is_empty() {
                digits.push_str(self.text_of(at));
                return self.closes(at + 1).then_some((digits, at + 1));
            } else if let Lex::Small(value @ 0..=9) = self.lex(at) {
                digits.push(char::from(b'0' + value));
                at + 1
            } else if let Some(two) = self.below_hundred(at).filter(|n| n.form == Form::Words) {
                digits.push_str(&two.value.to_string());
                two.end
            } else {
                break;
            };
            at = next;
            if digits.len() > 30 {
                return None;
            }
        }
        // "one point two hundred" has one digit after its point.
        (!digits.is_empty()).then_some((digits, at))
    }

    /// `point two` before something that is measured.
    pub(super) fn spoken_point(&self, i: usize) -> Option<Number> {
        if !self.is(i, "point") {
            return None;
        }
        let zero = Number::whole(0, Form::Words, i);
        self.with_spoken_decimals(zero)
    }
}
