//! A run: briefings are found, read with what they can cite, and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::{Corpus, Source};
use rayon::prelude::*;

use super::config::Setting;
use super::opened::Opened;
use super::{Catalogue, Checked, Config, Configs, Entry, Failure, Files, Shelf, Wanted, paths};

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The briefings that were checked, by path.
    pub checked: Vec<Checked>,
    /// What could not be used.
    pub failures: Vec<Failure>,
}

/// Checks the briefings at some absolute paths, in parallel; the result is in the order of the paths. The `settings`
/// win over those of the configuration.
pub fn check(briefings: &[PathBuf], files: &Files, configs: &Configs, settings: &[Setting]) -> Outcome {
    let (opened, failures) = open(briefings, files, configs);
    let shelf = Shelf::fill(opened.par_iter().flat_map_iter(Opened::wanted).collect(), files);
    let checked: Vec<Result<Checked, Failure>> =
        opened.into_par_iter().map(|opened| opened.check(&shelf, settings)).collect();
    let mut outcome = Outcome { checked: Vec::new(), failures };
    for result in checked {
        match result {
            Ok(checked) => outcome.checked.push(checked),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome
}

/// The sources that can be read, each file once by its first key, and the articles in all of them.
#[derive(Default)]
pub struct Stock {
    /// The sources, with their articles and the files they stand in, absolute.
    pub sources: Vec<(Source, PathBuf)>,
    /// The articles.
    pub corpus: Arc<Corpus>,
    /// What could not be used.
    pub failures: Vec<Failure>,
}

/// Every source that the briefings at some absolute paths, and the workspace of `folder`, know.
pub fn stock(briefings: &[PathBuf], folder: &Path, files: &Files, configs: &Configs) -> Stock {
    let (opened, failures) = open(briefings, files, configs);
    let of_folder = configs.of_folder(folder).map(|config| {
        let catalogue = Catalogue::of(&config, files);
        catalogue.known().map(|entry| (entry, Arc::clone(&config))).collect::<Vec<_>>()
    });
    let known = opened.iter().flat_map(Opened::known).chain(of_folder.into_iter().flatten());
    let mut seen = BTreeSet::new();
    let known: Vec<(Entry, Arc<Config>)> = known.filter(|(entry, _)| seen.insert(entry.path.clone())).collect();
    let wanted = known.iter().map(|(entry, config)| Wanted::new(entry, config));
    let shelf = Shelf::fill(wanted.collect(), files);
    let source = |(entry, config): (Entry, Arc<Config>)| {
        let source = shelf.source(&entry, &config);
        source.article.is_ok().then_some((source, entry.path))
    };
    Stock { sources: known.into_iter().filter_map(source).collect(), corpus: Arc::clone(shelf.corpus()), failures }
}

/// Reads briefings, in parallel; what could not be used beside them.
fn open(briefings: &[PathBuf], files: &Files, configs: &Configs) -> (Vec<Opened>, Vec<Failure>) {
    let catalogues = catalogues(briefings, files, configs);
    let read: Vec<Result<Opened, Failure>> = briefings
        .par_iter()
        .filter_map(|path| {
            let config = configs.of(path)?;
            let catalogue = Arc::clone(catalogues.get(&id(&config))?);
            let name = paths::shown(path, configs.here());
            Some(Opened::read(path, &name, files, config, catalogue))
        })
        .collect();
    let mut failures = configs.failures();
    failures.extend(catalogues.values().flat_map(|catalogue| catalogue.failures.clone()));
    let mut opened = Vec::new();
    for result in read {
        match result {
            Ok(briefing) => opened.push(briefing),
            Err(failure) => failures.push(failure),
        }
    }
    (opened, failures)
}

/// What tells the configurations of a run apart: the root and the folder of the sources.
fn id(config: &Config) -> (PathBuf, PathBuf) {
    (config.root.clone(), config.folder.clone())
}

fn catalogues(briefings: &[PathBuf], files: &Files, configs: &Configs) -> BTreeMap<(PathBuf, PathBuf), Arc<Catalogue>> {
    let configs: BTreeMap<_, _> =
        briefings.iter().filter_map(|path| configs.of(path)).map(|config| (id(&config), config)).collect();
    configs.into_par_iter().map(|(id, config)| (id, Arc::new(Catalogue::of(&config, files)))).collect()
}
