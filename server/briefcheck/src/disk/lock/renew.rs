//! A lock file made anew.

use std::collections::BTreeMap;
use std::path::Path;

use briefcheck_desk::Report;
use briefcheck_desk::lock::{self, Renewed};

use super::LOCK;
use crate::disk::{Failure, create};
use crate::report::visible;

/// Reports by the folders of their workspaces: each has a lock file.
pub fn by_root(reports: &[Report]) -> BTreeMap<&Path, Vec<&Report>> {
    let mut roots: BTreeMap<&Path, Vec<&Report>> = BTreeMap::new();
    for report in reports {
        roots.entry(&report.root).or_default().push(report);
    }
    roots
}

/// Writes the lock file of the workspace in the folder `root`, which `name` is for people, from the reports on all of its briefings.
/// `accepted` is the key of a source whose changes are taken over, with the reason: where it has none, nothing is
/// written, and `None` is given.
///
/// # Errors
///
/// If what is there is no lock file, or it can't be written.
pub fn renew(
    root: &Path,
    name: &str,
    reports: &[&Report],
    accepted: Option<(&str, &str)>,
) -> Result<Option<Renewed>, Failure> {
    let path = root.join(LOCK);
    let before = super::read(&path, name)?.unwrap_or_default();
    let views = reports.iter().map(|report| report.view());
    let Some((now, renewed)) = lock::renewed(&before, views, accepted) else { return Ok(None) };
    if now != before {
        create(&path, name, root, now.text(visible))?;
    }
    Ok(Some(renewed))
}
