//! What differs between a claim and the passage that it is laid beside, and what that makes of the claim.

mod left_out;

use super::align::Alignment;
use super::classes::is_light_word;
use super::denial::is_lessened;
use super::meaning::{Link, is_telling};
use super::order;
use super::setting::{
    denies_more, is_all_but, is_denying, is_infinitive, is_number_sign, is_of_compound, is_qualified, is_title_of_name,
    is_told, target,
};
use super::token::{Kind, Token};
use super::weaker;
use crate::clauses::verb_form;
use crate::lexicon::MEASURE_VERBS;

/// What turns a claim against its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One of the two alone has a negation.
    Negation,
    /// A word of opposite sense.
    Opposite,
    /// Another member of a class of which a thing is one only.
    Exclusive,
    /// Another quantifier.
    Quantifier,
    /// Another modal verb, or what is only possible or planned as a fact.
    Modal,
    /// Who does what to whom.
    Exchanged,
    /// The source denies it.
    Denied,
    /// The source does not believe it.
    Disbelieved,
    /// The source makes it a condition.
    Condition,
    /// The source asks it.
    Question,
    /// The source hopes for it.
    Hope,
}

/// A difference: the words of the claim and of the passage that make it.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// What it is.
    pub turn: Turn,
    /// The claim's word.
    pub ours: Option<usize>,
    /// The passage's word.
    pub theirs: Option<usize>,
}

/// What came of laying a claim beside a passage.
#[derive(Debug)]
pub struct Judgement {
    /// How many of the claim's words name something or count.
    pub words: usize,
    /// How many of them the passage has in the same place.
    pub mapped: usize,
    /// Those that it has not, without those that carry little.
    pub missing: Vec<usize>,
    /// Whether one of these is a name or a number.
    pub is_name_missing: bool,
    /// Whether one of these is an adverb, or a verb that tells what was done.
    pub is_telling_missing: bool,
    /// What turns the claim.
    pub turns: Vec<Difference>,
    /// Whether something else differs that a reader can't pass over: a restriction dropped, another clause's subject.
    pub is_barred: bool,
    /// Whether the passage says less than the claim: an act only named, a part for the whole, an alternative.
    pub is_weaker: bool,
}

impl Judgement {
    /// Whether the passage says the claim but for a word in so many, none of them a name, a number or a word that says how: that
    /// is no other word for the source's, but one more thing said.
    pub fn is_nearly_verified(&self, words_for_one: usize) -> bool {
        self.mapped > 0
            && !self.is_name_missing
            && !self.is_telling_missing
            && self.missing.len() * words_for_one <= self.words
            && self.turns.is_empty()
            && !self.is_barred
            && !self.is_weaker
    }

    /// Whether the passage says the claim.
    pub fn is_verified(&self) -> bool {
        self.mapped > 0 && self.missing.is_empty() && self.turns.is_empty() && !self.is_barred && !self.is_weaker
    }
}

/// Compares a claim with a passage. `covered` are words of the claim that an item of it, found in the passage, answers for.
pub fn judge(
    claim: &[Token],
    passage: &[Token],
    alignment: &Alignment,
    covered: &[bool],
    is_question: bool,
    has_quotation: bool,
) -> Judgement {
    let words = (0..claim.len()).filter(|&at| claim[at].is_content()).count();
    let is_mapped = |at: usize| covered[at] || matches!(alignment.ours[at], Some((_, Link::Same)));
    let mapped = (0..claim.len()).filter(|&at| claim[at].is_content() && is_mapped(at)).count();
    let mut judge = Judge { claim, passage, alignment, covered, is_question, turns: Vec::new(), is_barred: false };
    let mut missing = Vec::new();
    for at in 0..claim.len() {
        match alignment.ours[at] {
            Some((theirs, link)) => judge.pair(at, theirs, link),
            None if covered[at] => {}
            None if claim[at].is_content() && !is_denying(claim, at) => {
                if !is_title_of_name(claim, at)
                    && (!is_light_word(&claim[at], has_quotation) || judge.is_substitute(at))
                {
                    missing.push(at);
                }
            }
            None => judge.added(at),
        }
    }
    judge.left_out();
    let Judge { turns, is_barred, .. } = judge;
    let is_name_missing = missing.iter().any(|&at| claim[at].is_name || claim[at].kind == Kind::Number);
    let is_telling_missing = missing.iter().any(|&at| claim[at].folded.ends_with("ly") || is_act(&claim[at]));
    let is_weaker = weaker::is_weaker(claim, passage, alignment);
    Judgement { words, mapped, missing, is_name_missing, is_telling_missing, turns, is_barred, is_weaker }
}

/// Whether a word tells what was done: a verb in the past that says more than how much something was.
fn is_act(token: &Token) -> bool {
    let lemma = verb_form(&token.folded).map(|(lemma, _)| lemma);
    token.is_past() && lemma.is_none_or(|lemma| !MEASURE_VERBS.has(&lemma))
}

struct Judge<'a> {
    claim: &'a [Token],
    passage: &'a [Token],
    alignment: &'a Alignment,
    covered: &'a [bool],
    is_question: bool,
    turns: Vec<Difference>,
    is_barred: bool,
}

impl Judge<'_> {
    fn turn(&mut self, turn: Turn, ours: Option<usize>, theirs: Option<usize>) {
        self.turns.push(Difference { turn, ours, theirs });
    }

    /// A pair of words: what the two are to each other.
    fn pair(&mut self, ours: usize, theirs: usize, link: Link) {
        let both = (Some(ours), Some(theirs));
        if is_all_but(self.passage, theirs) && !is_all_but(self.claim, ours) {
            return self.turn(Turn::Quantifier, both.0, both.1);
        }
        match link {
            // Both deny, but another thing.
            Link::Same if self.claim[ours].kind == Kind::Negation && self.passage[theirs].kind == Kind::Negation => {
                let denied = target(self.claim, ours).and_then(|target| self.alignment.ours[target]).map(|pair| pair.0);
                self.is_barred |= denied.is_some() && denied != target(self.passage, theirs);
            }
            Link::Same => {
                let is_passive = |tokens: &[Token], at: usize| order::is_passive(tokens, at);
                // A question parts the verb from its auxiliary.
                let is_other = is_passive(self.claim, ours) != is_passive(self.passage, theirs) && !self.is_question;
                // "Shut to save the crane": whether it was saved is not said.
                self.is_barred |= is_told(self.claim, ours) && is_infinitive(self.passage, theirs);
                if is_other && self.claim[ours].is_past() {
                    // `The rebels were killed` is not `The rebels killed`.
                    let is_active = |tokens: &[Token], at: usize| tokens[at].is_past() && !is_passive(tokens, at);
                    self.is_barred |= is_active(self.claim, ours) || is_active(self.passage, theirs);
                }
            }
            // The passage has the claim's preposition too, where it belongs.
            Link::Opposite if self.has_preposition(ours) => {}
            // The last word of several that are one preposition ("due to") says nothing by itself.
            Link::Opposite if is_of_compound(self.claim, ours) || is_of_compound(self.passage, theirs) => {
                self.is_barred = true;
            }
            // "Poor balance" is "imbalance".
            Link::Opposite
                if is_lessened(self.claim[..=ours].iter().rev())
                    != is_lessened(self.passage[..=theirs].iter().rev()) =>
            {
                self.is_barred = true;
            }
            Link::Opposite => self.turn(Turn::Opposite, both.0, both.1),
            Link::Exclusive => self.turn(Turn::Exclusive, both.0, both.1),
            // The figure's own check tells of it.
            Link::Number => self.is_barred |= !self.covered[ours],
            Link::Modal => match (self.claim[ours].modal(), self.passage[theirs].modal()) {
                (Some("must"), Some("future")) | (Some("future"), Some("must")) => self.is_barred = true,
                _ => self.turn(Turn::Modal, both.0, both.1),
            },
            Link::Quantifier if self.is_superlative(ours, theirs) => self.is_barred = true,
            Link::Quantifier => match (self.claim[ours].kind, self.passage[theirs].kind) {
                (Kind::Quantifier("some" | "many"), Kind::Quantifier("some" | "many" | "most" | "all"))
                | (Kind::Quantifier("only"), _)
                | (_, Kind::Quantifier("only"))
                | (Kind::Quantifier("all" | "most"), Kind::Quantifier("many")) => self.is_barred = true,
                _ => self.turn(Turn::Quantifier, both.0, both.1),
            },
        }
    }

    /// Whether one side denies what is more so, and the other has what is most so: `no accident was more serious`.
    fn is_superlative(&self, ours: usize, theirs: usize) -> bool {
        let is_most = |token: &Token| token.folded == "most";
        denies_more(self.claim, ours) && is_most(&self.passage[theirs])
            || denies_more(self.passage, theirs) && is_most(&self.claim[ours])
    }

    /// A word that the claim alone has and that names nothing.
    fn added(&mut self, at: usize) {
        let token = &self.claim[at];
        let target = target(self.claim, at);
        let is_aligned = target.is_some_and(|target| self.alignment.ours[target].is_some());
        match token.kind {
            Kind::Negation if is_number_sign(self.claim, at) => {}
            _ if is_denying(self.claim, at) => match target {
                Some(_) if is_aligned && !is_qualified(self.claim, at) => self.turn(Turn::Negation, Some(at), None),
                _ => self.is_barred = true,
            },
            Kind::Modal("future") => {
                let theirs = target.and_then(|target| self.alignment.ours[target]).map(|(theirs, _)| theirs);
                self.is_barred |= theirs.is_none_or(|theirs| self.passage[theirs].is_past());
            }
            Kind::Function | Kind::Preposition => self.is_barred |= is_telling(token),
            Kind::Quantifier("all") if self.part_of(target).is_some() => {
                self.turn(Turn::Quantifier, Some(at), self.part_of(target));
            }
            Kind::Quantifier("only") if self.goes_on(target) => self.turn(Turn::Quantifier, Some(at), None),
            Kind::Modal(_) | Kind::Quantifier("all" | "most" | "only" | "few" | "many") => self.is_barred = true,
            _ => {}
        }
    }

    /// Whether the passage has a claim's preposition right before what the claim has after it.
    fn has_preposition(&self, ours: usize) -> bool {
        let next = (ours + 1..self.claim.len()).find(|&at| self.claim[at].is_content());
        let Some((theirs, _)) = next.and_then(|next| self.alignment.ours[next]) else { return false };
        let before = self.passage[..theirs].iter().rev().take_while(|token| !token.is_content());
        self.claim[ours].kind == Kind::Preposition
            && before.into_iter().any(|token| token.folded == self.claim[ours].folded)
    }

    /// The number in the passage that takes a part of what a claim's word stands for (`29 of the 240`).
    fn part_of(&self, target: Option<usize>) -> Option<usize> {
        let (theirs, _) = target.and_then(|target| self.alignment.ours[target])?;
        let of = (0..theirs).rev().take(2).find(|&at| self.passage[at].folded == "of")?;
        let is_number = |at: &usize| self.passage[*at].kind == Kind::Number && self.alignment.theirs[*at].is_none();
        (0..of).rev().take(2).find(is_number).filter(|_| self.passage[theirs].kind == Kind::Number)
    }

    /// Whether the passage goes on with a list after what the claim has of it: then it is not so of that `only`.
    fn goes_on(&self, target: Option<usize>) -> bool {
        let Some((theirs, _)) = target.and_then(|target| self.alignment.ours[target]) else { return false };
        let rest = self.passage.iter().zip(&self.alignment.theirs).skip(theirs + 1);
        let mut left_out = rest.skip_while(|(_, ours)| ours.is_some()).map(|(token, _)| token);
        left_out.next().is_some_and(|first| first.mark && !first.starts && first.kind != Kind::Preposition)
    }

    /// Whether the passage has another word that names something in the place of a word of the claim.
    fn is_substitute(&self, at: usize) -> bool {
        let place = |ours: usize| self.alignment.ours[ours].map(|(theirs, _)| theirs);
        let from = (0..at).rev().find_map(place).map_or(0, |theirs| theirs + 1);
        let to = (at + 1..self.claim.len()).find_map(place).unwrap_or(self.passage.len());
        (from..to).any(|theirs| self.passage[theirs].is_content() && self.alignment.theirs[theirs].is_none())
    }
}
