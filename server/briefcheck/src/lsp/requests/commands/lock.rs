//! `briefcheck.lock`: what the claims of the workspace folders rest on, recorded.

use briefcheck_desk::Report;

use super::reports;
use crate::disk::{self, Failure, LOCK};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// Writes the lock file of every workspace, from texts as the client has them; what was recorded, for people. The inner
/// error says what can't be used: what could not be checked would be forgotten.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn lock(snapshot: &Snapshot) -> Result<Result<String, Failure>, Cancelled> {
    let run = reports::of_workspace(snapshot)?;
    Ok(match run.failures.into_iter().next() {
        Some(failure) => Err(failure),
        None => write(snapshot, &run.reports),
    })
}

fn write(snapshot: &Snapshot, reports: &[Report]) -> Result<String, Failure> {
    let mut said = Vec::new();
    for (root, briefings) in disk::by_root(reports) {
        let name = snapshot.shown(&root.join(LOCK));
        let Some(renewed) = disk::renew(root, &name, &briefings, None)? else { continue };
        said.push(renewed.said(&name));
        let changed = renewed.changed.iter();
        said.extend(changed.map(|(key, _)| format!("passages of `{key}` have changed: look at them first")));
    }
    Ok(if said.is_empty() { "there are no briefings to record".to_owned() } else { said.join("; ") })
}
