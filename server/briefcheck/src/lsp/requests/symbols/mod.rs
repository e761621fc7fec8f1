//! `textDocument/documentSymbol` and `workspace/symbol`: headings, footnotes, keys.

mod fuzzy;
mod outline;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use briefcheck_desk::Draft;
use briefcheck_engine::markup::UnitKind;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf, Position, Range, SymbolInformation,
    SymbolKind, Uri, WorkspaceSymbol, WorkspaceSymbolResponse,
};

use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use outline::Item;

/// How many symbols of a workspace are shown: nobody reads more, and another letter gives fewer.
const MOST: usize = 256;

/// The outline of a briefing.
pub fn of_document(snapshot: &Snapshot, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let uri = &params.text_document.uri;
    let draft = snapshot.draft(uri)?;
    let items = outline::outline(draft);
    Some(if snapshot.session.nests_symbols() {
        let items = items.into_iter().map(|item| nested(snapshot, draft, item));
        DocumentSymbolResponse::Nested(items.collect())
    } else {
        let mut flat = Vec::new();
        for item in items {
            flatten(snapshot, draft, uri, item, None, &mut flat);
        }
        DocumentSymbolResponse::Flat(flat)
    })
}

/// Sections nest six deep at most.
fn nested(snapshot: &Snapshot, draft: &Draft, item: Item) -> DocumentSymbol {
    let children: Vec<_> = item.children.into_iter().map(|child| nested(snapshot, draft, child)).collect();
    #[expect(deprecated, reason = "the field must be there")]
    DocumentSymbol {
        name: item.name,
        detail: item.detail,
        kind: item.kind,
        tags: None,
        deprecated: None,
        range: snapshot.range(draft, item.span),
        selection_range: snapshot.range(draft, item.at),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(
    snapshot: &Snapshot,
    draft: &Draft,
    uri: &Uri,
    item: Item,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    #[expect(deprecated, reason = "the field must be there")]
    flat.push(SymbolInformation {
        name: item.name.clone(),
        kind: item.kind,
        tags: None,
        deprecated: None,
        location: Location::new(uri.clone(), snapshot.range(draft, item.span)),
        container_name: container.map(str::to_owned),
    });
    for child in item.children {
        flatten(snapshot, draft, uri, child, Some(&item.name), flat);
    }
}

/// The keys and titles of sources and the headings of briefings that a query may mean, the likeliest first.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn of_workspace(snapshot: &Snapshot, query: &str) -> Result<Option<WorkspaceSymbolResponse>, Cancelled> {
    let mut found: Vec<(u32, WorkspaceSymbol)> = Vec::new();
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for draft in snapshot.desk.drafts() {
        let path = draft.path();
        snapshot.cancel.check()?;
        headings(snapshot, draft, path, query, &mut found);
        let library = draft.library();
        for (id, source) in library.sources() {
            if !known.insert((source.key.clone(), source.path.clone())) {
                continue;
            }
            let title = source.meta.title.as_deref();
            let (name, score, other) = match (fuzzy::score(query, &source.key), title) {
                (Some(score), title) => (source.key.as_str(), score, title.unwrap_or(&source.path)),
                (None, Some(title)) => match fuzzy::score(query, title) {
                    Some(score) => (title, score, source.key.as_str()),
                    None => continue,
                },
                (None, None) => continue,
            };
            let Some(uri) = snapshot.uri_of_source(draft, &library, id) else {
                continue;
            };
            let start = Range::new(Position::new(0, 0), Position::new(0, 0));
            let location = Location::new(uri, start);
            found.push((score, symbol(name, SymbolKind::FILE, other, location)));
        }
    }
    found.sort_by(|(score, symbol), (other_score, other)| {
        let key = |symbol: &WorkspaceSymbol| (symbol.name.clone(), symbol.container_name.clone());
        (Reverse(score), key(symbol)).cmp(&(Reverse(other_score), key(other)))
    });
    found.truncate(MOST);
    Ok(Some(WorkspaceSymbolResponse::Nested(found.into_iter().map(|(_, symbol)| symbol).collect())))
}

fn headings(snapshot: &Snapshot, draft: &Draft, path: &Path, query: &str, found: &mut Vec<(u32, WorkspaceSymbol)>) {
    let Some(uri) = snapshot.uri(path) else { return };
    for part in draft.parts() {
        for unit in part.briefing().units.iter().filter(|unit| unit.kind == UnitKind::Heading) {
            let name = unit.prose.text().trim();
            let Some(score) = fuzzy::score(query, name).filter(|_| !name.is_empty()) else { continue };
            let span: Span = part.origin(unit.span);
            let location = Location::new(uri.clone(), snapshot.range(draft, span));
            found.push((score, symbol(name, SymbolKind::STRING, &snapshot.shown(path), location)));
        }
    }
}

fn symbol(name: &str, kind: SymbolKind, container: &str, location: Location) -> WorkspaceSymbol {
    WorkspaceSymbol {
        name: name.to_owned(),
        kind,
        tags: None,
        container_name: Some(container.to_owned()),
        location: OneOf::Left(location),
        data: None,
    }
}
