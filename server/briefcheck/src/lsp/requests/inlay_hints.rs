//! `textDocument/inlayHint`: after a citation without a locator, where in the source the evidence stands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use briefcheck_desk::{Draft, Part};
use briefcheck_engine::markup::{Citation, CitationForm, CitationId, Force};
use briefcheck_engine::rules::{Class, Outcome};
use briefcheck_engine::sources::{Article, SourceId};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::{Check, Kind};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    InlayHint, InlayHintLabel, InlayHintLabelPart, InlayHintLabelPartTooltip, InlayHintOptions, InlayHintParams,
    InlayHintServerCapabilities, Location, WorkDoneProgressOptions,
};

use crate::lsp::position;
use crate::lsp::requests::dependents;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use crate::report::visible;

/// How many paragraphs a hint names.
const MOST_PARAGRAPHS: usize = 3;

/// What the server can do.
pub fn options() -> InlayHintServerCapabilities {
    InlayHintServerCapabilities::Options(InlayHintOptions {
        work_done_progress_options: WorkDoneProgressOptions::default(),
        resolve_provider: Some(true),
    })
}

/// The hints in a range of a briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn hints(snapshot: &Snapshot, params: &InlayHintParams) -> Result<Option<Vec<InlayHint>>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let within = position::span(draft.rope(), params.range, snapshot.session.encoding);
    let mut hints = Vec::new();
    for part in snapshot.parts(draft)?.iter().filter(|part| part.placed.overlaps(within)) {
        let briefing = part.placed.briefing();
        for (id, citation) in briefing.citations.iter().enumerate().filter(|(_, citation)| citation.locator.is_none()) {
            let end = end(&briefing.text, citation);
            let at = part.placed.origin(Span::new(citation.span.start, end)).end;
            if within.start <= at && at <= within.end {
                hints.extend(hint(snapshot, draft, part, at, &passages(part, id, citation)));
            }
        }
    }
    hints.sort_by_key(|hint| hint.position);
    Ok(Some(hints))
}

/// Where the hint of a citation stands: behind what it is, within its brackets.
fn end(text: &str, citation: &Citation) -> usize {
    match citation.form {
        CitationForm::Bracketed | CitationForm::InText => citation.span.trimmed(text).end,
        CitationForm::Link => citation.span.end,
    }
}

/// The passages that stand for what a citation covers, one a paragraph: those of quotations and figures, altered ones too, or
/// without such the best for the claim. Where a quotation or figure is nowhere, the claim's passage would only seem to be its.
fn passages(part: &Part<'_>, id: CitationId, citation: &Citation) -> Vec<(SourceId, Span)> {
    let library = &part.remembered.library;
    let Some((source, article)) = library.find(&citation.key).and_then(|id| Some((id, library.article(id)?))) else {
        return Vec::new();
    };
    let units = part.placed.briefing().units.iter().enumerate();
    let covers = |check: &&Check| {
        units.clone().any(|(number, unit)| {
            let own = unit.stretches.iter().filter(|stretch| stretch.force == Force::Own);
            let mut own = own.filter(|stretch| stretch.citations.contains(&id));
            number == check.unit && own.any(|stretch| stretch.span.overlaps(check.prose))
        })
    };
    let settled = part.remembered.report.settled().filter(|(check, _)| covers(check));
    let settled: Vec<(&Check, Outcome)> = settled.filter(|(_, outcome)| *outcome != Outcome::Unasked).collect();
    let is_exact = |check: &Check| matches!(check.kind, Kind::Quote | Kind::Figure);
    let stands = |&&(check, outcome): &&(&Check, Outcome)| match outcome.class() {
        Class::Verified => true,
        class => is_exact(check) && class.is_finding() && dependents::rests(check),
    };
    let of = |is_wanted: &dyn Fn(&Check) -> bool| {
        let mut paragraphs: BTreeMap<usize, Span> = BTreeMap::new();
        let standing = settled.iter().filter(stands).filter(|(check, _)| is_wanted(check));
        let first = standing.filter_map(|(check, _)| check.evidence.iter().find(|evidence| evidence.source == source));
        for evidence in first {
            paragraphs.entry(article.paragraph_at(evidence.span.start)).or_insert(evidence.span);
        }
        paragraphs.into_values().map(|span| (source, span)).collect::<Vec<_>>()
    };
    if settled.iter().any(|(check, _)| is_exact(check)) {
        of(&is_exact)
    } else {
        of(&|check| check.kind == Kind::Claim)
    }
}

/// A hint with a part for each paragraph: where it stands and what it says are left for later where the client can ask.
fn hint(
    snapshot: &Snapshot,
    draft: &Draft,
    part: &Part<'_>,
    at: usize,
    passages: &[(SourceId, Span)],
) -> Option<InlayHint> {
    let library = &part.remembered.library;
    let mut label = Vec::new();
    let mut places = Vec::new();
    for &(source, span) in passages.iter().take(MOST_PARAGRAPHS) {
        let article = library.article(source)?;
        let place = article.place(span.start);
        let value = match (label.is_empty(), place.strip_prefix("¶ ")) {
            (true, _) => place,
            (false, Some(number)) => format!(", {number}"),
            (false, None) => format!(", {place}"),
        };
        label.push(InlayHintLabelPart { value, ..InlayHintLabelPart::default() });
        let origin = article.origin(span);
        places.push(Place {
            path: Snapshot::source_path(draft, library, source)?,
            span: (origin.start, origin.end),
            of: article.file().len(),
        });
    }
    if label.is_empty() {
        return None;
    }
    if passages.len() > MOST_PARAGRAPHS {
        label.push(InlayHintLabelPart { value: ", …".to_owned(), ..InlayHintLabelPart::default() });
    }
    let data = snapshot.session.resolves_hints().then(|| serde_json::to_value(&places).ok()).flatten();
    if data.is_none() {
        fill(snapshot, &mut label, &places);
    }
    Some(InlayHint {
        position: snapshot.range(draft, Span::empty(at)).start,
        label: InlayHintLabel::LabelParts(label),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data,
    })
}

/// A passage in a source's file.
#[derive(Debug, Deserialize, Serialize)]
struct Place {
    path: PathBuf,
    span: (usize, usize),
    /// How long the file is: in another one the passage is another.
    of: usize,
}

/// Gives a hint what was left for later.
pub fn resolved(snapshot: &Snapshot, mut hint: InlayHint) -> InlayHint {
    let places = hint.data.take().and_then(|data| serde_json::from_value::<Vec<Place>>(data).ok());
    if let (Some(places), InlayHintLabel::LabelParts(label)) = (places, &mut hint.label) {
        fill(snapshot, label, &places);
    }
    hint
}

fn fill(snapshot: &Snapshot, label: &mut [InlayHintLabelPart], places: &[Place]) {
    for (part, place) in label.iter_mut().zip(places) {
        let article = snapshot.sources.articles_of(&place.path).into_iter().next();
        let article = article.filter(|article| article.file().len() == place.of);
        let Some((location, words)) = article.and_then(|article| shown(snapshot, &article, place)) else { continue };
        part.location = Some(location);
        part.tooltip = Some(InlayHintLabelPartTooltip::String(words));
    }
}

fn shown(snapshot: &Snapshot, article: &Article, place: &Place) -> Option<(Location, String)> {
    let span = Span::new(place.span.0, place.span.1);
    let words = visible(article.file().get(span.range())?);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let range = position::range_in(article.file(), article.lines(), span, snapshot.session.encoding);
    Some((Location { uri: snapshot.uri(&place.path)?, range }, format!("“{words}”")))
}
