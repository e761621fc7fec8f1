//! What differs between a claim and the passage that it is laid beside, and what that makes of the claim.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::align::Alignment;
use super::denial::is_lessened;
use super::frame;
use super::meaning::{Link, is_negative_verb, is_telling};
use super::order;
use super::token::{Kind, Token};
use super::weaker;
use crate::clauses::{Form, verb_form};
use crate::lexicon::{
    COMPOUND_PREPOSITIONS, DECISION_VERBS, DEGREE_ADVERBS, FORMS_OF_BE, IMPLICATIVE_VERBS, INFINITIVE_MARKERS,
    LIGHT_WORDS, PERSON_PRONOUNS, PREVENTING_VERBS, SPEECH_VERBS, TURNING_MODIFIERS, UNREALISED_VERBS,
};
use crate::names::is_title;
use crate::text::stem;

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
    /// Whether one of these is an adverb.
    pub is_manner_missing: bool,
    /// What turns the claim.
    pub turns: Vec<Difference>,
    /// Whether something else differs that a reader can't pass over: a restriction dropped, another clause's subject.
    pub is_barred: bool,
    /// Whether the passage says less than the claim: an act only named, a part for the whole, an alternative.
    pub is_weaker: bool,
}

/// How many words may stand from a word that turns a statement to the word that it turns.
const REACH: usize = 4;
/// The most words of a phrase that the claim may leave out without a mark around it and without a preposition before it.
const LOOSE: usize = 3;

impl Judgement {
    /// Whether the passage says the claim but for a word in so many, none of them a name, a number or a word that says how: that
    /// is no other word for the source's, but one more thing said.
    pub fn is_nearly_verified(&self, words_for_one: usize) -> bool {
        self.mapped > 0
            && !self.is_name_missing
            && !self.is_manner_missing
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
            None if claim[at].is_content() && !is_negative(&claim[at]) => {
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
    let is_manner_missing = missing.iter().any(|&at| claim[at].folded.ends_with("ly"));
    let is_weaker = weaker::is_weaker(claim, passage, alignment);
    Judgement { words, mapped, missing, is_name_missing, is_manner_missing, turns, is_barred, is_weaker }
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
            _ if is_negative(token) => match target {
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

    /// Whether the claim speaks of a man and the passage of a woman, or the other way round.
    fn is_other_sex(&self) -> bool {
        let has = |tokens: &[Token], sex: &str| tokens.iter().any(|token| sex_of(token) == Some(sex));
        let is_other = |sex: &str, other: &str| {
            has(self.claim, sex) && !has(self.passage, sex) && has(self.passage, other) && !has(self.claim, other)
        };
        is_other("man", "woman") || is_other("woman", "man")
    }

    /// What the passage has and the claim has not.
    fn left_out(&mut self) {
        let matched: Vec<usize> = (0..self.passage.len()).filter(|&at| self.is_anchor(at)).collect();
        let (Some(&first), Some(&last)) = (matched.first(), matched.last()) else { return };
        for two in matched.windows(2).filter(|two| two[1] > two[0] + 1) {
            self.stretch(two[0], two[1]);
        }
        for two in matched.windows(2) {
            let is_parted = self.passage[two[0] + 1..=two[1]].iter().any(|token| token.starts);
            self.is_barred |= is_parted && !self.is_parted_in_claim(two[1]);
        }
        self.is_barred |= self.is_other_sex();
        self.before(first);
        self.after(last);
        // A frame that the claim has too turns nothing.
        let has_too = |at: usize| self.claim.iter().any(|token| token.folded == self.passage[at].folded);
        if let Some(framed) = frame::before(self.passage, first).filter(|framed| !has_too(framed.word)) {
            match framed.turn {
                Some(turn) if framed.is_sure => self.turn(turn, None, Some(framed.word)),
                Some(_) => self.is_barred = true,
                None => {}
            }
        }
        if self.is_question {
            self.turn(Turn::Question, None, Some(last));
        }
    }

    /// Whether a word of the passage stands for one of the claim that says something.
    fn is_anchor(&self, at: usize) -> bool {
        let tells = |ours: usize| !matches!(self.claim[ours].kind, Kind::Function | Kind::Preposition);
        self.alignment.theirs[at].is_some_and(tells)
    }

    /// Whether a part of its own begins in the claim with the word that stands for the passage's at `at`.
    fn is_parted_in_claim(&self, at: usize) -> bool {
        let Some(ours) = self.alignment.theirs[at] else { return false };
        let before = self.claim[..=ours].iter().rev().take(REACH);
        before.into_iter().any(|token| {
            token.mark || matches!(token.folded.as_str(), "and" | "but" | "while" | "who" | "which" | "after" | "when")
        })
    }

    /// The words of the passage between two that stand for words of the claim.
    fn stretch(&mut self, from: usize, to: usize) {
        let words: Vec<usize> = (from + 1..to).filter(|&at| self.alignment.theirs[at].is_none()).collect();
        let is_marked = self.passage[from + 1].mark
            && (self.passage[to].mark || words.last().is_some_and(|&at| self.passage[at + 1].mark));
        for &at in &words {
            self.dropped(at, to, is_marked);
        }
        let content =
            words.iter().filter(|&&at| self.passage[at].is_content() && !is_degree(&self.passage[at])).count();
        let first = &self.passage[from + 1];
        let is_phrase = first.kind == Kind::Preposition && !first.starts;
        // `that` right after a word opens what was said.
        let is_relative = |at: usize| match self.passage[at].folded.as_str() {
            "who" | "which" | "whose" | "where" => true,
            "that" => at > from + 1,
            _ => false,
        };
        let has_relative = words.iter().any(|&at| is_relative(at));
        let is_loose = is_marked || (is_phrase || content <= LOOSE) && !has_relative;
        self.is_barred |= !is_loose && content > 0;
        let turns_it = |at: usize| TURNING_MODIFIERS.has(&self.passage[at].folded);
        self.is_barred |= words.iter().any(|&at| !is_marked && turns_it(at));
    }

    /// One word that the claim leaves out, before the next one at `to` that it has.
    fn dropped(&mut self, at: usize, to: usize, is_marked: bool) {
        let token = &self.passage[at];
        let target = target(self.passage, at);
        let is_aligned = target.is_some_and(|target| self.alignment.theirs[target].is_some());
        match token.kind {
            Kind::Negation if is_number_sign(self.passage, at) => {}
            _ if is_negative(token) => {
                if is_aligned && !is_qualified(self.passage, at) {
                    self.turn(Turn::Negation, None, Some(at));
                } else if !is_marked {
                    self.is_barred = true;
                }
            }
            Kind::Modal("possible") if is_aligned && !is_marked => match token.folded.as_str() {
                "can" => self.is_barred = true,
                _ => self.turn(Turn::Modal, None, Some(at)),
            },
            Kind::Modal("future") if is_aligned && !is_marked => {
                let ours = target.and_then(|target| self.alignment.theirs[target]);
                match ours.is_some_and(|ours| self.claim[ours].is_past() && !is_to_be(self.claim, ours)) {
                    true if token.folded != "would" => self.turn(Turn::Modal, None, Some(at)),
                    true => self.is_barred = true,
                    false => {}
                }
            }
            Kind::Modal(_) if is_aligned && !is_marked => self.is_barred = true,
            Kind::Quantifier("all") => {
                let but = self.passage.get(at + 1).is_some_and(|next| next.folded == "but");
                self.is_barred |= but && is_aligned;
            }
            Kind::Quantifier(_) if is_aligned && !is_marked => self.is_barred = true,
            Kind::Content if !is_marked && to - at <= REACH => {
                let is_kept_from = self.passage.get(at + 1).is_some_and(|next| next.folded == "from") && at + 2 == to;
                if is_preventing(token) && is_kept_from {
                    self.turn(Turn::Negation, None, Some(at));
                } else if let Some(turn) = frame::within(self.passage, at, to) {
                    self.turn(turn, None, Some(at));
                } else if self.passage[at + 1..to].iter().any(|token| token.folded == "to")
                    && !is_of_infinitive(self.passage, at)
                {
                    if is_unrealised(token) {
                        self.turn(Turn::Modal, None, Some(at));
                    }
                    self.is_barred |= is_decision(token);
                }
            }
            _ => {}
        }
    }

    /// What stands right before the first word of the passage that the claim has.
    fn before(&mut self, first: usize) {
        let Some(ours) = self.alignment.theirs[first] else { return };
        let near = |tokens: &[Token], at: usize| -> Vec<Token> {
            let start = (0..=at).rev().take(REACH).find(|&at| tokens[at].mark || tokens[at].starts);
            let start = start.unwrap_or(at.saturating_sub(REACH - 1));
            tokens[start..at].to_vec()
        };
        let (theirs, own) = (near(self.passage, first), near(self.claim, ours));
        let leads =
            |tokens: &[Token]| tokens.iter().rev().find(|token| token.kind != Kind::Function).map(|token| token.kind);
        self.is_barred |= leads(&theirs) == Some(Kind::Preposition) && leads(&own) != Some(Kind::Preposition);
        let start = first - theirs.len();
        for at in start..first {
            let token = &self.passage[at];
            let is_own = own.iter().any(|own| own.folded == token.folded);
            if is_negative(token) && !is_own && self.alignment.theirs[at].is_none() && !is_number_sign(self.passage, at)
            {
                match target(self.passage, at) {
                    Some(target) if target <= first + 1 && !is_qualified(self.passage, at) => {
                        self.turn(Turn::Negation, None, Some(at));
                    }
                    _ => self.is_barred = true,
                }
            }
            if matches!(token.kind, Kind::Modal(_)) && !is_own && self.alignment.theirs[at].is_none() {
                self.dropped(at, first, false);
            }
            let restricts = matches!(token.kind, Kind::Quantifier("most" | "some" | "few" | "only" | "many"));
            self.is_barred |= !is_own && (restricts || TURNING_MODIFIERS.has(&token.folded));
        }
    }

    /// What stands right after the last word of the passage that the claim has.
    fn after(&mut self, last: usize) {
        let next = self.passage[last + 1..].iter().take(2).take_while(|token| !token.starts);
        self.is_barred |= next.into_iter().any(|token| {
            matches!(token.folded.as_str(), "if" | "unless" | "except" | "until" | "only")
                || token.kind == Kind::Negation && !token.mark
        });
    }
}

/// The word that a negation, a modal verb or a quantifier stands with: the next that names something, in the same clause.
fn target(tokens: &[Token], at: usize) -> Option<usize> {
    let reach = tokens.len().min(at + 1 + REACH);
    (at + 1..reach)
        .take_while(|&next| !tokens[next].mark && !tokens[next].starts)
        .find(|&next| tokens[next].is_content() && !is_degree(&tokens[next]))
}

/// Whether a negation says something else with the word after it (`not only`, `no doubt`).
fn is_qualified(tokens: &[Token], at: usize) -> bool {
    let is_qualifier = |token: &Token| {
        matches!(
            token.folded.as_str(),
            "only"
                | "just"
                | "merely"
                | "simply"
                | "necessarily"
                | "until"
                | "till"
                | "doubt"
                | "matter"
                | "least"
                | "yet"
                | "before"
                | "because"
                | "all"
                | "every"
                | "always"
                | "more"
                | "less"
                | "fewer"
                | "later"
                | "fully"
                | "entirely"
                | "alone"
                | "instead"
                | "rather"
        )
    };
    tokens[at + 1..].iter().take(2).take_while(|token| !token.mark).any(is_qualifier)
}

/// Whether a word says of all but a few (`all but one`).
pub(super) fn is_all_but(tokens: &[Token], at: usize) -> bool {
    tokens[at].kind == Kind::Quantifier("all") && tokens.get(at + 1).is_some_and(|next| next.folded == "but")
}

/// Whether a negation is the sign of a number (`No. 4`).
fn is_number_sign(tokens: &[Token], at: usize) -> bool {
    tokens[at].folded == "no"
        && tokens.get(at + 1).is_some_and(|next| next.folded.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_negative(token: &Token) -> bool {
    token.kind == Kind::Negation || token.kind == Kind::Content && is_negative_verb(token)
}

/// Whether a word is a title before a name: the name's own check has said whether it may be there.
pub(super) fn is_title_of_name(tokens: &[Token], at: usize) -> bool {
    is_title(&tokens[at].folded) && tokens.get(at + 1).is_some_and(|next| next.is_name && !next.mark)
}

/// Whom a pronoun stands for.
fn sex_of(token: &Token) -> Option<&'static str> {
    PERSON_PRONOUNS.get(&token.folded).filter(|whom| matches!(*whom, "man" | "woman"))
}

/// Whether a word carries little of a claim.
pub(super) fn is_light_word(token: &Token, has_quotation: bool) -> bool {
    static STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| LIGHT_WORDS.iter().map(stem).collect());
    let is_said = has_quotation && SPEECH_VERBS.has(&token.folded);
    let is_general = token.stems().any(|own| STEMS.contains(own)) || is_degree(token) || is_said;
    !token.is_name && token.kind == Kind::Content && is_general
}

/// Whether a negation denies that something is more so, or less: that leaves it so (`no accident was more serious`).
pub(super) fn denies_more(tokens: &[Token], at: usize) -> bool {
    let clause = tokens[at + 1..].iter().take_while(|token| !token.mark && !token.starts);
    let is_more = |token: &Token| matches!(token.folded.as_str(), "more" | "less");
    tokens[at].kind == Kind::Negation && clause.into_iter().any(is_more)
}

/// Whether a word and the one before it are one preposition: `due to`.
fn is_of_compound(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| !tokens[at].mark) else { return false };
    COMPOUND_PREPOSITIONS.has(&format!("{} {}", tokens[before].folded, tokens[at].folded))
}

/// Whether a verb tells what is to be: `are to be shown`, `is to open`.
fn is_to_be(tokens: &[Token], at: usize) -> bool {
    const FAR: usize = 3;
    let before = (at.saturating_sub(FAR)..at).rev().find(|&before| tokens[before].folded == "to");
    before.and_then(|to| to.checked_sub(1)).is_some_and(|be| FORMS_OF_BE.has(&tokens[be].folded))
}

/// Whether a verb is told as a fact: in the past, or after a modal verb.
pub(super) fn is_told(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    tokens[at].is_past() || before.is_some_and(|before| before.modal().is_some())
}

/// Whether a verb only names an act that another governs, or that something is done for: `to save`. Who managed to save did;
/// what is meant or tried is told of by itself.
fn is_infinitive(tokens: &[Token], at: usize) -> bool {
    // "To be sold", "to have sold", "to have been sold".
    const MOST_AUXILIARIES: usize = 2;
    let is_auxiliary = |at: &usize| matches!(tokens[*at].folded.as_str(), "be" | "have" | "been");
    let auxiliaries = (0..at).rev().take(MOST_AUXILIARIES).take_while(is_auxiliary).count();
    let Some((to, before)) = at.checked_sub(auxiliaries + 1).and_then(|to| Some((to, to.checked_sub(1)?))) else {
        return false;
    };
    // Of a passive, `be` may be left out here: `to be saved`.
    let is_form = tokens[at].is_past() || matches!(verb_form(&tokens[at].folded), Some((_, Form::Base | Form::Any)));
    let is_governed = is_implicative(&tokens[before]) || is_unrealised(&tokens[before]);
    is_form && tokens[to].folded == "to" && (!is_governed || is_of_infinitive(tokens, before))
}

/// Whether a word is a part of a longer sign of the infinitive: `in order to`.
fn is_of_infinitive(tokens: &[Token], at: usize) -> bool {
    let Some([before, word, after]) = at.checked_sub(1).and_then(|from| tokens.get(from..from + 3)) else {
        return false;
    };
    INFINITIVE_MARKERS.has(&format!("{} {} {}", before.folded, word.folded, after.folded))
}

/// Whether a word says that what follows was done, too.
pub(super) fn is_implicative(token: &Token) -> bool {
    static STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| IMPLICATIVE_VERBS.iter().map(stem).collect());
    token.stems().any(|own| STEMS.contains(own))
}

/// Whether a word says that what follows is meant, tried or awaited.
pub(super) fn is_unrealised(token: &Token) -> bool {
    static STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| UNREALISED_VERBS.iter().map(stem).collect());
    token.stems().any(|own| STEMS.contains(own))
}

/// Whether a word says, with `from`, that what follows was kept from happening.
pub(super) fn is_preventing(token: &Token) -> bool {
    static STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| PREVENTING_VERBS.iter().map(stem).collect());
    token.stems().any(|own| STEMS.contains(own))
}

/// Whether a word says that what follows is settled on.
fn is_decision(token: &Token) -> bool {
    static STEMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| DECISION_VERBS.iter().map(stem).collect());
    token.stems().any(|own| STEMS.contains(own))
}

fn is_degree(token: &Token) -> bool {
    DEGREE_ADVERBS.has(&token.folded)
}
