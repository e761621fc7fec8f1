//! The statements of a source that a claim's figure is held against.

use super::Claim;
use super::decide::Candidate;
use super::roles::{ClaimRoles, Fits};
use super::sentence::SameSentence;
use crate::figures::{Agreement, Figure, Kind, Value, compare};
use crate::sources::{Article, SourceId, Stated};
use crate::statements::Statement;

/// What one source has for a claim's figure.
#[derive(Debug, Default)]
pub struct Found<'a> {
    /// The statements that have the claim's value in some way.
    pub values: Vec<Candidate<'a>>,
    /// Those that have another value, and every role that the claim names.
    pub rivals: Vec<Candidate<'a>>,
    /// The figure of the same kind whose statement has the most of the claim's words, if any has one.
    pub nearest: Option<Candidate<'a>>,
}

/// The fewest words that a rival and the claim must share to be of one thing: with one word alone, too much is of it.
const FEWEST_TELLING: usize = 2;

/// Searches a source for the figure of the claim's statement number `at`.
pub fn search<'a>(
    claim: &Claim<'_>,
    at: usize,
    source: SourceId,
    article: &'a Article,
    same: &[SameSentence<'a>],
) -> Found<'a> {
    let Some(statement) = claim.statements.get(at) else { return Found::default() };
    let Some(roles) = ClaimRoles::new(claim, at, article) else { return Found::default() };
    let figure = &statement.figure;
    let is_in_place = |stated: &Stated| {
        let span = stated.statement.figure.span;
        same.iter().filter_map(|same| same.in_place_of(at)).any(|other| other.statement.figure.span == span)
    };
    let candidate = |stated: &'a Stated, agreement| Candidate {
        source,
        stated,
        agreement,
        fits: if is_in_place(stated) { Fits::SAME_SENTENCE } else { roles.fits(stated) },
        is_in_place: is_in_place(stated),
        is_order: (figure.kind == Kind::Ordinal) != (stated.statement.figure.kind == Kind::Ordinal),
        is_told_apart: false,
    };
    let mut values: Vec<Candidate<'a>> = Vec::new();
    for stated in article.statements().near(figure) {
        let agreement = match agreement(figure, &stated.statement.figure) {
            Agreement::Different if is_in_place(stated) && is_end(figure, &stated.statement.figure) => Agreement::Equal,
            agreement => agreement,
        };
        if agreement != Agreement::Different {
            values.push(candidate(stated, agreement));
        }
    }
    values.extend(both_ends(figure, article, &candidate));
    for found in &mut values {
        found.is_told_apart = !found.fits.all() && is_told_apart(&roles, found.stated, article);
    }
    let mut rivals = rivals(claim, statement, &roles, article, &candidate);
    let in_place = same.iter().filter_map(|same| same.in_place_of(at));
    let others = in_place.filter(|stated| {
        let theirs = &stated.statement.figure;
        agreement(figure, theirs) == Agreement::Different && !is_end(figure, theirs)
    });
    rivals.extend(others.map(|stated| candidate(stated, Agreement::Different)));
    let nearest = nearest(figure, &roles, article, &candidate);
    Found { values, rivals, nearest }
}

/// How a claim's figure stands to a source's. A range is borne out by the same range, not by what lies in it.
fn agreement(claim: &Figure, source: &Figure) -> Agreement {
    match compare(claim, source) {
        Agreement::Contained if claim.kind == Kind::Range => Agreement::Different,
        // A date is not rounded.
        Agreement::Unmarked | Agreement::Rounded if claim.kind == Kind::Date => Agreement::Different,
        agreement => agreement,
    }
}

/// Whether a source's figure is the least or the most of a claim's range.
fn is_end(claim: &Figure, source: &Figure) -> bool {
    claim.kind == Kind::Range && claim.ends().is_some_and(|ends| ends.iter().any(|end| compare(end, source).supports()))
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
    if roles.telling().count() < FEWEST_TELLING {
        return Vec::new();
    }
    let Some(rarest) = roles.rarest(article) else { return Vec::new() };
    let with = rarest.stems.iter().flat_map(|&stem| article.statements().with(stem));
    let is_rival = |stated: &&Stated| {
        let theirs = &stated.statement.figure;
        could_stand_for(&statement.figure, theirs)
            && agreement(&statement.figure, theirs) == Agreement::Different
            && !claim.figures.iter().any(|other| compare(other, theirs).supports())
    };
    let rivals = with.filter(is_rival).map(|stated| candidate(stated, Agreement::Different));
    rivals
        .filter(|rival| rival.fits.all() && rival.stated.statement.relation != Some(crate::statements::Relation::From))
        .collect()
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

/// Whether a source's figure could be the right one in the claim's stead: of one kind and unit, a longest reading.
pub fn could_stand_for(claim: &Figure, source: &Figure) -> bool {
    source.within.is_none()
        && claim.kind == source.kind
        && claim.unit.is_comparable(&source.unit)
        && fields(claim) == fields(source)
}

/// Which fields a date states: a year can't stand for a month.
fn fields(figure: &Figure) -> Option<(bool, bool, bool)> {
    match figure.value {
        Value::Date(date) => Some((date.year.is_some(), date.month.is_some(), date.day.is_some())),
        _ => None,
    }
}

/// Whether the source tells a statement apart from what the claim names: another statement of the same sort has a word of the
/// claim that this one lacks, and this one has a word in its place that the other lacks.
fn is_told_apart(roles: &ClaimRoles<'_>, stated: &Stated, article: &Article) -> bool {
    let lacks =
        |word: &&super::roles::Asked| !word.stems.is_empty() && !word.stems.iter().any(|&stem| stated.has(stem));
    let missing: Vec<_> = roles.telling().filter(lacks).collect();
    let siblings = |word: &super::roles::Asked| {
        let with: Vec<&Stated> = word.stems.iter().flat_map(|&stem| article.statements().with(stem)).collect();
        with.into_iter().any(|other| are_parallel(stated, other))
    };
    missing.into_iter().any(siblings)
}

/// Whether two statements are members of one series: they stand in one sentence, row or column, are of one sort and share
/// words, and each has words of its own.
fn are_parallel(a: &Stated, b: &Stated) -> bool {
    let (ours, theirs) = (&a.statement, &b.statement);
    let is_other = ours.figure.span != theirs.figure.span && !ours.figure.span.overlaps(theirs.figure.span);
    let is_one_sort = ours.figure.kind == theirs.figure.kind && ours.figure.unit.is_comparable(&theirs.figure.unit);
    let shares = a.subject.iter().chain(&a.event).any(|&stem| b.has(stem));
    let own = |a: &Stated, b: &Stated| a.subject.iter().any(|&stem| !b.has(stem));
    is_other
        && is_one_sort
        && ours.sentence == theirs.sentence
        && shares
        && own(a, b)
        && own(b, a)
        && compare(&ours.figure, &theirs.figure) == Agreement::Different
}
