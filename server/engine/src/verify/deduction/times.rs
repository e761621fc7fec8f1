//! Years and days between two dates, hours between two times of a day, ages and the years between them.

use super::ClaimedFigure;
use crate::figures::{Clock, Date, Exact, Figure, Kind, Unit, Value};
use crate::lexicon::AGE_COMPARISONS;
use crate::sources::Article;
use crate::text::Span;
use crate::verify::relative::number;

/// The most dates of an article that are tried with each other.
const MOST: usize = 12;

/// A date of an article, and the number of its sentence.
struct Dated {
    date: Date,
    span: Span,
    sentence: usize,
}

impl ClaimedFigure<'_> {
    /// The time between two dates that stand in one sentence or two that follow each other, where the claim's words are; if the claim has one
    /// of the two, the other may stand farther off.
    pub(super) fn between_dates(&self, article: &Article) -> Option<(String, Span)> {
        let is_age = self.is_age();
        let (is_years, is_days) = (is_age || self.is_of_unit("year"), self.is_of_unit("day"));
        if !is_years && !is_days {
            return None;
        }
        let dates = self.dates(article);
        for (i, a) in dates.iter().enumerate() {
            let is_near =
                |b: &&Dated| b.sentence.abs_diff(a.sentence) <= 1 || self.has_date(a.date) != self.has_date(b.date);
            for b in dates.iter().skip(i + 1).filter(is_near) {
                let span = a.span.cover(b.span);
                if is_days
                    && let Some(days) = days(a.date, b.date).filter(|&days| self.is_result(Some(Exact::int(days))))
                {
                    return Some((format!("{days} days from {} to {}", a.date, b.date), span));
                }
                let Some((from, to)) = a.date.year.zip(b.date.year).filter(|_| is_years) else { continue };
                let (from, to) = (from.min(to), from.max(to));
                let years = i64::from(to - from);
                let before_birthday = is_age && self.is_result(Some(Exact::int(years - 1)));
                if years > 0 && (self.is_result(Some(Exact::int(years))) || before_birthday) {
                    return Some((format!("{to} - {from}"), span));
                }
            }
        }
        None
    }

    fn has_date(&self, date: Date) -> bool {
        self.claim.figures.iter().any(|figure| figure.value == Value::Date(date))
    }

    /// The time between two times of the day that stand with one word of the claim, as the text has them: from the first to the second.
    pub(super) fn between_times(&self, article: &Article) -> Option<(String, Span)> {
        let Unit::Measure(unit) = &self.figure.unit else { return None };
        unit.of_minutes(1)?;
        let forms = article.forms();
        self.claim.said.content().find_map(|(_, stem)| {
            let sentences = forms.find(stem).map_or(&[][..], |stem| forms.sentences(stem));
            let times = article.figures().iter().filter_map(|figure| match figure.value {
                Value::Time(clock) if !clock.either_half => Some((clock, figure.span)),
                _ => None,
            });
            let near = times.filter(|(_, span)| is_in(sentences, sentence_of(article, *span)));
            let times: Vec<(Clock, Span)> = near.take(MOST).collect();
            let pairs = times.iter().enumerate().flat_map(|(i, a)| times[i + 1..].iter().map(move |b| (a, b)));
            pairs.into_iter().find_map(|((a, first), (b, second))| {
                let is_it = self.is_result(unit.of_minutes(a.minutes_until(*b)).filter(|_| a != b));
                is_it.then(|| (format!("the time from {a} to {b}"), first.cover(*second)))
            })
        })
    }

    /// The years between the ages of two, one of whom the claim names: `Dahl, 42, and his sister, 36`.
    pub(super) fn between_ages(&self, article: &Article) -> Option<(String, Span)> {
        let is_compared = self.says(|word| AGE_COMPARISONS.has(word)) && self.says(|word| word == "than");
        let is_of_ages = self.is_of_unit("year") && is_compared;
        let sentences = if is_of_ages { self.sentences(article) } else { return None };
        let age = |figure: &Figure| match (&figure.value, &figure.unit) {
            (Value::Number(age), Unit::None) if figure.kind == Kind::Number => Some(*age),
            (Value::Number(age), Unit::Measure(measure)) if measure.is_age() => Some(*age),
            _ => None,
        };
        let ages: Vec<(Exact, Span, usize)> = article
            .figures()
            .iter()
            .filter_map(|figure| Some((age(figure)?, figure.span)))
            .map(|(age, span)| (age, span, sentence_of(article, span)))
            .filter(|(.., sentence)| is_in(&sentences, *sentence))
            .take(MOST)
            .collect();
        for (i, (a, first, sentence)) in ages.iter().enumerate() {
            for (b, second, _) in ages[i + 1..].iter().filter(|(.., other)| other == sentence) {
                let (more, less) = if a < b { (b, a) } else { (a, b) };
                let is_named = self.is_beside_name(article, *first) || self.is_beside_name(article, *second);
                if is_named && self.is_result(more.minus(*less)) {
                    return Some((format!("{more} - {less}"), first.cover(*second)));
                }
            }
        }
        None
    }

    /// Whether a name of the claim stands right before a place of an article.
    fn is_beside_name(&self, article: &Article, place: Span) -> bool {
        const NEAR: usize = 3;
        let (text, words) = (self.claim.unit.prose.text(), article.words());
        let at = words.positions_in(Span::new(place.start, article.text().len())).next().unwrap_or(words.len());
        let names = || self.claim.said.words.iter().filter(|word| text[word.span].starts_with(char::is_uppercase));
        let is_name = |at: usize| names().any(|name| name.folded == words.word(at));
        (at.saturating_sub(NEAR)..at)
            .any(|at| article.text()[words.span(at)].starts_with(char::is_uppercase) && is_name(at))
    }

    /// The years between two that the article or the claim has, for an anniversary and for the year of one: `the 75th anniversary`
    /// in 2020 of what happened in 1945.
    pub(super) fn anniversary(&self, article: &Article) -> Option<(String, Span)> {
        let figures = &self.claim.figures;
        let number = figures.iter().find_map(|figure| self.years_of_anniversary(figure))?;
        let year = |figure: &Figure| figure.year().and_then(|year| u16::try_from(year).ok());
        let dates = self.dates(article);
        let last: Vec<u16> = if self.figure.kind == Kind::Date {
            year(self.figure).into_iter().collect()
        } else {
            self.years_of_anniversary(self.figure)?;
            let own = article.own_date().and_then(|own| own.date.year);
            let theirs = dates.iter().filter_map(|dated| dated.date.year);
            own.into_iter().chain(figures.iter().filter_map(year)).chain(theirs).collect()
        };
        dates.iter().find_map(|dated| {
            let first = dated.date.year?;
            let to = last.iter().find(|&&last| i64::from(last) - i64::from(first) == number)?;
            Some((format!("{to} - {first}"), dated.span))
        })
    }

    /// How many years an anniversary of the claim is of: 75 for `75th anniversary`.
    fn years_of_anniversary(&self, figure: &Figure) -> Option<i64> {
        const NOUNS: [&str; 4] = ["anniversary", "birthday", "jubilee", "anniversaries"];
        let after = self.claim.unit.prose.text().get(figure.span.end..).unwrap_or_default();
        let next = after.split_whitespace().next().unwrap_or_default();
        let is_one = NOUNS.contains(&next.trim_matches(|c: char| !c.is_alphabetic()));
        let Value::Number(number) = figure.value else { return None };
        number.as_int().filter(|_| is_one && figure.kind == Kind::Ordinal)
    }

    /// Whether the figure counts this unit of time.
    fn is_of_unit(&self, unit: &str) -> bool {
        match &self.figure.unit {
            Unit::Counted(noun) => noun.trim_end_matches('s') == unit,
            Unit::Measure(measure) => {
                let words = &self.claim.unit.prose.text()[self.figure.span];
                measure.symbol == unit || words.split([' ', '-']).any(|word| word.trim_end_matches('s') == unit)
            }
            _ => false,
        }
    }

    /// Whether the figure is an age: `died at 51`, `aged 51`.
    fn is_age(&self) -> bool {
        let before = self.claim.unit.prose.text().get(..self.figure.span.start).unwrap_or_default();
        let mut words = before.split_whitespace().rev();
        let is_led = match words.next() {
            Some("at" | "aged" | "age") => true,
            Some("of") => words.next() == Some("age"),
            _ => false,
        };
        is_led && matches!(self.figure.unit, Unit::None)
    }

    /// The dates with a year in the sentences that have a content word of the claim, or follow one.
    fn dates(&self, article: &Article) -> Vec<Dated> {
        let sentences = self.sentences(article);
        let dates = article.figures().iter().filter_map(|figure| match figure.value {
            Value::Date(date) if (date.year.is_some() || date.day.is_some()) && figure.within.is_none() => {
                let span = figure.span;
                Some(Dated { date, span, sentence: sentence_of(article, span) })
            }
            _ => None,
        });
        dates.filter(|dated| is_in(&sentences, dated.sentence)).take(MOST).collect()
    }

    /// The numbers of the sentences that have a content word of the claim, ascending; of a frequent word the first ones.
    fn sentences(&self, article: &Article) -> Vec<u32> {
        let forms = article.forms();
        let mut sentences: Vec<u32> = Vec::new();
        for (_, stem) in self.claim.said.content() {
            let found = forms.find(stem).map_or(&[][..], |stem| forms.sentences(stem));
            sentences.extend(found.iter().take(MOST));
        }
        sentences.sort_unstable();
        sentences.dedup();
        sentences
    }
}

/// The number of the sentence that has a place.
fn sentence_of(article: &Article, span: Span) -> usize {
    article.sentences().partition_point(|sentence| sentence.end <= span.start)
}

fn is_in(sentences: &[u32], sentence: usize) -> bool {
    u32::try_from(sentence).is_ok_and(|sentence| sentences.binary_search(&sentence).is_ok())
}

/// The days between two whole dates.
fn days(a: Date, b: Date) -> Option<i64> {
    // Two days that leave the year out are of one year, which is seldom a leap year.
    const ANY: u16 = 2001;
    let year = |own: Date, other: Date| own.year.or(other.year).unwrap_or(ANY);
    Some((number(b, year(b, a))? - number(a, year(a, b))?).abs()).filter(|&days| days > 0)
}
