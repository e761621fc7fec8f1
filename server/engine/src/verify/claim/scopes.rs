//! The clauses of a claim that say something by themselves.
//!
//! A claim of two clauses may have each from another sentence of its source, so that neither sentence has most of it. Each of its
//! clauses, with its subject, is then held against the sentence that has most of the clause.

use super::clause::Scene;
use super::token::Token;
use crate::clauses;
use crate::figures::{self, Mode};
use crate::lexicon::{CONDITIONS, DENIALS, SPEECH_VERBS};
use crate::text::Span;

/// A claim of more clauses is too long to be taken apart.
const MOST_CLAUSES: usize = 8;
/// How deep clauses that stand in each other are followed.
const DEEPEST: usize = 8;

/// The words of each clause of a claim that is told as a fact, with those of its subjects; none if the claim is one clause.
pub fn scopes(text: &str, claim: &[Token]) -> Vec<Vec<Token>> {
    let figures = clauses::outermost(figures::read(text, Mode::Claim));
    let scene = Scene::new(text, Span::new(0, text.len()), figures, Vec::new());
    let all = &scene.sentence.clauses;
    let has_own_verb = |at: &usize| all[*at].verb.is_some();
    let makes_condition = scene.sentence.words.iter().any(|word| CONDITIONS.has(&word.folded));
    let own = (0..all.len()).filter(has_own_verb).count();
    if !(2..=MOST_CLAUSES).contains(&own) || makes_condition {
        return Vec::new();
    }
    let told = (0..all.len()).filter(has_own_verb).filter(|&at| is_told(&scene, at));
    told.map(|at| words_of(&scene, at, claim)).collect()
}

/// Whether a clause is told as a fact, or as the words of somebody who says so.
fn is_told(scene: &Scene, clause: usize) -> bool {
    let all = &scene.sentence.clauses;
    let mut at = Some(clause);
    for depth in 0..DEEPEST {
        let Some(found) = at.and_then(|at| all.get(at)) else { return true };
        if depth == 0 && !found.verb.as_ref().is_some_and(|verb| verb.is_finite) {
            return false;
        }
        let outer = at.and_then(|at| scene.outer(at));
        let says = |outer: usize| {
            let Some(verb) = scene.verb(outer) else { return false };
            let is_plain = !verb.is_negated && verb.modal.is_none() && verb.governor.is_none();
            let word = scene.token(verb.main);
            is_plain && word.is_some_and(|word| SPEECH_VERBS.has(&word.folded) && !DENIALS.has(&word.folded))
        };
        if outer.is_some_and(|outer| !says(outer)) {
            return false;
        }
        at = outer.or(found.parent);
    }
    false
}

/// The words of a clause and of its subjects.
fn words_of(scene: &Scene, clause: usize, claim: &[Token]) -> Vec<Token> {
    let mut places: Vec<usize> = (0..scene.places.len()).filter(|&at| scene.places[at].clause == clause).collect();
    places.extend(scene.sentence.subjects(clause).iter().flat_map(|&group| scene.words_of(group)));
    let spans: Vec<Span> = places.iter().filter_map(|&at| Some(scene.sentence.words.get(at)?.span)).collect();
    let is_of_clause = |token: &&Token| spans.iter().any(|span| span.overlaps(token.span));
    claim.iter().filter(is_of_clause).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::claim::token;

    /// Holds the clauses of a claim against what is expected.
    fn check(claim: &str, expected: &[&str]) {
        let found = scopes(claim, &token::of_claim(claim));
        let words = |scope: &Vec<Token>| scope.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" ");
        assert_eq!(found.iter().map(words).collect::<Vec<_>>(), expected, "{claim:?}");
    }

    #[test]
    fn clauses_with_their_subjects() {
        check("The guild sold the crane.", &[]);
        check(
            "The guild sold the crane and bought a ship.",
            &["the guild sold the crane and", "the guild bought a ship"],
        );
        check(
            "The pilots, who saw the crane, left the port.",
            &["the pilots left the port", "the pilots who saw the crane"],
        );
    }

    #[test]
    fn what_is_no_fact_stands_not_alone() {
        check("The guild denied that the pilots left the port.", &["the guild denied"]);
        check("The guild sold the crane if the pilots left.", &[]);
        check("Berg said the pilots left the port.", &["berg said the pilots", "the pilots left the port"]);
    }
}
