//! A briefing that was read, and what it can cite.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{self, Finding};
use briefcheck_engine::sources::{Library, Source, SourceId};
use briefcheck_engine::text::Lines;
use briefcheck_engine::verify::conflict::{self, Conflict};
use briefcheck_engine::verify::{self, Check, Evidence, Uncited};

use super::catalogue::Origin;
use super::{Catalogue, Checked, Config, Entry, Failure, Files, Found, Passage, Setting, Shelf, Tally, guarded, paths};

/// A briefing and the sources of its workspace.
pub struct Opened {
    path: PathBuf,
    /// The path for people.
    name: String,
    text: Arc<str>,
    briefing: Briefing,
    catalogue: Arc<Catalogue>,
}

impl Opened {
    /// Reads the briefing at an absolute path, which `name` is for people.
    ///
    /// # Errors
    ///
    /// If it is no text, or if reading it panics.
    pub fn read(path: &Path, name: &str, files: &Files, catalogue: Arc<Catalogue>) -> Result<Self, Failure> {
        let text = files.text(path, name)?;
        let folder = path.parent().unwrap_or(path);
        let briefing = guarded(&format!("reading `{name}`"), || {
            read_briefing(&text, |target| {
                candidates(target, folder, &catalogue.config).iter().any(|path| catalogue.has(path))
            })
        })?;
        Ok(Self { path: path.to_owned(), name: name.to_owned(), text, briefing, catalogue })
    }

    /// The sources of its workspace.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// The sources that it declares itself.
    pub fn own(&self) -> Vec<Entry> {
        let declarations = self.briefing.front_matter.declarations.iter();
        declarations
            .map(|declaration| Entry {
                key: declaration.key.clone(),
                path: paths::join(self.folder(), &declaration.path),
                meta: declaration.meta.clone(),
                origin: Origin::Declaration,
            })
            .collect()
    }

    /// Holds it against the articles of a shelf, which `sources` are those of its catalogue from.
    ///
    /// # Errors
    ///
    /// If that panics.
    pub fn verify(self, shelf: &Shelf, sources: &[Source]) -> Result<Verified, Failure> {
        let (library, checks) = guarded(&format!("checking `{}`", self.name), || {
            let library = self.library(shelf, sources);
            let cx = verify::Context { briefing: &self.briefing, library: &library, uncited: Uncited::Nothing };
            let checks = verify::verify(&cx);
            (library, checks)
        })?;
        Ok(Verified { opened: self, library, checks })
    }

    fn passage(&self, library: &Library, evidence: &Evidence) -> Option<Passage> {
        let source = library.source(evidence.source);
        Some(Passage {
            key: source.key.clone(),
            path: paths::join(&self.catalogue.config.root, &source.path),
            article: Arc::clone(library.article(evidence.source)?),
            span: evidence.span,
            score: evidence.score,
        })
    }

    /// What its keys, and the names and paths of files that it cites, lead to.
    fn library(&self, shelf: &Shelf, sources: &[Source]) -> Library {
        let own = self.own();
        let mut shelved = Shelved { library: Library::new(Arc::clone(shelf.corpus())), declared: HashMap::new() };
        for entry in &own {
            shelved.declare(entry, || shelf.source(entry, &self.catalogue.config));
        }
        for (entry, source) in self.catalogue.entries.iter().zip(sources) {
            match entry.origin {
                Origin::Declaration => shelved.declare(entry, || source.clone()),
                Origin::Folder => shelved.lay(entry, source),
            }
        }
        let cited: BTreeSet<&str> = self.briefing.citations.iter().map(|citation| citation.key.as_str()).collect();
        for key in cited {
            shelved.name(key, self);
        }
        shelved.library
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
    /// It as the engine looks for conflicts in it.
    pub fn said(&self) -> conflict::Checked<'_> {
        conflict::Checked { name: &self.opened.name, briefing: &self.opened.briefing, checks: &self.checks }
    }

    /// Makes a check one of a figure that another briefing contradicts.
    pub fn mark(&mut self, conflict: Conflict) {
        if let Some(check) = self.checks.get_mut(conflict.check) {
            check.mark(conflict);
        }
    }

    /// Makes the findings.
    ///
    /// # Errors
    ///
    /// If that panics.
    pub fn finish(self, settings: &[Setting]) -> Result<Checked, Failure> {
        let Self { opened, library, checks } = self;
        let levels = opened.catalogue.config.levels(&opened.path, settings);
        let findings = guarded(&format!("checking `{}`", opened.name), || {
            let cx = rules::Context { briefing: &opened.briefing, library: &library, checks: &checks };
            rules::findings(&cx, &levels)
        })?;
        let found = |finding: Finding| {
            let passages = finding.evidence.iter().filter_map(|evidence| opened.passage(&library, evidence)).collect();
            Found { finding, passages }
        };
        let findings = findings.into_iter().map(found).collect();
        let (lines, tally) = (Lines::new(&opened.text), Tally::of(&checks));
        Ok(Checked { lines, path: opened.path, text: opened.text, findings, tally })
    }
}

/// A library in the making.
struct Shelved<'a> {
    library: Library,
    /// Which source a file with a declared key became.
    declared: HashMap<&'a Path, SourceId>,
}

impl<'a> Shelved<'a> {
    /// Gives a file a key, unless a nearer declaration has it.
    fn declare(&mut self, entry: &'a Entry, source: impl FnOnce() -> Source) {
        if self.library.find(&entry.key).is_none() {
            let id = self.library.declare(source());
            self.declared.entry(&entry.path).or_insert(id);
        }
    }

    /// Makes a file of the sources folder known by its stem: by its name where another file has the stem, by its path
    /// where another one has the name.
    fn lay(&mut self, entry: &'a Entry, source: &Source) {
        if let Some(&id) = self.declared.get(entry.path.as_path()) {
            self.library.alias(&entry.key, id);
            return;
        }
        let name = || source.path.rsplit('/').next().unwrap_or(&source.path);
        let is_free = |key: &&str| self.library.find(key).is_none();
        let key = [source.key.as_str(), name(), &source.path].into_iter().find(is_free);
        if let Some(key) = key.map(str::to_owned) {
            self.library.declare(Source { key, ..source.clone() });
        }
    }

    /// Makes what a briefing cites lead to a file if it is the file's path or name.
    fn name(&mut self, cited: &str, briefing: &Opened) {
        if self.library.find(cited).is_some() {
            return;
        }
        let config = &briefing.catalogue.config;
        let candidates = candidates(cited, briefing.folder(), config);
        let declared = candidates.iter().find_map(|path| self.declared.get(path.as_path()).copied());
        let shown = candidates.map(|path| paths::shown(&path, &config.root));
        let by = |is_it: &dyn Fn(&str) -> bool| {
            self.library.sources().find(|(_, source)| is_it(&source.path)).map(|(id, _)| id)
        };
        let by_path = || by(&|path| shown.iter().any(|shown| shown == path));
        let by_name = || by(&|path| path.rsplit('/').next() == Some(cited));
        if let Some(id) = declared.or_else(by_path).or_else(by_name) {
            self.library.alias(cited, id);
        }
    }
}

/// The files that a path in a briefing can mean: from its folder, from the workspace, from the folder of the sources.
fn candidates(path: &str, folder: &Path, config: &Config) -> [PathBuf; 3] {
    [folder, &config.root, &config.folder].map(|base| paths::join(base, path))
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
