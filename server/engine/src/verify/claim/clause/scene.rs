//! A sentence with what each of its words is in its clause.

use crate::clauses::{self, ClauseKind, Group, Sentence, Tag, VerbGroup};
use crate::figures::Figure;
use crate::lexicon::{PHRASAL_VERBS, Senses};
use crate::text::{Span, stem};
use crate::verify::claim::token::{self, Kind, Token};

/// What a word is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Of a subject.
    Subject,
    /// Of the verb.
    Verb,
    /// Of an object or a complement.
    Object,
    /// Of a phrase with this preposition, given by its word.
    Oblique(usize),
    /// Of nothing of these: an adverb, a time, a mark.
    Other,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The clause.
    pub clause: usize,
    /// What it is there.
    pub slot: Slot,
}

/// A sentence, taken apart.
#[derive(Debug)]
pub struct Scene {
    /// Its clauses.
    pub sentence: Sentence,
    /// For each word of it, the word as it is compared; `None` for a mark.
    pub tokens: Vec<Option<Token>>,
    /// For each word of it, where it stands.
    pub places: Vec<Place>,
    /// The figures that words of it are, by [`clauses::Word::figure`].
    pub figures: Vec<Figure>,
    /// Where it stands in its text.
    pub span: Span,
    /// The words before it that a pronoun of it may stand for.
    pub before: Vec<Token>,
    /// Whether it asks.
    pub is_question: bool,
}

impl Scene {
    /// Takes a sentence of a text apart. `figures` are those of the text there, in order and without overlaps.
    pub fn new(text: &str, span: Span, figures: Vec<Figure>, before: Vec<Token>) -> Self {
        let sentence = clauses::read_in(text, span, &figures);
        let places = places(&sentence);
        let mut tokens: Vec<Option<Token>> = Vec::with_capacity(sentence.words.len());
        for (at, word) in sentence.words.iter().enumerate() {
            let token = match word.tag {
                Tag::Mark(_) => None,
                _ => {
                    let mut token = token::of_word(text, word.span, &word.folded, &word.lemma, at == 0);
                    if word.figure.is_some() {
                        token.kind = Kind::Number;
                    }
                    // A sentence begins with a capital; what begins it and is no word of the language is a name.
                    let is_unknown = at == 0 && word.is_capital && !Senses::of(&word.folded).is_known();
                    token.is_name |= word.tag == Tag::Name || is_unknown && token.kind == Kind::Content;
                    Some(token)
                }
            };
            tokens.push(token);
        }
        for verb in sentence.clauses.iter().filter_map(|clause| clause.verb.as_ref()) {
            // `signed up to`: the particle may be a part of a preposition.
            let next = sentence.words.get(verb.main + 1).and_then(|word| word.folded.split(' ').next());
            let meaning =
                next.and_then(|next| PHRASAL_VERBS.get(&format!("{} {next}", sentence.words[verb.main].lemma)));
            if let (Some(meaning), Some(Some(token))) = (meaning, tokens.get_mut(verb.main)) {
                token.stem = stem(meaning);
                token.base = None;
            }
        }
        let is_question = text[span].trim_end().ends_with('?');
        Self { sentence, tokens, places, figures, span, before, is_question }
    }

    /// The clause whose verb says what this one tells, or of which it is what is said.
    pub fn outer(&self, clause: usize) -> Option<usize> {
        let clause = self.sentence.clauses.get(clause)?;
        match clause.kind {
            ClauseKind::Complement => clause.parent,
            _ => clause.said_by,
        }
    }

    /// A word as it is compared.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)?.as_ref()
    }

    /// The figure that a word is.
    pub fn figure(&self, at: usize) -> Option<&Figure> {
        self.figures.get(self.sentence.words.get(at)?.figure?)
    }

    /// The words that name something or count.
    pub fn content(&self) -> impl Iterator<Item = (usize, &Token)> {
        let words = self.tokens.iter().enumerate();
        words.filter_map(|(at, token)| Some((at, token.as_ref().filter(|token| token.is_content())?)))
    }

    /// The word that a group is about: its head, or what follows `of` where the head only says how many (`none of the …`).
    pub fn head(&self, group: usize) -> usize {
        const DEEPEST: usize = 4;
        let mut at = group;
        for _ in 0..DEEPEST {
            let Some(found) = self.sentence.groups.get(at) else { break };
            let counts = self
                .token(found.head)
                .is_some_and(|token| matches!(token.kind, Kind::Quantifier(_) | Kind::Negation | Kind::Number));
            match found.of {
                Some(of) if counts && of != at => at = of,
                _ => return found.head,
            }
        }
        self.sentence.groups.get(at).map_or(0, |found| found.head)
    }

    /// The words of a group and of the groups after its `of`.
    pub fn words_of(&self, group: usize) -> Vec<usize> {
        const DEEPEST: usize = 4;
        let mut words = Vec::new();
        let mut next = Some(group);
        for _ in 0..DEEPEST {
            let Some(found) = next.and_then(|at| self.sentence.groups.get(at)) else { break };
            words.extend(found.words.clone());
            next = found.of;
        }
        words
    }

    /// The verb of a clause, if it has one of its own or shares its parent's.
    pub fn verb(&self, clause: usize) -> Option<&VerbGroup> {
        self.sentence.verb(clause)
    }

    /// Whether a clause says what happens to its subject.
    pub fn is_passive(&self, clause: usize) -> bool {
        let Some(verb) = self.verb(clause) else { return false };
        let is_participle =
            self.sentence.clauses.get(clause).is_some_and(|clause| clause.kind == ClauseKind::Participle)
                && verb.words.start == verb.main
                && self.token(verb.main).is_some_and(Token::is_past);
        verb.is_passive || is_participle
    }
}

/// Where each word of a sentence stands.
fn places(sentence: &Sentence) -> Vec<Place> {
    let mut places = vec![Place { clause: 0, slot: Slot::Other }; sentence.words.len()];
    for (clause, found) in sentence.clauses.iter().enumerate() {
        for at in found.words.clone() {
            if let Some(place) = places.get_mut(at) {
                place.clause = clause;
            }
        }
    }
    let mut put = |words: std::ops::Range<usize>, clause: usize, slot: Slot| {
        for at in words {
            if let Some(place) = places.get_mut(at) {
                *place = Place { clause, slot };
            }
        }
    };
    for (clause, found) in sentence.clauses.iter().enumerate() {
        for &subject in &found.subjects {
            chain(sentence, subject).for_each(|group| put(group.words.clone(), clause, Slot::Subject));
        }
        for part in &found.parts {
            let slot = match (part.preposition, part.group) {
                (Some(preposition), _) => Slot::Oblique(preposition),
                (None, Some(group)) if sentence.groups.get(group).is_some_and(|group| group.is_time) => Slot::Other,
                (None, Some(_)) => Slot::Object,
                (None, None) => Slot::Other,
            };
            match part.group {
                Some(group) => chain(sentence, group).for_each(|group| put(group.words.clone(), clause, slot)),
                None => put(part.word..part.word + 1, clause, slot),
            }
        }
        if let Some(verb) = &found.verb {
            put(verb.words.clone(), clause, Slot::Verb);
        }
    }
    places
}

/// A group and those after its `of`.
fn chain(sentence: &Sentence, group: usize) -> impl Iterator<Item = &Group> {
    const DEEPEST: usize = 4;
    std::iter::successors(sentence.groups.get(group), |group| sentence.groups.get(group.of?)).take(DEEPEST)
}
