//! The files of sources: every file is read once, every content becomes one article.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use briefcheck_desk::{FileId, ReadFile};
use briefcheck_engine::sources::{Article, Fingerprint, Marks, Unreadable};
use briefcheck_formats::{Format, tell};
use rayon::prelude::*;

use super::reading::{own_meta, read_article};
use super::{Config, Entry, Files, paths};

/// A file to read as an article.
#[derive(Clone, Debug)]
pub struct Wanted {
    id: FileId,
    /// Files to read where that one can't be, the likeliest first.
    others: Vec<PathBuf>,
    /// The workspace whose limits hold.
    config: Arc<Config>,
}

impl Wanted {
    /// The file of a declared source.
    pub fn new(entry: &Entry, config: &Arc<Config>) -> Self {
        Self { id: FileId::of(entry, &config.root), others: entry.others.clone(), config: Arc::clone(config) }
    }
}

/// The articles of files that were read, by what is in them: whoever reads next need not read them again.
pub type Known = HashMap<Content, Arc<Article>>;

/// What is in a file, as it is to be read.
pub type Content = (Fingerprint, Format, Marks);

/// Reads files, in parallel, for as long as `go_on` says so; `None` once it does not. A content that is `known` is that
/// article.
pub fn read(
    mut wanted: Vec<Wanted>,
    files: &Files,
    known: &Known,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<(Vec<ReadFile>, Known)> {
    let order = |a: &FileId, b: &FileId| {
        (&a.root, &a.path, &a.marks.start, &a.marks.stop).cmp(&(&b.root, &b.path, &b.marks.start, &b.marks.stop))
    };
    wanted.sort_by(|a, b| order(&a.id, &b.id));
    wanted.dedup_by(|a, b| a.id == b.id);
    let contents = Contents::of(known);
    let read = |wanted: Wanted| {
        go_on().then(|| {
            let read = contents.first(&wanted, files);
            let path = read.as_ref().map_or_else(|_| wanted.id.path.clone(), |(_, path)| path.clone());
            let article = read.map(|(article, _)| {
                let meta = own_meta(&article, &wanted.id.path.to_string_lossy());
                (article, meta)
            });
            ReadFile { id: wanted.id, article, path }
        })
    };
    let read: Vec<ReadFile> = wanted.into_par_iter().map(read).collect::<Option<_>>()?;
    let here: HashSet<*const Article> =
        read.iter().filter_map(|file| Some(Arc::as_ptr(&file.article.as_ref().ok()?.0))).collect();
    Some((read, contents.articles(|article| here.contains(&std::ptr::from_ref(article)))))
}

/// Articles by content, each read by the first that wants it.
#[derive(Default)]
struct Contents(Mutex<HashMap<Content, Arc<OnceLock<Read>>>>);

/// An article, or why the bytes are none.
type Read = Result<Arc<Article>, String>;

impl Contents {
    /// What was read before.
    fn of(known: &Known) -> Self {
        let known =
            known.iter().map(|(content, article)| (content.clone(), Arc::new(OnceLock::from(Ok(Arc::clone(article))))));
        Self(Mutex::new(known.collect()))
    }

    /// The articles that something wanted.
    fn articles(self, wanted: impl Fn(&Article) -> bool) -> Known {
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
        read(&wanted.id.path).or_else(|why| wanted.others.iter().find_map(|path| read(path).ok()).ok_or(why))
    }

    fn read(&self, path: &Path, wanted: &Wanted, files: &Files) -> Result<Arc<Article>, Unreadable> {
        let bytes = files.source(path, &wanted.config)?;
        let name = paths::shown(path, &wanted.config.root);
        let content = (Fingerprint::of(&bytes), tell(&bytes, &name), wanted.id.marks.clone());
        let place = {
            let mut contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(contents.entry(content).or_default())
        };
        let read = || read_article(&bytes, &name, &wanted.id.marks);
        place.get_or_init(read).clone().map_err(|why| Unreadable(format!("`{name}` {why}")))
    }
}
