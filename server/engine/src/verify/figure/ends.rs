//! The two ends of a change: `from 28% to 16%`.
//!
//! In: a claim's figure that is one end of a change, and an article. Out: the article's figure in its place, where the article
//! tells of the same change and gives this end otherwise. A change is known by its other end: two changes of one thing seldom
//! share one.

use super::Claim;
use super::agreement::{could_stand_for, is_at_most, may_end_alike};
use super::roles::ClaimRoles;
use crate::figures::{Agreement, Figure, Kind, Value, compare};
use crate::sources::{Article, Stated};
use crate::statements::{End, Statement};

/// How many figures of a sentence are looked through for the other end.
const MOST: usize = 16;

/// The article's time that shares one end with the claim's and not the other, of the same thing.
pub fn other_time<'a>(claim: &Claim<'_>, at: usize, article: &'a Article) -> Option<&'a Stated> {
    let figure = &claim.statements.get(at)?.figure;
    let ends = figure.ends().filter(|_| is_time(figure))?;
    let roles = ClaimRoles::new(claim, at, article)?;
    let near = article.statements().near(figure);
    let shared = |stated: &Stated| {
        let theirs = stated.statement.figure.ends().filter(|_| is_time(&stated.statement.figure));
        let is_same = |(ours, theirs): &(&Figure, &Figure)| compare(ours, theirs).supports();
        theirs.map_or(0, |theirs| ends.iter().zip(&theirs).filter(is_same).count())
    };
    let is_other = |stated: &&&Stated| {
        let theirs = &stated.statement.figure;
        shared(stated) == 1
            && !may_end_alike(figure, theirs)
            && theirs.within.is_none()
            && roles.fits(stated).agreed > 0
    };
    let other = near.iter().find(is_other).copied();
    // Where the article has the claim's time as well, it has both.
    other.filter(|_| !near.iter().any(|stated| shared(stated) == ends.len()))
}

/// Whether a figure is written as from one date to another.
fn is_time(figure: &Figure) -> bool {
    figure.kind == Kind::Range && matches!(figure.value, Value::Period(..))
}

/// The article's figure at the claim's end number `at` of a change whose other end the article has too.
pub fn other_than<'a>(claim: &Claim<'_>, at: usize, article: &'a Article) -> Option<&'a Stated> {
    let ours = claim.statements.get(at)?;
    let end = ours.end?;
    let partner = partner(&claim.statements, at, end)?;
    let known = &claim.statements.get(partner)?.figure;
    let (roles, partners) = (ClaimRoles::new(claim, at, article)?, ClaimRoles::new(claim, partner, article)?);
    let shares_words = |stated: &Stated| roles.shares_subject(stated) || partners.shares_subject(stated);
    let mut other = None;
    for stated in article.statements().near(known) {
        let Some(theirs) = stated.statement.end.filter(|_| is_same_value(known, &stated.statement.figure)) else {
            continue;
        };
        let Some(paired) = other_end(article, stated, theirs) else { continue };
        let is_ours = is_same_value(&ours.figure, &paired.statement.figure);
        // Two numbers that are not small are seldom the ends of two changes.
        let is_telling = is_ours && !is_small(&ours.figure) && !is_small(known);
        if !shares_words(stated) && !is_telling {
            continue;
        }
        let found = match (theirs == end, is_ours) {
            // Exchanged: what the claim begins with is what the article ends with.
            (true, true) => stated,
            (false, true) => return None,
            (false, false) if stands_for(&ours.figure, &paired.statement.figure) => paired,
            _ => continue,
        };
        other = other.or(Some(found));
    }
    other
}

fn is_small(figure: &Figure) -> bool {
    const SMALL: i64 = 20;
    is_at_most(figure, SMALL)
}

/// The number of the claim's figure that is the other end of the same change: the nearest one of the sentence.
fn partner(statements: &[Statement], at: usize, end: End) -> Option<usize> {
    let ours = statements.get(at)?;
    let is_other = |other: &Statement| other.sentence == ours.sentence && other.end.is_some_and(|other| other != end);
    let others = statements.iter().enumerate().filter(|(_, other)| is_other(other));
    others.min_by_key(|(other, _)| other.abs_diff(at)).map(|(other, _)| other)
}

/// The other end of the change that a statement is an end of: the nearest one of its sentence.
fn other_end<'a>(article: &'a Article, stated: &'a Stated, end: End) -> Option<&'a Stated> {
    let (before, from) = article.statements().beside(stated);
    let (sentence, own) = (stated.statement.sentence, stated.statement.figure.span);
    let is_other = |other: &&Stated| {
        other.statement.sentence == sentence
            && other.statement.figure.within.is_none()
            && other.statement.end.is_some_and(|other| other != end)
    };
    let after = from.iter().take(MOST).find(is_other);
    let before = before.iter().rev().take(MOST).find(is_other);
    let distance = |other: &&Stated| other.statement.figure.span.start.abs_diff(own.start);
    before.into_iter().chain(after).min_by_key(distance)
}

/// Whether two figures say one number; a place in an order is often written as one (`52 in 2011`).
fn is_same_value(claim: &Figure, source: &Figure) -> bool {
    let agreement = compare(claim, source);
    let is_order = (claim.kind == Kind::Ordinal) != (source.kind == Kind::Ordinal);
    agreement.supports() || is_order && agreement == Agreement::Unit
}

fn stands_for(claim: &Figure, source: &Figure) -> bool {
    could_stand_for(claim, source) && !compare(claim, source).supports()
}
