//! What around a clause of a source makes less of it than the claim does: a condition, somebody's words, a purpose, another mood.

use super::pair::{Pair, is_same};
use super::scene::Scene;
use crate::clauses::{Clause, ClauseKind, Tag, Word};
use crate::lexicon::{APPROXIMATORS, CONDITIONS, TIME_PREPOSITIONS};
use crate::verify::claim::token::Token;

impl Pair<'_> {
    /// Whether nothing around the source's clause makes less of it than the claim does: somebody's words, a condition, a question.
    pub(super) fn is_framed_alike(&self) -> bool {
        if self.source.is_question {
            return false;
        }
        let clauses = &self.source.sentence.clauses;
        let folded = |scene: &Scene, at: Option<usize>| {
            at.and_then(|at| scene.sentence.words.get(at)).map(|word| word.folded.clone()).unwrap_or_default()
        };
        let has_marker = |marker: &str| self.claim.scene.sentence.words.iter().any(|word| word.folded == marker);
        let is_condition = |marker: &str| CONDITIONS.has(marker) && !has_marker(marker);
        let is_limited = clauses.iter().any(|clause| {
            clause.parent == Some(self.theirs)
                && clause.kind == ClauseKind::Subordinate
                && is_condition(&folded(self.source, clause.marker))
        });
        if is_limited {
            return false;
        }
        const DEEPEST: usize = 8;
        let mut at = Some(self.theirs);
        for _ in 0..DEEPEST {
            let Some(clause) = at.and_then(|at| clauses.get(at)) else { break };
            if let Some(outer) = at.and_then(|at| self.source.outer(at)) {
                return self.outer == Some(outer);
            }
            let is_condition =
                clause.kind == ClauseKind::Subordinate && is_condition(&folded(self.source, clause.marker));
            let is_alike = || at == Some(self.theirs) && self.is_unreal_alike();
            if is_condition || is_unreal(self.source, clause) && !is_alike() {
                return false;
            }
            at = clause.parent;
        }
        self.outer.is_none()
    }

    /// Whether both clauses only name an act, which the same verb governs: what something is done for is no fact in either.
    fn is_unreal_alike(&self) -> bool {
        let (claim, source) = (&self.claim.scene, self.source);
        let clauses = claim.sentence.clauses.get(self.ours).zip(source.sentence.clauses.get(self.theirs));
        let Some((ours, theirs)) = clauses else { return false };
        let governor = |scene: &Scene, clause: &Clause| Some(scene.verb(clause.parent?)?.main);
        let a = governor(claim, ours).and_then(|at| claim.token(at));
        let governors = a.zip(governor(source, theirs).and_then(|at| source.token(at)));
        is_unreal(claim, ours) && governors.is_some_and(|(a, b)| is_same(a, b))
    }

    /// Whether the two verbs are as sure and as real, whatever they say.
    pub(super) fn has_same_mood(&self) -> bool {
        let (Some(ours), Some(theirs)) = (self.claim.scene.verb(self.ours), self.source.verb(self.theirs)) else {
            return false;
        };
        let modal = |scene: &Scene, at: Option<usize>| at.and_then(|at| scene.token(at)).and_then(Token::modal);
        let governs = match (ours.governor, theirs.governor) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                matches!((self.our_token(a), self.source.token(b)), (Some(a), Some(b)) if is_same(a, b))
            }
            _ => false,
        };
        governs && modal(&self.claim.scene, ours.modal) == modal(self.source, theirs.modal)
    }

    /// Whether what joins the claim's clause to the one before it joins the source's, too: not `because` for `although`.
    pub(super) fn has_marker(&self) -> bool {
        let marker = |scene: &Scene, clause: usize| {
            let clause = scene.sentence.clauses.get(clause)?;
            let at = clause.marker.filter(|_| clause.kind == ClauseKind::Subordinate)?;
            scene.sentence.words.get(at).map(|word| word.folded.clone())
        };
        let ours = marker(&self.claim.scene, self.ours);
        ours.is_none() || ours == marker(self.source, self.theirs)
    }

    /// Whether an adverb of the source's clause says that it was not quite so, and none of the claim.
    pub(super) fn is_approximate(&self) -> bool {
        let is_it = |token: &Token| APPROXIMATORS.has(&token.folded);
        let of_clause = (0..self.source.tokens.len()).filter(|&at| self.source.places[at].clause == self.theirs);
        let has = of_clause.into_iter().any(|at| self.source.token(at).is_some_and(is_it));
        has && !self.claim.scene.tokens.iter().flatten().any(is_it)
    }
}

/// Whether a clause only names an act: an infinitive, or a gerund after a preposition that says nothing of when or how (`barred from
/// entering`, `for entering`).
fn is_unreal(scene: &Scene, clause: &Clause) -> bool {
    let Some(verb) = clause.verb.as_ref().filter(|_| clause.kind == ClauseKind::Participle) else { return false };
    let word = |at: Option<usize>| at.and_then(|at| scene.sentence.words.get(at));
    let is_infinitive = word(Some(verb.words.start)).is_some_and(|word| word.tag == Tag::To);
    let last = word(verb.words.start.checked_sub(1));
    // `Considered selling it` names an act, too.
    let is_object = last.is_some_and(|word| matches!(word.tag, Tag::Verb(_)));
    let before = last.filter(|word| word.tag == Tag::Preposition);
    let is_real = |word: &Word| {
        word.folded == "by"
            || TIME_PREPOSITIONS.has(&word.folded) && !matches!(word.folded.as_str(), "from" | "of" | "for" | "at")
    };
    let is_governed = before.is_some_and(|word| !is_real(word));
    is_infinitive || is_object || is_governed
}
