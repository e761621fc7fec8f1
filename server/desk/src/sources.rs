//! The articles that briefings can cite, and what a key leads each briefing to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use briefcheck_engine::sources::{
    Article, ArticleId, Corpus, Fingerprint, Library, Marks, Meta, Source, SourceId, Store, Unreadable,
};

use crate::catalogue::{Catalogue, CatalogueId, Entry, Origin};
use crate::paths;

/// What tells files to read apart: the same file is another article between other marks, and in another workspace it may be
/// forbidden.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileId {
    /// The folder of the workspace that wants it.
    pub root: PathBuf,
    /// The file, absolute.
    pub path: PathBuf,
    /// The words between which the article stands.
    pub marks: Marks,
}

impl FileId {
    /// The file of a source that is declared in the workspace in the folder `root`.
    pub fn of(entry: &Entry, root: &Path) -> Self {
        let marks = Marks { start: entry.meta.start.clone(), stop: entry.meta.stop.clone() };
        Self { root: root.to_owned(), path: entry.path.clone(), marks }
    }
}

/// A file that was read, or could not be.
pub struct ReadFile {
    /// What was wanted.
    pub id: FileId,
    /// Its article, and what that says of itself.
    pub article: Result<(Arc<Article>, Meta), Unreadable>,
    /// The file that was read: another one where the wanted one can't be.
    pub path: PathBuf,
    /// What tells the content of the article from others.
    pub content: Option<Fingerprint>,
}

/// Articles by the files that they were read from.
#[derive(Default)]
pub struct Shelf {
    corpus: Arc<Corpus>,
    articles: HashMap<FileId, Result<ArticleId, Unreadable>>,
    /// The files that were read in place of others that can't be.
    instead: HashMap<FileId, PathBuf>,
    /// What articles say of themselves.
    metas: HashMap<ArticleId, Meta>,
}

impl Shelf {
    /// The articles of some files, in this order: of an article that several files have, the first one's words about itself
    /// hold. What is made of all of them is kept in a `store`.
    pub fn of(files: impl IntoIterator<Item = ReadFile>, store: Option<Arc<dyn Store>>) -> Self {
        let mut corpus = store.map_or_else(Corpus::new, |store| Corpus::new().stored(store));
        // By address: the corpus keeps every article alive.
        let mut known: HashMap<*const Article, ArticleId> = HashMap::new();
        let mut shelf = Self::default();
        for ReadFile { id, article, path, content } in files {
            let article = article.map(|(article, meta)| {
                if path != id.path {
                    shelf.instead.insert(id.clone(), path);
                }
                *known.entry(Arc::as_ptr(&article)).or_insert_with(|| {
                    let article = corpus.add_content(article, content);
                    shelf.metas.insert(article, meta);
                    article
                })
            });
            shelf.articles.insert(id, article);
        }
        Self { corpus: Arc::new(corpus), ..shelf }
    }

    /// The source that an entry of the workspace in the folder `root` names: its path is from there, and what the entry does
    /// not say of it, its article may.
    fn source(&self, entry: &Entry, root: &Path) -> Source {
        let id = FileId::of(entry, root);
        let article = match &entry.missing {
            Some(why) => Some(Err(Unreadable(why.clone()))),
            None => self.articles.get(&id).cloned(),
        };
        let article = article.unwrap_or_else(|| Err(Unreadable("it was not read".to_owned())));
        let own = article.as_ref().ok().and_then(|id| self.metas.get(id)).cloned().unwrap_or_default();
        let meta = entry.meta.clone().or(own);
        let path = self.instead.get(&id).unwrap_or(&entry.path);
        Source { key: entry.key.clone(), path: paths::shown(path, root), meta, article }
    }
}

/// The sources of some workspaces.
#[derive(Default)]
pub struct Sources {
    shelf: Shelf,
    /// The sources of each catalogue's entries, made once for all briefings of a workspace.
    known: BTreeMap<CatalogueId, Vec<Arc<Source>>>,
    /// What a briefing of each workspace can cite that declares nothing itself, once one asks.
    plain: BTreeMap<CatalogueId, OnceLock<Library>>,
}

impl Sources {
    /// The sources of the workspaces with these catalogues, whose articles are on a shelf.
    pub fn new<'a>(catalogues: impl Iterator<Item = &'a Catalogue>, shelf: Shelf) -> Self {
        let sources = |catalogue: &Catalogue| {
            let source = |entry| Arc::new(shelf.source(entry, &catalogue.root));
            (catalogue.id(), catalogue.entries.iter().map(source).collect())
        };
        let known: BTreeMap<CatalogueId, Vec<Arc<Source>>> = catalogues.map(sources).collect();
        let plain = known.keys().map(|id| (id.clone(), OnceLock::new())).collect();
        Self { shelf, known, plain }
    }

    /// Whether nothing was read for it.
    pub fn is_empty(&self) -> bool {
        self.shelf.articles.is_empty()
    }

    /// Whether it was tried to read the file of an entry of the workspace in the folder `root`.
    pub fn has_read(&self, entry: &Entry, root: &Path) -> bool {
        entry.missing.is_some() || self.shelf.articles.contains_key(&FileId::of(entry, root))
    }

    /// The articles that were read from a file at an absolute path, each once: mostly one.
    pub fn articles_of(&self, path: &Path) -> Vec<Arc<Article>> {
        let Shelf { corpus, articles, instead, .. } = &self.shelf;
        let is_of = |id: &FileId| instead.get(id).map_or(id.path.as_path(), PathBuf::as_path) == path;
        let of_path = articles.iter().filter(|(id, _)| is_of(id));
        let mut ids: Vec<ArticleId> = of_path.filter_map(|(_, article)| article.as_ref().ok().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| Arc::clone(corpus.article(id))).collect()
    }

    /// All articles.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.shelf.corpus
    }

    /// The source that an entry of the workspace in the folder `root` names.
    pub fn source(&self, entry: &Entry, root: &Path) -> Source {
        self.shelf.source(entry, root)
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
        if let Some(plain) = self.plain(catalogue).filter(|_| own.is_empty())
            && cited.iter().all(|key| plain.find(key).is_some())
        {
            return plain.clone();
        }
        self.made(catalogue, folder, own, &cited)
    }

    /// What a briefing can cite that declares nothing itself and cites by key.
    pub fn plain(&self, catalogue: &Catalogue) -> Option<&Library> {
        let plain = self.plain.get(&catalogue.id())?;
        Some(plain.get_or_init(|| self.made(catalogue, &catalogue.root, &[], &BTreeSet::new())))
    }

    fn made(&self, catalogue: &Catalogue, folder: &Path, own: &[Entry], cited: &BTreeSet<&str>) -> Library {
        let library = Library::new(Arc::clone(self.corpus()));
        let mut shelved = Shelved { library, declared: HashMap::new(), laid: HashSet::new() };
        let has_file = |entry: &&Entry| entry.missing.is_none();
        for entry in own.iter().filter(has_file) {
            shelved.declare(entry, || self.source(entry, &catalogue.root).into());
        }
        let sources = self.known.get(&catalogue.id()).map_or(&[][..], Vec::as_slice);
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
            shelved.declare(entry, || self.source(entry, &catalogue.root).into());
        }
        for (entry, source) in known().filter(|(entry, _)| !has_file(entry)) {
            shelved.declare(entry, || Arc::clone(source));
        }
        for key in cited {
            shelved.name(key, folder, catalogue);
        }
        shelved.library
    }
}

/// A library in the making.
struct Shelved<'a> {
    library: Library,
    /// Which source a file with a declared key became.
    declared: HashMap<&'a Path, SourceId>,
    /// The sources that have their key by the file's name.
    laid: HashSet<SourceId>,
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
            let holder = self.library.find(&source.key).filter(|holder| self.laid.contains(holder));
            let id = self.library.declare(if is_own { Arc::clone(source) } else { named() });
            self.laid.insert(id);
            if let Some(holder) = holder {
                self.library.rival(holder, id);
            }
        }
    }

    /// Makes what a briefing cites lead to a file if it is the file's path or name.
    fn name(&mut self, cited: &str, folder: &Path, catalogue: &Catalogue) {
        if self.library.find(cited).is_some() {
            return;
        }
        let candidates = catalogue.candidates(cited, folder);
        let declared = candidates.iter().find_map(|path| self.declared.get(path.as_path()).copied());
        let shown = candidates.map(|path| paths::shown(&path, &catalogue.root));
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
