//! A run: briefings are found, read with what they can cite, and checked.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::config::Setting;
use super::opened::Opened;
use super::{Catalogue, Checked, Config, Configs, Failure, Files, Shelf, paths};

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
    let (opened, unread): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
    failures.extend(unread.into_iter().filter_map(Result::err));
    let opened: Vec<Opened> = opened.into_iter().flatten().collect();
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

/// What tells the configurations of a run apart: the root and the folder of the sources.
fn id(config: &Config) -> (PathBuf, PathBuf) {
    (config.root.clone(), config.folder.clone())
}

fn catalogues(
    briefings: &[PathBuf],
    files: &Files,
    configs: &Configs,
) -> BTreeMap<(PathBuf, PathBuf), Arc<Catalogue>> {
    let configs: BTreeMap<_, _> =
        briefings.iter().filter_map(|path| configs.of(path)).map(|config| (id(&config), config)).collect();
    configs.into_par_iter().map(|(id, config)| (id, Arc::new(Catalogue::of(&config, files)))).collect()
}
