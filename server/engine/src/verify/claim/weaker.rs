//! What a passage says less than a claim that has no other words: an act that is only named, a part for the whole, an alternative, a
//! condition. Such a claim is not contradicted; it is not established.

use super::align::Alignment;
use super::classes::is_implicative;
use super::meaning::Link;
use super::setting::is_told;
use super::token::{Kind, Token};
use crate::clauses::{Form, verb_form};
use crate::lexicon::{APPROXIMATORS, CONDITIONS, DETERMINERS, OPINION_VERBS, VIEWING_VERBS};

/// How many words before a verb an adverb may stand that is said of it.
const FAR: usize = 3;

/// Whether the passage says less than the claim that is laid beside it.
pub(super) fn is_weaker(claim: &[Token], passage: &[Token], alignment: &Alignment) -> bool {
    let beside = Beside { claim, passage, alignment };
    let pairs = || {
        let pairs = alignment.ours.iter().enumerate();
        pairs.filter_map(|(ours, pair)| pair.filter(|(_, link)| *link == Link::Same).map(|(theirs, _)| (ours, theirs)))
    };
    beside.is_conditional()
        || beside.is_opinion()
        || beside.is_view()
        || beside.skips_another()
        || pairs().any(|(ours, theirs)| {
            beside.is_only_named(ours, theirs)
                || beside.is_approximate(theirs)
                || beside.is_restricted(theirs)
                || beside.is_part(ours, theirs)
                || beside.is_owner(ours, theirs)
                || beside.is_alternative(theirs)
                || beside.is_of_aside(ours, theirs)
        })
}

/// A claim and a passage, laid beside each other.
struct Beside<'a> {
    claim: &'a [Token],
    passage: &'a [Token],
    alignment: &'a Alignment,
}

impl Beside<'_> {
    /// Whether the claim has a word of the passage nowhere.
    fn is_left_out(&self, at: usize) -> bool {
        let word = &self.passage[at].folded;
        self.alignment.theirs[at].is_none() && !self.claim.iter().any(|own| own.folded == *word)
    }

    /// The first and the last word of the passage that stand for words of the claim.
    fn ends(&self) -> Option<(usize, usize)> {
        let is_aligned = |ours: &Option<usize>| ours.is_some();
        let theirs = &self.alignment.theirs;
        theirs.iter().position(is_aligned).zip(theirs.iter().rposition(is_aligned))
    }

    /// Whether the passage has a word of a kind that the claim is without, in a sentence that has words of the claim.
    fn adds(&self, is_it: impl Fn(&Token) -> bool) -> bool {
        let Some((first, last)) = self.ends() else { return false };
        let starts = |at: &usize| self.passage[*at].starts;
        let start = (0..=first).rev().find(starts).unwrap_or(0);
        let end = (last + 1..self.passage.len()).find(starts).unwrap_or(self.passage.len());
        let has = (start..end).any(|at| self.is_left_out(at) && is_it(&self.passage[at]));
        has && !self.claim.iter().any(is_it)
    }

    /// Whether the passage makes a condition that the claim is without: `if`, `unless`.
    fn is_conditional(&self) -> bool {
        let is_condition = |token: &Token| CONDITIONS.has(&token.folded) || token.folded == "without";
        self.adds(is_condition)
    }

    /// Whether somebody thinks so in the passage, and nobody in the claim.
    fn is_opinion(&self) -> bool {
        self.adds(|token| OPINION_VERBS.has(&token.folded))
    }

    /// Whether the passage only says as what somebody sees a thing, and the claim that it is that: `saw the vote as a punishment`.
    fn is_view(&self) -> bool {
        const REACH: usize = 14;
        let is_verb = |at: &usize| VIEWING_VERBS.has(&self.passage[*at].folded) && self.is_left_out(*at);
        let has_as = |at: usize| {
            let after = (at + 1..self.passage.len().min(at + 1 + REACH)).take_while(|&next| !self.passage[next].starts);
            after.into_iter().any(|next| self.passage[next].folded == "as" && self.is_left_out(next))
        };
        (0..self.passage.len()).filter(is_verb).any(has_as)
    }

    /// Whether the passage has, between words of the claim, a noun of it once more: of two that have one name the claim may say what the
    /// passage says of the other (`sold the old crane and kept the new crane`).
    fn skips_another(&self) -> bool {
        let Some((first, last)) = self.ends() else { return false };
        let is_again = |at: usize| {
            let token = &self.passage[at];
            let is_paired = |ours: &Token| ours.kind == Kind::Content && !ours.is_name && ours.folded == token.folded;
            token.kind == Kind::Content && self.alignment.theirs[at].is_none() && self.claim.iter().any(is_paired)
        };
        let marks =
            |from: usize, to: usize| (from..=to).any(|at| self.passage[at].folded == "and" || self.passage[at].mark);
        (first + 1..last).any(|at| is_again(at) && marks(first + 1, last))
    }

    /// Whether a word before a noun takes some of what it names, and the claim takes all: `only the old cranes`.
    fn is_restricted(&self, theirs: usize) -> bool {
        let near = (theirs.saturating_sub(FAR)..theirs).rev().take_while(|&at| self.is_left_out(at));
        let takes = |token: &Token| matches!(token.kind, Kind::Quantifier("only" | "some" | "few" | "most"));
        near.into_iter().any(|at| takes(&self.passage[at])) && self.passage[theirs].kind == Kind::Content
    }

    /// Whether an act that the claim tells as done is only named by the passage: `considered selling it`, `let her sell it`, `its sale`.
    fn is_only_named(&self, ours: usize, theirs: usize) -> bool {
        let (own, other) = (&self.claim[ours], &self.passage[theirs]);
        let before = theirs.checked_sub(1).map_or("", |before| self.passage[before].folded.as_str());
        // `Let` and `put` may be either.
        let can_be_base = matches!(verb_form(&own.folded), None | Some((_, Form::Base | Form::Any)));
        let is_done = is_told(self.claim, ours) && own.is_past() && !can_be_base;
        // What a verb governs that was done, was done.
        let is_governed = theirs.checked_sub(2).is_some_and(|at| before == "to" && is_implicative(&self.passage[at]));
        let is_past = other.is_past() || is_governed || matches!(before, "did" | "didn't");
        // "Used to sell" is not "sells".
        let is_present = matches!(verb_form(&own.folded), Some((_, Form::Present)));
        own.folded != other.folded && (is_done && !is_past || is_present && before == "to")
    }

    /// Whether an adverb before a word says that it was not quite so.
    fn is_approximate(&self, theirs: usize) -> bool {
        let near = theirs.saturating_sub(FAR)..theirs;
        near.into_iter().any(|at| self.is_left_out(at) && APPROXIMATORS.has(&self.passage[at].folded))
    }

    /// Whether the passage has only a part of what the claim names, or something of it: `parts of the crane`, `half of the cranes`.
    /// What stands before a name says what that is.
    fn is_part(&self, ours: usize, theirs: usize) -> bool {
        let is_of = |tokens: &[Token], at: usize| {
            let led = (0..at).rev().find(|&before| !DETERMINERS.has(&tokens[before].folded))?;
            (tokens[led].folded == "of" && !tokens[led].mark).then_some(led)
        };
        let Some(head) = is_of(self.passage, theirs).and_then(|of| of.checked_sub(1)) else { return false };
        let is_noun = self.passage[theirs].kind == Kind::Content && !self.passage[theirs].is_name;
        let is_head = matches!(self.passage[head].kind, Kind::Content | Kind::Quantifier(_));
        is_noun && is_head && self.is_left_out(head) && is_of(self.claim, ours).is_none()
    }

    /// Whether the passage speaks of what belongs to what the claim names: `the guild's lawyer`.
    fn is_owner(&self, ours: usize, theirs: usize) -> bool {
        let is_possessive = |token: &Token| token.folded.ends_with("'s") || token.folded.ends_with("s'");
        let next = self.passage.get(theirs + 1).filter(|next| !next.mark && next.kind == Kind::Content);
        let is_dropped = next.is_some() && self.is_left_out(theirs + 1);
        is_possessive(&self.passage[theirs]) && !is_possessive(&self.claim[ours]) && is_dropped
    }

    /// Whether a verb stands after an aside that the word before it is of: `Berg, who opposed the guild, sold it` says nothing of what the
    /// guild sold.
    fn is_of_aside(&self, ours: usize, theirs: usize) -> bool {
        let is_verb = is_told(self.claim, ours);
        let before = (0..theirs).rev().find(|&at| !self.is_left_out(at));
        let before_ours = before.and_then(|at| self.alignment.theirs[at]);
        let follows = before_ours.is_some_and(|at| at + 1 == ours);
        let marks = before.map_or(0, |at| (at + 1..=theirs).filter(|&at| self.passage[at].mark).count());
        is_verb && follows && marks == 1 && !self.claim[ours].mark
    }

    /// Whether the passage has a word as one of two of which it leaves open which: `Berg or the guild`.
    fn is_alternative(&self, theirs: usize) -> bool {
        let led = (0..theirs).rev().find(|&before| !DETERMINERS.has(&self.passage[before].folded));
        let is_or = |token: &Token| token.folded == "or";
        led.is_some_and(|at| is_or(&self.passage[at]) && self.is_left_out(at)) && !self.claim.iter().any(is_or)
    }
}
