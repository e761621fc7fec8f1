//! Paths: as users write and read them, and the folders that they must stay in.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// `path` from `base`, without `.` and `..`: made of the words alone, so that it works for what does not exist.
pub fn join(base: &Path, path: impl AsRef<Path>) -> PathBuf {
    let mut joined = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            // Above the root there is only the root.
            Component::ParentDir => {
                joined.pop();
            }
            other => joined.push(other),
        }
    }
    joined
}

/// A path for people and machines, from the folder `base`, with `/` on every system: relative where the two have a
/// folder in common. Both are absolute and without `.` and `..`.
pub fn shown(path: &Path, base: &Path) -> String {
    let shared = path.components().zip(base.components()).take_while(|(a, b)| a == b).count();
    // What every path begins with is nothing in common.
    if !path.starts_with(base) && path.components().take(shared).all(|part| !matches!(part, Component::Normal(_))) {
        return slashes(path);
    }
    let up = base.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(path.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { ".".to_owned() } else { slashes(&way) }
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_by_the_words_alone() {
        assert_eq!(join(Path::new("/a/b"), "../c/./d"), Path::new("/a/c/d"));
        assert_eq!(join(Path::new("/a"), "../../../c"), Path::new("/c"));
        assert_eq!(join(Path::new("/a"), "/b"), Path::new("/b"));
    }

    fn check(path: &str, base: &str, expected: &str) {
        assert_eq!(shown(Path::new(path), Path::new(base)), expected);
    }

    #[test]
    fn paths_are_shown_from_the_base() {
        check("/a/b/c", "/a", "b/c");
        check("/a", "/a", ".");
        check("/b", "/", "b");
    }

    #[test]
    fn a_way_out_goes_up() {
        check("/a/sources/x", "/a/memos", "../sources/x");
        check("/x/c", "/a", "/x/c");
    }
}
