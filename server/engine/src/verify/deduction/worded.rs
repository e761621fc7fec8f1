//! What a claim's figure could have been worked out of, where a source says a part of it in words: how many times a thing is another,
//! or whom it names before so many others.

use super::ClaimedFigure;
use super::parts::{could_be_added, is_count};
use crate::figures::{Exact, Kind, Unit, Value};
use crate::lexicon::{MORE_WORDS, MULTIPLYING_VERBS};
use crate::sources::Article;
use crate::text::{Span, words};

/// The most figures that are looked at.
const MOST: usize = 64;
/// How many words before a figure are looked at for those who are named with the others.
const REACH: usize = 16;

impl ClaimedFigure<'_> {
    /// By how much one thing is more than another, of how many times it is that, or the other way round: one and a half times is 50%
    /// more.
    pub(super) fn of_multiple(&self, article: &Article) -> Option<(String, Span)> {
        let hundred = Exact::int(100);
        let Value::Number(ours) = self.figure.value else { return None };
        let is_more = self.says(|word| MORE_WORDS.has(word));
        let is_asked = self.figure.kind == Kind::Multiple || self.figure.kind == Kind::Percent && is_more;
        let wanted = match self.figure.kind {
            Kind::Multiple => Kind::Percent,
            _ => Kind::Multiple,
        };
        let all = is_asked.then(|| article.statements().of_kind(wanted));
        all.into_iter().flatten().take(MOST).find_map(|stated| {
            let figure = &stated.statement.figure;
            let Value::Number(theirs) = figure.value else { return None };
            let words = &article.text()[figure.span];
            let (expression, value) = match wanted {
                Kind::Multiple => (format!("{words} - 1"), theirs.minus(Exact::ONE)?.times(hundred)?),
                _ => (format!("1 + {words}"), theirs.over(hundred)?.plus(Exact::ONE)?),
            };
            (value == ours && figure.unit != Unit::PercentPoints).then_some((expression, figure.span))
        })
    }

    /// An amount, and how many times another it is in its sentence: of `120,000, double the number of the year before` a half.
    pub(super) fn by_multiple(&self, meant: &[Span], article: &Article) -> Option<(String, Span)> {
        meant.iter().find_map(|&sentence| {
            let (by, times) = multiple_of_another(article.text(), sentence)?;
            article.statements().within(sentence).take(MOST).find_map(|stated| {
                let figure = &stated.statement.figure;
                let Value::Number(amount) = figure.value else { return None };
                let part = amount.over(Exact::int(times)).filter(|_| could_be_added(self.figure, figure));
                let expression = || format!("{} / {times}", &article.text()[figure.span]);
                self.is_result(Some(part?)).then(|| (expression(), figure.span.cover(by)))
            })
        })
    }

    /// So many others, and those who are named before them: `his aunt, a cousin and 14 other guests` are sixteen.
    pub(super) fn with_those_named(&self, meant: &[Span], article: &Article) -> Option<(String, Span)> {
        let Value::Number(ours) = self.figure.value else { return None };
        let all = ours.as_int().filter(|_| is_count(self.figure))?;
        meant.iter().flat_map(|&sentence| article.statements().within(sentence)).take(MOST).find_map(|stated| {
            let figure = &stated.statement.figure;
            let Value::Number(theirs) = figure.value else { return None };
            let others = theirs.as_int().filter(|_| is_count(figure))?;
            let (sentence, text) = (stated.statement.sentence, article.text());
            let is_of_others = words(text.get(figure.span.end..sentence.end)?)
                .first()
                .is_some_and(|(_, word)| matches!(word.as_str(), "other" | "others"));
            let named = i64::try_from(named_before(text.get(sentence.start..figure.span.start)?)?).ok()?;
            // The first of them may be of what goes before the list.
            let is_sum = is_of_others && (all == others + named || named > 1 && all == others + named - 1);
            is_sum.then(|| (format!("{} + {} named before", &text[figure.span], all - others), figure.span))
        })
    }
}

/// Where a sentence says how many times another amount one is, and how many: `double the number of`, `twice that of`.
fn multiple_of_another(text: &str, sentence: Span) -> Option<(Span, i64)> {
    // The lexicon has the verbs in the past: `doubled`.
    let times = |word: &str| match word {
        "twice" => Some(2),
        word => MULTIPLYING_VERBS.get(&format!("{word}d"))?.parse().ok().filter(|times: &i64| *times > 0),
    };
    let words = words(text.get(sentence.range())?);
    words.iter().zip(words.iter().skip(1)).find_map(|((span, word), (_, next))| {
        let times = times(word)?;
        matches!(next.as_str(), "the" | "that" | "what" | "its" | "their")
            .then(|| (span.shifted(sentence.start), times))
    })
}

/// How many are named before an `and` at the end of a text: the parts between commas.
fn named_before(text: &str) -> Option<usize> {
    let list = text.trim_end().strip_suffix("and")?.trim_end().trim_end_matches(',');
    let last = words(list);
    let start = last.len().checked_sub(REACH).and_then(|first| last.get(first)).map_or(0, |(span, _)| span.start);
    let list = &list[start..];
    let list = list.rsplit([';', ':', '(', '—']).next().unwrap_or(list);
    let named = list.split(',').filter(|part| part.contains(char::is_alphabetic)).count();
    (named > 0).then_some(named)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    const SOURCE: &str = "After his aunt, a cousin and 14 other guests had left, Karl stayed. Fares were one and a half times what coal cost.\n\nThe barge was 40% dearer than the ferry.\n\nIn 2014 the harbour fed more than 70,000 seals, double the \
                          number of the year before.";

    fn check(claim: &str, expected: &[&str]) {
        let found = findings(&[("s", SOURCE)], &format!("{claim} [@s].\n"));
        let of_figures = found.iter().filter(|finding| finding.rule.family() == "figure");
        assert_eq!(of_figures.map(|finding| finding.rule.name).collect::<Vec<_>>(), expected, "{claim}");
    }

    #[test]
    fn those_named_and_the_others() {
        check("Sixteen of Karl's guests left, his aunt among them", &[]);
        check("Eighteen of Karl's guests left, his aunt among them", &["figure-not-found"]);
    }

    #[test]
    fn so_many_times_is_so_much_more() {
        check("Fares were 50% above what coal cost", &[]);
        check("Fares were 60% above what coal cost", &["figure-not-found"]);
        check("The barge cost 1.4 times as much as the ferry", &[]);
        check("The year before, the harbour fed roughly 35,000 seals", &[]);
        check("The year before, the harbour fed roughly 55,000 seals", &["figure-not-found"]);
    }
}
