//! `textDocument/semanticTokens`: which words are verified, and which are not.
//!
//! A token's type is what it is, its modifiers what came of it:
//!
//! | type | what it is |
//! | --- | --- |
//! | `quotation` | a quotation, with its marks |
//! | `figure` | a figure |
//! | `name` | a proper name |
//! | `claim` | what is left of a sentence, as far as the sentence is held against a source |
//! | `key` | a key, cited or (modifier `declaration`) declared; a link's target |
//! | `locator` | where in the source a citation says that it stands |
//! | `directive` | a comment to the checker |
//!
//! | modifier | what came of it |
//! | --- | --- |
//! | `verified` | a source that covers it has it |
//! | `altered` | the source has it otherwise: other words, another figure, another sense |
//! | `unsupported` | no source that covers it has it |
//! | `uncited` | nothing is cited for it |
//! | `unconfirmed` | a passage is near, but whether it says the same was not established |
//! | `error`, `warning`, `information` | how grave the finding is, beside what came of it |
//!
//! An item without a modifier was not decided: its source can't be read, or its rule is off or allowed there. Tokens
//! never overlap (the shorter item wins), and none crosses a line's end.

mod delta;

use std::collections::BTreeMap;

use briefcheck_desk::{Draft, Part};
use briefcheck_engine::markup::CitationForm;
use briefcheck_engine::rules::{Outcome, Severity};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, ClaimFault, FigureFault, Kind, NameFault, QuoteFault, Verdict};
use tower_lsp::ls_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensFullOptions,
    SemanticTokensLegend, SemanticTokensOptions, SemanticTokensRangeParams, WorkDoneProgressOptions,
};

use crate::lsp::position;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

pub use delta::{Given, delta, full};

/// The types, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Quotation,
    Figure,
    Name,
    Claim,
    Key,
    Locator,
    Directive,
}

const TYPES: [&str; 7] = ["quotation", "figure", "name", "claim", "key", "locator", "directive"];

/// A modifier, as its place in the legend.
const VERIFIED: u32 = 0;
const ALTERED: u32 = 1;
const UNSUPPORTED: u32 = 2;
const UNCITED: u32 = 3;
const DECLARATION: u32 = 4;
const UNCONFIRMED: u32 = 5;
const ERROR: u32 = 6;
const WARNING: u32 = 7;
const INFORMATION: u32 = 8;

const MODIFIERS: [&str; 9] =
    ["verified", "altered", "unsupported", "uncited", "declaration", "unconfirmed", "error", "warning", "information"];

/// What the server can do.
pub fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        work_done_progress_options: WorkDoneProgressOptions::default(),
        legend: SemanticTokensLegend {
            token_types: TYPES.map(SemanticTokenType::new).to_vec(),
            token_modifiers: MODIFIERS.map(SemanticTokenModifier::new).to_vec(),
        },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
    }
}

/// The tokens in a range of a briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn range(snapshot: &Snapshot, params: &SemanticTokensRangeParams) -> Result<Option<SemanticTokens>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let within = position::span(draft.rope(), params.range, snapshot.session.encoding);
    let mut placed = Vec::new();
    let parts = snapshot.parts(draft)?;
    parts.iter().filter(|part| part.placed.overlaps(within)).for_each(|part| add(draft, part, &mut placed));
    let data = encoded(snapshot, draft, placed, Some(params.range));
    Ok(Some(SemanticTokens { result_id: None, data }))
}

/// Every token of a briefing.
fn all(snapshot: &Snapshot, draft: &Draft) -> Result<Vec<SemanticToken>, Cancelled> {
    let mut placed = Vec::new();
    snapshot.parts(draft)?.iter().for_each(|part| add(draft, part, &mut placed));
    Ok(encoded(snapshot, draft, placed, None))
}

/// A token on one line of the document.
#[derive(Clone, Copy)]
struct Token {
    span: Span,
    kind: Type,
    modifiers: u32,
}

/// Adds the tokens of a part.
fn add(draft: &Draft, part: &Part<'_>, tokens: &mut Vec<Token>) {
    let briefing = part.placed.briefing();
    let origin = |span| part.placed.origin(span);
    let mut painter = Painter { draft, tokens, taken: BTreeMap::new() };
    for directive in &briefing.directives {
        // A footnote that derives a figure is a directive, and text that readers see.
        if briefing.text[directive.span].starts_with("<!--") {
            painter.paint(origin(directive.span), Some((Type::Directive, 0)));
        }
    }
    for declaration in &briefing.front_matter.declarations {
        painter.paint(origin(declaration.key_span), Some((Type::Key, 1 << DECLARATION)));
    }
    for citation in &briefing.citations {
        painter.paint(origin(citation.key_span), Some((Type::Key, 0)));
        if let Some(locator) = citation.locator.as_ref().filter(|_| citation.form != CitationForm::Link) {
            painter.paint(origin(locator.span), Some((Type::Locator, 0)));
        }
        if citation.form != CitationForm::Link {
            painter.paint(origin(citation.span), None);
        }
    }
    let mut checks: Vec<(&Check, Outcome)> = part.remembered.report.settled().collect();
    checks.sort_by_key(|(check, _)| (check.span.len(), check.kind));
    for (check, outcome) in checks {
        let kind = match check.kind {
            Kind::Quote => Type::Quotation,
            Kind::Figure => Type::Figure,
            Kind::Name => Type::Name,
            Kind::Claim => Type::Claim,
        };
        if let Some(modifiers) = modifiers(&check.verdict, outcome) {
            painter.paint(origin(check.span), Some((kind, modifiers)));
        }
    }
}

/// What came of a check, as modifiers; `None` for what was not asked of any source.
fn modifiers(verdict: &Verdict, outcome: Outcome) -> Option<u32> {
    let modifier = match outcome {
        Outcome::Verified => VERIFIED,
        Outcome::Unasked => return None,
        Outcome::Unconfirmed | Outcome::ItemAtFault(..) => UNCONFIRMED,
        Outcome::Unverifiable | Outcome::Checked(_) | Outcome::Allowed(_) | Outcome::Off => return Some(0),
        Outcome::Fault(_, severity) => return Some(1 << fault(verdict) | 1 << grave(severity)),
    };
    Some(1 << modifier)
}

/// How grave a finding is: its colour is that of its underline.
fn grave(severity: Severity) -> u32 {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info | Severity::Hint => INFORMATION,
    }
}

/// What a rule that speaks of a check makes of it.
fn fault(verdict: &Verdict) -> u32 {
    match verdict {
        Verdict::Unconfirmed | Verdict::ItemAtFault | Verdict::Unverifiable | Verdict::Unasked => UNCONFIRMED,
        // Its passage is another than it was.
        Verdict::Verified => ALTERED,
        Verdict::Quote(fault) => match fault {
            QuoteFault::SecondHand => VERIFIED,
            QuoteFault::Altered { .. }
            | QuoteFault::Stitched(_)
            | QuoteFault::Truncated(_)
            | QuoteFault::Speaker(_) => ALTERED,
            QuoteFault::NotFound { .. } | QuoteFault::Misattributed => UNSUPPORTED,
            QuoteFault::Uncited { .. } => UNCITED,
        },
        Verdict::Figure(fault) => match fault {
            FigureFault::NotFound | FigureFault::Misattributed => UNSUPPORTED,
            FigureFault::Uncited => UNCITED,
            FigureFault::Mismatch
            | FigureFault::Direction
            | FigureFault::Rate
            | FigureFault::Unit
            | FigureFault::Context
            | FigureFault::Derived(_)
            | FigureFault::Hedge(_)
            | FigureFault::Derivation(_)
            | FigureFault::Conflict { .. } => ALTERED,
        },
        Verdict::Name(NameFault::NotFound) => UNSUPPORTED,
        Verdict::Name(NameFault::Misspelled) => ALTERED,
        Verdict::Claim(ClaimFault::Unsupported) => UNSUPPORTED,
        Verdict::Claim(ClaimFault::AttributionDropped { .. } | ClaimFault::Contradicted(_)) => ALTERED,
        Verdict::Claim(ClaimFault::Uncited) => UNCITED,
    }
}

/// Paints a part's text, what comes first to stay.
struct Painter<'a> {
    draft: &'a Draft,
    tokens: &'a mut Vec<Token>,
    /// What is painted, or left out: where it begins and ends.
    taken: BTreeMap<usize, usize>,
}

impl Painter<'_> {
    /// Takes what is still free of a span, as a token or as nothing.
    fn paint(&mut self, span: Span, token: Option<(Type, u32)>) {
        let mut free = Vec::new();
        let mut at = span.start;
        let before = self.taken.range(..=span.start).next_back().map(|(_, &end)| end);
        at = at.max(before.unwrap_or(0));
        for (&start, &end) in self.taken.range(span.start + 1..span.end.max(span.start + 1)) {
            free.push(Span::new(at, start));
            at = at.max(end);
        }
        free.push(Span::new(at, span.end));
        for piece in free.into_iter().filter(|piece| !piece.is_empty() && piece.end <= span.end) {
            self.taken.insert(piece.start, piece.end);
            if let Some((kind, modifiers)) = token {
                self.put(piece, kind, modifiers);
            }
        }
    }

    /// Makes tokens of a piece, one a line. What holds no word between others is none.
    fn put(&mut self, piece: Span, kind: Type, modifiers: u32) {
        let text = self.draft.text(piece);
        if kind == Type::Claim && !text.contains(char::is_alphanumeric) {
            return;
        }
        let mut at = piece.start;
        for line in text.split_inclusive(['\n', '\r']) {
            // A line of a block quotation begins with its mark.
            let is_first = at == piece.start;
            let from = |c: char| c.is_whitespace() || (!is_first && c == '>');
            let inner = line.trim_start_matches(from);
            let start = at + (line.len() - inner.len());
            // The brackets around a citation are neither the citation's nor the claim's.
            let to = |c: char| c.is_whitespace() || (kind == Type::Claim && c == '[');
            let span = Span::new(start, start + inner.trim_end_matches(to).len());
            if !span.is_empty() {
                self.tokens.push(Token { span, kind, modifiers });
            }
            at += line.len();
        }
    }
}

/// The tokens as the protocol has them, those of a range alone if there is one.
fn encoded(snapshot: &Snapshot, draft: &Draft, mut tokens: Vec<Token>, within: Option<Range>) -> Vec<SemanticToken> {
    tokens.sort_by_key(|token| token.span);
    let (mut line, mut column) = (0, 0);
    let mut encoded = Vec::with_capacity(tokens.len());
    for token in tokens {
        let place = snapshot.range(draft, token.span);
        if within.is_some_and(|within| place.end <= within.start || within.end <= place.start) {
            continue;
        }
        let delta_line = place.start.line - line;
        let delta_start = if delta_line == 0 { place.start.character - column } else { place.start.character };
        (line, column) = (place.start.line, place.start.character);
        encoded.push(SemanticToken {
            delta_line,
            delta_start,
            length: place.end.character - place.start.character,
            token_type: token.kind as u32,
            token_modifiers_bitset: token.modifiers,
        });
    }
    encoded
}
