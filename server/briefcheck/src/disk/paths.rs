//! Paths: as users write and read them, and the folders that they must stay in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use briefcheck_desk::paths::{join, shown};

/// The root of the repository that an absolute path lies in.
pub fn repository(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(".git").exists())
}

/// The folders whose files may be read.
#[derive(Clone, Debug)]
pub struct Fence {
    /// As they are written and as they resolve.
    folders: Vec<(PathBuf, Option<PathBuf>)>,
}

/// Why the fence keeps a path out.
#[derive(Debug)]
pub enum Refused {
    /// It leads, by its words or by a symbolic link, out of every folder.
    Outside,
    /// It can't be resolved.
    Unresolved(io::Error),
}

impl Fence {
    /// The workspace and the folders outside of it that may be read; absolute.
    pub fn new<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let resolve = |folder: &Path| (folder.to_owned(), fs::canonicalize(folder).ok());
        Self { folders: folders.into_iter().map(resolve).collect() }
    }

    /// The folders, as they are written.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|(written, _)| written.as_path())
    }

    /// Where an absolute path leads to, all symbolic links resolved, if that lies within.
    ///
    /// # Errors
    ///
    /// If it lies outside, or is not there. Nothing outside is looked at.
    pub fn admit(&self, path: &Path) -> Result<PathBuf, Refused> {
        let is_within = |path: &Path| {
            let holds = |folder: &Path| path.starts_with(folder);
            self.folders.iter().any(|(written, resolved)| holds(written) || resolved.as_deref().is_some_and(holds))
        };
        if !is_within(path) {
            return Err(Refused::Outside);
        }
        let resolved = fs::canonicalize(path).map_err(Refused::Unresolved)?;
        let holds = |folder: &PathBuf| resolved.starts_with(folder);
        if self.folders.iter().filter_map(|(_, resolved)| resolved.as_ref()).any(holds) {
            Ok(resolved)
        } else {
            Err(Refused::Outside)
        }
    }
}
