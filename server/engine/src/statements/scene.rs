//! One sentence with its figures, ready to be asked what is said of each.

use crate::clauses::{self, Clause, ClauseKind, Part, Sentence, Tag, VerbGroup, Word};
use crate::figures::{Figure, Kind, Unit, Value};
use crate::lexicon::{
    COMPARISONS, FALL_WORDS, MEASURE_VERBS, PERIOD_MODIFIERS, PERIOD_NOUNS, PHRASAL_VERBS, PLACE_PREPOSITIONS,
    QUANTITY_NOUNS, RISE_WORDS,
};
use crate::statements::Direction;
use crate::text::Span;

/// What a part of a clause is to the figures of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It has a number.
    Figure,
    /// It is only compared with.
    Compared,
    /// It says when.
    Time,
    /// It says where.
    Place,
    /// An object without a number.
    Object,
    /// Another phrase with a preposition.
    Phrase,
    /// An adjective or adverb.
    Word,
}

/// A sentence and what is worked out of it once.
pub(super) struct Scene<'t> {
    pub text: &'t str,
    pub span: Span,
    pub sentence: Sentence,
    /// The figures that words of the sentence are, by [`Word::figure`].
    pub figures: &'t [Figure],
    /// For each word its group.
    group_of: Vec<Option<usize>>,
    /// For each group the one whose `of` leads to it.
    owner_of: Vec<Option<usize>>,
    /// For each group the brackets after it.
    pub brackets: Vec<Vec<usize>>,
    /// For each group the participles and relative clauses about it.
    pub about: Vec<Vec<usize>>,
    /// For each group its place among the parts of its clause.
    part_of: Vec<Option<usize>>,
    /// For each clause the places of the parts that have a number.
    pub figure_parts: Vec<Vec<usize>>,
    is_respective: bool,
}

impl<'t> Scene<'t> {
    pub fn new(text: &'t str, span: Span, figures: &'t [Figure]) -> Self {
        let sentence = clauses::read_in(text, span, figures);
        let groups = sentence.groups.len();
        let mut scene = Self {
            text,
            span,
            figures,
            group_of: vec![None; sentence.words.len()],
            owner_of: vec![None; groups],
            brackets: vec![Vec::new(); groups],
            about: vec![Vec::new(); groups],
            part_of: vec![None; groups],
            figure_parts: Vec::with_capacity(sentence.clauses.len()),
            is_respective: sentence.words.iter().any(|word| word.folded == "respectively"),
            sentence,
        };
        for (id, group) in scene.sentence.groups.iter().enumerate() {
            for word in group.words.clone() {
                if let Some(slot) = scene.group_of.get_mut(word) {
                    *slot = Some(id);
                }
            }
            if let Some(of) = group.of.filter(|&of| of != id) {
                scene.owner_of[of] = Some(id);
            }
        }
        for (id, clause) in scene.sentence.clauses.iter().enumerate() {
            for (at, part) in clause.parts.iter().enumerate() {
                if let Some(group) = part.group {
                    scene.part_of[group] = Some(at);
                }
            }
            match (clause.kind, clause.antecedent) {
                (ClauseKind::Bracket, Some(group)) => scene.brackets[group].push(id),
                (ClauseKind::Relative | ClauseKind::Participle, Some(group)) => scene.about[group].push(id),
                _ => {}
            }
        }
        let with_number = |clause: &Clause| {
            let has_number = |part: &&Part| part.group.is_some_and(|group| scene.number_in(group).is_some());
            let parts = clause.parts.iter().enumerate();
            parts.filter(|(_, part)| has_number(part)).map(|(at, _)| at).collect()
        };
        scene.figure_parts = scene.sentence.clauses.iter().map(with_number).collect();
        scene
    }

    /// The place of a group among the parts of its clause.
    pub fn part_of(&self, group: usize) -> Option<usize> {
        self.part_of[group]
    }

    pub fn word(&self, at: usize) -> &Word {
        &self.sentence.words[at]
    }

    pub fn clause(&self, at: usize) -> &Clause {
        &self.sentence.clauses[at]
    }

    pub fn group_of(&self, word: usize) -> Option<usize> {
        self.group_of.get(word).copied().flatten()
    }

    /// The group that a chain of `of` begins with.
    pub fn top(&self, group: usize) -> usize {
        const DEEPEST: usize = 8;
        (0..DEEPEST).fold(group, |at, _| self.owner_of[at].unwrap_or(at))
    }

    pub fn owner(&self, group: usize) -> Option<usize> {
        self.owner_of[group]
    }

    /// The group and those that its `of` leads to.
    pub fn chain(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        const DEEPEST: usize = 8;
        std::iter::successors(Some(group), |&at| self.sentence.groups[at].of).take(DEEPEST)
    }

    /// The first number in a group or the groups that its `of` leads to.
    pub fn number_in(&self, group: usize) -> Option<usize> {
        self.chain(group).find_map(|group| self.sentence.groups[group].number)
    }

    /// The words of a group without determiners, with those that its `of` leads to.
    pub fn whole(&self, group: usize) -> Span {
        let start = self.telling(group);
        // A chain that goes on behind a relative pronoun stands before it.
        let end = self.chain(group).map(|group| self.sentence.groups[group].words.end).max().unwrap_or(start);
        self.sentence.span(&(start..end))
    }

    /// The words of a group alone, without determiners and the number.
    pub fn own(&self, group: usize) -> Span {
        let found = &self.sentence.groups[group];
        let start = found.number.map_or_else(|| self.telling(group), |number| number + 1);
        if start >= found.words.end { Span::default() } else { self.sentence.span(&(start..found.words.end)) }
    }

    fn telling(&self, group: usize) -> usize {
        let words = &self.sentence.groups[group].words;
        let skipped = words.clone().find(|&at| {
            let word = self.word(at);
            !matches!(word.tag, Tag::Determiner | Tag::Adverb) || PERIOD_MODIFIERS.has(&word.folded)
        });
        skipped.unwrap_or(words.start)
    }

    pub fn head(&self, group: usize) -> &Word {
        self.word(self.sentence.groups[group].head)
    }

    pub fn is_quantity(&self, group: usize) -> bool {
        let head = self.head(group);
        head.tag == Tag::Noun
            && (QUANTITY_NOUNS.has(&head.lemma)
                || QUANTITY_NOUNS.has(&head.folded)
                || self.change(&head.lemma).is_some())
    }

    pub fn is_name(&self, group: usize) -> bool {
        let head = self.head(group);
        head.tag == Tag::Name || head.is_capital && head.tag == Tag::Noun && self.sentence.groups[group].head > 0
    }

    /// Whether a lemma tells of a rise or a fall.
    pub fn change(&self, lemma: &str) -> Option<Direction> {
        if RISE_WORDS.has(lemma) {
            Some(Direction::Up)
        } else if FALL_WORDS.has(lemma) {
            Some(Direction::Down)
        } else {
            None
        }
    }

    /// Which way the verb of a clause or its particle goes.
    pub fn verb_change(&self, verb: &VerbGroup) -> Option<Direction> {
        let particle = verb.particle.and_then(|particle| self.change(&self.word(particle).folded));
        self.change(&self.word(verb.main).lemma).or(particle)
    }

    /// Whether a verb and its particle are another verb, which is no change: who puts up a sum gives it.
    pub fn is_phrasal(&self, verb: &VerbGroup) -> bool {
        verb.particle
            .and_then(|particle| self.phrasal(verb, particle))
            .is_some_and(|whole| self.change(whole).is_none())
    }

    /// The verb that says what a verb with a particle says.
    fn phrasal(&self, verb: &VerbGroup, particle: usize) -> Option<&'static str> {
        PHRASAL_VERBS.get(&format!("{} {}", self.word(verb.main).lemma, self.word(particle).folded))
    }

    /// Whether a verb only says that something has a value.
    pub fn is_measuring(&self, verb: &VerbGroup) -> bool {
        let whole = verb.particle.and_then(|particle| self.phrasal(verb, particle));
        MEASURE_VERBS.has(whole.unwrap_or(&self.word(verb.main).lemma))
    }

    pub fn preposition(&self, part: &Part) -> &str {
        part.preposition.map_or("", |word| self.word(word).folded.as_str())
    }

    pub fn sort(&self, part: &Part) -> Sort {
        let Some(group) = part.group else { return Sort::Word };
        let preposition = self.preposition(part);
        if self.number_in(group).is_some() {
            return if COMPARISONS.has(preposition) { Sort::Compared } else { Sort::Figure };
        }
        if self.sentence.groups[group].is_time {
            return Sort::Time;
        }
        if part.preposition.is_none() {
            return Sort::Object;
        }
        if PERIOD_NOUNS.has(&self.head(group).lemma) {
            return Sort::Time;
        }
        let is_place = PLACE_PREPOSITIONS.has(preposition) || preposition == "from" && self.is_name(group);
        if is_place { Sort::Place } else { Sort::Phrase }
    }

    /// Whether the figures of the sentence stand in the order of its subjects.
    pub fn is_respective(&self) -> bool {
        self.is_respective
    }

    /// How many numbers stand among the words from `from` up to `to`, counted up to eight.
    pub fn numbers_between(&self, from: usize, to: usize) -> usize {
        let to = to.min(self.sentence.words.len());
        let words = self.sentence.words[from.min(to)..to].iter();
        words.filter(|word| word.tag == Tag::Number).take(8).count()
    }

    pub fn figure(&self, word: usize) -> Option<&'t Figure> {
        self.figures.get(self.word(word).figure?)
    }

    /// The last word of a clause's own stretch before another clause begins.
    pub fn clause_span(&self, clause: usize) -> Span {
        self.sentence.span(&self.clause(clause).words)
    }
}

/// Whether a number could be a count: no percentage, money or measure.
pub(super) fn is_plain(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Number | Kind::Range) && matches!(figure.unit, Unit::None | Unit::Counted(_))
}

/// Whether a figure is a percentage or another part of a whole.
pub(super) fn is_part(figure: &Figure) -> bool {
    matches!(figure.unit, Unit::Percent | Unit::Share)
}

/// Whether two figures are numbers of one kind.
pub(super) fn are_alike(a: &Figure, b: &Figure) -> bool {
    is_plain(a) && is_plain(b) || a.unit.is_comparable(&b.unit)
}

/// Whether a figure is less than nothing.
pub(super) fn is_negative(figure: &Figure) -> bool {
    matches!(figure.value, Value::Number(number) if number.is_negative())
}
