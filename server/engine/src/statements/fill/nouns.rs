//! Who and what: subjects, objects and what the number counts.

use super::super::Filler;
use super::super::scene::{Sort, is_part, is_plain};
use super::{Fill, MOST_PARTS};
use crate::clauses::{ClauseKind, Tag};
use crate::figures::Kind;
use crate::lexicon::{ANAPHORIC_NOUNS, ANAPHORS};
use crate::text::Span;

impl Fill<'_, '_> {
    /// What the number counts: the noun that it stands before, or the one after `of`.
    pub(super) fn counted(&mut self) {
        let (Some(group), Some(figure)) = (self.group, self.figure) else { return };
        let found = &self.scene.sentence.groups[group];
        let own = if self.is_date() && found.number.is_none() { self.after_date(group) } else { self.scene.own(group) };
        if !own.is_empty() {
            let is_rank = figure.kind == Kind::Ordinal;
            if self.is_date() {
                self.said.who.add(own);
            } else if is_rank || !is_plain(figure) && self.scene.is_quantity(group) {
                self.said.measure.add(own);
            } else {
                self.said.counted.add(own);
            }
        }
        let clause = self.scene.clause(self.clause);
        if let (ClauseKind::Relative, Some(antecedent), true) =
            (clause.kind, clause.antecedent, clause.subjects.contains(&group) && own.is_empty())
        {
            let counted = self.scene.own(antecedent);
            let counted = if counted.is_empty() { self.scene.whole(antecedent) } else { counted };
            self.said.counted = Filler { words: vec![counted], is_inherited: true };
        }
        if let Some(of) = found.of {
            let whole = self.scene.whole(of);
            let is_pronoun = self.scene.head(of).tag == Tag::Pronoun;
            if figure.kind == Kind::Ordinal || self.is_date() {
                return;
            }
            // "Thirteen of them large islands": what follows says which.
            let groups = &self.scene.sentence.groups;
            let next = groups.iter().position(|group| group.words.start == groups[of].words.end);
            if let Some(next) = next.filter(|_| is_pronoun) {
                self.said.counted.add(self.scene.whole(next));
            } else if is_pronoun {
                self.said.counted.words.extend(self.context.several);
                self.said.counted.is_inherited = true;
            } else if own.is_empty() {
                self.said.counted.add(whole);
            } else {
                self.said.who.add(whole);
            }
        }
    }

    /// The noun that a date stands before: the 2016 contract.
    pub(super) fn after_date(&self, group: usize) -> Span {
        let found = &self.scene.sentence.groups[group];
        let date = found.words.clone().find(|&at| self.scene.word(at).tag == Tag::Date);
        match date {
            Some(date) if date < found.head && !found.is_time => self.scene.sentence.span(&(date + 1..found.head + 1)),
            _ => Span::default(),
        }
    }

    /// The subjects: what is measured, or who.
    pub(super) fn subjects(&mut self) {
        let scene = self.scene;
        let subjects = scene.sentence.subjects(self.clause);
        let is_own = !scene.clause(self.clause).subjects.is_empty();
        let own_top = self.group.map(|group| scene.top(group));
        if let Some(subject) = self.respective(subjects) {
            self.noun(subject, is_own);
            return;
        }
        for &subject in subjects.iter().take(MOST_PARTS) {
            if Some(subject) == own_top || scene.number_in(subject).is_some() {
                self.noun_of_number(subject, own_top);
            } else {
                self.noun(subject, is_own);
            }
        }
    }

    /// A subject with a number: for another figure, who or what it is of.
    pub(super) fn noun_of_number(&mut self, subject: usize, own: Option<usize>) {
        let scene = self.scene;
        if Some(subject) == own {
            return;
        }
        if scene.is_quantity(subject) {
            self.said.measure.add(scene.own(subject));
            return;
        }
        let is_other_member = own.is_some_and(|own| scene.clause(self.clause).subjects.contains(&own));
        if is_other_member && self.figure.is_some_and(is_part) && self.said.counted.is_empty() {
            self.said.counted = Filler { words: vec![scene.own(subject)], is_inherited: true };
            self.said.counted.words.retain(|span| !span.is_empty());
        }
        if is_other_member || self.figure.is_none() || self.is_gapped() {
            return;
        }
        // "61% of farmers own less than 2 hectares"
        let own = scene.own(subject);
        if !own.is_empty() {
            self.said.who.add(own);
        } else if let Some(of) = scene.sentence.groups[subject].of {
            let owner = scene.head(subject);
            if owner.tag == Tag::Number {
                self.said.who.add(scene.whole(of));
            }
        }
    }

    /// The subject that stands in the same place among the subjects as the figure among the figures: "respectively".
    pub(super) fn respective(&self, subjects: &[usize]) -> Option<usize> {
        let scene = self.scene;
        let base = scene.clause(self.clause).parent.filter(|_| self.is_gapped()).unwrap_or(self.clause);
        if subjects.len() < 2 || !scene.is_respective() {
            return None;
        }
        let words = scene.clause(base).verb.as_ref().map_or(0, |verb| verb.words.start);
        let before = self.group.map_or(0, |group| scene.sentence.groups[group].words.start);
        let count = scene.numbers_between(words, before);
        subjects.get(count).copied()
    }

    /// A group as what is measured or as who.
    pub(super) fn noun(&mut self, group: usize, is_own: bool) {
        let scene = self.scene;
        if self.is_anaphor(group) {
            self.said.measure.inherit(&self.context.measure);
            self.said.who.inherit(&self.context.who);
            self.takes_up = true;
            return;
        }
        let whole = scene.whole(group);
        let is_changed = self
            .verb_of()
            .is_some_and(|verb| scene.verb_change(verb).is_some() && (verb.is_passive || !self.has_object()));
        let is_measure =
            scene.chain(group).any(|group| scene.is_quantity(group)) || is_changed && !scene.is_name(group);
        let inherited = !is_own;
        if is_measure {
            self.said.measure.add(whole);
            self.said.measure.is_inherited |= inherited;
            self.modifiers(group);
        } else {
            self.said.who.add(whole);
            self.said.who.is_inherited |= inherited;
        }
        if let Some(antecedent) = self.antecedent_of_whose(group) {
            self.said.who.add(scene.whole(antecedent));
        }
    }

    /// Whose the figure itself is, whatever the subject: `above Varn's 39%`, `after Orel's first three goals`.
    pub(super) fn possessor(&mut self, word: usize) {
        let scene = self.scene;
        let Some(group) = self.group else { return };
        let start = scene.sentence.groups[group].words.start;
        // "Orel's first | three goals"
        let ordinal = start.checked_sub(1).filter(|&before| scene.word(before).tag == Tag::Number);
        let led =
            ordinal.and_then(|before| scene.group_of(before)).map(|group| scene.sentence.groups[group].words.start);
        let before = led.unwrap_or(start)..word;
        let owner = before.clone().rfind(|&at| scene.word(at).is_possessive && scene.word(at).tag == Tag::Name);
        if let Some(owner) = owner {
            self.said.who = Filler::own(vec![scene.word(before.start).span.cover(scene.word(owner).span)]);
            if !self.said.counted.is_empty() {
                self.said.measure = Filler::default();
            }
        }
    }

    /// Whose: the firm whose turnover.
    pub(super) fn antecedent_of_whose(&self, group: usize) -> Option<usize> {
        let scene = self.scene;
        let clause = scene.clause(scene.sentence.groups[group].clause);
        let marker = clause.marker?;
        (scene.word(marker).folded == "whose").then_some(clause.antecedent).flatten()
    }

    /// The owner and the nouns that stand before the head of a measure: youth unemployment, the town's population.
    pub(super) fn modifiers(&mut self, group: usize) {
        let scene = self.scene;
        let found = &scene.sentence.groups[group];
        let before = found.words.start..found.head;
        let is_noun = |at: &usize| matches!(scene.word(*at).tag, Tag::Noun | Tag::Name);
        if let (Some(first), Some(last)) = (before.clone().find(is_noun), before.rev().find(is_noun)) {
            self.said.who.add(scene.sentence.span(&(first..last + 1)));
        }
    }

    /// Whether a group takes up what was said before: `it`, `the figure`.
    pub(super) fn is_anaphor(&self, group: usize) -> bool {
        let scene = self.scene;
        let head = scene.head(group);
        if head.tag == Tag::Pronoun {
            return ANAPHORS.has(&head.folded);
        }
        let found = &scene.sentence.groups[group];
        let opens =
            scene.word(found.words.start).tag == Tag::Determiner && !scene.word(found.words.start).is_possessive;
        let is_short = found.words.len() <= 3 && found.of.is_none();
        let has_name = found.words.clone().any(|at| scene.word(at).tag == Tag::Name);
        let only = found.words.clone().filter(|&at| matches!(scene.word(at).tag, Tag::Noun)).count() == 1;
        opens && is_short && !has_name && only && ANAPHORIC_NOUNS.has(&head.lemma) && !self.context.measure.is_empty()
    }

    pub(super) fn has_object(&self) -> bool {
        let scene = self.scene;
        let clause = scene.clause(self.clause);
        clause.parts.iter().take(MOST_PARTS).any(|part| !part.is_fronted && scene.sort(part) == Sort::Object)
    }

    /// The objects without a number: what is raised or cut is what is measured; else whom it concerns.
    pub(super) fn objects(&mut self) {
        let scene = self.scene;
        let base = match scene.clause(self.clause).parent {
            Some(parent) if self.is_gapped() => parent,
            _ => self.clause,
        };
        let object = scene
            .clause(base)
            .parts
            .iter()
            .take(MOST_PARTS)
            .find(|part| !part.is_fronted && scene.sort(part) == Sort::Object);
        let Some(object) = object.and_then(|part| part.group) else { return };
        if scene.head(object).tag == Tag::Pronoun {
            return;
        }
        let whole = scene.whole(object);
        let changes = self.verb_of().is_some_and(|verb| scene.verb_change(verb).is_some());
        let is_figure_after = self.part().is_some_and(|part| part.word > scene.sentence.groups[object].words.start);
        if self.figure.is_none() || (changes || scene.is_quantity(object)) && is_figure_after && !self.is_date() {
            if scene.is_quantity(object) || changes {
                // The subject is who does it.
                let subject = std::mem::take(&mut self.said.measure);
                if self.verb_of().is_some_and(|verb| !verb.is_passive) {
                    subject.words.into_iter().for_each(|span| self.said.who.add(span));
                }
                self.said.measure.add(whole);
                self.modifiers(object);
            }
        } else if self.is_gapped() && self.figure.is_some_and(is_plain) && self.said.counted.is_empty() {
            self.said.counted.add(whole);
            self.said.counted.is_inherited = true;
        } else if is_figure_after || self.part().is_none() && scene.is_name(object) {
            self.said.who.add(whole);
        }
    }

    /// The names in a clause that tells of the figure's noun: 40 trucks entering Norland.
    pub(super) fn names_about(&mut self) {
        let scene = self.scene;
        let about = self.group.and_then(|group| scene.about[group].first()).copied();
        let is_participle = |&clause: &usize| scene.clause(clause).kind == ClauseKind::Participle;
        let Some(clause) = about.filter(is_participle).filter(|_| !self.is_date()) else { return };
        for part in scene.clause(clause).parts.iter().take(MOST_PARTS) {
            let name = part.group.filter(|&group| scene.number_in(group).is_none() && scene.is_name(group));
            if let Some(group) = name.filter(|_| matches!(scene.sort(part), Sort::Object | Sort::Place)) {
                self.said.who.add(scene.whole(group));
            }
        }
    }

    /// A bare number in brackets counts the object of the clause that its member belongs to.
    pub(super) fn counted_of_object(&mut self) {
        let scene = self.scene;
        let clause = scene.clause(self.clause);
        let parent = clause.parent.filter(|_| clause.kind == ClauseKind::Gapped && clause.verb.is_none());
        let Some(parent) = parent.filter(|_| self.figure.is_some_and(is_plain) && self.said.counted.is_empty()) else {
            return;
        };
        let object = scene.clause(parent).parts.iter().take(MOST_PARTS).find(|part| scene.sort(part) == Sort::Object);
        if let Some(group) = object.and_then(|part| part.group) {
            self.said.counted = Filler { words: vec![scene.whole(group)], is_inherited: true };
        }
    }
}
