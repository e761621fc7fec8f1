//! The workspace folders, and which configuration holds for a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::disk::{Config, Configs, Failure, paths};

/// The folders that the client has open. Each has configurations of its own; a file outside all of them is in a
/// workspace of its own folder.
#[derive(Debug, Default)]
pub struct Folders {
    inside: BTreeMap<PathBuf, Arc<Configs>>,
    outside: Mutex<BTreeMap<PathBuf, Arc<Configs>>>,
    /// Whether the client trusts what its folders say of other folders.
    is_trusted: bool,
}

impl Folders {
    /// Folders at absolute paths, which the client trusts or not.
    pub fn new(folders: impl IntoIterator<Item = PathBuf>, is_trusted: bool) -> Self {
        let configs = |folder: PathBuf| {
            let configs = configs(&folder, is_trusted);
            (folder, Arc::new(configs))
        };
        Self { inside: folders.into_iter().map(configs).collect(), outside: Mutex::default(), is_trusted }
    }

    /// The same folders, more or fewer of them, with their configurations read anew.
    pub fn again(&self, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let again = |folder: PathBuf| {
            let new = || configs(&folder, self.is_trusted);
            let configs = self.inside.get(&folder).map_or_else(new, |configs| configs.again());
            (folder, Arc::new(configs))
        };
        let inside = folders.into_iter().map(again).collect();
        Self { inside, outside: Mutex::default(), is_trusted: self.is_trusted }
    }

    /// The folders, each with its configurations.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Configs)> {
        self.inside.iter().map(|(folder, configs)| (folder.as_path(), &**configs))
    }

    /// The configuration for a file, from the innermost folder that it lies in.
    pub fn config(&self, file: &Path) -> Option<Arc<Config>> {
        self.configs(file).of(file)
    }

    /// The configurations of the innermost folder that a file lies in, else of its own.
    pub fn configs(&self, file: &Path) -> Arc<Configs> {
        let inside = file.ancestors().find_map(|folder| self.inside.get(folder));
        inside.map_or_else(|| self.outside(file), Arc::clone)
    }

    /// The folder that a path is shown from: the innermost one that it lies in.
    pub fn around(&self, file: &Path) -> Option<&Path> {
        let inside = file.ancestors().find_map(|folder| self.inside.get_key_value(folder));
        inside.map(|(folder, _)| folder.as_path())
    }

    /// A file's path for people: from its workspace folder.
    pub fn shown(&self, path: &Path) -> String {
        paths::shown(path, self.around(path).or_else(|| path.parent()).unwrap_or(path))
    }

    /// What of the configurations could not be used.
    pub fn failures(&self) -> Vec<Failure> {
        let outside = self.outside.lock().unwrap_or_else(PoisonError::into_inner);
        self.inside.values().chain(outside.values()).flat_map(|configs| configs.failures()).collect()
    }

    fn outside(&self, file: &Path) -> Arc<Configs> {
        let folder = file.parent().unwrap_or(file);
        let mut outside = self.outside.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody opened this folder, so nobody trusts it.
        Arc::clone(outside.entry(folder.to_owned()).or_insert_with(|| Arc::new(configs(folder, false))))
    }
}

fn configs(folder: &Path, is_trusted: bool) -> Configs {
    Configs::new(folder, None).of_user().trusting(is_trusted).making_do()
}
