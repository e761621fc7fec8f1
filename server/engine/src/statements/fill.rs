//! What a sentence says of one figure.

use super::context::Context;
use super::relations;
use super::scene::{Scene, Sort, are_alike, is_part, is_plain};
use super::{Filler, Mood, Statement};
use crate::clauses::{ClauseKind, Part, Tag, VerbGroup};
use crate::figures::{Figure, Kind};
use crate::lexicon::{
    ANAPHORIC_NOUNS, ANAPHORS, COMPARISONS, CONDITIONS, DENIALS, FORECAST_WORDS, FUTURE_MODALS, REJECTIONS,
    SPEECH_VERBS,
};
use crate::text::Span;

/// How many parts before or after a figure are looked at.
const MOST_PARTS: usize = 8;

/// The reader of one figure's roles.
pub(super) struct Fill<'s, 't> {
    pub scene: &'s Scene<'t>,
    pub context: &'s Context,
    pub figure: Option<&'t Figure>,
    /// The group that the figure stands in.
    pub group: Option<usize>,
    pub clause: usize,
    pub said: Statement,
    /// Whether the subject takes up the one of the sentence before.
    pub takes_up: bool,
}

/// What is said of the figure that a word of the sentence is.
pub(super) fn statement(scene: &Scene<'_>, word: usize, context: &Context) -> Option<Statement> {
    let figure = scene.figure(word)?;
    let group = scene.group_of(word);
    let clause = group.map_or(0, |group| scene.sentence.groups[scene.top(group)].clause);
    let said = Statement::bare(figure.clone(), scene.span);
    let mut fill = Fill { scene, context, figure: Some(figure), group, clause, said, takes_up: false };
    fill.read(word);
    Some(fill.said)
}

/// What a clause says without regard to any figure.
pub(super) fn clause(scene: &Scene<'_>, clause: usize, figure: &Figure, context: &Context) -> Statement {
    let said = Statement::bare(figure.clone(), scene.span);
    let mut fill = Fill { scene, context, figure: None, group: None, clause, said, takes_up: false };
    fill.verb();
    fill.subjects();
    fill.objects();
    for at in 0..scene.clause(clause).parts.len().min(MOST_PARTS) {
        fill.put(scene.clause(clause).parts[at]);
    }
    fill.said
}

impl<'t> Fill<'_, 't> {
    fn read(&mut self, word: usize) {
        self.said.clause = self.scene.clause_span(self.clause);
        if self.scene.clause(self.clause).kind == ClauseKind::Bracket && self.bracket() {
            self.frame(word);
            return;
        }
        self.counted();
        self.verb();
        self.subjects();
        self.objects();
        self.names_about();
        self.adjuncts();
        self.take_up();
        self.shared_noun(word);
        relations::apply(self);
        self.said.end = relations::end(self);
        self.frame(word);
    }

    /// Time and place of the sentence before hold, where the sentence names no others; so does what its verb was done to.
    fn take_up(&mut self) {
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

    pub fn verb_of(&self) -> Option<&VerbGroup> {
        self.scene.sentence.verb(self.clause)
    }

    /// The part of the clause that the figure stands in.
    pub fn part(&self) -> Option<Part> {
        let top = self.scene.top(self.group?);
        let at = self.scene.part_of(top)?;
        self.scene.clause(self.scene.sentence.groups[top].clause).parts.get(at).copied()
    }

    pub fn is_date(&self) -> bool {
        self.figure.is_some_and(|figure| matches!(figure.kind, Kind::Date | Kind::Time))
            || self.group.is_some_and(|group| self.scene.sentence.groups[group].is_time)
    }

    fn is_gapped(&self) -> bool {
        self.scene.clause(self.clause).kind == ClauseKind::Gapped
    }

    /// What the number counts: the noun that it stands before, or the one after `of`.
    fn counted(&mut self) {
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
            if is_pronoun {
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
    fn after_date(&self, group: usize) -> Span {
        let found = &self.scene.sentence.groups[group];
        let date = found.words.clone().find(|&at| self.scene.word(at).tag == Tag::Date);
        match date {
            Some(date) if date < found.head && !found.is_time => self.scene.sentence.span(&(date + 1..found.head + 1)),
            _ => Span::default(),
        }
    }

    /// The verb as the event, with its mood and what denies it.
    fn verb(&mut self) {
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
    fn event_about(&mut self) {
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
    fn is_until(&self) -> bool {
        self.part().is_some_and(|part| matches!(self.scene.preposition(&part), "until" | "till"))
    }

    fn mood(&mut self, verb: &VerbGroup) {
        let scene = self.scene;
        let is_planned = |word: usize| FORECAST_WORDS.has(&scene.word(word).lemma);
        let is_future = verb.modal.is_some_and(|modal| FUTURE_MODALS.has(&scene.word(modal).folded));
        if is_future || verb.governor.is_some_and(is_planned) || is_planned(verb.main) {
            self.said.mood = Mood::Forecast;
        }
    }

    /// The subjects: what is measured, or who.
    fn subjects(&mut self) {
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
    fn noun_of_number(&mut self, subject: usize, own: Option<usize>) {
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
    fn respective(&self, subjects: &[usize]) -> Option<usize> {
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
    fn noun(&mut self, group: usize, is_own: bool) {
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

    /// Whose: the firm whose turnover.
    fn antecedent_of_whose(&self, group: usize) -> Option<usize> {
        let scene = self.scene;
        let clause = scene.clause(scene.sentence.groups[group].clause);
        let marker = clause.marker?;
        (scene.word(marker).folded == "whose").then_some(clause.antecedent).flatten()
    }

    /// The owner and the nouns that stand before the head of a measure: youth unemployment, the town's population.
    fn modifiers(&mut self, group: usize) {
        let scene = self.scene;
        let found = &scene.sentence.groups[group];
        let before = found.words.start..found.head;
        let is_noun = |at: &usize| matches!(scene.word(*at).tag, Tag::Noun | Tag::Name);
        if let (Some(first), Some(last)) = (before.clone().find(is_noun), before.rev().find(is_noun)) {
            self.said.who.add(scene.sentence.span(&(first..last + 1)));
        }
    }

    /// Whether a group takes up what was said before: `it`, `the figure`.
    fn is_anaphor(&self, group: usize) -> bool {
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

    fn has_object(&self) -> bool {
        let scene = self.scene;
        let clause = scene.clause(self.clause);
        clause.parts.iter().take(MOST_PARTS).any(|part| !part.is_fronted && scene.sort(part) == Sort::Object)
    }

    /// The objects without a number: what is raised or cut is what is measured; else whom it concerns.
    fn objects(&mut self) {
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
    fn names_about(&mut self) {
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
    fn counted_of_object(&mut self) {
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

    pub fn is_compared(&self) -> bool {
        self.part().is_some_and(|part| COMPARISONS.has(self.scene.preposition(&part)))
    }

    /// The phrases that belong to the figure.
    fn adjuncts(&mut self) {
        let scene = self.scene;
        let clause = scene.clause(self.clause);
        let at = self.group.and_then(|group| scene.part_of(scene.top(group)));
        let figures = &scene.figure_parts[self.clause];
        let first = figures.first().copied().unwrap_or(clause.parts.len());
        let (from, to) = match at {
            Some(at) if !self.is_date() => {
                let next = figures.partition_point(|&other| other <= at);
                (at + 1, figures.get(next).copied().unwrap_or(clause.parts.len()))
            }
            Some(at) => around(scene, &clause.parts, at),
            None => (first.min(clause.parts.len()), first),
        };
        for part in clause.parts[from.min(to)..to].iter().take(MOST_PARTS) {
            self.put(*part);
        }
        if at.is_none_or(|at| at >= first) && !self.is_date() {
            self.common(first);
        }
        if self.is_gapped() {
            self.take_from_first_member();
        }
        self.trailing_time(to);
        self.outer_time();
        self.beside_subject();
        self.date_in_bracket();
    }

    /// The phrases before the first figure of the clause belong to all of its figures.
    fn common(&mut self, first: usize) {
        let scene = self.scene;
        for part in scene.clause(self.clause).parts[..first].iter().take(MOST_PARTS) {
            if self.is_compared() && scene.sort(part) == Sort::Time {
                continue;
            }
            self.put(*part);
        }
    }

    /// The second member of a series has the phrases of the first, but for those in whose stead it has its own.
    fn take_from_first_member(&mut self) {
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
    fn counted_of_first(&mut self, parent: usize) {
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
    fn trailing_time(&mut self, to: usize) {
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
    fn outer_time(&mut self) {
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

    /// What a subject that is the parent's has beside it there: loans to farmers.
    fn beside_subject(&mut self) {
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
    fn date_in_bracket(&mut self) {
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

    /// Puts a phrase into the role that it fills. Returns whether it fills one.
    fn put(&mut self, part: Part) -> bool {
        let scene = self.scene;
        let Some(group) = part.group else { return false };
        if Some(scene.top(group)) == self.group.map(|own| scene.top(own)) {
            return false;
        }
        let preposition = scene.preposition(&part);
        let whole = scene.whole(group);
        match scene.sort(&part) {
            Sort::Time => self.said.when.add(whole),
            Sort::Place => self.said.place.add(whole),
            Sort::Phrase if preposition == "according to" => self.said.reported.add(whole),
            Sort::Phrase if COMPARISONS.has(preposition) || REJECTIONS.has(preposition) || preposition == "as" => {
                return false;
            }
            Sort::Phrase if scene.head(group).tag == Tag::Pronoun => match self.context.several {
                Some(several) => {
                    self.said.who.add(several);
                    self.said.who.is_inherited = true;
                }
                None => return false,
            },
            Sort::Phrase => self.said.who.add(whole),
            _ => return false,
        }
        true
    }

    /// A bare number that is joined to one with a noun has that noun: 88 and 132 patients.
    fn shared_noun(&mut self, word: usize) {
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
    fn bracket(&mut self) -> bool {
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

    /// What the group before a bracket is to the figure in it.
    fn about(&mut self, antecedent: usize) {
        let scene = self.scene;
        let top = scene.top(antecedent);
        let clause = scene.clause(scene.sentence.groups[top].clause);
        let part = scene.part_of(top).and_then(|at| clause.parts.get(at));
        let whole = scene.whole(antecedent);
        let is_plain = self.figure.is_some_and(is_plain);
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

    /// What the clauses around make of it: whose report it is, whether it is denied.
    fn frame(&mut self, word: usize) {
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
    fn rejection(&mut self, word: usize) {
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

/// The parts that belong to a date at `at`: those between the date before it and itself; of the last date, those after it too.
fn around(scene: &Scene<'_>, parts: &[Part], at: usize) -> (usize, usize) {
    let is_time = |part: &Part| part.group.is_some() && scene.sort(part) == Sort::Time;
    let low = at.saturating_sub(MOST_PARTS);
    let from = (low..at).rev().find(|&other| is_time(&parts[other])).map_or(low, |other| other + 1);
    let high = (at + 1 + MOST_PARTS).min(parts.len());
    let is_last = !(at + 1..high).any(|other| is_time(&parts[other]));
    let to = if is_last { high } else { at + 1 };
    (from, to)
}
