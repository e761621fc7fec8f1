//! Two figures for one thing, in one briefing or in several.
//!
//! Words that two sentences share are a weak sign that they speak of one thing. So all must fit: what is counted or
//! measured, nearly every word of the two clauses, the names, and the dates.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::mem::discriminant;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::check::{Check, Kind, Verdict};
use super::figure::FigureFault;
use super::how::How;
use crate::figures::{self, Agreement, Figure, Mode};
use crate::markup::{Briefing, UnitKind};
use crate::sources::clause;
use crate::text::{Span, is_function_word, stem, words};

/// A statement and where it was made.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The number of its briefing.
    pub briefing: usize,
    /// The number of the part of the briefing.
    pub part: usize,
    /// The statement.
    pub statement: &'a Statement,
}

/// A figure that says of one thing what an earlier one says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The later one, by its place among those that were told.
    pub later: usize,
    /// The earlier one, likewise.
    pub earlier: usize,
}

/// The most figures that a word may stand with to be looked at: a commoner one tells nothing.
const COMMON: usize = 64;

/// The fewest words that two clauses must share beside the one that is counted.
const FEWEST: usize = 2;

/// The same where nothing is counted, or the figures stand in two briefings without a name in common.
const FEWEST_UNNAMED: usize = 3;

/// Words by which a figure is of more, of others or of a part.
const OTHERS: [&str; 10] =
    ["another", "other", "others", "more", "further", "additional", "additionally", "not", "previous", "earlier"];

/// The conflicts between the statements of one briefing or of several: for each the first that it contradicts.
pub fn conflicts(told: &[Told<'_>]) -> Vec<Conflict> {
    let mut alike: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (number, told) in told.iter().enumerate() {
        alike.entry(told.statement.subject).or_default().push(number);
    }
    let among = |alike: &Vec<usize>| {
        let told: Vec<Told<'_>> = alike.iter().map(|&number| told[number]).collect();
        let number = |conflict: Conflict| Conflict { later: alike[conflict.later], earlier: alike[conflict.earlier] };
        conflicts_among(&told).into_iter().map(number).collect::<Vec<_>>()
    };
    let mut conflicts: Vec<Conflict> = alike.values().filter(|alike| alike.len() > 1).flat_map(among).collect();
    conflicts.sort_by_key(|conflict| conflict.later);
    conflicts
}

/// The same of statements on one subject, all that there are on it.
pub fn conflicts_among(told: &[Told<'_>]) -> Vec<Conflict> {
    let mut places: Vec<(u64, usize)> = told
        .iter()
        .enumerate()
        .flat_map(|(at, told)| told.statement.words.iter().map(move |&word| (word, at)))
        .collect();
    places.sort_unstable();
    // For each statement, the earlier ones that a rare word leads to.
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); told.len()];
    for alike in places.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() <= COMMON) {
        for (at, &(_, later)) in alike.iter().enumerate() {
            before[later].extend(alike[..at].iter().map(|&(_, earlier)| earlier));
        }
    }
    let conflict = |(later, mut before): (usize, Vec<usize>)| {
        before.sort_unstable();
        before.dedup();
        let earlier = before.into_iter().find(|&earlier| told[earlier].contradicts(&told[later]))?;
        Some(Conflict { later, earlier })
    };
    before.into_iter().enumerate().filter_map(conflict).collect()
}

impl Check {
    /// Makes it one of a figure that an earlier one contradicts; `other` is where and what that is, for people.
    pub fn contradict(&mut self, other: String) {
        self.verdict = Verdict::Figure(FigureFault::Conflict { other });
        self.how = How::ByRule;
    }
}

/// A figure with what it speaks of.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its check, as an index into those of its text.
    pub check: usize,
    /// Where it stands in its text.
    pub span: Span,
    /// The figure as written.
    pub said: String,
    unit: usize,
    figure: Figure,
    /// The stem of the noun that it counts.
    noun: Option<String>,
    /// Hashes of the stems of its clause, the noun's and the names' aside, ascending.
    words: Vec<u64>,
    /// The names and the dates of its sentence.
    names: BTreeSet<String>,
    dates: Vec<String>,
    /// A hash of what must be the same where one thing is spoken of: the kind, the noun, the names and the dates.
    subject: u64,
}

/// The figures of a briefing, or of a part of one, that can be held against others. Figures with a finding of their own
/// are left out.
pub fn statements(briefing: &Briefing, checks: &[Check]) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (id, unit) in briefing.units.iter().enumerate() {
        if unit.off || !matches!(unit.kind, UnitKind::Sentence | UnitKind::Item) {
            continue;
        }
        let of_unit = |check: &Check| {
            check.kind == Kind::Figure
                && check.unit == id
                && matches!(check.verdict, Verdict::Verified | Verdict::Unasked)
        };
        // The checks stand in the order of the units.
        let first = checks.partition_point(|check| check.unit < id);
        let checks = checks[first..].iter().take_while(|check| check.unit == id);
        let checks = checks.enumerate().map(|(at, check)| (first + at, check)).filter(|(_, check)| of_unit(check));
        let said: Vec<Said> =
            checks.map(|(at, check)| Said { check: at, span: check.span, prose: check.prose }).collect();
        statements.extend(statements_in(unit.prose.text(), id, &said));
    }
    statements
}

/// Where a text says a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The figure's check, as an index into those of the text.
    pub check: usize,
    /// Where it stands in the text.
    pub span: Span,
    /// Where it stands in the prose of its unit.
    pub prose: Span,
}

/// What is said of some figures in the prose of the unit with a number.
pub fn statements_in(prose: &str, unit: usize, said: &[Said]) -> Vec<Statement> {
    if said.is_empty() {
        return Vec::new();
    }
    let Some(words) = Word::all(prose) else { return Vec::new() };
    let figures = figures::read(prose, Mode::Claim);
    let statement = |said: &Said| {
        let figure = figures.iter().find(|figure| figure.span == said.prose)?;
        Statement::new(said, (unit, prose), figure, (&figures, &words))
    };
    said.iter().filter_map(statement).collect()
}

impl Statement {
    /// What is the same for all that can contradict each other: what differs in it speaks of something else.
    pub fn subject(&self) -> u64 {
        self.subject
    }

    /// The number of the unit that it stands in.
    pub fn unit(&self) -> usize {
        self.unit
    }

    /// Where it is said.
    pub fn place(&self) -> Said {
        Said { check: self.check, span: self.span, prose: self.figure.span }
    }

    fn new(
        &Said { check, span, .. }: &Said,
        (unit, text): (usize, &str),
        figure: &Figure,
        (all, words): (&[Figure], &[Word]),
    ) -> Option<Self> {
        use figures::Kind::{Date, Money, Number, Percent, Quantity, Time};
        let is_alone = |other: &Figure| {
            other.span == figure.span
                || !other.unit.is_comparable(&figure.unit)
                || matches!(other.kind, Date | Time)
                || figure.noun.is_some() && noun_of(words, figure) != noun_of(words, other)
        };
        if !matches!(figure.kind, Number | Money | Percent | Quantity) || !all.iter().all(is_alone) {
            return None;
        }
        let noun = noun_of(words, figure).map(str::to_owned);
        if figure.kind == Number && noun.is_none() {
            return None;
        }
        let of_clause = without_others(text, clause(text, Span::new(0, text.len()), figure.span), figure);
        let is_figure = |span: Span| all.iter().any(|figure| figure.span.overlaps(span));
        let (mut of_it, mut names) = (Vec::new(), BTreeSet::new());
        for word in words.iter().filter(|word| !is_figure(word.place)) {
            if word.is_name {
                names.insert(word.stem.clone());
            } else if of_clause.contains(word.place) && Some(&word.stem) != noun.as_ref() {
                of_it.push(FxBuildHasher.hash_one(&word.stem));
            }
        }
        of_it.sort_unstable();
        of_it.dedup();
        let dates: Vec<String> = all.iter().filter(|other| other.kind == Date).map(Figure::value_text).collect();
        let subject = FxBuildHasher.hash_one((discriminant(&figure.kind), &noun, &names, &dates));
        let (said, figure) = (text[figure.span].to_owned(), figure.clone());
        Some(Self { check, span, said, unit, figure, noun, words: of_it, names, dates, subject })
    }
}

impl Told<'_> {
    /// Whether the two give one thing two figures that can't both be right.
    fn contradicts(&self, other: &Told<'_>) -> bool {
        let is_elsewhere = self.briefing != other.briefing;
        (is_elsewhere || self.part != other.part || self.statement.unit != other.statement.unit)
            && self.statement.contradicts(other.statement, is_elsewhere)
    }
}

impl Statement {
    fn contradicts(&self, other: &Statement, is_elsewhere: bool) -> bool {
        if self.figure.kind != other.figure.kind
            || self.noun != other.noun
            || self.names != other.names
            || self.dates != other.dates
            || !self.figure.unit.is_comparable(&other.figure.unit)
        {
            return false;
        }
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let is_named = !self.names.is_empty() || !self.dates.is_empty();
        let fewest = if self.noun.is_none() || is_elsewhere && !is_named { FEWEST_UNNAMED } else { FEWEST };
        let apart = self.words.len().max(other.words.len()) - shared;
        let differ = |a: &Figure, b: &Figure| matches!(figures::compare(a, b), Agreement::Different | Agreement::Unit);
        shared >= fewest
            && apart * 3 <= shared
            && differ(&self.figure, &other.figure)
            && differ(&other.figure, &self.figure)
    }
}

/// A clause without what is joined to it behind its figure: "killed 14 guards and wounded nine".
fn without_others(text: &str, clause: Span, figure: &Figure) -> Span {
    const JOINTS: [&str; 5] = ["and", "or", "but", "while", "when"];
    let from = figure.noun.unwrap_or(figure.span).end.max(figure.span.end);
    let rest = Span::new(from.min(clause.end), clause.end);
    let joint = words(&text[rest]).into_iter().find(|(_, word)| JOINTS.contains(&word.as_str()));
    joint.map_or(clause, |(place, _)| Span::new(clause.start, rest.start + place.start))
}

/// A content word of a sentence.
#[derive(Debug, PartialEq)]
struct Word {
    place: Span,
    stem: String,
    is_name: bool,
}

impl Word {
    /// Those of a sentence; `None` if it speaks of more, of others or of a part.
    fn all(text: &str) -> Option<Vec<Word>> {
        let mut all = Vec::new();
        for (place, word) in words(text) {
            if OTHERS.contains(&word.as_str()) {
                return None;
            }
            if !is_function_word(&word) {
                let is_name = place.start > 0 && text[place].starts_with(char::is_uppercase);
                all.push(Word { place, stem: stem(&word), is_name });
            }
        }
        Some(all)
    }
}

/// The stem of the noun that a figure counts, the last word of it.
fn noun_of<'w>(words: &'w [Word], figure: &Figure) -> Option<&'w str> {
    let noun = figure.noun?;
    words.iter().rfind(|word| noun.contains(word.place)).map(|word| word.stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::library;
    use crate::verify::{Context, Uncited, verify};

    const SOURCES: &[(&str, &str)] = &[
        (
            "harbour",
            "The strike in Vell idled 1,200 dockers for a week. Exports to Norre rose 5% in May 2024. At least 14 cranes broke.",
        ),
        (
            "union",
            "The strike in Vell idled 1,500 dockers for a week. Exports to Norre rose 7% in May 2024. Exports to Sund rose 9%. 16 cranes broke.",
        ),
    ];

    /// Holds the conflicts between briefings, `FILE: WORDS, OTHER` each, against what is expected.
    fn check(texts: &[&str], expected: &[&str]) {
        let briefings: Vec<Briefing> = texts.iter().map(|text| Briefing::read(*text, &|_| false)).collect();
        let checks: Vec<Vec<Check>> = briefings
            .iter()
            .map(|briefing| {
                let library = library(briefing, SOURCES);
                verify(&Context { briefing, library: &library, uncited: Uncited::Nothing })
            })
            .collect();
        let names = ["a.brief", "b.brief"];
        let said: Vec<Vec<Statement>> =
            briefings.iter().zip(&checks).map(|(briefing, checks)| statements(briefing, checks)).collect();
        let told: Vec<Told<'_>> = said
            .iter()
            .enumerate()
            .flat_map(|(briefing, said)| said.iter().map(move |statement| Told { briefing, part: 0, statement }))
            .collect();
        let shown = |at: usize| format!("{}: {}", names[told[at].briefing], told[at].statement.said);
        let found = conflicts(&told)
            .into_iter()
            .map(|conflict| format!("{}, {}", shown(conflict.later), shown(conflict.earlier)));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{texts:?}");
    }

    #[test]
    fn two_briefings_say_one_thing_otherwise() {
        check(
            &[
                "\nThe strike in Vell idled 1,200 dockers [@harbour].",
                "In Vell, the strike idled 1,500 dockers [@union].",
            ],
            &["b.brief: 1,500, a.brief: 1,200"],
        );
    }

    #[test]
    fn other_names_dates_and_nouns_are_other_things() {
        check(&["Exports to Norre rose 7% [@union].", "Exports to Sund rose 9% [@union]."], &[]);
        check(&["Exports to Norre rose 5% in May 2024 [@harbour].", "Exports to Norre rose 7% [@union]."], &[]);
        check(&["The strike in Vell idled 1,200 dockers [@harbour].", "It idled 1,500 dockers [@union]."], &[]);
    }

    #[test]
    fn a_hedge_that_allows_the_other_is_no_conflict() {
        check(&["At least 14 cranes in the yard broke [@harbour].", "In the yard 16 cranes broke [@union]."], &[]);
    }

    #[test]
    fn figures_of_one_sentence_are_set_against_each_other_on_purpose() {
        check(
            &["The strike in Vell idled 1,200 dockers [@harbour], 1,500 dockers by the union's count [@union].", ""],
            &[],
        );
    }
}
