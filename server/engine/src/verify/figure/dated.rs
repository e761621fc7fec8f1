//! Dates that follow from the day on which a source appeared, or would if it were known.

use super::answer::{Answer, FigureQuestion};
use crate::figures::{self, Mode, Value};
use crate::sources::Article;
use crate::text::{Span, stem};
use crate::verify::check::{Evidence, Verdict};
use crate::verify::how::{FigureHow, Reason, Where};
use crate::verify::passage::Wanted;
use crate::verify::said::Word;
use crate::verify::{deduction, relative};

impl FigureQuestion<'_, '_> {
    /// How a date follows from the one that a covering source is of. That something happened on the very day on which the
    /// source was written is not said by that day alone, nor by a "yesterday" of something else.
    pub(super) fn declared_date(&self) -> Option<Answer> {
        self.cover.sources().into_iter().find_map(|source| {
            let own = || self.because(Verdict::Unconfirmed, Reason::OwnDate);
            let meta = &self.cx.library.source(source).meta;
            let dates = meta.date.as_deref().map(|date| figures::read(date, Mode::Source)).unwrap_or_default();
            if dates.iter().any(|date| figures::compare(self.figure(), date).supports()) {
                return Some(own());
            }
            let article = self.cx.library.article(source)?;
            let is_wanted = |place: Span| self.shares_sentence(article, place);
            let (span, from) = match relative::resolve(self.figure(), article, meta, &is_wanted)? {
                relative::Stated::Own { .. } => return Some(own()),
                relative::Stated::Counted { span, from } => (span, Some(from.to_string())),
                relative::Stated::Named { span } => (span, None),
            };
            let verdict = if is_wanted(span) { Verdict::Verified } else { Verdict::Unconfirmed };
            let how = self.how(FigureHow::Dated { at: Where { source, span }, from });
            Some(Answer::new(verdict, Some(Evidence { source, span, score: 1.0 }), how))
        })
    }

    /// The answer for a date where a covering source that is of no known day says what the claim says, with a time that only its day
    /// would date: the year of it is the writer's knowledge.
    pub(super) fn of_undated(&self) -> Option<Answer> {
        const PASSAGES: usize = 2;
        let is_year = matches!(self.figure().value, Value::Date(date) if date.year.is_some() && date.day.is_none());
        if !is_year || deduction::is_list(self.claim) {
            return None;
        }
        let wanted = Wanted::new(self.claim.unit.prose.text(), self.claim.said);
        let passage = self.cover.sources().into_iter().find_map(|source| {
            let article = self.cx.library.article(source)?;
            let passages = wanted.best(article, PASSAGES);
            let sentences = passages.iter().filter_map(|passage| article.sentences().get(passage.sentence as usize));
            let sentences: Vec<Span> = sentences.copied().collect();
            let is_wanted = |place: Span| sentences.iter().any(|sentence| sentence.contains(place));
            let span = relative::undated(article, &self.cx.library.source(source).meta, &is_wanted)?;
            Some(Evidence { source, span, score: 1.0 })
        })?;
        let how = self.how(FigureHow::Because(Reason::Undated));
        Some(Answer::new(Verdict::Unconfirmed, Some(passage), how))
    }

    /// Whether the article's sentence around a place has a telling word of the claim.
    fn shares_sentence(&self, article: &Article, place: Span) -> bool {
        let sentences = article.sentences();
        let at = sentences.partition_point(|sentence| sentence.end <= place.start);
        let Some(&sentence) = sentences.get(at) else { return false };
        let words = article.words();
        let stems: Vec<String> = words.positions_in(sentence).map(|at| stem(words.word(at))).collect();
        let is_figure = |word: &&Word| self.claim.figures.iter().any(|figure| figure.span.overlaps(word.span));
        let own = self.claim.said.words.iter().filter(|word| !is_figure(word)).filter_map(|word| word.stem.as_ref());
        own.into_iter().any(|own| stems.contains(own))
    }
}
