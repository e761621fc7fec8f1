//! A lock file made anew.

use std::collections::BTreeMap;
use std::path::Path;

use briefcheck_desk::lock::{self, Renewed};

use super::LOCK;
use crate::disk::{Checked, Failure, create};
use crate::report::visible;

/// Briefings by the folders of their workspaces: each has a lock file.
pub fn by_root(checked: &[Checked]) -> BTreeMap<&Path, Vec<&Checked>> {
    let mut roots: BTreeMap<&Path, Vec<&Checked>> = BTreeMap::new();
    for briefing in checked {
        roots.entry(&briefing.root).or_default().push(briefing);
    }
    roots
}

/// Writes the lock file of the workspace in the folder `root`, which `name` is for people, from all of its briefings.
/// `accepted` is the key of a source whose changes are taken over, with the reason: where it has none, nothing is
/// written, and `None` is given.
///
/// # Errors
///
/// If what is there is no lock file, or it can't be written.
pub fn renew(
    root: &Path,
    name: &str,
    briefings: &[&Checked],
    accepted: Option<(&str, &str)>,
) -> Result<Option<Renewed>, Failure> {
    let path = root.join(LOCK);
    let before = super::read(&path, name)?.unwrap_or_default();
    let names: Vec<String> = briefings.iter().map(|briefing| briefing.name()).collect();
    let views = briefings.iter().zip(&names).map(|(briefing, name)| briefing.view(name));
    let Some((now, renewed)) = lock::renewed(&before, views, accepted) else { return Ok(None) };
    if now != before {
        create(&path, name, root, now.text(visible))?;
    }
    Ok(Some(renewed))
}
