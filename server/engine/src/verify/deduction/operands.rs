//! The figures of an article that can be operands: of what the claim's figure is of, and the other members of their series.

use super::ClaimedFigure;
use crate::figures::{Exact, Figure, Kind, Unit, Value};
use crate::lexicon::TOTAL_WORDS;
use crate::sources::{Article, Stated, StemId};
use crate::statements::{Cell, Statement};
use crate::text::{Span, stem};

/// The most figures of a source that are tried with each other.
const MOST: usize = 12;
/// The most statements of a table that are looked through for a total.
const MOST_OF_A_TABLE: usize = 256;
/// The most statements that are looked at for one word of the claim.
const MOST_OF_A_WORD: usize = 64;

/// A figure of a source that may be an operand.
pub(super) struct Operand<'a> {
    pub stated: &'a Stated,
    pub value: Exact,
    /// As a `calc` would have it.
    pub words: &'a str,
}

impl Operand<'_> {
    pub fn figure(&self) -> &Figure {
        &self.stated.statement.figure
    }

    pub fn span(&self) -> Span {
        self.figure().span
    }

    /// Whether two operands stand in one sentence or row and are of one measure.
    pub fn is_of_series_with(&self, other: &Self) -> bool {
        self.stated.statement.sentence == other.stated.statement.sentence && self.is_of_one_measure_with(other)
    }

    /// Whether two operands stand in one sentence, or in one row or column of a table.
    pub fn is_beside(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.stated.statement, &other.stated.statement);
        let are_cells_of_one = ours
            .cell
            .zip(theirs.cell)
            .is_some_and(|(a, b)| a.table == b.table && (a.row == b.row || a.column == b.column));
        ours.sentence == theirs.sentence || are_cells_of_one
    }

    /// Whether other things happened to two operands: what a film takes and what it costs don't add up.
    pub fn is_of_other_event(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.stated, other.stated);
        let is_change = |stated: &Stated| stated.statement.direction.is_some() || stated.event.is_empty();
        let count_one_thing =
            matches!((&self.figure().unit, &other.figure().unit), (Unit::Counted(_), Unit::Counted(_)));
        !count_one_thing
            && !is_change(ours)
            && !is_change(theirs)
            && ours.event.iter().all(|stem| !theirs.event.contains(stem))
    }

    /// Whether two operands are amounts of one kind and of one subject or event, whatever each measures.
    pub fn is_compared_with(&self, other: &Self) -> bool {
        let mut words = self.stated.subject.iter().chain(&self.stated.event);
        is_of_one_kind(self.figure(), other.figure()) && words.any(|&stem| other.stated.has(stem))
    }

    /// Whether two operands are of one measure, or count one thing, and can be added up as they are written.
    pub fn is_of_one_measure_with(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.figure(), other.figure());
        let count_one_thing = matches!((&ours.unit, &theirs.unit), (Unit::Counted(_), Unit::Counted(_)));
        is_of_one_kind(ours, theirs) && (count_one_thing || self.stated.is_of_topic_of(other.stated))
    }
}

impl ClaimedFigure<'_> {
    /// The operands, in the order of the text.
    pub(super) fn operands<'a>(&self, article: &'a Article) -> Vec<Operand<'a>> {
        let stems = self.subject(article);
        let statements = article.statements();
        let mut shared: Vec<(usize, &'a Stated)> = Vec::new();
        for &stem in &stems {
            for stated in statements.with(stem).take(MOST_OF_A_WORD) {
                let count = stems.iter().filter(|&&stem| stated.has(stem)).count();
                shared.push((count, stated));
            }
        }
        shared.retain(|(_, stated)| self.counts_the_same(stated) && self.could_follow_from(&stated.statement.figure));
        shared.sort_by_key(|&(count, stated)| (std::cmp::Reverse(count), stated.statement.figure.span));
        shared.dedup_by_key(|(_, stated)| stated.statement.figure.span);
        shared.truncate(MOST);
        let mut found: Vec<&'a Stated> = shared.into_iter().map(|(_, stated)| stated).collect();
        self.add_peers(article, &mut found);
        add_totals(article, &mut found);
        found.sort_by_key(|stated| stated.statement.figure.span);
        found.dedup_by_key(|stated| stated.statement.figure.span);
        found.into_iter().filter_map(|stated| operand(article, stated)).take(2 * MOST).collect()
    }

    /// The stems of an article that the claim's subject has, the rarest first.
    fn subject(&self, article: &Article) -> Vec<StemId> {
        let statement = self.statement;
        let fillers = [&statement.measure, &statement.counted, &statement.who, &statement.place, &statement.event];
        let spans: Vec<Span> = fillers.iter().flat_map(|filler| filler.words.iter().copied()).collect();
        let words = self.claim.said.words.iter().filter(|word| spans.iter().any(|span| span.contains(word.span)));
        let mut stems: Vec<StemId> = words.filter_map(|word| article.forms().find(word.stem.as_deref()?)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems.retain(|&stem| article.statements().count(stem) > 0);
        stems.sort_by_key(|&stem| article.statements().count(stem));
        stems
    }

    /// Whether a statement counts what the claim's figure counts, where this counts anything.
    fn counts_the_same(&self, stated: &Stated) -> bool {
        match (&self.figure.unit, &stated.statement.figure.unit) {
            (Unit::Counted(ours), Unit::Counted(theirs)) => stem(ours) == stem(theirs),
            _ => true,
        }
    }

    /// Whether a figure is of a kind of which something like the claim's figure is worked out.
    fn could_follow_from(&self, figure: &Figure) -> bool {
        match (&self.figure.unit, &figure.unit) {
            _ if self.is_points() => figure.unit == Unit::Percent,
            (Unit::Percent | Unit::Share, _) => true,
            _ if self.figure.kind == Kind::Multiple => true,
            (ours, theirs) => ours.is_comparable(theirs),
        }
    }

    /// The other figures in the sentences of those found that can be added to them: "300 jobs in Leeds and 200 in York".
    fn add_peers<'a>(&self, article: &'a Article, found: &mut Vec<&'a Stated>) {
        let sentences: Vec<Span> = found.iter().map(|stated| stated.statement.sentence).collect();
        for sentence in sentences {
            let peers = article.statements().within(sentence).take(MOST);
            found.extend(peers.filter(|stated| self.counts_the_same(stated)));
        }
    }
}

/// Adds the totals of the columns that cells found stand in.
fn add_totals<'a>(article: &'a Article, found: &mut Vec<&'a Stated>) {
    let cells: Vec<(Span, Cell)> = found
        .iter()
        .filter_map(|stated| Some((stated.statement.figure.span, stated.statement.cell?)))
        .take(MOST)
        .collect();
    for (span, cell) in cells {
        let below = article.statements().behind(&|figure| figure.span.start <= span.start).take(MOST_OF_A_TABLE);
        let mut below = below.take_while(|stated| stated.statement.cell.is_none_or(|other| other.table == cell.table));
        found.extend(below.find(|stated| {
            let is_below = stated.statement.cell.is_some_and(|other| other.column == cell.column);
            is_below && is_total(article, &stated.statement)
        }));
    }
}

/// Whether a cell stands in a row or a column of totals.
pub(super) fn is_total(article: &Article, statement: &Statement) -> bool {
    let labels = statement.who.words.iter().chain(&statement.measure.words);
    let mut words = labels.flat_map(|&span| article.text().get(span.range()).unwrap_or_default().split_whitespace());
    words.any(|word| TOTAL_WORDS.has(&word.to_lowercase()))
}

/// A statement as an operand, if its figure is a plain number that a `calc` can be written with.
pub(super) fn operand<'a>(article: &'a Article, stated: &'a Stated) -> Option<Operand<'a>> {
    let figure = &stated.statement.figure;
    let Value::Number(value) = figure.value else { return None };
    let words = article.text().get(figure.span.range())?;
    let is_plain = matches!(figure.kind, Kind::Number | Kind::Money | Kind::Percent | Kind::Quantity)
        && figure.unit != Unit::Share
        && figure.within.is_none_or(|whole| whole == Kind::Range)
        && stated.statement.rejected.is_none()
        && (value > Exact::ONE || !matches!(figure.unit, Unit::None | Unit::Counted(_)))
        && !words.contains(['(', ')', '=', '+', '*', '/', '–', '—', '−', '\n'])
        && !has_minus(words);
    is_plain.then_some(Operand { stated, value, words })
}

/// Whether a `calc` would read a hyphen of some words as a minus: not that of `fifty-three thousand`.
fn has_minus(words: &str) -> bool {
    words.match_indices('-').any(|(at, _)| {
        let (before, after) = (words[..at].chars().next_back(), words[at + 1..].chars().next());
        !before.is_some_and(char::is_alphabetic) || !after.is_some_and(char::is_alphabetic)
    })
}

/// Whether two figures can be added up as they are written.
pub(super) fn is_of_one_kind(a: &Figure, b: &Figure) -> bool {
    match (&a.unit, &b.unit) {
        (Unit::Counted(a), Unit::Counted(b)) => stem(a) == stem(b),
        (Unit::Counted(_) | Unit::None, Unit::Counted(_) | Unit::None) => a.kind == b.kind,
        (Unit::Measure(a), Unit::Measure(b)) => a.symbol == b.symbol,
        (Unit::Currency(a), Unit::Currency(b)) => a.agrees(*b),
        (a, b) => a == b,
    }
}
