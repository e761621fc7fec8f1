//! `briefcheck/evidence`: what the claim under the cursor rests on, for a view beside the text.

use briefcheck_engine::rules::Outcome;
use briefcheck_engine::sources::Article;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, Evidence, Kind};
use serde::Serialize;
use tower_lsp::ls_types::{Location, Range, TextDocumentPositionParams};

use crate::lsp::requests::hover::shared;
use crate::lsp::requests::sources::detail;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};
use crate::lsp::uri;
use crate::report::visible;

/// The most passages that are shown for an item.
const MOST: usize = 3;

/// A claim and what it rests on.
#[derive(Debug, Serialize)]
pub struct Shown {
    range: Range,
    text: String,
    /// Those under the cursor first, the shortest before those around it; then the others in the order of the text.
    items: Vec<Item>,
}

/// A quotation, figure, name or claim.
#[derive(Debug, Serialize)]
struct Item {
    kind: &'static str,
    range: Range,
    text: String,
    state: &'static str,
    outcome: &'static str,
    rule: Option<&'static str>,
    message: String,
    passages: Vec<Passage>,
}

/// What a source says.
#[derive(Debug, Serialize)]
struct Passage {
    key: String,
    title: String,
    detail: String,
    place: String,
    location: Location,
    /// The file itself at that place, where it is no text: what its own program opens.
    file: Option<String>,
    /// The paragraph, or paragraphs, around the words: in order and without gaps.
    pieces: Vec<Piece>,
}

/// Some words of a passage; `matched` where they are those that the item rests on.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Piece {
    text: String,
    matched: bool,
}

/// What the claim at a place rests on; `None` where no claim stands.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn evidence(snapshot: &Snapshot, params: &TextDocumentPositionParams) -> Result<Option<Shown>, Cancelled> {
    Ok(snapshot.at_in_whole(&params.text_document.uri, params.position)?.and_then(|at| shown(snapshot, &at)))
}

fn shown(snapshot: &Snapshot, at: &At<'_>) -> Option<Shown> {
    let briefing = at.part.placed.briefing();
    let here = at.part.checks_at(at.in_part);
    let is_at = |span: Span| span.start <= at.in_part && at.in_part <= span.end;
    let unit =
        here.first().map(|check| check.unit).or_else(|| briefing.units.iter().position(|unit| is_at(unit.span)))?;
    let of_unit = at.part.remembered.report.checks.iter().filter(|check| check.unit == unit);
    let elsewhere = of_unit.filter(|check| !is_at(check.span));
    let here = here.iter().copied().filter(|check| check.unit == unit);
    let asked = here.chain(elsewhere).filter(|check| at.part.outcome_of(check) != Outcome::Unasked);
    let items: Vec<Item> = asked.map(|check| item(snapshot, at, check)).collect();
    let span = at.part.placed.origin(briefing.units.get(unit)?.span);
    (!items.is_empty()).then(|| Shown {
        range: snapshot.range(at.draft, span),
        text: visible(&at.draft.text(span)),
        items,
    })
}

fn item(snapshot: &Snapshot, at: &At<'_>, check: &Check) -> Item {
    let span = at.part.placed.origin(check.span);
    let finding = at.part.finding_of(check);
    let outcome = at.part.outcome_of(check);
    let evidence = finding.map_or(&check.evidence, |finding| &finding.evidence);
    Item {
        kind: check.kind.name(),
        range: snapshot.range(at.draft, span),
        text: visible(&at.draft.text(span)),
        state: outcome.class().name(),
        outcome: outcome.name(),
        rule: finding.map(|finding| finding.rule.name),
        message: match (finding, outcome.why(&at.part.placed.briefing().directives)) {
            (Some(finding), _) => finding.message.clone(),
            (None, Some(why)) => visible(&why),
            (None, None) => check.how.told(&at.part.remembered.library),
        },
        passages: evidence.iter().take(MOST).filter_map(|evidence| passage(snapshot, at, check, evidence)).collect(),
    }
}

fn passage(snapshot: &Snapshot, at: &At<'_>, check: &Check, evidence: &Evidence) -> Option<Passage> {
    let library = &at.part.remembered.library;
    let article = library.article(evidence.source)?;
    let source = library.source(evidence.source);
    let number = article.paragraph_at(evidence.span.start);
    let around = article.paragraphs().get(number).map_or(evidence.span, |paragraph| paragraph.cover(evidence.span));
    let matched = match check.kind {
        Kind::Claim => {
            let unit = at.part.placed.briefing().units.get(check.unit);
            shared(
                unit.and_then(|unit| unit.prose.text().get(check.prose.range())).unwrap_or(""),
                article,
                evidence.span,
            )
        }
        Kind::Quote | Kind::Figure | Kind::Name => vec![evidence.span],
    };
    Some(Passage {
        key: source.key.clone(),
        title: visible(source.meta.title.as_deref().unwrap_or(&source.key)),
        detail: detail(&source.meta),
        place: article.place(evidence.span.start),
        location: snapshot.location(at.draft, library, evidence)?,
        file: file(at, evidence, article),
        pieces: pieces(article.text(), around, &matched),
    })
}

/// The address of a file that is no text, at the page that the evidence stands on.
fn file(at: &At<'_>, evidence: &Evidence, article: &Article) -> Option<String> {
    let path = Snapshot::source_path(at.draft, &at.part.remembered.library, evidence.source)?;
    let file = uri::of(&path).filter(|_| article.is_extract())?;
    Some(uri::at_page(&file, article.landmarks().page(evidence.span.start)))
}

/// A text in pieces: those in `matched`, which are in order and do not overlap, and those between them.
fn pieces(text: &str, around: Span, matched: &[Span]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |span: Span, matched: bool| {
        if !span.is_empty() {
            pieces.push(Piece { text: visible(&text[span]), matched });
        }
    };
    let mut at = around.start;
    for &span in matched {
        push(Span::new(at, span.start), false);
        push(span, true);
        at = span.end;
    }
    push(Span::new(at, around.end), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words in brackets are the matched ones.
    fn check(text: &str, around: Span, matched: &[Span], expected: &str) {
        let shown = |piece: &Piece| if piece.matched { format!("[{}]", piece.text) } else { piece.text.clone() };
        assert_eq!(pieces(text, around, matched).iter().map(shown).collect::<String>(), expected);
    }

    #[test]
    fn pieces_have_no_gaps() {
        check("one two three", Span::new(0, 13), &[Span::new(4, 7)], "one [two] three");
        check("one two three", Span::new(4, 13), &[Span::new(4, 7), Span::new(8, 13)], "[two] [three]");
        check("one two", Span::new(0, 7), &[], "one two");
    }

    #[test]
    fn nothing_in_a_piece_steers_its_reader() {
        check("a\nb\u{202e}c", Span::new(0, 7), &[], "a b\u{FFFD}c");
    }
}
