//! Figures that begin with some digits, with what they count.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use briefcheck_engine::figures::{self, Figure, Mode};
use briefcheck_engine::markup::Force;
use briefcheck_engine::sources::{Article, SourceId};
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::likely::Before;
use super::place::is_currency;
use super::trying::unflagged;
use super::{About, Proposal, citation, covering, on_one_line, stands, unit};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// How many figures are offered.
const MOST: usize = 40;

/// How many words a sentence has to share with what is being written, for a figure in words to be offered.
const FEWEST_SHARED: usize = 2;

/// A figure of a source that begins like what was typed.
struct Proposed {
    score: usize,
    source: SourceId,
    /// The figure with its hedge and what it counts, in bytes of the article's text.
    span: Span,
    /// Where the figure begins without its hedge.
    bare: usize,
}

/// The figures of the covering sources, else of those that speak of the same, that begin with the digits at `typed`: with their
/// hedge, with what they count, and with their citation where nothing cites them yet.
pub fn proposals(
    snapshot: &Snapshot,
    at: &At<'_>,
    uri: &Uri,
    before: &Before,
    typed: Span,
) -> Result<Vec<Proposal>, Cancelled> {
    let library = &at.part.remembered.library;
    let digits = at.draft.text(typed);
    let (near, force) = covering(at);
    let is_cited = force == Some(Force::Own);
    let sources = if is_cited { near } else { before.sources(at, near) };
    let mut found: Vec<Proposed> = Vec::new();
    for source in sources {
        snapshot.cancel.check()?;
        let Some(article) = library.article(source) else { continue };
        found.extend(of_source(article, source, &digits, before));
    }
    found.sort_by_key(|found| Reverse(found.score));
    let mut seen = BTreeSet::new();
    let line = Line::new(at, typed);
    let proposals = found.iter().filter_map(|found| {
        let (proposal, has_sign) = line.proposal(at, uri, found, is_cited)?;
        seen.insert((found.source, proposal.label.clone())).then_some((proposal, has_sign))
    });
    let mut proposals: Vec<(Proposal, bool)> = proposals.collect();
    // Behind a `$` only such as have it are meant; and some clients want all of a list to begin at one place.
    if line.is_signed() || proposals.iter().any(|(_, has_sign)| *has_sign) {
        proposals.retain(|(_, has_sign)| *has_sign);
    }
    unflagged(snapshot, at, proposals.into_iter().map(|(proposal, _)| proposal).take(MOST))
}

/// The figures of an article that begin with some digits, or with some letters of a number in words: with letters, words of many
/// kinds begin, and only a sentence that shares some words with what is written is likely.
fn of_source(article: &Article, source: SourceId, digits: &str, before: &Before) -> Vec<Proposed> {
    let votes = before.votes(source, article);
    let is_word = digits.starts_with(char::is_alphabetic);
    let is_likely = |span: Span| !is_word || votes.shared(span) >= FEWEST_SHARED;
    let begins = |figure: &Figure| {
        let number = &article.text()[figure.span];
        let sign = number.len() - number.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        ungrouped(&number[sign..]).to_lowercase().starts_with(&ungrouped(digits)) && is_likely(figure.span)
    };
    let figures = article.figures().iter().filter(|figure| figure.within.is_none());
    let found = figures.filter(|figure| begins(figure)).map(|figure| {
        let bare = figure.noun.map_or(figure.span, |noun| figure.span.cover(noun));
        let span = figure.hedge_span.map_or(bare, |hedge| hedge.cover(bare));
        Proposed { score: votes.of(figure.span), source, span, bare: bare.start }
    });
    found.collect()
}

/// What stands on the line before the digits.
struct Line {
    text: String,
    digits: String,
    typed: Span,
}

impl Line {
    fn new(at: &At<'_>, typed: Span) -> Self {
        let rope = at.draft.rope();
        let start = rope.line_to_byte(rope.byte_to_line(typed.start));
        Self { text: at.draft.text(Span::new(start, typed.start)), digits: at.draft.text(typed), typed }
    }

    /// Whether a sign of money stands before the digits.
    fn is_signed(&self) -> bool {
        self.text.ends_with(is_currency)
    }

    /// The figure put in the place of the digits, and of a hedge or a sign that stands before them already; whether that sign does.
    fn proposal(&self, at: &At<'_>, uri: &Uri, found: &Proposed, is_cited: bool) -> Option<(Proposal, bool)> {
        let library = &at.part.remembered.library;
        let article = library.article(found.source)?;
        let words = on_one_line(article.text().get(found.span.range())?);
        let bare = on_one_line(article.text().get(found.bare..found.span.end)?);
        let sign = bare.len() - bare.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let has_sign = sign > 0 && self.text.ends_with(&bare[..sign]);
        let begun = &self.text[..self.text.len() - if has_sign { sign } else { 0 }];
        // As if it were there without its hedge: what hedges it then stands there already.
        let figures = figures::read(&format!("{begun}{bare}"), Mode::Claim);
        let own = figures.iter().filter(|figure| figure.span.end > begun.len()).find_map(|figure| figure.hedge_span);
        let from = own.map_or(begun.len(), |hedge| hedge.start.min(begun.len()));
        let replaced = &self.text[from..];
        let start = self.typed.start - replaced.len();
        let words = if found.bare > found.span.start { cased(&words, begins_unit(at, start)) } else { words };
        let citation = if is_cited { String::new() } else { citation(library, found.source, found.span) };
        let proposal = Proposal {
            kind: CompletionItemKind::VALUE,
            from: Some(stands(library, found.source, found.span)),
            detail: library.source(found.source).meta.title.clone(),
            span: Span::new(start, self.typed.end),
            filter: format!("{replaced}{}{bare}", self.digits),
            text: format!("{words}{citation}"),
            is_snippet: false,
            label: words,
            about: Some(About {
                uri: uri.clone(),
                key: library.source(found.source).key.clone(),
                at: Some((found.span.start, found.span.end)),
            }),
        };
        Some((proposal, has_sign))
    }
}

/// Whether a unit of the briefing begins at a place, white space aside.
fn begins_unit(at: &At<'_>, place: usize) -> bool {
    let in_part = (at.in_part + place).saturating_sub(at.offset);
    unit(at).is_none_or(|unit| unit.span.start >= in_part)
}

/// The words of a hedge with a capital where a sentence begins, and nowhere else.
fn cased(words: &str, begins: bool) -> String {
    let mut rest = words.chars();
    let Some(first) = rest.next() else { return String::new() };
    let first: String = if begins { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    first + rest.as_str()
}

/// A number without what groups its digits.
fn ungrouped(number: &str) -> String {
    number.replace(',', "")
}
