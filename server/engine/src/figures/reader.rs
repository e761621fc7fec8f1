//! A text taken apart, with what the families of figures ask of it.

use super::money;
use super::tokens::{Gap, Lex, Sort, Token};
use crate::text::Span;

/// A stretch of text and its tokens. Places in it are token numbers; one past the end is allowed everywhere and holds
/// nothing.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t mut [Token],
}

impl<'t> Reader<'t> {
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Keeps figures out of the tokens from `from` up to `to`.
    pub(super) fn hide(&mut self, from: usize, to: usize) {
        for token in &mut self.tokens[from..to] {
            token.opaque = true;
        }
    }

    pub(super) fn sort(&self, i: usize) -> Option<Sort> {
        self.tokens.get(i).map(|token| token.sort)
    }

    pub(super) fn gap(&self, i: usize) -> Gap {
        self.tokens.get(i).map_or(Gap::Line, |token| token.gap)
    }

    /// Whether the token stands right at the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.gap(i) == Gap::None
    }

    pub(super) fn plural(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.plural)
    }

    pub(super) fn opaque(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.opaque)
    }

    pub(super) fn text_of(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |token| &self.text[token.span])
    }

    /// The bytes of the tokens from `from` up to `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::empty(0),
        }
    }

    /// Whether the token is this word, in any case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|token| token.span.len() == word.len() && self.text[token.span].eq_ignore_ascii_case(word))
    }

    /// The token in lower case.
    pub(super) fn folded(&self, i: usize) -> String {
        self.text_of(i).to_lowercase()
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn has_capital(&self, i: usize) -> bool {
        self.text_of(i).starts_with(|c: char| c.is_uppercase())
    }

    pub(super) fn is_one_of(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    pub(super) fn is_digits(&self, i: usize) -> bool {
        self.sort(i) == Some(Sort::Digits)
    }

    pub(super) fn is_sign(&self, i: usize, sign: char) -> bool {
        self.sort(i) == Some(Sort::Sign(sign))
    }

    pub(super) fn is_any_sign(&self, i: usize, signs: &str) -> bool {
        matches!(self.sort(i), Some(Sort::Sign(sign)) if signs.contains(sign))
    }

    /// Whether there is a word here.
    pub(super) fn is_word(&self, i: usize) -> bool {
        matches!(self.sort(i), Some(Sort::Word(_)))
    }

    pub(super) fn lex(&self, i: usize) -> Lex {
        match self.sort(i) {
            Some(Sort::Word(lex)) => lex,
            _ => Lex::Other,
        }
    }

    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        self.is_any_sign(i, "-‐‑")
    }

    /// Any of the signs that stand for a dash, between figures.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        self.is_any_sign(i, "-‐‑–—−")
    }

    /// The end of the run of tokens without a blank that begins at `from`.
    pub(super) fn chunk_end(&self, from: usize) -> usize {
        (from + 1..self.len()).find(|&i| !self.glued(i)).unwrap_or(self.len())
    }

    /// The place after a hyphen that joins two words here, or `i` itself.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        if self.is_any_sign(i, "-‐‑–—") && self.glued(i) && self.glued(i + 1) { i + 1 } else { i }
    }

    /// Whether the word may stand right before digits as a currency: `USD115`.
    pub(super) fn is_currency_mark(&self, i: usize) -> bool {
        money::is_mark(self.text_of(i)) || self.is_rand(i) || self.is_after_dollar(i)
    }

    /// Whether the letters of a country stand at `i`, between the sign of the dollar and the sum: `$A4`.
    fn is_after_dollar(&self, i: usize) -> bool {
        i > 0 && self.is_sign(i - 1, '$') && self.glued(i) && self.is_digits(i + 1) && self.glued(i + 1)
    }

    /// Whether the `R` of rand stands at `i`: before three digits or more, or a number with a scale (`R500`, `R4 million`),
    /// since `R2` is no sum.
    pub(super) fn is_rand(&self, i: usize) -> bool {
        if self.text_of(i) != "R" || !self.is_digits(i + 1) || !self.glued(i + 1) {
            return false;
        }
        let mut end = i + 2;
        while self.is_any_sign(end, ".,") && self.glued(end) && self.is_digits(end + 1) && self.glued(end + 1) {
            end += 2;
        }
        let is_scaled =
            matches!(self.lex(end), Lex::Scale(_)) || self.glued(end) && self.is_one_of(end, &["m", "b", "k"]);
        let is_long = self.text_of(i + 1).len() >= 3 || self.is_sign(i + 2, ',') && end > i + 2;
        is_scaled || is_long && !(self.glued(end) && (self.is_word(end) || self.is_any_sign(end, "-/")))
    }

    /// `Q` and `H` of quarters and halves.
    pub(super) fn is_period_mark(&self, i: usize) -> bool {
        matches!(self.text_of(i), "Q" | "H" | "q")
    }

    /// `3Q23`, `1H24`, `2021Q3`: the letter of a quarter or half right after the digits of its number or year.
    pub(super) fn is_period_within(&self, i: usize) -> bool {
        let of_part = || self.small_digits(i - 1).is_some_and(|part| part <= 4);
        self.is_period_mark(i)
            && i > 0
            && self.glued(i)
            && self.is_digits(i - 1)
            && (of_part() || self.text_of(i - 1).len() == 4)
    }

    /// The digits as a number, where there are at most nine.
    pub(super) fn small_digits(&self, i: usize) -> Option<u32> {
        if !self.is_digits(i) || self.opaque(i) || self.text_of(i).len() > 9 {
            return None;
        }
        self.text_of(i).parse().ok()
    }

    /// Whether the `x` of `2x8` stands at `i`.
    pub(super) fn is_times(&self, i: usize) -> bool {
        i > 0 && self.is(i, "x") && self.is_digits(i - 1) && self.is_digits(i + 1) && self.glued(i) && self.glued(i + 1)
    }

    /// `and`, `&`.
    pub(super) fn is_and(&self, i: usize) -> bool {
        self.lex(i) == Lex::And || (self.is_sign(i, '&') && !self.glued(i) && !self.glued(i + 1))
    }

    /// The digits of an exponent, whatever they stand in.
    pub(super) fn raw_digits(&self, i: usize) -> Option<u32> {
        if self.is_digits(i) && self.text_of(i).len() <= 9 { self.text_of(i).parse().ok() } else { None }
    }

    /// Whether digits may begin here: not in the middle of a longer number or a name.
    pub(super) fn opens(&self, i: usize) -> bool {
        if self.opaque(i) {
            return false;
        }
        if i == 0 || !self.glued(i) {
            return true;
        }
        match self.sort(i - 1) {
            Some(Sort::Word(_)) => self.is_currency_mark(i - 1) || self.is_times(i - 1) || self.is_period_within(i - 1),
            Some(Sort::Digits) => false,
            // "Rs.500", but not the end of ".5".
            Some(Sort::Sign('.')) => i > 1 && self.glued(i - 1) && self.is_word(i - 2),
            Some(Sort::Sign(',' | ':' | '/' | '\'' | '’' | '^')) => {
                !(i > 1 && self.glued(i - 1) && self.is_digits(i - 2))
            }
            _ => true,
        }
    }

    /// Whether a figure may end before `i`: what follows is no part of a longer number or a name.
    pub(super) fn closes(&self, i: usize) -> bool {
        if i >= self.len() || !self.glued(i) {
            return true;
        }
        match self.sort(i) {
            Some(Sort::Word(_)) => self.is_times(i),
            Some(Sort::Digits) => false,
            Some(Sort::Sign('.' | ',' | '/' | ':' | '^')) => !(self.glued(i + 1) && self.is_digits(i + 1)),
            Some(Sort::Sign('_' | '\\' | '@')) => false,
            _ => true,
        }
    }
}
