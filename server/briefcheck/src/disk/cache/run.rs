//! A run that is kept whole: what it wrote, and all that it could see of the disk.
//!
//! A run is the same again if nothing of that has changed: whatever it found, it would find again, to the letter.

use std::path::PathBuf;

use briefcheck_engine::sources::Fingerprint;
use serde::{Deserialize, Serialize};

use super::earlier::{Earlier, Since};
use super::tree::{Change, Tree, now};
use super::{Cache, Segments};

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

/// What is kept of a run; behind it in the same file stands what the run knew, which most runs never need.
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
    since: Option<Since>,
}

/// What is known of a run before it begins.
pub enum Known {
    /// It was done before, and would be the same again.
    Kept(Kept),
    /// It was not.
    New(Box<Keeping>),
}

impl Keeping {
    /// Looks a run up. `asked` is everything beside the disk that it depends on; it reads files in these folders and, of
    /// all others, `more`. `None` if it can't be kept.
    pub fn look_up(cache: Cache, asked: &[u8], folders: Vec<PathBuf>, more: Vec<PathBuf>) -> Option<Known> {
        let folders: Vec<PathBuf> =
            folders.into_iter().map(|folder| folder.canonicalize().ok()).collect::<Option<_>>()?;
        let key = key(asked, &folders)?;
        let before = Tree::of(&folders, &more, cache.folder())?;
        let entry = cache.get(key);
        let (known, more_known) = entry.as_deref().and_then(parted).unzip();
        let known = known.and_then(|known| serde_json::from_slice::<Entry>(known).ok());
        let mut earlier = None;
        if let Some(Entry { tree, kept }) = known {
            match tree.compare(before.clone()) {
                Change::Nothing => {
                    Cache::touch(&cache.path(key));
                    return Some(Known::Kept(kept));
                }
                Change::Times(tree) => {
                    put(&cache, key, &Entry { tree, kept: kept.clone() }, more_known.unwrap_or_default());
                    return Some(Known::Kept(kept));
                }
                Change::Content => earlier = Some(tree),
            }
        }
        let before = before.read(earlier.as_ref(), now())?;
        let since = earlier.and_then(|tree| {
            let changed = tree.changed(&before)?;
            let earlier = serde_json::from_slice::<Earlier>(more_known?).ok()?;
            Some(Since::new(earlier, changed, more.clone()))
        });
        Some(Known::New(Box::new(Self { cache, key, folders, more, before, since })))
    }

    /// What an earlier run knew, and what has changed since; it is told once.
    pub fn since(&mut self) -> Option<Since> {
        self.since.take()
    }

    /// Where the index of its articles is kept.
    pub fn segments(&self) -> Option<Segments> {
        let program = Fingerprint::of(program()?.as_bytes());
        Some(Segments { cache: self.cache.clone(), program })
    }

    /// What the run can see.
    pub fn tree(&self) -> &Tree {
        &self.before
    }

    /// Keeps what the run gave and what it knew, unless something changed while it ran.
    pub fn keep(self, kept: Kept, earlier: Option<&Earlier>) {
        let Self { cache, key, folders, more, before, .. } = self;
        let Some(after) = Tree::of(&folders, &more, cache.folder()) else { return };
        if let Change::Nothing | Change::Times(_) = before.compare(after) {
            let known = earlier.and_then(|earlier| serde_json::to_vec(earlier).ok());
            put(&cache, key, &Entry { tree: before, kept }, &known.unwrap_or_default());
        }
    }
}

/// An entry and what stands behind it.
fn parted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}

fn put(cache: &Cache, key: Fingerprint, entry: &Entry, known: &[u8]) {
    if let Ok(entry) = serde_json::to_vec(entry) {
        cache.put(key, &[&(entry.len() as u64).to_le_bytes(), &entry[..], known].concat());
    }
}

/// What tells this very program from others.
fn program() -> Option<String> {
    let program = std::env::current_exe().ok()?;
    let about = program.metadata().ok()?;
    let written = about.modified().ok()?;
    Some(format!("{} {} {written:?} {}", env!("CARGO_PKG_VERSION"), about.len(), program.display()))
}

/// What a run is known by: what was asked, of which program, where.
fn key(asked: &[u8], folders: &[PathBuf]) -> Option<Fingerprint> {
    let mut key = program()?.into_bytes();
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
            let cache = Cache::open(Some(cache.path())).unwrap();
            Keeping::look_up(cache, asked.as_bytes(), vec![root.clone()], Vec::new()).unwrap()
        };
        let text = "found".to_owned();
        let kept = Kept { pieces: vec![Piece { stream: Stream::Output, text }], status: 1 };
        match look_up("this") {
            Known::New(keeping) => keeping.keep(kept.clone(), None),
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
            let cache = Cache::open(Some(cache.path())).unwrap();
            Keeping::look_up(cache, b"this", vec![folder.path().to_owned()], Vec::new()).unwrap()
        };
        let Known::New(keeping) = look_up() else { panic!("nothing was kept") };
        fs::write(folder.path().join("a"), "one").unwrap();
        keeping.keep(Kept { pieces: Vec::new(), status: 0 }, None);
        assert!(matches!(look_up(), Known::New(_)));
    }
}
