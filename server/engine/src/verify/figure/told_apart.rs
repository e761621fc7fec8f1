//! Whether a source itself tells a figure apart from what the claim says of its own.

use std::cell::{LazyCell, OnceCell};

use super::roles::{AskedWord, ClaimRoles};
use super::{Claim, parallel};
use crate::clauses::singular;
use crate::figures::{Figure, Unit, compare};
use crate::lexicon::{DISJOINT_KINDS, Senses};
use crate::sources::{Article, Stated};
use crate::text::stem;

/// The most statements that are looked at for one word of the claim.
const MOST_OF_A_WORD: usize = 64;

/// Whether the source tells a statement apart from what the claim names: another statement of the same sort has a word of the
/// claim that this one lacks, and this one has a word in its place that neither that one nor the claim has.
pub fn is_told_apart(claim: &Claim<'_>, roles: &ClaimRoles<'_>, stated: &Stated, article: &Article) -> bool {
    let lacks = |word: &&AskedWord| {
        !word.stems.is_empty() && !word.stems.iter().any(|&stem| stated.has(stem)) && !is_kind_of(roles, word, stated)
    };
    let missing: Vec<_> = roles.telling().filter(lacks).collect();
    // What the claim says of each of its figures, read for those that are asked for.
    let roles_of: Vec<OnceCell<Option<ClaimRoles<'_>>>> = claim.figures.iter().map(|_| OnceCell::new()).collect();
    let siblings = |word: &AskedWord| {
        let with: Vec<&Stated> = word.stems.iter().flat_map(|&stem| article.statements().with(stem)).collect();
        // In prose, a word is of the figure wherever the claim has it, unless the claim has the other figure, too, and says it of that; a
        // cell's is in its row and its column.
        let is_sibling = |other: &&Stated| {
            let is_same = |figure: &Figure| compare(figure, &other.statement.figure).supports();
            let own = LazyCell::new(|| {
                let at = claim.figures.iter().position(is_same)?;
                roles_of.get(at)?.get_or_init(|| ClaimRoles::new(claim, at, article)).as_ref()
            });
            let is_of_other = |stem| own.is_some_and(|own| own.has(stem));
            let is_cell = stated.statement.cell.is_some();
            let is_claimed = |stem| roles.has(stem) || !is_cell && roles.says(stem) && !is_of_other(stem);
            parallel::are_members(stated, other, article, &is_claimed)
        };
        with.into_iter().filter(is_sibling).any(|other| tells_apart(roles, word, stated, other, article))
    };
    missing.into_iter().any(siblings)
}

/// Whether another figure of the paragraph counts the very thing that the claim's figure counts, and this one does not: `seven masons
/// and thirteen divers` says nothing of thirteen masons. What is said of persons by one noun may be said of them by another. A stretch
/// of time (`twelve years of talks`) is of that thing in the whole article.
pub fn counts_another(roles: &ClaimRoles<'_>, stated: &Stated, article: &Article) -> bool {
    let counted: Vec<_> = roles.counted().collect();
    let Some(head) = counted.last() else { return false };
    let has = |stated: &Stated, word: &AskedWord| word.stems.iter().any(|&stem| stated.has(stem));
    let is_person = || counted.len() == 1 && roles.counts_persons();
    if stated.statement.cell.is_some()
        || counted.iter().any(|word| has(stated, word))
        || is_person()
        || is_kind_of(roles, head, stated)
    {
        return false;
    }
    let start = stated.statement.figure.span.start;
    let at = article.paragraphs().partition_point(|paragraph| paragraph.end <= start);
    let Some(paragraph) = article.paragraphs().get(at) else { return false };
    let is_near = |other: &Stated| match (roles.unit(), &stated.statement.figure.unit) {
        (Unit::Counted(_), Unit::Counted(_)) => paragraph.contains(other.statement.figure.span),
        (Unit::Measure(_), Unit::Measure(measure)) => measure.is_time(),
        _ => false,
    };
    let others = head.stems.iter().flat_map(|&stem| article.statements().with(stem)).take(MOST_OF_A_WORD);
    others.filter(|other| is_near(other) && parallel::are_other_figures(stated, other)).any(|other| {
        let counts = |word: &&AskedWord| word.stems.iter().any(|stem| other.topic.contains(stem));
        counted.iter().all(counts)
    })
}

/// Whether a word of the claim names a kind of what a statement counts, or what that is a kind of: "80 herons, from a low of nine birds".
fn is_kind_of(roles: &ClaimRoles<'_>, word: &AskedWord, stated: &Stated) -> bool {
    let Unit::Counted(noun) = &stated.statement.figure.unit else { return false };
    let senses = |noun: &str| Senses::of(&singular(noun.rsplit(' ').next().unwrap_or(noun)));
    let (ours, theirs) = (senses(&roles.written(word).to_lowercase()), senses(noun));
    ours.is_broader(&theirs) || theirs.is_broader(&ours)
}

/// Whether two figures count kinds of which none is the other: soldiers and civilians, goats and sheep. What a word before the noun says
/// more may make one of the other (`rebel soldiers`).
pub fn counts_other_kind(ours: &Figure, theirs: &Figure) -> bool {
    let noun = |figure: &Figure| match &figure.unit {
        Unit::Counted(noun) if !noun.contains(' ') => Some(singular(noun)),
        _ => None,
    };
    let nouns = noun(ours).zip(noun(theirs));
    nouns.is_some_and(|(ours, theirs)| ours != theirs && DISJOINT_KINDS.are_together(&ours, &theirs))
}

/// Whether a word of the claim that only the other of two statements has tells them apart: if they count two things, it must be
/// what the other counts ("300 sheep in the north and 20 goats in the south" says nothing of goats in the north), and the claim must
/// not count what this one does ("40 guests of 12 countries" tells nothing of 12 countries from which guests came).
fn tells_apart(roles: &ClaimRoles<'_>, word: &AskedWord, stated: &Stated, other: &Stated, article: &Article) -> bool {
    let head = |noun: &str| stem(noun.rsplit(' ').next().unwrap_or(noun));
    let is_of =
        |word: &AskedWord, noun: &str| article.forms().find(&stem(noun)).is_some_and(|id| word.stems.contains(&id));
    match (&stated.statement.figure.unit, &other.statement.figure.unit) {
        (Unit::Counted(ours), Unit::Counted(theirs)) if head(ours) != head(theirs) => {
            let counted = ours.rsplit(' ').next().unwrap_or(ours);
            theirs.split(' ').any(|noun| is_of(word, noun)) && !roles.counted().any(|word| is_of(word, counted))
        }
        _ => true,
    }
}
