//! How far a figure commits itself: `about`, `nearly`, `more than`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::reader::Reader;
use super::tokens::{Gap, Lex, Sort};
use crate::lexicon::{BEFORE_SPANS, GOVERNED_PREPOSITIONS, HEDGES_AFTER, HEDGES_BEFORE};
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
    /// Whether it holds of all values on one side.
    pub fn is_bound(self) -> bool {
        matches!(self, Hedge::Below | Hedge::Above | Hedge::AtLeast | Hedge::AtMost)
    }

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

    /// The hedge of that name.
    fn named(name: &str) -> Option<Self> {
        use Hedge::{About, Above, AtLeast, AtMost, Below, Exactly, Nearly};
        [About, Nearly, Below, Above, AtLeast, AtMost, Exactly].into_iter().find(|hedge| hedge.name() == name)
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

/// The most words of a hedge.
const LONGEST: usize = 6;

/// The words that a hedge after a figure begins with, and those that one before it ends with: most figures have no hedge, which the
/// word beside them tells.
static FIRST_AFTER: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| HEDGES_AFTER.iter().filter_map(|(hedge, _)| hedge.split(' ').next()).collect());
static LAST_BEFORE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let last = |hedge: &'static str| hedge.rsplit(' ').next().map(|word| word.trim_end_matches('.'));
    HEDGES_BEFORE.iter().filter_map(|(hedge, _)| last(hedge)).collect()
});

/// What a hedge would bound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounded {
    /// The tokens of the figure.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The token after the noun that it counts.
    pub(super) noun_end: usize,
    /// Whether it counts things or is a bare number.
    pub(super) is_count: bool,
    /// Whether it is a span of time.
    pub(super) is_time: bool,
}

impl Reader<'_> {
    /// The hedge of a figure, and its words.
    pub(super) fn hedge(&self, figure: Bounded) -> Option<(Hedge, Span)> {
        let after = || self.hedge_after(figure.end);
        // "40 people or more"
        let after_noun = || self.hedge_after(figure.noun_end).filter(|_| self.is_word(figure.noun_end));
        let after = after().or_else(after_noun);
        // "about five hundred or more": the bound is what is meant.
        let is_bound = |hedge: &(Hedge, Span)| matches!(hedge.0, Hedge::AtLeast | Hedge::AtMost);
        match (self.hedge_before(figure), after) {
            (Some((Hedge::About, _)), Some(after)) if is_bound(&after) => Some(after),
            (before, after) => before.or(after),
        }
    }

    fn hedge_before(&self, figure: Bounded) -> Option<(Hedge, Span)> {
        let at = figure.start;
        let last = at.checked_sub(1)?;
        if let Some((hedge, from)) = self.hedge_sign(last) {
            return Some((hedge, self.span(from, at)));
        }
        let mut phrase = String::new();
        let mut found = None;
        let mut from = at;
        for number in 0..LONGEST {
            // "approx.", "c."
            let dotted = phrase.is_empty() && self.is_sign(from.wrapping_sub(1), '.') && self.glued(from - 1);
            let Some(word) = from.checked_sub(1 + usize::from(dotted)).filter(|&word| self.is_word(word)) else {
                break;
            };
            let folded = self.folded(word);
            if number == 0 && !LAST_BEFORE.contains(folded.as_str()) {
                break;
            }
            let blank = if phrase.is_empty() { "" } else { " " };
            phrase.insert_str(0, blank);
            phrase.insert_str(0, if dotted { "." } else { "" });
            phrase.insert_str(0, &folded);
            from = word;
            if let Some(hedge) = HEDGES_BEFORE.get(&phrase).and_then(Hedge::named) {
                found = Some((hedge, from));
            }
            if self.gap(from) == Gap::None {
                break;
            }
        }
        let (hedge, from) = found?;
        // "adds up to 12"
        let is_preposition = (from + 1 == at || self.is(from, "up")) && self.is_preposition(from, figure);
        (!is_preposition).then(|| (hedge, self.span(from, at)))
    }

    /// Whether the word at `i` is a preposition before a figure rather than its hedge: "cut 300 jobs over two years", "took over
    /// 12 villages".
    fn is_preposition(&self, i: usize, figure: Bounded) -> bool {
        let before = |words: &dyn Fn(&str) -> bool| i > 0 && self.is_word(i - 1) && words(&self.folded(i - 1));
        if figure.is_time && self.is_one_of(i, &["over", "around"]) {
            let past = self.is_one_of(figure.end, &["ago", "old", "later", "earlier", "long", "before", "after"]);
            return self.is(i, "over") && !past && !before(&|word| BEFORE_SPANS.has(word));
        }
        let governs = |word: &str| {
            GOVERNED_PREPOSITIONS.get(word).is_some_and(|all| all.split(' ').any(|preposition| self.is(i, preposition)))
        };
        (figure.is_count || self.is_one_of(i, &["over", "up"])) && before(&governs)
    }

    /// The hedge of a sign that ends at `i`, and where the sign begins.
    fn hedge_sign(&self, i: usize) -> Option<(Hedge, usize)> {
        let Some(Sort::Sign(sign)) = self.sort(i) else { return None };
        let doubled = sign == '=' && i > 0 && self.glued(i);
        let (sign, from) = match (doubled, self.sort(i.wrapping_sub(1))) {
            (true, Some(Sort::Sign('>'))) => ('≥', i - 1),
            (true, Some(Sort::Sign('<'))) => ('≤', i - 1),
            _ => (sign, i),
        };
        let hedge = match sign {
            '~' | '≈' | '∼' | '≃' | '≅' => Hedge::About,
            '>' => Hedge::Above,
            '<' => Hedge::Below,
            '≥' | '⩾' | '≧' => Hedge::AtLeast,
            '≤' | '⩽' | '≦' => Hedge::AtMost,
            _ => return None,
        };
        Some((hedge, from))
    }

    fn hedge_after(&self, end: usize) -> Option<(Hedge, Span)> {
        if self.is_sign(end, '+') && self.glued(end) && !(self.glued(end + 1) && self.is_digits(end + 1)) {
            return Some((Hedge::AtLeast, self.span(end, end + 1)));
        }
        let at = self.past_hyphen(end);
        let mut phrase = String::new();
        let mut found = None;
        for word in at..at + LONGEST {
            if !self.is_word(word) || self.gap(word) == Gap::Line {
                break;
            }
            let folded = self.folded(word);
            if word == at && !FIRST_AFTER.contains(folded.as_str()) {
                break;
            }
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(&folded);
            if let Some(hedge) = HEDGES_AFTER.get(&phrase).and_then(Hedge::named) {
                found = Some((hedge, word + 1));
            }
        }
        let (hedge, after) = found?;
        // "five plus three" is a sum; "40 odd jobs" are odd.
        let sum = self.is(at, "plus") && (self.is_digits(at + 1) || matches!(self.lex(at + 1), Lex::Small(_)));
        let joined = at > end || self.glued(at) || !self.is_one_of(at, &["odd", "ish"]);
        // "40 maximum security cells"
        let adjective = after == at + 1
            && self.is_one_of(at, &["maximum", "minimum", "max", "tops", "upwards"])
            && self.is_noun(after);
        (!sum && joined && !adjective).then(|| (hedge, self.span(at, after)))
    }
}
