//! A claim in other words than its source's, of which one word turns the sentence that has the rest.
//!
//! A paraphrase keeps few of the source's words in their order, so the two can't be laid side by side. Yet where most words of the
//! claim are in one sentence, in whatever order, one word of the claim is not, and in its place, beside the same neighbour, stands a
//! word that excludes it, the two say opposite things.

mod quantities;
mod unsure;

use super::classes::is_light_word;
use super::clause::is_same;
use super::contradiction::{Contradiction, Held};
use super::denial::{denials, denied_times, denies_far, has_denial, is_lessened, next_words};
use super::meaning::{Link, is_telling, link};
use super::token::{Kind, Token};
use super::turned::Turn;
use crate::lexicon::{DETERMINERS, NEGATION_ENDS, PERSON_PRONOUNS, SPEECH_VERBS};
use crate::text::Span;

/// The fewest words that the sentence must share with the claim.
const FEWEST_SHARED: usize = 3;
/// How many of ten words of the claim the sentence must have.
const SHARED_OF_TEN: usize = 6;
/// How many it must have where so many of the words around the one that turns stand around its counterpart too.
const SHARED_OF_TEN_BESIDE_A_RUN: usize = 4;
/// How many it must have of a claim that denies what the source does not.
const SHARED_OF_TEN_OF_A_DENIAL: usize = 8;
/// How many of those words make such a run.
const LONG_RUN: usize = 3;
/// Of so many words of a clause one more may be another than the sentence's.
const WORDS_FOR_ONE_OTHER: usize = 7;
/// How far a word's neighbour may be from it, in words.
const NEAR: usize = 4;
/// How far from the word that turns the source's neighbour may be, in words.
const REACH: usize = 6;

/// A claim and one sentence of a source.
pub struct Slots<'a> {
    claim: &'a [Token],
    source: &'a [Token],
    /// For each word of the claim, the words of the source that say the same.
    same: Vec<Vec<usize>>,
    /// The words of the claim that an item answers for which the sentence has, and the names that a pronoun of it stands for.
    held: Vec<bool>,
    /// Whether the sentence reports what somebody says.
    is_reported: bool,
}

impl<'a> Slots<'a> {
    /// Lays words of the claim beside words of a sentence, which stands at `place`, after another one.
    pub fn new(claim: &'a [Token], source: &'a [Token], before: &[Token], held: &[Held], place: Span) -> Self {
        let places = |ours: &Token| (0..source.len()).filter(|&at| is_same(ours, &source[at])).collect();
        let is_held =
            |ours: &Token| held.iter().any(|held| held.item.overlaps(ours.span) && held.evidence.overlaps(place));
        let has_pronoun = source.iter().any(|token| PERSON_PRONOUNS.get(&token.folded).is_some());
        let is_meant =
            |ours: &Token| has_pronoun && ours.is_name && before.iter().any(|name| name.is_name && is_same(ours, name));
        Self {
            claim,
            source,
            same: claim.iter().map(places).collect(),
            held: claim.iter().map(|ours| is_held(ours) || is_meant(ours)).collect(),
            is_reported: source.iter().any(|token| SPEECH_VERBS.has(&token.folded)),
        }
    }

    /// How many words of the claim that name something the sentence has, and how many there are.
    pub fn share(&self) -> (usize, usize) {
        let words = || {
            let counts = |at: &usize| {
                let token = &self.claim[*at];
                // Who says it the sentence says with another word of speech.
                let is_speech = self.is_reported && !self.is_here(*at);
                token.is_content() && !is_light_word(token, is_speech) && !only_leads(self.claim, *at)
            };
            (0..self.claim.len()).filter(counts)
        };
        (words().filter(|&at| self.is_here(at)).count(), words().count())
    }

    /// Whether the sentence has all words but the one that turns, of many all but another one.
    pub fn is_nearly_whole(&self) -> bool {
        let (shared, words) = self.share();
        words.saturating_sub(1) <= shared + words / WORDS_FOR_ONE_OTHER
    }

    /// Whether the sentence has a word of the claim.
    pub fn has(&self, ours: Span) -> bool {
        (0..self.claim.len()).any(|at| self.claim[at].span == ours && self.is_here(at))
    }

    fn is_here(&self, ours: usize) -> bool {
        self.held[ours] || !self.same[ours].is_empty()
    }

    /// What turns the claim, if just one thing does and the sentence has nearly all else.
    pub fn turned(&self) -> Option<Contradiction> {
        let (turn, ours, theirs) = self
            .opposite()
            .or_else(|| self.denied())
            .or_else(|| self.quantified())
            .or_else(|| self.doubted())
            .or_else(|| self.only_meant())
            .or_else(|| self.still_to_come())?;
        let (shared, words) = self.share();
        let own = ours.filter(|&at| self.claim[at].is_content() && !self.is_here(at));
        let words = words - usize::from(own.is_some());
        let needed = if self.run(ours, theirs) >= LONG_RUN { SHARED_OF_TEN_BESIDE_A_RUN } else { SHARED_OF_TEN };
        // A denial has no word in its place that shows of what it is, and what only the claim denies the source may say in other words.
        let needed = match (turn, theirs) {
            (Turn::Negation, None) => SHARED_OF_TEN_OF_A_DENIAL,
            (Turn::Negation, Some(_)) => needed + 1,
            _ => needed,
        };
        (shared >= FEWEST_SHARED && shared * 10 >= words * needed).then_some(Contradiction {
            turn,
            ours: ours.map(|at| self.claim[at].span),
            theirs: theirs.map(|at| self.source[at].span),
        })
    }

    /// How many of the words that name something around the one that turns, two before it and three after, stand around its
    /// counterpart.
    fn run(&self, ours: Option<usize>, theirs: Option<usize>) -> usize {
        let around = |tokens: &[Token], at: usize| -> Vec<usize> {
            let is_word = |at: &usize| tokens[*at].is_content();
            let before = (0..at).rev().filter(is_word).take(2);
            let after = (at + 1..tokens.len()).filter(is_word).take(3);
            before.chain(after).collect()
        };
        let (own, others) = (ours.map(|at| around(self.claim, at)), theirs.map(|at| around(self.source, at)));
        let is_near = |at: &usize| match &others {
            Some(others) => self.same[*at].iter().any(|place| others.contains(place)),
            None => !self.same[*at].is_empty(),
        };
        match (own, others.as_ref()) {
            (Some(own), _) => own.iter().filter(|&at| is_near(at)).count(),
            (None, Some(others)) => others.iter().filter(|&&at| self.is_said(at)).count(),
            (None, None) => 0,
        }
    }

    /// A word of opposite sense beside the same neighbour.
    fn opposite(&self) -> Option<(Turn, Option<usize>, Option<usize>)> {
        let open = (0..self.claim.len()).filter(|&at| !self.claim[at].is_name && !self.is_here(at));
        open.filter(|&at| !matches!(self.claim[at].kind, Kind::Number | Kind::Negation)).find_map(|ours| {
            let is_opposite = |theirs: &usize| {
                matches!(link(&self.claim[ours], &self.source[*theirs]), Some((Link::Opposite, _)))
                    && tells(&self.claim[ours])
                    && tells(&self.source[*theirs])
                    && !self.is_said(*theirs)
                    && denied_times(self.claim, ours) == denied_times(self.source, *theirs)
                    && denies_far(self.claim, ours) == denies_far(self.source, *theirs)
                    && is_lessened(self.claim[..=ours].iter().rev())
                        == is_lessened(self.source[..=*theirs].iter().rev())
            };
            let theirs = (0..self.source.len()).filter(is_opposite).find(|&theirs| self.has_neighbour(ours, theirs))?;
            Some((Turn::Opposite, Some(ours), Some(theirs)))
        })
    }

    /// Whether the sentence has the opposite of a word that the claim alone has.
    fn has_opposite(&self) -> bool {
        let open = (0..self.claim.len()).filter(|&at| self.claim[at].kind == Kind::Content && !self.is_here(at));
        let is_opposite = |ours: usize, theirs: &Token| {
            theirs.is_content() && matches!(link(&self.claim[ours], theirs), Some((Link::Opposite, _)))
        };
        open.into_iter().any(|ours| self.source.iter().any(|theirs| is_opposite(ours, theirs)))
    }

    /// Whether a word of the claim says what a word of the source says.
    fn is_said(&self, theirs: usize) -> bool {
        self.same.iter().any(|places| places.contains(&theirs))
    }

    /// Whether the claim has a verb of the source only as a noun: of what was never exhibited it says where `the exhibition` is.
    fn is_said_as_noun(&self, theirs: usize) -> bool {
        let is_noun = |at: usize| {
            let before = at.checked_sub(1).filter(|_| !self.claim[at].mark).map(|before| &self.claim[before]);
            before.is_some_and(|before| DETERMINERS.has(&before.folded))
        };
        let mut places = (0..self.claim.len()).filter(|&at| self.same[at].contains(&theirs));
        self.source[theirs].is_past() && places.all(is_noun)
    }

    /// Whether what stands after a word of the claim, or before it if nothing does, stands near the word in its place.
    fn has_neighbour(&self, ours: usize, theirs: usize) -> bool {
        let is_word = |at: &usize| self.claim[*at].is_content() && !is_part_of_number(self.claim, *at);
        let after =
            (ours + 1..self.claim.len().min(ours + 1 + NEAR)).take_while(|&at| !self.claim[at].mark).find(is_word);
        let before = (ours.saturating_sub(NEAR)..ours).rev().find(is_word);
        let is_near = |at: usize| {
            let places = self.same[at].iter().filter(|place| !is_part_of_number(self.source, **place));
            places.into_iter().any(|place| place.abs_diff(theirs) <= REACH)
        };
        after.or(before).is_some_and(is_near)
    }

    /// A denial of what the source says, or of what it denies.
    fn denied(&self) -> Option<(Turn, Option<usize>, Option<usize>)> {
        let ours = denials(self.claim, |at| !self.same[at].is_empty());
        let theirs = denials(self.source, |at| self.is_said(at) && !self.is_said_as_noun(at));
        // "No figures until now" are the first ones.
        let ends = |tokens: &[Token]| tokens.iter().any(|token| NEGATION_ENDS.has(&token.folded));
        match (&ours[..], &theirs[..]) {
            _ if ends(self.claim) != ends(self.source) => None,
            // Who did not say that it fell did not deny that it rose.
            _ if self.has_opposite() => None,
            // What denies in the source denies another word there, by the look of it.
            ([ours], []) if !has_denial(self.source) && self.is_done(*ours) => {
                Some((Turn::Negation, Some(*ours), None))
            }
            ([], [theirs]) if !has_denial(self.claim) => Some((Turn::Negation, None, Some(*theirs))),
            _ => None,
        }
    }

    /// Whether the sentence tells what a word of the claim denies, and does not only name it: who is to hear a case may refuse to.
    fn is_done(&self, denial: usize) -> bool {
        let Some(denied) = next_words(self.claim, denial).find(|&at| !self.same[at].is_empty()) else { return true };
        let is_named = |at: usize| at.checked_sub(1).is_some_and(|before| self.source[before].folded == "to");
        self.same[denied].iter().any(|&at| !is_named(at))
    }
}

/// Whether a word says nothing by itself: a verb that only leads to one which was done (`turned out to`), `well` of `as well`.
fn only_leads(tokens: &[Token], at: usize) -> bool {
    let is = |at: Option<usize>, word: &str| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.folded == word);
    let is_turned = tokens[at].stem == "turn" && is(Some(at + 1), "out") && is(Some(at + 2), "to");
    let is_out =
        is(Some(at), "out") && is(Some(at + 1), "to") && at.checked_sub(1).is_some_and(|at| tokens[at].stem == "turn");
    is_turned || is_out || is(Some(at), "well") && is(at.checked_sub(1), "as")
}

/// Whether a number is a part of a longer one, from the rest of which one character parts it: the `9` of `10-9`.
fn is_part_of_number(tokens: &[Token], at: usize) -> bool {
    let is_number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
    let is_joined = |left: usize| {
        is_number(left) && is_number(left + 1) && tokens[left + 1].span.start == tokens[left].span.end + 1
    };
    is_joined(at) || at.checked_sub(1).is_some_and(is_joined)
}

/// Whether a word can turn a claim by itself: any that names something, and a preposition that has a true opposite.
fn tells(token: &Token) -> bool {
    token.is_content() || is_telling(token) && token.folded != "from"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds what turns a claim against what is expected: the turn with both words, or nothing.
    pub(super) fn check(source: &str, claim: &str, expected: &str) {
        let (ours, theirs) = (token::of_claim(claim), token::of_claim(source));
        let found = Slots::new(&ours, &theirs, &[], &[], Span::new(0, source.len())).turned().map(|turned| {
            let word = |text: &str, span: Option<Span>| span.map(|span| text[span].to_owned()).unwrap_or_default();
            format!("{:?} {}/{}", turned.turn, word(claim, turned.ours), word(source, turned.theirs))
        });
        assert_eq!(found.unwrap_or_default(), expected, "{claim:?} of {source:?}");
    }

    #[test]
    fn a_word_of_opposite_sense_in_other_words() {
        let source = "According to the pilots, the new breakwater has made it harder for small boats to enter the basin at low tide.";
        check(source, "The breakwater made it easier to enter the basin at low tide.", "Opposite easier/harder");
        check(source, "Entering the basin at low tide was made harder by the breakwater.", "");
        let source = "Orel's pilots want to wait with a verdict on the channel until after the survey in March.";
        check(source, "The verdict of Orel's pilots on the channel comes before the survey.", "Opposite before/after");
    }

    #[test]
    fn the_word_must_stand_beside_the_same() {
        let source = "Prices of small boats rose in Orel, and the tolls of the basin fell.";
        check(source, "In Orel the prices of boats fell, tolls rose.", "");
    }

    #[test]
    fn a_denial_in_other_words() {
        let source = "Berg, who runs the guild of the pilots, has already moved the survey of the channel to Orel.";
        check(source, "Berg of the pilots' guild has not moved the survey of the channel.", "Negation not/");
        check(source, "Berg of the pilots' guild moved not only the survey of the channel.", "");
        check(source, "Without the guild Berg of the pilots moved the survey of the channel to Orel.", "");
    }

    #[test]
    fn a_denial_of_another_kind() {
        let source = "Berg says this is the first reliable survey of the silt in the northern channel.";
        check(source, "Until now there was no reliable survey of the silt in the northern channel, Berg says.", "");
        let source = "Berg insists the guild is not losing control of the northern channel.";
        check(source, "Berg denies that the guild is losing control of the northern channel.", "");
        let source = "The pilots of the northern channel are young and do not have much experience of silt.";
        check(source, "The young pilots of the northern channel lack much experience of silt.", "");
        let source = "The survey may not have the same effect on the tolls of the northern channel.";
        check(source, "The effect of the survey on the tolls of the northern channel may differ.", "");
        let source = "The guild calls it the most serious accident in the history of the northern channel.";
        check(source, "The guild says no accident in the history of the northern channel was more serious.", "");
    }
}
