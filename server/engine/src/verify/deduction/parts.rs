//! The figures that another may be worked out of, of the source or of the claim, and how two of them stand to each other.

use super::operands::{Operand, is_of_one_kind};
use crate::clauses::verb_form;
use crate::figures::{Exact, Figure, Kind, Unit, Value};
use crate::lexicon::{DISTRIBUTION_WORDS, FALL_WORDS, PERIOD_NOUNS, RISE_WORDS};
use crate::sources::{Article, Stated};
use crate::statements::{End, Relation, Statement};
use crate::text::Span;

/// A figure that the claim's could be worked out of: of the source, or another one of the claim.
pub(super) struct Part<'a> {
    pub(super) statement: &'a Statement,
    pub(super) value: Exact,
    pub(super) words: &'a str,
    /// What the source says of it; `None` for one of the claim.
    pub(super) stated: Option<&'a Stated>,
    /// Its sentence.
    sentence: &'a str,
    /// Whether that is one of the sentences that the claim is most likely made of. What the claim does not say that it works out is
    /// worked out of these alone.
    pub(super) is_meant: bool,
}

impl<'a> Part<'a> {
    pub(super) fn figure(&self) -> &'a Figure {
        &self.statement.figure
    }

    /// A plain number of the claim.
    pub(super) fn of_claim(statement: &'a Statement, text: &'a str) -> Option<Self> {
        let Value::Number(value) = statement.figure.value else { return None };
        let words = text.get(statement.figure.span.range())?;
        let sentence = text.get(statement.sentence.range()).unwrap_or_default();
        Some(Self { statement, value, words, stated: None, sentence, is_meant: true })
    }

    /// A figure of the source, in the unit of the claim's figure where both measure one thing.
    pub(super) fn of(operand: &'a Operand<'a>, article: &'a Article, meant: &[Span], claimed: &Figure) -> Self {
        let statement = &operand.stated.statement;
        let sentence = article.text().get(statement.sentence.range()).unwrap_or_default();
        let converted = match (&statement.figure.unit, &claimed.unit) {
            (Unit::Measure(own), Unit::Measure(claimed)) => own.convert(operand.value, claimed),
            _ => None,
        };
        let (value, words) = (converted.unwrap_or(operand.value), operand.words);
        let stated = Some(operand.stated);
        let is_meant = meant.iter().any(|sentence| sentence.contains(statement.figure.span));
        Self { statement, value, words, stated, sentence, is_meant }
    }

    /// Whether its sentence gives amounts for each of a group.
    pub(super) fn is_of_each(&self) -> bool {
        self.has_word(|word| DISTRIBUTION_WORDS.has(&word.to_lowercase()))
    }

    /// Whether its sentence compares two things: it has the closed-class word of it.
    pub(super) fn is_compared(&self) -> bool {
        self.has_word(|word| word.eq_ignore_ascii_case("than"))
    }

    /// Whether its sentence tells of a rise or a fall.
    pub(super) fn is_of_change(&self) -> bool {
        self.has_word(|word| {
            let lemma = verb_form(&word.to_lowercase()).map(|(lemma, _)| lemma);
            lemma.is_some_and(|lemma| RISE_WORDS.has(&lemma) || FALL_WORDS.has(&lemma))
        })
    }

    /// Whether its sentence has such a word. What is longer than anybody's sentence is a list or a table, and compares nothing.
    fn has_word(&self, is_wanted: impl Fn(&str) -> bool) -> bool {
        const LONGEST: usize = 1_000;
        self.sentence.len() <= LONGEST && self.sentence.split(|c: char| !c.is_alphabetic()).any(is_wanted)
    }

    /// Whether it is by how much something changed.
    pub(super) fn is_by(&self) -> bool {
        self.statement.relation == Some(Relation::By) || self.statement.direction.is_some()
    }
}

/// Whether two figures that follow each other stand in one sentence, with words between them: "twenty - five" is one number.
pub(super) fn are_listed(a: &Part<'_>, b: &Part<'_>) -> bool {
    let from = a.statement.sentence.start;
    let between = (a.figure().span.end.saturating_sub(from), b.figure().span.start.saturating_sub(from));
    let between = a.sentence.get(between.0..between.1).unwrap_or_default();
    is_one_sentence(a, b) && between.contains(char::is_alphabetic)
}

/// Whether two figures stand near each other in one sentence, as a rate and what it is a rate of.
pub(super) fn are_near(a: &Part<'_>, b: &Part<'_>) -> bool {
    const FARTHEST: usize = 64;
    let (first, second) = if a.figure().span <= b.figure().span { (a, b) } else { (b, a) };
    is_one_sentence(a, b) && second.figure().span.start.saturating_sub(first.figure().span.end) <= FARTHEST
}

pub(super) fn is_one_sentence(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.statement.sentence == b.statement.sentence
}

/// Whether two amounts of a source are of one thing: what changed from the one to the other.
pub(super) fn are_of_one_topic(a: &Part<'_>, b: &Part<'_>) -> bool {
    a.stated.zip(b.stated).is_some_and(|(a, b)| a.is_of_topic_of(b))
}

/// What a change began with and what it led to, where two figures of one sentence are its ends: `to 0.07% from 0.10%`.
pub(super) fn ends_of_change<'p, 'a>(a: &'p Part<'a>, b: &'p Part<'a>) -> Option<(&'p Part<'a>, &'p Part<'a>)> {
    let [from, to] = match (a.statement.end, b.statement.end) {
        (Some(End::From), Some(End::To)) => [a, b],
        (Some(End::To), Some(End::From)) => [b, a],
        _ => return None,
    };
    is_one_sentence(a, b).then_some((from, to))
}

/// Whether two figures could be of one kind: numbers count one thing by several nouns (`barrels a day`, `bpd`).
pub(super) fn could_be_added(a: &Figure, b: &Figure) -> bool {
    is_of_one_kind(a, b) || is_count(a) && is_count(b)
}

/// Whether a figure is a plain number of something.
pub(super) fn is_count(figure: &Figure) -> bool {
    matches!(figure.unit, Unit::None | Unit::Counted(_)) && figure.kind == Kind::Number
}

/// Whether a figure is a length of time.
pub(super) fn is_of_time(figure: &Figure) -> bool {
    match &figure.unit {
        Unit::Counted(noun) => PERIOD_NOUNS.has(noun.trim_end_matches('s')),
        Unit::Measure(measure) => measure.is_time(),
        _ => false,
    }
}
