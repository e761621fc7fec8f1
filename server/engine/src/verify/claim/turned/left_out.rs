//! What a passage has and a claim leaves out, and what that makes of the claim.

use super::{Judge, Turn};
use crate::lexicon::{PERSON_PRONOUNS, TURNING_MODIFIERS};
use crate::verify::claim::classes::{is_decision, is_degree, is_preventing, is_unrealised};
use crate::verify::claim::frame;
use crate::verify::claim::setting::{
    REACH, is_denying, is_number_sign, is_of_infinitive, is_qualified, is_to_be, target,
};
use crate::verify::claim::token::{Kind, Token};

/// The most words of a phrase that the claim may leave out without a mark around it and without a preposition before it.
const LOOSE: usize = 3;

impl Judge<'_> {
    /// What the passage has and the claim has not.
    pub(super) fn left_out(&mut self) {
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
    pub(super) fn dropped(&mut self, at: usize, to: usize, is_marked: bool) {
        let token = &self.passage[at];
        let target = target(self.passage, at);
        let is_aligned = target.is_some_and(|target| self.alignment.theirs[target].is_some());
        match token.kind {
            Kind::Negation if is_number_sign(self.passage, at) => {}
            _ if is_denying(self.passage, at) => {
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
            if is_denying(self.passage, at)
                && !is_own
                && self.alignment.theirs[at].is_none()
                && !is_number_sign(self.passage, at)
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

    /// Whether the claim speaks of a man and the passage of a woman, or the other way round.
    fn is_other_sex(&self) -> bool {
        let has = |tokens: &[Token], sex: &str| tokens.iter().any(|token| sex_of(token) == Some(sex));
        let is_other = |sex: &str, other: &str| {
            has(self.claim, sex) && !has(self.passage, sex) && has(self.passage, other) && !has(self.claim, other)
        };
        is_other("man", "woman") || is_other("woman", "man")
    }
}

/// Whom a pronoun stands for.
fn sex_of(token: &Token) -> Option<&'static str> {
    PERSON_PRONOUNS.get(&token.folded).filter(|whom| matches!(*whom, "man" | "woman"))
}
