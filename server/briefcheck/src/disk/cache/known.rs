//! What is known of an article that could be read, and of a briefing that was checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use briefcheck_desk::{Contradicted, Draft, Entry, Kept, KeptStatement, Report, paths};
use briefcheck_engine::sources::{Fingerprint, Library, Meta, SourceId, Status};
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::conflict::Said;
use serde::{Deserialize, Serialize};

use super::super::Config;
use super::tree::Tree;
use crate::report::Shown;

/// An article that could be read.
#[derive(Clone, Serialize, Deserialize)]
pub struct KnownArticle {
    /// What its file holds.
    pub(super) content: String,
    /// The format that it was read as.
    pub format: String,
    /// What it says of itself.
    #[serde(with = "KnownMeta")]
    pub meta: Meta,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Meta")]
struct KnownMeta {
    title: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    url: Option<String>,
    archive: Option<String>,
    accessed: Option<String>,
    language: Option<String>,
    #[serde(with = "known_status")]
    status: Option<Status>,
    start: Option<String>,
    stop: Option<String>,
}

mod known_status {
    use briefcheck_engine::sources::Status;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(status: &Option<Status>, to: S) -> Result<S::Ok, S::Error> {
        let number: Option<u8> = status.map(|status| match status {
            Status::Retracted => 0,
            Status::Corrected => 1,
            Status::Superseded => 2,
        });
        number.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Status>, D::Error> {
        Ok(Option::<u8>::deserialize(from)?.map(|number| match number {
            0 => Status::Retracted,
            1 => Status::Corrected,
            _ => Status::Superseded,
        }))
    }
}

/// A briefing, with what its report rests on and what was shown of it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct KnownBriefing {
    /// What its file held.
    pub(super) content: String,
    /// The keys that it cites or that are recorded of it, each with the file that it led to, if it led to one.
    pub(super) keys: BTreeMap<String, Option<String>>,
    /// Whether these keys are all that it asked of what can be cited: it declares nothing itself, every key led to a
    /// source, and no link of it could have been a citation.
    pub(super) asks_keys_alone: bool,
    /// The words and the pairs of words that were looked for in all articles.
    pub(super) words: Vec<u64>,
    pub(super) pairs: Vec<u32>,
    /// The files of the sources that it declares itself.
    pub(super) own: Vec<Own>,
    /// The files that it rests on, beside its own.
    pub(super) files: BTreeSet<String>,
    /// The sentences that say figures which others may contradict.
    pub(super) said: Vec<Sentence>,
    /// What it said on each subject.
    pub(super) subjects: BTreeSet<(u64, u64)>,
    pub(super) contradicted: Vec<Contradiction>,
    pub(super) shown: Shown,
}

/// The file of a source that a briefing declares itself.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Own {
    pub(super) path: PathBuf,
    pub(super) others: Vec<PathBuf>,
    pub(super) start: Option<String>,
    pub(super) stop: Option<String>,
}

/// A sentence with figures.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Sentence {
    pub(super) part: usize,
    pub(super) unit: usize,
    pub(super) prose: String,
    pub(super) figures: Vec<Figure>,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Figure {
    pub(super) subject: u64,
    pub(super) check: usize,
    pub(super) span: (usize, usize),
    pub(super) prose: (usize, usize),
    pub(super) at: usize,
    pub(super) line: usize,
}

/// A figure that an earlier one contradicts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Contradiction {
    pub(super) subject: u64,
    pub(super) part: usize,
    pub(super) check: usize,
    pub(super) other: String,
}

/// The articles that were read from files that lie where a tree has them.
pub fn known_article(tree: &Tree, path: &Path, format: &str, meta: &Meta) -> Option<(String, KnownArticle)> {
    let path = path.to_str()?;
    let content = tree.content(path)?.to_owned();
    Some((path.to_owned(), KnownArticle { content, format: format.to_owned(), meta: meta.clone() }))
}

/// A briefing that was checked.
#[derive(Clone)]
pub struct Checked {
    pub(super) path: String,
    pub(super) known: KnownBriefing,
}

impl Checked {
    /// What is known of it before it is known what is shown of it; `None` if that can't be kept.
    pub fn new(draft: &Draft, config: &Config, tree: &Tree, said: &Kept) -> Option<Self> {
        let path = draft.path().to_str()?;
        let (ground, library) = (draft.ground(), draft.library());
        let asked = library.asked()?;
        let recorded = ground.lock.iter().flat_map(|lock| lock.keys(&ground.name_in_lock));
        let lead = |key: &str| (key.to_owned(), file_of(&library, library.find(key), &config.root));
        let keys: BTreeMap<String, Option<String>> = draft.keys().chain(recorded).map(lead).collect();
        let own = draft.own().iter().flat_map(|entry| std::iter::once(&entry.path).chain(&entry.others)).cloned();
        let own = draft.listed_in().iter().cloned().chain(own).map(|path| path.to_str().map(str::to_owned));
        let mut files: BTreeSet<String> = own.collect::<Option<_>>()?;
        files.extend(keys.values().flatten().cloned());
        let rivals = keys.keys().filter_map(|key| library.find(key)).flat_map(|id| library.rivals(id));
        files.extend(rivals.filter_map(|&id| file_of(&library, Some(id), &config.root)));
        files.extend(asked.found.iter().filter_map(|&id| file_of(&library, Some(id), &config.root)));
        let has_own = !draft.own().is_empty() || !draft.listed_in().is_empty();
        let asks_keys_alone = !has_own && !draft.has_links() && draft.keys().all(|key| library.find(key).is_some());
        let known = KnownBriefing {
            content: tree.content(path)?.to_owned(),
            keys,
            asks_keys_alone,
            words: asked.words.into_iter().collect(),
            pairs: asked.pairs.into_iter().collect(),
            own: draft.own().iter().filter(|entry| entry.missing.is_none()).map(Own::of).collect(),
            files,
            said: sentences(draft, said),
            subjects: said.said.iter().map(|said| (said.statement.subject(), print(said))).collect(),
            contradicted: Vec::new(),
            shown: Shown::default(),
        };
        Some(Self { path: path.to_owned(), known })
    }

    /// The same with what is shown of its report.
    pub fn shown(mut self, report: &Report, said: &Kept, shown: &Shown) -> Option<Self> {
        let contradiction = |found: &Contradicted| {
            let is_it = |said: &&KeptStatement| said.part == found.part && said.statement.check == found.check;
            let subject = said.said.iter().find(is_it)?.statement.subject();
            Some(Contradiction { subject, part: found.part, check: found.check, other: found.other.clone() })
        };
        self.known.contradicted = report.contradicted.iter().map(contradiction).collect::<Option<_>>()?;
        self.known.shown = shown.clone();
        Some(self)
    }
}

impl KnownBriefing {
    pub(super) fn has_searched(&self) -> bool {
        !self.words.is_empty() || !self.pairs.is_empty()
    }
}

/// What a briefing says on each subject.
pub(super) fn all_said<'a>(path: &'a str, said: &'a BTreeSet<(u64, u64)>) -> impl Iterator<Item = (&'a str, u64, u64)> {
    said.iter().map(move |&(subject, print)| (path, subject, print))
}

impl Own {
    fn of(entry: &Entry) -> Self {
        let Entry { path, others, meta, .. } = entry;
        Self { path: path.clone(), others: others.clone(), start: meta.start.clone(), stop: meta.stop.clone() }
    }
}

impl Figure {
    pub(super) fn said(&self) -> Said {
        let span = |(start, end): (usize, usize)| Span::new(start, end);
        Said { check: self.check, span: span(self.span), prose: span(self.prose) }
    }
}

/// The sentences in which a briefing says figures.
fn sentences(draft: &Draft, said: &Kept) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for KeptStatement { part, at, line, statement } in &said.said {
        let unit = statement.unit();
        if sentences.last().is_none_or(|last| (last.part, last.unit) != (*part, unit)) {
            let briefing = draft.parts().get(*part).map(|placed| placed.briefing());
            let prose = briefing.and_then(|briefing| briefing.units.get(unit)).map_or("", |unit| unit.prose.text());
            sentences.push(Sentence { part: *part, unit, prose: prose.to_owned(), figures: Vec::new() });
        }
        let Said { check, span, prose } = statement.place();
        let pair = |span: Span| (span.start, span.end);
        if let Some(sentence) = sentences.last_mut() {
            let (span, prose, subject) = (pair(span), pair(prose), statement.subject());
            sentence.figures.push(Figure { subject, check, span, prose, at: *at, line: *line });
        }
    }
    sentences
}

/// What tells a statement, and where it stands for people, from others.
fn print(KeptStatement { at, line, statement, .. }: &KeptStatement) -> u64 {
    let print = Fingerprint::of(format!("{statement:?} {at} {line}").as_bytes()).bytes();
    print.first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

/// The file that a source stands in.
pub(super) fn file_of(library: &Library, source: Option<SourceId>, root: &Path) -> Option<String> {
    let path = paths::join(root, &library.source(source?).path);
    path.to_str().map(str::to_owned)
}
