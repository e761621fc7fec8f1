//! The files of the sources folder, as a briefing's front matter writes them.

use briefcheck_engine::text::Span;
use tower_lsp::ls_types::CompletionItemKind;

use super::Proposal;
use crate::disk::{Origin, paths};
use crate::lsp::server::snapshot::At;

/// The files that can be declared.
pub fn proposals(at: &At<'_>, typed: Span) -> Vec<Proposal> {
    let Some(catalogue) = &at.draft.ground().catalogue else { return Vec::new() };
    let path = at.draft.path();
    let folder = path.parent().unwrap_or(path);
    let files = catalogue.entries.iter().filter(|entry| entry.origin == Origin::Folder);
    let proposal = |entry: &crate::disk::Entry| {
        let path = paths::shown(&entry.path, folder);
        let is_declared = at.draft.own().iter().any(|own| own.path == entry.path);
        Proposal {
            label: path.clone(),
            kind: CompletionItemKind::FILE,
            from: is_declared.then(|| "declared".to_owned()),
            detail: None,
            span: typed,
            filter: path.clone(),
            text: path,
            is_snippet: false,
            about: None,
        }
    };
    files.map(proposal).collect()
}
