//! What a figure has from around its own phrase: from the first of a series, the clause outside, the sentence before.

use super::super::scene::{Scene, Sort, are_alike, is_part, is_plain};
use super::super::{Filler, Statement, relations};
use super::{Fill, MOST_PARTS, statement};
use crate::clauses::{ClauseKind, Part, Tag};
use crate::figures::{Kind, Unit};

impl Fill<'_, '_> {
    /// Time and place of the sentence before hold, where the sentence names no others; so does what its verb was done to.
    pub(super) fn take_up(&mut self) {
        if self.takes_up {
            self.said.place.inherit(&self.context.place);
            if !self.is_compared() {
                self.said.when.inherit(&self.context.when);
            }
        }
        let is_amount = self.figure.is_some_and(|figure| figure.kind == Kind::Quantity || is_plain(figure));
        let lemma = self.verb_of().map(|verb| self.scene.word(verb.main).lemma.as_str());
        if let Some((verb, object)) = &self.context.object
            && self.takes_up
            && is_amount
            && self.said.counted.is_empty()
            && lemma == Some(verb.as_str())
        {
            self.said.counted = Filler { words: vec![*object], is_inherited: true };
        }
    }

    /// The phrases before the first figure of the clause belong to all of its figures.
    pub(super) fn common(&mut self, first: usize) {
        let scene = self.scene;
        for part in scene.clause(self.clause).parts[..first].iter().take(MOST_PARTS) {
            if self.is_compared() && scene.sort(part) == Sort::Time {
                continue;
            }
            self.put(*part);
        }
    }

    /// The second member of a series has the phrases of the first, but for those in whose stead it has its own.
    pub(super) fn take_from_first_member(&mut self) {
        let scene = self.scene;
        let Some(parent) = scene.clause(self.clause).parent else { return };
        let own: Vec<&str> =
            scene.clause(self.clause).parts.iter().take(MOST_PARTS).map(|part| scene.preposition(part)).collect();
        let (has_time, has_place) = (!self.said.when.is_empty(), !self.said.place.is_empty());
        let has_phrase = !self.said.who.is_empty() && !scene.clause(self.clause).parts.is_empty();
        for part in scene.clause(parent).parts.iter().take(MOST_PARTS) {
            let is_replaced = match scene.sort(part) {
                Sort::Time => has_time || self.is_compared() || own.contains(&scene.preposition(part)),
                Sort::Place => has_place || own.contains(&scene.preposition(part)),
                Sort::Phrase => own.contains(&scene.preposition(part)) || has_place && has_phrase,
                _ => true,
            };
            if !is_replaced && self.put(*part) {
                self.said.when.is_inherited |= scene.sort(part) == Sort::Time;
                self.said.place.is_inherited |= scene.sort(part) == Sort::Place;
            }
        }
        self.counted_of_first(parent);
    }

    /// A bare number counts what that of the first member counts.
    pub(super) fn counted_of_first(&mut self, parent: usize) {
        let scene = self.scene;
        let Some(figure) = self.figure.filter(|_| self.said.counted.is_empty()) else { return };
        let first = scene.figure_parts[parent].first().and_then(|&at| scene.clause(parent).parts[at].group);
        let first = first.or_else(|| {
            scene.clause(parent).subjects.iter().copied().find(|&subject| scene.number_in(subject).is_some())
        });
        let number = first.and_then(|first| scene.number_in(first));
        let Some((number, other)) = number.and_then(|number| Some((number, scene.figure(number)?))) else { return };
        if !are_alike(figure, other) || is_part(figure) != is_part(other) {
            return;
        }
        let Some(group) = scene.group_of(number) else { return };
        let own = scene.own(group);
        if !own.is_empty() {
            self.said.counted.inherit(&Filler::own(vec![own]));
        } else if let Some(of) = scene.sentence.groups[group].of {
            self.said.counted.inherit(&Filler::own(vec![scene.whole(of)]));
        }
    }

    /// Figures without a time of their own have the one at the end, unless they are compared with or led from.
    pub(super) fn trailing_time(&mut self, to: usize) {
        let scene = self.scene;
        let parts = &scene.clause(self.clause).parts;
        let is_from = self.part().is_some_and(|part| scene.preposition(&part) == "from");
        if !self.said.when.is_empty() || is_from || self.is_compared() || self.is_date() {
            return;
        }
        let Some(&last) = scene.figure_parts[self.clause].last() else { return };
        let ends_otherwise =
            parts.get(last).is_some_and(|part| scene.sort(part) == Sort::Compared || scene.preposition(part) == "from");
        if ends_otherwise || last < to {
            return;
        }
        let times: Vec<Part> =
            parts[last + 1..].iter().take(MOST_PARTS).filter(|part| scene.sort(part) == Sort::Time).copied().collect();
        for part in times {
            self.put(part);
        }
    }

    /// The time of the clause around: that of a participle is its parent's; what opens the sentence holds for all.
    pub(super) fn outer_time(&mut self) {
        let scene = self.scene;
        if !self.said.when.is_empty() || self.is_compared() || self.is_date() {
            return;
        }
        let clause = scene.clause(self.clause);
        let Some(parent) = clause.parent else { return };
        let all = matches!(clause.kind, ClauseKind::Participle | ClauseKind::Bracket);
        let is_time = clause.kind == ClauseKind::Relative
            && clause.antecedent.is_some_and(|group| scene.sentence.groups[group].is_time);
        if let (true, Some(group)) = (is_time, clause.antecedent) {
            self.said.when = Filler { words: vec![scene.whole(group)], is_inherited: true };
            return;
        }
        if clause.kind == ClauseKind::Relative {
            return;
        }
        let parts = scene.clause(parent).parts.iter().take(MOST_PARTS);
        for part in parts.filter(|part| scene.sort(part) == Sort::Time && (all || part.is_fronted)) {
            self.put(*part);
            self.said.when.is_inherited = true;
        }
    }

    /// The place that a clause with `where` tells of.
    pub(super) fn outer_place(&mut self) {
        let scene = self.scene;
        let clause = scene.clause(self.clause);
        let is_where = clause.marker.is_some_and(|marker| scene.word(marker).folded == "where");
        let place = clause.antecedent.filter(|&group| is_where && !scene.sentence.groups[group].is_time);
        if let Some(place) = place.filter(|_| clause.kind == ClauseKind::Relative && self.said.place.is_empty()) {
            self.said.place = Filler { words: vec![scene.whole(place)], is_inherited: true };
        }
    }

    /// What a subject that is the parent's has beside it there: loans to farmers.
    pub(super) fn beside_subject(&mut self) {
        let scene = self.scene;
        let clause = scene.clause(self.clause);
        let shares =
            matches!(clause.kind, ClauseKind::Participle | ClauseKind::Coordinate) && clause.antecedent.is_none();
        let Some(parent) = clause.parent.filter(|_| shares && clause.subjects.is_empty()) else { return };
        for part in scene.clause(parent).parts.iter().take(MOST_PARTS) {
            if part.is_fronted && part.on.is_some() && matches!(scene.sort(part), Sort::Place | Sort::Phrase) {
                self.put(*part);
            }
        }
    }

    /// A date alone in brackets after the figure is its time.
    pub(super) fn date_in_bracket(&mut self) {
        let scene = self.scene;
        let Some(group) = self.group else { return };
        for &bracket in scene.brackets[group].iter().take(2) {
            let clause = scene.clause(bracket);
            let times: Vec<usize> = clause
                .parts
                .iter()
                .filter_map(|part| part.group)
                .filter(|&group| scene.sentence.groups[group].is_time)
                .collect();
            if scene.figure_parts[bracket].is_empty() && clause.subjects.is_empty() && !times.is_empty() {
                self.said.when = Filler::own(times.iter().map(|&group| scene.whole(group)).collect());
            }
        }
    }

    /// A bare number that is joined to one with a noun has that noun: 88 and 132 patients.
    pub(super) fn shared_noun(&mut self, word: usize) {
        let scene = self.scene;
        let Some(figure) = self.figure.filter(|figure| is_plain(figure)) else { return };
        if !self.said.counted.is_empty() && !self.said.counted.is_inherited || figure.kind != Kind::Number {
            return;
        }
        let next = scene
            .sentence
            .words
            .get(word + 1)
            .is_some_and(|next| matches!(next.tag, Tag::Coordinator | Tag::Mark(',')));
        let other = scene.group_of(word + 2).filter(|_| next);
        if let Some(other) = other.filter(|&other| scene.sentence.groups[other].number == Some(word + 2)) {
            let own = scene.own(other);
            if !own.is_empty() {
                self.said.counted = Filler::own(vec![own]);
            }
        }
        let subjects = scene.sentence.subjects(self.clause);
        let is_of_quantity = subjects.iter().take(2).any(|&group| scene.is_quantity(group));
        if self.said.counted.is_empty() && !is_of_quantity && (self.said.measure.is_empty() || !subjects.is_empty()) {
            self.said.counted.inherit(&self.context.counted);
        }
    }

    /// What stands in brackets says of the group before them. Returns whether all is said.
    pub(super) fn bracket(&mut self) -> bool {
        let scene = self.scene;
        let bracket = scene.clause(self.clause);
        let (Some(antecedent), Some(parent)) = (bracket.antecedent, bracket.parent) else { return false };
        if let (Some(number), Some(figure)) = (scene.number_in(antecedent), self.figure)
            && let Some(other) = scene.figure(number)
            && are_alike(figure, other)
            && number < scene.sentence.groups[self.group.unwrap_or(antecedent)].words.start
            && let Some(said) = statement(scene, number, self.context)
        {
            let clause = self.said.clause;
            self.said =
                Statement { figure: figure.clone(), clause, when: Filler::default(), periods: Vec::new(), ..said };
            self.adjuncts();
            return true;
        }
        if let (Some(figure), Some(number)) = (self.figure, self.part_before(parent, bracket.words.start))
            && figure.unit == Unit::Percent
            && let Some(said) = statement(scene, number, self.context)
        {
            let clause = self.said.clause;
            self.said = Statement { figure: figure.clone(), clause, ..said };
            return true;
        }
        let label: Vec<usize> = bracket
            .subjects
            .iter()
            .copied()
            .filter(|&group| scene.number_in(group).is_none() && scene.own(group).len() > 1)
            .collect();
        self.counted();
        let own = self.clause;
        self.clause = parent;
        self.verb();
        if self.verb_of().is_some_and(|verb| scene.verb_change(verb).is_some()) {
            self.said.event = Filler::default();
        }
        self.subjects();
        self.counted_of_object();
        // Who the parent's subject is, is not who the bracket is about, unless it is that.
        self.said.who = Filler::default();
        self.clause = own;
        self.adjuncts();
        if label.is_empty() {
            self.about(antecedent);
        }
        for group in label {
            self.said.who.add(scene.whole(group));
        }
        relations::sign(self);
        true
    }

    /// The part of a whole that a clause gives last before a word: the `31` of `31 of the 90 boats of the first fleet (34.4%)`.
    fn part_before(&self, clause: usize, at: usize) -> Option<usize> {
        let scene = self.scene;
        let groups = scene.sentence.groups.iter().enumerate();
        let mut parts = groups.filter(|(group, found)| {
            let is_of_number = found.of.is_some_and(|of| scene.number_in(of).is_some());
            found.clause == clause && found.words.start < at && is_of_number && scene.number_in(*group).is_some()
        });
        parts.next_back().and_then(|(group, _)| scene.number_in(group))
    }

    /// What the group before a bracket is to the figure in it.
    pub(super) fn about(&mut self, antecedent: usize) {
        let scene = self.scene;
        let top = scene.top(antecedent);
        let clause = scene.clause(scene.sentence.groups[top].clause);
        let part = scene.part_of(top).and_then(|at| clause.parts.get(at));
        let whole = scene.whole(antecedent);
        let is_plain = self.figure.is_some_and(is_plain);
        // "In 2008 (140) and 2011 (220)": each is of the date that it stands behind.
        if scene.sentence.groups[antecedent].is_time {
            self.said.when = Filler::own(vec![whole]);
            return;
        }
        if part.is_some_and(|part| scene.sort(part) == Sort::Place) {
            self.said.place = Filler::own(vec![whole]);
        } else if is_plain && !scene.is_name(antecedent) && self.said.measure.is_empty() {
            self.said.counted = Filler::own(vec![whole]);
        } else {
            self.said.who.add(whole);
        }
        if self.said.measure.words.contains(&whole) {
            self.said.who = Filler::default();
        }
    }
}

/// The parts that belong to a date at `at`: those between the date before it and itself; of the last date, those after it too.
pub(super) fn around(scene: &Scene<'_>, parts: &[Part], at: usize) -> (usize, usize) {
    let is_time = |part: &Part| part.group.is_some() && scene.sort(part) == Sort::Time;
    let low = at.saturating_sub(MOST_PARTS);
    let from = (low..at).rev().find(|&other| is_time(&parts[other])).map_or(low, |other| other + 1);
    let high = (at + 1 + MOST_PARTS).min(parts.len());
    let is_last = !(at + 1..high).any(|other| is_time(&parts[other]));
    let to = if is_last { high } else { at + 1 };
    (from, to)
}
