//! Is a quotation in the sources that cover it?

mod around;
mod brackets;
mod changes;
mod frame;
mod scare;
pub mod speaker;
mod title;

use super::check::{Check, Evidence, Kind, Verdict};
use super::cover::{Cited, Cover};
use super::how::{How, QuoteHow, Where};
use super::quotation::{Difference, DifferenceKind, Located, Near, Place, Quoted, Step, Stitch};
use super::{Context, polarity};
use crate::markup::{Quotation, Unit, UnitKind};
use crate::sources::{Article, SourceId};
use crate::text::{Span, is_function_word, words as words_of};
pub use frame::Frame;
use speaker::{Identity, Kind as Spoken, Mention};
pub use speaker::{spoken, told};

/// The fewest words that make a quotation one that must be somebody's: one or two may be a title or a distancing.
pub const FEWEST_WORDS: usize = 3;

/// What can be wrong with a quotation.
#[derive(Clone, Debug, PartialEq)]
pub enum QuoteFault {
    /// Nothing near it is in any covering source.
    NotFound {
        /// Whether it may be nobody's words: one or two of them, or a title.
        is_slight: bool,
    },
    /// The source has nearly these words.
    Altered {
        /// What differs; the spans of the quotation are bytes of its content.
        differences: Vec<Difference>,
        /// How many of its words the source has there.
        matched: usize,
        /// How many words were quoted.
        words: usize,
    },
    /// The covering sources lack it; the evidence is another one's.
    Misattributed,
    /// The parts around an elision or bracket are no one quotation.
    Stitched(Stitched),
    /// What frames the words in the source turns them round, or makes them less than a statement.
    Truncated(Frame),
    /// The claim gives the words to one speaker, the source to another.
    Speaker(Speakers),
    /// The source itself quotes somebody with these words, and the claim names nobody.
    SecondHand,
    /// No citation supports it; the evidence, if there is any, is a source that has it.
    Uncited {
        /// How many words were quoted.
        words: usize,
    },
}

/// Two speakers of the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speakers {
    /// Whom the claim names, in bytes of the unit's prose.
    pub claimed: Span,
    /// Whether that is a name and nothing more, which another name can stand for.
    pub is_bare: bool,
    /// Whom the source names, in bytes of the article's text.
    pub said: Span,
    /// Whether that is a name.
    pub is_named: bool,
}

/// Why the parts of a quotation are no one quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stitched {
    /// By their places.
    Parts(Stitch),
    /// What was left out reverses the sense; in bytes of the article's text.
    Reversal(Span),
}

/// A quotation at a place of a covering source.
struct QuotedAt<'a> {
    cited: Cited,
    article: &'a Article,
    place: Place,
    fault: Option<QuoteFault>,
    voice: Voiced,
}

/// What is known of who says the words, in the claim and at a place of the source.
#[derive(Clone, Debug, PartialEq)]
enum Voiced {
    /// The claim credits nobody, or whom the source does.
    Agreed,
    /// The claim credits somebody, and who speaks in the source was not established.
    Unknown,
    /// Two speakers, neither of whom can be the other.
    Different(Speakers),
}

/// Holds a quotation of a unit against the sources that cover it; `None` if it quotes no word.
pub fn check(cx: &Context<'_>, unit_id: usize, unit: &Unit, quotation: &Quotation) -> Option<Check> {
    let quoted = Quoted::new(&unit.prose.text()[quotation.content]);
    let words = quoted.pattern.words().count();
    if words == 0 {
        return None;
    }
    let cover = cx.cover(unit, quotation.span);
    let mut asked = QuoteQuestion { cx, unit_id, unit, quotation, quoted: &quoted, words, cover: &cover, credit: None };
    asked.credit = asked.credited();
    let (verdict, evidence, how) = asked.verdict();
    Some(Check {
        kind: Kind::Quote,
        unit: unit_id,
        prose: quotation.span,
        span: unit.prose.origin(quotation.span),
        searched: cover.sources(),
        reading: String::new(),
        how: how.unwrap_or_else(|| verdict.undecided()),
        verdict,
        evidence,
    })
}

/// The words of the name of whom a unit's sentence credits with the quotation at `span`; empty if he has none, `None` if it
/// credits nobody.
pub fn credited(unit: &Unit, span: Span) -> Option<Vec<String>> {
    let quotations: Vec<Span> = unit.quotations.iter().map(|quotation| quotation.span).collect();
    speaker::credited(unit.prose.text(), &quotations, span).map(|mention| mention.name)
}

struct QuoteQuestion<'a> {
    cx: &'a Context<'a>,
    unit_id: usize,
    unit: &'a Unit,
    quotation: &'a Quotation,
    quoted: &'a Quoted<'a>,
    words: usize,
    cover: &'a Cover,
    /// Whom the claim credits with the words.
    credit: Option<Mention>,
}

impl QuoteQuestion<'_> {
    /// The verdict, its evidence, and how it came about where the quotation is there.
    fn verdict(&self) -> (Verdict, Vec<Evidence>, Option<How>) {
        let mut nearest: Option<(Verdict, Evidence)> = None;
        let mut found: Vec<QuotedAt<'_>> = Vec::new();
        for &cited in &self.cover.cited {
            let Some(article) = self.cx.library.article(cited.source) else { continue };
            match self.quoted.locate(article) {
                Located::There { places, round_brackets } => {
                    let place = self.best_place(cited, article, places);
                    let voice = self.voiced(&place, article);
                    let fault = self.fault_at(&place, article, round_brackets, &voice);
                    found.push(QuotedAt { cited, article, place, fault, voice });
                }
                located => {
                    let next = self.fault_of(cited.source, article, located);
                    if next
                        .as_ref()
                        .is_some_and(|(_, next)| nearest.as_ref().is_none_or(|(_, best)| next.score > best.score))
                    {
                        nearest = next;
                    }
                }
            }
        }
        found.sort_by_key(|found| (found.fault.is_some(), found.voice != Voiced::Agreed));
        if let Some(best) = found.into_iter().next() {
            let evidence = evidence(best.cited.source, best.article, &best.place);
            let is_unknown = best.voice == Voiced::Unknown;
            let how = QuoteHow {
                words: self.words,
                at: Where { source: best.cited.source, span: evidence.span },
                changes: changes::of(self.quoted, &best.place, best.article),
                is_speaker_unknown: is_unknown,
            };
            let verdict = match best.fault {
                Some(fault) => Verdict::Quote(fault),
                None if is_unknown => Verdict::Unconfirmed,
                None => Verdict::Verified,
            };
            return (verdict, vec![evidence], Some(How::Quote(how)));
        }
        let (verdict, evidence) = self.missing(nearest);
        (verdict, evidence, None)
    }

    /// The verdict on a quotation that no covering source has.
    fn missing(&self, nearest: Option<(Verdict, Evidence)>) -> (Verdict, Vec<Evidence>) {
        if self.cover.is_partial {
            // What a readable source contradicts, an unreadable one does not cancel.
            return match nearest.filter(|_| self.cover.convicts()) {
                Some((verdict, evidence)) => (verdict, vec![evidence]),
                None => (Verdict::Unverifiable, Vec::new()),
            };
        }
        let elsewhere = self.elsewhere();
        if !self.cover.convicts() {
            return (Verdict::Quote(QuoteFault::Uncited { words: self.words }), elsewhere.into_iter().collect());
        }
        if let Some(evidence) = elsewhere {
            return (Verdict::Quote(QuoteFault::Misattributed), vec![evidence]);
        }
        match nearest {
            Some((verdict, evidence)) => (verdict, vec![evidence]),
            None => (Verdict::Quote(self.not_found()), Vec::new()),
        }
    }

    /// The fault that a covering source without the quotation shows, and what it has instead.
    fn fault_of(&self, source: SourceId, article: &Article, located: Located) -> Option<(Verdict, Evidence)> {
        let (fault, from, to, score) = match located {
            Located::There { .. } | Located::Nowhere(None) => return None,
            Located::Stitched { parts, stitch } => {
                let (first, last) =
                    (parts.iter().map(|part| part.from).min()?, parts.iter().map(|part| part.to).max()?);
                (QuoteFault::Stitched(Stitched::Parts(stitch)), first, last, 1.0)
            }
            Located::Near { near, .. } if self.is_title() && !self.is_that_title(&near, article) => {
                (self.not_found(), near.from, near.to, near.score)
            }
            Located::Near { near, differences } => {
                let fault = QuoteFault::Altered { differences, matched: near.matched, words: near.words };
                (fault, near.from, near.to, near.score)
            }
            Located::Nowhere(Some(near)) => (self.not_found(), near.from, near.to, near.score),
        };
        Some((Verdict::Quote(fault), Evidence { source, span: article.words().span_of(from, to), score }))
    }

    fn not_found(&self) -> QuoteFault {
        let text = self.unit.prose.text();
        let is_scare = || scare::is_scare(self.before(), &text[self.quotation.span.end..], self.words);
        QuoteFault::NotFound { is_slight: self.is_title() || self.credit.is_none() && is_scare() }
    }

    /// The unit before the quotation.
    fn before(&self) -> &str {
        &self.unit.prose.text()[..self.quotation.span.start]
    }

    fn is_title(&self) -> bool {
        title::is_title(self.before(), self.quoted.content)
    }

    /// Whether the source has the title but for one word, in capitals, too: another work of nearly the same name is rarer than a slip.
    /// Of two names that share a word or two nothing is known.
    fn is_that_title(&self, near: &Near, article: &Article) -> bool {
        const FEWEST: usize = 4;
        const FEWEST_TELLING: usize = 2;
        let (words, text) = (article.words(), article.text());
        let is_capital = |at: usize| text[words.span(at)].starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let tells = |at: &usize| !is_function_word(words.word(*at));
        let matched = near.steps.iter().filter_map(|step| match *step {
            Step::Same { source, .. } => Some(source),
            _ => None,
        });
        // With an article or without it is the same work.
        let opens = |step: &Step| matches!(step, Step::Replaced { quoted: 0, .. } | Step::PutIn { quoted: 0 });
        let first = words_of(self.quoted.content).first().is_some_and(|(_, word)| is_function_word(word));
        let is_article = first && near.steps.iter().any(opens);
        near.words >= FEWEST
            && near.matched + 1 >= near.words
            && matched.filter(tells).count() >= FEWEST_TELLING
            && !is_article
            && (near.from..near.to).filter(tells).all(is_capital)
    }

    /// Whether what is quoted is the name of a work: a title, or one word with a capital that nothing introduces as speech.
    fn names_work(&self) -> bool {
        let is_introduced = self.before().trim_end().ends_with([',', ':']);
        let is_name = || self.words == 1 && !is_introduced && self.quoted.content.starts_with(char::is_uppercase);
        self.is_title() || is_name()
    }

    /// Whom the claim credits with the words: in its sentence, or, where that is the quotation alone or has a pronoun, in the
    /// sentence before. A text or a thing is no speaker.
    fn credited(&self) -> Option<Mention> {
        let quotations: Vec<Span> = self.unit.quotations.iter().map(|quotation| quotation.span).collect();
        let here = speaker::credited(self.unit.prose.text(), &quotations, self.quotation.span);
        let is_bare = || !self.outside().contains(char::is_alphanumeric);
        match here.as_ref().map(|mention| mention.kind) {
            Some(Spoken::Document | Spoken::Pronoun("thing" | "several")) => None,
            Some(Spoken::Pronoun(_)) => self.lead_in().and_then(speaker::topic).or(here),
            None if self.unit.kind == UnitKind::BlockQuotation || is_bare() => {
                self.lead_in().and_then(speaker::speaking).filter(|mention| mention.kind == Spoken::Named)
            }
            _ => here,
        }
    }

    /// Who speaks at a place, held against whom the claim credits.
    fn voiced(&self, place: &Place, article: &Article) -> Voiced {
        // Nobody says a title.
        let Some(credit) = self.credit.as_ref().filter(|_| !self.names_work()) else { return Voiced::Agreed };
        let text = speaker::Text::of(article);
        let Some(voice) = text.speaker(article.words().span_of(place.from, place.to)) else { return Voiced::Unknown };
        match speaker::compare(credit, &voice, &text) {
            Identity::Same => Voiced::Agreed,
            Identity::Unknown => Voiced::Unknown,
            // Whom the sentence before names has no place in this one.
            Identity::Different if credit.span.is_empty() => Voiced::Unknown,
            Identity::Different => Voiced::Different(Speakers {
                claimed: credit.span,
                is_bare: credit.kind == Spoken::Named && credit.nouns.is_empty() && credit.of.is_empty(),
                said: voice.mention.span,
                is_named: voice.mention.kind == Spoken::Named,
            }),
        }
    }

    /// Another known source that has the quotation to the word.
    fn elsewhere(&self) -> Option<Evidence> {
        if self.words < FEWEST_WORDS {
            return None;
        }
        let covering = self.cover.sources();
        let mut others = self.quoted.exact_in(self.cx.library).filter(|hit| !covering.contains(&hit.source));
        others.find_map(|hit| match hit.located {
            Located::There { places, .. } => {
                Some(evidence(hit.source, self.cx.library.article(hit.source)?, places.first()?))
            }
            _ => None,
        })
    }

    /// Of several places, the one that the locator names, else the one that shares most words with the claim.
    fn best_place(&self, cited: Cited, article: &Article, mut places: Vec<Place>) -> Place {
        let at = if places.len() == 1 {
            0
        } else {
            let parts = self.cx.located(cited, article);
            let is_named = |place: &Place| {
                let start = article.words().span(place.from).start;
                parts.as_ref().is_some_and(|parts| parts.iter().any(|part| part.contains_offset(start)))
            };
            let claim = self.claim_words(article);
            let left_out = |place: &Place| place.gaps.iter().map(|gap| gap.1 - gap.0).sum::<usize>();
            let agrees = |place: &Place| self.voiced(place, article) == Voiced::Agreed;
            let rank = |place: &Place| {
                (is_named(place), agrees(place), std::cmp::Reverse(left_out(place)), shared(article, place, &claim))
            };
            let ranked = places.iter().enumerate().map(|(at, place)| (rank(place), std::cmp::Reverse(at)));
            ranked.max().map_or(0, |(_, std::cmp::Reverse(at))| at)
        };
        places.swap_remove(at)
    }

    /// The positions in an article of the claim's words outside the quotation.
    fn claim_words(&self, article: &Article) -> Vec<u32> {
        let index = article.words();
        let mut positions = Vec::new();
        crate::text::each_word(self.unit.prose.text(), |span, folded| {
            if !self.quotation.span.contains(span)
                && let Some(id) = index.find(folded)
                && index.positions(id).len() * 50 < index.len().max(500)
            {
                positions.extend_from_slice(index.positions(id));
            }
        });
        positions
    }

    /// What is wrong although the words are there.
    fn fault_at(&self, place: &Place, article: &Article, round_brackets: bool, voice: &Voiced) -> Option<QuoteFault> {
        let index = article.words();
        for &(from, to) in &place.gaps {
            if (from..to).any(|position| polarity::is_reversal(index.word(position))) && !self.brackets_reverse() {
                return Some(QuoteFault::Stitched(Stitched::Reversal(index.span_of(from, to))));
            }
        }
        let altered = |differences| QuoteFault::Altered { differences, matched: self.words, words: self.words };
        let turned = brackets::differences(self.quoted, round_brackets, place, article);
        if !turned.is_empty() {
            return Some(altered(turned));
        }
        if let Some(frame) = self.framed(place, article) {
            return Some(QuoteFault::Truncated(frame));
        }
        if let Some(question) = self.asked_as_told(place, article) {
            return Some(altered(vec![question]));
        }
        if let Voiced::Different(speakers) = voice {
            return Some(QuoteFault::Speaker(speakers.clone()));
        }
        let mut differences = self.quoted.slight_differences(place, article);
        if round_brackets {
            let quoted = Span::new(0, self.quoted.content.len());
            let source = index.span_of(place.from, place.to);
            differences.push(Difference { kind: DifferenceKind::RoundBrackets, quoted, source });
        }
        if !differences.is_empty() {
            return Some(altered(differences));
        }
        (self.credit.is_none()
            && around::is_quoted(article, index.span_of(place.from, place.to))
            && self.names_nobody(place, article))
        .then_some(QuoteFault::SecondHand)
    }

    /// Whether a bracket of the quotation has a reversal of its own, for the one that it stands for.
    fn brackets_reverse(&self) -> bool {
        self.quoted.pattern.pieces.iter().any(|piece| match piece {
            super::quotation::Piece::Bracket(_, words) => words.iter().any(|word| polarity::is_reversal(&word.folded)),
            _ => false,
        })
    }

    /// What frames the words in the source, if the claim does not say so itself.
    fn framed(&self, place: &Place, article: &Article) -> Option<Frame> {
        let frame = frame::around(article, place, self.credit.is_some())?;
        let outside = self.outside();
        let is_likened = frame::is_likened(&article.text()[frame.words], &outside);
        (!frame::is_told(frame.kind, &outside) && !is_likened).then_some(frame)
    }

    /// The question mark of the source where the claim has its question as a statement.
    fn asked_as_told(&self, place: &Place, article: &Article) -> Option<Difference> {
        let source = frame::question(article, place)?;
        let claim = self.unit.prose.text();
        let is_asked =
            claim[self.quotation.span].contains('?') || claim[self.quotation.span.end..].trim_start().starts_with('?');
        let is_told = frame::is_told(frame::FrameKind::Question, &self.outside());
        let quoted = Span::empty(self.quoted.content.len());
        (!is_asked && !is_told).then_some(Difference { kind: DifferenceKind::Question, quoted, source })
    }

    /// The claim without the quotation.
    fn outside(&self) -> String {
        let text = self.unit.prose.text();
        [&text[..self.quotation.span.start], &text[self.quotation.span.end..]].join(" ")
    }

    /// The sentence before, if it leads the quotation in.
    fn lead_in(&self) -> Option<&str> {
        let before = self.unit_id.checked_sub(1).and_then(|before| self.cx.briefing.units.get(before))?;
        let text = before.prose.text();
        let leads_in = before.block == self.unit.block
            || self.unit.kind == UnitKind::BlockQuotation
            || text.trim_end().ends_with(':');
        leads_in.then_some(text)
    }

    /// Whether neither the claim outside the quotation nor the sentence before it names who could be the speaker.
    fn names_nobody(&self, place: &Place, article: &Article) -> bool {
        let quoted = article.words().span_of(place.from, place.to);
        let outside = self.outside();
        !around::names_somebody(&outside)
            && !around::names_one_of(&outside, article, quoted)
            && !self.lead_in().is_some_and(|before| around::names_one_of(before, article, quoted))
    }
}

/// How many of these positions lie within thirty words of a place.
fn shared(article: &Article, place: &Place, positions: &[u32]) -> usize {
    const REACH: usize = 30;
    let (from, to) = (place.from.saturating_sub(REACH), (place.to + REACH).min(article.words().len()));
    positions.iter().filter(|&&position| (from..to).contains(&(position as usize))).count()
}

fn evidence(source: SourceId, article: &Article, place: &Place) -> Evidence {
    Evidence { source, span: article.words().span_of(place.from, place.to), score: 1.0 }
}
