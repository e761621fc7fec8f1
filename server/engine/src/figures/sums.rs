//! Sums of money: a number with its currency, and the hundredths that go with it.

use super::amounts::Found;
use super::exact::Exact;
use super::money::{Named, hundredths};
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::Lex;
use super::{Currency, Kind, Unit};

impl Reader<'_> {
    /// `$2.5 billion`, `-$5`, `USD 115`, `Rs 5 crore`.
    pub(super) fn money_first(&self, i: usize) -> Option<Found> {
        let signed = self.is_any_sign(i, "-−+") && (i == 0 || !self.glued(i)) && self.glued(i + 1);
        let named = self.currency_before(i + usize::from(signed))?;
        let negative =
            self.is_any_sign(named.end, "-−") && self.glued(named.end) && self.glued(named.end + 1) && !signed;
        let bracketed = self.in_brackets(named.end).filter(|_| self.glued(named.end));
        let number = bracketed
            .or_else(|| self.number(named.end + usize::from(negative)))
            .filter(|number| !matches!(number.form, Form::Ordinal | Form::One))?;
        let number = self.with_money_scale(number);
        let number = number.times(named.worth)?;
        let number = if negative || signed && !self.is_sign(i, '+') { number.times(Exact::int(-1))? } else { number };
        // The country may follow: "$5 US", "USD 5 dollars".
        let (currency, end) = match self.currency_after(number.end) {
            Some(after) if after.worth == Exact::ONE && after.currency.agrees(named.currency) => {
                (if after.currency.stated { after.currency } else { named.currency }, after.end)
            }
            _ => (named.currency, number.end),
        };
        let end = self.past_plural(end);
        let mut found = self.found(i, end, number, Unit::Currency(currency));
        found.parts.extend(self.bare(named.end, number, Kind::Money));
        Some(self.with_cents(found, number, currency))
    }

    /// The number below zero that brackets make of `(45.2)`, with the scale after them.
    fn in_brackets(&self, i: usize) -> Option<Number> {
        let inner = if self.is_sign(i, '(') { self.number(i + 1)? } else { return None };
        let closed = self.is_sign(inner.end, ')') && self.glued(inner.end) && self.glued(i + 1);
        if !closed || inner.value.is_negative() || !matches!(inner.form, Form::Plain | Form::Digits) {
            return None;
        }
        let number = Number { end: inner.end + 1, ..inner.times(Exact::int(-1))? };
        let Lex::Scale(exponent) = self.lex(number.end) else { return Some(number) };
        number.sharing_scale(exponent).map(|number| Number { end: number.end + 1, ..number })
    }

    /// `(45.2) million`: without a currency, only what a scale shows to be an amount.
    pub(super) fn bracketed(&self, i: usize) -> Option<Found> {
        let number = self.in_brackets(i).filter(Number::is_scaled)?;
        Some(self.found(i, number.end, number, Unit::None))
    }

    /// `a dollar a day`, where the article counts.
    pub(super) fn one_of_money(&self, i: usize) -> Option<Found> {
        let named = self.currency_after(i + 1).filter(|_| self.is_word(i + 1))?;
        let paid = self.paid_for(named.end).is_some();
        let one = Number { form: Form::Words, ..self.whole_one(named.end) };
        paid.then(|| self.found(i, named.end, one, Unit::Currency(named.currency)))
    }

    pub(super) fn money_after(&self, i: usize, at: usize, number: Number) -> Option<Found> {
        let number_end = number.end;
        let number = self.before_currency(number);
        let at = if number.end > number_end { self.past_hyphen(number.end) } else { at };
        // "half a dollar"
        let at = if number.form == Form::Fraction && self.lex(at) == Lex::Article { at + 1 } else { at };
        let named = self.currency_after(at).or_else(|| self.small_change(at))?;
        let worth = number.times(named.worth)?;
        let mut found = self.found(i, named.end, Number { end: number.end, ..worth }, Unit::Currency(named.currency));
        if let Some(whole) = self.with_cents_after(&found, number, named) {
            return Some(whole);
        }
        found.parts.extend(self.bare(i, number, Kind::Money));
        Some(found)
    }

    /// `m`, `b`, `t`, `k` after a sum of money.
    fn with_money_scale(&self, number: Number) -> Number {
        let end = number.end;
        let exponent = match self.text_of(end) {
            "m" => 6,
            "b" => 9,
            "t" => 12,
            "M" | "MM" | "mm" | "mil" => 6,
            "B" => 9,
            "T" => 12,
            _ => return number,
        };
        if number.is_scaled() || !self.glued(end) && !self.closes(end + 1) {
            return number;
        }
        number.sharing_scale(exponent).map_or(number, |scaled| Number { end: end + 1, ..scaled })
    }

    /// `3m dollars`, `5b €`.
    fn before_currency(&self, number: Number) -> Number {
        let scaled = self.with_money_scale(number);
        if scaled.end > number.end && self.currency_after(self.past_hyphen(scaled.end)).is_some() {
            scaled
        } else {
            number
        }
    }

    /// `£77000s`
    fn past_plural(&self, end: usize) -> usize {
        if self.glued(end) && self.text_of(end) == "s" { end + 1 } else { end }
    }

    /// `50c`, `20p`, right after digits.
    fn small_change(&self, at: usize) -> Option<Named> {
        let name = match self.text_of(at) {
            "c" => "cents",
            "p" => "pence",
            _ => return None,
        };
        (self.glued(at) && self.is_digits(at - 1) && self.closes(at + 1)).then(|| hundredths(name, at + 1))?
    }

    /// `$20 and 43c`, `2 euros and 5 cents`, `seventy five dollars sixty three`.
    fn with_cents(&self, found: Found, number: Number, currency: Currency) -> Found {
        let named = Named { currency, worth: Exact::ONE, end: found.end };
        self.with_cents_after(&found, number, named).unwrap_or(found)
    }

    fn with_cents_after(&self, found: &Found, number: Number, named: Named) -> Option<Found> {
        if named.worth != Exact::ONE || number.value.as_int().is_none() || number.is_scaled() {
            return None;
        }
        let and = self.lex(named.end) == Lex::And;
        let at = named.end + usize::from(and);
        if self.is_sign(named.end, ',') {
            return None;
        }
        let cents = self.number(at)?;
        let small = matches!(cents.form, Form::Plain | Form::Words | Form::One)
            && cents.value < Exact::int(100)
            && cents.value > Exact::ZERO;
        if !small {
            return None;
        }
        let end = match self.hundredths(cents.end) {
            Some(end) => end,
            // "twenty rupees 43", where nothing else follows.
            None if !and
                && !self.is_word(cents.end)
                && self.closes(cents.end)
                && !self.is_any_sign(cents.end, "%/")
                && self.is_word(named.end - 1) =>
            {
                cents.end
            }
            None => return None,
        };
        let hundredth = Exact::ratio(1, 100)?;
        let value = number.value.plus(cents.value.times(hundredth)?)?;
        let number = Number { value, step: hundredth, round: hundredth, end, ..number };
        Some(self.found(found.start, end, number, Unit::Currency(named.currency)))
    }

    fn hundredths(&self, at: usize) -> Option<usize> {
        let glued = self.glued(at) && self.text_of(at) == "c";
        let named = self.currency_after(at).filter(|named| named.worth != Exact::ONE).map(|named| named.end);
        if glued || self.is_one_of(at, &["sen", "sens"]) { Some(at + 1) } else { named }
    }
}
