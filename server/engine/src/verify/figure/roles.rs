//! How what a claim says of a figure stands to what a source says of one.
//!
//! A role that a claim names *agrees* with a source's statement if the statement has all its words, after inflection and
//! general synonyms; for a date, if one date holds the other. A role *contradicts* if the two fillers can be compared and
//! exclude each other: two directions, two relations, two periods, or two fillers by which the source itself tells figures
//! apart. Any other pair is unknown, and unknown contradicts nothing.

use std::cell::OnceCell;

use super::super::claim::synonyms;
use super::super::said::Word;
use super::Claim;
use crate::clauses::singular;
use crate::figures::{Agreement, Figure, Unit, Value, compare};
use crate::lexicon;
use crate::names::countries;
use crate::sources::{Article, Stated, StemId};
use crate::statements::{Compared, Direction, Filler, Relation, Statement};
use crate::text::{Span, stem};

/// How many words before and after a figure are near it.
const NEAR: usize = 32;

/// How one role of a claim stands to a statement of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The statement has it.
    Agrees,
    /// The statement does not say.
    Unsaid,
    /// The statement says another.
    Contradicts,
}

/// How all roles that a claim names stand to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fits {
    /// How many telling words the claim has for the event and the subject.
    pub telling: usize,
    /// How many of them the statement has.
    pub agreed: usize,
    /// Whether the claim names an event.
    pub names_event: bool,
    /// Whether the event is unsaid.
    pub event_unsaid: bool,
    /// The period.
    pub when: Option<Fit>,
    /// The relation.
    pub relation: Option<Fit>,
    /// The direction.
    pub direction: Option<Fit>,
}

impl Fits {
    /// Those of a figure that stands in the place of the claim's, in a sentence that says all the rest.
    pub const SAME_SENTENCE: Self = Self {
        telling: 1,
        agreed: 1,
        names_event: false,
        event_unsaid: false,
        when: None,
        relation: None,
        direction: None,
    };

    /// Whether the statement has every role that the claim names.
    pub fn all(&self) -> bool {
        self.words() && self.agrees_beside(self.when) && !self.is_turned() && self.direction != Some(Fit::Unsaid)
    }

    /// Whether the claim names an event or a subject, and the statement has every word of them.
    pub fn words(&self) -> bool {
        (self.telling > 0 || self.names_event) && self.agreed == self.telling && !self.event_unsaid
    }

    /// Whether the statement has nothing that the claim says of its figure.
    pub fn is_apart(&self) -> bool {
        self.agreed == 0 && (self.event_unsaid || !self.names_event)
    }

    /// Whether the direction or the relation is another.
    pub fn is_turned(&self) -> bool {
        self.direction == Some(Fit::Contradicts) || self.relation == Some(Fit::Contradicts)
    }

    /// Whether the period is another.
    pub fn is_of_other_time(&self) -> bool {
        self.when == Some(Fit::Contradicts)
    }

    fn agrees_beside(&self, fit: Option<Fit>) -> bool {
        fit.is_none_or(|fit| fit == Fit::Agrees)
    }
}

/// A word that a claim says of its figure, as an article knows it.
#[derive(Clone, Debug)]
pub struct AskedWord {
    /// Where the claim has it, in bytes of the unit's prose.
    pub span: Span,
    /// The stems of the article that say the same, ascending; none if it has no such word.
    pub stems: Vec<StemId>,
    /// Whether the statement may leave it out: `rate`, `total`.
    is_generic: bool,
}

/// What a claim says of one of its figures, in the words of one article.
pub struct ClaimRoles<'a> {
    statement: &'a Statement,
    /// The words of the event.
    pub event: Vec<AskedWord>,
    /// The words of the measure, of what is counted, of who and of where, each once.
    pub subject: Vec<AskedWord>,
    /// The words of the period, where they are no date.
    when: Vec<AskedWord>,
    claim: &'a Claim<'a>,
    article: &'a Article,
    /// The stems of the article that the claim has near the figure, ascending, once something asks.
    said: OnceCell<Vec<StemId>>,
}

impl<'a> ClaimRoles<'a> {
    /// Reads what a claim says of its figure number `at`, with what that inherits. Numbers are no one's role, and nor are the
    /// given name and the title before a surname: whether the name is right is asked of the name.
    pub fn new(claim: &'a Claim<'a>, at: usize, article: &'a Article) -> Option<Self> {
        let (statement, said, text) = (claim.context.statements.get(at)?, &claim.words, &claim.context.text);
        let is_figure = |word: &&Word| {
            word.folded.starts_with(|c: char| c.is_ascii_digit())
                || claim.context.statements.iter().any(|statement| statement.figure.span.overlaps(word.span))
        };
        let is_capital = |word: &Word| text[word.span].starts_with(char::is_uppercase);
        let is_before_name = |word: &Word| {
            let next = said.words.partition_point(|other| other.span.start <= word.span.start);
            let next = said.words.get(next).filter(|next| &text[word.span.end..next.span.start] == " ");
            is_capital(word)
                && next.is_some_and(is_capital)
                && (lexicon::GIVEN_NAMES.get(&word.folded).is_some() || lexicon::NAME_TITLES.has(&word.folded))
        };
        let words = |fillers: &[&Filler]| {
            let mut asked: Vec<AskedWord> = Vec::new();
            for span in fillers.iter().flat_map(|filler| &filler.words) {
                let from = said.words.partition_point(|word| word.span.start < span.start);
                let within = said.words[from..].iter().take_while(|word| word.span.end <= span.end);
                for word in within.filter(|word| !is_figure(word) && !is_before_name(word)) {
                    if let Some(stem) = &word.stem
                        && asked.iter().all(|other| other.span != word.span)
                    {
                        asked.push(AskedWord::new(word, stem, article));
                    }
                }
            }
            asked
        };
        // What "reached 5%" says is that the value is 5%.
        let is_reached = statement.relation == Some(Relation::To) && statement.direction.is_none();
        let event = if is_reached { Vec::new() } else { words(&[&statement.event]) };
        let mut subject = words(&[&statement.measure, &statement.counted, &statement.who, &statement.place]);
        subject.retain(|word| event.iter().all(|other| other.span != word.span));
        let when = if statement.periods.is_empty() { words(&[&statement.when]) } else { Vec::new() };
        Some(Self { statement, event, subject, when, claim, article, said: OnceCell::new() })
    }

    /// The words of event and subject that tell what the figure is of.
    pub fn telling(&self) -> impl Iterator<Item = &AskedWord> {
        self.event.iter().chain(&self.subject).filter(|word| !word.is_generic)
    }

    /// The words of what the claim's figure counts, or is so long or so much of, that tell something. Not what is counted before and
    /// left out here (`four bidders came, but only two paid`).
    pub fn counted(&self) -> impl Iterator<Item = &AskedWord> {
        let figure = &self.statement.figure;
        let is_own =
            |counted: Span| figure.noun.is_none_or(|noun| noun.overlaps(counted)) && counted.start >= figure.span.start;
        let is_counted = move |word: &&AskedWord| {
            self.statement.counted.words.iter().any(|&counted| counted.contains(word.span) && is_own(counted))
        };
        self.subject.iter().filter(|word| !word.is_generic).filter(is_counted)
    }

    /// A word as the claim has it.
    pub fn written(&self, word: &AskedWord) -> &str {
        &self.claim.context.text[word.span]
    }

    /// The unit of the claim's figure.
    pub fn unit(&self) -> &Unit {
        &self.statement.figure.unit
    }

    /// Whether the claim's figure counts persons.
    pub fn counts_persons(&self) -> bool {
        match &self.statement.figure.unit {
            Unit::Counted(noun) => lexicon::PERSON_NOUNS.has(noun) || lexicon::PERSON_NOUNS.has(&singular(noun)),
            _ => false,
        }
    }

    /// Whether the article has the noun that the claim's figure counts, or it is one that needs not be said.
    pub fn knows_what_is_counted(&self) -> bool {
        self.statement.counted.words.last().is_none_or(|counted| {
            self.subject.iter().any(|word| counted.contains(word.span) && (word.is_generic || !word.stems.is_empty()))
        })
    }

    /// Whether the telling words say more than where: much is of one place.
    pub fn names_more_than_a_place(&self) -> bool {
        let is_place = |word: &AskedWord| self.statement.place.words.iter().any(|place| place.contains(word.span));
        self.telling().any(|word| !is_place(word))
    }

    /// The word by which the fewest statements can be found; `None` if the article lacks one of the telling words, or there is
    /// none.
    pub fn rarest(&self, article: &Article) -> Option<&AskedWord> {
        let statements = article.statements();
        let count = |word: &AskedWord| word.stems.iter().map(|&stem| statements.count(stem)).sum::<usize>();
        self.subject
            .iter()
            .filter(|word| !word.is_generic)
            .min_by_key(|word| count(word))
            .filter(|word| count(word) > 0)
    }

    /// The word that the article has by which the fewest statements can be found; `None` if it has none of them.
    pub fn rarest_known(&self, article: &Article) -> Option<&AskedWord> {
        let statements = article.statements();
        let count = |word: &AskedWord| word.stems.iter().map(|&stem| statements.count(stem)).sum::<usize>();
        self.telling().filter(|word| count(word) > 0).min_by_key(|word| count(word))
    }

    /// Whether a statement has a word of the claim's subject, however general.
    pub fn shares_subject(&self, stated: &Stated) -> bool {
        self.subject.iter().any(|word| word.stems.iter().any(|&stem| stated.has(stem)))
    }

    /// Whether the claim has the stem near the figure, in whatever role.
    pub fn says(&self, stem: StemId) -> bool {
        self.said.get_or_init(|| self.near()).binary_search(&stem).is_ok()
    }

    fn near(&self) -> Vec<StemId> {
        let words = &self.claim.words.words;
        // What stands far away in a long list is said of other figures.
        let at = words.partition_point(|word| word.span.start < self.statement.figure.span.start);
        let near = &words[at.saturating_sub(NEAR)..(at + NEAR).min(words.len())];
        let near = near.iter().filter_map(|word| Some((word, word.stem.as_deref()?)));
        let mut stems: Vec<StemId> =
            near.flat_map(|(word, stem)| AskedWord::new(word, stem, self.article).stems).collect();
        stems.sort_unstable();
        stems
    }

    /// Whether the claim has the stem in any of the figure's roles.
    pub fn has(&self, stem: StemId) -> bool {
        self.event.iter().chain(&self.subject).chain(&self.when).any(|word| word.stems.contains(&stem))
    }

    /// How these roles stand to a statement of the article.
    pub fn fits(&self, stated: &Stated) -> Fits {
        let ours = self.statement;
        let theirs = &stated.statement;
        let their_direction = theirs.direction.or_else(|| against(ours, theirs));
        let direction = compare_closed(ours.direction, their_direction);
        let is_change = ours.direction.is_some() && their_direction.is_some();
        let has = |word: &&AskedWord| word.stems.iter().any(|&stem| stated.has(stem));
        let telling = self.subject.iter().filter(|word| !word.is_generic);
        let agreed = telling.clone().filter(has).count();
        // A rise is a rise, whatever the verb; a fall is told by its direction.
        let event_agrees = self.event.is_empty() || is_change || self.event.iter().any(|word| has(&word));
        Fits {
            telling: telling.count(),
            agreed,
            names_event: !self.event.is_empty(),
            event_unsaid: !event_agrees,
            when: self.when_fits(stated),
            relation: relation(ours.relation, theirs.relation).map(|fit| as_compared(ours, theirs, fit)),
            direction,
        }
    }

    /// The words that a statement does not have.
    pub fn missing(&self, stated: &Stated) -> Vec<Span> {
        let has = |word: &AskedWord| word.stems.iter().any(|&stem| stated.has(stem));
        let mut missing: Vec<Span> = self.telling().filter(|word| !has(word)).map(|word| word.span).collect();
        missing.extend(self.when.iter().filter(|word| !has_when(word, stated)).map(|word| word.span));
        missing
    }

    fn when_fits(&self, stated: &Stated) -> Option<Fit> {
        let ours = &self.statement.periods;
        if ours.is_empty() {
            if self.when.is_empty() {
                return None;
            }
            let is_there = self.when.iter().all(|word| has_when(word, stated));
            return Some(if is_there { Fit::Agrees } else { Fit::Unsaid });
        }
        let theirs = &stated.statement.periods;
        if theirs.is_empty() {
            return Some(Fit::Unsaid);
        }
        let agree = |a: &Value, b: &Value| {
            let is_within = |a, b| matches!(compare(&dated(a), &dated(b)), Agreement::Equal | Agreement::Contained);
            is_within(a, b) || is_within(b, a)
        };
        let holds = ours.iter().all(|a| theirs.iter().any(|b| agree(a, b)));
        let other = ours.iter().any(|a| theirs.iter().all(|b| exclude(a, b)));
        Some(match (holds, other) {
            (true, _) => Fit::Agrees,
            (false, true) => Fit::Contradicts,
            (false, false) => Fit::Unsaid,
        })
    }
}

/// Which way a source's figure went, by what it is compared with, where the claim says that a change led to it.
fn against(ours: &Statement, theirs: &Statement) -> Option<Direction> {
    match theirs.compared {
        Some(Compared::With(direction)) if ours.relation == Some(Relation::To) => Some(direction),
        _ => None,
    }
}

/// What another figure is compared with is no end of a change.
fn as_compared(ours: &Statement, theirs: &Statement, fit: Fit) -> Fit {
    match (ours.relation, theirs.compared) {
        (Some(Relation::To), Some(Compared::Other)) => Fit::Contradicts,
        (Some(Relation::From), Some(Compared::Other)) => Fit::Agrees,
        _ => fit,
    }
}

fn has_when(word: &AskedWord, stated: &Stated) -> bool {
    word.stems.iter().any(|&stem| stated.when.binary_search(&stem).is_ok() || stated.has(stem))
}

impl AskedWord {
    fn new(word: &Word, own: &str, article: &Article) -> Self {
        let forms = article.forms();
        let mut stems: Vec<StemId> = Vec::new();
        let mut put = |stem: &str| stems.extend(forms.find(stem));
        put(own);
        synonyms(own).iter().for_each(|stem| put(stem));
        // A Canadian is of Canada. The letters of `US` are a pronoun's, too.
        const SHORTEST_NAME: usize = 3;
        if word.folded.len() >= SHORTEST_NAME {
            countries::forms(&word.folded).for_each(|form| put(&stem(form)));
        }
        stems.sort_unstable();
        stems.dedup();
        Self { span: word.span, stems, is_generic: lexicon::GENERIC_NOUNS.has(&word.folded) }
    }
}

fn compare_closed(ours: Option<Direction>, theirs: Option<Direction>) -> Option<Fit> {
    Some(match (ours?, theirs) {
        (_, None) => Fit::Unsaid,
        (a, Some(b)) if a == b => Fit::Agrees,
        _ => Fit::Contradicts,
    })
}

/// A level is reached by a change, so `to` and `level` agree. A share, a place and a rate per so many are told by their
/// unit; they contradict nothing.
fn relation(ours: Option<Relation>, theirs: Option<Relation>) -> Option<Fit> {
    use Relation::{By, From, Level, To};
    let ours = ours?;
    let Some(theirs) = theirs else { return Some(Fit::Unsaid) };
    Some(match (ours, theirs) {
        (a, b) if a == b => Fit::Agrees,
        (Level, To) | (To, Level) => Fit::Agrees,
        (By, To | From) | (To | From, By) | (To, From) | (From, To) => Fit::Contradicts,
        _ => Fit::Unsaid,
    })
}

/// A date as a figure of its own.
fn dated(value: &Value) -> Figure {
    use crate::figures::{Kind, Precision, Unit};
    Figure {
        span: Span::default(),
        kind: Kind::Date,
        value: value.clone(),
        unit: Unit::None,
        hedge: None,
        hedge_span: None,
        precision: Precision::EXACT,
        noun: None,
        per: None,
        also: Vec::new(),
        within: None,
    }
}

/// Whether two periods have nothing in common, as far as both say.
fn exclude(a: &Value, b: &Value) -> bool {
    let years = |value: &Value| match value {
        Value::Date(date) => date.year.map(|year| (year, year)),
        Value::Period(from, to) => from.year.zip(to.year),
        _ => None,
    };
    let month = |value: &Value| match value {
        Value::Date(date) => date.month.map(|month| (month, date.day)),
        _ => None,
    };
    if let (Some((a, b)), Some((c, d))) = (years(a), years(b)) {
        if b < c || d < a {
            return true;
        }
        if (a, b) != (c, d) {
            return false;
        }
    }
    matches!((month(a), month(b)), (Some((a, x)), Some((b, y))) if a != b || matches!((x, y), (Some(x), Some(y)) if x != y))
}
