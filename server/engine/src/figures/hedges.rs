//! How far a figure commits itself: `about`, `nearly`, `more than`.

use super::reader::Reader;
use super::tokens::Lex;
use crate::text::Span;

/// What the words around a figure make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// About: near it, on either side.
    About,
    /// Nearly: a little less.
    Nearly,
    /// Less than it, by however much.
    Below,
    /// More than it.
    Above,
    /// It or more.
    AtLeast,
    /// It or less.
    AtMost,
    /// It and nothing else.
    Exactly,
}

impl Hedge {
    /// The sign for it.
    pub fn sign(self) -> &'static str {
        match self {
            Hedge::About => "≈",
            Hedge::Nearly => "≲",
            Hedge::Below => "<",
            Hedge::Above => ">",
            Hedge::AtLeast => "≥",
            Hedge::AtMost => "≤",
            Hedge::Exactly => "=",
        }
    }

    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Hedge::About => "about",
            Hedge::Nearly => "nearly",
            Hedge::Below => "below",
            Hedge::Above => "above",
            Hedge::AtLeast => "at-least",
            Hedge::AtMost => "at-most",
            Hedge::Exactly => "exactly",
        }
    }
}

/// Phrases right before a figure. Longer ones stand before the shorter ones that they end with.
const BEFORE: &[(&[&str], Hedge)] = &[
    (&["less", "than", "or", "equal", "to"], Hedge::AtMost),
    (&["less", "or", "equal", "to"], Hedge::AtMost),
    (&["more", "than", "or", "equal", "to"], Hedge::AtLeast),
    (&["greater", "than", "or", "equal", "to"], Hedge::AtLeast),
    (&["no", "fewer", "than"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["not", "less", "than"], Hedge::AtLeast),
    (&["not", "fewer", "than"], Hedge::AtLeast),
    (&["nothing", "less", "than"], Hedge::AtLeast),
    (&["no", "more", "than"], Hedge::AtMost),
    (&["not", "more", "than"], Hedge::AtMost),
    (&["no", "greater", "than"], Hedge::AtMost),
    (&["not", "exceeding"], Hedge::AtMost),
    (&["a", "little", "over"], Hedge::Above),
    (&["a", "little", "under"], Hedge::Nearly),
    (&["a", "little", "more", "than"], Hedge::Above),
    (&["a", "little", "less", "than"], Hedge::Nearly),
    (&["slightly", "more", "than"], Hedge::Above),
    (&["slightly", "less", "than"], Hedge::Nearly),
    (&["slightly", "over"], Hedge::Above),
    (&["slightly", "under"], Hedge::Nearly),
    (&["just", "over"], Hedge::Above),
    (&["just", "above"], Hedge::Above),
    (&["just", "under"], Hedge::Nearly),
    (&["just", "below"], Hedge::Nearly),
    (&["just", "short", "of"], Hedge::Nearly),
    (&["just", "shy", "of"], Hedge::Nearly),
    (&["shy", "of"], Hedge::Nearly),
    (&["a", "shade", "over"], Hedge::Above),
    (&["a", "shade", "under"], Hedge::Nearly),
    (&["a", "shade", "below"], Hedge::Nearly),
    (&["well", "over"], Hedge::Above),
    (&["well", "under"], Hedge::Below),
    (&["more", "than"], Hedge::Above),
    (&["greater", "than"], Hedge::Above),
    (&["higher", "than"], Hedge::Above),
    (&["larger", "than"], Hedge::Above),
    (&["in", "excess", "of"], Hedge::Above),
    (&["upwards", "of"], Hedge::Above),
    (&["upward", "of"], Hedge::Above),
    (&["north", "of"], Hedge::Above),
    (&["less", "than"], Hedge::Below),
    (&["fewer", "than"], Hedge::Below),
    (&["lower", "than"], Hedge::Below),
    (&["smaller", "than"], Hedge::Below),
    (&["at", "least"], Hedge::AtLeast),
    (&["a", "minimum", "of"], Hedge::AtLeast),
    (&["minimum", "of"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
    (&["up", "to"], Hedge::AtMost),
    (&["as", "many", "as"], Hedge::AtMost),
    (&["as", "much", "as"], Hedge::AtMost),
    (&["a", "maximum", "of"], Hedge::AtMost),
    (&["maximum", "of"], Hedge::AtMost),
    (&["close", "to"], Hedge::About),
    (&["somewhere", "around"], Hedge::About),
    (&["in", "the", "region", "of"], Hedge::About),
    (&["in", "the", "neighborhood", "of"], Hedge::About),
    (&["on", "the", "order", "of"], Hedge::About),
    (&["of", "the", "order", "of"], Hedge::About),
    (&["an", "estimated"], Hedge::About),
    (&["some"], Hedge::About),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["approx"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["estimated"], Hedge::About),
    (&["near"], Hedge::About),
    (&["nearly"], Hedge::Nearly),
    (&["almost"], Hedge::Nearly),
    (&["nigh"], Hedge::Nearly),
    (&["over"], Hedge::Above),
    (&["above"], Hedge::Above),
    (&["exceeding"], Hedge::Above),
    (&["surpassing"], Hedge::Above),
    (&["surpassed"], Hedge::Above),
    (&["topping"], Hedge::Above),
    (&["topped"], Hedge::Above),
    (&["exceeds"], Hedge::Above),
    (&["exceed"], Hedge::Above),
    (&["exceeded"], Hedge::Above),
    (&["under"], Hedge::Below),
    (&["below"], Hedge::Below),
    (&["exactly"], Hedge::Exactly),
    (&["precisely"], Hedge::Exactly),
];

const AFTER: &[(&[&str], Hedge)] = &[
    (&["or", "so"], Hedge::About),
    (&["or", "more"], Hedge::AtLeast),
    (&["or", "above"], Hedge::AtLeast),
    (&["or", "over"], Hedge::AtLeast),
    (&["or", "older"], Hedge::AtLeast),
    (&["or", "higher"], Hedge::AtLeast),
    (&["or", "less"], Hedge::AtMost),
    (&["or", "fewer"], Hedge::AtMost),
    (&["or", "under"], Hedge::AtMost),
    (&["or", "younger"], Hedge::AtMost),
    (&["or", "below"], Hedge::AtMost),
    (&["at", "least"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
    (&["odd"], Hedge::About),
    (&["ish"], Hedge::About),
    (&["plus"], Hedge::AtLeast),
];

impl Reader<'_> {
    /// The hedge of the figure from `start` to `end`, and its words.
    pub(super) fn hedge(&self, start: usize, end: usize) -> Option<(Hedge, Span)> {
        self.hedge_before(start).or_else(|| self.hedge_after(end))
    }

    fn hedge_before(&self, at: usize) -> Option<(Hedge, Span)> {
        let last = at.checked_sub(1)?;
        if let Some(hedge) = self.hedge_sign(last) {
            return Some((hedge, self.span(last, at)));
        }
        // "approx."
        let last = if self.is_sign(last, '.') && last > 0 && self.is_one_of(last - 1, &["approx", "ca", "c"]) {
            last - 1
        } else {
            last
        };
        if !self.is_word(last) {
            return None;
        }
        if self.is_one_of(last, &["ca"]) {
            return Some((Hedge::About, self.span(last, at)));
        }
        let (words, hedge) = BEFORE.iter().find(|(words, _)| self.phrase_ends(words, last + 1))?;
        Some((*hedge, self.span(last + 1 - words.len(), at)))
    }

    fn phrase_ends(&self, words: &[&str], end: usize) -> bool {
        end >= words.len() && words.iter().zip(end - words.len()..).all(|(word, at)| self.is(at, word))
    }

    fn hedge_sign(&self, i: usize) -> Option<Hedge> {
        if self.is_any_sign(i, "~≈∼") {
            Some(Hedge::About)
        } else if self.is_sign(i, '>') {
            Some(Hedge::Above)
        } else if self.is_sign(i, '<') {
            Some(Hedge::Below)
        } else if self.is_sign(i, '≥') {
            Some(Hedge::AtLeast)
        } else if self.is_sign(i, '≤') {
            Some(Hedge::AtMost)
        } else {
            None
        }
    }

    fn hedge_after(&self, end: usize) -> Option<(Hedge, Span)> {
        if self.is_sign(end, '+') && self.glued(end) && !(self.glued(end + 1) && self.is_digits(end + 1)) {
            return Some((Hedge::AtLeast, self.span(end, end + 1)));
        }
        let at = self.past_hyphen(end);
        let (words, hedge) =
            AFTER.iter().find(|(words, _)| words.iter().zip(at..).all(|(word, at)| self.is(at, word)))?;
        // "five plus three" is a sum.
        let sum = self.is(at, "plus") && (self.is_digits(at + 1) || matches!(self.lex(at + 1), Lex::Small(_)));
        let joined = at > end || !self.is_one_of(at, &["odd", "ish"]);
        (!sum && joined).then(|| (*hedge, self.span(at, at + words.len())))
    }
}
