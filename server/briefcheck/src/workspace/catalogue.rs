//! What every briefing of a workspace can cite: its configuration, its bibliographies, its folder of sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use briefcheck_engine::sources::Meta;
use ignore::WalkBuilder;

use super::config::{Declared, FILE_NAME, SOURCES};
use super::discovery::is_briefing_name;
use super::{Config, Failure, Files, bibliography, paths};

/// The known sources of a workspace, the nearest declaration first.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// With a key of their own.
    pub declared: Vec<Entry>,
    /// The files of the sources folder, by path.
    pub folder: Vec<PathBuf>,
    /// What of it could not be read.
    pub failures: Vec<Failure>,
    known: BTreeSet<PathBuf>,
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
}

impl From<Declared> for Entry {
    fn from(declared: Declared) -> Self {
        Self { path: paths::join(&declared.base, &declared.path), key: declared.key, meta: declared.meta }
    }
}

impl Catalogue {
    /// Looks up what a workspace has.
    pub fn of(config: &Config, files: &Files) -> Self {
        let mut catalogue = Self::default();
        catalogue.declared.extend(config.keys.iter().cloned().map(Entry::from));
        for file in &config.bibliography {
            let (entries, failures) = bibliography::read(file, &paths::shown(file, &config.root), files);
            catalogue.declared.extend(entries.into_iter().map(Entry::from));
            catalogue.failures.extend(failures);
        }
        catalogue.folder = files_of(config);
        catalogue.failures.extend(missing_folder(config));
        let known = catalogue.declared.iter().map(|entry| &entry.path).chain(&catalogue.folder);
        catalogue.known = known.cloned().collect();
        catalogue
    }

    /// Every source, those of the folder by their stems.
    pub fn known(&self) -> impl Iterator<Item = Entry> {
        let laid = self.folder.iter().map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Entry { key: stem, path: path.clone(), meta: Meta::default() }
        });
        self.declared.iter().cloned().chain(laid)
    }

    /// Whether a file, absolute, is a source.
    pub fn has(&self, path: &Path) -> bool {
        self.known.contains(path)
    }
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
