//! What is recorded held against the sources as they are.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use briefcheck_engine::markup::Briefing;
use briefcheck_engine::rules::{self, Finding};
use briefcheck_engine::sources::{Article, Fingerprint, Library, SourceId};
use briefcheck_engine::text::{Span, words};
use briefcheck_engine::verify::{Check, Evidence, Kind};

use super::passage::{Passage, Passages};
use super::{Id, Item, Known, Lock};

/// A checked briefing, as the lock looks at it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Its path from the workspace's folder.
    pub file: &'a str,
    /// The briefing.
    pub briefing: &'a Briefing,
    /// What it can cite.
    pub library: &'a Library,
    /// Every item that was checked.
    pub checks: &'a [Check],
}

/// An item whose passage is no longer in its source.
pub(super) struct Changed<'a> {
    pub(super) id: Id,
    pub(super) item: &'a Item,
    pub(super) source: SourceId,
}

/// What a lock recorded of a briefing and is no longer in its sources: mostly nothing.
#[derive(Debug, Default)]
pub struct Lost(HashMap<u64, BTreeMap<usize, Item>>);

impl Lock {
    /// What is recorded of the briefing at this path from the workspace's folder and is no longer in its sources.
    pub fn lost(&self, file: &str, library: &Library) -> Lost {
        let first = Id { file: file.to_owned(), kind: String::new(), words: String::new(), before: 0 };
        let mut passages: BTreeMap<SourceId, Option<Passages>> = BTreeMap::new();
        let mut lost = Lost::default();
        for (id, item) in self.items.range(first..).take_while(|(id, _)| id.file == file) {
            let Some(source) = library.find(&item.key) else { continue };
            let Some(article) = library.article(source) else { continue };
            // Of a source that is as it was, nothing has changed.
            let known = passages.entry(source).or_insert_with(|| {
                let is_same = self.sources.get(&known(library, source)) == Some(&fingerprint(article));
                (!is_same).then(Passages::default)
            });
            if known.as_mut().is_some_and(|passages| !passages.have(article, &item.passage)) {
                lost.0.entry(print(&id.kind, &id.words)).or_default().insert(id.before, item.clone());
            }
        }
        lost
    }

    /// The findings about items of a briefing that rest on passages which have changed, one for each claim and passage.
    pub fn findings(&self, view: View<'_>) -> Vec<Finding> {
        let lost = self.lost(view.file, view.library);
        if lost.is_empty() {
            return Vec::new();
        }
        let mut seen = Seen::default();
        let prints = prints(view.briefing, view.checks);
        let changed =
            prints.iter().enumerate().filter_map(|(check, print)| Some((check, lost.next(*print, &mut seen)?)));
        findings(view.briefing, view.library, view.checks, changed)
    }

    /// The recorded items of a briefing whose passages are no longer in their sources.
    pub(super) fn changed(&self, view: View<'_>) -> Vec<Changed<'_>> {
        let lost = self.lost(view.file, view.library);
        let mut seen = Seen::default();
        let changed = |id: Id| {
            lost.next(print(&id.kind, &id.words), &mut seen)?;
            let item = self.items.get(&id)?;
            Some(Changed { source: view.library.find(&item.key)?, id, item })
        };
        ids(view).into_iter().filter_map(changed).collect()
    }
}

/// How many items of each kind and words were met so far in a briefing.
#[derive(Debug, Default)]
pub struct Seen(HashMap<u64, usize>);

impl Lost {
    /// Whether all is there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Meets the next item of a briefing, with what [`prints`] gives for it; what was recorded of it, if that is lost.
    pub fn next(&self, print: u64, seen: &mut Seen) -> Option<&Item> {
        let items = self.0.get(&print)?;
        let before = seen.0.entry(print).or_default();
        *before += 1;
        items.get(&(*before - 1))
    }
}

/// What the kind and the words of every check are known by, in their order.
pub fn prints(briefing: &Briefing, checks: &[Check]) -> Vec<u64> {
    checks.iter().map(|check| print(check.kind.name(), &folded(briefing, check))).collect()
}

fn print(kind: &str, words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, words).hash(&mut hasher);
    hasher.finish()
}

/// The findings about some checks of a briefing, or of a part of one, that rest on what is lost: one for each claim and
/// passage.
pub fn findings<'a>(
    briefing: &Briefing,
    library: &Library,
    checks: &[Check],
    changed: impl Iterator<Item = (usize, &'a Item)>,
) -> Vec<Finding> {
    let mut claims: BTreeMap<(usize, SourceId, &str), usize> = BTreeMap::new();
    for (id, item) in changed {
        let Some(source) = library.find(&item.key) else { continue };
        let check = &checks[id];
        let claim = claims.entry((check.unit, source, &item.excerpt));
        // The whole claim speaks for what is in it.
        if check.kind == Kind::Claim {
            claim.and_modify(|known| *known = id).or_insert(id);
        } else {
            claim.or_insert(id);
        }
    }
    claims
        .into_iter()
        .map(|((_, source, excerpt), check)| finding(library, checks, check, (source, excerpt)))
        .filter(|finding| !rules::is_allowed(briefing, finding))
        .collect()
}

/// How the lock calls a source.
pub(super) fn known(library: &Library, source: SourceId) -> Known {
    let source = library.source(source);
    Known { key: source.key.clone(), path: source.path.clone() }
}

pub(super) fn fingerprint(article: &Article) -> String {
    Fingerprint::of(article.file().as_bytes()).to_string()
}

/// What every check of a briefing is called by, in their order.
pub(super) fn ids(view: View<'_>) -> Vec<Id> {
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let id = |check: &Check| {
        let kind = check.kind.name();
        let words = folded(view.briefing, check);
        let before = seen.entry((kind, words.clone())).or_default();
        *before += 1;
        Id { file: view.file.to_owned(), kind: kind.to_owned(), words, before: *before - 1 }
    };
    view.checks.iter().map(id).collect()
}

/// The words of a check's item, as they are folded.
fn folded(briefing: &Briefing, check: &Check) -> String {
    let folded: Vec<String> = words(&briefing.text[check.span]).into_iter().map(|(_, word)| word).collect();
    folded.join(" ")
}

fn finding(library: &Library, checks: &[Check], id: usize, (source, excerpt): (SourceId, &str)) -> Finding {
    let check = &checks[id];
    let now = library.article(source).and_then(|article| {
        let own = check.evidence.iter().find(|evidence| evidence.source == source);
        let span = own.map(|evidence| evidence.span).or_else(|| nearest(article, excerpt))?;
        Some((article.paragraph_at(span.start) + 1, Passage::around(article, span)?))
    });
    let words = now.as_ref().map(|(paragraph, passage)| (*paragraph, passage.excerpt.as_str()));
    let key = &library.source(source).key;
    let finding = rules::source_changed(check.span, key, excerpt, words);
    let evidence = now.map(|(_, passage)| Evidence { source, span: passage.span, score: 0.0 });
    Finding { evidence: evidence.into_iter().collect(), check: Some(id), ..finding }
}

/// The sentence that shares most words with a passage, if it shares half of them.
fn nearest(article: &Article, excerpt: &str) -> Option<Span> {
    let wanted: Vec<String> = words(excerpt).into_iter().map(|(_, word)| word).collect();
    let shared = |sentence: &Span| {
        let has = words(&article.text()[*sentence]);
        wanted.iter().filter(|word| has.iter().any(|(_, other)| other == *word)).count()
    };
    let best = article
        .sentences()
        .iter()
        .map(|sentence| (shared(sentence), *sentence))
        .rev()
        .max_by_key(|(count, _)| *count)?;
    (best.0 * 2 >= wanted.len().max(1)).then_some(best.1)
}
