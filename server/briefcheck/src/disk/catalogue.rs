//! What every briefing of a workspace can cite: its configuration, its bibliographies, its folder of sources.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::{Catalogue, Entry, Origin};
use briefcheck_engine::sources::Meta;
use ignore::WalkBuilder;

use super::config::{Declared, FILE_NAME, SOURCES};
use super::discovery::is_briefing_name;
use super::paths::{self, Refused};
use super::{Config, Failure, Files, bibliography};

/// A workspace: its configuration and what its briefings can cite.
#[derive(Debug)]
pub struct Workspace {
    /// Its configuration.
    pub config: Arc<Config>,
    /// The known sources.
    pub catalogue: Arc<Catalogue>,
    /// What of it could not be read.
    pub failures: Vec<Failure>,
}

/// The source that a configuration declares.
fn declared(declared: Declared) -> Entry {
    Entry {
        path: paths::join(&declared.base, &declared.path),
        others: Vec::new(),
        missing: None,
        key: declared.key,
        meta: declared.meta,
        origin: Origin::Declaration,
    }
}

impl Workspace {
    /// Looks up what a workspace has.
    pub fn of(config: Arc<Config>, files: &Files) -> Self {
        let mut entries: Vec<Entry> = config.keys.iter().cloned().map(declared).collect();
        let mut failures = Vec::new();
        for file in &config.bibliography {
            let (read, faults) = bibliography::read(file, &paths::shown(file, &config.root), files, &config.fence);
            entries.extend(read);
            failures.extend(faults);
        }
        entries.extend(files_of(&config).into_iter().filter_map(laid));
        failures.extend(missing_folder(&config));
        let catalogue = Catalogue::new(config.root.clone(), config.folder.clone(), entries);
        Self { config, catalogue: Arc::new(catalogue), failures }
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
