//! Briefings as a run on the command line checks them, but of texts and with the levels that the client has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::disk::{self, Checked, Outcome};
use crate::lsp::server::snapshot::Snapshot;

/// Checks the briefings of all workspace folders, each once though folders lie in each other.
pub fn workspace(snapshot: &Snapshot) -> Outcome {
    let (files, settings) = (snapshot.files(), snapshot.session.options.settings());
    let mut checked: BTreeMap<PathBuf, Checked> = BTreeMap::new();
    let mut failures = Vec::new();
    for (folder, configs) in snapshot.folders.iter() {
        // A folder without briefings is no failure here.
        let (briefings, _) = disk::briefings(&[folder.to_owned()], configs, &files);
        let outcome = disk::check(&briefings, &files, configs, &settings);
        checked.extend(outcome.checked.into_iter().map(|briefing| (briefing.path.clone(), briefing)));
        failures.extend(outcome.failures);
    }
    Outcome { checked: checked.into_values().collect(), failures }
}

/// Checks the briefing at an absolute path.
pub fn briefing(snapshot: &Snapshot, path: &Path) -> Outcome {
    let settings = snapshot.session.options.settings();
    disk::check(&[path.to_owned()], &snapshot.files(), &snapshot.folders.configs(path), &settings)
}
