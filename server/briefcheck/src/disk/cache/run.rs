//! A run that is kept whole: what it wrote, and all that it could see of the disk.
//!
//! A run is the same again if nothing of that has changed: whatever it found, it would find again, to the letter.

use std::path::PathBuf;

use briefcheck_engine::sources::Fingerprint;
use serde::{Deserialize, Serialize};

use super::Cache;
use super::tree::{Change, Tree, now};

/// Where a piece of output went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Messages,
}

/// Some output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it went.
    pub stream: Stream,
    /// What was written.
    pub text: String,
}

/// What a run wrote and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its output, in order.
    pub pieces: Vec<Piece>,
    /// Its exit status.
    pub status: u8,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    tree: Tree,
    kept: Kept,
}

/// A run that may be kept, or may have been.
pub struct Keeping {
    cache: Cache,
    key: Fingerprint,
    folders: Vec<PathBuf>,
    more: Vec<PathBuf>,
    /// What it could see before it began.
    before: Tree,
}

/// What is known of a run before it begins.
pub enum Known {
    /// It was done before, and would be the same again.
    Kept(Kept),
    /// It was not.
    New(Keeping),
}

impl Keeping {
    /// Looks a run up. `asked` is everything beside the disk that it depends on; it reads files in these folders and, of
    /// all others, `more`. `None` if it can't be kept.
    pub fn look_up(cache: Cache, asked: &[u8], folders: Vec<PathBuf>, more: Vec<PathBuf>) -> Option<Known> {
        let folders: Vec<PathBuf> =
            folders.into_iter().map(|folder| folder.canonicalize().ok()).collect::<Option<_>>()?;
        let key = key(asked, &folders)?;
        let before = Tree::of(&folders, &more, cache.folder())?;
        let known = cache.get(key).and_then(|bytes| serde_json::from_slice::<Entry>(&bytes).ok());
        if let Some(Entry { tree, kept }) = known {
            match tree.compare(before.clone()) {
                Change::Nothing => {
                    cache.touch(key);
                    return Some(Known::Kept(kept));
                }
                Change::Times(tree) => {
                    put(&cache, key, &Entry { tree, kept: kept.clone() });
                    return Some(Known::Kept(kept));
                }
                Change::Content => {}
            }
        }
        let before = before.read(now())?;
        Some(Known::New(Self { cache, key, folders, more, before }))
    }

    /// Keeps what the run gave, unless something changed while it ran.
    pub fn keep(self, kept: Kept) {
        let Self { cache, key, folders, more, before } = self;
        let Some(after) = Tree::of(&folders, &more, cache.folder()) else { return };
        if let Change::Nothing | Change::Times(_) = before.compare(after) {
            put(&cache, key, &Entry { tree: before, kept });
        }
    }
}

fn put(cache: &Cache, key: Fingerprint, entry: &Entry) {
    if let Ok(bytes) = serde_json::to_vec(entry) {
        cache.put(key, &bytes);
    }
}

/// What a run is known by: what was asked, of which program, where.
fn key(asked: &[u8], folders: &[PathBuf]) -> Option<Fingerprint> {
    let program = std::env::current_exe().ok()?;
    let about = program.metadata().ok()?;
    let written = about.modified().ok()?;
    let program = format!("{} {} {written:?} {}", env!("CARGO_PKG_VERSION"), about.len(), program.display());
    let mut key = program.into_bytes();
    for folder in folders {
        key.push(0);
        key.extend_from_slice(folder.as_os_str().as_encoded_bytes());
    }
    key.push(0);
    key.extend_from_slice(asked);
    Some(Fingerprint::of(&key))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Keeps a run in a folder with a file, does something, and looks it up.
    fn check(change: impl Fn(&Path), asked: &str, is_kept: bool) {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::write(root.join("a"), "one").unwrap();
        let look_up = |asked: &str| {
            let cache = Cache::open(Some(cache.path()), &root).unwrap();
            Keeping::look_up(cache, asked.as_bytes(), vec![root.clone()], Vec::new()).unwrap()
        };
        let text = "found".to_owned();
        let kept = Kept { pieces: vec![Piece { stream: Stream::Output, text }], status: 1 };
        match look_up("this") {
            Known::New(keeping) => keeping.keep(kept.clone()),
            Known::Kept(_) => panic!("nothing was kept"),
        }
        change(&root);
        let found = match look_up(asked) {
            Known::Kept(found) => Some(found),
            Known::New(_) => None,
        };
        assert_eq!(found, is_kept.then_some(kept));
    }

    #[test]
    fn the_same_run_is_kept() {
        check(|_| {}, "this", true);
        check(|root| fs::write(root.join("a"), "one").unwrap(), "this", true);
    }

    #[test]
    fn another_one_is_not() {
        check(|_| {}, "that", false);
        check(|root| fs::write(root.join("a"), "two").unwrap(), "this", false);
        check(|root| fs::write(root.join("b"), "").unwrap(), "this", false);
    }

    #[test]
    fn a_run_under_which_a_file_changed_is_not_kept() {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let look_up = || {
            let cache = Cache::open(Some(cache.path()), folder.path()).unwrap();
            Keeping::look_up(cache, b"this", vec![folder.path().to_owned()], Vec::new()).unwrap()
        };
        let Known::New(keeping) = look_up() else { panic!("nothing was kept") };
        fs::write(folder.path().join("a"), "one").unwrap();
        keeping.keep(Kept { pieces: Vec::new(), status: 0 });
        assert!(matches!(look_up(), Known::New(_)));
    }
}
