//! Does a passage of the sources say what a claim says?
//!
//! The likeliest sentences are laid beside the claim, word by word. `Verified` is a claim of which nothing is left over and
//! nothing differs, and whose items are all verified; `Contradicted` one of which a word or two turn the source's sentence
//! round. What can't be laid beside the source is `Unconfirmed`.

mod align;
mod by_clauses;
mod classes;
mod clause;
mod contradiction;
mod denial;
mod frame;
mod meaning;
mod modifiers;
mod offices;
mod order;
mod phrases;
mod quoted;
mod scopes;
mod setting;
mod slots;
mod speaker;
mod token;
mod turned;
mod weaker;

pub use align::Alignment;
use by_clauses::Apart;
pub use by_clauses::Settled;
pub use contradiction::Contradiction;
pub use meaning::{Link, link, synonyms};
pub use token::{Kind as TokenKind, Token, of_article, of_claim};
pub use turned::Turn;

use contradiction::{Claim, Held};

use super::check::{Check, Evidence, Kind, Verdict};
use super::cover::Cover;
use super::figure::{FigureFault, HedgeFault};
use super::how::{How, Where};
use super::passage::{Passage, Wanted};
use super::quote::QuoteFault;
use super::said::Said;
use super::{Context, attribution};
use crate::lexicon::DOCUMENT_NOUNS;
use crate::markup::{Unit, UnitKind};
use crate::sources::{Article, SourceId};
use crate::text::{Span, words};

/// What can be wrong with a claim as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimFault {
    /// No passage could support it.
    Unsupported,
    /// It is the source's sentence but for a word or two that turn it round.
    Contradicted(Contradiction),
    /// The source reports it as somebody's words, the briefing as a fact.
    AttributionDropped {
        /// The source's words that say whose, in bytes of the article's text.
        words: Span,
    },
    /// It cites nothing, in a paragraph that cites.
    Uncited,
}

/// How many passages are shown: the best and the runner-up.
const SHOWN: usize = 2;
/// How many sentences are laid beside a claim, beside those of its items.
const READ: usize = 3;
/// How many sentences that have an item of a claim are laid beside it.
const READ_OF_ITEMS: usize = 4;
/// In a claim of what its figures are of, one of so many words may be another than the source's.
const WORDS_FOR_ONE_OTHER: usize = 5;
/// A cell of fewer words says nothing by itself.
const SENTENCE_IN_CELL: usize = 6;
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

/// Finds the passage of the covering sources that has the most of what a unit says, and holds the unit against it; `None`
/// if it claims nothing. With it come the figures of which it established what they are of. `items` are the checks of its quotations, figures and names.
pub fn check(
    cx: &Context<'_>,
    unit_id: usize,
    unit: &Unit,
    said: &Said,
    items: &[Check],
) -> Option<(Check, Vec<Settled>)> {
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
    let mut found = passages(cx, &wanted, &searched);
    let asked = ClaimQuestion { cx, id: unit_id, unit, said, items, covers: &covers, wanted: &wanted };
    let (verdict, told, settled) = asked.verdict(&found);
    // What the verdict rests on comes first.
    if let Some((source, sentence)) = told {
        match found.iter().position(|(at, passage)| *at == source && passage.sentence as usize == sentence) {
            Some(at) => found[..=at].rotate_right(1),
            None => found
                .splice(..0, wanted.at(cx.library.article(source)?, sentence).map(|passage| (source, passage)))
                .for_each(drop),
        }
    }
    let how = match (verdict.undecided(), found.first()) {
        (How::ByRule, Some((source, passage))) => how(cx, text, &wanted, *source, passage),
        (how, _) => how,
    };
    let passages =
        found.iter().map(|(source, passage)| Evidence { source: *source, span: passage.span, score: passage.score });
    let mut evidence: Vec<Evidence> = passages.take(SHOWN).collect();
    // A label has no words to find a passage by: it rests on what its figure rests on.
    if evidence.is_empty() && matches!(verdict, Verdict::Verified) {
        evidence.extend(items.iter().filter_map(|item| item.evidence.first().cloned()).take(SHOWN));
    }
    let check = Check {
        kind: Kind::Claim,
        unit: unit_id,
        prose,
        span: unit.prose.origin(prose),
        searched,
        verdict,
        evidence,
        reading: String::new(),
        how,
    };
    Some((check, settled))
}

/// What the best passage has of a claim, and which of its words it lacks.
fn how(cx: &Context<'_>, claim: &str, wanted: &Wanted<'_>, source: SourceId, passage: &Passage) -> How {
    let Some(article) = cx.library.article(source) else { return How::ByRule };
    let lacking = wanted.lacking(article, passage).into_iter().map(|word| claim[word].to_owned()).collect();
    How::Passage { at: Where { source, span: passage.span }, has: passage.shared, of: passage.of, lacking }
}

/// What covers each part of a unit that has words.
fn covers(cx: &Context<'_>, unit: &Unit, prose: Span) -> Vec<Cover> {
    let has_words = |span: &Span| unit.prose.text()[*span].contains(char::is_alphanumeric);
    let parts: Vec<Span> = unit.stretches.iter().map(|stretch| stretch.span).filter(has_words).collect();
    let parts = if parts.is_empty() { vec![prose] } else { parts };
    parts.into_iter().map(|part| cx.cover(unit, part)).collect()
}

/// The passages with the most of a claim, out of these sources, the best first; of equals the first.
fn passages(cx: &Context<'_>, wanted: &Wanted<'_>, sources: &[SourceId]) -> Vec<(SourceId, Passage)> {
    let of_source = |&source: &SourceId| {
        let article = cx.library.article(source);
        article.into_iter().flat_map(move |article| wanted.best(article, READ)).map(move |passage| (source, passage))
    };
    let mut found: Vec<(SourceId, Passage)> = sources.iter().flat_map(of_source).collect();
    // Within a source they are ranked by more than their score.
    if sources.len() > 1 {
        found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    }
    found
}

/// What a unit's items bear on its claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bearing {
    /// It is as the source has it, or asked of none; a small fault leaves the tick.
    Fine,
    /// It was not established.
    Open,
    /// It is at fault, and told of.
    AtFault,
}

fn bearing(check: &Check) -> Bearing {
    match &check.verdict {
        Verdict::Verified
        | Verdict::Unasked
        | Verdict::Quote(QuoteFault::NotFound { is_slight: true } | QuoteFault::SecondHand)
        | Verdict::Figure(FigureFault::Derived(_) | FigureFault::Hedge(HedgeFault::Unmarked | HedgeFault::Dropped)) => {
            Bearing::Fine
        }
        Verdict::Unconfirmed | Verdict::Unverifiable => Bearing::Open,
        _ => Bearing::AtFault,
    }
}

/// A claim with all that it is judged by.
struct ClaimQuestion<'a> {
    cx: &'a Context<'a>,
    id: usize,
    unit: &'a Unit,
    said: &'a Said,
    items: &'a [Check],
    covers: &'a [Cover],
    wanted: &'a Wanted<'a>,
}

/// A verdict, and the sentence of a source that it rests on.
type Told = (Verdict, Option<(SourceId, usize)>);

/// A verdict, the sentence that it rests on, and the figures that were established with it.
type Judged = (Verdict, Option<(SourceId, usize)>, Vec<Settled>);

impl ClaimQuestion<'_> {
    fn verdict(&self, found: &[(SourceId, Passage)]) -> Judged {
        if self.covers.iter().all(Cover::is_empty) {
            return (Verdict::Unasked, None, Vec::new());
        }
        let has = |bearing_of: Bearing| self.items.iter().any(|item| bearing(item) == bearing_of);
        let convicts = self.covers.iter().all(Cover::convicts);
        if self.is_label() {
            let counts = self.items.iter().any(|item| matches!(item.kind, Kind::Figure | Kind::Quote));
            let verdict = match () {
                () if has(Bearing::AtFault) => Verdict::ItemAtFault,
                () if has(Bearing::Open) => Verdict::Unconfirmed,
                () if counts => Verdict::Verified,
                () => Verdict::Unasked,
            };
            return (verdict, None, Vec::new());
        }
        let is_lacking = |(source, passage): &(SourceId, Passage)| {
            passage.nearby < NEXT_TO_NOTHING
                || (passage.score < LITTLE
                    && self.wanted.len() > FEWEST_WORDS
                    && self
                        .cx
                        .library
                        .article(*source)
                        .is_some_and(|article| self.wanted.lacks(MISSING_OF_TEN, article)))
        };
        if found.first().is_none_or(is_lacking) && says_enough(self.unit, self.items) {
            let verdict = match self.covers.iter().any(|cover| cover.is_partial) {
                _ if has(Bearing::AtFault) => Verdict::ItemAtFault,
                true => Verdict::Unverifiable,
                false if convicts => Verdict::Claim(ClaimFault::Unsupported),
                false => Verdict::Unasked,
            };
            return (verdict, None, Vec::new());
        }
        let (verdict, told) = self.compared(found, convicts);
        let apart = self.apart(found);
        match verdict {
            Verdict::Unconfirmed if !has(Bearing::AtFault) && !has(Bearing::Open) && self.is_only_quoted() => {
                (Verdict::Verified, told, Vec::new())
            }
            Verdict::Verified | Verdict::Unconfirmed if has(Bearing::AtFault) => {
                (Verdict::ItemAtFault, told, Vec::new())
            }
            Verdict::Verified if !has(Bearing::Open) && !self.is_of_another(&apart, told) => {
                (Verdict::Verified, told, Vec::new())
            }
            Verdict::Verified | Verdict::Unconfirmed => match self.said_by_clauses(&apart) {
                Some((source, sentence, settled)) => {
                    (self.as_reported(source, sentence, found, convicts), Some((source, sentence)), settled)
                }
                None => self.turned(&apart, found, convicts).unwrap_or((Verdict::Unconfirmed, told, Vec::new())),
            },
            // What somebody said may be turned round besides, unless these are the very words.
            Verdict::Claim(ClaimFault::AttributionDropped { .. }) if told.is_none() => {
                self.turned(&apart, found, convicts).unwrap_or((verdict, told, Vec::new()))
            }
            verdict => (verdict, told, Vec::new()),
        }
    }

    /// What turns the claim, in other words than the source's.
    fn turned(&self, apart: &[Apart<'_>], found: &[(SourceId, Passage)], convicts: bool) -> Option<Judged> {
        let turned = convicts.then(|| {
            let turned = self.turned_by_clauses(apart).or_else(|| self.turned_by_slots(found));
            turned.or_else(|| self.turned_by_phrases(found)).or_else(|| self.turned_by_speaker(found))
        });
        let (source, sentence, contradiction) = turned.flatten()?;
        Some((Verdict::Claim(ClaimFault::Contradicted(contradiction)), Some((source, sentence)), Vec::new()))
    }

    /// Whether the unit is a table's cell that is no sentence: what it says, its row and its column say.
    fn is_label(&self) -> bool {
        self.unit.kind == UnitKind::Cell && self.wanted.len() < SENTENCE_IN_CELL
    }

    /// The claim laid beside the sentences that have the most of it.
    fn compared(&self, found: &[(SourceId, Passage)], convicts: bool) -> Told {
        let mut turned: Option<(SourceId, usize, Contradiction)> = None;
        for source in sources_of(found) {
            let Some(article) = self.cx.library.article(source) else { continue };
            let claim = Claim::new(self.unit.prose.text(), self.held(source), article);
            for (from, to) in self.places(source, article, found) {
                let Some(reading) = claim.read(article, from, to) else { continue };
                let judgement = &reading.judgement;
                if judgement.is_verified() || self.is_of_figures() && judgement.is_nearly_verified(WORDS_FOR_ONE_OTHER)
                {
                    return (self.as_reported(source, reading.main, found, convicts), Some((source, reading.main)));
                } else if let Some(contradiction) = reading.contradiction
                    && turned.is_none()
                    && convicts
                    && reading.judgement.words > 1
                    && self.is_own(&contradiction)
                    && !claim.is_said_elsewhere(article, &reading, &contradiction)
                {
                    turned = Some((source, reading.main, contradiction));
                }
            }
        }
        if let Some((source, sentence, contradiction)) = turned {
            let is_told = |item: &&Check| {
                bearing(item) == Bearing::AtFault && contradiction.ours.is_some_and(|ours| item.prose.overlaps(ours))
                    || item.kind == Kind::Figure
                        && bearing(item) == Bearing::AtFault
                        && contradiction.turn == Turn::Opposite
            };
            let verdict = match self.items.iter().find(is_told) {
                Some(_) => Verdict::ItemAtFault,
                None => Verdict::Claim(ClaimFault::Contradicted(contradiction)),
            };
            return (verdict, Some((source, sentence)));
        }
        let reported = found.first().and_then(|(source, passage)| self.reported(*source, passage, convicts));
        (reported.unwrap_or(Verdict::Unconfirmed), None)
    }

    /// Whether the claim says what its figures are of: these are verified in every role that it names, its verb among them.
    fn is_of_figures(&self) -> bool {
        let mut figures = self.items.iter().filter(|item| item.kind == Kind::Figure).peekable();
        figures.peek().is_some() && figures.all(|figure| matches!(figure.verdict, Verdict::Verified))
    }

    /// Whether what turns the claim is its own word, not one of a quotation.
    fn is_own(&self, contradiction: &Contradiction) -> bool {
        let is_quoted = |span: Span| self.unit.quotations.iter().any(|quotation| quotation.span.overlaps(span));
        contradiction.ours.map_or(self.unit.quotations.is_empty(), |ours| !is_quoted(ours))
    }

    /// The sentences of an article that are laid beside the claim, first and last: the likeliest by themselves, those that
    /// have its items, and the likeliest with their neighbours.
    fn places(&self, source: SourceId, article: &Article, found: &[(SourceId, Passage)]) -> Vec<(usize, usize)> {
        let likely: Vec<usize> =
            found.iter().filter(|(at, _)| *at == source).map(|(_, passage)| passage.sentence as usize).collect();
        let sentence_at =
            |offset: usize| article.sentences().partition_point(|sentence| sentence.start <= offset).saturating_sub(1);
        let of_items = self.items.iter().filter(|item| matches!(item.kind, Kind::Quote | Kind::Figure));
        let evidence = of_items.filter_map(|item| item.evidence.first()).filter(|evidence| evidence.source == source);
        let mut places: Vec<(usize, usize)> = likely.iter().map(|&at| (at, at)).collect();
        for at in evidence.take(READ_OF_ITEMS).map(|evidence| sentence_at(evidence.span.start)) {
            places.push((at, at));
            places.push((at, at + 1));
            places.push((at.saturating_sub(1), at));
        }
        for &at in likely.iter().take(SHOWN) {
            places.push((at, at + 1));
            places.push((at.saturating_sub(1), at));
        }
        let mut seen = Vec::with_capacity(places.len());
        places.retain(|place| {
            let is_new = !seen.contains(place);
            seen.push(*place);
            is_new
        });
        places
    }

    /// The items of the claim that a source has.
    fn held(&self, source: SourceId) -> Vec<Held> {
        let has = |item: &&Check| {
            let is_fault = bearing(item) != Bearing::Fine || matches!(item.verdict, Verdict::Unasked);
            !is_fault
        };
        let held = self.items.iter().filter(has).filter_map(|item| {
            let evidence = item.evidence.iter().find(|evidence| evidence.source == source)?;
            Some(Held { item: item.prose, evidence: evidence.span, kind: item.kind })
        });
        held.collect()
    }

    /// `Verified`, or what is wrong with saying as a fact what the source only reports.
    fn as_reported(&self, source: SourceId, sentence: usize, found: &[(SourceId, Passage)], convicts: bool) -> Verdict {
        let passage = found.iter().find(|(at, passage)| *at == source && passage.sentence as usize == sentence);
        passage.and_then(|(source, passage)| self.reported(*source, passage, convicts)).unwrap_or(Verdict::Verified)
    }

    fn reported(&self, source: SourceId, passage: &Passage, convicts: bool) -> Option<Verdict> {
        let article = self.cx.library.article(source).filter(|_| convicts && passage.score > MOST_OF_IT)?;
        let words = attribution::dropped(self.unit, self.said, article, passage.span)?;
        Some(Verdict::Claim(ClaimFault::AttributionDropped { words }))
    }
}

/// The sources of some passages, in the order of their best.
fn sources_of(found: &[(SourceId, Passage)]) -> Vec<SourceId> {
    let mut sources = Vec::new();
    for (source, _) in found {
        if !sources.contains(source) {
            sources.push(*source);
        }
    }
    sources
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
    words(sentence).iter().take(4).any(|(_, word)| DOCUMENT_NOUNS.has(word))
}

#[cfg(test)]
mod tests;
