//! Numbers in digits and words: cardinals, ordinals, decimals, fractions, scales.

use super::exact::Exact;
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};

/// A number as read, before anybody knows of what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: Exact,
    /// What one more in its last digit is worth.
    pub(super) step: Exact,
    /// The same, if its trailing zeros are not counted as digits.
    pub(super) round: Exact,
    /// The exponent of the scale word it ends with.
    pub(super) scale: u8,
    pub(super) form: Form,
    /// The token after its last.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits alone, without group marks or decimals: a year, a clock time, a label, or a number.
    Plain,
    /// Digits with more to them.
    Digits,
    Words,
    /// A share: `a third`, `3/8`.
    Fraction,
    Ordinal,
    /// `a`, `an` or `one` alone.
    One,
}

impl Number {
    pub(super) fn whole(value: i64, form: Form, end: usize) -> Self {
        let value = Exact::int(value);
        Self { value, step: Exact::ONE, round: value.trailing_power(), scale: 0, form, end }
    }

    /// Multiplied by ten to the power of `exponent`.
    pub(super) fn scaled(self, exponent: u8, end: usize) -> Option<Self> {
        let factor = Exact::power_of_ten(i32::from(exponent))?;
        Some(Self {
            value: self.value.times(factor)?,
            step: self.step.times(factor)?,
            round: self.round.times(factor)?,
            scale: self.scale + exponent,
            form: if self.form == Form::Plain { Form::Digits } else { self.form },
            end,
        })
    }

    /// Taken `factor` times.
    pub(super) fn times(self, factor: Exact) -> Option<Self> {
        let (value, step, round) = (self.value.times(factor)?, self.step.times(factor)?, self.round.times(factor)?);
        Some(Self { value, step: step.abs(), round: round.abs(), ..self })
    }

    /// With the scale of another number that it shares: the 5 of `5–6 million`.
    pub(super) fn sharing_scale(self, scale: u8) -> Option<Self> {
        self.scaled(scale, self.end)
    }

    /// Whether it was written with a scale word.
    pub(super) fn is_scaled(&self) -> bool {
        self.scale > 0
    }
}

impl Reader<'_> {
    /// The number at `i`, in digits or words, with its sign, its fraction and its scale.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let (start, negative) = self.sign(i);
        let number = self.unsigned(start)?;
        if negative { number.times(Exact::int(-1)) } else { Some(number) }
    }

    /// The place after a sign at `i`, and whether it is a minus.
    pub(super) fn sign(&self, i: usize) -> (usize, bool) {
        let tight = self.glued(i + 1);
        match self.sort(i) {
            Some(Sort::Sign('-' | '−' | '–'))
                if tight && (!self.glued(i) || self.follows_bracket(i)) && !self.follows_number(i) =>
            {
                (i + 1, true)
            }
            // A minus with a blank only where no bullet or dash could stand.
            Some(Sort::Sign('-' | '−')) if i == 0 && self.is_digits(1) => (i + 1, true),
            Some(Sort::Sign('+')) if tight && !self.glued(i) => (i + 1, false),
            Some(Sort::Word(_)) if self.is_one_of(i, &["minus", "negative"]) && !self.follows_number(i) => {
                (i + 1, true)
            }
            Some(Sort::Word(_)) if self.is(i, "positive") => (i + 1, false),
            _ => (i, false),
        }
    }

    fn follows_bracket(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|before| self.is_any_sign(before, "(["))
    }

    fn follows_number(&self, i: usize) -> bool {
        i > 0 && (self.is_digits(i - 1) || matches!(self.lex(i - 1), Lex::Small(_) | Lex::Scale(_) | Lex::Hundred))
    }

    fn unsigned(&self, i: usize) -> Option<Number> {
        if let Some(fraction) = self.fraction(i) {
            return Some(fraction);
        }
        let number = match self.sort(i)? {
            Sort::Digits => self.digits(i)?,
            Sort::Sign('.')
                if self.glued(i + 1)
                    && (!self.glued(i)
                        || self.is_any_sign(i.wrapping_sub(1), "-−+(")
                        || self.is_money_mark(i.wrapping_sub(1))) =>
            {
                self.point_digits(i)?
            }
            Sort::Sign(sign) => self.vulgar(i, sign)?,
            Sort::Word(_) => return self.words(i),
        };
        // "1 point 1"
        let spoken = number.form == Form::Plain
            && (self.is_digits(number.end + 1) || matches!(self.lex(number.end + 1), Lex::Small(_)));
        if spoken && let Some(decimal) = self.with_spoken_decimals(number) {
            return Some(decimal);
        }
        let number = self.with_scale(number)?;
        Some(self.with_half(number).unwrap_or(number))
    }

    /// One, as an article says it.
    pub(super) fn whole_one(&self, end: usize) -> Number {
        Number::whole(1, Form::One, end)
    }

    // --- digits

    // --- scales

    /// The number with the scale words and letters that follow it.
    pub(super) fn with_scale(&self, number: Number) -> Option<Number> {
        let mut number = self.with_scale_words(number)?;
        let at = self.scale_place(number.end);
        if number.scale == 0 && matches!(self.lex(at), Lex::Hundred) && number.form != Form::Fraction {
            number = Number { scale: 0, ..number.scaled(2, at + 1)? };
            return Some(self.with_rest(number).unwrap_or(number));
        }
        if number.scale == 0 && self.is_dozen(at) {
            return Some(Number { end: at + 1, step: Exact::ONE, ..number.times(Exact::int(12))? });
        }
        if number.scale == 0
            && (self.glued(number.end) || self.text_of(number.end) == "MM")
            && let Some(exponent) = scale_letter(self.text_of(number.end))
            // A network of the fifth generation is no number.
            && !(exponent == 9 && number.form == Form::Plain && self.is(number.end, "G"))
            && self.closes(number.end + 1)
        {
            return number.scaled(exponent, number.end + 1);
        }
        while number.scale > 0
            && let Some(more) = self.with_lower_scale(number)
        {
            number = more;
        }
        Some(number)
    }

    fn with_scale_words(&self, number: Number) -> Option<Number> {
        let mut number = number;
        let mut at = self.scale_place(number.end);
        while let Lex::Scale(exponent) = self.lex(at) {
            let already = number.scale == 0 && number.value.abs() >= Exact::power_of_ten(9)?;
            if number.scale > 12 || already {
                return None;
            }
            number = number.scaled(exponent, self.past_stop(at + 1))?;
            at = self.scale_place(number.end);
        }
        Some(number)
    }

    /// The place after the full stop of an abbreviated scale, where the sentence goes on: `3.5 Mio. EUR`, `4 mln. tonnes`.
    fn past_stop(&self, end: usize) -> usize {
        let is_short = self.text_of(end - 1).len() <= 3 && self.is_sign(end, '.') && self.glued(end);
        let is_lower = self.is_word(end + 1) && !self.has_capital(end + 1);
        let goes_on = is_short && (is_lower || self.currency_after(end + 1).is_some());
        end + usize::from(goes_on && self.gap(end + 1) == Gap::Blank)
    }

    fn is_dozen(&self, i: usize) -> bool {
        self.lex(i) == Lex::Dozen
    }

    /// Where a scale word after a number would stand: after a hyphen, if there is one.
    fn scale_place(&self, end: usize) -> usize {
        match self.past_hyphen(end) {
            at if matches!(self.lex(at), Lex::Scale(_) | Lex::Hundred) => at,
            _ => end,
        }
    }

    /// `9 hundred and 2`, `9 hundred and twenty`.
    fn with_rest(&self, number: Number) -> Option<Number> {
        let at = number.end + usize::from(self.lex(number.end) == Lex::And);
        let rest = if self.is_digits(at) { self.digits(at)? } else { self.words(at)? };
        let fits = matches!(rest.form, Form::Plain | Form::Words | Form::One) && rest.value < Exact::int(100);
        let number = Number {
            value: number.value.plus(rest.value)?,
            step: Exact::ONE,
            round: Exact::ONE,
            end: rest.end,
            ..number
        };
        fits.then_some(number)
    }

    /// `5 million 300 thousand`, `3 crore 12 lakh`.
    fn with_lower_scale(&self, number: Number) -> Option<Number> {
        if !self.is_digits(number.end) {
            return None;
        }
        let rest = self.with_scale_words(self.digits(number.end)?)?;
        let fits = rest.scale > 0 && rest.scale < number.scale && rest.value < number.step;
        let number = Number {
            value: number.value.plus(rest.value)?,
            step: rest.step,
            round: rest.round,
            end: rest.end,
            ..number
        };
        fits.then_some(number)
    }

    // --- words

    // --- fractions
}

/// What a letter right after digits multiplies them by.
fn scale_letter(letters: &str) -> Option<u8> {
    Some(match letters {
        "k" | "K" => 3,
        "M" | "MM" => 6,
        "B" | "G" => 9,
        "T" => 12,
        "cr" | "Cr" => 7,
        _ => return None,
    })
}
