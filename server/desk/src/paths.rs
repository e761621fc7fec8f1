//! Paths as users write and read them. They are handled by their words alone.

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
