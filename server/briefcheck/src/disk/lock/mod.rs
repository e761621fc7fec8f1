//! `briefcheck.lock`, the file: read, and written anew.

mod renew;

use std::path::Path;
use std::sync::Arc;

pub use briefcheck_desk::lock::{Lock, Renewed};

use super::paths::Fence;
use super::{Failure, Files, Place, Role};
pub use renew::{by_root, renew};

/// The name of the lock file, in the workspace's folder.
pub const LOCK: &str = "briefcheck.lock";

/// Reads the file at an absolute path, which `name` is for people; without one, nothing is recorded.
///
/// # Errors
///
/// If it can't be read or has a line that is none of a lock file.
pub fn read(path: &Path, name: &str) -> Result<Option<Lock>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    let text = Files::on_disk().text(path, name, Role::Record, Some(&Fence::new(path.parent())))?;
    parse(&text, path, name).map(Some)
}

/// Reads the text of the file at an absolute path.
///
/// # Errors
///
/// If it has a line that is none of a lock file.
pub fn parse(text: &Arc<str>, path: &Path, name: &str) -> Result<Lock, Failure> {
    Lock::parse(text).map_err(|span| {
        let failure = Failure::new(format!("`{name}` has a line that is none of a lock file"));
        let place = Some(Place { path: path.to_owned(), text: Arc::clone(text), span });
        Failure { place, ..failure }.with_help("take the line out, then run `briefcheck lock`")
    })
}
