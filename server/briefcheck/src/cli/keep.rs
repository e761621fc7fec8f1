//! A run of `check` that was done before, of files that are as they were: its output is given again.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use rayon::ThreadPool;

use super::{Console, Status, args};
use crate::disk::cache::{Cache, Earlier, Keeping, Kept, Known};
use crate::disk::{Configs, Failure, paths};

/// How the names of the variables begin that this program reads.
const VARIABLES: &str = "BRIEFCHECK_";

/// Does a run over the files and folders that were `named`, unless it is known what it gives.
pub(super) fn once(
    keep: &args::Keep,
    named: &[PathBuf],
    baseline: Option<&Path>,
    configs: &Configs,
    pool: &ThreadPool,
    console: &Console,
    run: impl FnOnce(Option<&mut Keeping>) -> Result<(Status, Option<Earlier>), Failure>,
) -> Result<Status, Failure> {
    let known = if keep.no_cache { None } else { pool.install(|| look_up(keep, named, baseline, configs, console)) };
    let mut keeping = match known {
        Some(Known::Kept(Kept { pieces, status })) => {
            console.replay(&pieces)?;
            return Ok(if status == u8::from(Status::Clean) { Status::Clean } else { Status::Findings });
        }
        Some(Known::New(keeping)) => keeping,
        None => return Ok(run(None)?.0),
    };
    console.record();
    let run = run(Some(&mut keeping));
    let pieces = console.recorded();
    let (status, earlier) = run?;
    // What could not be used is looked for again.
    if let (Some(pieces), Status::Clean | Status::Findings) = (pieces, status) {
        pool.install(|| keeping.keep(Kept { pieces, status: u8::from(status) }, earlier.as_ref()));
    }
    Ok(status)
}

/// What is known of a run; `None` if it can't be told what it reads.
fn look_up(
    keep: &args::Keep,
    named: &[PathBuf],
    baseline: Option<&Path>,
    configs: &Configs,
    console: &Console,
) -> Option<Known> {
    let here = console.here();
    let workspace = configs.workspace();
    // Asks for the configurations, so that what is wrong with them is known.
    let mut folders: BTreeSet<PathBuf> = BTreeSet::from([configs.of_folder(&workspace)?.root.clone()]);
    for path in named {
        let folder = if path.is_dir() { path } else { path.parent()? };
        folders.insert(configs.of_folder(folder)?.root.clone());
        folders.insert(folder.to_owned());
    }
    if !configs.are_fenced_in() {
        return None;
    }
    let cache = keep.cache_dir.as_ref().map(|folder| paths::join(here, folder));
    let cache = Cache::open(cache.as_deref())?;
    let inner = |folder: &&PathBuf| !folder.ancestors().skip(1).any(|above| folders.contains(above));
    let outermost: Vec<PathBuf> = folders.iter().filter(inner).cloned().collect();
    let more: Vec<PathBuf> = baseline.map(Path::to_owned).into_iter().chain(named.iter().cloned()).collect();
    Keeping::look_up(cache, &asked(console), outermost, more)
}

/// All that a run depends on beside the disk: what was typed, where, and how it looks there.
fn asked(console: &Console) -> Vec<u8> {
    let mut asked = format!("{:?}\0{:?}\0", console.look(), console.message_look()).into_bytes();
    let variables = env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(VARIABLES));
    let mut variables: Vec<_> = variables.collect();
    variables.sort();
    let variables = variables.into_iter().flat_map(|(name, value)| [name, value]);
    for word in env::args_os().skip(1).chain(variables) {
        asked.extend_from_slice(word.as_encoded_bytes());
        asked.push(0);
    }
    asked
}
