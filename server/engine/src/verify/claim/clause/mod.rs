//! Does a source say a claim, clause by clause?
//!
//! A claim may be one clause of a longer sentence of its source, or join two of them, in another order and another voice. Each of
//! its clauses is held against each clause of the likeliest sentences: it is said where the verb, the subjects and the objects are the
//! same, and all else that names something or restricts is there too. What the source does not have may only be an adjunct without a
//! name, a number or a word of a closed class.

mod framing;
mod objects;
mod pair;
mod scene;
mod standing;
mod subjects;
#[cfg(test)]
mod tests;
mod turn;

pub use scene::Scene;

pub use pair::is_same;
use pair::{Fit, Pair};

use super::classes::is_light_word;
use super::contradiction::{Contradiction, Held};
use super::token::{Kind, Token};
use super::turned::Turn;
use crate::clauses::{Clause, ClauseKind};
use crate::figures::Figure;
use crate::lexicon::{CONDITIONS, CONTRAST_WORDS, DENIALS, SPEECH_VERBS};
use crate::text::Span;

/// A claim of more clauses is too long to be compared clause by clause.
const MOST_CLAUSES: usize = 8;
/// A sentence that has a word of the claim with more of its words than so many, the word with them, may say it.
const MOST_BESIDE: usize = 3;
/// Of so many words one may be of an adjunct that the source has not.
const WORDS_FOR_ONE_MISSING: usize = 6;

/// Where sources say a claim.
#[derive(Debug)]
pub struct Said {
    /// The sentence that says its main clause, as an index into those read.
    pub main: usize,
    /// Its figures, each with the sentence and the place there of the source's that bears it out, in the same clause.
    pub figures: Vec<(Span, usize, Span)>,
}

/// A claim, taken apart.
pub struct Claim {
    scene: Scene,
    held: Vec<Held>,
}

impl Claim {
    /// Takes a claim apart. `held` are its items that the source has, `before` the words of the sentences before it.
    pub fn new(text: &str, figures: Vec<Figure>, held: Vec<Held>, before: Vec<Token>) -> Self {
        let mut scene = Scene::new(text, Span::new(0, text.len()), figures, before);
        let names = || held.iter().filter(|held| held.kind == crate::verify::check::Kind::Name);
        for token in scene.tokens.iter_mut().flatten() {
            token.is_name |= names().any(|name| name.item.overlaps(token.span));
        }
        Self { scene, held }
    }

    /// The item that a word is of.
    fn item(&self, at: usize) -> Option<&Held> {
        let span = self.scene.sentence.words.get(at)?.span;
        self.held.iter().find(|held| held.item.overlaps(span))
    }

    /// Whether a sentence has the item that a word is of: a name by its last word, or whatever stands there for it.
    fn is_held_in(&self, at: usize, source: &Scene) -> bool {
        let Some(held) = self.item(at) else { return false };
        let of_item = |at: &usize| held.item.overlaps(self.scene.sentence.words[*at].span);
        let last = (0..self.scene.tokens.len()).rev().find(of_item).and_then(|at| self.scene.token(at));
        let is_named = || {
            held.kind == super::Kind::Name
                && last.is_some_and(|last| source.tokens.iter().flatten().any(|theirs| is_same(last, theirs)))
        };
        held.evidence.overlaps(source.span) || is_named()
    }

    fn is_light(&self, at: usize) -> bool {
        self.scene.token(at).is_some_and(|token| is_light_word(token, false))
    }

    /// Where these sentences say the claim, if each of its clauses is said in one of them.
    pub fn is_said(&self, sources: &[Scene]) -> Option<Said> {
        let all = &self.scene.sentence.clauses;
        // Who says it comes before what is said.
        let mut clauses: Vec<usize> = (0..all.len()).filter(|&at| self.scene.verb(at).is_some()).collect();
        clauses.sort_by_key(|&at| (all[at].said_by.is_some(), at));
        // Which of two is the one that is not so, the words alone do not tell.
        let contrasts = self.scene.sentence.words.iter().any(|word| CONTRAST_WORDS.has(&word.folded));
        if clauses.is_empty() || clauses.len() > MOST_CLAUSES || self.scene.is_question || contrasts {
            return None;
        }
        let mut matched: Vec<Option<(usize, usize)>> = vec![None; all.len()];
        let mut missing = Vec::new();
        let mut mapped = 0;
        let mut figures = Vec::new();
        for &ours in &clauses {
            let outer = self.scene.outer(ours).map(|outer| matched.get(outer).copied().flatten());
            if outer == Some(None) {
                return None;
            }
            let (fit, place) = self.best(sources, ours, outer.flatten())?;
            if !fit.aside.iter().all(|&(group, subject)| self.is_described(sources, group, subject)) {
                return None;
            }
            mapped += fit.mapped;
            figures.extend(fit.figures.iter().filter_map(|&(ours, theirs)| {
                let source = sources.get(place.0)?;
                Some((self.scene.figure(ours)?.span, place.0, source.figure(theirs)?.span))
            }));
            missing.extend(fit.missing);
            matched[ours] = Some(place);
        }
        let words = self.scene.content().count();
        let is_outside = |at: usize| self.scene.verb(self.scene.places[at].clause).is_none();
        let used: Vec<usize> = matched.iter().flatten().map(|(source, _)| *source).collect();
        let is_here = |at: usize| used.iter().any(|&source| self.has(&sources[source], at));
        let are_others_here = self.scene.content().all(|(at, _)| !is_outside(at) || self.is_light(at) || is_here(at));
        let is_enough = mapped > 0 && missing.len() * WORDS_FOR_ONE_MISSING <= words;
        let main = clauses.iter().min().and_then(|&at| matched[at])?;
        (are_others_here && is_enough).then_some(Said { main: main.0, figures })
    }

    /// What turns a clause of the claim against one of these sentences, given with it, that says all else of it. No sentence may say
    /// the clause itself, or the name that would be another's with its verb.
    pub fn is_turned(&self, sources: &[Scene]) -> Option<(usize, Contradiction)> {
        if self.scene.is_question {
            return None;
        }
        let clauses = (0..self.scene.sentence.clauses.len()).filter(|&at| self.scene.verb(at).is_some());
        clauses.take(MOST_CLAUSES).filter(|&ours| !self.is_denied(ours)).find_map(|ours| {
            let outer = |source: &Scene, theirs: usize| self.reported_alike(source, ours, theirs);
            let is_said = sources.iter().any(|source| {
                let pair = |theirs| Pair { claim: self, source, ours, theirs, outer: outer(source, theirs) };
                (0..source.sentence.clauses.len()).any(|theirs| pair(theirs).compare().is_some())
            });
            if is_said {
                return None;
            }
            let found = sources.iter().enumerate().find_map(|(at, source)| {
                let clauses = 0..source.sentence.clauses.len();
                clauses.into_iter().find_map(|theirs| {
                    let outer = outer(source, theirs);
                    Pair { claim: self, source, ours, theirs, outer }.turned().map(|turned| (at, turned))
                })
            });
            let (at, turned) = found?;
            let verb = self.scene.verb(ours)?.main;
            let is_elsewhere = |word: usize| {
                let others = sources.iter().enumerate().filter(|(other, _)| *other != at);
                let has_much = |source: &Scene| {
                    let words = self.scene.content().filter(|(at, _)| !self.is_light(*at));
                    words.filter(|(at, _)| self.has(source, *at)).count() > MOST_BESIDE
                };
                others
                    .into_iter()
                    .any(|(_, source)| self.has(source, word) && (self.has(source, verb) || has_much(source)))
            };
            if turned.turn == Turn::Exclusive && turned.ours.is_some_and(is_elsewhere) {
                return None;
            }
            let span = |scene: &Scene, at: Option<usize>| {
                let words = at.map(|at| turn::name_places(scene, at)).filter(|words| !words.is_empty());
                let words = words.filter(|_| turned.turn == Turn::Exclusive).or(at.map(|at| at..at + 1));
                Some(scene.sentence.span(&words?))
            };
            let (ours, theirs) = (span(&self.scene, turned.ours), span(&sources[at], turned.theirs));
            Some((at, Contradiction { turn: turned.turn, ours, theirs }))
        })
    }

    /// Whether a sentence has the verb of one of the claim's clauses, and never with a subject that has a word of the claim's.
    pub fn is_of_another(&self, source: &Scene) -> bool {
        // What a participle is of, the words alone do not tell.
        let tells_subject = |clause: &Clause| !matches!(clause.kind, ClauseKind::Participle | ClauseKind::Bracket);
        let clauses = |scene: &Scene| -> Vec<usize> {
            let all = scene.sentence.clauses.iter().enumerate();
            all.filter(|(_, clause)| tells_subject(clause)).map(|(at, _)| at).collect()
        };
        clauses(&self.scene).into_iter().any(|ours| {
            let heads = self.scene.sentence.subjects(ours).iter().map(|&group| self.scene.head(group));
            // A number may be read otherwise in the source.
            let is_noun = |token: &Token| token.kind == Kind::Content;
            let named: Vec<usize> = heads.filter(|&at| self.scene.token(at).is_some_and(is_noun)).collect();
            let Some(verb) = self.scene.verb(ours).and_then(|verb| self.scene.token(verb.main)) else { return false };
            let says = |theirs: &usize| {
                let other = source.verb(*theirs).and_then(|verb| source.token(verb.main));
                other.is_some_and(|other| is_same(verb, other))
            };
            let its_subject = |theirs: usize| {
                let candidates = Pair { claim: self, source, ours, theirs, outer: None }.subject_candidates();
                let words: Vec<&Token> = candidates
                    .iter()
                    .flat_map(|&group| source.words_of(group))
                    .filter_map(|at| source.token(at))
                    .collect();
                let has = |at: usize| {
                    let ours = self.scene.token(at);
                    words.iter().any(|theirs| !theirs.is_content() || ours.is_some_and(|ours| is_same(ours, theirs)))
                };
                let has_form =
                    |at: usize| (0..self.scene.tokens.len()).any(|other| self.is_one_item(at, other) && has(other));
                words.is_empty() || named.iter().all(|&at| has(at) || has_form(at))
            };
            let others: Vec<usize> = clauses(source).into_iter().filter(says).collect();
            !named.is_empty() && !others.is_empty() && !others.into_iter().any(its_subject)
        })
    }

    /// Whether the claim denies what a clause of it tells (`denied that`, `did not say that`), or makes a condition of it.
    fn is_denied(&self, clause: usize) -> bool {
        let is_condition = |at: &Option<usize>| {
            at.and_then(|at| self.scene.token(at)).is_some_and(|token| CONDITIONS.has(&token.folded))
        };
        let clauses = &self.scene.sentence.clauses;
        let depends = |at: usize| at == clause || clauses[at].parent == Some(clause);
        let is_limited = (0..clauses.len()).any(|at| depends(at) && is_condition(&clauses[at].marker));
        let denies = |outer: usize| {
            let verb = self.scene.verb(outer);
            let is_denial = |at: usize| self.scene.token(at).is_some_and(|token| DENIALS.has(&token.folded));
            verb.is_some_and(|verb| verb.is_negated || is_denial(verb.main))
        };
        is_limited || self.scene.outer(clause).is_some_and(denies)
    }

    /// The source's clause that says what its clause `theirs` tells, where the claim's clause is somebody's words, too: then the
    /// two are compared by what is said. Who denies a thing says the contrary.
    fn reported_alike(&self, source: &Scene, ours: usize, theirs: usize) -> Option<usize> {
        let outer = source.outer(theirs)?;
        let (own, other) = (self.scene.verb(self.scene.outer(ours)?)?, source.verb(outer)?);
        let (a, b) = (self.scene.token(own.main)?, source.token(other.main)?);
        let says = |token: &Token| SPEECH_VERBS.has(&token.folded) && !DENIALS.has(&token.folded);
        let is_alike = own.is_negated == other.is_negated && (is_same(a, b) || says(a) && says(b));
        is_alike.then_some(outer)
    }

    /// The words of the name that a word is of.
    fn name_words(&self, at: usize) -> Vec<&Token> {
        let Some(held) = self.item(at).filter(|held| held.kind == super::Kind::Name) else { return Vec::new() };
        self.scene.tokens.iter().flatten().filter(|token| held.item.overlaps(token.span)).collect()
    }

    /// Whether two words are of one item.
    fn is_one_item(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.item(a), self.item(b)) else { return false };
        a.item == b.item
    }

    /// The clause of the sources that has the most of one of the claim.
    fn best(&self, sources: &[Scene], ours: usize, outer: Option<(usize, usize)>) -> Option<(Fit, (usize, usize))> {
        let mut best: Option<(Fit, (usize, usize))> = None;
        for (at, source) in sources.iter().enumerate().filter(|(at, _)| outer.is_none_or(|outer| outer.0 == *at)) {
            for theirs in 0..source.sentence.clauses.len() {
                let pair = Pair { claim: self, source, ours, theirs, outer: outer.map(|outer| outer.1) };
                let Some(fit) = pair.compare().or_else(|| pair.compare_attributes()) else { continue };
                let is_better = best.as_ref().is_none_or(|(best, _)| {
                    (fit.missing.len(), usize::MAX - fit.mapped) < (best.missing.len(), usize::MAX - best.mapped)
                });
                if is_better {
                    best = Some((fit, (at, theirs)));
                }
            }
            if best.is_none() {
                let pair = Pair { claim: self, source, ours, theirs: 0, outer: outer.map(|outer| outer.1) };
                best = pair.compare_measure().map(|fit| (fit, (at, 0)));
            }
        }
        best
    }

    /// Whether a sentence has a word of the claim.
    fn has(&self, source: &Scene, at: usize) -> bool {
        let Some(ours) = self.scene.token(at) else { return true };
        source.tokens.iter().flatten().any(|theirs| is_same(ours, theirs)) || self.is_held_in(at, source)
    }

    /// Whether one sentence says of the one whom a word names what a group says beside it (`Dahl, the founder of the firm, …`).
    fn is_described(&self, sources: &[Scene], group: usize, subject: usize) -> bool {
        let words: Vec<usize> = self
            .scene
            .words_of(group)
            .into_iter()
            .filter(|&at| {
                self.scene
                    .token(at)
                    .is_some_and(|token| token.is_content() || matches!(token.kind, Kind::Quantifier(_)))
            })
            .collect();
        sources.iter().any(|source| self.has(source, subject) && words.iter().all(|&at| self.has(source, at)))
    }
}
