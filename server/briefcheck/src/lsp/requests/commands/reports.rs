//! The desk's reports on the briefings that a command is about.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use briefcheck_desk::Report;
use rayon::prelude::*;

use crate::disk::{self, Failure, Role, Run, guarded};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// The reports on the briefings of all workspace folders, each once though folders lie in each other.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn of_workspace(snapshot: &Snapshot) -> Result<Run, Cancelled> {
    let files = snapshot.files();
    let mut found: BTreeSet<PathBuf> = BTreeSet::new();
    for (folder, configs) in snapshot.folders.iter() {
        // A folder without briefings is no failure here.
        found.extend(disk::briefings(&[folder.to_owned()], configs, &files).0);
    }
    let found: Vec<PathBuf> = found.into_iter().collect();
    let reports: Vec<Result<Result<Report, Failure>, Cancelled>> =
        found.par_iter().map(|path| of_briefing(snapshot, path)).collect();
    let mut run = Run { reports: Vec::new(), failures: snapshot.failures.to_vec() };
    for report in reports {
        match report? {
            Ok(report) => run.reports.push(report),
            Err(failure) => run.failures.push(failure),
        }
    }
    Ok(run)
}

/// The report on the briefing at an absolute path; the inner error says why there is none.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn of_briefing(snapshot: &Snapshot, path: &Path) -> Result<Result<Report, Failure>, Cancelled> {
    let name = snapshot.shown(path);
    let report = guarded(&format!("checking `{name}`"), || snapshot.desk.report(path, &snapshot.cancel));
    let report = match report {
        Ok(report) => report?,
        Err(failure) => return Ok(Err(failure)),
    };
    let unread = || {
        let fence = snapshot.folders.config(path).map(|config| config.fence.clone());
        let text = snapshot.files().text(path, &name, Role::Briefing, fence.as_ref());
        let help = "open it, or ask again once the workspace is read";
        text.err().unwrap_or_else(|| Failure::new(format!("`{name}` was not read as a briefing")).with_help(help))
    };
    Ok(report.ok_or_else(unread))
}
