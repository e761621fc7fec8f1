//! What every briefing of a workspace can cite: its configuration, its bibliographies, its folder of sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::Meta;
use ignore::WalkBuilder;

use super::config::{Declared, FILE_NAME, SOURCES};
use super::discovery::is_briefing_name;
use super::paths::{self, Refused};
use super::{Config, Failure, Files, bibliography};

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
    /// Its file, absolute. Without a file, that of the declaration.
    pub path: PathBuf,
    /// Files to read where that one can't be, the likeliest first.
    pub others: Vec<PathBuf>,
    /// Why it has no file, if it has none.
    pub missing: Option<String>,
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
            others: Vec::new(),
            missing: None,
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
            let (read, faults) = bibliography::read(file, &paths::shown(file, &config.root), files, &config.fence);
            entries.extend(read);
            failures.extend(faults);
        }
        entries.extend(files_of(&config).into_iter().filter_map(laid));
        failures.extend(missing_folder(&config));
        let with_file = entries.iter().filter(|entry| entry.missing.is_none());
        let paths = with_file.map(|entry| entry.path.clone()).collect();
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
    Some(Entry { key, path, others: Vec::new(), missing: None, meta: Meta::default(), origin: Origin::Folder })
}

/// Endings of files that hold no text: what web pages bring along.
const NO_SOURCES: [&str; 22] = [
    "avif", "bmp", "css", "eot", "gif", "ico", "jpeg", "jpg", "js", "map", "mjs", "mp3", "mp4", "ogg", "otf", "png",
    "svg", "ttf", "webm", "webp", "woff", "woff2",
];

/// How near a file's format is to text: of files with one stem, the nearest comes first.
pub(super) fn rank(path: &Path) -> usize {
    match ending(path).as_str() {
        "txt" | "md" | "markdown" => 0,
        "htm" | "html" | "xhtml" | "mht" | "mhtml" => 1,
        "pdf" => 3,
        _ => 2,
    }
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a folder holds what a web page beside it brings along: `page_files` beside `page.html`. Browsers name it in
/// their language (`page-Dateien`), so what follows the stem is not asked.
fn is_of_page(folder: &Path) -> bool {
    let Some(name) = folder.file_name().map(|name| name.to_string_lossy()) else { return false };
    let Some(at) = name.rfind(['_', '-', '.']) else { return false };
    ["html", "htm", "xhtml"].iter().any(|ending| folder.with_file_name(format!("{}.{ending}", &name[..at])).is_file())
}

/// That the folder of the sources may not be looked into, or is not there though the configuration names it.
fn missing_folder(config: &Config) -> Option<Failure> {
    let name = || paths::shown(&config.folder, &config.root);
    let is_set = config.folder != config.root.join(SOURCES);
    match config.fence.admit(&config.folder) {
        Err(Refused::Outside) => {
            return Some(
                Failure::new(format!("the folder `{}` for sources lies outside the workspace", name()))
                    .with_help("name it with `--allow-outside` if its files may be read"),
            );
        }
        Ok(folder) if folder.is_dir() => return None,
        _ => {}
    }
    is_set.then(|| {
        let name = name();
        Failure::new(format!("there is no folder `{name}` for sources"))
            .with_help("make it, or correct `folder` under [sources] in briefcheck.toml")
    })
}

/// The files in the sources folder, sorted. Ignore files are not asked: articles are often kept out of a repository.
fn files_of(config: &Config) -> Vec<PathBuf> {
    let fence = config.fence.clone();
    // The folder may be a link, and lead anywhere.
    if fence.admit(&config.folder).is_err() {
        return Vec::new();
    }
    let mut walk = WalkBuilder::new(&config.folder);
    walk.standard_filters(false).hidden(true).follow_links(true);
    // A link to a folder may lead anywhere: only what may be read is walked.
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let may_be_read = !(is_folder && entry.path_is_symlink()) || fence.admit(entry.path()).is_ok();
        may_be_read && !(is_folder && is_of_page(entry.path()))
    });
    let mut files: Vec<PathBuf> = walk
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| !is_briefing_name(path) && !config.includes(path) && !path.ends_with(FILE_NAME))
        .filter(|path| !NO_SOURCES.contains(&ending(path).as_str()))
        .collect();
    files.sort_by(|a, b| (a.with_extension(""), rank(a), a).cmp(&(b.with_extension(""), rank(b), b)));
    files
}
