//! `textDocument/documentHighlight`: the citations of a source, the items of the same words.

use briefcheck_engine::text::words;
use briefcheck_engine::verify::{Check, Kind};
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::lsp::requests::keys::{self, Key};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};

/// Where in the file there is the same as under the cursor.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn highlights(
    snapshot: &Snapshot,
    params: &DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>, Cancelled> {
    let place = &params.text_document_position_params;
    let Some(at) = snapshot.at(&place.text_document.uri, place.position) else { return Ok(None) };
    let found = match keys::key_at(&at) {
        Some(key) => of_key(snapshot, &at, &key),
        None => of_item(snapshot, &at)?,
    };
    Ok((!found.is_empty()).then_some(found))
}

/// Every citation of what a key names, and its declaration.
fn of_key(snapshot: &Snapshot, at: &At<'_>, key: &Key<'_>) -> Vec<DocumentHighlight> {
    let library = at.draft.library();
    let file = |key: &Key<'_>| keys::file(at.draft, &library, key.key);
    let wanted = file(key);
    let is_same = |other: &Key<'_>| other.key == key.key || (wanted.is_some() && file(other) == wanted);
    let same = keys::keys(at.draft).filter(is_same).map(|key| DocumentHighlight {
        range: snapshot.range(at.draft, key.span),
        kind: Some(if key.is_declaration { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    });
    same.collect()
}

/// The quotations, figures or names of the same words.
fn of_item(snapshot: &Snapshot, at: &At<'_>) -> Result<Vec<DocumentHighlight>, Cancelled> {
    let checks = at.part.checks_at(at.in_part);
    let Some(check) = checks.into_iter().find(|check| check.kind != Kind::Claim) else { return Ok(Vec::new()) };
    let wanted = folded(&at.part, check);
    let mut found = Vec::new();
    for part in at.draft.checked(&snapshot.cancel)? {
        let same = part.remembered.report.checks.iter().filter(|other| other.kind == check.kind);
        let same = same.filter(|other| folded(&part, other) == wanted).map(|other| DocumentHighlight {
            range: snapshot.range(at.draft, part.placed.origin(other.span)),
            kind: Some(DocumentHighlightKind::TEXT),
        });
        found.extend(same);
    }
    Ok(found)
}

/// The words of an item, without marks and capital letters.
fn folded(part: &briefcheck_desk::Part<'_>, check: &Check) -> Vec<String> {
    let unit = part.placed.briefing().units.get(check.unit);
    let text = unit.map_or("", |unit| &unit.prose.text()[check.prose]);
    words(text).into_iter().map(|(_, word)| word).collect()
}
