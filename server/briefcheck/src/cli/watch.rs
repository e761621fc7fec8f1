//! `briefcheck check --watch`: checks again whenever something changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};
use rayon::ThreadPool;

use super::check::Check;
use super::{Console, Status};
use crate::disk::{self, Failure};

/// How long it is quiet before a change counts as done: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// Clears the screen and what was scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

type Changes = Receiver<notify::Result<Event>>;

pub(super) fn run(check: &Check, pool: &ThreadPool, console: &Console) -> Result<Status, Failure> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|error| unwatched(&error))?;
    let mut watched = BTreeSet::new();
    loop {
        // What is watched may be another after the configuration has changed.
        for folder in folders(check, console) {
            if watched.insert(folder.clone()) {
                watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| unwatched(&error))?;
            }
        }
        if console.is_seen() {
            console.print(|out| out.write_all(CLEAR.as_bytes()))?;
        }
        if let Err(failure) = check.once(pool, console) {
            console.failed(&[failure]);
        }
        console.say("Watching for changes; Ctrl-C ends it");
        if !wait(&changes, check.output.as_deref()) {
            return Ok(Status::Clean);
        }
    }
}

/// The folders in which a change matters: the workspaces, and what may be read outside of them.
fn folders(check: &Check, console: &Console) -> Vec<PathBuf> {
    let configs = console.configs(check.config.as_deref(), &check.allow_outside);
    let named = if check.named.is_empty() { vec![configs.workspace()] } else { check.named.clone() };
    let of = |path: &PathBuf| if path.is_dir() { configs.of_folder(path) } else { configs.of(path) };
    let read = named.iter().filter_map(of).flat_map(|config| {
        let own = config.file.as_deref().and_then(Path::parent).map(Path::to_owned);
        config
            .fence
            .folders()
            .map(Path::to_owned)
            .chain(own)
            .chain(config.fence.admit(&config.folder).ok())
            .collect::<Vec<_>>()
    });
    let named = named
        .iter()
        .filter_map(|path| if path.is_dir() { Some(path.clone()) } else { path.parent().map(Path::to_owned) });
    let mut folders: Vec<PathBuf> = read.chain(named).filter(|folder| folder.is_dir()).collect();
    folders.sort();
    folders.dedup();
    // A folder is watched with all that lies in it.
    folders.dedup_by(|inner, outer| inner.starts_with(&*outer));
    folders
}

/// Waits until something that matters has changed, and then until it is quiet; whether anything is watched still.
fn wait(changes: &Changes, output: Option<&Path>) -> bool {
    loop {
        let Ok(change) = changes.recv() else { return false };
        if !matters(&change, output) {
            continue;
        }
        while changes.recv_timeout(QUIET).is_ok() {}
        return true;
    }
}

/// Whether a change can change what is found. What this command itself writes can't, nor what a repository keeps for itself.
fn matters(change: &notify::Result<Event>, output: Option<&Path>) -> bool {
    // What was missed may matter.
    let Ok(event) = change else { return true };
    let is_unfinished =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(disk::UNFINISHED));
    let is_own = |path: &Path| Some(path) == output || is_unfinished(path);
    let is_read = |path: &PathBuf| !is_own(path) && !path.components().any(|part| part.as_os_str() == ".git");
    !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(is_read))
}

fn unwatched(error: &notify::Error) -> Failure {
    Failure::new(format!("the workspace could not be watched: {error}"))
        .with_help("run `briefcheck check` without `--watch`")
}
