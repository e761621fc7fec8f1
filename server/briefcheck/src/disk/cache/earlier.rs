//! What a run knew of each article and each briefing, so that the next one looks at what has changed alone.
//!
//! A briefing comes out as it did if all is as it was that its report rests on. This is its text, the files of the sources
//! that it cites, and those that were found when something was looked for in all of them; where its keys lead; and what
//! others say of the same things. All else that a run can see (configurations, bibliographies, records, what Git ignores)
//! must be as it was, or nothing is taken from here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::{Catalogue, Contradicted, Kept, KeptStatement, Sources};
use briefcheck_engine::sources::{Corpus, Fingerprint, Marks};
use briefcheck_engine::verify::conflict::{Said, statements_in};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::super::bibliography::PROJECTS;
use super::super::config::FILE_NAME;
use super::super::{Config, LOCK, Wanted, Workspaces};
use super::known::{Checked, Contradiction, Figure, KnownArticle, KnownBriefing, Own, all_said, file_of};
use crate::report::Shown;

/// What a run knew.
#[derive(Default, Serialize, Deserialize)]
pub struct Earlier {
    /// What can be cited, without what is in it.
    catalogues: String,
    /// The articles that could be read, by their files.
    articles: BTreeMap<String, KnownArticle>,
    /// What tells the contents of all articles from others, in their order.
    contents: Vec<String>,
    /// The briefings, by their files.
    briefings: BTreeMap<String, KnownBriefing>,
}

/// An earlier run, and what has changed since.
pub struct Since {
    earlier: Earlier,
    changed: BTreeSet<String>,
    more: Vec<PathBuf>,
}

impl Since {
    /// What was known before the regular files in `changed` changed. What is one of `more` is no source.
    pub fn new(earlier: Earlier, changed: BTreeSet<String>, more: Vec<PathBuf>) -> Self {
        Self { earlier, changed, more }
    }

    /// Whether all that has changed are briefings, those of this run or of the one before, sources of these workspaces or of
    /// theirs, and Markdown that is neither: nobody reads that.
    pub fn is_of(&self, briefings: &[String], workspaces: &Workspaces) -> bool {
        const NAMES: [&str; 4] = [FILE_NAME, LOCK, ".gitignore", ".ignore"];
        let has_name = |path: &Path| NAMES.iter().chain(&PROJECTS).any(|name| path.ends_with(name));
        let catalogues = || workspaces.iter().map(|workspace| &workspace.catalogue);
        let entries = || catalogues().flat_map(|catalogue| &catalogue.entries);
        let bibliographies = workspaces.iter().flat_map(|workspace| &workspace.config.bibliography);
        let mut is_more: BTreeSet<&Path> = bibliographies.map(|path| path.as_path()).collect();
        is_more.extend(entries().flat_map(|entry| &entry.others).map(|path| path.as_path()));
        is_more.extend(self.more.iter().map(|path| path.as_path()));
        let is_more = |path: &Path| is_more.contains(path) || has_name(path);
        let is_source = |path: &Path| catalogues().any(|catalogue| catalogue.has(path));
        let is_markdown = |path: &Path| path.extension().is_some_and(|ending| ending == "md");
        let is_known = |path: &String| {
            let is_briefing = briefings.contains(path) || self.earlier.briefings.contains_key(path);
            let is_read = || self.earlier.articles.contains_key(path) || is_source(Path::new(path));
            is_briefing || !is_more(Path::new(path)) && (is_read() || is_markdown(Path::new(path)))
        };
        self.changed.iter().all(is_known)
    }

    /// The article in a file that is as it was.
    pub fn article(&self, path: &Path) -> Option<(Fingerprint, &KnownArticle)> {
        let path = path.to_str()?;
        let article = self.earlier.articles.get(path).filter(|_| !self.changed.contains(path))?;
        Some((fingerprint(&article.content)?, article))
    }

    /// Whether what could be read of the files that have changed still can be, and nothing more.
    pub fn reads_the_same(&self, now: &BTreeMap<String, KnownArticle>) -> bool {
        self.changed.iter().all(|path| self.earlier.articles.contains_key(path) == now.contains_key(path))
    }

    /// Whether the same can be cited, whatever is in it.
    pub fn has_same_catalogues(&self, workspaces: &Workspaces) -> bool {
        self.earlier.catalogues == catalogues(workspaces)
    }

    /// Whether a briefing comes out as it did, as far as that can be told from the files alone; `has_same_catalogues` is
    /// that of this.
    pub fn holds(&self, path: &str, content: &str, has_same_catalogues: bool) -> bool {
        let Some(known) = self.earlier.briefings.get(path) else { return false };
        let is_of_changed = |known: &KnownBriefing| known.files.iter().any(|file| self.changed.contains(file));
        known.content == content
            && !is_of_changed(known)
            && (has_same_catalogues || known.asks_keys_alone && !known.has_searched())
    }

    /// The files of the sources that a briefing declares itself.
    pub fn own<'a>(&'a self, path: &str, config: &'a Arc<Config>) -> impl Iterator<Item = Wanted> + 'a {
        let own = self.earlier.briefings.get(path).into_iter().flat_map(|known| &known.own);
        own.map(|Own { path, others, start, stop }| {
            let marks = Marks { start: start.clone(), stop: stop.clone() };
            Wanted::again(path.clone(), others.clone(), marks, config)
        })
    }

    /// What can tell whether what was looked for in all articles is found as it was, now that they are these.
    pub fn searches(&self, corpus: &Corpus) -> Searches {
        let sources = self.changed.iter().filter(|path| self.earlier.articles.contains_key(*path)).count();
        let before: Option<Vec<Fingerprint>> = self.earlier.contents.iter().map(|hash| fingerprint(hash)).collect();
        let difference = before.and_then(|before| {
            let now = corpus.contents().filter(|now| now.len() == before.len())?;
            // Each file that has changed is an article that no other file has, before and after.
            let changed = || before.iter().zip(&now).filter(|(before, now)| before != now);
            let old: BTreeSet<&Fingerprint> = before.iter().collect();
            let new: BTreeSet<&Fingerprint> = now.iter().collect();
            let is_new = changed().all(|(before, now)| !old.contains(now) && !new.contains(before));
            if !is_new || changed().count() != sources {
                return None;
            }
            corpus.difference(&before)
        });
        Searches(difference)
    }

    /// Whether what a briefing looked for in all articles is found as it was.
    pub fn finds_the_same(&self, path: &str, searches: &Searches) -> bool {
        let Some(known) = self.earlier.briefings.get(path) else { return false };
        let is_same = |(words, pairs): &(FxHashSet<u64>, FxHashSet<u32>)| {
            !known.words.iter().any(|word| words.contains(word)) && !known.pairs.iter().any(|pair| pairs.contains(pair))
        };
        !known.has_searched() || searches.0.as_ref().is_some_and(is_same)
    }

    /// Whether the keys of a briefing that holds lead where they did.
    pub fn leads_the_same(&self, path: &str, sources: &Sources, catalogue: &Catalogue) -> bool {
        let Some(known) = self.earlier.briefings.get(path) else { return false };
        let Some(library) = sources.plain(catalogue) else { return false };
        known.keys.iter().all(|(key, file)| file_of(library, library.find(key), &catalogue.root) == *file)
    }

    /// The subjects on which something else is said now: the briefings at the paths in `held` say what they said, and `now`
    /// has what the others say.
    pub fn changed_subjects(&self, now: &Now, held: &BTreeSet<&str>) -> BTreeSet<u64> {
        let before = self.earlier.briefings.iter().filter(|(path, _)| !held.contains(path.as_str()));
        let before = before.flat_map(|(path, known)| all_said(path, &known.subjects));
        let before: BTreeSet<(&str, u64, u64)> = before.collect();
        let after = now.said.iter().flat_map(|(path, said)| all_said(path, said)).collect();
        before.symmetric_difference(&after).map(|(_, subject, _)| *subject).collect()
    }

    /// What is kept of a briefing that says something on one of some subjects.
    pub fn kept(&self, path: &str, name: &str, beside: &Path, subjects: &BTreeSet<u64>) -> Option<Kept> {
        let known = self.earlier.briefings.get(path)?;
        let is_on = |figure: &Figure| subjects.contains(&figure.subject);
        let mut said = Vec::new();
        for sentence in known.said.iter().filter(|sentence| sentence.figures.iter().any(is_on)) {
            let figures: Vec<Said> = sentence.figures.iter().map(Figure::said).collect();
            let statements = statements_in(&sentence.prose, sentence.unit, &figures).into_iter();
            said.extend(statements.filter_map(|statement| {
                let figure = sentence.figures.iter().find(|figure| figure.check == statement.check)?;
                Some(KeptStatement { part: sentence.part, at: figure.at, line: figure.line, statement })
            }));
        }
        (!said.is_empty()).then(|| Kept {
            path: Path::new(path).into(),
            name: name.into(),
            beside: Some(beside.into()),
            said,
        })
    }

    /// Whether the figures of a briefing on some subjects are contradicted as they were.
    pub fn is_contradicted_as_before(
        &self,
        path: &str,
        subjects: &BTreeSet<u64>,
        contradicted: impl Fn(u64) -> Vec<Contradicted>,
    ) -> bool {
        let Some(known) = self.earlier.briefings.get(path) else { return false };
        let own: BTreeSet<u64> = known.subjects.iter().map(|&(subject, _)| subject).collect();
        let now = own.intersection(subjects).flat_map(|&subject| {
            contradicted(subject).into_iter().map(move |found| Contradiction {
                subject,
                part: found.part,
                check: found.check,
                other: found.other,
            })
        });
        let before = known.contradicted.iter().filter(|before| subjects.contains(&before.subject)).cloned();
        now.collect::<BTreeSet<_>>() == before.collect::<BTreeSet<_>>()
    }

    /// What was shown of a briefing.
    pub fn shown(&self, path: &str) -> Option<&Shown> {
        self.earlier.briefings.get(path).map(|known| &known.shown)
    }

    /// Hands on what is known of a briefing that holds.
    pub fn hand_on(&self, path: &str, to: &mut Earlier) {
        let known = self.earlier.briefings.get(path);
        to.briefings.extend(known.map(|known| (path.to_owned(), known.clone())));
    }
}

/// The words and the pairs of words that other articles have than before, if that can be told.
pub struct Searches(Option<(FxHashSet<u64>, FxHashSet<u32>)>);

/// What is known of the briefings that were checked in this run, and of its articles.
#[derive(Default)]
pub struct Now {
    catalogues: String,
    articles: BTreeMap<String, KnownArticle>,
    contents: Vec<String>,
    /// What each briefing says on each subject.
    said: BTreeMap<String, BTreeSet<(u64, u64)>>,
}

impl Now {
    /// Nothing is known yet but what can be cited.
    pub fn new(workspaces: &Workspaces, articles: BTreeMap<String, KnownArticle>, corpus: &Corpus) -> Self {
        let contents = corpus.contents().unwrap_or_default().iter().map(Fingerprint::to_string).collect();
        Self { catalogues: catalogues(workspaces), articles, contents, said: BTreeMap::new() }
    }

    /// The articles that could be read.
    pub fn articles(&self) -> &BTreeMap<String, KnownArticle> {
        &self.articles
    }

    /// Takes up what the figures of a briefing say.
    pub fn add(&mut self, briefing: &Checked) {
        self.said.insert(briefing.path.clone(), briefing.known.subjects.clone());
    }

    /// What says figures on these subjects, among those that were checked.
    pub fn subjects(&self) -> BTreeSet<u64> {
        self.said.values().flatten().map(|&(subject, _)| subject).collect()
    }

    /// What this run knows, once it is known what is shown of the briefings.
    pub fn earlier(self, shown: Vec<Checked>) -> Earlier {
        let briefings = shown.into_iter().map(|checked| (checked.path, checked.known));
        let Self { catalogues, articles, contents, .. } = self;
        Earlier { catalogues, articles, contents, briefings: briefings.collect() }
    }
}

/// What can be cited in some workspaces, without what is in it.
fn catalogues(workspaces: &Workspaces) -> String {
    let mut all = String::new();
    for workspace in workspaces.iter() {
        let Catalogue { root, folder, entries, .. } = &*workspace.catalogue;
        all.push_str(&format!("{root:?} {folder:?} {entries:?}\n"));
    }
    Fingerprint::of(all.as_bytes()).to_string()
}

/// The fingerprint that a hash is.
fn fingerprint(hash: &str) -> Option<Fingerprint> {
    let bytes = data_encoding::HEXLOWER.decode(hash.as_bytes()).ok()?;
    Some(Fingerprint::from_bytes(bytes.try_into().ok()?))
}
