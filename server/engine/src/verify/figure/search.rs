//! The statements of a source that a claim's figure is held against.

use super::Claim;
use super::decide::Candidate;
use super::roles::ClaimRoles;
use crate::figures::{Agreement, Figure, Value, compare};
use crate::sources::{Article, SourceId, Stated};
use crate::statements::Statement;

/// What one source has for a claim's figure.
#[derive(Debug, Default)]
pub struct Found<'a> {
    /// The statements that have the claim's value in some way.
    pub values: Vec<Candidate<'a>>,
    /// Those that have another value, and every role that the claim names.
    pub rivals: Vec<Candidate<'a>>,
}

/// The fewest words that a rival and the claim must share to be of one thing: with one word alone, too much is of it.
const FEWEST_TELLING: usize = 2;

/// Searches a source for the figure of the claim's statement number `at`.
pub fn search<'a>(claim: &Claim<'_>, at: usize, source: SourceId, article: &'a Article) -> Found<'a> {
    let Some(statement) = claim.statements.get(at) else { return Found::default() };
    let roles = ClaimRoles::new(statement, claim.said, &claim.figures, article);
    let figure = &statement.figure;
    let candidate = |stated: &'a Stated, agreement| Candidate {
        source,
        stated,
        agreement,
        fits: roles.fits(stated),
        is_told_apart: false,
    };
    let mut values: Vec<Candidate<'a>> = Vec::new();
    for stated in article.statements().near(figure) {
        let agreement = compare(figure, &stated.statement.figure);
        if agreement != Agreement::Different {
            values.push(candidate(stated, agreement));
        }
    }
    for found in &mut values {
        found.is_told_apart = is_told_apart(&roles, found.stated, article);
    }
    Found { values, rivals: rivals(claim, statement, &roles, article, &candidate) }
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
            && compare(&statement.figure, theirs) == Agreement::Different
            && !claim.figures.iter().any(|other| compare(other, theirs).supports())
    };
    let rivals = with.filter(is_rival).map(|stated| candidate(stated, Agreement::Different));
    rivals
        .filter(|rival| rival.fits.all() && rival.stated.statement.relation != Some(crate::statements::Relation::From))
        .collect()
}

/// Whether a source's figure could be the right one in the claim's stead: of one kind and unit, a longest reading.
fn could_stand_for(claim: &Figure, source: &Figure) -> bool {
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
