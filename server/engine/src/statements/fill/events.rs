//! What happened, and whether it did: the verb, what denies it, whose report it is.

use super::super::{Filler, Mood};
use super::{Fill, MOST_PARTS};
use crate::clauses::{ClauseKind, Tag, VerbGroup};
use crate::lexicon::{CONDITIONS, DENIALS, FORECAST_WORDS, FUTURE_MODALS, REJECTIONS, SPEECH_VERBS};

impl Fill<'_, '_> {
    /// The verb as the event, with its mood and what denies it.
    pub(super) fn verb(&mut self) {
        let scene = self.scene;
        if let Some(verb) = scene.sentence.verb(self.clause) {
            let is_measuring = scene.is_measuring(verb);
            if !is_measuring {
                let mut span = scene.word(verb.main).span;
                if let Some(particle) = verb.particle {
                    span = span.cover(scene.word(particle).span);
                }
                let is_inherited = scene.clause(self.clause).verb.is_none();
                self.said.event = Filler { words: vec![span], is_inherited };
            }
            if verb.is_negated && !self.is_until() {
                self.said.rejected = Some(scene.sentence.span(&verb.words));
            }
            self.mood(verb);
        }
        if self.said.event.is_empty() {
            self.event_about();
        }
    }

    /// The event that a participle after the figure tells (the 6 people arrested), or an adjective of a date (due in 2031).
    pub(super) fn event_about(&mut self) {
        let scene = self.scene;
        let about = self.group.and_then(|group| scene.about[group].first()).copied();
        if let Some(verb) = about.and_then(|clause| scene.clause(clause).verb.as_ref()) {
            self.said.event = Filler::own(vec![scene.word(verb.main).span]);
        } else if self.is_date() && self.verb_of().is_some() {
            let parts = scene.clause(self.clause).parts.iter();
            let adjective =
                parts.take(MOST_PARTS).find(|part| part.group.is_none() && scene.word(part.word).tag == Tag::Adjective);
            if let Some(part) = adjective {
                self.said.event = Filler::own(vec![scene.word(part.word).span]);
            }
        }
    }

    /// Whether what is denied ends with the figure: `not until 1953`.
    pub(super) fn is_until(&self) -> bool {
        self.part().is_some_and(|part| matches!(self.scene.preposition(&part), "until" | "till"))
    }

    pub(super) fn mood(&mut self, verb: &VerbGroup) {
        let scene = self.scene;
        let is_planned = |word: usize| FORECAST_WORDS.has(&scene.word(word).lemma);
        let is_future = verb.modal.is_some_and(|modal| FUTURE_MODALS.has(&scene.word(modal).folded));
        if is_future || verb.governor.is_some_and(is_planned) || is_planned(verb.main) {
            self.said.mood = Mood::Forecast;
        }
    }

    /// What the clauses around make of it: whose report it is, whether it is denied.
    pub(super) fn frame(&mut self, word: usize) {
        const DEEPEST: usize = 8;
        let scene = self.scene;
        let mut at = self.clause;
        for _ in 0..DEEPEST {
            let clause = scene.clause(at);
            if let Some(sayer) = clause.said_by {
                scene
                    .sentence
                    .subjects(sayer)
                    .iter()
                    .take(MOST_PARTS)
                    .for_each(|&group| self.said.reported.add(scene.whole(group)));
            }
            let is_condition = clause.kind == ClauseKind::Subordinate
                && clause.marker.is_some_and(|marker| CONDITIONS.has(&scene.word(marker).folded));
            if is_condition {
                self.said.mood = Mood::Condition;
            }
            let Some(parent) = clause.parent else { break };
            if clause.kind == ClauseKind::Complement
                && let Some(verb) = scene.sentence.verb(parent)
            {
                let main = scene.word(verb.main);
                if verb.is_negated || DENIALS.has(&main.folded) {
                    self.said.rejected = self.said.rejected.or(Some(scene.sentence.span(&verb.words)));
                } else if FORECAST_WORDS.has(&main.lemma) && self.said.mood == Mood::Fact {
                    self.said.mood = Mood::Forecast;
                }
                if SPEECH_VERBS.has(&main.folded) {
                    scene
                        .sentence
                        .subjects(parent)
                        .iter()
                        .take(MOST_PARTS)
                        .for_each(|&group| self.said.reported.add(scene.whole(group)));
                }
            }
            at = parent;
        }
        self.rejection(word);
    }

    /// Words right before the figure that reject it.
    pub(super) fn rejection(&mut self, word: usize) {
        let scene = self.scene;
        let start = self.group.map_or(word, |group| scene.sentence.groups[group].words.start);
        let governor =
            self.part().and_then(|part| part.preposition).filter(|&at| REJECTIONS.has(&scene.word(at).folded));
        let negated = (start.saturating_sub(2)..word)
            .rev()
            .find(|&at| scene.word(at).is_negated && scene.word(at).tag == Tag::Adverb);
        if let Some(at) = governor.or(negated) {
            self.said.rejected = Some(scene.word(at).span);
            return;
        }
        let before = scene.sentence.words[start.saturating_sub(3)..start].iter();
        let run: Vec<&str> = before.map(|word| word.folded.as_str()).collect();
        let phrase = (0..run.len()).find(|&from| REJECTIONS.has(&run[from..].join(" ")));
        if let Some(from) = phrase {
            self.said.rejected = Some(scene.sentence.span(&(start - run.len() + from..start)));
        }
    }
}
