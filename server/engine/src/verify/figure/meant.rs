//! Which sentence of a source a claim's figure is of, where what the claim calls things does not tell: by the other figures of the claim,
//! by the words beside it, by its digits.

use super::agreement::is_counted_on_sight;
use super::answer::{FigureQuestion, Outcome};
use super::decide::{Candidate, Decision};
use super::roles::Fit;
use super::search::Candidates;
use crate::figures::{Agreement, Figure, Kind};
use crate::sources::SourceId;
use crate::verify::said::Word;

impl<'a> FigureQuestion<'a, '_> {
    /// Whether a figure goes the other way in a sentence that has another figure of the claim as well: two figures tell which
    /// sentence is meant, whatever it calls what it speaks of.
    pub(super) fn is_turned_beside(&self, found: &Candidate<'a>, outcomes: &[Outcome<'a>]) -> bool {
        found.fits.direction == Some(Fit::Contradicts)
            && !found.is_told_apart
            && !found.fits.is_of_other_time()
            && is_exact(found)
            && self.is_beside_other(found, outcomes)
    }

    /// The claim's very figure in another sentence than the rival's, where that is the surer of the two to be meant: it has
    /// another figure of the claim as well, or a word beside the claim's figure that the rival's sentence is without.
    pub(super) fn surer_than<'f>(
        &self,
        rival: &Candidate<'a>,
        found: &'f [(SourceId, Candidates<'a>)],
        outcomes: &[Outcome<'a>],
    ) -> Option<&'f Candidate<'a>> {
        let mut values = found.iter().flat_map(|(_, found)| &found.values).filter(|_| !rival.is_of_very_sentence());
        values.find(|&value| {
            is_exact(value)
                && value.is_open()
                && !value.is_beside(rival)
                && (self.is_beside_other(value, outcomes) || self.is_nearer_in_words(value, rival))
        })
    }

    /// Whether a word beside the claim's figure stands in the sentence of a candidate, and not in that of its rival.
    fn is_nearer_in_words(&self, value: &Candidate<'a>, rival: &Candidate<'a>) -> bool {
        const NEAR: usize = 48;
        let figure = self.figure().span;
        let is_own = |word: &Word| self.claim.figures.iter().any(|figure| figure.span.overlaps(word.span));
        let words = &self.claim.said.words;
        let from = words.partition_point(|word| word.span.end + NEAR < figure.start);
        let near = words[from..].iter().take_while(|word| word.span.start <= figure.end + NEAR);
        let mut near = near.filter(|word| !is_own(word)).filter_map(|word| word.stem.as_deref());
        let has = |of: &Candidate<'a>, stem: &str| {
            let article = self.cx.library.article(of.source)?;
            let id = article.forms().find(stem)?;
            let start = of.stated.statement.figure.span.start;
            let sentence = article.sentences().partition_point(|sentence| sentence.end <= start);
            let at = u32::try_from(sentence).ok()?;
            Some(article.forms().sentences(id).binary_search(&at).is_ok())
        };
        near.any(|stem| has(value, stem) == Some(true) && has(rival, stem) != Some(true))
    }

    /// Whether the sentence of a candidate has another telling figure of the claim, too, and both figures tell something.
    fn is_beside_other(&self, found: &Candidate<'a>, outcomes: &[Outcome<'a>]) -> bool {
        let is_telling = |figure: &Figure| {
            !is_counted_on_sight(figure) && !matches!(figure.kind, Kind::Date | Kind::Time | Kind::Ordinal)
        };
        let is_same = |(at, outcome): (usize, &Outcome<'a>)| {
            let Outcome::Decided(Decision::Verified(other) | Decision::Unconfirmed(other), _) = outcome else {
                return false;
            };
            let is_other = other.stated.statement.figure.span != found.stated.statement.figure.span;
            let is_ours = self.claim.statements.get(at).is_some_and(|said| said.sentence == self.statement().sentence);
            other.is_beside(found)
                && is_other
                && is_ours
                && is_exact(other)
                && self.claim.figures.get(at).is_some_and(is_telling)
        };
        is_telling(self.figure()) && outcomes.iter().enumerate().filter(|&(at, _)| at != self.at).any(is_same)
    }

    /// Whether a figure goes the other way where the sources have it once, and it has so many digits that no other figure is meant.
    pub(super) fn is_turned_alone(&self, value: &Candidate<'a>, found: &[(SourceId, Candidates<'a>)]) -> bool {
        const FEWEST_DIGITS: usize = 3;
        let figure = self.figure();
        let digits: String = self.claim.unit.prose.text()[figure.span].chars().filter(char::is_ascii_digit).collect();
        let is_other =
            |other: &&Candidate<'_>| other.stated.statement.figure.span != value.stated.statement.figure.span;
        let mut others = found.iter().flat_map(|(_, found)| &found.values).filter(is_other);
        value.fits.direction == Some(Fit::Contradicts)
            && is_exact(value)
            && !value.is_told_apart
            && !value.fits.is_of_other_time()
            && value.fits.agreed > 0
            && digits.trim_matches('0').len() >= FEWEST_DIGITS
            && others.all(|other| !other.agreement.supports())
    }
}

/// Whether a candidate has the claim's very figure, and does not deny it.
fn is_exact(found: &Candidate<'_>) -> bool {
    found.agreement == Agreement::Equal && !found.is_rejected
}
