//! What a client that wants to be told is told of a briefing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use briefcheck_desk::{Contradicted, Draft};

use crate::lsp::requests::diagnostics;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::messages::Checked;
use crate::lsp::server::snapshot::Snapshot;

/// Checks a briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn check(snapshot: &Snapshot, draft: &Draft) -> Result<Checked, Cancelled> {
    let items = diagnostics::of(snapshot, draft)?.json().into();
    let mut beside = Vec::new();
    let mut contradicted = 0;
    for (path, found) in snapshot.desk.contradicted_beside(draft, &snapshot.cancel)? {
        if path == draft.path() {
            contradicted = hash(&found);
        } else {
            beside.push((Arc::clone(path), hash(&found)));
        }
    }
    Ok(Checked { items, contradicted, beside })
}

/// What is the same as long as the figures of a briefing that others contradict are, and what these say.
fn hash(contradicted: &[Contradicted]) -> u64 {
    let mut hasher = DefaultHasher::new();
    contradicted.hash(&mut hasher);
    hasher.finish()
}
