//! The articles of a run: every file is read once, every content becomes one article.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use std::collections::HashMap;

use briefcheck_engine::sources::{Article, ArticleId, Corpus, Fingerprint, Marks, Meta, Source, Unreadable};
use briefcheck_formats::{Format, tell};
use rayon::prelude::*;

use super::reading::{own_meta, read_article};
use super::{Config, Entry, Files, paths};

/// A file to read as an article.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The file, absolute.
    pub path: PathBuf,
    /// Files to read where that one can't be, the likeliest first.
    pub others: Vec<PathBuf>,
    /// The words between which the article stands.
    pub marks: Marks,
    /// The workspace whose limits hold.
    pub config: Arc<Config>,
}

type Id = (PathBuf, PathBuf, Marks);

impl Wanted {
    /// The file of a declared source.
    pub fn new(entry: &Entry, config: &Arc<Config>) -> Self {
        let marks = Marks { start: entry.meta.start.clone(), stop: entry.meta.stop.clone() };
        Self { path: entry.path.clone(), others: entry.others.clone(), marks, config: Arc::clone(config) }
    }

    fn id(&self) -> Id {
        (self.config.root.clone(), self.path.clone(), self.marks.clone())
    }
}

/// Articles by the files that they were read from.
#[derive(Default)]
pub struct Shelf {
    corpus: Arc<Corpus>,
    articles: HashMap<Id, Result<ArticleId, Unreadable>>,
    /// The files that were read in place of others that can't be.
    instead: HashMap<Id, PathBuf>,
    /// What articles say of themselves.
    metas: HashMap<ArticleId, Meta>,
    /// The articles by what is in their files, for the next shelf.
    contents: HashMap<Content, Arc<Article>>,
}

type Content = (Fingerprint, Format, Marks);

/// Articles by content, each read by the first that wants it.
#[derive(Default)]
struct Contents(Mutex<HashMap<Content, Arc<OnceLock<Read>>>>);

/// An article, or why the bytes are none.
type Read = Result<Arc<Article>, String>;

impl Shelf {
    /// Reads the files, in parallel, for as long as `go_on` says so; `None` once it does not. A content that an earlier
    /// shelf has is that one's article.
    pub fn fill(wanted: Vec<Wanted>, files: &Files, before: &Shelf, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        let mut wanted: Vec<(Id, Wanted)> = wanted.into_iter().map(|wanted| (wanted.id(), wanted)).collect();
        wanted.sort_by(|(a, _), (b, _)| (&a.0, &a.1, &a.2.start, &a.2.stop).cmp(&(&b.0, &b.1, &b.2.start, &b.2.stop)));
        wanted.dedup_by(|(a, _), (b, _)| a == b);
        let contents = Contents::of(before);
        let read = |(id, wanted): (Id, Wanted)| go_on().then(|| (id, contents.first(&wanted, files)));
        let read: Vec<_> = wanted.into_par_iter().map(read).collect::<Option<_>>()?;
        let mut corpus = Corpus::new();
        // By address: the contents keep every article alive.
        let mut known: HashMap<*const Article, ArticleId> = HashMap::new();
        let mut shelf = Self::default();
        for (id, read) in read {
            let article = read.map(|(article, path)| {
                if path != id.1 {
                    shelf.instead.insert(id.clone(), path);
                }
                *known.entry(Arc::as_ptr(&article)).or_insert_with(|| {
                    let id_of_article = corpus.add(Arc::clone(&article));
                    shelf.metas.insert(id_of_article, own_meta(&article, &id.1.to_string_lossy()));
                    id_of_article
                })
            });
            shelf.articles.insert(id, article);
        }
        shelf.contents = contents.articles(|article| known.contains_key(&std::ptr::from_ref(article)));
        Some(Self { corpus: Arc::new(corpus), ..shelf })
    }

    /// Whether no file was wanted.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Whether a file was wanted.
    pub fn has_read(&self, wanted: &Wanted) -> bool {
        self.articles.contains_key(&wanted.id())
    }

    /// The articles that were read from a file at an absolute path, each once.
    pub fn articles_of(&self, path: &Path) -> Vec<Arc<Article>> {
        let is_of = |id: &Id| self.instead.get(id).map_or(id.1.as_path(), PathBuf::as_path) == path;
        let of_path = self.articles.iter().filter(|(id, _)| is_of(id));
        let mut ids: Vec<ArticleId> = of_path.filter_map(|(_, article)| article.as_ref().ok().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| Arc::clone(self.corpus.article(id))).collect()
    }

    /// All articles.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// The source that a declaration names: its path is from the workspace, and what the declaration does not say of
    /// it, its article may.
    pub fn source(&self, entry: &Entry, config: &Arc<Config>) -> Source {
        let id = Wanted::new(entry, config).id();
        let article = match &entry.missing {
            Some(why) => Some(Err(Unreadable(why.clone()))),
            None => self.articles.get(&id).cloned(),
        };
        let article = article.unwrap_or_else(|| Err(Unreadable("it was not read".to_owned())));
        let own = article.as_ref().ok().and_then(|id| self.metas.get(id)).cloned().unwrap_or_default();
        let meta = entry.meta.clone();
        let meta = Meta {
            title: meta.title.or(own.title),
            author: meta.author.or(own.author),
            publisher: meta.publisher.or(own.publisher),
            date: meta.date.or(own.date),
            url: meta.url.or(own.url),
            archive: meta.archive.or(own.archive),
            accessed: meta.accessed.or(own.accessed),
            language: meta.language.or(own.language),
            status: meta.status.or(own.status),
            ..meta
        };
        let path = self.instead.get(&id).unwrap_or(&entry.path);
        Source { key: entry.key.clone(), path: paths::shown(path, &config.root), meta, article }
    }
}

impl Contents {
    /// What an earlier shelf has.
    fn of(before: &Shelf) -> Self {
        let known = before
            .contents
            .iter()
            .map(|(content, article)| (content.clone(), Arc::new(OnceLock::from(Ok(Arc::clone(article))))));
        Self(Mutex::new(known.collect()))
    }

    /// The articles that something wanted.
    fn articles(self, wanted: impl Fn(&Article) -> bool) -> HashMap<Content, Arc<Article>> {
        let contents = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let articles = contents.into_iter().filter_map(|(content, read)| match read.get() {
            Some(Ok(article)) if wanted(article) => Some((content, Arc::clone(article))),
            _ => None,
        });
        articles.collect()
    }

    /// The article of the first file that can be read, and that file; else why the first can't be.
    fn first(&self, wanted: &Wanted, files: &Files) -> Result<(Arc<Article>, PathBuf), Unreadable> {
        let read = |path: &PathBuf| self.read(path, wanted, files).map(|article| (article, path.clone()));
        read(&wanted.path).or_else(|why| wanted.others.iter().find_map(|path| read(path).ok()).ok_or(why))
    }

    fn read(&self, path: &Path, wanted: &Wanted, files: &Files) -> Result<Arc<Article>, Unreadable> {
        let bytes = files.source(path, &wanted.config)?;
        let name = paths::shown(path, &wanted.config.root);
        let content = (Fingerprint::of(&bytes), tell(&bytes, &name), wanted.marks.clone());
        let place = {
            let mut contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(contents.entry(content).or_default())
        };
        let read = || read_article(&bytes, &name, &wanted.marks);
        place.get_or_init(read).clone().map_err(|why| Unreadable(format!("`{name}` {why}")))
    }
}
