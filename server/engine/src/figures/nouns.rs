//! What a number counts, and the words that it can't count.

use super::reader::Reader;
use super::tokens::{Gap, Lex};
use super::{Kind, Reading, Unit, Value};
use crate::lexicon::{RANKED_NOUNS, UNCOUNTED_WORDS};
use crate::text::Span;

/// How many words after a number may name what it counts.
const MOST_NOUNS: usize = 4;

impl Reader<'_> {
    /// The noun that a number counts: the words after it up to a plural, else the next word. For a place in an order, the
    /// word after it.
    pub(super) fn noun(&self, reading: &Reading, start_of: usize, end: usize) -> Option<Span> {
        if reading.kind == Kind::Ordinal {
            let at = self.past_hyphen(end);
            return self.is_noun(at).then(|| self.span(at, at + 1));
        }
        if reading.kind != Kind::Number || matches!(reading.unit, Unit::Share) || self.is_ranked(start_of) {
            return None;
        }
        let start = match self.past_hyphen(end) {
            at if at == end && self.is(at, "of") && matches!(reading.value, Value::Range(..)) => at + 1,
            at => at,
        };
        if !self.is_noun(start) {
            return None;
        }
        // A field ("forensics") is no plural before one.
        let is_field =
            |at: usize| self.text_of(at).ends_with("ics") && self.is_noun(at + 1) && self.is_plural_noun(at + 1);
        let nouns = || self.nouns_from(start).take(MOST_NOUNS);
        let plural = nouns().find(|&at| self.is_plural_noun(at) && !is_field(at));
        // "200 man-hours" are no 200 men.
        let is_joined = |&at: &usize| at == start || self.is_hyphen(at - 1) && self.glued(at);
        let first = nouns().take_while(is_joined).last().unwrap_or(start);
        Some(self.span(start, plural.unwrap_or(first) + 1))
    }

    /// The nouns that follow each other from `start` on, those that a hyphen joins among them.
    fn nouns_from(&self, start: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(start), |&at| {
            let next = if self.glued(at + 1) { self.past_hyphen(at + 1) } else { at + 1 };
            self.is_noun(next).then_some(next)
        })
    }

    /// Whether the word before a number makes a place in an order of it: `phase 3`, `week 12`.
    pub(super) fn is_ranked(&self, i: usize) -> bool {
        i > 0 && self.is_word(i - 1) && RANKED_NOUNS.has(&self.folded(i - 1))
    }

    pub(super) fn is_noun(&self, i: usize) -> bool {
        let near = self.gap(i) != Gap::Line || i == 0;
        let is_free = matches!(self.lex(i), Lex::Other) || self.is(i, "point");
        self.is_word(i) && near && !self.opaque(i) && is_free && !self.is_function_word(i)
    }

    pub(super) fn is_plural_noun(&self, i: usize) -> bool {
        let word = self.text_of(i);
        (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
            || self
                .is_one_of(i, &["people", "men", "women", "children", "police", "personnel", "staff", "troops", "dead"])
    }

    /// Words that are never the noun after a number.
    pub(super) fn is_function_word(&self, i: usize) -> bool {
        UNCOUNTED_WORDS.has(&self.folded(i))
    }

    /// `one` for a thing: the one you mentioned, one of them, no one.
    pub(super) fn is_pronoun(&self, i: usize, end: usize) -> bool {
        const BEFORE: [&str; 14] = [
            "no", "the", "this", "that", "every", "any", "each", "some", "another", "which", "a", "no-one", "new",
            "only",
        ];
        if !self.is(i, "one") {
            return false;
        }
        if self.gap(end) == Gap::None && self.is_any_sign(end, "'’") {
            return true;
        }
        // "One-off" costs, a "one-on-one" talk.
        if self.past_hyphen(end) > end && crate::text::is_function_word(&self.text_of(end + 1).to_lowercase()) {
            return true;
        }
        if i > 0 && (self.is_one_of(i - 1, &BEFORE) || (self.is_hyphen(i - 1) && self.glued(i))) {
            return !self.is_one_of(i - 1, &["only", "the"]) || !self.is_word(end) || self.is_function_word(end);
        }
        let counted =
            i > 0 && (self.lex(i - 1) == Lex::And || self.is_digits(i - 1) || matches!(self.lex(i - 1), Lex::Small(_)));
        if !self.is_word(end) {
            return i > 0 && !counted && !self.is_any_sign(i - 1, ":(");
        }
        self.is_function_word(end)
            && !matches!(self.lex(end), Lex::Small(_) | Lex::And)
            && !(self.lex(end) == Lex::And && counted)
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::{Mode, read};

    /// What each figure of a text is of.
    fn check(text: &str, expected: &[&str]) {
        let figures = read(text, Mode::Claim);
        assert_eq!(figures.iter().map(|figure| figure.unit_text()).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn nouns_that_a_hyphen_joins() {
        check("It saves 200 man-hours.", &["man-hours"]);
        check("The 40 Orran-born workers left.", &["orran-born workers"]);
        check("The 12 tug-boats and 7 barges left.", &["tug-boats", "barges"]);
        check("The 9 men - all of Varn - left.", &["men"]);
    }

    #[test]
    fn what_comes_beside_others_is_measured_too() {
        check("They got 30 more weeks.", &["wk"]);
        check("They got another 5 years, and two further months.", &["a", "mo"]);
        check("They hired 30 more.", &[""]);
        check("It was 25 tonnes a year earlier, and is 30 tonnes a year.", &["t", "t/a"]);
    }
}
