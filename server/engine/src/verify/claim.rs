//! Which passage supports a claim?

mod antonyms;
mod negated;
mod opposite;

pub use negated::Negated;
pub use opposite::Opposite;

use super::check::{Check, Evidence, Kind, Verdict};
use super::cover::Cover;
use super::figure::FigureFault;
use super::passage::{Passage, Wanted};
use super::said::Said;
use super::{Context, attribution};
use crate::markup::{Unit, UnitKind};
use crate::sources::{Article, SourceId};
use crate::text::{Span, words};

/// What can be wrong with a claim as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimFault {
    /// No passage could support it.
    Unsupported,
    /// It is the source's sentence but for one negation.
    Negated(Negated),
    /// It has the opposite of one word of the source's sentence.
    Opposite(Opposite),
    /// The source reports it as somebody's words, the briefing as a fact.
    AttributionDropped {
        /// The source's words that say whose, in bytes of the article's text.
        words: Span,
    },
    /// It cites nothing, in a paragraph that cites.
    Uncited,
}

/// A passage that has less of a claim, by the weight of the words, has next to nothing of it.
const NEXT_TO_NOTHING: f32 = 0.1;
/// A passage that has more of a claim may be what it sums up in other words.
const LITTLE: f32 = 0.3;
/// An article that lacks so many of ten words of a claim, in every form, does not speak of it.
const MISSING_OF_TEN: usize = 7;
/// A claim of fewer words, quotations aside, is too short to be missed.
const FEWEST_WORDS: usize = 4;
/// A passage that has more of a claim says what it says.
const MOST_OF_IT: f32 = 0.5;

/// Finds the passage of the covering sources that has the most of what a unit says; `None` if it claims nothing. `items`
/// are the checks of its figures and names.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit, said: &Said, items: &[Check]) -> Option<Check> {
    if matches!(unit.kind, UnitKind::Heading | UnitKind::BlockQuotation) {
        return None;
    }
    let text = unit.prose.text();
    let prose = Span::new(text.len() - text.trim_start().len(), text.trim_end().len());
    let covers = covers(cx, unit, prose);
    let mut searched: Vec<SourceId> = covers.iter().flat_map(Cover::sources).collect();
    searched.sort_unstable();
    searched.dedup();
    let wanted = Wanted::new(text, said);
    let best = best(cx, &wanted, &searched);
    let verdict = verdict(cx, unit, said, items, &covers, &wanted, best.as_ref());
    let evidence =
        best.iter().map(|(source, passage)| Evidence { source: *source, span: passage.span, score: passage.score });
    let how = match &best {
        _ if !verdict.unchecked().is_empty() => verdict.unchecked().to_owned(),
        Some((source, passage)) => {
            cx.library.article(*source).map_or_else(String::new, |article| how(article, text, &wanted, passage))
        }
        None => String::new(),
    };
    Some(Check {
        kind: Kind::Claim,
        unit: unit_id,
        prose,
        span: unit.prose.origin(prose),
        searched,
        verdict,
        evidence: evidence.collect(),
        how,
    })
}

/// What the best passage has of a claim, and which of its words it lacks.
fn how(article: &Article, claim: &str, wanted: &Wanted<'_>, passage: &Passage) -> String {
    const MOST_TOLD: usize = 4;
    let lacking = wanted.lacking(article, passage);
    let told: Vec<String> = lacking.iter().take(MOST_TOLD).map(|&word| format!("“{}”", &claim[word])).collect();
    let lacks = if told.is_empty() { String::new() } else { format!("; without {}", told.join(", ")) };
    let more = if lacking.len() > MOST_TOLD { " …" } else { "" };
    let place = article.place(passage.span.start);
    format!("{} of {} words in {place}{lacks}{more}", passage.shared, passage.of)
}

/// What covers each part of a unit that has words.
fn covers(cx: &Context<'_>, unit: &Unit, prose: Span) -> Vec<Cover> {
    let has_words = |span: &Span| unit.prose.text()[*span].contains(char::is_alphanumeric);
    let parts: Vec<Span> = unit.stretches.iter().map(|stretch| stretch.span).filter(has_words).collect();
    let parts = if parts.is_empty() { vec![prose] } else { parts };
    parts.into_iter().map(|part| cx.cover(unit, part)).collect()
}

/// The passage with the most of a claim, out of these sources; of equals the first.
fn best(cx: &Context<'_>, wanted: &Wanted<'_>, sources: &[SourceId]) -> Option<(SourceId, Passage)> {
    let mut best: Option<(SourceId, Passage)> = None;
    for &source in sources {
        let Some(passage) = cx.library.article(source).and_then(|article| wanted.best(article)) else { continue };
        if best.as_ref().is_none_or(|(_, best)| passage.score > best.score) {
            best = Some((source, passage));
        }
    }
    best
}

fn verdict(
    cx: &Context<'_>,
    unit: &Unit,
    said: &Said,
    items: &[Check],
    covers: &[Cover],
    wanted: &Wanted<'_>,
    best: Option<&(SourceId, Passage)>,
) -> Verdict {
    if covers.iter().all(Cover::is_empty) {
        return Verdict::Unasked;
    }
    let text = unit.prose.text();
    let convicts = covers.iter().all(Cover::convicts);
    let is_lacking = |(source, passage): &(SourceId, Passage)| {
        passage.nearby < NEXT_TO_NOTHING
            || (passage.score < LITTLE
                && wanted.len() > FEWEST_WORDS
                && cx.library.article(*source).is_some_and(|article| wanted.lacks(MISSING_OF_TEN, article)))
    };
    if best.is_none_or(is_lacking) && says_enough(unit, items) {
        return match covers.iter().any(|cover| cover.is_partial) {
            true => Verdict::Unverifiable,
            false if convicts => Verdict::Claim(ClaimFault::Unsupported),
            false => Verdict::Unasked,
        };
    }
    let article = best.and_then(|(source, passage)| Some((cx.library.article(*source)?, passage)));
    let negated =
        article.filter(|_| convicts).and_then(|(article, passage)| negated::negated(text, said, article, passage.span));
    // What stands in a quotation belongs to it.
    let is_quoted = |denied: Span| unit.quotations.iter().any(|quotation| quotation.span.contains(denied));
    if let Some((negated, _)) = negated.filter(|&(_, denied)| !is_quoted(denied)) {
        return Verdict::Claim(ClaimFault::Negated(negated));
    }
    let opposite = article
        .filter(|(_, passage)| convicts && passage.score > MOST_OF_IT)
        .and_then(|(article, passage)| opposite::opposite(said, article, passage.span));
    // A rise for a fall is told of its figure.
    let is_told = |word: Span| {
        let turned = |item: &&Check| matches!(item.verdict, Verdict::Figure(FigureFault::Direction));
        items.iter().filter(turned).any(|item| item.prose.contains(word))
    };
    if let Some(opposite) = opposite.filter(|opposite| !is_quoted(opposite.ours) && !is_told(opposite.ours)) {
        return Verdict::Claim(ClaimFault::Opposite(opposite));
    }
    let dropped = article
        .filter(|(_, passage)| convicts && passage.score > MOST_OF_IT)
        .and_then(|(article, passage)| attribution::dropped(unit, said, article, passage.span));
    match dropped {
        Some(words) => Verdict::Claim(ClaimFault::AttributionDropped { words }),
        None => Verdict::Verified,
    }
}

/// Whether a unit says so much of something else than the source itself that a source that supports it must have some
/// of its words. Quotations, and figures and names that the source has in whatever form, are aside.
fn says_enough(unit: &Unit, items: &[Check]) -> bool {
    let text = unit.prose.text();
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    let verified = items.iter().filter(|check| matches!(check.verdict, Verdict::Verified)).map(|check| check.prose);
    let mut aside: Vec<Span> = unit.quotations.iter().map(|quotation| quotation.span).chain(verified).collect();
    aside.sort_unstable();
    for part in aside {
        rest.push_str(&text[at..part.start.max(at)]);
        rest.push(' ');
        at = part.end.max(at);
    }
    rest.push_str(&text[at..]);
    unit.kind == UnitKind::Sentence
        && Wanted::new(&rest, &Said::new(&rest)).len() >= FEWEST_WORDS
        && !is_of_the_source(&rest)
}

/// Whether a sentence speaks of its source (`The report describes …`): such a sentence sums up in words of its own.
fn is_of_the_source(sentence: &str) -> bool {
    const SOURCES: &[&str] = &[
        "document",
        "article",
        "report",
        "author",
        "authors",
        "paper",
        "essay",
        "editorial",
        "story",
        "source",
        "text",
        "passage",
        "study",
        "piece",
        "column",
        "interview",
        "letter",
        "summary",
    ];
    words(sentence).iter().take(4).any(|(_, word)| SOURCES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests;
