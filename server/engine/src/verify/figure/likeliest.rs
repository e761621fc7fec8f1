//! The one figure that could stand for a claim's in the sentence that has by far the most of the claim, where the claim's own stands only in
//! sentences that have next to nothing of it: `was declared safe in 1987` of "was declared safe in 1991" and, elsewhere, "the
//! first flood since 1987".

use super::agreement::{agreement, could_stand_for, counted_head, is_counted_on_sight};
use super::answer::FigureQuestion;
use super::decide::Candidate;
use super::roles::{ClaimRoles, Fit};
use super::search::{Candidates, are_both_changes_or_neither, is_beside_others};
use crate::figures::{Agreement, Figure, Kind, Unit, compare};
use crate::sources::SourceId;
use crate::verify::passage::{Passage, Wanted};

/// The least share of a claim that the likeliest sentence must have, by the weight of its words.
const MOST: f32 = 0.5;
/// How much less of it the sentences with the claim's figure must have.
const FAR: f32 = 0.25;
/// The fewest words that the likeliest sentence must share with the claim.
const FEWEST: usize = 4;

impl<'a> FigureQuestion<'a, '_> {
    /// The rival, if there is just one and the claim's figure does not follow from others.
    pub(super) fn of_likeliest(&self, found: &[(SourceId, Candidates<'a>)]) -> Option<Candidate<'a>> {
        let figure = self.figure();
        if is_counted_on_sight(figure) || figure.kind == Kind::Ordinal {
            return None;
        }
        let wanted = Wanted::new(self.claim.unit.prose.text(), self.claim.said);
        let likeliest = |source: SourceId| {
            let best = wanted.best(self.cx.library.article(source)?, 1).into_iter().next()?;
            (best.score >= MOST && best.shared >= FEWEST).then_some(best)
        };
        let (source, best) = found.iter().find_map(|(source, _)| Some((*source, likeliest(*source)?)))?;
        let is_far = |value: &Candidate<'a>| {
            let article = self.cx.library.article(value.source);
            let passage = article.and_then(|article| {
                let start = value.stated.statement.figure.span.start;
                wanted.at(article, article.sentences().partition_point(|sentence| sentence.end <= start))
            });
            passage.is_some_and(|passage| passage.score + FAR <= best.score)
        };
        let is_value = |value: &&Candidate<'a>| value.agreement != Agreement::Unit;
        if !found.iter().flat_map(|(_, found)| &found.values).filter(is_value).all(is_far) {
            return None;
        }
        let rival = self.only_rival(source, &best)?;
        (self.derived().is_none() && self.worked_out().is_none()).then_some(rival)
    }

    /// The one figure of a passage that could stand for the claim's.
    fn only_rival(&self, source: SourceId, passage: &Passage) -> Option<Candidate<'a>> {
        let article = self.cx.library.article(source)?;
        let roles = ClaimRoles::new(self.claim, self.at, article)?;
        let mut rivals =
            article.statements().within(passage.span).filter(|stated| self.could_be(&stated.statement.figure));
        let stated = rivals.next().filter(|_| rivals.next().is_none())?;
        let (fits, figure) = (roles.fits(stated), &stated.statement.figure);
        let is_of_event = fits.names_event && !fits.event_unsaid;
        let is_of_one = is_of_event || figure.kind != Kind::Date && fits.agreed > 0;
        let is_open = !fits.is_turned() && fits.when != Some(Fit::Contradicts);
        let is_rival = is_of_one
            && is_open
            && figure.within.is_none()
            && stated.statement.rejected.is_none()
            && !is_beside_others(article, figure)
            && are_both_changes_or_neither(self.statement(), &stated.statement);
        is_rival.then(|| Candidate::rival(source, stated, fits))
    }

    /// Whether a figure is another of the claim's kind, of the same things, and none of the claim's own.
    fn could_be(&self, theirs: &Figure) -> bool {
        let figure = self.figure();
        let count_one_thing = match (&figure.unit, &theirs.unit) {
            (Unit::Counted(ours), Unit::Counted(theirs)) => counted_head(ours) == counted_head(theirs),
            (ours, theirs) => matches!(ours, Unit::Counted(_)) == matches!(theirs, Unit::Counted(_)),
        };
        could_stand_for(figure, theirs)
            && count_one_thing
            && agreement(figure, theirs) == Agreement::Different
            && !self.claim.figures.iter().any(|own| compare(own, theirs).supports())
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    /// Holds whether a claim's figure is told to be another than its source's against what is expected.
    fn check(claim: &str, expected: bool) {
        let source = "The northern dam of Norvia was declared safe by two masons in 1991, and nobody has looked at it again. The guild counted \
                      212 wet cellars this spring, and called it the first flood since 1987.\n\n\
                      The shelter at Varn has over 80 round boats of the Lenz people, as the guild calls them.\n\n\
                      Near the boats lay over 240 beads and pots.";
        let found = findings(&[("s", source)], &format!("{claim} [@s]."));
        assert_eq!(found.iter().any(|finding| finding.rule.name == "figure-mismatch"), expected, "{claim}");
    }

    #[test]
    fn the_figure_of_the_sentence_that_has_most_of_the_claim() {
        check("The northern dam had been declared safe by masons in 1987", true);
        check("The northern dam had been declared safe by masons in 1991", false);
        check("Over 240 round boats of the Lenz people are in the shelter", true);
        check("Over 80 round boats of the Lenz people are in the shelter", false);
        check("Over 240 beads lay near the round boats", false);
    }
}
