//! Clauses: who does what in a sentence.
//!
//! [`read`] takes any English sentence apart: into [`Word`]s with their tags, noun groups ([`Group`]) with their heads,
//! verb groups ([`VerbGroup`]) with voice, negation and modal, and [`Clause`]s with subject, verb and the parts around it.
//! It knows closed classes, irregular forms and the endings of words, no meanings; it never fails, and what it can't tell
//! it leaves out. Linear in the sentence.
//!
//! Everything is given by index: words of [`Sentence::words`], groups of [`Sentence::groups`], clauses of
//! [`Sentence::clauses`]. Spans are bytes of the text.

mod forms;
mod groups;
mod parse;
mod tagging;
mod words;

pub use forms::{Form, is_plural, noun as singular, verb as verb_form};
pub use words::{Tag, Word};

use std::ops::Range;

use crate::figures::{self, Figure, Mode};
use crate::text::Span;

/// A sentence, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The words, figures and marks, in order.
    pub words: Vec<Word>,
    /// The noun groups, in order of their first word.
    pub groups: Vec<Group>,
    /// The clauses, in order of their beginning. A clause stands after its parent unless it is a subordinate clause that
    /// opens the sentence.
    pub clauses: Vec<Clause>,
}

/// A noun group: `the three former ministers`, `Karsholt`, `9.2%`, `last year`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its words, without what follows it (`of …`).
    pub words: Range<usize>,
    /// The word that the others stand with.
    pub head: usize,
    /// The number in it.
    pub number: Option<usize>,
    /// The group after its `of`.
    pub of: Option<usize>,
    /// Whether it says when.
    pub is_time: bool,
    /// The clause that it stands in.
    pub clause: usize,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// From the first auxiliary to the particle.
    pub words: Range<usize>,
    /// The verb itself: `generate` in `expects to generate`.
    pub main: usize,
    /// Of verbs that govern an infinitive, the first: `expects`.
    pub governor: Option<usize>,
    /// `off` in `laid off`.
    pub particle: Option<usize>,
    /// The modal verb.
    pub modal: Option<usize>,
    /// Whether it is passive.
    pub is_passive: bool,
    /// Whether it is denied: `did not close`.
    pub is_negated: bool,
    /// Whether it is finite.
    pub is_finite: bool,
}

/// What a clause is to the clause that it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// It depends on none.
    Main,
    /// It has a verb of its own, and the subject of its parent: `… and was rebuilt in 1977`.
    Coordinate,
    /// It has the verb of its parent: `… and imports 3%`.
    Gapped,
    /// After a conjunction: `while …`.
    Subordinate,
    /// What its parent says, thinks or denies: `… that it rose`.
    Complement,
    /// About the group before it: `which …`.
    Relative,
    /// A participle or an infinitive, with the subject of its parent or about the group before it: `killing 63`.
    Participle,
    /// In brackets.
    Bracket,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What it is.
    pub kind: ClauseKind,
    /// The clause that it depends on, or whose subject or verb it shares.
    pub parent: Option<usize>,
    /// From its first word to its last; other clauses may stand between.
    pub words: Range<usize>,
    /// The word that opens it: `while`, `which`, `that`.
    pub marker: Option<usize>,
    /// The group that it is about, of a relative clause, a participle, a bracket.
    pub antecedent: Option<usize>,
    /// The subjects, more than one if they are joined. Empty if they are those of the parent, or the antecedent.
    pub subjects: Vec<usize>,
    /// The verb. `None` if it is the parent's, or there is none.
    pub verb: Option<VerbGroup>,
    /// Objects, complements and prepositional phrases, in order.
    pub parts: Vec<Part>,
    /// The clause that says whose words it is, where that comes after: `…, the governor said`.
    pub said_by: Option<usize>,
}

/// A part of a clause beside subject and verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The preposition. `None` for an object, a complement or a time without one.
    pub preposition: Option<usize>,
    /// Its noun group, or `None` for an adjective or adverb.
    pub group: Option<usize>,
    /// Its first word.
    pub word: usize,
    /// The group right before it that it may belong to.
    pub on: Option<usize>,
    /// Whether it stands before the verb.
    pub is_fronted: bool,
}

/// Reads a sentence that stands alone.
pub fn read(sentence: &str) -> Sentence {
    let figures = outermost(figures::read(sentence, Mode::Claim));
    read_in(sentence, Span::new(0, sentence.len()), &figures)
}

/// Reads the part `sentence` of a text whose figures are known. `figures` are in order and do not overlap.
pub fn read_in(text: &str, sentence: Span, figures: &[Figure]) -> Sentence {
    parse::parse(words::read(text, sentence, figures))
}

/// Of overlapping figures, in order of their start, the first and longest.
pub fn outermost(figures: Vec<Figure>) -> Vec<Figure> {
    let mut kept: Vec<Figure> = Vec::with_capacity(figures.len());
    for figure in figures {
        if kept.last().is_none_or(|last| last.span.end <= figure.span.start) {
            kept.push(figure);
        }
    }
    kept
}

impl Sentence {
    /// The bytes of words.
    pub fn span(&self, words: &Range<usize>) -> Span {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The subjects of a clause, its own or those that it shares.
    pub fn subjects(&self, clause: usize) -> &[usize] {
        const DEEPEST: usize = 16;
        let mut at = clause;
        for _ in 0..DEEPEST {
            let Some(found) = self.clauses.get(at) else { break };
            if !found.subjects.is_empty() {
                return &found.subjects;
            }
            match (found.kind, found.antecedent.as_ref(), found.parent) {
                (ClauseKind::Relative | ClauseKind::Participle, Some(antecedent), _) => {
                    return std::slice::from_ref(antecedent);
                }
                (ClauseKind::Coordinate | ClauseKind::Gapped | ClauseKind::Participle, None, Some(parent)) => {
                    at = parent;
                }
                _ => break,
            }
        }
        &[]
    }

    /// The verb of a clause, its own or the one that it shares.
    pub fn verb(&self, clause: usize) -> Option<&VerbGroup> {
        const DEEPEST: usize = 16;
        let mut at = clause;
        for _ in 0..DEEPEST {
            let found = self.clauses.get(at)?;
            if found.verb.is_some() || found.kind != ClauseKind::Gapped {
                return found.verb.as_ref();
            }
            at = found.parent?;
        }
        None
    }
}

#[cfg(test)]
mod tests;
