//! `briefcheck/reading`: what was read out of a source that is no text, for a view that "go to source" leads to.

use briefcheck_engine::sources::{Article, Landmark, LandmarkKind};
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
    let begins = article.landmarks().iter().filter(|landmark| {
        matches!(landmark.kind, LandmarkKind::Page(_) | LandmarkKind::Chapter(_) | LandmarkKind::Sheet(_))
    });
    let place = |landmark: &Landmark| {
        let page = if let LandmarkKind::Page(page) = landmark.kind { Some(page) } else { None };
        Some(Place {
            line: snapshot.range_in_article(article, Span::empty(landmark.at)).start.line,
            name: landmark.kind.name()?,
            file: uri::at_page(file, page),
        })
    };
    begins.filter_map(place).collect()
}
