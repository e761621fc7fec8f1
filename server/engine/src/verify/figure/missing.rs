//! What comes of a figure that no statement of the sources has: it follows from others, a reader may work it out, another source has it, or
//! it is not there.

use super::FigureFault;
use super::agreement::{is_at_most, is_counted_on_sight};
use super::answer::{Answer, FigureQuestion, evidence};
use super::appeared::is_day_of_undated;
use super::roles::ClaimRoles;
use super::search::Candidates;
use crate::figures::{Kind, Unit, Value};
use crate::sources::SourceId;
use crate::verify::check::{Evidence, Verdict};
use crate::verify::deduction::{self, Deduction};
use crate::verify::how::{FigureHow, Reason, Where};

/// How many things are seen at a glance; more are counted one by one (Kaufman and others, 1949).
const AT_A_GLANCE: i64 = 4;

/// The greatest whole number of times that is a ratio which a reader sees.
const MOST_TIMES: i64 = 10;

impl<'a> FigureQuestion<'a, '_> {
    /// The answer for a figure that follows from the sources' figures.
    pub(super) fn derived(&self) -> Option<Answer> {
        let (deduction, passage) = deduction::find(self.cx, self.claim, self.at, self.cover)?;
        Some(Answer::fault(FigureFault::Derived(deduction), Some(passage)))
    }

    /// The answer for a figure that other figures of the claim give, or those near what it speaks of in a source.
    pub(super) fn worked_out(&self) -> Option<Answer> {
        if let Some(deduction) = deduction::of_claim(self.claim, self.at) {
            let how = FigureHow::WorkedOut { expression: deduction.expression, at: None };
            return Some(Answer::new(Verdict::Unconfirmed, None, self.how(how)));
        }
        let (deduction, passage) = deduction::worked_out(self.cx, self.claim, self.at, self.cover)?;
        Some(self.worked_out_at(deduction, passage))
    }

    /// The answer for a figure that a reader may work out of a passage.
    pub(super) fn worked_out_at(&self, deduction: Deduction, passage: Evidence) -> Answer {
        let at = Where { source: passage.source, span: passage.span };
        let how = FigureHow::WorkedOut { expression: deduction.expression, at: Some(at) };
        Answer::new(Verdict::Unconfirmed, Some(passage), self.how(how))
    }

    /// The answer for a figure that no covering source has.
    pub(super) fn missing(&self, found: &[(SourceId, Candidates<'a>)]) -> Answer {
        if self.cover.is_partial {
            return self.unverifiable();
        }
        if let Some(answer) = self.declared_date() {
            return answer;
        }
        if self.is_vague() {
            return self.because(Verdict::Unasked, Reason::NoNumber);
        }
        if is_day_of_undated(self.cx, self.claim, self.figure(), self.cover) {
            return self.because(Verdict::Unconfirmed, Reason::Undated);
        }
        if let Some(answer) = self.of_undated() {
            return answer;
        }
        if let Some(answer) = self.left_out_noun().or_else(|| self.derived()).or_else(|| self.worked_out()) {
            return answer;
        }
        // A reader counts what a source lists, and says how long and how many times.
        if self.is_readers_own() {
            return self.because(Verdict::Unconfirmed, Reason::ReadersOwn);
        }
        match self.elsewhere() {
            Some(evidence) => Answer::fault(FigureFault::Misattributed, Some(evidence)),
            None => {
                let nearest = found.iter().filter_map(|(_, found)| found.nearest.as_ref());
                let nearest = nearest.max_by_key(|nearest| nearest.fits.agreed);
                Answer::fault(FigureFault::NotFound, nearest.map(evidence))
            }
        }
    }

    /// Another known source that says the same with this figure.
    pub(super) fn elsewhere(&self) -> Option<Evidence> {
        const MOST: usize = 6;
        let covering = self.cover.sources();
        let words = self.claim.said.words.iter().map(|word| word.folded.as_str());
        let telling = words.filter(|word| !crate::text::is_function_word(word));
        let sources = self.cx.library.with_most(&telling.collect::<Vec<_>>(), MOST);
        let others = sources.into_iter().filter(|source| !covering.contains(source));
        let says = |source| {
            let found = self.search(source);
            let mut values = found.values.into_iter();
            values.find(|value| value.agreement.supports() && value.fits.all() && value.fits.agreed > 1)
        };
        others.into_iter().find_map(says).map(|found| evidence(&found))
    }

    /// Whether a reader gets it from what the source says: a small number, a ratio, a fraction in words, the twelve months between
    /// two Mays.
    fn is_readers_own(&self) -> bool {
        let figure = self.figure();
        let is_counted = || self.is_small() && (is_at_most(figure, AT_A_GLANCE) || self.sources_speak_of_counted());
        // "Seen 24 times" is counted, "7.3 times the odds" worked out.
        let is_many =
            || matches!(figure.value, Value::Number(times) if times.as_int().is_some_and(|times| times > MOST_TIMES));
        if figure.kind == Kind::Multiple {
            return self.is_in_words() || !is_many();
        }
        figure.is_calendar_unit() || self.is_in_words() && (is_counted() || self.is_estimate())
    }

    /// Whether it is a fraction, as people put a ratio that they see, and not one of a number that they must have counted: the
    /// half of `half of the six jurors`, not of `half of the 60 jurors`.
    fn is_estimate(&self) -> bool {
        const FARTHEST: usize = " of the first ".len();
        let figure = self.figure();
        let is_of_many = self.claim.figures.get(self.at + 1).is_some_and(|next| {
            let between = self.claim.unit.prose.text().get(figure.span.end..next.span.start).unwrap_or_default();
            let is_of = between.len() <= FARTHEST && between.trim_start().starts_with("of ");
            is_of && !is_counted_on_sight(next)
        });
        figure.unit == Unit::Share && !is_of_many
    }

    /// Whether a covering source speaks of what the figure counts: nobody counts what it does not name. People it always does.
    fn sources_speak_of_counted(&self) -> bool {
        self.cover.sources().into_iter().any(|source| {
            let article = self.cx.library.article(source);
            let roles = article.and_then(|article| ClaimRoles::new(self.claim, self.at, article));
            roles.is_some_and(|roles| roles.knows_what_is_counted())
        })
    }

    /// Whether it says no number: `dozens`, `hundreds`.
    fn is_vague(&self) -> bool {
        self.figure().kind == Kind::Number && matches!(self.figure().value, Value::Range(..)) && self.is_in_words()
    }

    /// The answer for a part of a year or of a match of which a covering source says the number alone, near one that it says whole:
    /// `from 52 in the first quarter to 61 in the second`.
    fn left_out_noun(&self) -> Option<Answer> {
        let text = &self.claim.unit.prose.text()[self.figure().span];
        // The claim, too, may leave the noun out.
        let (number, noun) = text.rsplit_once(' ').unwrap_or((text, "quarter"));
        if self.figure().kind != Kind::Date || !matches!(noun, "quarter" | "half") {
            return None;
        }
        let passage = self.cover.sources().into_iter().find_map(|source| {
            let article = self.cx.library.article(source)?;
            let words = article.words();
            let places =
                |word: &str| words.find(&word.to_lowercase()).map(|id| words.positions(id)).unwrap_or_default();
            let sentence = |&at: &u32| {
                let start = words.span(at as usize).start;
                article.sentences().partition_point(|sentence| sentence.end <= start)
            };
            let nouns: Vec<usize> = places(noun).iter().map(sentence).collect();
            let near = |at: &&u32| {
                let at = sentence(at);
                nouns.get(nouns.partition_point(|&noun| noun + 1 < at)).is_some_and(|&noun| noun <= at + 1)
            };
            let at = places(number).iter().find(near)?;
            Some(Evidence { source, span: words.span(*at as usize), score: 1.0 })
        })?;
        let how = FigureHow::Near { number: number.to_owned(), noun: noun.to_owned() };
        Some(Answer::new(Verdict::Unconfirmed, Some(passage), self.how(how)))
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    fn check(claim: &str, expected: &[&str]) {
        let source = "The seal was seen in the strait. The ferry carries 60 cars, the barge five.";
        let found = findings(&[("s", source)], &format!("{claim} [@s].\n"));
        let of_figures = found.iter().filter(|finding| finding.rule.family() == "figure");
        assert_eq!(of_figures.map(|finding| finding.rule.name).collect::<Vec<_>>(), expected, "{claim}");
    }

    #[test]
    fn a_great_number_of_times_is_counted() {
        check("The seal was seen twice in the strait", &[]);
        check("The seal was seen more than 24 times in the strait", &["figure-not-found"]);
        check("The ferry carries 12 times as many cars as the barge", &["figure-derived"]);
        check("The ferry carries 15 times as many cars as the barge", &["figure-not-found"]);
        check("The ferry is 2.5 times as long as the barge", &[]);
    }
}
