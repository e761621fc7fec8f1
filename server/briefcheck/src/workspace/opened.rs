//! A briefing that was read, and what it can cite.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::markup::{Briefing, Declaration};
use briefcheck_engine::sources::{Library, Meta, SourceId};
use briefcheck_engine::text::Lines;
use briefcheck_engine::verify::{Evidence, Uncited};

use super::{
    Catalogue, Checked, Config, Entry, Failure, Files, Found, Passage, Setting, Shelf, Tally, Wanted, guarded, paths,
};

/// A briefing, its configuration and the sources of its workspace.
pub struct Opened {
    path: PathBuf,
    /// The path for people.
    name: String,
    text: Arc<str>,
    briefing: Briefing,
    config: Arc<Config>,
    catalogue: Arc<Catalogue>,
}

impl Opened {
    /// Reads the briefing at an absolute path, which `name` is for people.
    ///
    /// # Errors
    ///
    /// If it is no text, or if reading it panics.
    pub fn read(
        path: &Path,
        name: &str,
        files: &Files,
        config: Arc<Config>,
        catalogue: Arc<Catalogue>,
    ) -> Result<Self, Failure> {
        let text = files.text(path, name)?;
        let folder = path.parent().unwrap_or(path);
        let briefing = guarded(&format!("reading `{name}`"), || {
            read_briefing(&text, |target| candidates(target, folder, &config).iter().any(|path| catalogue.has(path)))
        })?;
        Ok(Self { path: path.to_owned(), name: name.to_owned(), text, briefing, config, catalogue })
    }

    /// The sources that it can cite, the nearest declaration first, and the workspace whose limits hold.
    pub fn known(&self) -> Vec<(Entry, Arc<Config>)> {
        let own = self.briefing.front_matter.declarations.iter().map(|declaration| self.declared(declaration));
        own.chain(self.catalogue.known()).map(|entry| (entry, Arc::clone(&self.config))).collect()
    }

    /// The files that it can cite.
    pub fn wanted(&self) -> Vec<Wanted> {
        self.known().iter().map(|(entry, config)| Wanted::new(entry, config)).collect()
    }

    /// Checks it with the articles that it wanted.
    ///
    /// # Errors
    ///
    /// If that panics.
    pub fn check(self, shelf: &Shelf, settings: &[Setting]) -> Result<Checked, Failure> {
        let levels = self.config.levels(&self.path, settings);
        let (library, findings, tally) = guarded(&format!("checking `{}`", self.name), || {
            let library = self.library(shelf);
            let report = briefcheck_engine::check(&self.briefing, &library, &levels, Uncited::Nothing);
            let tally = Tally::of(&report.checks);
            (library, report.findings, tally)
        })?;
        let findings = findings
            .into_iter()
            .map(|finding| {
                let passages =
                    finding.evidence.iter().filter_map(|evidence| self.passage(&library, evidence)).collect();
                Found { finding, passages }
            })
            .collect();
        Ok(Checked { lines: Lines::new(&self.text), path: self.path, text: self.text, findings, tally })
    }

    fn passage(&self, library: &Library, evidence: &Evidence) -> Option<Passage> {
        let source = library.source(evidence.source);
        Some(Passage {
            key: source.key.clone(),
            path: paths::join(&self.config.root, &source.path),
            article: Arc::clone(library.article(evidence.source)?),
            span: evidence.span,
            score: evidence.score,
        })
    }

    /// What its keys, and the names and paths of files that it cites, lead to.
    fn library(&self, shelf: &Shelf) -> Library {
        let mut shelved =
            Shelved { opened: self, shelf, library: Library::new(Arc::clone(shelf.corpus())), by_path: HashMap::new() };
        for declaration in &self.briefing.front_matter.declarations {
            shelved.declare(&self.declared(declaration));
        }
        for entry in &self.catalogue.declared {
            shelved.declare(entry);
        }
        for path in &self.catalogue.folder {
            shelved.lay(path);
        }
        shelved.name_cited();
        shelved.library
    }

    fn declared(&self, declaration: &Declaration) -> Entry {
        Entry {
            key: declaration.key.clone(),
            path: paths::join(self.folder(), &declaration.path),
            meta: declaration.meta.clone(),
        }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }
}

/// A library in the making, and which source each file became.
struct Shelved<'a> {
    opened: &'a Opened,
    shelf: &'a Shelf,
    library: Library,
    by_path: HashMap<PathBuf, SourceId>,
}

impl Shelved<'_> {
    /// Gives a file a key, unless a nearer declaration has it.
    fn declare(&mut self, entry: &Entry) {
        if self.library.find(&entry.key).is_some() {
            return;
        }
        let id = self.library.declare(self.shelf.source(entry, &self.opened.config));
        self.by_path.entry(entry.path.clone()).or_insert(id);
    }

    /// Makes a file of the sources folder known by its stem: by its name where another file has the stem, by its path
    /// where another one has the name.
    fn lay(&mut self, path: &Path) {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return };
        let stem = path.file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned());
        if let Some(&id) = self.by_path.get(path) {
            self.library.alias(&stem, id);
            return;
        }
        let free = [stem, name, paths::shown(path, &self.opened.config.root)];
        if let Some(key) = free.iter().find(|key| self.library.find(key).is_none()) {
            self.declare(&Entry { key: key.clone(), path: path.to_owned(), meta: Meta::default() });
        }
    }

    /// Makes what the briefing cites by a file's name or path lead there.
    fn name_cited(&mut self) {
        let config = Arc::clone(&self.opened.config);
        let cited: BTreeSet<&str> =
            self.opened.briefing.citations.iter().map(|citation| citation.key.as_str()).collect();
        for key in cited {
            if self.library.find(key).is_some() {
                continue;
            }
            let candidates = candidates(key, self.opened.folder(), &config);
            let by_path = candidates.iter().find_map(|path| self.by_path.get(path).copied());
            if let Some(id) = by_path.or_else(|| self.by_name(key)) {
                self.library.alias(key, id);
            }
        }
    }

    /// The first source whose file has this name.
    fn by_name(&self, name: &str) -> Option<SourceId> {
        self.library.sources().find(|(_, source)| source.path.rsplit('/').next() == Some(name)).map(|(id, _)| id)
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
