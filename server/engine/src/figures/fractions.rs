//! Fractions in signs and words: halves, thirds, `3/8`.

use super::exact::Exact;
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use crate::lexicon::{CHANGES, PERIOD_MODIFIERS};

impl Reader<'_> {
    /// `2 1/2`, `2½`, `2-1/2`.
    pub(super) fn with_added_fraction(&self, number: Number) -> Option<Number> {
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

    pub(super) fn vulgar(&self, i: usize, sign: char) -> Option<Number> {
        let (over, under) = vulgar_fraction(sign)?;
        share(Exact::ratio(over, under)?, Form::Fraction, i + 1)
    }

    /// `two and a half`, `a million and a half`, `two and three eighths`.
    pub(super) fn with_half(&self, number: Number) -> Option<Number> {
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

    /// A fraction at `i`, in signs or words.
    pub(super) fn fraction(&self, i: usize) -> Option<Number> {
        let number = match self.sort(i)? {
            Sort::Digits => self.slashed(i).or_else(|| self.worded_fraction(i))?,
            Sort::Sign(sign) => self.vulgar(i, sign)?,
            Sort::Word(_) => self.worded_fraction(i)?,
        };
        self.fraction_of_scale(number).or(Some(number))
    }

    /// `half a million`, `a quarter of a million`, `half a dozen`, `½ million`.
    pub(super) fn fraction_of_scale(&self, number: Number) -> Option<Number> {
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
        if article
            && matches!(self.lex(at), Lex::Ordinal(_))
            && !self.ends_share(at + 1)
            && !self.is_by_how_much(i, at + 1)
        {
            return None;
        }
        share(over.value.over(Exact::int(under))?, Form::Fraction, at + 1)?.into()
    }

    /// Whether the share from `i` up to `end` is by how much something changed: `rose by a fifth each year`, `fell a third last month`.
    fn is_by_how_much(&self, i: usize, end: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let is_led = self.is(before, "by") || CHANGES.has(&self.folded(before));
        is_led && (self.is_function_word(end) || PERIOD_MODIFIERS.has(&self.folded(end)))
    }

    /// Whether the quarter at `at` is three months: "in a quarter", "a quarter ago", and not "a quarter of them".
    pub(super) fn is_quarter_of_year(&self, i: usize, at: usize) -> bool {
        const BEFORE: [&str; 12] =
            ["in", "during", "for", "per", "once", "twice", "within", "last", "this", "next", "every", "over"];
        const AFTER: [&str; 8] = ["ago", "earlier", "later", "before", "after", "end", "results", "which"];
        let led = i > 0 && self.is_one_of(i - 1, &BEFORE);
        let shared = self.is_one_of(at + 1, &["of", "to", "as", "more", "less"]);
        !shared && (led || self.is_one_of(at + 1, &AFTER))
    }

    /// Whether a half or quarter at `at` belongs to a word that is no share: half-year results, a quarter-final.
    pub(super) fn is_of_period(&self, i: usize, at: usize) -> bool {
        if self.lex(i) != Lex::Article && !self.is(i, "one") {
            return false;
        }
        let joined = self.past_hyphen(at + 1);
        joined > at + 1 && self.is_one_of(joined, &["point", "points", "final", "finals", "time", "term", "back"])
    }

    /// Whether `half` at `i` is a share: half of it, half a million, and not the second half.
    pub(super) fn is_bare_half(&self, i: usize) -> bool {
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
        // Half-year results are no share of a year, and the half-year is one of the year's two.
        let is_named = i > 0 && self.is_word(i - 1) && self.lex(i - 1) != Lex::Article;
        let joined = after > i + 1 && !matches!(self.lex(after), Lex::Scale(_) | Lex::Dozen | Lex::Article);
        if joined
            && (self.is_one_of(after, &["point", "points"])
                || self.is(after, "year") && (self.is_word(after + 1) || is_named))
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
    pub(super) fn cardinal_before_denominator(&self, i: usize) -> Option<Number> {
        if !matches!(self.lex(i), Lex::Small(_) | Lex::Hundred) {
            return None;
        }
        let group = self.group(i, true)?;
        (group.form != Form::Ordinal).then_some(group)
    }

    /// The lower part of a fraction: its value and whether it is a plural. After tens joined by a hyphen it is an ordinal.
    pub(super) fn denominator(&self, i: usize, joined: bool) -> Option<(i64, bool)> {
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
    pub(super) fn ends_share(&self, i: usize) -> bool {
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
pub(super) fn share(value: Exact, form: Form, end: usize) -> Option<Number> {
    let step = Exact::ratio(1, 50)?;
    Some(Number { value, step, round: step, scale: 0, form, end })
}

pub(super) fn vulgar_fraction(sign: char) -> Option<(i128, i128)> {
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
