//! `textDocument/documentLink`: from keys and paths to the files of the sources.

use briefcheck_desk::Draft;
use briefcheck_engine::markup::CitationForm;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::disk::paths;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// Every key and path in a briefing that leads to a file.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn document_link(snapshot: &Snapshot, params: &DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>, Cancelled> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let library = draft.library();
    let mut links = Vec::new();
    let folder = draft.path().parent().unwrap_or(draft.path());
    for declaration in &draft.front_matter().declarations {
        let path = paths::join(folder, &declaration.path);
        if path.is_file() {
            let known = library
                .find(&declaration.key)
                .filter(|&source| Snapshot::source_path(draft, &library, source).is_some_and(|known| known == path));
            let target = match known {
                Some(source) => snapshot.uri_of_source(draft, &library, source),
                None => snapshot.uri(&path),
            };
            links.extend(link(snapshot, draft, declaration.path_span, target, &declaration.key));
        }
    }
    for part in draft.parts() {
        snapshot.cancel.check()?;
        for citation in &part.briefing().citations {
            let Some(source) = library.find(&citation.key).filter(|&source| library.article(source).is_some()) else {
                continue;
            };
            let title = library.source(source).meta.title.as_deref();
            let shown = title.unwrap_or(&library.source(source).path);
            let span = match citation.form {
                // With the `@`, which is easier to hit.
                CitationForm::Bracketed | CitationForm::InText => {
                    Span::new(citation.key_span.start.saturating_sub(1), citation.key_span.end)
                }
                CitationForm::Link => citation.key_span,
            };
            let target = snapshot.uri_of_source(draft, &library, source);
            links.extend(link(snapshot, draft, part.origin(span), target, shown));
        }
    }
    Ok(Some(links))
}

fn link(snapshot: &Snapshot, draft: &Draft, span: Span, target: Option<Uri>, shown: &str) -> Option<DocumentLink> {
    let tooltip = snapshot.session.describes_links().then(|| format!("Open {shown}"));
    Some(DocumentLink { range: snapshot.range(draft, span), target: Some(target?), tooltip, data: None })
}
