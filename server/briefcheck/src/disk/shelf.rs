//! The files of sources: every file is read once, every content becomes one article.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use briefcheck_desk::{FileId, ReadFile};
use briefcheck_engine::sources::{Article, Fingerprint, Marks, Meta, Unreadable};
use briefcheck_formats::tell;
use rayon::prelude::*;

use super::cache::Since;
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

    /// A file of a source that was declared in the workspace with this configuration.
    pub fn again(path: PathBuf, others: Vec<PathBuf>, marks: Marks, config: &Arc<Config>) -> Self {
        Self { id: FileId { root: config.root.clone(), path, marks }, others, config: Arc::clone(config) }
    }
}

/// The articles of files that were read, by what is in them: whoever reads next need not read them again.
pub type Known = HashMap<Content, Arc<Article>>;

/// What is in a file, as it is to be read: its fingerprint, the name of its format, its marks.
pub type Content = (Fingerprint, Arc<str>, Marks);

/// A fingerprint of a content.
fn print((fingerprint, format, marks): &Content) -> Fingerprint {
    Fingerprint::of(format!("{fingerprint} {format} {marks:?}").as_bytes())
}

/// What was read.
pub struct Reading {
    /// The files that were wanted, with their articles.
    pub files: Vec<ReadFile>,
    /// The articles by what is in them.
    pub known: Known,
    /// The files that could be read where they lie.
    pub in_place: Vec<InPlace>,
}

/// A file that could be read where it lies: the name of its format, and what it says of itself.
pub type InPlace = (PathBuf, Arc<str>, Meta);

/// The articles of an earlier run whose files are as they were: they are read when something asks what is in them.
#[derive(Clone, Copy, Default)]
pub struct Unread<'a> {
    since: Option<&'a Since>,
    /// Whether a file was another one when it was read: then nothing can be made of the run.
    has_changed: Option<&'a Arc<AtomicBool>>,
}

impl<'a> Unread<'a> {
    /// Those that were known before something changed. `has_changed` becomes true if more changes while they are read.
    pub fn new(since: &'a Since, has_changed: &'a Arc<AtomicBool>) -> Self {
        Self { since: Some(since), has_changed: Some(has_changed) }
    }

    /// The article of a file, with its content and what it says of itself.
    fn get(&self, wanted: &Wanted) -> Option<(Content, Arc<Article>, Meta)> {
        let (since, has_changed) = (self.since?, Arc::clone(self.has_changed?));
        let (fingerprint, known) = since.article(&wanted.id.path)?;
        let content = (fingerprint, known.format.as_str().into(), wanted.id.marks.clone());
        let (path, marks, config) = (wanted.id.path.clone(), wanted.id.marks.clone(), Arc::clone(&wanted.config));
        let later = move || {
            let bytes = Files::on_disk().source(&path, &config).ok();
            let bytes = bytes.filter(|bytes| Fingerprint::of(bytes) == fingerprint);
            let article = bytes.and_then(|bytes| read_article(&bytes, &paths::shown(&path, &config.root), &marks).ok());
            if article.is_none() {
                has_changed.store(true, Ordering::Relaxed);
            }
            article
        };
        Some((content, Article::later(fingerprint, Box::new(later)), known.meta.clone()))
    }
}

/// Reads files, in parallel, for as long as `go_on` says so; `None` once it does not. A content that is `known` is that
/// article, and what is `unread` stays so.
pub fn read(
    mut wanted: Vec<Wanted>,
    files: &Files,
    known: &Known,
    unread: Unread<'_>,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Reading> {
    let order = |a: &FileId, b: &FileId| {
        (&a.root, &a.path, &a.marks.start, &a.marks.stop).cmp(&(&b.root, &b.path, &b.marks.start, &b.marks.stop))
    };
    wanted.sort_by(|a, b| order(&a.id, &b.id));
    wanted.dedup_by(|a, b| a.id == b.id);
    let contents = Contents::of(known);
    let read = |wanted: Wanted| {
        go_on().then(|| {
            if let Some((content, article, meta)) = unread.get(&wanted) {
                let (format, print) = (Arc::clone(&content.1), print(&content));
                let article = contents.place(content).get_or_init(|| Ok(article)).clone().map_err(Unreadable);
                let (id, path) = (wanted.id.clone(), wanted.id.path.clone());
                let article = article.map(|article| (article, meta));
                return (ReadFile { id, article, path, content: Some(print) }, Some(format));
            }
            let read = contents.first(&wanted, files);
            let path = read.as_ref().map_or_else(|_| wanted.id.path.clone(), |(_, _, path)| path.clone());
            let content = read.as_ref().ok().map(|(_, content, _)| content);
            let (format, print) = content.map(|content| (Arc::clone(&content.1), print(content))).unzip();
            let article = read.map(|(article, ..)| {
                let meta = own_meta(&article, &wanted.id.path.to_string_lossy());
                (article, meta)
            });
            (ReadFile { id: wanted.id, article, path, content: print }, format)
        })
    };
    let read: Vec<(ReadFile, Option<Arc<str>>)> = wanted.into_par_iter().map(read).collect::<Option<_>>()?;
    let here: HashSet<*const Article> =
        read.iter().filter_map(|(file, _)| Some(Arc::as_ptr(&file.article.as_ref().ok()?.0))).collect();
    let known = contents.articles(|article| here.contains(&std::ptr::from_ref(article)));
    let mut reading = Reading { files: Vec::with_capacity(read.len()), known, in_place: Vec::new() };
    for (file, format) in read {
        let format = format.filter(|_| file.path == file.id.path);
        if let (Some(format), Ok((_, meta))) = (format, &file.article) {
            reading.in_place.push((file.path.clone(), format, meta.clone()));
        }
        reading.files.push(file);
    }
    Some(reading)
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

    /// The article of the first file that can be read, its content, and that file; else why the first can't be.
    fn first(&self, wanted: &Wanted, files: &Files) -> Result<(Arc<Article>, Content, PathBuf), Unreadable> {
        let read =
            |path: &PathBuf| self.read(path, wanted, files).map(|(article, content)| (article, content, path.clone()));
        read(&wanted.id.path).or_else(|why| wanted.others.iter().find_map(|path| read(path).ok()).ok_or(why))
    }

    fn read(&self, path: &Path, wanted: &Wanted, files: &Files) -> Result<(Arc<Article>, Content), Unreadable> {
        let bytes = files.source(path, &wanted.config)?;
        let name = paths::shown(path, &wanted.config.root);
        let format: Arc<str> = format!("{:?}", tell(&bytes, &name)).into();
        let content = (Fingerprint::of(&bytes), format, wanted.id.marks.clone());
        let place = self.place(content.clone());
        let article = place.get_or_init(|| read_article(&bytes, &name, &wanted.id.marks)).clone();
        article.map(|article| (article, content)).map_err(|why| Unreadable(format!("`{name}` {why}")))
    }

    /// Where what was read of a content is, once somebody has read it.
    fn place(&self, content: Content) -> Arc<OnceLock<Read>> {
        let mut contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(contents.entry(content).or_default())
    }
}
