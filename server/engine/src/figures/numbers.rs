//! Numbers in digits and words: cardinals, ordinals, decimals, fractions, scales.

use super::exact::Exact;
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use crate::lexicon::{LABELS, RANKED_NOUNS};

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
    fn whole(value: i64, form: Form, end: usize) -> Self {
        let value = Exact::int(value);
        Self { value, step: Exact::ONE, round: value.trailing_power(), scale: 0, form, end }
    }

    /// Multiplied by ten to the power of `exponent`.
    fn scaled(self, exponent: u8, end: usize) -> Option<Self> {
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

/// More groups of digits than any number has that fits, so that a long run of them is not looked through again and again.
const MOST_GROUPS: usize = 16;

impl Reader<'_> {
    /// The number at `i`, in digits or words, with its sign, its fraction and its scale.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let (start, negative) = self.sign(i);
        let number = self.unsigned(start)?;
        if negative { number.times(Exact::int(-1)) } else { Some(number) }
    }

    /// The place after a sign at `i`, and whether it is a minus.
    fn sign(&self, i: usize) -> (usize, bool) {
        let tight = self.glued(i + 1);
        match self.sort(i) {
            Some(Sort::Sign('-' | '−' | '–')) if tight && !self.glued(i) && !self.follows_number(i) => {
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

    /// Digits with group marks, decimals, a power of ten.
    fn digits(&self, i: usize) -> Option<Number> {
        if !self.opens(i) {
            return None;
        }
        let first = self.text_of(i);
        let mut text = first.to_owned();
        let mut end = i + 1;
        for groups in
            [Self::grouped_by_comma, Self::grouped_by_point, Self::grouped_by_apostrophe, Self::grouped_by_blank]
        {
            if let Some(to) = groups(self, i) {
                for group in (i + 2..to).filter(|&j| self.is_digits(j)) {
                    text.push_str(self.text_of(group));
                }
                if self.glued(i + 1) || self.is_sign(i + 1, ',') {
                    end = to;
                } else {
                    text.clear();
                    (i..to).for_each(|j| text.push_str(self.text_of(j)));
                    end = to;
                }
                break;
            }
        }
        let grouped = end > i + 1;
        let decimals = self.decimals(i, end);
        if let Some(at) = decimals {
            text.push_str(self.text_of(at));
            end = at + 1;
        }
        let count = decimals.map_or(0, |at| self.text_of(at).len());
        let value = Exact::decimal(&text, count)?;
        let step = Exact::power_of_ten(-i32::try_from(count).ok()?)?;
        let round = if count == 0 { value.trailing_power() } else { step };
        let form = if grouped || count > 0 { Form::Digits } else { Form::Plain };
        let number = Number { value, step, round, scale: 0, form, end };
        let number = self.bare_power(number).or_else(|| self.with_power(number)).unwrap_or(number);
        Some(self.with_added_fraction(number).unwrap_or(number))
    }

    /// The end of the digits from `i` if commas group them, in threes or in the Indian way.
    fn grouped_by_comma(&self, i: usize) -> Option<usize> {
        let mut end = i + 1;
        while self.is_sign(end, ',') && self.is_digits(end + 1) && self.is_group(i, end) {
            end += 2;
        }
        let lengths: Vec<usize> = (i..end).step_by(2).map(|j| self.text_of(j).len()).collect();
        let (first, rest) = lengths.split_first()?;
        let (last, middle) = rest.split_last()?;
        let western = *first <= 3 && *last == 3 && middle.iter().all(|&n| n == 3);
        let indian = *first <= 2 && *last == 3 && middle.iter().all(|&n| n == 2);
        (western || indian).then_some(end)
    }

    /// Whether the comma at `at` groups digits: with no blank beside it, or where taking it apart leaves no number ("50, 000").
    fn is_group(&self, i: usize, at: usize) -> bool {
        let tight = self.glued(at) && self.glued(at + 1);
        let three = self.text_of(at + 1).len() == 3 && self.gap(at + 1) != Gap::Line && self.text_of(i).len() <= 3;
        let tokenised = !self.glued(at) && i > 0 && self.is_money_mark(i - 1);
        tight || (three && (self.text_of(at + 1).starts_with('0') || tokenised))
    }

    /// Points group only where there are two of them, a decimal comma follows, or it is euros: 1.200.000, 1.234,56, €20.000.
    fn grouped_by_point(&self, i: usize) -> Option<usize> {
        let end = self.groups_of_three(i, ".")?;
        let euros =
            self.is_sign(end, '€') || (i > 0 && self.is_sign(i - 1, '€') && !matches!(self.lex(end), Lex::Scale(_)));
        let comma = self.is_sign(end, ',') && self.glued(end) && self.is_digits(end + 1) && self.glued(end + 1);
        (end >= i + 5 || (euros && self.closes(end)) || (comma && self.text_of(end + 1).len() <= 2)).then_some(end)
    }

    fn grouped_by_apostrophe(&self, i: usize) -> Option<usize> {
        self.groups_of_three(i, "'’")
    }

    fn groups_of_three(&self, i: usize, marks: &str) -> Option<usize> {
        let mut end = i + 1;
        while self.is_any_sign(end, marks)
            && self.glued(end)
            && self.glued(end + 1)
            && self.text_of(end + 1).len() == 3
            && self.is_digits(end + 1)
        {
            end += 2;
        }
        (end > i + 1 && self.text_of(i).len() <= 3).then_some(end)
    }

    /// Blanks group where they are no-break, where there are two of them, or where a sum of money can only be one number.
    fn grouped_by_blank(&self, i: usize) -> Option<usize> {
        if self.text_of(i).len() > 3 || self.text_of(i).starts_with('0') {
            return None;
        }
        let mut end = i + 1;
        let mut fixed = true;
        while end < i + MOST_GROUPS
            && self.gap(end) == Gap::Blank
            && self.is_digits(end)
            && self.text_of(end).len() == 3
            && !self.opaque(end)
        {
            let blank = &self.text[self.tokens[end - 1].span.end..self.tokens[end].span.start];
            fixed &= matches!(blank, "\u{a0}" | "\u{202f}" | "\u{2009}");
            if !fixed && blank != " " {
                return None;
            }
            end += 1;
        }
        let groups = end - i;
        let alone = !(self.gap(end) == Gap::Blank && self.is_digits(end));
        let sum = self.is_money_mark(end) || (i > 0 && self.is_money_mark(i - 1));
        let zeros = (i + 1..end).any(|at| self.text_of(at).starts_with('0'));
        (groups > 1 && alone && (fixed || groups > 2 || sum || zeros || self.stands_in_words(i, end))).then_some(end)
    }

    /// Whether common words or the ends of clauses stand on both sides, so that two numbers would have no word between them:
    /// "killed 1 200 people", "Sample: 27 809 households".
    fn stands_in_words(&self, i: usize, end: usize) -> bool {
        let lower = |at: usize| {
            self.is_word(at) && self.text_of(at).starts_with(|c: char| c.is_lowercase()) && self.lex(at) == Lex::Other
        };
        let named = |at: usize| {
            let word = self.folded(at);
            LABELS.has(&word) || RANKED_NOUNS.has(&word) || self.is_one_of(at, &["number", "line", "room", "item"])
        };
        let led = i > 0 && (lower(i - 1) && !named(i - 1) || self.is_any_sign(i - 1, ":("));
        let ends = self.is_any_sign(end, ".,;)") && self.gap(end + 1) != Gap::None || end >= self.len();
        led && (lower(end) || ends && self.is_word(i - 1)) || i == 0 && lower(end) && self.is_plural_noun(end)
    }

    /// The token with the decimals of a number whose whole part ends at `end`.
    fn decimals(&self, i: usize, end: usize) -> Option<usize> {
        let tight = self.glued(end) && self.glued(end + 1);
        if !self.is_digits(end + 1) {
            return None;
        }
        if self.is_sign(end, '.') && tight {
            return Some(end + 1);
        }
        if self.is_sign(end, '·') && tight {
            return Some(end + 1);
        }
        if self.is_sign(end, ',') && tight {
            let continental = end > i + 1 && self.is_sign(i + 1, '.');
            let short = self.text_of(end + 1).len() <= 2;
            return (short
                && (continental
                    || self.is_money_mark(end + 2)
                    || self.is_sign(end + 2, '%')
                    || matches!(self.lex(end + 2), Lex::Scale(_))))
            .then_some(end + 1);
        }
        // Tokenised: "$ 1 . 2 billion".
        let apart = self.gap(end) == Gap::Blank && self.gap(end + 1) == Gap::Blank && self.is_sign(end, '.');
        let goes_on = matches!(self.lex(end + 2), Lex::Scale(_))
            || self.is_sign(end + 2, '%')
            || self.is_money_mark(end + 2)
            || self.is(end + 2, "percent");
        let sum = i > 0 && self.is_money_mark(i - 1);
        // "$ 72. 2 million"
        let split = sum
            && self.gap(i) == Gap::Blank
            && self.glued(end)
            && self.is_sign(end, '.')
            && matches!(self.lex(end + 2), Lex::Scale(_));
        if split {
            return Some(end + 1);
        }
        (apart && (goes_on || sum)).then_some(end + 1)
    }

    /// `.5`, `.0012`.
    fn point_digits(&self, i: usize) -> Option<Number> {
        if self.opaque(i + 1) || !self.is_digits(i + 1) || (i > 0 && self.is_digits(i - 1)) {
            return None;
        }
        let digits = self.text_of(i + 1);
        let value = Exact::decimal(digits, digits.len())?;
        let step = Exact::power_of_ten(-i32::try_from(digits.len()).ok()?)?;
        Some(Number { value, step, round: step, scale: 0, form: Form::Digits, end: i + 2 })
    }

    /// `10^6`, `10⁶`: a power of ten by itself.
    fn bare_power(&self, number: Number) -> Option<Number> {
        let raised = self.is_sign(number.end, '^') && self.glued(number.end);
        let high =
            matches!(self.sort(number.end), Some(Sort::Sign(sign)) if superscript(sign).is_some() || sign == '⁻');
        if number.value != Exact::int(10) || !(raised || high && self.glued(number.end)) {
            return None;
        }
        let (exponent, end) = self.exponent(number.end + usize::from(raised))?;
        let value = Exact::power_of_ten(exponent)?;
        Some(Number { value, step: value, round: value, form: Form::Digits, end, ..number })
    }

    /// `4e14`, `2.48×10−5`, `8x2^10`.
    pub(super) fn with_power(&self, number: Number) -> Option<Number> {
        let mut i = number.end;
        let (base, exponent, end) = if self.is(i, "e") && self.glued(i) {
            let (exponent, end) = self.exponent(i + 1)?;
            (10, exponent, end)
        } else {
            if !(self.is_any_sign(i, "×*·") || self.is(i, "x")) || !self.is_digits(i + 1) {
                return None;
            }
            i += 1;
            let base = self.small_digits(i)?;
            let raised = self.is_sign(i + 1, '^') && self.glued(i + 1);
            let (exponent, end) = self.exponent(i + 1 + usize::from(raised))?;
            let minus = self.is_any_sign(i + 1, "-−");
            let high = matches!(self.sort(i + 1), Some(Sort::Sign(sign)) if superscript(sign).is_some() || sign == '⁻');
            if !(raised || high || (minus && base == 10)) {
                return None;
            }
            (base, exponent, end)
        };
        let factor = Exact::int(i64::from(base)).power(exponent)?;
        let number = number.times(factor)?;
        Some(Number { form: Form::Digits, end, ..number })
    }

    /// An exponent at `i`: digits with a sign, or raised digits.
    pub(super) fn exponent(&self, i: usize) -> Option<(i32, usize)> {
        if !self.glued(i) {
            return None;
        }
        let (mut at, mut negative) = (i, false);
        if self.is_any_sign(i, "-−+⁻") && self.glued(i + 1) {
            negative = !self.is_sign(i, '+');
            at += 1;
        }
        let (value, end) = if let Some(value) = self.raw_digits(at) {
            (i32::try_from(value).ok()?, at + 1)
        } else {
            let mut value = 0;
            let mut end = at;
            while let Some(Sort::Sign(sign)) = self.sort(end)
                && let Some(digit) = superscript(sign)
                && self.glued(end)
                && value < 100
            {
                value = value * 10 + digit;
                end += 1;
            }
            if end == at {
                return None;
            }
            (value, end)
        };
        (value <= 60).then_some((if negative { -value } else { value }, end))
    }

    /// `2 1/2`, `2½`, `2-1/2`.
    fn with_added_fraction(&self, number: Number) -> Option<Number> {
        let end = number.end;
        let fraction = match self.sort(end)? {
            Sort::Sign(sign) => match self.vulgar(end, sign) {
                Some(vulgar) => vulgar,
                None => self.slashed(self.past_hyphen(end)).filter(|_| self.is_hyphen(end) && self.glued(end))?,
            },
            Sort::Digits if self.gap(end) == Gap::Blank => self.slashed(end)?,
            _ => return None,
        };
        if fraction.value >= Exact::ONE || number.form != Form::Plain {
            return None;
        }
        Some(Number {
            value: number.value.plus(fraction.value)?,
            step: fraction.step,
            round: fraction.round,
            form: Form::Digits,
            end: fraction.end,
            ..number
        })
    }

    /// `3/8`, `3/8ths`, `2/1000`.
    pub(super) fn slashed(&self, i: usize) -> Option<Number> {
        let (over, under) = (self.small_digits(i)?, self.small_digits(i + 2)?);
        if !self.is_any_sign(i + 1, "/⁄∕") || !self.opens(i) || self.gap(i + 1) != self.gap(i + 2) || under == 0 {
            return None;
        }
        // "SI 2015/1234" is a number of a year.
        if (1900..=2100).contains(&over) && under >= 100 {
            return None;
        }
        let mut end = i + 3;
        if self.glued(end) && self.is_one_of(end, &["th", "ths", "rd", "rds", "nd", "nds", "s", "st"]) {
            end += 1;
        }
        let value = Exact::ratio(i128::from(over), i128::from(under))?;
        self.closes(end).then_some(share(value, Form::Fraction, end))?
    }

    fn vulgar(&self, i: usize, sign: char) -> Option<Number> {
        let (over, under) = vulgar_fraction(sign)?;
        share(Exact::ratio(over, under)?, Form::Fraction, i + 1)
    }

    // --- scales

    /// The number with the scale words and letters that follow it.
    fn with_scale(&self, number: Number) -> Option<Number> {
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

    /// `two and a half`, `a million and a half`, `two and three eighths`.
    fn with_half(&self, number: Number) -> Option<Number> {
        // "seven-and-a-half"
        let and = self.past_hyphen(number.end);
        if self.lex(and) != Lex::And {
            return None;
        }
        let part = self.worded_fraction(self.past_hyphen(and + 1))?;
        let fits = matches!(number.form, Form::Plain | Form::Words | Form::One) || number.is_scaled();
        if part.value >= Exact::ONE || part.scale > 0 || !fits {
            return None;
        }
        let unit = Exact::power_of_ten(i32::from(number.scale))?;
        let tenth = Exact::ratio(1, 10)?;
        let number = Number {
            value: number.value.plus(part.value.times(unit)?)?,
            step: unit.times(tenth)?,
            round: unit.times(tenth)?,
            form: Form::Words,
            end: part.end,
            ..number
        };
        if number.scale == 0
            && let Lex::Scale(exponent) = self.lex(number.end)
        {
            return number.scaled(exponent, number.end + 1);
        }
        Some(number)
    }

    // --- words

    /// A number in words.
    fn words(&self, i: usize) -> Option<Number> {
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
    fn said_twice(&self, number: Number) -> Option<Number> {
        let open = number.end;
        let again = self.digits(open + 1).filter(|_| self.is_sign(open, '(') && self.glued(open + 1))?;
        let is_same = again.value == number.value && self.is_sign(again.end, ')');
        is_same.then(|| Number { end: again.end + 1, form: Form::Words, ..number })
    }

    /// Words that add up, the greater first: `two hundred fifty thousand`, `seventy four thousand and second`.
    fn cardinal(&self, i: usize) -> Option<Number> {
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
    fn joint(&self, end: usize) -> Option<usize> {
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
    fn group(&self, i: usize, first: bool) -> Option<Number> {
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
    fn begins_fraction(&self, i: usize, end: usize) -> bool {
        self.lex(i.wrapping_sub(1)) == Lex::And && self.denominator(end, false).is_some()
    }

    fn opens_bare_scale(&self, i: usize) -> bool {
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
    fn below_hundred(&self, i: usize) -> Option<Number> {
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
    fn with_spoken_decimals(&self, number: Number) -> Option<Number> {
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
    fn spoken_digits(&self, i: usize) -> Option<(String, usize)> {
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

    // --- fractions

    /// A fraction at `i`, in signs or words.
    fn fraction(&self, i: usize) -> Option<Number> {
        let number = match self.sort(i)? {
            Sort::Digits => self.slashed(i).or_else(|| self.worded_fraction(i))?,
            Sort::Sign(sign) => self.vulgar(i, sign)?,
            Sort::Word(_) => self.worded_fraction(i)?,
        };
        self.fraction_of_scale(number).or(Some(number))
    }

    /// `half a million`, `a quarter of a million`, `half a dozen`, `½ million`.
    fn fraction_of_scale(&self, number: Number) -> Option<Number> {
        let mut at = self.past_hyphen(number.end);
        if self.is(at, "of") {
            at += 1;
        }
        if self.lex(at) == Lex::Article || self.is(at, "one") {
            at += 1;
        }
        let tenth = Exact::ratio(1, 10)?;
        match self.lex(at) {
            Lex::Scale(exponent) if !self.plural(at) => {
                let unit = Exact::power_of_ten(i32::from(exponent))?;
                let (value, step) = (number.value.times(unit)?, unit.times(tenth)?);
                Some(Number { value, step, round: step, scale: exponent, form: Form::Words, end: at + 1 })
            }
            Lex::Dozen if !self.plural(at) => Some(Number {
                value: number.value.times(Exact::int(12))?,
                step: Exact::ONE,
                round: Exact::ONE,
                scale: 0,
                form: Form::Words,
                end: at + 1,
            }),
            _ => None,
        }
    }

    /// `a third`, `two-thirds`, `three quarters`, `half`, `one hundredth`.
    pub(super) fn worded_fraction(&self, i: usize) -> Option<Number> {
        if self.opaque(i) {
            return None;
        }
        if self.lex(i) == Lex::Half && !self.plural(i) {
            if !self.is_bare_half(i) {
                return None;
            }
            return share(Exact::ratio(1, 2)?, Form::Fraction, i + 1)?.into();
        }
        let article = self.lex(i) == Lex::Article;
        let over = if article {
            Number::whole(1, Form::One, i + 1)
        } else if self.is_digits(i) {
            // Plain digits are one token: without a denominator after it, it needs no reading.
            self.denominator(self.past_hyphen(i + 1), false)?;
            let over = self.digits(i)?;
            if over.form != Form::Plain {
                return None;
            }
            over
        } else {
            self.cardinal_before_denominator(i)?
        };
        let hyphenated = self.past_hyphen(over.end) > over.end;
        let at = self.past_hyphen(over.end);
        let (under, plural) = self.denominator(at, hyphenated && over.value >= Exact::int(20))?;
        let one = over.value == Exact::ONE;
        let agrees = one != plural || (one && article && !plural);
        if !agrees || (self.is_digits(i) && under != 2 && under != 4 && !plural) {
            return None;
        }
        if under == 4 && one && self.is_quarter_of_year(i, at) || self.is_of_period(i, at) {
            return None;
        }
        // A third of it is a share; a third man is not.
        if article && matches!(self.lex(at), Lex::Ordinal(_)) && !self.ends_share(at + 1) {
            return None;
        }
        share(over.value.over(Exact::int(under))?, Form::Fraction, at + 1)?.into()
    }

    /// Whether the quarter at `at` is three months: "in a quarter", "a quarter ago", and not "a quarter of them".
    fn is_quarter_of_year(&self, i: usize, at: usize) -> bool {
        const BEFORE: [&str; 12] =
            ["in", "during", "for", "per", "once", "twice", "within", "last", "this", "next", "every", "over"];
        const AFTER: [&str; 8] = ["ago", "earlier", "later", "before", "after", "end", "results", "which"];
        let led = i > 0 && self.is_one_of(i - 1, &BEFORE);
        let shared = self.is_one_of(at + 1, &["of", "to", "as", "more", "less"]);
        !shared && (led || self.is_one_of(at + 1, &AFTER))
    }

    /// Whether a half or quarter at `at` belongs to a word that is no share: half-year results, a quarter-final.
    fn is_of_period(&self, i: usize, at: usize) -> bool {
        if self.lex(i) != Lex::Article && !self.is(i, "one") {
            return false;
        }
        let joined = self.past_hyphen(at + 1);
        joined > at + 1 && self.is_one_of(joined, &["point", "points", "final", "finals", "time", "term", "back"])
    }

    /// Whether `half` at `i` is a share: half of it, half a million, and not the second half.
    fn is_bare_half(&self, i: usize) -> bool {
        const AFTER: [&str; 16] = [
            "of", "the", "a", "an", "its", "their", "his", "her", "our", "all", "that", "this", "these", "those", "as",
            "what",
        ];
        const BEFORE: [&str; 11] =
            ["by", "in", "than", "about", "nearly", "almost", "over", "roughly", "and", "only", "just"];
        // The second half is a part of a match or a year.
        if i > 0 && matches!(self.lex(i - 1), Lex::Ordinal(_)) {
            return false;
        }
        let after = self.past_hyphen(i + 1);
        // Half-year results are no share of a year.
        let joined = after > i + 1 && !matches!(self.lex(after), Lex::Scale(_) | Lex::Dozen | Lex::Article);
        if joined && (self.is_one_of(after, &["point", "points"]) || self.is_word(after + 1) && self.is(after, "year"))
        {
            return false;
        }
        (i == 0 && self.len() == 1)
            || self.is_one_of(after, &AFTER)
            || matches!(self.lex(after), Lex::Scale(_) | Lex::Dozen)
            || self.is_sign(after, '%')
            || self.is_one_of(after, &["percent", "per", "hour", "mile", "million"])
            || (i > 0 && self.is_one_of(i - 1, &BEFORE) && !self.is(i + 1, "past"))
            || (self.is_word(after) && self.unit(after, Form::Words).is_some())
    }

    /// The cardinal whose end a fraction's lower part follows: the thirty five of `thirty five fifths`.
    fn cardinal_before_denominator(&self, i: usize) -> Option<Number> {
        if !matches!(self.lex(i), Lex::Small(_) | Lex::Hundred) {
            return None;
        }
        let group = self.group(i, true)?;
        (group.form != Form::Ordinal).then_some(group)
    }

    /// The lower part of a fraction: its value and whether it is a plural. After tens joined by a hyphen it is an ordinal.
    fn denominator(&self, i: usize, joined: bool) -> Option<(i64, bool)> {
        let plural = self.plural(i);
        match self.lex(i) {
            Lex::Half => Some((2, plural)),
            Lex::Quarter => Some((4, plural)),
            Lex::Ordinal(value) if value >= 3 && !joined => Some((i64::from(value), plural)),
            Lex::HundredOrdinal => Some((100, plural)),
            Lex::ScaleOrdinal(exponent @ ..=12) => Some((10i64.pow(u32::from(exponent)), plural)),
            _ => None,
        }
    }

    /// Whether what follows at `i` lets `a third` be a share rather than the third of something.
    fn ends_share(&self, i: usize) -> bool {
        !self.is_word(i)
            || self.is_one_of(
                i,
                &[
                    "of", "as", "more", "less", "fewer", "to", "in", "from", "and", "or", "over", "since", "on", "by",
                    "higher", "lower", "that", "the",
                ],
            )
    }
}

/// A fraction as a number; read to a hundredth when it is held against a figure in digits.
fn share(value: Exact, form: Form, end: usize) -> Option<Number> {
    let step = Exact::ratio(1, 50)?;
    Some(Number { value, step, round: step, scale: 0, form, end })
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

pub(super) fn superscript(sign: char) -> Option<i32> {
    Some(match sign {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}

fn vulgar_fraction(sign: char) -> Option<(i128, i128)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    })
}
