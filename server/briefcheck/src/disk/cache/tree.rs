//! What a run can see of the disk: every file of its workspaces, and the few outside of them that say how these are read.
//!
//! A file counts as unchanged if its size, its times in nanoseconds and its inode are; unless it was written within two seconds
//! of the snapshot, when another write need not show in them, or they differ: then its content tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use briefcheck_engine::sources::Fingerprint;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::config::FILE_NAME;

/// A workspace of more files is not looked through at each run.
const MOST_FILES: usize = 100_000;

/// The files of a workspace are read to tell their content: of so many bytes at most.
const MOST_BYTES: u64 = 1 << 30;

/// How long before a snapshot a file must have been written for its times to tell the next write from it.
const UNSURE: i64 = 2_000_000_000;

/// What there is at some paths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tree(BTreeMap<String, Node>);

/// What there is at a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Node {
    Nothing,
    Folder,
    File(File),
    /// A symbolic link: where it says, and the file that it leads to.
    Link(String, Option<File>),
    /// A pipe, a socket, a device.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    size: u64,
    /// When its content was written, in nanoseconds.
    written: i64,
    /// When anything about it was changed.
    changed: i64,
    inode: u64,
    /// The hash of its content, once it was read.
    content: Option<String>,
    /// Whether its times do not tell whether it was written since.
    is_unsure: bool,
}

impl Node {
    fn file(&self) -> Option<&File> {
        match self {
            Self::File(file) | Self::Link(_, Some(file)) => Some(file),
            _ => None,
        }
    }
}

impl File {
    /// Whether size, times and inode are those of another state of it.
    fn is_untouched(&self, other: &Self) -> bool {
        (self.size, self.written, self.changed, self.inode) == (other.size, other.written, other.changed, other.inode)
    }
}

/// What has become of a tree.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    /// It is the same, to the times of every file.
    Nothing,
    /// The files have the same content. This is the tree as it is now.
    Times(Tree),
    /// It is another one.
    Content,
}

impl Tree {
    /// What there is in some folders, all of it, and at the paths around them that say how their files are read; `None`
    /// if that can't be told, or is too much. `left_out` is a folder that does not count.
    pub fn of(folders: &[PathBuf], more: &[PathBuf], left_out: &Path) -> Option<Self> {
        let mut walk = Walk { found: BTreeMap::new(), files: 0, bytes: 0, left_out };
        for folder in folders {
            walk.folder(folder)?;
            for above in folder.ancestors().skip(1) {
                around(above).iter().try_for_each(|path| walk.one(path))?;
                walk.excluded(above)?;
            }
        }
        more.iter().chain(&of_git()).try_for_each(|path| walk.one(path))?;
        Some(Self(walk.found))
    }

    /// The same with the content of every file, which an earlier tree may know; `None` if one can't be read. `now` is the
    /// time, in nanoseconds.
    pub fn read(mut self, earlier: Option<&Self>, now: i64) -> Option<Self> {
        let nodes: Vec<(&String, &mut Node)> = self.0.iter_mut().collect();
        nodes.into_par_iter().try_for_each(|(path, node)| {
            let (Node::File(file) | Node::Link(_, Some(file))) = node else { return Some(()) };
            file.is_unsure = file.written.max(file.changed) > now - UNSURE;
            let before = earlier.and_then(|earlier| earlier.0.get(path)).and_then(Node::file);
            let known = before.filter(|before| !before.is_unsure && before.is_untouched(file));
            file.content = match known.and_then(|before| before.content.clone()) {
                Some(content) => Some(content),
                None => Some(content(path)?),
            };
            Some(())
        })?;
        Some(self)
    }

    /// What the regular file at a path holds: a hash of its bytes.
    pub fn content(&self, path: &str) -> Option<&str> {
        match self.0.get(path)? {
            Node::File(file) => file.content.as_deref(),
            _ => None,
        }
    }

    /// The regular files that have changed since, if this is how it is `now` and all have been read: those with another
    /// content, new ones, lost ones. `None` if anything else has changed.
    pub fn changed(&self, now: &Self) -> Option<BTreeSet<String>> {
        let mut changed = BTreeSet::new();
        for path in self.0.keys().chain(now.0.keys()) {
            let (before, after) = (self.0.get(path), now.0.get(path));
            let is_plain = |node: Option<&Node>| matches!(node, None | Some(Node::File(_) | Node::Nothing));
            let is_folder = |node: Option<&Node>| matches!(node, None | Some(Node::Folder));
            match (before, after) {
                (Some(Node::File(a)), Some(Node::File(b))) if a.content == b.content => {}
                (Some(Node::Link(a, Some(of_a))), Some(Node::Link(b, Some(of_b))))
                    if a == b && of_a.content == of_b.content => {}
                (Some(a), Some(b)) if a == b => {}
                (a, b) if is_folder(a) && is_folder(b) => {}
                (a, b) if is_plain(a) && is_plain(b) => _ = changed.insert(path.clone()),
                _ => return None,
            }
        }
        Some(changed)
    }

    /// What became of it since, if this is how it is `now`.
    pub fn compare(&self, now: Self) -> Change {
        if !self.0.keys().eq(now.0.keys()) {
            return Change::Content;
        }
        let mut now = now;
        let pairs = self.0.iter().zip(now.0.values_mut());
        let pairs: Vec<(&String, &Node, &mut Node)> = pairs.map(|((path, before), now)| (path, before, now)).collect();
        let same = pairs.into_par_iter().map(|(path, before, now)| is_same(path, before, now));
        let is_touched = |a: Option<bool>, b: Option<bool>| Some(a? | b?);
        match same.reduce(|| Some(false), is_touched) {
            None => Change::Content,
            Some(false) => Change::Nothing,
            Some(true) => Change::Times(now),
        }
    }
}

/// Whether only the times of a file differ; `None` if more does. `now` takes over what is known of the content.
fn is_same(path: &str, before: &Node, now: &mut Node) -> Option<bool> {
    let (old, new) = match (before, now) {
        (Node::File(old), Node::File(new)) => (old, new),
        (Node::Link(old_way, Some(old)), Node::Link(way, Some(new))) if old_way == way => (old, new),
        (before, now) => return (before == now).then_some(false),
    };
    let is_untouched = old.is_untouched(new);
    new.content.clone_from(&old.content);
    new.is_unsure = old.is_unsure;
    if is_untouched && !old.is_unsure {
        return Some(false);
    }
    let is_same = old.size == new.size && old.content.is_some() && content(path) == old.content;
    new.is_unsure = self::now() - UNSURE < new.written.max(new.changed);
    is_same.then_some(true)
}

/// The time, in nanoseconds since 1970.
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

fn content(path: &str) -> Option<String> {
    fs::read(path).ok().map(|bytes| Fingerprint::of(&bytes).to_string())
}

/// The files in a folder above a workspace that say how the workspace is read.
fn around(folder: &Path) -> [PathBuf; 4] {
    [FILE_NAME, ".gitignore", ".ignore", ".git"].map(|name| folder.join(name))
}

/// What Git keeps of the repository with this folder: in `.git`, or where a file `.git` of a second working tree leads.
fn kept_by_git(folder: &Path) -> PathBuf {
    let own = folder.join(".git");
    let Ok(text) = fs::read_to_string(&own) else { return own };
    let Some(way) = text.strip_prefix("gitdir:") else { return own };
    let linked = folder.join(way.trim());
    match fs::read_to_string(linked.join("commondir")) {
        Ok(common) => linked.join(common.trim()),
        Err(_) => linked,
    }
}

/// The files of the user that say what Git ignores everywhere.
fn of_git() -> Vec<PathBuf> {
    let of = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = of("HOME").or_else(|| of("USERPROFILE"));
    let settings = of("XDG_CONFIG_HOME").or_else(|| home.as_ref().map(|home| home.join(".config")));
    let own = home.map(|home| home.join(".gitconfig"));
    let settings = settings.map(|folder| folder.join("git")).into_iter();
    let settings = settings.flat_map(|folder| [folder.join("config"), folder.join("ignore")]);
    own.into_iter().chain(settings).chain(ignore::gitignore::gitconfig_excludes_path()).collect()
}

struct Walk<'a> {
    found: BTreeMap<String, Node>,
    files: usize,
    bytes: u64,
    left_out: &'a Path,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path) -> Option<()> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            if self.found.insert(folder.to_str()?.to_owned(), Node::Folder).is_some() {
                continue;
            }
            for entry in fs::read_dir(&folder).ok()? {
                let entry = entry.ok()?;
                let path = entry.path();
                // The iterator knows what most entries are without asking for more.
                let is_folder = entry.file_type().ok()?.is_dir();
                match entry.file_name().to_str()? {
                    _ if is_folder && path == self.left_out => {}
                    // What Git keeps there changes all the time; one file of it says what is ignored.
                    ".git" => {
                        self.one(&path)?;
                        self.excluded(&folder)?;
                    }
                    _ if is_folder => folders.push(path),
                    _ => self.put(&path, node(&path, &entry.metadata().ok()?)?)?,
                }
            }
        }
        Some(())
    }

    /// The file of the repository with this folder that says what is ignored in it.
    fn excluded(&mut self, folder: &Path) -> Option<()> {
        self.one(&kept_by_git(folder).join("info/exclude"))
    }

    fn one(&mut self, path: &Path) -> Option<()> {
        let node = match fs::symlink_metadata(path) {
            Ok(about) if about.is_dir() => Node::Folder,
            Ok(about) => node(path, &about)?,
            Err(error) if is_missing(&error) => Node::Nothing,
            Err(_) => return None,
        };
        self.put(path, node)
    }

    fn put(&mut self, path: &Path, node: Node) -> Option<()> {
        if let Node::File(file) | Node::Link(_, Some(file)) = &node {
            self.files += 1;
            self.bytes += file.size;
        }
        self.found.insert(path.to_str()?.to_owned(), node);
        (self.files <= MOST_FILES && self.bytes <= MOST_BYTES).then_some(())
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn node(path: &Path, about: &Metadata) -> Option<Node> {
    if about.is_file() {
        return Some(Node::File(file(about)));
    }
    if !about.is_symlink() {
        return Some(Node::Other);
    }
    let way = fs::read_link(path).ok()?.to_str()?.to_owned();
    match fs::metadata(path) {
        Ok(about) if about.is_file() => Some(Node::Link(way, Some(file(&about)))),
        // What is in the folder that it leads to is not looked through.
        Ok(about) if about.is_dir() => None,
        Ok(_) => Some(Node::Other),
        Err(error) if is_missing(&error) => Some(Node::Link(way, None)),
        Err(_) => None,
    }
}

#[cfg(unix)]
fn file(about: &Metadata) -> File {
    use std::os::unix::fs::MetadataExt;
    let time = |seconds: i64, nanoseconds: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds);
    File {
        size: about.size(),
        written: time(about.mtime(), about.mtime_nsec()),
        changed: time(about.ctime(), about.ctime_nsec()),
        inode: about.ino(),
        content: None,
        is_unsure: false,
    }
}

#[cfg(not(unix))]
fn file(about: &Metadata) -> File {
    let since = about.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let written = since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(i64::MAX);
    File { size: about.len(), written, changed: written, inode: 0, content: None, is_unsure: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of a folder with two files after a change of it.
    fn check(change: impl Fn(&Path), expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::write(root.join("a"), "one").unwrap();
        fs::create_dir(root.join("b")).unwrap();
        fs::write(root.join("b/c"), "two").unwrap();
        let tree = || Tree::of(std::slice::from_ref(&root), &[], &root.join("left out"));
        let before = tree().unwrap().read(None, now()).unwrap();
        change(&root);
        let told = match tree().map(|now| before.compare(now)) {
            Some(Change::Nothing) => "nothing",
            Some(Change::Times(_)) => "times",
            Some(Change::Content) => "content",
            None => "unknown",
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_as_it_was_is_the_same() {
        // Two seconds have not gone by: the content was looked at.
        check(|_| {}, "times");
        check(|root| fs::write(root.join("a"), "one").unwrap(), "times");
        check(
            |root| {
                fs::remove_file(root.join("b/c")).unwrap();
                fs::write(root.join("b/c"), "two").unwrap();
            },
            "times",
        );
    }

    #[test]
    fn what_changes_is_seen() {
        check(|root| fs::write(root.join("a"), "two").unwrap(), "content");
        check(|root| fs::write(root.join("a"), "longer").unwrap(), "content");
        check(|root| fs::write(root.join("b/d"), "").unwrap(), "content");
        check(|root| fs::create_dir(root.join("d")).unwrap(), "content");
        check(|root| fs::remove_file(root.join("a")).unwrap(), "content");
        check(|root| fs::rename(root.join("b"), root.join("d")).unwrap(), "content");
    }

    #[test]
    fn what_git_and_the_cache_keep_does_not_count() {
        check(|root| fs::create_dir_all(root.join("left out")).unwrap(), "times");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_files_alone() {
        use std::os::unix::fs::symlink;
        check(|root| symlink("b", root.join("d")).unwrap(), "unknown");
        check(|root| symlink("b/c", root.join("d")).unwrap(), "content");
    }

    #[test]
    fn old_files_are_told_by_their_times() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::write(root.join("a"), "one").unwrap();
        // The clock of a file system ticks slowly.
        let file = fs::File::options().append(true).open(root.join("a")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        let tree = || Tree::of(std::slice::from_ref(&root), &[], Path::new("/")).unwrap();
        let later = now() + 2 * UNSURE;
        let before = tree().read(None, later).unwrap();
        assert_eq!(before.compare(tree()), Change::Nothing);
        fs::write(root.join("a"), "two").unwrap();
        assert_eq!(before.compare(tree()), Change::Content);
    }
}
