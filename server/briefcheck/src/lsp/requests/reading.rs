//! `briefcheck/reading`: what was read out of a source that is no text, for a view that "go to source" leads to.

use briefcheck_engine::sources::{Article, LandmarkKind};
use briefcheck_engine::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{TextDocumentIdentifier, Uri};

use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::uri;

/// Which source is asked for: by its `briefcheck:` address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    text_document: TextDocumentIdentifier,
}

/// What was read out of a file.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// The text, in whose lines all places of the source are given.
    text: String,
    /// The file itself.
    file: Uri,
    /// Its pages, chapters, sheets, in order.
    places: Vec<Place>,
}

/// Where a part of the file begins.
#[derive(Debug, Serialize)]
struct Place {
    /// The line of the text, from 0.
    line: u32,
    /// What people call it: `p. 3`.
    name: String,
    /// The file at that place, as viewers understand it: `report.pdf#page=3`.
    file: String,
}

/// What was read out of the file of an address; `None` for one that no briefing cites, or that is a text.
pub fn reading(snapshot: &Snapshot, params: &Params) -> Option<Shown> {
    let path = uri::path_of_reading(&params.text_document.uri)?;
    let article = snapshot.sources.articles_of(&path).into_iter().find(|article| article.is_extract())?;
    let file = uri::of(&path)?;
    let places = places(snapshot, &article, &file);
    Some(Shown { text: article.file().to_owned(), file, places })
}

/// The places that begin somewhere in the text; rows and times are too many to be shown.
fn places(snapshot: &Snapshot, article: &Article, file: &Uri) -> Vec<Place> {
    let place = |at: usize, name: String, file: String| {
        let line = snapshot.range_in_article(article, Span::empty(at)).start.line;
        Place { line, name, file }
    };
    let landmarks = article.landmarks().iter().filter_map(|landmark| {
        let (name, anchor) = match &landmark.kind {
            LandmarkKind::Page(page) => (format!("p. {page}"), format!("#page={page}")),
            LandmarkKind::Chapter(chapter) => (format!("ch. {chapter}"), String::new()),
            LandmarkKind::Sheet(sheet) => (sheet.clone(), String::new()),
            LandmarkKind::Heading(_) | LandmarkKind::Row(_) | LandmarkKind::Time(_) => return None,
        };
        Some(place(landmark.at, name, format!("{}{anchor}", file.as_str())))
    });
    landmarks.collect()
}
