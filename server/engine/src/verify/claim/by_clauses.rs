//! A claim held against the likeliest sentences of its sources clause by clause.

use std::cell::LazyCell;

use super::align::MOST_WORDS;
use super::contradiction::{Contradiction, Held, gives_title_of_another};
use super::denial::has_denial;
use super::phrases::Phrases;
use super::slots::Slots;
use super::token::{Token, of_article, of_claim};
use super::turned::Turn;
use super::{Bearing, ClaimQuestion, bearing, clause, sources_of};
use super::{modifiers, offices, scopes};
use crate::clauses;
use crate::figures::{self, Mode};
use crate::sources::{Article, SourceId};
use crate::text::{Span, stem, words};
use crate::verify::check::{Check, Evidence, Kind, Verdict};
use crate::verify::how::{How, Where};
use crate::verify::passage::Passage;

/// What is longer, in bytes, is no sentence.
pub(super) const LONGEST: usize = 1200;

/// How many sentences that have a name which a preposition of the claim leads are read.
const MOST_NAMING: usize = 24;

/// A figure of a claim of which the claim's clause established what it is of.
#[derive(Debug)]
pub struct Settled {
    /// The figure, in the unit's prose.
    pub item: Span,
    /// What bears it out.
    pub evidence: Evidence,
    /// How that came about.
    pub how: How,
}

/// A source that a claim is held against clause by clause; nothing is read of it before something asks.
pub(super) struct Apart<'a> {
    source: SourceId,
    sides: LazyCell<Sides, Box<dyn FnOnce() -> Sides + 'a>>,
}

/// A claim and sentences of a source, taken apart.
struct Sides {
    claim: clause::Claim,
    /// The numbers of the sentences.
    places: Vec<usize>,
    scenes: Vec<clause::Scene>,
}

/// A sentence of a source.
struct Apiece {
    /// Its number.
    at: usize,
    place: Span,
    words: Vec<Token>,
    /// The words of the sentence before it.
    before: Vec<Token>,
}

impl Apiece {
    /// `None` of a question and of what is too long.
    fn new(article: &Article, at: usize) -> Option<Self> {
        let place = *article.sentences().get(at)?;
        let words = of_article(article, &[place]);
        let before = article.sentences().get(at.wrapping_sub(1)).map(|&span| of_article(article, &[span]));
        let is_read = words.len() <= MOST_WORDS && !article.text()[place].trim_end().ends_with('?');
        is_read.then(|| Self { at, place, words, before: before.unwrap_or_default() })
    }
}

/// What turns a claim, or a clause of one, against the sentence that has most of it, if none that has half as much says the claim's word.
/// `part` are the words of the clause.
fn turned_in_most(
    claim: &[Token],
    part: Option<&[Token]>,
    sentences: &[Apiece],
    held: &[Held],
) -> Option<(usize, Contradiction)> {
    let words = part.unwrap_or(claim);
    let read: Vec<(usize, Slots<'_>)> =
        sentences.iter().map(|one| (one.at, Slots::new(words, &one.words, &one.before, held, one.place))).collect();
    // The first of those that have the most.
    let most = read.iter().map(|(_, slots)| slots.share().0).max()?;
    let (at, slots) = read.iter().find(|(_, slots)| slots.share().0 == most)?;
    let turned = slots.turned()?;
    // What another clause of the claim denies may be what the source denies, and who refused to do a thing did another instead.
    let is_plain = || match (turned.turn, turned.ours) {
        (Turn::Negation, None) => !has_denial(claim),
        (Turn::Negation, Some(ours)) => {
            words.iter().any(|token| token.span == ours && token.kind == super::TokenKind::Negation)
        }
        _ => true,
    };
    if part.is_some() && (!slots.is_nearly_whole() || !is_plain()) {
        return None;
    }
    let says_it = |(other, slots): &(usize, Slots<'_>)| {
        other != at && slots.share().0 * 2 >= most && turned.ours.is_some_and(|ours| slots.has(ours))
    };
    (!read.iter().any(says_it)).then_some((*at, turned))
}

impl ClaimQuestion<'_> {
    /// The sources that can be held against the claim clause by clause.
    pub(super) fn apart<'b>(&'b self, found: &'b [(SourceId, Passage)]) -> Vec<Apart<'b>> {
        let is_sentence = self.unit.prose.text().len() <= LONGEST;
        let sources = if is_sentence { sources_of(found) } else { Vec::new() };
        let apart = |source| {
            let article = self.cx.library.article(source)?;
            let read = Box::new(move || self.take_apart(source, article, found)) as Box<dyn FnOnce() -> Sides + 'b>;
            Some(Apart { source, sides: LazyCell::new(read) })
        };
        sources.into_iter().filter_map(apart).collect()
    }

    /// Where a source says the claim clause by clause: asked where nothing stands against a tick but figures of which it was not
    /// established what they are of. The clauses that have them establish it.
    pub(super) fn said_by_clauses(&self, apart: &[Apart<'_>]) -> Option<(SourceId, usize, Vec<Settled>)> {
        let is_open_figure = |item: &Check| item.kind == Kind::Figure && matches!(item.verdict, Verdict::Unconfirmed);
        if self.items.iter().any(|item| bearing(item) != Bearing::Fine && !is_open_figure(item)) {
            return None;
        }
        let claim = of_claim(self.unit.prose.text());
        let gives_title = |source: SourceId| {
            self.cx.library.article(source).is_none_or(|article| gives_title_of_another(&claim, article))
        };
        apart.iter().filter(|apart| !gives_title(apart.source)).find_map(|Apart { source, sides }| {
            let said = sides.claim.is_said(&sides.scenes)?;
            let open = self.items.iter().filter(|item| is_open_figure(item));
            let settled: Option<Vec<Settled>> = open
                .map(|item| {
                    let (_, _, theirs) = said.figures.iter().find(|(ours, _, _)| item.prose.overlaps(*ours))?;
                    let how = How::ByClause(Where { source: *source, span: *theirs });
                    let evidence = Evidence { source: *source, span: *theirs, score: 1.0 };
                    Some(Settled { item: item.prose, evidence, how })
                })
                .collect();
            Some((*source, *sides.places.get(said.main)?, settled?))
        })
    }

    /// Whether the sentence that has the words of the claim says its verbs of others than the claim does.
    pub(super) fn is_of_another(&self, apart: &[Apart<'_>], told: Option<(SourceId, usize)>) -> bool {
        let Some((source, sentence)) = told else { return false };
        let sides = apart.iter().find(|apart| apart.source == source).map(|apart| &*apart.sides);
        let scene = sides.and_then(|sides| {
            let at = sides.places.iter().position(|&at| at == sentence)?;
            Some((&sides.claim, sides.scenes.get(at)?))
        });
        scene.is_some_and(|(claim, scene)| claim.is_of_another(scene))
    }

    /// What turns a clause of the claim against a clause of a source that says all else of it, and the sentence that has it.
    pub(super) fn turned_by_clauses(&self, apart: &[Apart<'_>]) -> Option<(SourceId, usize, Contradiction)> {
        apart.iter().find_map(|Apart { source, sides }| {
            let (at, contradiction) = sides.claim.is_turned(&sides.scenes)?;
            Some((*source, *sides.places.get(at)?, contradiction)).filter(|_| self.is_own(&contradiction))
        })
    }

    /// What turns the claim against the sentence of a source that has most of it, if none that has half as much says the claim's word.
    pub(super) fn turned_by_slots(&self, found: &[(SourceId, Passage)]) -> Option<(SourceId, usize, Contradiction)> {
        let claim = of_claim(self.unit.prose.text());
        if claim.len() > MOST_WORDS || self.unit.prose.text().trim_end().ends_with('?') {
            return None;
        }
        let clauses = scopes::scopes(self.unit.prose.text(), &claim);
        sources_of(found).into_iter().find_map(|source| {
            let article = self.cx.library.article(source)?;
            let held = self.held(source);
            let sentences: Vec<Apiece> = self
                .sentences(source, article, found, self.naming(article))
                .into_iter()
                .filter_map(|at| Apiece::new(article, at))
                .collect();
            let whole = turned_in_most(&claim, None, &sentences, &held);
            let of_clause =
                || clauses.iter().find_map(|clause| turned_in_most(&claim, Some(clause), &sentences, &held));
            let of_kind = || self.another_of_kind(article, &claim, &sentences);
            let (at, turned) = whole.or_else(of_clause).or_else(of_kind)?;
            self.is_own(&turned).then_some((source, at, turned))
        })
    }

    /// A word of the claim that tells a thing from the one which the source has, in the sentence that has most of the claim.
    fn another_of_kind(
        &self,
        article: &Article,
        claim: &[Token],
        sentences: &[Apiece],
    ) -> Option<(usize, Contradiction)> {
        let found = sentences.iter().find_map(|one| Some((one.at, modifiers::turned(claim, &one.words)?)));
        let (at, told) = found?;
        let with = |token: &Token| {
            let forms = article.forms();
            token
                .stems()
                .filter_map(|stem| forms.find(stem))
                .flat_map(|form| forms.sentences(form).iter().copied())
                .collect()
        };
        let word: Vec<u32> = with(told.word);
        let is_said = match told.noun.map(with) {
            Some(noun) => word.iter().any(|at| noun.contains(at)),
            // A day is said of many things.
            None => !word.is_empty(),
        };
        (!is_said).then_some((at, told.contradiction))
    }

    /// What contradicts a name of the claim that a preposition leads, or an office that it gives somebody, in one of the likeliest sentences
    /// or of those that have the name.
    pub(super) fn turned_by_phrases(&self, found: &[(SourceId, Passage)]) -> Option<(SourceId, usize, Contradiction)> {
        let claim = of_claim(self.unit.prose.text());
        if claim.len() > MOST_WORDS || self.unit.prose.text().trim_end().ends_with('?') {
            return None;
        }
        let phrases = Phrases::new(&claim);
        sources_of(found).into_iter().find_map(|source| {
            let article = self.cx.library.article(source)?;
            let last = phrases.names().filter_map(|name| article.forms().find(&stem(&self.unit.prose.text()[name])));
            let naming =
                last.flat_map(|form| article.forms().sentences(form).iter().take(MOST_NAMING)).map(|&at| at as usize);
            let sentences: Vec<(usize, Vec<Token>)> = self
                .sentences(source, article, found, naming.chain(self.naming(article)).collect())
                .into_iter()
                .filter_map(|at| Some((at, of_article(article, &[*article.sentences().get(at)?]))))
                .filter(|(_, tokens)| tokens.len() <= MOST_WORDS)
                .collect();
            let turned = phrases.turned(&sentences).or_else(|| offices::turned(&claim, &sentences));
            let (at, turned) = turned?;
            self.is_own(&turned).then_some((source, at, turned))
        })
    }

    /// The numbers of the likeliest sentences of a source and of `others`, ascending, each once.
    pub(super) fn sentences(
        &self,
        source: SourceId,
        article: &Article,
        found: &[(SourceId, Passage)],
        others: Vec<usize>,
    ) -> Vec<usize> {
        let ends = self.places(source, article, found).into_iter().flat_map(|(from, to)| [from, to]);
        let mut numbers: Vec<usize> = ends.chain(others).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The claim and the likeliest sentences of a source, taken apart.
    fn take_apart(&self, source: SourceId, article: &Article, found: &[(SourceId, Passage)]) -> Sides {
        let text = self.unit.prose.text();
        let figures = clauses::outermost(figures::read(text, Mode::Claim));
        let claim = clause::Claim::new(text, figures, self.held(source), self.words_before());
        let places = self.sentences(source, article, found, self.naming(article));
        let scenes = places.into_iter().filter_map(|at| Some((at, scene(article, at)?)));
        let (places, scenes) = scenes.unzip();
        Sides { claim, places, scenes }
    }

    /// The sentences that have the names of the claim, a few for each.
    fn naming(&self, article: &Article) -> Vec<usize> {
        const EACH: usize = 4;
        const ALL: usize = 12;
        let names = self.items.iter().filter(|item| item.kind == Kind::Name);
        let last = |item: &Check| words(&self.unit.prose.text()[item.prose]).pop().map(|(_, word)| word);
        let forms = article.forms();
        let with = |word: String| forms.find(&stem(&word)).map_or(&[][..], |form| forms.sentences(form));
        names.filter_map(last).flat_map(|word| with(word).iter().take(EACH).map(|&at| at as usize)).take(ALL).collect()
    }

    /// The words of the sentences before the claim, in its paragraph, that a pronoun of it may stand for.
    fn words_before(&self) -> Vec<Token> {
        const UNITS: usize = 3;
        let before = self.cx.briefing.units.iter().take(self.id).rev().take(UNITS);
        let before = before.take_while(|unit| unit.block == self.unit.block);
        before.flat_map(|unit| of_claim(unit.prose.text())).collect()
    }
}

/// A sentence of an article, taken apart.
fn scene(article: &Article, at: usize) -> Option<clause::Scene> {
    const SENTENCES: usize = 2;
    let sentences = article.sentences();
    let span = *sentences.get(at).filter(|span| span.len() <= LONGEST)?;
    let figures = clauses::outermost(article.figures_in(span).cloned().collect());
    let before = of_article(article, sentences.get(at.saturating_sub(SENTENCES)..at)?);
    Some(clause::Scene::new(article.text(), span, figures, before))
}
