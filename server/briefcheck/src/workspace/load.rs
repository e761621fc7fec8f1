//! A run: briefings are found, read with what they can cite, and checked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::sources::{Corpus, Source};
use briefcheck_engine::verify::conflict;
use rayon::prelude::*;

use super::config::Setting;
use super::opened::{Opened, Verified};
use super::world::{Catalogues, World};
use super::{Checked, Config, Configs, Entry, Failure, Files, Wanted, guarded, paths};

/// What a run gives.
#[derive(Default)]
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
    let world = World::load(catalogues, own.collect(), files, &World::default(), |_| true);
    let verified: Vec<Result<Verified, Failure>> = opened.into_par_iter().map(|opened| opened.verify(&world)).collect();
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
    let here = configs.of_folder(folder);
    let (opened, catalogues, failures) = open_with(here, briefings, files, configs);
    let own: Vec<(Entry, &Arc<Config>)> = opened
        .iter()
        .flat_map(|opened| opened.own().into_iter().map(|entry| (entry, &opened.catalogue().config)))
        .collect();
    let wanted = own.iter().map(|(entry, config)| Wanted::new(entry, config)).collect();
    let world = World::load(catalogues, wanted, files, &World::default(), |_| true);
    let known = world
        .catalogues()
        .iter()
        .flat_map(|catalogue| catalogue.entries.iter().map(|entry| (entry.clone(), &catalogue.config)));
    let mut seen = BTreeSet::new();
    let sources = own.into_iter().chain(known).filter(|(entry, _)| seen.insert(entry.path.clone()));
    let source = |(entry, config): (Entry, &Arc<Config>)| {
        let source = world.source(&entry, config);
        source.article.is_ok().then_some((source, entry.path))
    };
    Stock { sources: sources.filter_map(source).collect(), corpus: Arc::clone(world.corpus()), failures }
}

/// Reads briefings, in parallel, with the catalogues of their workspaces, and what could not be used.
fn open(briefings: &[PathBuf], files: &Files, configs: &Configs) -> (Vec<Opened>, Catalogues, Vec<Failure>) {
    open_with(None, briefings, files, configs)
}

/// The same with the catalogue of one workspace more.
fn open_with(
    more: Option<Arc<Config>>,
    briefings: &[PathBuf],
    files: &Files,
    configs: &Configs,
) -> (Vec<Opened>, Catalogues, Vec<Failure>) {
    let catalogues = Catalogues::of(briefings.iter().filter_map(|path| configs.of(path)).chain(more), files);
    let read: Vec<Result<Opened, Failure>> = briefings
        .par_iter()
        .filter_map(|path| {
            let catalogue = Arc::clone(catalogues.get(&*configs.of(path)?)?);
            let name = paths::shown(path, configs.here());
            Some(Opened::read(path, &name, files, catalogue))
        })
        .collect();
    let mut failures = configs.failures();
    failures.extend(catalogues.iter().flat_map(|catalogue| catalogue.failures.clone()));
    let mut opened = Vec::new();
    for result in read {
        match result {
            Ok(briefing) => opened.push(briefing),
            Err(failure) => failures.push(failure),
        }
    }
    (opened, catalogues, failures)
}
