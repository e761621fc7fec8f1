//! `briefcheck.lock`: what the claims of the workspace folders rest on, recorded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::lsp::snapshot::Snapshot;
use crate::workspace::{self, Checked, Failure, Files, LOCK, Lock, Renewal};

/// Writes the lock file of every workspace, from texts as the client has them; what was recorded, for people.
///
/// # Errors
///
/// If something can't be used: what could not be checked would be forgotten.
pub fn lock(snapshot: &Snapshot) -> Result<String, Failure> {
    let mut files = Files::on_disk();
    for (path, open) in snapshot.open.iter() {
        files.open(path.to_path_buf(), open.rope.to_string().into());
    }
    let mut checked: BTreeMap<PathBuf, Checked> = BTreeMap::new();
    for (folder, configs) in snapshot.folders.iter() {
        let (briefings, _) = workspace::briefings(&[folder.to_owned()], configs, &files);
        let outcome = workspace::check(&briefings, &files, configs, &[]);
        if let Some(failure) = outcome.failures.into_iter().next() {
            return Err(failure);
        }
        checked.extend(outcome.checked.into_iter().map(|briefing| (briefing.path.clone(), briefing)));
    }
    let mut roots: BTreeMap<&Path, Vec<&Checked>> = BTreeMap::new();
    for briefing in checked.values() {
        roots.entry(&briefing.root).or_default().push(briefing);
    }
    let mut said = Vec::new();
    for (root, briefings) in roots {
        said.extend(write(snapshot, root, &briefings)?);
    }
    Ok(if said.is_empty() { "there are no briefings to record".to_owned() } else { said.join("; ") })
}

/// Writes the lock file of one workspace.
fn write(snapshot: &Snapshot, root: &Path, briefings: &[&Checked]) -> Result<Vec<String>, Failure> {
    let path = root.join(LOCK);
    let name = snapshot.shown(&path);
    let before = Lock::read(&path, &name)?.unwrap_or_default();
    let mut renewal = Renewal::new(&before, None);
    for briefing in briefings {
        renewal.record(briefing.view(&briefing.name()));
    }
    renewal.finish();
    if renewal.lock != before {
        workspace::create(&path, &name, &renewal.lock.text())?;
    }
    let mut said =
        vec![format!("`{name}` records what {} items rest on, where it recorded {}", renewal.lock.len(), before.len())];
    said.extend(renewal.changed.iter().map(|(key, _)| format!("passages of `{key}` have changed: look at them first")));
    Ok(said)
}
