//! A claim that says who says a quotation, and nothing more that the source does not have beside it.

use super::classes::is_light_word;
use super::clause::is_same;
use super::meaning::is_telling;
use super::token::{self, Kind as TokenKind, Token};
use super::{Bearing, ClaimQuestion, bearing};
use crate::lexicon::{MODAL_CLASSES, PERSON_NOUNS, SPEECH_VERBS};
use crate::sources::{Article, SourceId};
use crate::text::Span;
use crate::verify::check::{Check, Kind, Verdict};
use crate::verify::quote;

/// The most sentences that have a speaker's name and are looked at for what the claim says of him.
const MOST_SENTENCES: usize = 60;

impl ClaimQuestion<'_> {
    /// Whether all that the claim says is who says its quotations, all of them verified: beside verbs of saying and hearers without a
    /// name, its words stand in the sentences that have a quotation or name its speaker. Where nobody is credited, only verbs of
    /// saying may stand beside the quotations.
    pub(super) fn is_only_quoted(&self) -> bool {
        let quotes: Vec<&Check> = self.items.iter().filter(|item| item.kind == Kind::Quote).collect();
        if quotes.is_empty() || self.items.iter().any(|item| bearing(item) != Bearing::Fine) {
            return false;
        }
        let tokens = token::of_claim(self.unit.prose.text());
        if quotes.iter().any(|quote| self.drops_modal(quote, &tokens)) {
            return false;
        }
        let is_quoted =
            |token: &Token| self.unit.quotations.iter().any(|quotation| quotation.span.overlaps(token.span));
        let outside: Vec<&Token> = tokens.iter().filter(|token| !is_quoted(token)).collect();
        let is_plain = |token: &Token| {
            SPEECH_VERBS.has(&token.folded)
                || PERSON_NOUNS.has(&token.folded) && !token.is_name
                || is_light_word(token, true)
        };
        let is_of_item = |token: &Token| {
            self.items.iter().any(|item| item.prose.overlaps(token.span) && !matches!(item.verdict, Verdict::Unasked))
        };
        let tells = |token: &&&Token| match token.kind {
            TokenKind::Content | TokenKind::Number => !is_plain(token),
            TokenKind::Quantifier(_) | TokenKind::Negation | TokenKind::Modal(_) => true,
            TokenKind::Function | TokenKind::Preposition => is_telling(token),
        };
        let rest: Vec<&Token> = outside.iter().filter(tells).copied().collect();
        if rest.iter().all(|token| is_of_item(token)) {
            return true;
        }
        let says = outside.iter().any(|token| SPEECH_VERBS.has(&token.folded));
        says && quotes.iter().all(|quote| self.stands_beside(quote, &rest))
    }

    /// Whether the source has a modal verb right before the quoted words that the claim is without: what would be done is not to be done.
    fn drops_modal(&self, item: &Check, claim: &[Token]) -> bool {
        let Some(evidence) = item.evidence.first() else { return false };
        let Some(article) = self.cx.library.article(evidence.source) else { return false };
        let words = article.words();
        let first = words.positions_in(evidence.span).next();
        let Some(before) = first.and_then(|first| first.checked_sub(1)) else { return false };
        let word = words.word(before);
        let is_joined = article.text()[words.span(before).end..evidence.span.start].trim().is_empty();
        is_joined && MODAL_CLASSES.get(word).is_some() && !claim.iter().any(|token| token.folded == word)
    }

    /// Whether the sentences around a quotation, and those that name whom the claim credits with it, have these words of the claim.
    fn stands_beside(&self, item: &Check, rest: &[&Token]) -> bool {
        let Some(evidence) = item.evidence.first() else { return false };
        let Some(article) = self.cx.library.article(evidence.source) else { return false };
        let Some(speaker) = quote::credited(self.unit, item.prose) else { return false };
        let mut sentences = around(article, evidence.span);
        if let Some(name) = speaker.last() {
            sentences.extend(naming(article, name));
        }
        sentences.sort_unstable();
        sentences.dedup();
        let spans: Vec<Span> = sentences.iter().filter_map(|&at| article.sentences().get(at).copied()).collect();
        let words = token::of_article(article, &spans);
        rest.iter().all(|token| {
            words.iter().any(|theirs| match token.kind {
                TokenKind::Content | TokenKind::Number => is_same(token, theirs),
                kind => theirs.kind == kind,
            }) || self.is_name_of(token, evidence.source, &spans)
        })
    }

    /// Whether a word is of a name that the source has in one of these sentences, in whatever form.
    fn is_name_of(&self, token: &Token, source: SourceId, sentences: &[Span]) -> bool {
        self.items.iter().any(|item| {
            item.kind == Kind::Name
                && item.prose.overlaps(token.span)
                && item
                    .evidence
                    .iter()
                    .any(|found| found.source == source && sentences.iter().any(|span| span.overlaps(found.span)))
        })
    }
}

/// The sentences that a quotation stands in.
fn around(article: &Article, span: Span) -> Vec<usize> {
    let sentences = article.sentences();
    let from = sentences.partition_point(|sentence| sentence.end <= span.start);
    (from..sentences.len()).take_while(|&at| sentences[at].start < span.end).collect()
}

/// The sentences that have a word of a name.
fn naming(article: &Article, name: &str) -> Vec<usize> {
    let index = article.words();
    let Some(id) = index.find(name) else { return Vec::new() };
    let sentences = article.sentences();
    let places = index.positions(id).iter().take(MOST_SENTENCES).map(|&at| index.span(at as usize).start);
    places.map(|start| sentences.partition_point(|sentence| sentence.start <= start).saturating_sub(1)).collect()
}
