//! What a client that wants to be told is told of a briefing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use briefcheck_desk::Draft;

use crate::disk::guarded;
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
    for other in snapshot.desk.live_beside(draft) {
        // One that can't be checked says so when it is checked itself.
        let contradicted = guarded("comparing the briefings", || contradicted(snapshot, other));
        if let Ok(contradicted) = contradicted {
            beside.push((Arc::clone(other.path()), contradicted?));
        }
    }
    Ok(Checked { items, contradicted: contradicted(snapshot, draft)?, beside })
}

/// What is the same as long as the figures of a briefing that others contradict are, and what these say.
fn contradicted(snapshot: &Snapshot, draft: &Draft) -> Result<u64, Cancelled> {
    let mut hasher = DefaultHasher::new();
    snapshot.desk.contradicted(draft, &snapshot.cancel)?.hash(&mut hasher);
    Ok(hasher.finish())
}
