//! A run after another one: what has not changed is not done again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use briefcheck_desk::{Cancel, Draft, Kept, Report};
use briefcheck_engine::sources::Store;
use briefcheck_engine::verify::Uncited;
use rayon::prelude::*;

use super::cache::{Checked, Earlier, Keeping, Now, Since, Tree, known_article};
use super::config::Setting;
use super::load::{On, Read, desk, locks, read, reports, sorted_out, wanted, workspaces};
use super::shelf::Unread;
use super::world::World;
use super::{Configs, Failure, Files, Progress, Wanted, guarded, paths};
use crate::report::Shown;

/// Checks the briefings at some absolute paths as [`check_with`] does, keeps of each report what `show` makes of it, and
/// what may be taken of it in the next run. What an earlier one knew is taken from there.
pub fn check_and_keep(
    briefings: &[PathBuf],
    configs: &Configs,
    settings: &[Setting],
    progress: &dyn Progress,
    keeping: &mut Keeping,
    show: &(dyn Fn(&mut Report) -> Shown + Sync),
) -> KeptRun {
    let since = keeping.since();
    let store = keeping.segments().map(|segments| -> Arc<dyn Store> { Arc::new(segments) });
    let again = Again { briefings, configs, settings, tree: keeping.tree(), store, show };
    // What is not taken from an earlier run is checked, and what can't be told is not taken.
    match since.and_then(|since| again.run(progress, Some(since))) {
        Some(run) => run,
        None => again.run(progress, None).unwrap_or_default(),
    }
}

/// What a run gives that can be kept.
#[derive(Default)]
pub struct KeptRun {
    /// What is shown of the briefings that were checked, by path.
    pub shown: Vec<(PathBuf, Shown)>,
    /// What could not be used.
    pub failures: Vec<Failure>,
    /// What the next run may take.
    pub earlier: Earlier,
}

/// A run of which as little as possible is done again.
struct Again<'a> {
    briefings: &'a [PathBuf],
    configs: &'a Configs,
    settings: &'a [Setting],
    tree: &'a Tree,
    store: Option<Arc<dyn Store>>,
    show: &'a (dyn Fn(&mut Report) -> Shown + Sync),
}

impl Again<'_> {
    /// Checks what may come out otherwise than in an earlier run; `None` if it can't be told what that is.
    fn run(&self, progress: &dyn Progress, since: Option<Since>) -> Option<KeptRun> {
        let (files, configs, here) = (Files::on_disk(), self.configs, self.configs.here());
        let names: Vec<String> =
            self.briefings.iter().map(|path| path.to_str().map(str::to_owned)).collect::<Option<_>>().or_else(
                || {
                    // Without names nothing is known of them.
                    since.is_none().then(Vec::new)
                },
            )?;
        let workspaces = workspaces(None, self.briefings, &files, configs);
        if since.as_ref().is_some_and(|since| !since.is_of(&names, &workspaces)) {
            return None;
        }
        let has_same_catalogues = since.as_ref().is_some_and(|since| since.has_same_catalogues(&workspaces));
        let holds = |path: &&PathBuf| {
            let known = since.as_ref().zip(path.to_str());
            known.is_some_and(|(since, path)| {
                self.tree.content(path).is_some_and(|content| since.holds(path, content, has_same_catalogues))
            })
        };
        let (mut held, stale): (Vec<&PathBuf>, Vec<&PathBuf>) = self.briefings.iter().partition(holds);
        let stale: Vec<PathBuf> = stale.into_iter().cloned().collect();
        progress.expect(stale.len());
        let Read { drafts, workspaces, mut failures } = read(workspaces, &stale, &files, configs);
        let mut own: Vec<Wanted> = drafts.iter().flat_map(|of| wanted(&of.draft, &of.config)).collect();
        if let Some(since) = &since {
            for path in &held {
                let config = configs.of(path);
                own.extend(path.to_str().zip(config.as_ref()).into_iter().flat_map(|(path, of)| since.own(path, of)));
            }
        }
        let has_changed = Arc::new(AtomicBool::new(false));
        let unread = since.as_ref().map_or(Unread::default(), |since| Unread::new(since, &has_changed));
        let world = World::of(workspaces, own, &files, unread, self.store.clone());
        let articles = world.in_place().iter();
        let articles: BTreeMap<_, _> =
            articles.filter_map(|(path, format, meta)| known_article(self.tree, path, format, meta)).collect();
        let locks = locks(&world, configs, &mut failures);
        let on = On { world: &world, locks: &locks, how: (self.settings, Uncited::Nothing), here, is_kept: true };
        let mut now = Now::new(world.workspaces(), articles, world.sources().corpus());
        let mut checked = on.check(drafts, progress);
        if let Some(since) = &since {
            if has_same_catalogues && !since.reads_the_same(now.articles()) {
                return None;
            }
            let searches = since.searches(world.sources().corpus());
            let still_holds = |path: &&PathBuf| {
                let catalogue = configs.of(path).and_then(|config| world.workspaces().get(&config).cloned());
                let catalogue = catalogue.as_ref().map(|workspace| &workspace.catalogue);
                path.to_str().zip(catalogue).is_some_and(|(path, catalogue)| {
                    since.finds_the_same(path, &searches)
                        && (has_same_catalogues || since.leads_the_same(path, world.sources(), catalogue))
                })
            };
            let (still, lost): (Vec<&PathBuf>, Vec<&PathBuf>) = held.into_iter().partition(still_holds);
            held = still;
            checked.extend(self.more(&lost, &on, progress)?);
        }
        let mut drafts: Vec<Arc<Draft>> = sorted_out(checked, &mut failures);
        let mut said = self.said(&drafts, &mut now);
        let mut kept: Vec<Kept> = Vec::new();
        if let Some(since) = &since {
            // What can't be kept can't be held against what is.
            if said.len() < drafts.len() {
                return None;
            }
            let changed = since.changed_subjects(&now, &held.iter().filter_map(|path| path.to_str()).collect());
            let find = |held: &[&PathBuf], now: &Now| {
                let subjects = now.subjects().union(&changed).copied().collect();
                let kept = |path: &&PathBuf| since.kept(path.to_str()?, &paths::shown(path, here), here, &subjects);
                held.par_iter().filter_map(kept).collect::<Vec<_>>()
            };
            kept = find(&held, &now);
            let desk = desk(&drafts, kept.clone(), &mut Vec::new());
            let is_other = |kept: &&Kept| {
                let contradicted = |subject| desk.contradicted_of_kept(kept, subject);
                let path = kept.path.to_str();
                !path.is_some_and(|path| since.is_contradicted_as_before(path, &changed, contradicted))
            };
            let other: BTreeSet<&Path> = kept.par_iter().filter(is_other).map(|kept| &*kept.path).collect();
            if !other.is_empty() {
                let (lost, still): (Vec<&PathBuf>, Vec<&PathBuf>) =
                    held.into_iter().partition(|path| other.contains(path.as_path()));
                held = still;
                let more = sorted_out(self.more(&lost, &on, progress)?, &mut failures);
                said.extend(self.said(&more, &mut now));
                drafts.extend(more);
                if said.len() < drafts.len() {
                    return None;
                }
                kept = find(&held, &now);
            }
        }
        let desk = desk(&drafts, kept, &mut failures);
        let shown = reports(&desk, &drafts, |draft, mut report| {
            let shown = (self.show)(&mut report);
            let known = said.get(draft.path()).and_then(|(said, checked)| checked.clone().shown(&report, said, &shown));
            (draft.path().to_path_buf(), shown, known)
        });
        let mut all: BTreeMap<PathBuf, Shown> = BTreeMap::new();
        let mut known = Vec::new();
        for (path, shown, of_one) in sorted_out(shown, &mut failures) {
            known.extend(of_one);
            all.insert(path, shown);
        }
        if has_changed.load(Ordering::Relaxed) {
            return None;
        }
        let mut earlier = now.earlier(known);
        if let Some(since) = since {
            for path in held {
                all.insert(path.clone(), since.shown(path.to_str()?)?.clone());
                since.hand_on(path.to_str()?, &mut earlier);
            }
        }
        Some(KeptRun { shown: all.into_iter().collect(), failures, earlier })
    }

    /// Checks more briefings on the same sources; `None` if one of them can't be read.
    fn more(
        &self,
        paths: &[&PathBuf],
        on: &On<'_>,
        progress: &dyn Progress,
    ) -> Option<Vec<Result<Arc<Draft>, Failure>>> {
        progress.expect(paths.len());
        let paths: Vec<PathBuf> = paths.iter().map(|&path| path.clone()).collect();
        let read = read(on.world.workspaces().clone(), &paths, &Files::on_disk(), self.configs);
        // What is said of the workspaces was said before.
        (read.drafts.len() == paths.len()).then(|| on.check(read.drafts, progress))
    }

    /// What the figures of some briefings say, as far as these can be kept.
    fn said(&self, drafts: &[Arc<Draft>], now: &mut Now) -> BTreeMap<Arc<Path>, (Kept, Checked)> {
        let cancel = Cancel::new();
        let said = |draft: &Arc<Draft>| {
            // Nobody cancels it.
            let said = guarded("comparing the briefings", || Kept::of(draft, &cancel).ok()).ok().flatten()?;
            let checked = Checked::new(draft, &*self.configs.of(draft.path())?, self.tree, &said)?;
            Some((Arc::clone(draft.path()), (said, checked)))
        };
        let said: BTreeMap<_, (Kept, Checked)> = drafts.par_iter().filter_map(said).collect();
        said.values().for_each(|(_, checked)| now.add(checked));
        said
    }
}

#[cfg(test)]
mod tests;
