//! `briefcheck check --fix` and `--diff`: what would mend a finding, applied.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::Report;
use briefcheck_engine::rules::{Safety, Severity, fixes};
use similar::TextDiff;

use crate::disk::{Files, Run, paths, replace};
use crate::report::visible;

/// How often a text is fixed and checked again: a fix that another one waits for is rare.
const MOST_ROUNDS: usize = 10;

/// Briefings after their fixes, and how they were.
pub(super) struct Fixed {
    /// What is left, in the texts as they are now.
    pub(super) run: Run,
    /// How many fixes were applied.
    pub(super) count: usize,
    /// How grave the gravest finding was before.
    pub(super) gravest: Option<Severity>,
    /// The texts of the changed files before and after, by path.
    changed: BTreeMap<PathBuf, Changed>,
}

struct Changed {
    root: PathBuf,
    /// How many fixes were applied.
    count: usize,
    before: Arc<str>,
    after: Arc<str>,
}

/// Applies what mends the findings, and checks what is changed again with `check`, until nothing more applies. Nothing is
/// written.
pub(super) fn fix(run: Run, files: &Files, wanted: Safety, check: impl Fn(&[PathBuf], &Files) -> Run) -> Fixed {
    let mut files = files.clone();
    let mut fixed = Fixed::nothing(run);
    // All of them again: what one says may be what another one is found to contradict.
    let all: Vec<PathBuf> = fixed.run.reports.iter().map(|briefing| briefing.path.to_path_buf()).collect();
    for _ in 0..MOST_ROUNDS {
        if !fixed.apply(wanted, &mut files) {
            break;
        }
        fixed.take(check(&all, &files));
    }
    fixed
}

/// How many findings have a fix that would be applied if it were asked for.
pub(super) fn mendable(run: &Run) -> usize {
    let findings = run.reports.iter().flat_map(|briefing| &briefing.findings);
    findings.filter(|found| !found.fixes.is_empty()).count()
}

/// How grave the gravest finding is.
pub(super) fn gravest(run: &Run) -> Option<Severity> {
    run.reports.iter().flat_map(|briefing| &briefing.findings).map(|found| found.severity).max()
}

impl Fixed {
    /// Briefings as they are.
    pub(super) fn nothing(run: Run) -> Self {
        Self { gravest: gravest(&run), run, count: 0, changed: BTreeMap::new() }
    }

    /// Applies what can be at once; whether there was anything.
    fn apply(&mut self, wanted: Safety, files: &mut Files) -> bool {
        let before = self.count;
        for briefing in &self.run.reports {
            let findings = briefing.findings.iter();
            let fixes = fixes::applicable(findings, wanted, &briefing.text);
            if fixes.is_empty() {
                continue;
            }
            let after: Arc<str> = fixes::apply(&briefing.text, fixes::merge(fixes.iter().copied())).into();
            self.count += fixes.len();
            files.open(briefing.path.to_path_buf(), Arc::clone(&after));
            let changed = self.changed.entry(briefing.path.to_path_buf()).or_insert_with(|| Changed {
                root: briefing.root.clone(),
                count: 0,
                before: Arc::clone(&briefing.text),
                after: Arc::clone(&after),
            });
            changed.after = after;
            changed.count += fixes.len();
        }
        self.count > before
    }

    /// Takes what checking the briefings again gave.
    fn take(&mut self, again: Run) {
        // What could not be checked once it was fixed is left as it is; its failure says so.
        let is_checked = |path: &Path| again.reports.iter().any(|briefing| *briefing.path == *path);
        for (_, lost) in self.changed.extract_if(.., |path, _| !is_checked(path)) {
            self.count = self.count.saturating_sub(lost.count);
        }
        let known: Vec<String> = self.run.failures.iter().map(|failure| failure.message.clone()).collect();
        self.run.failures.extend(again.failures.into_iter().filter(|failure| !known.contains(&failure.message)));
        self.run.reports = again.reports;
    }

    /// The text of a file as it is now.
    pub(super) fn text(&self, path: &Path) -> Option<&str> {
        let is_it = |briefing: &&Report| *briefing.path == *path;
        self.run.reports.iter().find(is_it).map(|briefing| &*briefing.text)
    }

    /// Writes the changed files. What could not be written is no fix: it is said, and what is left is what `check` finds
    /// in the files as they are then.
    pub(super) fn write(&mut self, here: &Path, check: impl Fn(&[PathBuf], &Files) -> Run) {
        let write = |path: &Path, changed: &Changed| {
            replace(path, &paths::shown(path, here), &changed.root, &changed.before, &changed.after)
        };
        let mut failures = Vec::new();
        for (path, changed) in &self.changed {
            if let Err(failure) = write(path, changed) {
                failures.push(failure);
                self.count = self.count.saturating_sub(changed.count);
            }
        }
        if !failures.is_empty() {
            let all: Vec<PathBuf> = self.run.reports.iter().map(|briefing| briefing.path.to_path_buf()).collect();
            self.take(check(&all, &Files::on_disk()));
            self.run.failures.extend(failures);
        }
    }

    /// What was changed, as a unified diff.
    pub(super) fn diff(&self, here: &Path) -> String {
        let diff = |(path, changed): (&PathBuf, &Changed)| {
            let name = visible(&paths::shown(path, here));
            let diff = TextDiff::from_lines(&*changed.before, &*changed.after);
            diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
        };
        self.changed.iter().map(diff).collect()
    }
}
