//! `textDocument/hover`: what the source says of the item under the cursor, what a key names, what a rule is about.

mod directive;
mod item;
mod key;
mod passage;

pub use item::shared;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// What there is to know of the place under the cursor.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn hover(snapshot: &Snapshot, params: &HoverParams) -> Result<Option<Hover>, Cancelled> {
    let place = &params.text_document_position_params;
    let Some(at) = snapshot.at_in_whole(&place.text_document.uri, place.position)? else { return Ok(None) };
    let markup = snapshot.session.hovers_in();
    let card = match key::card(snapshot, &at, markup)? {
        Some(card) => Some(card),
        None => directive::card(&at, markup).or_else(|| item::card(snapshot, &at, markup)),
    };
    Ok(card.map(|(span, paragraphs)| Hover {
        contents: HoverContents::Markup(markup.content(&paragraphs)),
        range: Some(snapshot.range(at.draft, span)),
    }))
}
