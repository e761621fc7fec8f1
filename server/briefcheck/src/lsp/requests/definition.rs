//! `textDocument/definition`: from an item to its exact place in the source, from a key to the source.

use briefcheck_engine::markup::Citation;
use briefcheck_engine::sources::SourceId;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Position, Range, Uri};

use crate::lsp::server::snapshot::{At, Snapshot};

/// Where the words under the cursor come from.
pub fn definition(snapshot: &Snapshot, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let place = &params.text_document_position_params;
    let at = snapshot.at(&place.text_document.uri, place.position)?;
    let targets = of_citation(snapshot, &at).unwrap_or_else(|| of_item(snapshot, &at));
    if targets.is_empty() {
        return None;
    }
    Some(if snapshot.session.links_definitions() {
        GotoDefinitionResponse::Link(targets.into_iter().map(|target| target.link()).collect())
    } else {
        GotoDefinitionResponse::Array(targets.into_iter().map(Target::location).collect())
    })
}

struct Target {
    /// The words in the briefing.
    origin: Range,
    uri: Uri,
    /// What is shown around the words.
    around: Range,
    /// The words.
    range: Range,
}

impl Target {
    fn link(self) -> LocationLink {
        LocationLink {
            origin_selection_range: Some(self.origin),
            target_uri: self.uri,
            target_range: self.around,
            target_selection_range: self.range,
        }
    }

    fn location(self) -> Location {
        Location { uri: self.uri, range: self.range }
    }
}

/// The citation at a place, if there is one.
pub fn citation_at<'a>(at: &'a At<'_>) -> Option<&'a Citation> {
    let citations = &at.part.placed.briefing().citations;
    citations.iter().find(|citation| citation.span.start <= at.in_part && at.in_part <= citation.span.end)
}

/// From a key: where the cited words stand if the citation says, else where the article begins.
fn of_citation(snapshot: &Snapshot, at: &At<'_>) -> Option<Vec<Target>> {
    let citation = citation_at(at)?;
    let library = &at.part.remembered.library;
    let source = library.find(&citation.key)?;
    let origin = snapshot.range(at.draft, at.part.placed.origin(citation.key_span));
    let located = citation
        .locator
        .as_ref()
        .zip(library.article(source))
        .and_then(|(locator, article)| briefcheck_engine::verify::locator::target(article, &locator.place));
    Some(target(snapshot, at, origin, source, located.unwrap_or_default()).into_iter().collect())
}

/// From an item: where its evidence stands; of nested items the innermost that has any.
fn of_item(snapshot: &Snapshot, at: &At<'_>) -> Vec<Target> {
    let checks = at.part.checks_at(at.in_part);
    let Some(check) = checks.into_iter().find(|check| !check.evidence.is_empty()) else { return Vec::new() };
    let origin = snapshot.range(at.draft, at.part.placed.origin(check.span));
    let targets =
        check.evidence.iter().filter_map(|evidence| target(snapshot, at, origin, evidence.source, evidence.span));
    targets.collect()
}

fn target(snapshot: &Snapshot, at: &At<'_>, origin: Range, source: SourceId, span: Span) -> Option<Target> {
    let library = &at.part.remembered.library;
    let path = Snapshot::source_path(at.draft, library, source)?;
    let Some(article) = library.article(source) else {
        let uri = snapshot.uri(&path)?;
        let start = Range::new(Position::new(0, 0), Position::new(0, 0));
        return Some(Target { origin, uri, around: start, range: start });
    };
    let uri = snapshot.uri_of_words(&path, article)?;
    let paragraph = article.paragraphs().get(article.paragraph_at(span.start)).copied().unwrap_or(span);
    Some(Target {
        origin,
        uri,
        around: snapshot.range_in_article(article, paragraph.cover(span)),
        range: snapshot.range_in_article(article, span),
    })
}
