//! `briefcheck.lock`: what the claims of the workspace folders rest on, recorded.

use super::checked;
use crate::disk::{self, Failure, LOCK};
use crate::lsp::server::snapshot::Snapshot;

/// Writes the lock file of every workspace, from texts as the client has them; what was recorded, for people.
///
/// # Errors
///
/// If something can't be used: what could not be checked would be forgotten.
pub fn lock(snapshot: &Snapshot) -> Result<String, Failure> {
    let outcome = checked::workspace(snapshot);
    if let Some(failure) = outcome.failures.into_iter().next() {
        return Err(failure);
    }
    let mut said = Vec::new();
    for (root, briefings) in disk::by_root(&outcome.checked) {
        let name = snapshot.shown(&root.join(LOCK));
        let Some(renewed) = disk::renew(root, &name, &briefings, None)? else { continue };
        said.push(renewed.said(&name));
        let changed = renewed.changed.iter();
        said.extend(changed.map(|(key, _)| format!("passages of `{key}` have changed: look at them first")));
    }
    Ok(if said.is_empty() { "there are no briefings to record".to_owned() } else { said.join("; ") })
}
