//! Two figures for one thing, in one briefing or in several.
//!
//! Words that two sentences share are a weak sign that they speak of one thing. So all must fit: what is counted or
//! measured, nearly every word of the two clauses, the names, and the dates.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Check, Kind, Verdict};
use super::figure::FigureFault;
use crate::figures::{self, Agreement, Figure, Mode};
use crate::markup::{Briefing, Unit, UnitKind};
use crate::sources::clause;
use crate::text::{Span, is_function_word, stem, words};

/// A briefing that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What people know it by.
    pub name: &'a str,
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Its checks.
    pub checks: &'a [Check],
}

/// A figure that says of one thing what an earlier one says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The briefing of the later figure, by its place among those that were given.
    pub briefing: usize,
    /// Its check.
    pub check: usize,
    /// Where and what the earlier one is, for people.
    pub other: String,
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

/// The conflicts between the figures of several briefings, and within each: for each figure the first that it contradicts.
/// Figures with a finding of their own are left out.
pub fn conflicts(checked: &[Checked<'_>]) -> Vec<Conflict> {
    let items: Vec<Item<'_>> =
        checked.iter().enumerate().flat_map(|(number, checked)| items(number, checked)).collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, item) in items.iter().enumerate() {
        for word in &item.words {
            by_word.entry(word).or_default().push(number);
        }
    }
    let mut conflicts = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let rare = item.words.iter().filter_map(|word| by_word.get(word.as_str())).filter(|all| all.len() <= COMMON);
        let before: BTreeSet<usize> = rare.flatten().copied().filter(|&other| other < number).collect();
        let Some(earlier) = before.into_iter().map(|other| &items[other]).find(|other| other.contradicts(item)) else {
            continue;
        };
        let other = earlier.describe(checked, earlier.briefing != item.briefing);
        conflicts.push(Conflict { briefing: item.briefing, check: item.check, other });
    }
    conflicts
}

impl Check {
    /// Makes it one of a figure that an earlier one contradicts.
    pub fn mark(&mut self, conflict: Conflict) {
        self.verdict = Verdict::Figure(FigureFault::Conflict { other: conflict.other });
        self.how = String::new();
    }
}

/// A figure with what it speaks of.
struct Item<'a> {
    briefing: usize,
    check: usize,
    unit: usize,
    span: Span,
    figure: Figure,
    /// The stem of the noun that it counts.
    noun: Option<String>,
    /// The stems of its clause, the noun's and the names' aside.
    words: BTreeSet<String>,
    /// The names and the dates of its sentence.
    names: BTreeSet<String>,
    dates: Vec<String>,
    text: &'a str,
}

/// The figures of a briefing that can be held against others.
fn items<'a>(number: usize, checked: &Checked<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for (id, unit) in checked.briefing.units.iter().enumerate() {
        if unit.off || !matches!(unit.kind, UnitKind::Sentence | UnitKind::Item) {
            continue;
        }
        let of_unit = |check: &Check| {
            check.kind == Kind::Figure
                && check.unit == id
                && matches!(check.verdict, Verdict::Verified | Verdict::Unasked)
        };
        // The checks stand in the order of the units.
        let first = checked.checks.partition_point(|check| check.unit < id);
        let checks = checked.checks[first..].iter().take_while(|check| check.unit == id);
        let checks: Vec<(usize, &Check)> =
            checks.enumerate().map(|(at, check)| (first + at, check)).filter(|(_, check)| of_unit(check)).collect();
        if checks.is_empty() {
            continue;
        }
        let Some(words) = Word::all(unit.prose.text()) else { continue };
        let figures = figures::read(unit.prose.text(), Mode::Claim);
        for (check, said) in checks {
            let Some(figure) = figures.iter().find(|figure| figure.span == said.prose) else { continue };
            items.extend(Item::new((number, check), (id, unit), said.span, figure, (&figures, &words)));
        }
    }
    items
}

impl<'a> Item<'a> {
    fn new(
        (briefing, check): (usize, usize),
        (id, unit): (usize, &'a Unit),
        span: Span,
        figure: &Figure,
        (all, words): (&[Figure], &[Word]),
    ) -> Option<Self> {
        use figures::Kind::{Date, Money, Number, Percent, Quantity, Time};
        let text = unit.prose.text();
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
        let (mut of_it, mut names) = (BTreeSet::new(), BTreeSet::new());
        for word in words.iter().filter(|word| !is_figure(word.place)) {
            if word.is_name {
                names.insert(word.stem.clone());
            } else if of_clause.contains(word.place) && Some(&word.stem) != noun.as_ref() {
                of_it.insert(word.stem.clone());
            }
        }
        let dates = all.iter().filter(|other| other.kind == Date).map(Figure::value_text).collect();
        Some(Self { briefing, check, unit: id, span, figure: figure.clone(), noun, words: of_it, names, dates, text })
    }

    /// Whether the two give one thing two figures that can't both be right.
    fn contradicts(&self, other: &Item<'_>) -> bool {
        let is_elsewhere = self.briefing != other.briefing;
        if self.figure.kind != other.figure.kind
            || !is_elsewhere && self.unit == other.unit
            || self.noun != other.noun
            || self.names != other.names
            || self.dates != other.dates
            || !self.figure.unit.is_comparable(&other.figure.unit)
        {
            return false;
        }
        let shared = self.words.intersection(&other.words).count();
        let is_named = !self.names.is_empty() || !self.dates.is_empty();
        let fewest = if self.noun.is_none() || is_elsewhere && !is_named { FEWEST_UNNAMED } else { FEWEST };
        let apart = self.words.len().max(other.words.len()) - shared;
        let differ = |a: &Figure, b: &Figure| matches!(figures::compare(a, b), Agreement::Different | Agreement::Unit);
        shared >= fewest
            && apart * 3 <= shared
            && differ(&self.figure, &other.figure)
            && differ(&other.figure, &self.figure)
    }

    /// Where it stands and what it is: `“1,500” in line 3`.
    fn describe(&self, checked: &[Checked<'_>], is_elsewhere: bool) -> String {
        let Some(checked) = checked.get(self.briefing) else { return String::new() };
        let words = &self.text[self.figure.span];
        let before = checked.briefing.text.as_str().get(..self.span.start).unwrap_or_default();
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let place = if is_elsewhere { format!(" of {}", checked.name) } else { String::new() };
        format!("“{words}” in line {line}{place}")
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
        let checked: Vec<Checked<'_>> = names
            .iter()
            .zip(briefings.iter().zip(&checks))
            .map(|(name, (briefing, checks))| Checked { name, briefing, checks })
            .collect();
        let found = conflicts(&checked).into_iter().map(|conflict| {
            let words = &texts[conflict.briefing][checks[conflict.briefing][conflict.check].span.range()];
            format!("{}: {words}, {}", names[conflict.briefing], conflict.other)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{texts:?}");
    }

    #[test]
    fn two_briefings_say_one_thing_otherwise() {
        check(
            &[
                "\nThe strike in Vell idled 1,200 dockers [@harbour].",
                "In Vell, the strike idled 1,500 dockers [@union].",
            ],
            &["b.brief: 1,500, “1,200” in line 2 of a.brief"],
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
