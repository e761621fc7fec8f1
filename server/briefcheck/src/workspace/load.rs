//! A run: briefings are found, read with what they can cite, and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::{Corpus, Source};
use briefcheck_engine::verify::conflict;
use rayon::prelude::*;

use super::config::Setting;
use super::opened::{Opened, Verified};
use super::{Catalogue, Checked, Config, Configs, Entry, Failure, Files, Shelf, Wanted, guarded, paths};

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
    let (opened, catalogues, failures) = open(briefings, files, configs);
    let own = opened.iter().flat_map(|opened| {
        let config = &opened.catalogue().config;
        opened.own().into_iter().map(move |entry| Wanted::new(&entry, config))
    });
    let known = catalogues
        .values()
        .flat_map(|catalogue| catalogue.entries.iter().map(|entry| Wanted::new(entry, &catalogue.config)));
    let shelf = Shelf::fill(own.chain(known).collect(), files);
    // Once for all briefings of a workspace.
    let sources: BTreeMap<Id, Vec<Source>> = catalogues
        .into_iter()
        .map(|(id, catalogue)| {
            let source = |entry| shelf.source(entry, &catalogue.config);
            (id, catalogue.entries.iter().map(source).collect())
        })
        .collect();
    let verified: Vec<Result<Verified, Failure>> = opened
        .into_par_iter()
        .map(|opened| {
            let sources = sources.get(&id(&opened.catalogue().config)).map_or(&[][..], Vec::as_slice);
            opened.verify(&shelf, sources)
        })
        .collect();
    let mut outcome = Outcome { checked: Vec::new(), failures };
    let mut done = Vec::with_capacity(verified.len());
    for result in verified {
        match result {
            Ok(verified) => done.push(verified),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome.failures.extend(mark_conflicts(&mut done).err());
    let checked: Vec<Result<Checked, Failure>> =
        done.into_par_iter().map(|verified| verified.finish(settings)).collect();
    for result in checked {
        match result {
            Ok(checked) => outcome.checked.push(checked),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome
}

/// Marks the figures of which another briefing says something else.
fn mark_conflicts(verified: &mut [Verified]) -> Result<(), Failure> {
    let conflicts = guarded("comparing the briefings", || {
        let said: Vec<conflict::Checked<'_>> = verified.iter().map(Verified::said).collect();
        conflict::conflicts(&said)
    })?;
    for found in conflicts {
        if let Some(verified) = verified.get_mut(found.briefing) {
            verified.mark(found);
        }
    }
    Ok(())
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
    let (opened, mut catalogues, failures) = open(briefings, files, configs);
    if let Some(config) = configs.of_folder(folder) {
        catalogues.entry(id(&config)).or_insert_with(|| Arc::new(Catalogue::of(config, files)));
    }
    let own = opened.iter().flat_map(|opened| {
        let config = &opened.catalogue().config;
        opened.own().into_iter().map(move |entry| (entry, config))
    });
    let known = catalogues
        .values()
        .flat_map(|catalogue| catalogue.entries.iter().map(|entry| (entry.clone(), &catalogue.config)));
    let mut seen = BTreeSet::new();
    let known: Vec<(Entry, &Arc<Config>)> =
        own.chain(known).filter(|(entry, _)| seen.insert(entry.path.clone())).collect();
    let shelf = Shelf::fill(known.iter().map(|(entry, config)| Wanted::new(entry, config)).collect(), files);
    let source = |(entry, config): (Entry, &Arc<Config>)| {
        let source = shelf.source(&entry, config);
        source.article.is_ok().then_some((source, entry.path))
    };
    Stock { sources: known.into_iter().filter_map(source).collect(), corpus: Arc::clone(shelf.corpus()), failures }
}

/// What tells the workspaces of a run apart: the root and the folder of the sources.
type Id = (PathBuf, PathBuf);

fn id(config: &Config) -> Id {
    (config.root.clone(), config.folder.clone())
}

type Catalogues = BTreeMap<Id, Arc<Catalogue>>;

/// Reads briefings, in parallel, with the catalogues of their workspaces, and what could not be used.
fn open(briefings: &[PathBuf], files: &Files, configs: &Configs) -> (Vec<Opened>, Catalogues, Vec<Failure>) {
    let catalogues = catalogues(briefings, files, configs);
    let read: Vec<Result<Opened, Failure>> = briefings
        .par_iter()
        .filter_map(|path| {
            let catalogue = Arc::clone(catalogues.get(&id(&*configs.of(path)?))?);
            let name = paths::shown(path, configs.here());
            Some(Opened::read(path, &name, files, catalogue))
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
    (opened, catalogues, failures)
}

fn catalogues(briefings: &[PathBuf], files: &Files, configs: &Configs) -> Catalogues {
    let configs: BTreeMap<Id, Arc<Config>> =
        briefings.iter().filter_map(|path| configs.of(path)).map(|config| (id(&config), config)).collect();
    configs.into_par_iter().map(|(id, config)| (id, Arc::new(Catalogue::of(config, files)))).collect()
}
