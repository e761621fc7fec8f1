//! What briefings can cite: the catalogues of their workspaces, and the articles in these.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use briefcheck_engine::sources::{Article, Corpus, Library, Source, SourceId};
use rayon::prelude::*;

use super::catalogue::Origin;
use super::{Catalogue, Config, Entry, Files, Shelf, Wanted, paths};

/// What tells the workspaces of a run apart: the root and the folder of the sources.
pub(super) type Id = (PathBuf, PathBuf);

/// The catalogues of some workspaces.
#[derive(Clone, Debug, Default)]
pub struct Catalogues(BTreeMap<Id, Arc<Catalogue>>);

impl Catalogues {
    /// Looks up what the workspaces with these configurations have, in parallel.
    pub fn of(configs: impl IntoIterator<Item = Arc<Config>>, files: &Files) -> Self {
        let configs: BTreeMap<Id, Arc<Config>> = configs.into_iter().map(|config| (id(&config), config)).collect();
        let look_up = |(id, config)| (id, Arc::new(Catalogue::of(config, files)));
        Self(configs.into_par_iter().map(look_up).collect())
    }

    /// The catalogue of the workspace with this configuration.
    pub fn get(&self, config: &Config) -> Option<&Arc<Catalogue>> {
        self.0.get(&id(config))
    }

    /// Every catalogue, in the order of their workspaces.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Catalogue>> {
        self.0.values()
    }
}

fn id(config: &Config) -> Id {
    (config.root.clone(), config.folder.clone())
}

/// Catalogues, and the articles of their sources.
#[derive(Default)]
pub struct World {
    catalogues: Catalogues,
    shelf: Shelf,
    /// The sources of each catalogue's entries, made once for all briefings of a workspace.
    sources: BTreeMap<Id, Vec<Arc<Source>>>,
    /// What a briefing of each workspace can cite that declares nothing itself, once one asks.
    plain: BTreeMap<Id, OnceLock<Library>>,
}

impl World {
    /// Reads the sources of some catalogues that are `wanted` and those that briefings declare themselves, in parallel.
    /// What `before` has read already, of the same content, is taken from there.
    pub fn load(
        catalogues: Catalogues,
        own: Vec<Wanted>,
        files: &Files,
        before: &World,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Self {
        Self::load_while(catalogues, own, files, before, wanted, &|| true).unwrap_or_default()
    }

    /// The same for as long as `go_on` says so; `None` once it does not.
    pub fn load_while(
        catalogues: Catalogues,
        own: Vec<Wanted>,
        files: &Files,
        before: &World,
        wanted: impl Fn(&Entry) -> bool,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let known = catalogues.iter().flat_map(|catalogue| {
            let entries = catalogue.entries.iter().filter(|entry| entry.missing.is_none() && wanted(entry));
            entries.map(|entry| Wanted::new(entry, &catalogue.config))
        });
        let shelf = Shelf::fill(known.chain(own).collect(), files, &before.shelf, go_on)?;
        let sources = catalogues.0.iter().map(|(id, catalogue)| {
            let source = |entry| Arc::new(shelf.source(entry, &catalogue.config));
            (id.clone(), catalogue.entries.iter().map(source).collect())
        });
        let plain = catalogues.0.keys().map(|id| (id.clone(), OnceLock::new())).collect();
        Some(Self { sources: sources.collect(), plain, catalogues, shelf })
    }

    /// The catalogues.
    pub fn catalogues(&self) -> &Catalogues {
        &self.catalogues
    }

    /// Whether nothing was read for it.
    pub fn is_empty(&self) -> bool {
        self.shelf.is_empty()
    }

    /// Whether it was tried to read the file of an entry.
    pub fn has_read(&self, entry: &Entry, config: &Arc<Config>) -> bool {
        entry.missing.is_some() || self.shelf.has_read(&Wanted::new(entry, config))
    }

    /// The articles that were read from a file at an absolute path, each once: mostly one.
    pub fn articles_of(&self, path: &Path) -> Vec<Arc<Article>> {
        self.shelf.articles_of(path)
    }

    /// All articles.
    pub fn corpus(&self) -> &Arc<Corpus> {
        self.shelf.corpus()
    }

    /// The source that an entry names.
    pub fn source(&self, entry: &Entry, config: &Arc<Config>) -> Source {
        self.shelf.source(entry, config)
    }

    /// What a briefing in `folder` can cite: `own` is what it declares itself, `cited` its keys, which may be the names
    /// and paths of files.
    pub fn library<'a>(
        &self,
        catalogue: &Catalogue,
        folder: &Path,
        own: &[Entry],
        cited: impl Iterator<Item = &'a str>,
    ) -> Library {
        let cited: BTreeSet<&str> = cited.collect();
        // Most briefings declare nothing and cite by key: one library is that of all of them.
        if let Some(plain) = self.plain.get(&id(&catalogue.config)).filter(|_| own.is_empty()) {
            let plain = plain.get_or_init(|| self.made(catalogue, folder, own, &BTreeSet::new()));
            if cited.iter().all(|key| plain.find(key).is_some()) {
                return plain.clone();
            }
        }
        self.made(catalogue, folder, own, &cited)
    }

    fn made(&self, catalogue: &Catalogue, folder: &Path, own: &[Entry], cited: &BTreeSet<&str>) -> Library {
        let mut shelved = Shelved { library: Library::new(Arc::clone(self.corpus())), declared: HashMap::new() };
        let has_file = |entry: &&Entry| entry.missing.is_none();
        for entry in own.iter().filter(has_file) {
            shelved.declare(entry, || self.source(entry, &catalogue.config).into());
        }
        let sources = self.sources.get(&id(&catalogue.config)).map_or(&[][..], Vec::as_slice);
        let known = || catalogue.entries.iter().zip(sources);
        for (entry, source) in known().filter(|(entry, _)| has_file(entry) && entry.origin == Origin::Declaration) {
            shelved.declare(entry, || Arc::clone(source));
        }
        // Of files with one stem, the first that can be read has it as key.
        for is_readable in [true, false] {
            let laid = known().filter(|(entry, _)| entry.origin == Origin::Folder);
            for (entry, source) in laid.filter(|(_, source)| source.article.is_ok() == is_readable) {
                shelved.lay(entry, source);
            }
        }
        // An entry without a file takes no key from one that has it.
        for entry in own.iter().filter(|entry| !has_file(entry)) {
            shelved.declare(entry, || self.source(entry, &catalogue.config).into());
        }
        for (entry, source) in known().filter(|(entry, _)| !has_file(entry)) {
            shelved.declare(entry, || Arc::clone(source));
        }
        for key in cited {
            shelved.name(key, folder, &catalogue.config);
        }
        shelved.library
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
    fn declare(&mut self, entry: &'a Entry, source: impl FnOnce() -> Arc<Source>) {
        if self.library.find(&entry.key).is_none() {
            let id = self.library.declare(source());
            self.declared.entry(&entry.path).or_insert(id);
        }
    }

    /// Makes a file of the sources folder known by its stem: by its name where another file has the stem, by its path
    /// where another one has the name.
    fn lay(&mut self, entry: &'a Entry, source: &Arc<Source>) {
        if let Some(&id) = self.declared.get(entry.path.as_path()) {
            self.library.alias(&entry.key, id);
            return;
        }
        let name = || source.path.rsplit('/').next().unwrap_or(&source.path);
        let is_free = |key: &&str| self.library.find(key).is_none();
        let key = [source.key.as_str(), name(), &source.path].into_iter().find(is_free);
        if let Some(key) = key.map(str::to_owned) {
            let is_own = key == source.key;
            let named = || Arc::new(Source { key, ..Source::clone(source) });
            self.library.declare(if is_own { Arc::clone(source) } else { named() });
        }
    }

    /// Makes what a briefing cites lead to a file if it is the file's path or name.
    fn name(&mut self, cited: &str, folder: &Path, config: &Config) {
        if self.library.find(cited).is_some() {
            return;
        }
        let candidates = candidates(cited, folder, config);
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
pub fn candidates(path: &str, folder: &Path, config: &Config) -> [PathBuf; 3] {
    [folder, &config.root, &config.folder].map(|base| paths::join(base, path))
}
