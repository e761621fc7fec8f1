//! One clause of a claim against one clause of a source: the same verb, the same parts in the same places?

use super::Claim;
use super::scene::{Scene, Slot};
use crate::clauses::VerbGroup;
use crate::figures::{Agreement, Kind as FigureKind, compare};
use crate::lexicon::MEASURE_VERBS;
use crate::verify::claim::meaning::{Link, is_broader, is_telling, link};
use crate::verify::claim::token::{Kind, Token};

/// A clause of a claim and a clause of a source.
pub(super) struct Pair<'a> {
    pub claim: &'a Claim,
    pub source: &'a Scene,
    /// The claim's clause.
    pub ours: usize,
    /// The source's clause.
    pub theirs: usize,
    /// The clause of this sentence that stands for the one which the claim's clause depends on.
    pub outer: Option<usize>,
}

/// What a clause of the source has of a clause of the claim.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// How many words that name something it has.
    pub mapped: usize,
    /// The words that it has not.
    pub missing: Vec<usize>,
    /// The figures of the claim, each with the source's that bears it out.
    pub figures: Vec<(usize, usize)>,
    /// What stands beside the subject to say who that is, with the subject: they may be said elsewhere.
    pub aside: Vec<(usize, usize)>,
}

impl Pair<'_> {
    /// `None` if the source's clause says something else.
    pub fn compare(&self) -> Option<Fit> {
        let says = self.has_verb() && self.is_framed_alike() && self.has_subjects() && self.has_closed_words();
        if !says || self.is_approximate() || !self.has_marker() {
            return None;
        }
        let mut fit = Fit::default();
        let mut done = vec![false; self.claim.scene.tokens.len()];
        self.objects(&mut fit, &mut done)?;
        self.rest(&mut fit, &done)?;
        Some(fit)
    }

    /// The same by any group of the source's clause.
    pub fn compare_attributes(&self) -> Option<Fit> {
        let groups = self.source.sentence.groups.iter().enumerate();
        groups.filter(|(_, group)| group.clause == self.theirs).find_map(|(group, _)| self.compare_attribute(group))
    }

    /// The same where the source has the claim's verb as a participle before its subject (`four registered bidders`).
    fn compare_attribute(&self, group: usize) -> Option<Fit> {
        let scene = &self.claim.scene;
        let (verb, found) = (scene.verb(self.ours)?, self.source.sentence.groups.get(group)?);
        let [subject] = scene.sentence.subjects(self.ours) else { return None };
        let is_attribute = found.words.clone().any(|at| {
            at != found.head && self.source.token(at).is_some_and(Token::is_past) && self.is_word(verb.main, at)
        });
        let clause = scene.sentence.clauses.get(self.ours)?;
        let is_plain = verb.governor.is_none() && verb.modal.is_none() && !verb.is_negated && clause.parts.is_empty();
        let is_said = is_attribute && is_plain && self.is_framed_alike() && self.is_subject(*subject, group);
        if !is_said || !self.has_closed_words() {
            return None;
        }
        let mut fit = Fit::default();
        let mut done = vec![false; scene.tokens.len()];
        done[verb.main] = true;
        self.rest(&mut fit, &done)?;
        Some(fit)
    }

    /// The same for a clause that only gives a figure (`came to`, `numbered`), of which the figure's own check established all that the
    /// clause says of it: the source's sentence has the other words.
    pub fn compare_measure(&self) -> Option<Fit> {
        let scene = &self.claim.scene;
        let verb = scene.verb(self.ours)?;
        let lemma = &scene.sentence.words.get(verb.main)?.lemma;
        let is_held_figure = |at: usize| {
            scene.places[at].clause == self.ours
                && self.claim.item(at).is_some_and(|held| {
                    held.kind == crate::verify::check::Kind::Figure && held.evidence.overlaps(self.source.span)
                })
        };
        let has_figure = (0..scene.tokens.len()).any(is_held_figure);
        let is_plain = verb.governor.is_none() && verb.modal.is_none() && !verb.is_negated;
        let measures = MEASURE_VERBS.has(lemma) && has_figure && is_plain && !self.source.is_question;
        if !measures || !self.has_closed_words() {
            return None;
        }
        let mut fit = Fit::default();
        for (at, token) in scene.content().filter(|(at, _)| scene.places[*at].clause == self.ours && *at != verb.main) {
            let is_here = self.claim.has(self.source, at);
            if is_here {
                fit.mapped += 1;
            } else if !self.claim.is_light(at) {
                if token.is_name || token.kind == Kind::Number || !self.is_adjunct(at) {
                    return None;
                }
                fit.missing.push(at);
            }
        }
        Some(fit)
    }

    pub fn our_token(&self, at: usize) -> Option<&Token> {
        self.claim.scene.token(at)
    }

    /// Whether a word of the source stands for a word of the claim.
    pub fn is_word(&self, ours: usize, theirs: usize) -> bool {
        let (Some(a), Some(b)) = (self.our_token(ours), self.source.token(theirs)) else { return false };
        if let (Some(a), Some(b)) = (self.claim.scene.figure(ours), self.source.figure(theirs)) {
            // A range is borne out by the same range, not by what lies in it.
            let agreement = compare(a, b);
            return agreement.supports() && (a.kind != FigureKind::Range || agreement != Agreement::Contained);
        }
        is_same(a, b) || self.claim.item(ours).is_some_and(|held| held.evidence.contains(b.span))
    }

    /// Whether the subject of the one is the object of the other.
    pub(super) fn is_turned(&self) -> bool {
        self.claim.scene.is_passive(self.ours) != self.source.is_passive(self.theirs)
    }

    fn has_verb(&self) -> bool {
        let (Some(ours), Some(theirs)) = (self.claim.scene.verb(self.ours), self.source.verb(self.theirs)) else {
            return false;
        };
        let (Some(a), Some(b)) = (self.our_token(ours.main), self.source.token(theirs.main)) else { return false };
        // What is being done is not done.
        let is_going_on =
            |verb: &VerbGroup, token: &Token| verb.words.start < verb.main && token.folded.ends_with("ing");
        is_same(a, b)
            && ours.is_negated == theirs.is_negated
            && (is_going_on(ours, a) || !is_going_on(theirs, b))
            && self.has_same_mood()
    }

    /// All other words of the clause that name something.
    fn rest(&self, fit: &mut Fit, done: &[bool]) -> Option<()> {
        let scene = &self.claim.scene;
        let verb = scene.verb(self.ours)?;
        for (at, token) in scene.content() {
            let place = scene.places[at];
            let is_of_verb = at == verb.main || Some(at) == verb.governor || Some(at) == verb.particle;
            if place.clause != self.ours || done[at] || is_of_verb {
                continue;
            }
            let here = (0..self.source.tokens.len()).find(|&theirs| {
                self.is_word(at, theirs) && self.may_stand(at, theirs) && self.has_relation(at, theirs)
            });
            let is_held = || self.claim.is_held_in(at, self.source);
            if let Some(theirs) = here {
                fit.settle(scene, at, theirs);
                fit.mapped += 1;
            } else if self.is_misplaced(at) {
                return None;
            } else if scene.figure(at).is_none() && is_held() {
                fit.mapped += 1;
            } else if !self.claim.is_light(at) {
                // A word that describes what the source has otherwise is one more thing said.
                if token.is_name || token.kind == Kind::Number || !self.is_adjunct(at) {
                    return None;
                }
                fit.missing.push(at);
            }
        }
        Some(())
    }

    /// Whether the words that say how many, how sure and whether at all are the same on both sides.
    pub fn has_closed_words(&self) -> bool {
        let telling = |scene: &Scene, clause: usize| -> Vec<(usize, Kind)> {
            let verb = scene.verb(clause).map(|verb| verb.words.clone()).unwrap_or_default();
            let of_clause = (0..scene.tokens.len()).filter(|&at| scene.places[at].clause == clause);
            of_clause
                .filter_map(|at| Some((at, scene.token(at)?)))
                .filter(|(at, token)| {
                    let is_of_verb = verb.contains(at) && !matches!(token.kind, Kind::Quantifier(_));
                    !is_of_verb && matches!(token.kind, Kind::Quantifier(_) | Kind::Negation | Kind::Modal(_))
                })
                .map(|(at, token)| (at, token.kind))
                .collect()
        };
        let ours = telling(&self.claim.scene, self.ours);
        let has = |scene: &Scene, kind: Kind| scene.tokens.iter().flatten().any(|token| token.kind == kind);
        let is_telling_here = |at: usize| self.our_token(at).is_some_and(is_telling);
        // A particle belongs to its verb (`signed up to`).
        let of_verb = self.claim.scene.verb(self.ours).map(|verb| verb.words.start..verb.words.end.max(verb.main + 2));
        let is_of_verb = |at: usize| of_verb.as_ref().is_some_and(|words| words.contains(&at));
        let words = (0..self.claim.scene.tokens.len())
            .filter(|&at| self.claim.scene.places[at].clause == self.ours && !is_of_verb(at));
        let has_telling = words
            .into_iter()
            .filter(|&at| is_telling_here(at))
            .all(|at| (0..self.source.tokens.len()).any(|theirs| self.is_word(at, theirs)));
        // What a phrase of the source restricts that the claim leaves out is its own affair.
        let theirs = telling(self.source, self.theirs);
        let restricts = |at: usize| matches!(self.source.places[at].slot, Slot::Verb | Slot::Other);
        has_telling
            && ours.iter().all(|(_, kind)| has(self.source, *kind))
            && theirs
                .iter()
                .all(|(at, kind)| !restricts(*at) || *kind == Kind::Quantifier("all") || has(&self.claim.scene, *kind))
    }
}

impl Fit {
    pub(super) fn settle(&mut self, claim: &Scene, ours: usize, theirs: usize) {
        if claim.figure(ours).is_some() {
            self.figures.push((ours, theirs));
        }
    }
}

/// Whether a word of a source says what a word of a claim says: the same, or something more special.
pub fn is_same(ours: &Token, theirs: &Token) -> bool {
    matches!(link(ours, theirs), Some((Link::Same, _))) || is_broader(ours, theirs)
}
