//! Numbers in digits: group marks, decimals, powers of ten.

use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use crate::lexicon::{LABELS, RANKED_NOUNS};

/// More groups of digits than any number has that fits, so that a long run of them is not looked through again and again.
pub(super) const MOST_GROUPS: usize = 16;

impl Reader<'_> {
    /// Digits with group marks, decimals, a power of ten.
    pub(super) fn digits(&self, i: usize) -> Option<Number> {
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
    pub(super) fn grouped_by_comma(&self, i: usize) -> Option<usize> {
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
    pub(super) fn is_group(&self, i: usize, at: usize) -> bool {
        let tight = self.glued(at) && self.glued(at + 1);
        let three = self.text_of(at + 1).len() == 3 && self.gap(at + 1) != Gap::Line && self.text_of(i).len() <= 3;
        let tokenised = !self.glued(at) && i > 0 && self.is_money_mark(i - 1);
        tight || (three && (self.text_of(at + 1).starts_with('0') || tokenised))
    }

    /// Points group only where there are two of them, a decimal comma follows, or it is euros: 1.200.000, 1.234,56, €20.000.
    pub(super) fn grouped_by_point(&self, i: usize) -> Option<usize> {
        let end = self.groups_of_three(i, ".")?;
        let euros =
            self.is_sign(end, '€') || (i > 0 && self.is_sign(i - 1, '€') && !matches!(self.lex(end), Lex::Scale(_)));
        let comma = self.is_sign(end, ',') && self.glued(end) && self.is_digits(end + 1) && self.glued(end + 1);
        (end >= i + 5 || (euros && self.closes(end)) || (comma && self.text_of(end + 1).len() <= 2)).then_some(end)
    }

    pub(super) fn grouped_by_apostrophe(&self, i: usize) -> Option<usize> {
        self.groups_of_three(i, "'’")
    }

    pub(super) fn groups_of_three(&self, i: usize, marks: &str) -> Option<usize> {
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
    pub(super) fn grouped_by_blank(&self, i: usize) -> Option<usize> {
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
    pub(super) fn stands_in_words(&self, i: usize, end: usize) -> bool {
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
    pub(super) fn decimals(&self, i: usize, end: usize) -> Option<usize> {
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
    pub(super) fn point_digits(&self, i: usize) -> Option<Number> {
        if self.opaque(i + 1) || !self.is_digits(i + 1) || (i > 0 && self.is_digits(i - 1)) {
            return None;
        }
        let digits = self.text_of(i + 1);
        let value = Exact::decimal(digits, digits.len())?;
        let step = Exact::power_of_ten(-i32::try_from(digits.len()).ok()?)?;
        Some(Number { value, step, round: step, scale: 0, form: Form::Digits, end: i + 2 })
    }

    /// `10^6`, `10⁶`: a power of ten by itself.
    pub(super) fn bare_power(&self, number: Number) -> Option<Number> {
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
