//! What every briefing of a workspace can cite, and what a briefing declares itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::markup::{Declaration, FrontMatter};
use briefcheck_engine::sources::{Meta, Unlisted};

use crate::paths;

/// The known sources of a workspace.
#[derive(Debug)]
pub struct Catalogue {
    /// The workspace's folder, absolute.
    pub root: PathBuf,
    /// The folder of its sources, absolute.
    pub folder: PathBuf,
    /// The sources, the nearest declaration first; the files of the sources folder are last, by path.
    pub entries: Vec<Entry>,
    paths: BTreeSet<PathBuf>,
}

/// What tells catalogues apart: the workspace's folder and that of the sources.
pub type CatalogueId = (PathBuf, PathBuf);

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

impl Catalogue {
    /// The catalogue of the workspace in the folder `root`, with its sources in `folder`.
    pub fn new(root: PathBuf, folder: PathBuf, entries: Vec<Entry>) -> Self {
        let with_file = entries.iter().filter(|entry| entry.missing.is_none());
        let paths = with_file.map(|entry| entry.path.clone()).collect();
        Self { root, folder, entries, paths }
    }

    /// What tells it apart from others.
    pub fn id(&self) -> CatalogueId {
        (self.root.clone(), self.folder.clone())
    }

    /// Whether the sources of another catalogue stand in the same files.
    pub fn has_same_files(&self, other: &Self) -> bool {
        self.paths == other.paths && self.root == other.root && self.folder == other.folder
    }

    /// Whether a file, absolute, is a source.
    pub fn has(&self, path: &Path) -> bool {
        self.paths.contains(path)
    }

    /// The files that a path in a briefing in `folder` can mean: from that folder, from the workspace, from the folder of
    /// the sources.
    pub fn candidates(&self, path: &str, folder: &Path) -> [PathBuf; 3] {
        [folder, &self.root, &self.folder].map(|base| paths::join(base, path))
    }
}

/// What reads the bibliographies that a front matter names: a desk holds no files.
pub trait Bibliographies: Send + Sync {
    /// What the bibliography at an absolute path has, which `name` is for people.
    fn read(&self, path: &Path, name: &str) -> Listed;

    /// What the bibliographies have that the project of a folder names for all its texts.
    fn of_project(&self, folder: &Path) -> Listed;
}

/// What a bibliography has.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Its sources.
    pub entries: Vec<Entry>,
    /// The files that say so, absolute, whether they are there or not.
    pub files: Vec<PathBuf>,
    /// What of it can't be read, as one line for people.
    pub fault: Option<String>,
    /// Whether nothing of it can be.
    pub is_unreadable: bool,
}

/// What a front matter declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The sources.
    pub entries: Vec<Entry>,
    /// The bibliographies, and the project that names some of them, absolute.
    pub listed_in: Vec<PathBuf>,
    /// What of its bibliographies can't be read.
    pub unlisted: Arc<[Unlisted]>,
}

/// There are none.
impl Bibliographies for () {
    fn read(&self, _: &Path, _: &str) -> Listed {
        Listed::default()
    }

    fn of_project(&self, _: &Path) -> Listed {
        Listed::default()
    }
}

/// The sources that the front matter of a briefing in this folder declares, itself or in the bibliographies that it or its
/// project names.
pub fn own(front_matter: &FrontMatter, folder: &Path, bibliographies: &dyn Bibliographies) -> Own {
    let entry = |declaration: &Declaration| Entry {
        key: declaration.key.clone(),
        path: paths::join(folder, &declaration.path),
        others: Vec::new(),
        missing: None,
        meta: declaration.meta.clone(),
        origin: Origin::Declaration,
    };
    let mut entries: Vec<Entry> = front_matter.declarations.iter().map(entry).collect();
    let (mut listed_in, mut unlisted) = (Vec::new(), Vec::new());
    for (number, named) in front_matter.bibliography.iter().enumerate() {
        let listed = bibliographies.read(&paths::join(folder, &named.path), &named.path);
        entries.extend(listed.entries);
        listed_in.extend(listed.files);
        let is_all = listed.is_unreadable;
        unlisted.extend(listed.fault.map(|message| Unlisted { number, message, is_all }));
    }
    let of_project = bibliographies.of_project(folder);
    entries.extend(of_project.entries);
    listed_in.extend(of_project.files);
    entries.extend(front_matter.references.iter().map(|reference| Entry {
        key: reference.key.clone(),
        path: folder.to_owned(),
        others: Vec::new(),
        missing: Some(format!("`references` has @{}, but no file: add its `path`", reference.key)),
        meta: reference.meta.clone(),
        origin: Origin::Declaration,
    }));
    Own { entries, listed_in, unlisted: unlisted.into() }
}
