//! A run: briefings are found, read with what they can cite, and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::conflicts::{self, Contradicted, Place, Stated};
use briefcheck_engine::sources::{Corpus, Source};
use briefcheck_engine::verify::conflict::Statement;
use rayon::prelude::*;

use super::config::Setting;
use super::lock;
use super::opened::{Opened, Verified};
use super::world::{Catalogues, World};
use super::{Checked, Config, Configs, Entry, Failure, Files, LOCK, Lock, Wanted, guarded, paths};

/// What a run gives.
#[derive(Default)]
pub struct Outcome {
    /// The briefings that were checked, by path.
    pub checked: Vec<Checked>,
    /// What could not be used.
    pub failures: Vec<Failure>,
}

/// What is told how far a run is.
pub trait Progress: Sync {
    /// This many briefings more are to be checked.
    fn expect(&self, briefings: usize);
    /// One of them was.
    fn advance(&self);
}

/// Nobody is told.
impl Progress for () {
    fn expect(&self, _: usize) {}
    fn advance(&self) {}
}

/// Checks the briefings at some absolute paths, in parallel; the result is in the order of the paths. The `settings`
/// win over those of the configuration.
pub fn check(briefings: &[PathBuf], files: &Files, configs: &Configs, settings: &[Setting]) -> Outcome {
    check_with(briefings, files, configs, settings, &())
}

/// The same, telling how far it is.
pub fn check_with(
    briefings: &[PathBuf],
    files: &Files,
    configs: &Configs,
    settings: &[Setting],
    progress: &dyn Progress,
) -> Outcome {
    progress.expect(briefings.len());
    let (opened, catalogues, mut failures) = open(briefings, files, configs);
    let own = opened.iter().flat_map(|opened| {
        let config = &opened.catalogue().config;
        opened.own().iter().filter(|entry| entry.missing.is_none()).map(move |entry| Wanted::new(entry, config))
    });
    let world = World::load(catalogues, own.collect(), files, &World::default(), |_| true);
    let locks = locks(&world, configs, &mut failures);
    let verify = |opened: Opened| {
        let verified = opened.verify(&world);
        progress.advance();
        verified
    };
    let verified: Vec<Result<Verified, Failure>> = opened.into_par_iter().map(verify).collect();
    let mut outcome = Outcome { checked: Vec::new(), failures };
    let mut done = Vec::with_capacity(verified.len());
    for result in verified {
        match result {
            Ok(verified) => done.push(verified),
            Err(failure) => outcome.failures.push(failure),
        }
    }
    outcome.failures.extend(mark_conflicts(&mut done).err());
    let finish = |verified: Verified| {
        let lock = locks.get(verified.root());
        verified.finish(settings, lock)
    };
    let checked: Vec<Result<Checked, Failure>> = done.into_par_iter().map(finish).collect();
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
    let found = guarded("comparing the briefings", || {
        let said: Vec<Vec<Statement>> = verified.par_iter().map(Verified::statements).collect();
        let mut stated: Vec<Stated<'_>> = Vec::new();
        for (briefing, said) in said.iter().enumerate() {
            let said = said.iter();
            stated.extend(said.map(|said| Stated { briefing, part: 0, at: said.span.start, statement: said }));
        }
        let place = |stated: &Stated<'_>| match verified.get(stated.briefing) {
            Some(briefing) => Place { line: briefing.line(stated.at), name: briefing.name().to_owned() },
            None => Place { line: 0, name: String::new() },
        };
        conflicts::contradicted(&mut stated, place)
    })?;
    for Contradicted { briefing, check, other, .. } in found {
        if let Some(verified) = verified.get_mut(briefing) {
            verified.contradict(check, other);
        }
    }
    Ok(())
}

/// The lock files of the workspaces that have one, by folder.
fn locks(world: &World, configs: &Configs, failures: &mut Vec<Failure>) -> BTreeMap<PathBuf, Lock> {
    let roots: BTreeSet<&PathBuf> = world.catalogues().iter().map(|catalogue| &catalogue.config.root).collect();
    let mut locks = BTreeMap::new();
    for root in roots {
        let path = root.join(LOCK);
        match lock::read(&path, &paths::shown(&path, configs.here())) {
            Ok(lock) => locks.extend(lock.map(|lock| (root.clone(), lock))),
            Err(failure) => failures.push(failure),
        }
    }
    locks
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
        .flat_map(|opened| opened.own().iter().cloned().map(|entry| (entry, &opened.catalogue().config)))
        .filter(|(entry, _)| entry.missing.is_none())
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
            Ok(briefing) => {
                failures.extend(briefing.failures().iter().cloned());
                opened.push(briefing);
            }
            Err(failure) => failures.push(failure),
        }
    }
    (opened, catalogues, failures)
}
