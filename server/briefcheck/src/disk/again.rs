//! A run after another one: what has not changed is not done again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use briefcheck_desk::{Cancel, Contradicted, Draft, Kept, Report};
use briefcheck_engine::sources::Store;
use briefcheck_engine::verify::Uncited;
use rayon::prelude::*;

use super::cache::{Checked, Earlier, Keeping, Now, Since, Tree, known_article};
use super::config::Setting;
use super::load::{On, Opened, Read, desk, locks, read, reports, sorted_out, wanted, workspaces};
use super::shelf::Unread;
use super::world::World;
use super::{Configs, Failure, Files, Progress, Wanted, guarded, paths};
use crate::report::Shown;

/// Checks the briefings at some absolute paths as [`check_with`](super::check_with) does, keeps of each report what `show` makes of it, and
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
        // Each is read again when its turn comes, and let go then: all at once, they take more than all their sources.
        let stale: Vec<PathBuf> = drafts.iter().map(|of| of.draft.path().to_path_buf()).collect();
        drop(drafts);
        let has_changed = Arc::new(AtomicBool::new(false));
        let unread = since.as_ref().map_or(Unread::default(), |since| Unread::new(since, &has_changed));
        let world = World::of(workspaces, own, &files, unread, self.store.clone());
        let articles = world.in_place().iter();
        let articles: BTreeMap<_, _> =
            articles.filter_map(|(path, format, meta)| known_article(self.tree, path, format, meta)).collect();
        let locks = locks(&world, configs, &mut failures);
        let on = On { world: &world, locks: &locks, how: (self.settings, Uncited::Nothing), here, is_kept: true };
        let mut now = Now::new(world.workspaces(), articles, world.sources().corpus());
        let mut alone = sorted_out(self.alone(&stale, &on, progress), &mut failures);
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
            let lost: Vec<PathBuf> = lost.into_iter().cloned().collect();
            progress.expect(lost.len());
            alone.extend(sorted_out(self.alone(&lost, &on, progress), &mut failures));
            // What can't be kept can't be held against what is.
            if alone.iter().any(|of| of.checked.is_none()) {
                return None;
            }
        }
        alone.iter().filter_map(|of| of.checked.as_ref()).for_each(|checked| now.add(checked));
        let changed = since.as_ref().map_or_else(BTreeSet::new, |since| {
            since.changed_subjects(&now, &held.iter().filter_map(|path| path.to_str()).collect())
        });
        let held_on = |subjects: &BTreeSet<u64>, held: &[&PathBuf]| {
            let kept = |path: &&PathBuf| {
                since.as_ref()?.kept(path.to_str()?, &paths::shown(path, here), here, subjects).map(Arc::new)
            };
            held.par_iter().filter_map(kept).collect::<Vec<Arc<Kept>>>()
        };
        let subjects: BTreeSet<u64> = now.subjects().union(&changed).copied().collect();
        let kept = held_on(&subjects, &held);
        let others = self.contradicted_otherwise(&alone, &kept, since.as_ref(), &changed);
        let mut known: Vec<Checked> = Vec::new();
        let mut all: BTreeMap<PathBuf, Shown> = BTreeMap::new();
        if !others.is_empty() {
            let again: Vec<PathBuf> = others.iter().map(|path| path.to_path_buf()).collect();
            progress.expect(again.len());
            let read = read(world.workspaces().clone(), &again, &files, configs);
            // What is said of the workspaces was said before.
            if read.drafts.len() < again.len() {
                return None;
            }
            let drafts: Vec<Arc<Draft>> = sorted_out(on.check(read.drafts, progress), &mut failures);
            let cancel = Cancel::new();
            let said = drafts.par_iter().filter_map(|draft| Kept::of(draft, &cancel).ok());
            let said: Vec<Kept> = said.collect();
            held.retain(|path| !others.contains(path.as_path()));
            let own = said.iter().flat_map(|said| said.said.iter().map(|said| said.statement.subject()));
            let subjects: BTreeSet<u64> = subjects.iter().copied().chain(own).collect();
            let mut beside = held_on(&subjects, &held);
            alone.retain(|of| !others.contains(&of.said.path));
            beside.extend(alone.iter().map(|of| Arc::clone(&of.said)));
            let desk = desk(&drafts, beside, &mut failures);
            let shown = reports(&desk, &drafts, |draft, report| {
                let said = said.iter().find(|said| said.path == *draft.path());
                let (shown, checked) = self.shown(draft, report, said);
                (draft.path().to_path_buf(), shown, checked)
            });
            for (path, shown, checked) in sorted_out(shown, &mut failures) {
                all.insert(path, shown);
                known.extend(checked);
            }
        }
        for Alone { said, shown, checked, .. } in alone {
            all.insert(said.path.to_path_buf(), shown);
            known.extend(checked);
        }
        if has_changed.load(Ordering::Relaxed) {
            return None;
        }
        let mut earlier = now.earlier(known);
        if let Some(since) = &since {
            for path in held {
                all.insert(path.clone(), since.shown(path.to_str()?)?.clone());
                since.hand_on(path.to_str()?, &mut earlier);
            }
        }
        Some(KeptRun { shown: all.into_iter().collect(), failures, earlier })
    }

    /// Checks briefings, in parallel, each as if there were no other.
    fn alone(&self, paths: &[PathBuf], on: &On<'_>, progress: &dyn Progress) -> Vec<Result<Alone, Failure>> {
        let check = |path: &PathBuf| {
            let name = paths::shown(path, self.configs.here());
            let config = self.configs.of(path)?;
            let checked = Opened::read(path, &name, &Files::on_disk(), on.world.workspaces(), config);
            let checked = checked.and_then(|opened| opened.check(on)).and_then(|draft| {
                guarded(&format!("checking `{name}`"), || {
                    let desk = desk(std::slice::from_ref(&draft), Vec::new(), &mut Vec::new());
                    let cancel = Cancel::new();
                    // Nobody cancels it, and it is there.
                    let report = desk.report(draft.path(), &cancel).ok().flatten()?;
                    let said = Arc::new(Kept::of(&draft, &cancel).ok()?);
                    let contradicted = report.contradicted.clone();
                    let (shown, checked) = self.shown(&draft, report, Some(&said));
                    Some(Alone { said, contradicted, shown, checked })
                })
            });
            progress.advance();
            checked.transpose()
        };
        paths.par_iter().filter_map(check).collect()
    }

    /// What is shown of a report, and what is known of the briefing if that can be kept.
    fn shown(&self, draft: &Draft, mut report: Report, said: Option<&Kept>) -> (Shown, Option<Checked>) {
        let shown = (self.show)(&mut report);
        let known = said
            .zip(self.configs.of(draft.path()))
            .and_then(|(said, config)| Checked::new(draft, &config, self.tree, said)?.shown(&report, said, &shown));
        (shown, known)
    }

    /// The briefings whose figures others contradict otherwise than it was told: `alone` were checked without others, and
    /// `kept` are held from before, when only what is said on the `changed` subjects was another thing.
    fn contradicted_otherwise(
        &self,
        alone: &[Alone],
        kept: &[Arc<Kept>],
        since: Option<&Since>,
        changed: &BTreeSet<u64>,
    ) -> BTreeSet<Arc<Path>> {
        let all = alone.iter().map(|of| &of.said).chain(kept).cloned().collect();
        let desk = desk(&[], all, &mut Vec::new());
        let is_other = |kept: &&Arc<Kept>| {
            let contradicted = |subject| desk.contradicted_of_kept(kept, subject);
            let path = kept.path.to_str();
            !path.zip(since).is_some_and(|(path, since)| since.is_contradicted_as_before(path, changed, contradicted))
        };
        let now = |of: &Alone| {
            let subjects: BTreeSet<u64> = of.said.said.iter().map(|said| said.statement.subject()).collect();
            let found = subjects.into_iter().flat_map(|subject| desk.contradicted_of_kept(&of.said, subject));
            let mut found: Vec<Contradicted> = found.collect();
            found.sort_by_key(|found| (found.part, found.check));
            found
        };
        let told = |a: &Contradicted, b: &Contradicted| (a.part, a.check, &a.other) == (b.part, b.check, &b.other);
        let is_otherwise = |of: &&Alone| {
            let now = now(of);
            now.len() != of.contradicted.len() || !now.iter().zip(&of.contradicted).all(|(a, b)| told(a, b))
        };
        let of_alone = alone.par_iter().filter(is_otherwise).map(|of| Arc::clone(&of.said.path));
        of_alone.chain(kept.par_iter().filter(is_other).map(|kept| Arc::clone(&kept.path))).collect()
    }
}

/// A briefing that was checked as if there were no other.
struct Alone {
    said: Arc<Kept>,
    contradicted: Vec<Contradicted>,
    shown: Shown,
    checked: Option<Checked>,
}

#[cfg(test)]
mod tests;
