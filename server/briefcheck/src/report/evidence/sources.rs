//! The sources of a report: each file once, however many briefings know it, and by whatever keys.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_desk::Report;
use briefcheck_engine::sources::{Article, Meta, SourceId, Status};

use crate::disk::paths;

use super::super::Look;

/// A source's file.
#[derive(Debug)]
pub(super) struct SourceOf {
    /// The path, for people.
    pub(super) file: String,
    /// The keys that lead to it, in the order in which they were met.
    pub(super) keys: Vec<String>,
    /// What its declarations say of it; of two that differ, the first.
    pub(super) meta: Meta,
    /// The fingerprint of its bytes, or why it can't be read.
    pub(super) fingerprint: Result<String, String>,
    /// Its texts, as indices into [`Shelf::readings`]: two where declarations mark different parts as the article.
    pub(super) readings: Vec<usize>,
}

impl SourceOf {
    /// What it is called: its title, else its first key.
    pub(super) fn name(&self) -> &str {
        self.meta.title.as_deref().unwrap_or_else(|| self.key())
    }

    /// Its first key.
    pub(super) fn key(&self) -> &str {
        self.keys.first().map_or(&*self.file, String::as_str)
    }

    /// What became of it.
    pub(super) fn status(&self) -> &'static str {
        match (&self.fingerprint, self.meta.status) {
            (Err(_), _) => "unreadable",
            (_, Some(Status::Retracted)) => "retracted",
            (_, Some(Status::Corrected)) => "corrected",
            (_, Some(Status::Superseded)) => "superseded",
            (_, None) => "",
        }
    }
}

/// A text of a source: the whole file's, or the part that its declaration marks.
pub(super) struct Reading {
    /// Whose it is, as an index into [`Shelf::sources`].
    pub(super) source: usize,
    /// The words that mark where it begins and ends.
    pub(super) marks: (Option<String>, Option<String>),
    /// The text.
    pub(super) article: Arc<Article>,
}

/// The sources of all briefings, in the order in which they are met.
#[derive(Default)]
pub(super) struct Shelf {
    pub(super) sources: Vec<SourceOf>,
    pub(super) readings: Vec<Reading>,
    numbers: BTreeMap<PathBuf, usize>,
}

/// Where a source of a briefing's library went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelved {
    pub(super) source: usize,
    /// `None` if it can't be read.
    pub(super) reading: Option<usize>,
}

impl Shelf {
    /// Puts up a source of a briefing.
    pub(super) fn put(&mut self, briefing: &Report, id: SourceId, look: Look<'_>) -> Shelved {
        let declared = briefing.library.source(id);
        let path = paths::join(&briefing.root, &declared.path);
        let article = briefing.library.article(id);
        let source = *self.numbers.entry(path.clone()).or_insert_with(|| {
            self.sources.push(SourceOf {
                file: look.path(&path),
                keys: Vec::new(),
                meta: Meta::default(),
                fingerprint: match &declared.article {
                    Ok(_) => Ok(article.map(|article| article.fingerprint().to_string()).unwrap_or_default()),
                    Err(why) => Err(why.0.clone()),
                },
                readings: Vec::new(),
            });
            self.sources.len() - 1
        });
        let known = &mut self.sources[source];
        if !known.keys.contains(&declared.key) {
            known.keys.push(declared.key.clone());
        }
        learn(&mut known.meta, &declared.meta);
        let marks = (declared.meta.start.clone(), declared.meta.stop.clone());
        let reading = article.map(|article| {
            let same = known.readings.iter().copied().find(|&reading| self.readings[reading].marks == marks);
            same.unwrap_or_else(|| {
                self.readings.push(Reading { source, marks, article: Arc::clone(article) });
                known.readings.push(self.readings.len() - 1);
                self.readings.len() - 1
            })
        });
        Shelved { source, reading }
    }
}

/// Takes what was not known yet.
fn learn(known: &mut Meta, more: &Meta) {
    let fill = |known: &mut Option<String>, more: &Option<String>| {
        if known.is_none() {
            known.clone_from(more);
        }
    };
    fill(&mut known.title, &more.title);
    fill(&mut known.author, &more.author);
    fill(&mut known.publisher, &more.publisher);
    fill(&mut known.date, &more.date);
    fill(&mut known.url, &more.url);
    fill(&mut known.archive, &more.archive);
    fill(&mut known.accessed, &more.accessed);
    fill(&mut known.language, &more.language);
    known.status = known.status.or(more.status);
}
