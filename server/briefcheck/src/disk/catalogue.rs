//! What every briefing of a workspace can cite: its configuration, its bibliographies, its folder of sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::Meta;
use ignore::WalkBuilder;

use super::config::{Declared, FILE_NAME, SOURCES};
use super::discovery::is_briefing_name;
use super::{Config, Failure, Files, bibliography, paths};

/// The known sources of a workspace.
#[derive(Debug)]
pub struct Catalogue {
    /// The workspace.
    pub config: Arc<Config>,
    /// The sources, the nearest declaration first; the files of the sources folder are last, by path.
    pub entries: Vec<Entry>,
    /// What of it could not be read.
    pub failures: Vec<Failure>,
    paths: BTreeSet<PathBuf>,
}

/// A source with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Its file, absolute.
    pub path: PathBuf,
    /// What is known of it.
    pub meta: Meta,
    /// Where the key comes from.
    pub origin: Origin,
}

/// Where a key comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody gave it.
    Declaration,
    /// It is the stem of a file in the sources folder.
    Folder,
}

impl From<Declared> for Entry {
    fn from(declared: Declared) -> Self {
        Self {
            path: paths::join(&declared.base, &declared.path),
            key: declared.key,
            meta: declared.meta,
            origin: Origin::Declaration,
        }
    }
}

impl Catalogue {
    /// Looks up what a workspace has.
    pub fn of(config: Arc<Config>, files: &Files) -> Self {
        let mut entries: Vec<Entry> = config.keys.iter().cloned().map(Entry::from).collect();
        let mut failures = Vec::new();
        for file in &config.bibliography {
            let (read, faults) = bibliography::read(file, &paths::shown(file, &config.root), files);
            entries.extend(read.into_iter().map(Entry::from));
            failures.extend(faults);
        }
        entries.extend(files_of(&config).into_iter().filter_map(laid));
        failures.extend(missing_folder(&config));
        let paths = entries.iter().map(|entry| entry.path.clone()).collect();
        Self { config, entries, failures, paths }
    }

    /// Whether the sources of another catalogue stand in the same files.
    pub fn has_same_files(&self, other: &Self) -> bool {
        self.paths == other.paths && self.config.root == other.config.root && self.config.folder == other.config.folder
    }

    /// Whether a file, absolute, is a source.
    pub fn has(&self, path: &Path) -> bool {
        self.paths.contains(path)
    }
}

/// A file of the sources folder.
fn laid(path: PathBuf) -> Option<Entry> {
    let key = path.file_stem()?.to_string_lossy().into_owned();
    Some(Entry { key, path, meta: Meta::default(), origin: Origin::Folder })
}

/// That the folder of the sources is not there, if the configuration names one.
fn missing_folder(config: &Config) -> Option<Failure> {
    let is_missing = config.folder != config.root.join(SOURCES) && !config.folder.is_dir();
    is_missing.then(|| {
        let name = paths::shown(&config.folder, &config.root);
        Failure::new(format!("there is no folder `{name}` for sources"))
            .with_help("make it, or correct `folder` under [sources] in briefcheck.toml")
    })
}

/// The files in the sources folder, sorted. Ignore files are not asked: articles are often kept out of a repository.
fn files_of(config: &Config) -> Vec<PathBuf> {
    let fence = config.fence.clone();
    let mut walk = WalkBuilder::new(&config.folder);
    walk.standard_filters(false).hidden(true).follow_links(true);
    // A link to a folder may lead anywhere: only what may be read is walked.
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        !(is_folder && entry.path_is_symlink()) || fence.admit(entry.path()).is_ok()
    });
    let mut files: Vec<PathBuf> = walk
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| !is_briefing_name(path) && !config.includes(path) && !path.ends_with(FILE_NAME))
        .collect();
    files.sort();
    files
}
