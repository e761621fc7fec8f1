//! The keys in briefings, and the files that they name.

use std::path::{Path, PathBuf};

use briefcheck_desk::Draft;
use briefcheck_engine::markup::CitationForm;
use briefcheck_engine::sources::Library;
use briefcheck_engine::text::Span;

use crate::lsp::server::snapshot::{At, Snapshot};

/// A key where it stands in a briefing.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The key, or the target of a link.
    pub key: &'a str,
    /// Where it stands, in the document.
    pub span: Span,
    /// Whether the front matter declares it there; else it is cited.
    pub is_declaration: bool,
}

/// The key that a place belongs to: that of a citation with its locator, of a link's target, of a declaration.
pub fn key_at<'a>(at: &'a At<'_>) -> Option<Key<'a>> {
    let holds = |span: Span| span.start <= at.in_part && at.in_part <= span.end;
    let placed = at.part.placed;
    let briefing = placed.briefing();
    let declared = briefing.front_matter.declarations.iter().find(|declaration| holds(declaration.key_span));
    let declared = declared.map(|declaration| (&declaration.key, declaration.key_span, true));
    let cited = briefing.citations.iter().find(|citation| match citation.form {
        CitationForm::Bracketed | CitationForm::InText => holds(citation.span),
        // The words of a link are claimed, as all others are.
        CitationForm::Link => holds(citation.key_span),
    });
    let cited = || cited.map(|citation| (&citation.key, citation.key_span, false));
    let (key, span, is_declaration) = declared.or_else(cited)?;
    Some(Key { key, span: placed.origin(span), is_declaration })
}

/// Every key of a briefing, declared and cited.
pub fn keys(draft: &Draft) -> impl Iterator<Item = Key<'_>> {
    draft.parts().iter().flat_map(|placed| {
        let briefing = placed.briefing();
        let declared = briefing.front_matter.declarations.iter();
        let declared = declared.map(|declaration| (&declaration.key, declaration.key_span, true));
        let cited = briefing.citations.iter().map(|citation| (&citation.key, citation.key_span, false));
        declared.chain(cited).map(|(key, span, is_declaration)| Key { key, span: placed.origin(span), is_declaration })
    })
}

/// The file that a key names in a briefing, absolute.
pub fn file(draft: &Draft, library: &Library, key: &str) -> Option<PathBuf> {
    Snapshot::source_path(draft, library, library.find(key)?)
}

/// The keys of a briefing that name a file.
pub fn keys_of<'a>(draft: &'a Draft, path: &'a Path) -> impl Iterator<Item = Key<'a>> {
    let library = draft.library();
    keys(draft).filter(move |key| file(draft, &library, key.key).as_deref() == Some(path))
}
