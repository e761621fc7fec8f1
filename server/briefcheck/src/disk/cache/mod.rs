//! What is kept between runs, so that nothing is done twice.
//!
//! An entry is a file of its own: a line that says what wrote it, its length and checksum, its bytes. It takes its place by
//! being renamed, so that nobody ever sees half of one, whoever runs beside or is killed. An entry that is damaged, foreign
//! or missing is as none, and what can't be written is not kept: a cache is never the reason that something fails.

mod earlier;
mod known;
mod run;
mod tree;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use briefcheck_engine::sources::{Fingerprint, Store};

use super::private_folder;
use super::replace::UNFINISHED;

pub use earlier::{Earlier, Now, Since};
pub use known::{Checked, KnownArticle, known_article};
pub use run::{Keeping, Kept, Known, Piece, Stream};
pub use tree::Tree;

/// What the file begins with that an entry is; it changes whenever the form does.
const HEAD: &[u8] = b"briefcheck cache 2\n";

/// What nothing has used for so long goes.
const LONGEST_UNUSED: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// An unfinished file that is older was left by a process that was killed.
const LONGEST_WRITTEN: Duration = Duration::from_secs(60 * 60);

/// How many entries there are at most; the ones that were used last stay.
const MOST_ENTRIES: usize = 64;

/// How the names of entries end.
const ENDING: &str = "run";

/// How the names of the segments of an index end, which are of many articles each.
const SEGMENT: &str = "index";

/// How many segments there are at most; the ones that were used last stay.
const MOST_SEGMENTS: usize = 160;

/// A folder of entries.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in the folder at an absolute path; without one, in the user's own folder for what programs can make anew. Never in
    /// the workspace by itself: who made that could bring entries along, and what `check` says of them would be theirs.
    pub fn open(named: Option<&Path>) -> Option<Self> {
        let folder = match named {
            Some(folder) => made(folder.to_owned()),
            None => private_folder("checks"),
        };
        folder.map(|folder| Self { folder })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, key: Fingerprint) -> PathBuf {
        self.folder.join(format!("{key}.{ENDING}"))
    }

    /// The bytes of an entry.
    fn get(&self, key: Fingerprint) -> Option<Vec<u8>> {
        Self::read(&self.path(key))
    }

    /// The bytes that a file keeps.
    fn read(path: &Path) -> Option<Vec<u8>> {
        let entry = fs::read(path).ok()?;
        let rest = entry.strip_prefix(HEAD)?;
        let (length, rest) = rest.split_first_chunk::<8>()?;
        let (checksum, bytes) = rest.split_first_chunk::<32>()?;
        let is_whole = u64::from_le_bytes(*length) == bytes.len() as u64 && Fingerprint::of(bytes).bytes() == *checksum;
        is_whole.then(|| bytes.to_vec())
    }

    /// Writes an entry, if that can be done.
    fn put(&self, key: Fingerprint, bytes: &[u8]) {
        self.write(&self.path(key), bytes);
        self.tidy(ENDING, MOST_ENTRIES);
        self.tidy(SEGMENT, MOST_SEGMENTS);
    }

    fn write(&self, path: &Path, bytes: &[u8]) {
        let write = || {
            let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.folder)?;
            file.write_all(HEAD)?;
            file.write_all(&(bytes.len() as u64).to_le_bytes())?;
            file.write_all(&Fingerprint::of(bytes).bytes())?;
            file.write_all(bytes)?;
            file.persist(path).map_err(std::io::Error::from)
        };
        if let Err(error) = write() {
            tracing::debug!("nothing is kept in `{}`: {error}", self.folder.display());
        }
    }

    /// Takes away what nothing has used for long of the files whose names end so, all but the `most` that were used last,
    /// and what was left unfinished.
    fn tidy(&self, ending: &str, most: usize) {
        let now = SystemTime::now();
        let age = |time: SystemTime| now.duration_since(time).unwrap_or_default();
        let mut entries: Vec<(Duration, PathBuf)> = Vec::new();
        for (path, written) in self.files() {
            if is_unfinished(&path) {
                if age(written) > LONGEST_WRITTEN {
                    _ = fs::remove_file(path);
                }
            } else if path.extension().is_some_and(|other| other == ending) {
                entries.push((age(written), path));
            }
        }
        entries.sort();
        let is_old = |(number, (age, _)): &(usize, (Duration, PathBuf))| *number >= most || *age > LONGEST_UNUSED;
        for (_, (_, path)) in entries.into_iter().enumerate().filter(is_old) {
            _ = fs::remove_file(path);
        }
    }

    /// Says that an entry was used.
    fn touch(path: &Path) {
        let file = fs::File::options().append(true).open(path);
        _ = file.and_then(|file| file.set_modified(SystemTime::now()));
    }

    /// The files in it that are its own, with the time at which each was written.
    fn files(&self) -> Vec<(PathBuf, SystemTime)> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten().filter_map(|entry| {
            let path = entry.path();
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let is_entry = path.extension().is_some_and(|ending| ending == ENDING || ending == SEGMENT);
            (is_entry || is_unfinished(&path)).then_some((path, about.modified().ok()?))
        });
        files.collect()
    }

    /// Takes away all that is kept; how many entries that were.
    pub fn clean(&self) -> usize {
        let removed =
            self.files().into_iter().filter(|(path, _)| fs::remove_file(path).is_ok() && !is_unfinished(path));
        removed.count()
    }
}

/// The segments of an index of articles, kept by this very program.
pub struct Segments {
    cache: Cache,
    program: Fingerprint,
}

impl Segments {
    fn path(&self, of: Fingerprint) -> PathBuf {
        let key = Fingerprint::of(&[self.program.bytes(), of.bytes()].concat());
        self.cache.folder.join(format!("{key}.{SEGMENT}"))
    }
}

impl Store for Segments {
    fn get(&self, of: Fingerprint) -> Option<Vec<u8>> {
        let path = self.path(of);
        let segment = Cache::read(&path)?;
        Cache::touch(&path);
        Some(segment)
    }

    fn put(&self, of: Fingerprint, segment: &[u8]) {
        self.cache.write(&self.path(of), segment);
    }
}

fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED))
}

/// Makes a folder that no repository takes up.
fn made(folder: PathBuf) -> Option<PathBuf> {
    fs::create_dir_all(&folder).ok()?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(ignore, "# What briefcheck can make anew.\n*\n").ok()?;
    }
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Fingerprint {
        Fingerprint::of(b"key")
    }

    /// A cache with one entry whose file was `changed`, and what it gives then.
    fn check(change: impl Fn(&Path, Vec<u8>), expected: Option<&[u8]>) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(Some(folder.path())).unwrap();
        assert_eq!(cache.get(key()), None);
        cache.put(key(), b"bytes");
        let path = cache.path(key());
        change(&path, fs::read(&path).unwrap());
        assert_eq!(cache.get(key()).as_deref(), expected);
    }

    #[test]
    fn an_entry_is_found_again() {
        check(|_, _| {}, Some(b"bytes"));
    }

    #[test]
    fn a_damaged_entry_is_as_none() {
        let length = HEAD.len() + 8 + 32 + b"bytes".len();
        for at in 0..length {
            let flip = |path: &Path, mut bytes: Vec<u8>| {
                bytes[at] ^= 1;
                fs::write(path, bytes).unwrap();
            };
            check(flip, None);
            check(|path, bytes| fs::write(path, &bytes[..at]).unwrap(), None);
        }
        check(|path, bytes| fs::write(path, [bytes, vec![0]].concat()).unwrap(), None);
        check(|path, _| fs::remove_file(path).unwrap(), None);
    }

    #[test]
    fn an_entry_that_is_a_folder_is_as_none() {
        let make = |path: &Path, _| {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
        };
        check(make, None);
    }

    #[test]
    fn only_its_own_files_are_cleaned() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(Some(folder.path())).unwrap();
        fs::write(folder.path().join("mine.txt"), "").unwrap();
        cache.put(key(), b"bytes");
        assert_eq!(cache.clean(), 1);
        assert!(folder.path().join("mine.txt").exists() && cache.get(key()).is_none());
    }

    #[test]
    fn only_the_last_entries_stay() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(Some(folder.path())).unwrap();
        (0..MOST_ENTRIES + 5).for_each(|number| cache.put(Fingerprint::of(&number.to_le_bytes()), b"bytes"));
        assert_eq!(cache.files().len(), MOST_ENTRIES);
    }
}
