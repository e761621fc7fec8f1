//! What a sentence says of one figure.

mod events;
mod inherited;
mod nouns;

use inherited::around;

use super::context::Context;
use super::scene::{Scene, Sort};
use super::{Filler, Statement, relations};
use crate::clauses::{ClauseKind, Part, Tag, VerbGroup};
use crate::figures::{Figure, Kind};
use crate::lexicon::{COMPARISONS, REJECTIONS};

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
    let own =
        || scene.sentence.clauses.iter().position(|clause| clause.verb.as_ref().is_some_and(|it| it.main == word));
    let clause = match group {
        Some(group) => scene.sentence.groups[scene.top(group)].clause,
        // A figure that is a verb: `doubled`.
        None => scene.word(word).figure.and_then(|_| own()).unwrap_or(0),
    };
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
        // "Of the $9m spent, $4m went to the yard": the verb is said of the part.
        let is_whole = self.part().is_some_and(|part| part.is_fronted && self.scene.preposition(&part) == "of");
        if is_whole && self.said.counted.is_empty() {
            self.frame(word);
            return;
        }
        self.verb();
        self.subjects();
        self.objects();
        self.names_about();
        self.adjuncts();
        self.of_another();
        self.take_up();
        self.possessor(word);
        self.shared_noun(word);
        relations::apply(self);
        self.said.end = relations::end(self);
        self.frame(word);
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
        self.outer_place();
        self.beside_subject();
        self.date_in_bracket();
    }

    /// What a figure that another is set against is for stands in the subject's stead: `a tram costs $3m, against $1m for a bus`. Unless the
    /// clause has a phrase that it may stand for (`spends $3m on trams, against $1m for buses`).
    fn of_another(&mut self) {
        let scene = self.scene;
        if !self.is_compared() || self.is_date() {
            return;
        }
        let parts = &scene.clause(self.clause).parts;
        let Some(own) = self.group.and_then(|group| scene.part_of(scene.top(group))) else { return };
        let other = parts.get(own + 1).filter(|part| scene.preposition(part) == "for");
        let Some(other) = other.filter(|part| scene.sort(part) == Sort::Phrase).and_then(|part| part.group) else {
            return;
        };
        let is_phrase = |part: &Part| matches!(scene.sort(part), Sort::Phrase | Sort::Place);
        if !parts[..own].iter().take(MOST_PARTS).any(is_phrase) {
            self.said.who = Filler::own(vec![scene.whole(other)]);
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
}
