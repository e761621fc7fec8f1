//! The statements of a source that a claim's figure is held against.

use super::agreement::{agreement, could_stand_for, counts_elsewhere, holds, is_counting, is_end, is_other_magnitude};
use super::decide::Candidate;
use super::roles::{ClaimRoles, Fit, Fits};
use super::sentence::SameSentence;
use super::told_apart::{counts_another, counts_other_kind, is_told_apart};
use super::{Claim, ends, parallel};
use crate::clauses::is_plural;
use crate::figures::{Agreement, Figure, Hedge, Kind, Unit, Value, compare};
use crate::lexicon::BESIDE_OTHERS;
use crate::sources::{Article, SourceId, Stated, StemId};
use crate::statements::{Relation, Statement};
use crate::verify::said::Word;

/// What one source has for a claim's figure.
#[derive(Debug, Default)]
pub struct Candidates<'a> {
    /// The statements that have the claim's value in some way.
    pub values: Vec<Candidate<'a>>,
    /// Those that have another value, and every role that the claim names.
    pub rivals: Vec<Candidate<'a>>,
    /// The figure of the same kind whose statement has the most of the claim's words, if any has one.
    pub nearest: Option<Candidate<'a>>,
}

/// The most statements that are looked at for one word of the claim.
const MOST_OF_A_WORD: usize = 64;

/// The most statements of a table that are looked at.
const MOST_OF_TABLE: usize = 1024;

/// The fewest words that a rival and the claim must share to be of one thing: with one word alone, too much is of it.
const FEWEST_TELLING: usize = 2;

/// Searches a source for the figure of the claim's statement number `at`.
pub fn search<'a>(
    claim: &Claim<'_>,
    at: usize,
    source: SourceId,
    article: &'a Article,
    same: &[SameSentence<'a>],
) -> Candidates<'a> {
    let Some(statement) = claim.statements.get(at) else { return Candidates::default() };
    let Some(roles) = ClaimRoles::new(claim, at, article) else { return Candidates::default() };
    let figure = &statement.figure;
    let in_place =
        |same: &SameSentence<'a>| same.in_place_of(at).filter(|stated| !is_other_end(statement, &stated.statement));
    let place_of = |stated: &Stated| {
        let span = stated.statement.figure.span;
        same.iter().find(|same| in_place(same).is_some_and(|other| other.statement.figure.span == span))
    };
    let is_in_place = |stated: &Stated| place_of(stated).is_some();
    let candidate = |stated: &'a Stated, agreement| Candidate {
        source,
        stated,
        agreement,
        fits: if is_in_place(stated) { Fits::SAME_SENTENCE } else { roles.fits(stated) },
        is_in_place: is_in_place(stated),
        is_sole_difference: place_of(stated).is_some_and(|same| same.differing <= 1),
        is_whole: place_of(stated).is_some_and(|same| same.is_whole),
        is_order: (figure.kind == Kind::Ordinal) != (stated.statement.figure.kind == Kind::Ordinal)
            && is_counting(figure)
            && is_counting(&stated.statement.figure),
        is_magnitude: agreement == Agreement::Unit && is_other_magnitude(figure, &stated.statement.figure),
        is_paid_otherwise: agreement == Agreement::Unit && figure.is_paid_otherwise(&stated.statement.figure),
        is_told_apart: false,
        is_rejected: stated.statement.rejected.is_some() && statement.rejected.is_none(),
    };
    // The date that the source is of is the period of nothing in it.
    let own_date = article.own_date().map(|own| own.span);
    let is_own_date = |stated: &&Stated| own_date.is_some_and(|own| own.overlaps(stated.statement.figure.span));
    let mut values: Vec<Candidate<'a>> = Vec::new();
    for stated in article.statements().near(figure).into_iter().filter(|stated| !is_own_date(stated)) {
        let agreement = match agreement(figure, &stated.statement.figure) {
            Agreement::Different if is_in_place(stated) && is_end(figure, &stated.statement.figure) => Agreement::Equal,
            // "Between six and seven minutes" is no other than "6 ½ minutes" of the same thing.
            Agreement::Different if holds(figure, &stated.statement.figure) && roles.shares_subject(stated) => {
                Agreement::Loose
            }
            // What holds of many values, a bound or a span, is of the claim only if both are of one thing.
            Agreement::Loose if is_open_apart(figure, stated, &roles) => Agreement::Different,
            agreement => agreement,
        };
        if agreement != Agreement::Different {
            values.push(candidate(stated, agreement));
        }
    }
    values.extend(both_ends(figure, article, &candidate));
    let is_age = matches!(&figure.unit, Unit::Measure(measure) if measure.is_age());
    for found in &mut values {
        let fits = roles.fits(found.stated);
        // An age is of somebody: what else the clause tells is of others, too.
        let is_of_bearer = is_age && fits.agreed > 0;
        found.is_told_apart = !fits.all()
            && !is_of_bearer
            && (is_told_apart(claim, &roles, found.stated, article)
                || counts_another(&roles, found.stated, article)
                || counts_other_kind(figure, &found.stated.statement.figure));
        // Of a series in which the claim's words stand apart from its figure, the place tells nothing.
        if found.is_told_apart && !place_of(found.stated).is_some_and(|same| same.is_whole) {
            (found.fits, found.is_in_place) = (fits, false);
        }
    }
    let mut rivals = rivals(claim, statement, &roles, article, &candidate);
    let others = same.iter().filter_map(in_place).filter(|stated| {
        let theirs = &stated.statement.figure;
        // By how much something rose is no other value than what it rose to.
        let is_of_other_relation = roles.fits(stated).relation == Some(Fit::Contradicts);
        agreement(figure, theirs) == Agreement::Different
            && !is_end(figure, theirs)
            && !is_of_other_relation
            && (place_of(stated).is_some_and(|same| same.is_whole)
                || are_both_changes_or_neither(statement, &stated.statement))
    });
    rivals.extend(others.map(|stated| candidate(stated, Agreement::Different)));
    rivals.extend(other_years(figure, &roles, article, &candidate));
    rivals.extend(other_date(figure, &roles, article, &candidate));
    rivals.retain(|rival| !is_own_date(&rival.stated));
    if let Some(stated) = of_other_row(&values, &roles, article) {
        let found = candidate(stated, Agreement::Different);
        rivals.push(Candidate { fits: Fits::SAME_SENTENCE, ..found });
    }
    if let Some(stated) = ends::other_than(claim, at, article).or_else(|| ends::other_time(claim, at, article)) {
        let fits = Fits::SAME_SENTENCE;
        let found = candidate(stated, Agreement::Different);
        rivals.push(Candidate { is_in_place: true, is_sole_difference: true, fits, ..found });
    }
    let nearest = nearest(figure, &roles, article, &candidate);
    Candidates { values, rivals, nearest }
}

/// Whether one of the two says no single value (a range, a time from one date to another, a bound), and nothing else is said of
/// both. The ends of a range are values of their own.
fn is_open_apart(claim: &Figure, stated: &Stated, roles: &ClaimRoles<'_>) -> bool {
    let theirs = &stated.statement.figure;
    let is_bound = |figure: &Figure| figure.hedge.is_some_and(Hedge::is_bound);
    let is_open = |figure: &Figure| matches!(figure.value, Value::Range(..) | Value::Period(..)) || is_bound(figure);
    let is_at_end = |end: &Figure| compare(end, theirs).rank() < Agreement::Unit.rank();
    let has_end = claim.kind == Kind::Range && claim.ends().is_some_and(|ends| ends.iter().any(is_at_end));
    (is_open(claim) || is_open(theirs)) && !has_end && roles.fits(stated).is_apart()
}

/// A range whose ends the source has apart, each of the same thing: the one of them that fits worse.
fn both_ends<'a>(
    claim: &Figure,
    article: &'a Article,
    candidate: &dyn Fn(&'a Stated, Agreement) -> Candidate<'a>,
) -> Option<Candidate<'a>> {
    let ends = claim.ends().filter(|_| claim.kind == Kind::Range)?;
    let best = |end: &Figure| {
        let near = article.statements().near(end).into_iter();
        let with = near.filter(|stated| compare(end, &stated.statement.figure).supports());
        with.map(|stated| candidate(stated, Agreement::Equal)).max_by_key(|found| (found.fits.all(), found.fits.agreed))
    };
    let (low, high) = (best(&ends[0])?, best(&ends[1])?);
    Some(if low.fits.all() { high } else { low })
}

/// The statements of another value that agree in every role.
fn rivals<'a>(
    claim: &Claim<'_>,
    statement: &Statement,
    roles: &ClaimRoles<'_>,
    article: &'a Article,
    candidate: &dyn Fn(&'a Stated, Agreement) -> Candidate<'a>,
) -> Vec<Candidate<'a>> {
    if roles.telling().count() < FEWEST_TELLING || !roles.names_more_than_a_place() {
        return Vec::new();
    }
    let Some(rarest) = roles.rarest(article) else { return Vec::new() };
    let with = rarest.stems.iter().flat_map(|&stem| article.statements().with(stem));
    let is_claimed = |noun: &str| {
        let is_own = |word: &Word| statement.figure.noun.is_some_and(|own| own.overlaps(word.span));
        let words = claim.words.words.iter().filter(|word| !is_own(word) && is_plural(&word.folded));
        words.into_iter().any(|word| word.stem.as_deref() == Some(noun))
    };
    let is_rival = |stated: &&Stated| {
        let theirs = &stated.statement.figure;
        !is_other_end(statement, &stated.statement)
            && could_stand_for(&statement.figure, theirs)
            && !counts_elsewhere(&statement.figure, theirs, &is_claimed)
            && agreement(&statement.figure, theirs) == Agreement::Different
            && !claim.figures.iter().any(|other| compare(other, theirs).supports())
            && !is_beside_others(article, theirs)
            && are_both_changes_or_neither(statement, &stated.statement)
    };
    let rivals = with.filter(is_rival).map(|stated| candidate(stated, Agreement::Different));
    rivals.filter(|rival| rival.fits.all() && rival.stated.statement.relation != Some(Relation::From)).collect()
}

/// The statements that give a day of the claim's event the same month and day in another year: no two things of one kind fall on one day
/// by chance.
fn other_years<'a>(
    figure: &Figure,
    roles: &ClaimRoles<'_>,
    article: &'a Article,
    candidate: &dyn Fn(&'a Stated, Agreement) -> Candidate<'a>,
) -> Vec<Candidate<'a>> {
    let day = |figure: &Figure| match figure.value {
        Value::Date(date) => Some((date.year?, date.month?, date.day?)),
        _ => None,
    };
    let Some((year, month, of_month)) = day(figure) else { return Vec::new() };
    let is_other = |stated: &&Stated| {
        day(&stated.statement.figure).is_some_and(|(other, a, b)| other != year && (a, b) == (month, of_month))
    };
    let others = of_event(roles, article).filter(is_other).map(|stated| candidate(stated, Agreement::Different));
    others.filter(|other| other.fits.names_event && !other.fits.event_unsaid).collect()
}

/// The statements that have a word of the claim's event.
fn of_event<'a>(roles: &ClaimRoles<'_>, article: &'a Article) -> impl Iterator<Item = &'a Stated> {
    let stems = roles.event.iter().flat_map(|word| word.stems.iter().copied());
    stems.flat_map(|stem| article.statements().with(stem))
}

/// The one date of a sentence that has the claim's event and all else that the claim says of its date: a date is of the whole clause,
/// whatever part each word has in it.
fn other_date<'a>(
    figure: &Figure,
    roles: &ClaimRoles<'_>,
    article: &'a Article,
    candidate: &dyn Fn(&'a Stated, Agreement) -> Candidate<'a>,
) -> Option<Candidate<'a>> {
    let is_date = |stated: &Stated| stated.statement.figure.kind == Kind::Date;
    let telling: Vec<_> =
        roles.telling().filter(|word| !roles.event.iter().any(|event| event.span == word.span)).collect();
    if figure.kind != Kind::Date || telling.len() < FEWEST_TELLING || roles.event.is_empty() {
        return None;
    }
    let found = of_event(roles, article).take(MOST_OF_A_WORD).filter(|stated| is_date(stated)).find(|stated| {
        let sentence = stated.statement.sentence;
        let at = article.sentences().partition_point(|other| other.end <= stated.statement.figure.span.start);
        let is_here = |&stem: &StemId| {
            u32::try_from(at).is_ok_and(|at| article.forms().sentences(stem).binary_search(&at).is_ok())
        };
        let is_only = article.statements().within(sentence).filter(|other| is_date(other)).count() == 1;
        is_only && telling.iter().all(|word| word.stems.iter().any(is_here))
    })?;
    let theirs = &found.statement.figure;
    let is_other = could_stand_for(figure, theirs) && agreement(figure, theirs) == Agreement::Different;
    is_other.then(|| Candidate { fits: Fits::SAME_SENTENCE, ..candidate(found, Agreement::Different) })
}

/// The cell that has the claim's time, where the source has the claim's figure only in the same column, or the same row, of the same
/// table at other times.
fn of_other_row<'a>(values: &[Candidate<'a>], roles: &ClaimRoles<'_>, article: &'a Article) -> Option<&'a Stated> {
    let supporting = || values.iter().filter(|found| found.agreement.supports());
    let is_of_other_row =
        |found: &Candidate<'_>| found.stated.statement.cell.is_some() && found.fits.is_of_other_time();
    if !supporting().all(is_of_other_row) {
        return None;
    }
    // Where the words agree, it is the time that is another.
    let found = supporting().next().filter(|found| !found.fits.words())?.stated;
    let place = found.statement.cell?;
    let behind = article.statements().behind(&|other| other.span.start < place.table);
    // The heads of the rows stand between the cells.
    let in_table = behind.take(MOST_OF_TABLE).filter_map(|other| Some((other, other.statement.cell?)));
    let in_line = in_table
        .filter(|(_, cell)| cell.table == place.table && (cell.column == place.column) != (cell.row == place.row));
    let mut of_time = in_line
        .map(|(other, _)| other)
        .filter(|other| parallel::are_other_figures(found, other) && roles.fits(other).when == Some(Fit::Agrees));
    of_time.next().filter(|_| of_time.next().is_none())
}

/// Whether one is what a change began with and the other what it led to, whichever is told first.
fn is_other_end(ours: &Statement, theirs: &Statement) -> bool {
    ours.end.zip(theirs.end).is_some_and(|(ours, theirs)| ours != theirs)
}

/// How much something changed is no other value of it.
pub(super) fn are_both_changes_or_neither(ours: &Statement, theirs: &Statement) -> bool {
    (ours.relation == Some(Relation::By)) == (theirs.relation == Some(Relation::By))
}

/// Whether a figure counts what comes beside others: `four others`, `200 more`, `another 450`.
pub(super) fn is_beside_others(article: &Article, figure: &Figure) -> bool {
    let text = article.text();
    let after = text.get(figure.span.end..).and_then(|after| after.split_whitespace().next());
    let before = text.get(..figure.span.start).and_then(|before| before.split_whitespace().next_back());
    let is_told = |word: Option<&str>| {
        word.is_some_and(|word| BESIDE_OTHERS.has(word.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let is_within = || text.get(figure.span.range()).is_some_and(|own| own.split(' ').any(|word| is_told(Some(word))));
    is_told(after) || is_told(before) || figure.noun.is_some_and(|noun| is_told(text.get(noun.range()))) || is_within()
}

/// The figure that could stand for the claim's and shares the most words with it; of equals the first.
fn nearest<'a>(
    figure: &Figure,
    roles: &ClaimRoles<'_>,
    article: &'a Article,
    candidate: &dyn Fn(&'a Stated, Agreement) -> Candidate<'a>,
) -> Option<Candidate<'a>> {
    let rarest = roles.rarest_known(article)?;
    let with = rarest.stems.iter().flat_map(|&stem| article.statements().with(stem));
    let near = with.filter(|stated| could_stand_for(figure, &stated.statement.figure));
    near.map(|stated| candidate(stated, Agreement::Different))
        .reduce(|best, next| if next.fits.agreed > best.fits.agreed { next } else { best })
}
