//! What the claim tells as sure or done, and the source as possible, meant, or to come.

use super::{NEAR, Slots};
use crate::lexicon::{ATTEMPTS, CERTAINTIES, POSSIBILITIES};
use crate::verify::claim::classes::is_unrealised;
use crate::verify::claim::denial::{denied_times, next_words};
use crate::verify::claim::token::{Kind, Token};
use crate::verify::claim::turned::Turn;

impl Slots<'_> {
    /// A certainty of what the source has as possible.
    pub(super) fn doubted(&self) -> Option<(Turn, Option<usize>, Option<usize>)> {
        // What is ruled out is as sure as what is certain.
        const FAR: usize = 2;
        let is_ruled_out = |tokens: &[Token], at: usize| {
            let mut after = tokens[at + 1..].iter().take(FAR).take_while(|next| !next.mark);
            matches!(tokens[at].folded.as_str(), "rule" | "rules" | "ruled" | "ruling")
                && after.any(|next| next.folded == "out")
        };
        let certain = |tokens: &[Token]| {
            (0..tokens.len()).find(|&at| CERTAINTIES.has(&tokens[at].folded) || is_ruled_out(tokens, at))
        };
        let is_possible =
            |token: &Token| POSSIBILITIES.has(&token.folded) || matches!(token.kind, Kind::Modal("possible"));
        let ours = certain(self.claim).filter(|&at| denied_times(self.claim, at) == 0)?;
        let is_own = certain(self.source).is_some() || self.claim.iter().any(is_possible);
        let theirs = self.source.iter().position(is_possible).filter(|_| !is_own)?;
        // What is certain may stand before it: "makes a flood certain".
        let before = (ours.saturating_sub(NEAR)..ours).filter(|&at| self.claim[at].is_content());
        next_words(self.claim, ours).chain(before).any(|at| self.is_here(at)).then_some((
            Turn::Modal,
            Some(ours),
            Some(theirs),
        ))
    }

    /// An act that the claim tells as done (`has finished the maps`), where the source says of the same things what will be, or is tried: "will
    /// make the maps", "efforts to make the maps".
    pub(super) fn still_to_come(&self) -> Option<(Turn, Option<usize>, Option<usize>)> {
        const FAR: usize = 3;
        const FEWEST: usize = 2;
        const REACH: usize = 12;
        let is_to_come = |tokens: &[Token], at: usize| {
            let is_to = |at: usize| tokens.get(at).is_some_and(|next| next.folded == "to");
            let is_act = ATTEMPTS.has(&tokens[at].folded) || is_unrealised(&tokens[at]);
            tokens[at].modal() == Some("future") || is_act && is_to(at + 1)
        };
        let is_perfect = |tokens: &[Token], at: usize| matches!(tokens[at].folded.as_str(), "has" | "have");
        let done = (0..self.claim.len()).filter(|&at| is_perfect(self.claim, at)).find_map(|have| {
            let near = (have + 1..self.claim.len().min(have + 1 + FAR)).take_while(|&at| !self.claim[at].mark);
            let mut near = near.take_while(|&at| self.claim[at].kind != Kind::Negation);
            near.find(|&at| self.claim[at].is_past() && self.claim[at].kind == Kind::Content && !self.is_here(at))
        })?;
        let before = 0..self.claim.len().min(done + FAR);
        if before.into_iter().any(|at| is_to_come(self.claim, at) || self.claim[at].modal().is_some()) {
            return None;
        }
        let is_open = !(0..self.source.len()).any(|at| is_perfect(self.source, at));
        let theirs = (0..self.source.len()).find(|&at| is_to_come(self.source, at)).filter(|_| is_open)?;
        let told = |range: std::ops::Range<usize>| {
            range.filter(|&at| self.source[at].is_content() && !self.source[at].is_name && self.is_said(at)).count()
        };
        let after = told(theirs..self.source.len().min(theirs + REACH));
        (after >= FEWEST && after >= told(0..theirs)).then_some((Turn::Modal, Some(done), Some(theirs)))
    }

    /// An act that the claim tells as done, of which the source only names what is meant or considered: `charged` of "are considering
    /// charges".
    pub(super) fn only_meant(&self) -> Option<(Turn, Option<usize>, Option<usize>)> {
        const FAR: usize = 3;
        let is_meant = |token: &Token| is_unrealised(token) || POSSIBILITIES.has(&token.folded);
        if self.claim.iter().any(is_meant) || self.source.iter().any(|token| token.kind == Kind::Modal("possible")) {
            return None;
        }
        let told = (1..self.claim.len()).filter(|&at| self.claim[at].is_past() && self.claim[at].kind == Kind::Content);
        told.filter(|&at| self.same[at].len() == 1).find_map(|ours| {
            let theirs = *self.same[ours].first()?;
            let near = (theirs.saturating_sub(FAR)..theirs).rev().take_while(|&at| !self.source[at + 1].mark);
            let mut before = near.skip_while(|&at| self.source[at].kind == Kind::Function);
            let meant = before.next().filter(|&at| is_unrealised(&self.source[at]))?;
            let is_noun = !self.source[theirs].is_past() && self.source[meant].folded.ends_with("ing");
            is_noun.then_some((Turn::Modal, Some(ours), Some(meant)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_certainty_of_what_is_possible() {
        let source = "The survey suggests that silt from the river has closed the northern channel.";
        check(source, "The survey proved that silt from the river closed the channel.", "Modal proved/suggests");
        check(source, "The survey suggests that silt closed the northern channel.", "");
    }

    #[test]
    fn what_is_ruled_out() {
        let source = "The chance of a flood after the storm is low, the pilots of Orel think.";
        check(source, "The pilots of Orel ruled out a flood after the storm.", "Modal ruled/chance");
        check(source, "The pilots of Orel could not rule out a flood after the storm.", "");
        check(source, "The chance of a flood after the storm is low.", "");
    }

    #[test]
    fn what_is_only_considered() {
        let source = "Pilots are considering charges against the guild of Orel.";
        check(source, "Pilots charged the guild of Orel.", "Modal charged/considering");
        check(source, "Pilots considered charges against the guild of Orel.", "");
        check("Pilots dropped the charges against the guild of Orel.", "Pilots charged the guild of Orel.", "");
    }

    #[test]
    fn what_is_still_to_come() {
        let source = "The guild made plans to draw sound charts of the whole northern channel, and hired two crews.";
        check(source, "The guild has finished sound charts of the whole northern channel.", "Modal finished/plans");
        let source = "In May the guild will beg the council of Orel for new rights to close the northern channel.";
        check(source, "The guild has got new rights from the council of Orel to close the channel.", "Modal got/will");
        check(source, "The guild has begged the council of Orel for new rights to close the channel.", "");
        check(source, "The guild has not got new rights from the council of Orel to close the channel.", "");
    }
}
