//! A briefing that was read, and what it can cite.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::markup::{Briefing, Declaration, FrontMatter};
use briefcheck_engine::rules::{Finding, Levels};
use briefcheck_engine::sources::Library;
use briefcheck_engine::text::Lines;
use briefcheck_engine::verify::conflict::{self, Statement};
use briefcheck_engine::verify::{self, Check, Uncited};
use briefcheck_engine::{Report, report_on};

use super::catalogue::Origin;
use super::lock::{self, Lock};
use super::paths::Fence;
use super::world::{World, candidates};
use super::{
    Catalogue, Checked, Entry, Failure, Files, Found, Passage, Role, Setting, Tally, bibliography, guarded, paths,
};
use crate::report::visible;

/// A briefing and the sources of its workspace.
pub struct Opened {
    path: PathBuf,
    /// The path for people.
    name: String,
    text: Arc<str>,
    briefing: Briefing,
    catalogue: Arc<Catalogue>,
    /// The sources that it declares itself.
    own: Vec<Entry>,
    /// What of its bibliographies could not be used.
    failures: Vec<Failure>,
}

impl Opened {
    /// Reads the briefing at an absolute path, which `name` is for people.
    ///
    /// # Errors
    ///
    /// If it is no text, or if reading it panics.
    pub fn read(path: &Path, name: &str, files: &Files, catalogue: Arc<Catalogue>) -> Result<Self, Failure> {
        let text = files.text(path, name, Role::Briefing, Some(&catalogue.config.fence))?;
        let folder = path.parent().unwrap_or(path);
        let briefing = guarded(&format!("reading `{name}`"), || {
            read_briefing(&text, |target| {
                candidates(target, folder, &catalogue.config).iter().any(|path| catalogue.has(path))
            })
        })?;
        let (own, failures) = own_entries(&briefing.front_matter, folder, Some(&catalogue.config.fence));
        Ok(Self { path: path.to_owned(), name: name.to_owned(), text, briefing, catalogue, own, failures })
    }

    /// The sources of its workspace.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// The sources that it declares itself.
    pub fn own(&self) -> &[Entry] {
        &self.own
    }

    /// What of the bibliographies that it names could not be used.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// Holds it against the sources of a world that has its catalogue and what it declares itself.
    ///
    /// # Errors
    ///
    /// If that panics.
    pub fn verify(self, world: &World) -> Result<Verified, Failure> {
        let (library, checks) = guarded(&format!("checking `{}`", self.name), || {
            let cited = self.briefing.citations.iter().map(|citation| citation.key.as_str());
            let library = world.library(&self.catalogue, self.folder(), &self.own, cited);
            let cx = verify::Context { briefing: &self.briefing, library: &library, uncited: Uncited::Nothing };
            let checks = verify::verify(&cx);
            (library, checks)
        })?;
        Ok(Verified { opened: self, library, checks })
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }
}

/// A briefing whose items were held against its sources.
pub struct Verified {
    opened: Opened,
    library: Library,
    checks: Vec<Check>,
}

impl Verified {
    /// The figures in it that others may contradict.
    pub fn statements(&self) -> Vec<Statement> {
        conflict::statements(&self.opened.briefing, &self.checks)
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        Lines::new(&self.opened.text).line(at) + 1
    }

    /// The folder of its workspace.
    pub fn root(&self) -> &Path {
        &self.opened.catalogue.config.root
    }

    /// What people know it by.
    pub fn name(&self) -> &str {
        &self.opened.name
    }

    /// Makes a check one of a figure that an earlier one contradicts.
    pub fn contradict(&mut self, check: usize, other: String) {
        if let Some(check) = self.checks.get_mut(check) {
            check.contradict(other);
        }
    }

    /// Makes the findings, also about passages that are no longer what the workspace's lock recorded.
    ///
    /// # Errors
    ///
    /// If that panics.
    pub fn finish(self, settings: &[Setting], lock: Option<&Lock>) -> Result<Checked, Failure> {
        let Self { opened, library, checks } = self;
        let levels = opened.catalogue.config.levels(&opened.path, settings);
        let report = guarded(&format!("checking `{}`", opened.name), || {
            let report = report_on(&opened.briefing, &library, &levels, checks);
            match lock {
                Some(lock) => compared(report, lock, &opened, &library, &levels),
                None => report,
            }
        })?;
        let root = opened.catalogue.config.root.clone();
        let found = |finding: Finding| {
            let passages = finding.evidence.iter().filter_map(|evidence| Passage::of(&library, &root, evidence));
            Found { passages: passages.collect(), finding }
        };
        Ok(Checked {
            findings: report.findings.into_iter().map(found).collect(),
            tally: Tally::of(&report.checks, &report.outcomes),
            checks: report.checks,
            outcomes: report.outcomes,
            lines: Lines::new(&opened.text),
            path: opened.path,
            text: opened.text,
            briefing: opened.briefing,
            library,
            root,
        })
    }
}

/// The report on a briefing with what a lock says of it.
fn compared(report: Report, lock: &Lock, opened: &Opened, library: &Library, levels: &Levels) -> Report {
    let briefing = &opened.briefing;
    let lost = lock.lost(&visible(&paths::shown(&opened.path, &opened.catalogue.config.root)), library);
    if lost.is_empty() {
        return report;
    }
    let prints = lock::prints(briefing, &report.checks);
    let part = lock::Part { briefing, library, report: &report, prints: &prints };
    let order = (0..report.checks.len()).map(|check| (0, check));
    lock::told(&lost, &[part], order, levels).remove(&0).unwrap_or(report)
}

/// The sources that the front matter of a briefing in this folder declares, itself or in the bibliographies that it names, and
/// what of these could not be used. Bibliographies are only read within a fence.
pub fn own_entries(front_matter: &FrontMatter, folder: &Path, fence: Option<&Fence>) -> (Vec<Entry>, Vec<Failure>) {
    let entry = |declaration: &Declaration| Entry {
        key: declaration.key.clone(),
        path: paths::join(folder, &declaration.path),
        others: Vec::new(),
        missing: None,
        meta: declaration.meta.clone(),
        origin: Origin::Declaration,
    };
    let mut entries: Vec<Entry> = front_matter.declarations.iter().map(entry).collect();
    let mut failures = Vec::new();
    for (path, fence) in front_matter.bibliography.iter().filter_map(|path| Some((path, fence?))) {
        let (read, faults) = bibliography::read_from_disk(&paths::join(folder, path), path, fence);
        entries.extend(read);
        failures.extend(faults);
    }
    entries.extend(front_matter.references.iter().map(|reference| Entry {
        key: reference.key.clone(),
        path: folder.to_owned(),
        others: Vec::new(),
        missing: Some(format!("`references` has @{}, but no file: add its `path`", reference.key)),
        meta: reference.meta.clone(),
        origin: Origin::Declaration,
    }));
    (entries, failures)
}

/// Reads a briefing. A link to a file that its own front matter declares is a citation too, which is only known once
/// that is read: then it is read again.
fn read_briefing(text: &str, is_known: impl Fn(&str) -> bool) -> Briefing {
    let denied = RefCell::new(BTreeSet::new());
    let briefing = Briefing::read(text, &|target| {
        let is_known = is_known(target);
        if !is_known {
            denied.borrow_mut().insert(target.to_owned());
        }
        is_known
    });
    let here = Path::new("/");
    let own: BTreeSet<PathBuf> =
        briefing.front_matter.declarations.iter().map(|declaration| paths::join(here, &declaration.path)).collect();
    let is_own = |target: &str| own.contains(&paths::join(here, target));
    if denied.borrow().iter().any(|target| is_own(target)) {
        Briefing::read(text, &|target| is_known(target) || is_own(target))
    } else {
        briefing
    }
}
