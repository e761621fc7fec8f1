//! Patterns for paths, as in `.gitignore`.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns relative to a folder: `*` stays within a name, `**` crosses folders, a pattern without an inner `/` holds
/// at any depth, one that names a folder holds for all that lies in it.
#[derive(Clone, Debug)]
pub struct Patterns {
    folder: PathBuf,
    matcher: Gitignore,
}

impl Patterns {
    /// Patterns that hold for nothing.
    pub fn none(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), matcher: Gitignore::empty() }
    }

    /// Reads patterns.
    ///
    /// # Errors
    ///
    /// The index of the first that is none, and what is wrong with it.
    pub fn new<'a>(folder: &Path, patterns: impl IntoIterator<Item = &'a str>) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new(folder);
        for (index, pattern) in patterns.into_iter().enumerate() {
            builder.add_line(None, pattern).map_err(|error| (index, error.to_string()))?;
        }
        let matcher = builder.build().map_err(|error| (0, error.to_string()))?;
        Ok(Self { folder: folder.to_owned(), matcher })
    }

    /// Whether one of them holds for the file at an absolute path, or for a folder that it lies in.
    pub fn hold(&self, file: &Path) -> bool {
        let Ok(inside) = file.strip_prefix(&self.folder) else { return false };
        !self.matcher.is_empty() && self.matcher.matched_path_or_any_parents(inside, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, expected: bool) {
        let patterns = Patterns::new(Path::new("/w"), [pattern]).unwrap();
        assert_eq!(patterns.hold(Path::new(path)), expected, "{pattern} for {path}");
    }

    #[test]
    fn stars_stay_within_a_name() {
        check("memos/*.md", "/w/memos/a.md", true);
        check("memos/*.md", "/w/memos/b/a.md", false);
        check("memos/**/*.md", "/w/memos/b/a.md", true);
        check("memos/**/*.md", "/w/memos/a.md", true);
    }

    #[test]
    fn a_folder_holds_all_that_lies_in_it() {
        check("drafts/**", "/w/drafts/b/a.md", true);
        check("drafts/", "/w/drafts/a.md", true);
        check("drafts", "/w/x/drafts/a.md", true);
    }

    #[test]
    fn outside_the_folder_nothing_holds() {
        check("*.md", "/x/a.md", false);
        check("*.md", "/w/a.md", true);
    }
}
