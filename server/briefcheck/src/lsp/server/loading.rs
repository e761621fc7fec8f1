//! Reads what can be cited, and the briefings of the workspace folders that are not open.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::{Desk, Draft, Ground, Subjects};
use rayon::prelude::*;
use ropey::Rope;

use crate::disk::bibliography::{self, OnDisk};
use crate::disk::paths::Fence;
use crate::disk::{
    self, Config, Entry, Failure, Files, LOCK, Lock, Role, Setting, Wanted, Workspaces, World, host, paths,
};
use crate::lsp::server::cancel::Cancel;
use crate::lsp::server::folders::Folders;
use crate::lsp::server::progress::Progress;
use crate::report::visible;

/// What is to be read.
pub struct Loading {
    /// The workspace folders, whose configurations are read now.
    pub folders: Arc<Folders>,
    /// What beats the disk.
    pub files: Files,
    /// The briefings that are open.
    pub open: Vec<Arc<Draft>>,
    /// What was read before.
    pub before: Arc<World>,
    /// The drafts that were read before.
    pub desk: Desk,
    /// What the client sets over the configurations.
    pub settings: Vec<Setting>,
    /// Whether it is still wanted.
    pub cancel: Cancel,
}

/// What was read.
pub struct Loaded {
    /// The workspace folders with their configurations.
    pub folders: Arc<Folders>,
    /// What can be cited.
    pub world: Arc<World>,
    /// What the lock files of the workspaces record.
    pub locks: Arc<Locks>,
    /// The briefings of the folders that are not open, on this world.
    pub drafts: Vec<Arc<Draft>>,
    /// What these say figures of.
    pub subjects: Arc<Subjects>,
    /// What could not be used.
    pub failures: Vec<Failure>,
    /// Whether that is all; else only what the open briefings cite was read.
    pub is_whole: bool,
}

/// What lock files record, by the folders of their workspaces.
pub type Locks = BTreeMap<PathBuf, Arc<Lock>>;

/// With fewer sources and fewer briefings than this, all are read as soon as what the open ones cite.
const FEW: usize = 64;

/// Reads what can be cited: at first, if there is much, what the open briefings cite.
pub fn load(loading: &Loading, progress: &Progress, tell: &dyn Fn(Loaded)) {
    let Loading { folders, files, open, before, .. } = loading;
    let is_wanted = || loading.cancel.check().is_ok();
    let (found, mut failures) = briefings(folders, files);
    let read = drafts(loading, found);
    let all: Vec<&Draft> = open.iter().map(|draft| &**draft).chain(&read).collect();
    let here = folders.iter().filter_map(|(folder, configs)| configs.of_folder(folder));
    let configs = all.iter().filter_map(|draft| folders.config(draft.path())).chain(here);
    let workspaces = Workspaces::of(configs, files);
    failures.extend(folders.failures());
    failures.extend(workspaces.iter().flat_map(|workspace| workspace.failures.clone()));
    failures.extend(bibliography::failures_of_projects(all.iter().filter_map(|draft| {
        let fence = folders.config(draft.path()).map(|config| config.fence.clone());
        Some((draft.path().parent()?, fence.unwrap_or_else(|| beside(draft.path()))))
    })));
    if !is_wanted() {
        return;
    }
    let locks = Arc::new(locks(&workspaces, &mut failures));
    let count = workspaces.iter().map(|workspace| workspace.catalogue.entries.len()).sum::<usize>();
    progress.say(&format!("{count} sources"));
    let mut cited = None;
    if count.max(read.len()) > FEW && before.sources().is_empty() && !open.is_empty() {
        // A source is cited by its key, its file's name or its path.
        let keys: BTreeSet<&str> = open.iter().flat_map(|draft| draft.keys()).collect();
        let is_cited = |entry: &Entry| keys.iter().any(|&key| key == entry.key || entry.path.ends_with(key));
        let own = own(open.iter().map(|draft| &**draft), folders);
        let world = World::load_while(workspaces.clone(), own, files, before, is_cited, &is_wanted);
        let Some(world) = world.map(Arc::new) else { return };
        cited = Some(Arc::clone(&world));
        let loaded = Loaded {
            folders: Arc::clone(folders),
            world,
            locks: Arc::clone(&locks),
            drafts: Vec::new(),
            subjects: Arc::default(),
            failures: Vec::new(),
            is_whole: false,
        };
        tell(loaded);
    }
    let own = own(all.iter().copied(), folders);
    let before = cited.as_ref().unwrap_or(before);
    let world = World::load_while(workspaces, own, files, before, |_| true, &is_wanted);
    let Some(world) = world.map(Arc::new) else { return };
    let drafts = read.into_par_iter().map(|mut draft| {
        draft.move_to(ground(folders, &world, &locks, draft.path(), &loading.settings));
        Arc::new(draft)
    });
    let drafts: Vec<Arc<Draft>> = drafts.collect();
    let Ok(subjects) = Subjects::of(&drafts, host(), &loading.cancel) else { return };
    let folders = Arc::clone(folders);
    // Whoever asks which source says something need not wait for the index of all of them. A world that another one has taken
    // the place of before its turn came needs none, and is not held for it.
    let indexed = Arc::downgrade(&world);
    rayon::spawn(move || {
        if let Some(world) = indexed.upgrade() {
            world.sources().corpus().prepare();
        }
    });
    tell(Loaded { folders, world, locks, drafts, subjects: Arc::new(subjects), failures, is_whole: true });
}

/// The lock files of the workspaces that have one.
fn locks(workspaces: &Workspaces, failures: &mut Vec<Failure>) -> Locks {
    let mut locks = Locks::new();
    for root in workspaces.iter().map(|workspace| &workspace.config.root) {
        match disk::lock::read(&root.join(LOCK), LOCK) {
            Ok(lock) => locks.extend(lock.map(|lock| (root.clone(), Arc::new(lock)))),
            Err(failure) => failures.push(failure),
        }
    }
    locks
}

/// What a briefing at this path is checked against, with these settings over its configuration.
pub fn ground(folders: &Folders, world: &World, locks: &Locks, path: &Path, settings: &[Setting]) -> Ground {
    let config = folders.config(path);
    let workspace = config.as_deref().and_then(|config| world.workspaces().get(config));
    let lock = config.as_ref().and_then(|config| locks.get(&config.root)).cloned();
    let name_in_lock = workspace.map(|workspace| visible(&paths::shown(path, &workspace.config.root)));
    let fence = workspace.map(|workspace| workspace.config.fence.clone());
    Ground {
        sources: Arc::clone(world.sources()),
        catalogue: workspace.map(|workspace| Arc::clone(&workspace.catalogue)),
        lock,
        levels: Arc::new(config.map(|config| config.levels(path, settings)).unwrap_or_default()),
        name: folders.shown(path).into(),
        name_in_lock: name_in_lock.unwrap_or_default().into(),
        beside: folders.around(path).map(Arc::from),
        ..Ground::unknown(host(), Arc::new(OnDisk::new(fence.unwrap_or_else(|| beside(path)))))
    }
}

/// The files beside a briefing: that much may be read before its workspace is known.
fn beside(path: &Path) -> Fence {
    Fence::new([path.parent().unwrap_or(path)])
}

/// The briefings of the workspace folders. That a folder has none is no failure here.
fn briefings(folders: &Folders, files: &Files) -> (Vec<PathBuf>, Vec<Failure>) {
    let mut found = Vec::new();
    for (folder, configs) in folders.iter() {
        found.extend(disk::briefings(&[folder.to_owned()], configs, files).0);
    }
    found.sort();
    found.dedup();
    (found, Vec::new())
}

/// The briefings at these paths that are not open; those whose text is what it was are taken as they are.
fn drafts(loading: &Loading, paths: Vec<PathBuf>) -> Vec<Draft> {
    let is_open = |path: &PathBuf| loading.open.iter().any(|draft| **draft.path() == **path);
    let read = |path: PathBuf| {
        loading.cancel.check().ok()?;
        // A briefing that can't be read says so when it is opened, or checked.
        let fence = &loading.folders.config(&path)?.fence;
        let text = loading.files.text(&path, &path.to_string_lossy(), Role::Briefing, Some(fence)).ok()?;
        let before = loading.desk.get(path.as_path()).filter(|before| *before.rope() == *text);
        let nothing = || Ground::unknown(host(), Arc::new(OnDisk::new(beside(&path))));
        let draft = before.map(|before| Draft::clone(before));
        Some(draft.unwrap_or_else(|| Draft::new(path.as_path().into(), Rope::from_str(&text), nothing())))
    };
    paths.into_par_iter().filter(|path| !is_open(path)).filter_map(read).collect()
}

/// The files of the sources that some briefings declare themselves.
fn own<'a>(drafts: impl Iterator<Item = &'a Draft>, folders: &Folders) -> Vec<Wanted> {
    let wanted = |draft: &Draft| {
        let config = folders.config(draft.path());
        let of = |config: Arc<Config>| {
            let files = draft.own().iter().filter(|entry| entry.missing.is_none());
            files.map(|entry| Wanted::new(entry, &config)).collect()
        };
        config.map_or_else(Vec::new, of)
    };
    drafts.flat_map(wanted).collect()
}
