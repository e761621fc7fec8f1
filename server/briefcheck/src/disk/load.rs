//! A run: a desk is filled once with briefings and what they can cite, and asked for its reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use briefcheck_desk::{Cancel, Desk, Draft, Ground, Kept, Report, Stock, Subjects};
use briefcheck_engine::rules::Levels;
use briefcheck_engine::sources::Library;
use briefcheck_engine::verify::Uncited;
use rayon::prelude::*;
use ropey::Rope;

use super::bibliography::OnDisk;
use super::config::Setting;
use super::host::{host, in_turn};
use super::lock;
use super::shelf::Unread;
use super::world::{Workspaces, World};
use super::{Config, Configs, Failure, Files, LOCK, Lock, Role, Wanted, guarded, paths};
use crate::report::visible;

/// What a run gives.
#[derive(Default)]
pub struct Run {
    /// The reports on the briefings that were checked, by path.
    pub reports: Vec<Report>,
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
pub fn check(briefings: &[PathBuf], files: &Files, configs: &Configs, settings: &[Setting]) -> Run {
    check_with(briefings, files, configs, settings, &())
}

/// The same, telling how far it is.
pub fn check_with(
    briefings: &[PathBuf],
    files: &Files,
    configs: &Configs,
    settings: &[Setting],
    progress: &dyn Progress,
) -> Run {
    run(briefings, files, configs, (settings, Uncited::Nothing), progress)
}

/// Checks one briefing, of which `uncited` stands for the text if it cites nothing at all.
pub fn check_text(path: &Path, files: &Files, configs: &Configs, settings: &[Setting], uncited: Uncited) -> Run {
    run(&[path.to_owned()], files, configs, (settings, uncited), &())
}

/// The report on a text that has no workspace: what can be cited is given.
pub fn report_on(text: &str, library: Arc<Library>, levels: Arc<Levels>, uncited: Uncited) -> Option<Report> {
    let path: Arc<Path> = Path::new("text.brief").into();
    let nothing = Ground::unknown(in_turn(), Arc::new(()));
    let ground = Ground { given: Some(library), levels, uncited, ..nothing };
    let mut desk = Desk::new(in_turn());
    desk.set_text(Arc::clone(&path), Rope::from_str(text), ground);
    // Nobody cancels it.
    desk.report(&path, &Cancel::new()).ok().flatten()
}

fn run(
    briefings: &[PathBuf],
    files: &Files,
    configs: &Configs,
    how: (&[Setting], Uncited),
    progress: &dyn Progress,
) -> Run {
    progress.expect(briefings.len());
    let workspaces = workspaces(None, briefings, files, configs);
    let Read { drafts, workspaces, mut failures } = read(workspaces, briefings, files, configs);
    let own = drafts.iter().flat_map(|of| wanted(&of.draft, &of.config)).collect();
    let world = World::of(workspaces, own, files, Unread::default(), None);
    let locks = locks(&world, configs, &mut failures);
    let on = On { world: &world, locks: &locks, how, here: configs.here(), is_kept: false };
    let drafts: Vec<Arc<Draft>> = sorted_out(on.check(drafts, progress), &mut failures);
    let desk = desk(&drafts, Vec::new(), &mut failures);
    let reports = reports(&desk, &drafts, |_, report| report);
    Run { reports: sorted_out(reports, &mut failures), failures }
}

/// What briefings are checked on.
pub(super) struct On<'a> {
    pub(super) world: &'a World,
    pub(super) locks: &'a Locks,
    /// What is set beside the configuration, and what stands for a text that cites nothing.
    pub(super) how: (&'a [Setting], Uncited),
    pub(super) here: &'a Path,
    /// Whether it must be known what they depend on.
    pub(super) is_kept: bool,
}

impl On<'_> {
    /// Checks briefings that were read, in parallel: what cites one article after each other, whatever briefing it is of.
    pub(super) fn check(&self, drafts: Vec<Opened>, progress: &dyn Progress) -> Vec<Result<Arc<Draft>, Failure>> {
        let grounded: Vec<Result<Draft, Failure>> = drafts.into_par_iter().map(|of| of.ground(self)).collect();
        let by_article = |(number, draft): (usize, &Result<Draft, Failure>)| {
            let parts = draft.iter().flat_map(Draft::by_article);
            parts.map(|(article, part)| (article, number, part)).collect::<Vec<_>>()
        };
        let mut parts: Vec<_> = grounded.par_iter().enumerate().flat_map_iter(by_article).collect();
        parts.sort_unstable();
        let left: Vec<AtomicUsize> = grounded.iter().map(|_| AtomicUsize::new(0)).collect();
        parts.iter().for_each(|&(_, draft, _)| _ = left[draft].fetch_add(1, Ordering::Relaxed));
        left.iter().filter(|left| left.load(Ordering::Relaxed) == 0).for_each(|_| progress.advance());
        parts.par_iter().for_each(|&(_, number, part)| {
            if let Ok(draft) = &grounded[number] {
                // A panic comes again where the briefing is asked for all of it.
                _ = guarded("", || draft.check_ahead(part));
            }
            if left[number].fetch_sub(1, Ordering::Relaxed) == 1 {
                progress.advance();
            }
        });
        grounded.into_par_iter().map(|draft| checked(draft?)).collect()
    }
}

/// A desk with briefings that were checked, and with others of which no more is known than what they say.
pub(super) fn desk(drafts: &[Arc<Draft>], kept: Vec<Arc<Kept>>, failures: &mut Vec<Failure>) -> Desk {
    let mut desk = Desk::new(in_turn());
    let subjects = guarded("comparing the briefings", || index(drafts, kept, &Cancel::new()));
    let subjects = subjects.unwrap_or_else(|failure| {
        failures.push(failure);
        Arc::default()
    });
    desk.replace_resting(drafts.iter().cloned(), subjects);
    desk
}

/// What is made of the reports on the briefings on a desk, in parallel.
pub(super) fn reports<T: Send>(
    desk: &Desk,
    drafts: &[Arc<Draft>],
    make: impl Fn(&Draft, Report) -> T + Sync,
) -> Vec<Result<T, Failure>> {
    let report = |draft: &Arc<Draft>| {
        let made = guarded(&format!("checking `{}`", draft.ground().name), || {
            // Nobody cancels it, and it is there.
            Some(make(draft, desk.report(draft.path(), &Cancel::new()).ok().flatten()?))
        });
        made.transpose()
    };
    drafts.par_iter().filter_map(report).collect()
}

/// What went well; the rest are failures.
pub(super) fn sorted_out<T>(results: Vec<Result<T, Failure>>, failures: &mut Vec<Failure>) -> Vec<T> {
    let mut done = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(value) => done.push(value),
            Err(failure) => failures.push(failure),
        }
    }
    done
}

/// What briefings that were checked say figures of, and others.
fn index(drafts: &[Arc<Draft>], kept: Vec<Arc<Kept>>, cancel: &Cancel) -> Arc<Subjects> {
    drafts.par_iter().for_each(|draft| _ = draft.figures(cancel));
    // Nobody cancels it.
    Arc::new(Subjects::of(drafts, in_turn(), cancel).unwrap_or_default().with_kept(kept))
}

/// A briefing that was read.
pub(super) struct Opened {
    pub(super) draft: Draft,
    pub(super) config: Arc<Config>,
    bibliographies: Arc<OnDisk>,
}

impl Opened {
    /// Reads the briefing at an absolute path, which `name` is for people.
    pub(super) fn read(
        path: &Path,
        name: &str,
        files: &Files,
        workspaces: &Workspaces,
        config: Arc<Config>,
    ) -> Result<Self, Failure> {
        let text = files.text(path, name, Role::Briefing, Some(&config.fence))?;
        let bibliographies = Arc::new(OnDisk::new(config.fence.clone()));
        let catalogue = workspaces.get(&config).map(|workspace| Arc::clone(&workspace.catalogue));
        let ground = Ground {
            catalogue,
            name: name.into(),
            ..Ground::unknown(in_turn(), Arc::<OnDisk>::clone(&bibliographies))
        };
        let draft = guarded(&format!("reading `{name}`"), || Draft::new(path.into(), Rope::from_str(&text), ground))?;
        Ok(Self { draft, config, bibliographies })
    }

    /// Holds it against the sources of a world that has its workspace and what it declares itself.
    pub(super) fn check(self, on: &On<'_>) -> Result<Arc<Draft>, Failure> {
        checked(self.ground(on)?)
    }

    /// Lays before it what it is to be held against.
    fn ground(mut self, on: &On<'_>) -> Result<Draft, Failure> {
        let On { world, locks, how: (settings, uncited), here, is_kept } = *on;
        let Self { draft, config, .. } = &mut self;
        let path = Arc::clone(draft.path());
        let ground = Ground {
            is_kept,
            is_checked_once: true,
            sources: Arc::clone(world.sources()),
            lock: locks.get(&config.root).cloned(),
            levels: Arc::new(config.levels(&path, settings)),
            name_in_lock: visible(&paths::shown(&path, &config.root)).into(),
            // What is checked at once must agree.
            beside: Some(here.into()),
            uncited,
            ..draft.ground().clone()
        };
        guarded(&format!("checking `{}`", ground.name), || {
            draft.move_to(ground.clone());
            // All of it is read now, where a panic ends nothing else.
            draft.by_article().for_each(drop);
        })?;
        Ok(self.draft)
    }
}

/// Checks what is not checked yet of a briefing.
fn checked(draft: Draft) -> Result<Arc<Draft>, Failure> {
    // Nobody cancels it.
    guarded(&format!("checking `{}`", draft.ground().name), || _ = draft.checked(&Cancel::new()))?;
    Ok(Arc::new(draft))
}

/// Briefings that were read, with the catalogues of their workspaces.
pub(super) struct Read {
    pub(super) drafts: Vec<Opened>,
    pub(super) workspaces: Workspaces,
    pub(super) failures: Vec<Failure>,
}

/// What the workspaces of some briefings have, and one workspace more.
pub(super) fn workspaces(
    more: Option<Arc<Config>>,
    briefings: &[PathBuf],
    files: &Files,
    configs: &Configs,
) -> Workspaces {
    Workspaces::of(briefings.iter().filter_map(|path| configs.of(path)).chain(more), files)
}

/// Reads briefings of some workspaces, in parallel.
pub(super) fn read(workspaces: Workspaces, briefings: &[PathBuf], files: &Files, configs: &Configs) -> Read {
    let read = |path: &PathBuf| {
        let name = paths::shown(path, configs.here());
        Some(Opened::read(path, &name, files, &workspaces, configs.of(path)?))
    };
    let read: Vec<Result<Opened, Failure>> = briefings.par_iter().filter_map(read).collect();
    let mut failures = configs.failures();
    failures.extend(workspaces.iter().flat_map(|workspace| workspace.failures.clone()));
    let mut drafts = Vec::new();
    let mut told = BTreeSet::new();
    for result in read {
        match result {
            Ok(opened) => {
                // A project is that of many briefings.
                let of_project = opened.bibliographies.of_projects().into_iter();
                failures.extend(of_project.filter(|failure| told.insert(what(failure))));
                drafts.push(opened);
            }
            Err(failure) => failures.push(failure),
        }
    }
    Read { drafts, workspaces, failures }
}

/// What tells one failure from another: two entries of a file can have the same fault.
fn what(failure: &Failure) -> (Option<(PathBuf, usize)>, String) {
    let place = failure.place.as_ref().map(|place| (place.path.clone(), place.span.start));
    (place, failure.message.clone())
}

/// The files of the sources that a briefing declares itself.
pub(super) fn wanted(draft: &Draft, config: &Arc<Config>) -> Vec<Wanted> {
    let files = draft.own().iter().filter(|entry| entry.missing.is_none());
    files.map(|entry| Wanted::new(entry, config)).collect()
}

/// What lock files record, by the folders of their workspaces.
pub(super) type Locks = BTreeMap<PathBuf, Arc<Lock>>;

/// The lock files of the workspaces that have one.
pub(super) fn locks(world: &World, configs: &Configs, failures: &mut Vec<Failure>) -> Locks {
    let roots: BTreeSet<&PathBuf> = world.workspaces().iter().map(|workspace| &workspace.config.root).collect();
    let mut locks = Locks::new();
    for root in roots {
        let path = root.join(LOCK);
        match lock::read(&path, &paths::shown(&path, configs.here())) {
            Ok(lock) => locks.extend(lock.map(|lock| (root.clone(), Arc::new(lock)))),
            Err(failure) => failures.push(failure),
        }
    }
    locks
}

/// Every source that the briefings at some absolute paths, and the workspace of `folder`, know; and what could not be used.
pub fn stock(briefings: &[PathBuf], folder: &Path, files: &Files, configs: &Configs) -> (Stock, Vec<Failure>) {
    let workspaces = workspaces(configs.of_folder(folder), briefings, files, configs);
    let Read { drafts, workspaces, mut failures } = read(workspaces, briefings, files, configs);
    failures.extend(drafts.iter().flat_map(|of| of.bibliographies.failures()));
    let own: Vec<Wanted> = drafts.iter().flat_map(|of| wanted(&of.draft, &of.config)).collect();
    let world = World::load(workspaces, own, files, &World::default(), |_| true);
    let mut desk = Desk::new(host());
    desk.replace_resting(drafts.into_iter().map(|of| Arc::new(of.draft)), Arc::default());
    let catalogues = world.workspaces().iter().map(|workspace| &*workspace.catalogue);
    (Stock::new(&desk, catalogues, world.sources()), failures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Place;
    use briefcheck_engine::text::Span;

    #[test]
    fn failures_worded_alike_are_told_apart_by_their_place() {
        let failure = |start: usize| {
            let place = Place { path: "/refs.bib".into(), text: "".into(), span: Span::new(start, start + 1) };
            Failure { place: Some(place), ..Failure::new("a comma is missing in this entry") }
        };
        assert_ne!(what(&failure(0)), what(&failure(40)));
        assert_eq!(what(&failure(40)), what(&failure(40)));
    }
}
