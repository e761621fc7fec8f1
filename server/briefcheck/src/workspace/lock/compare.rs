//! What is recorded held against the sources as they are.

use std::collections::BTreeMap;

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
    /// The check, as an index.
    pub(super) check: usize,
    pub(super) item: &'a Item,
    pub(super) source: SourceId,
}

impl Lock {
    /// The findings about items of a briefing that rest on passages which have changed, one for each claim and passage.
    pub fn findings(&self, view: View<'_>) -> Vec<Finding> {
        let mut claims: BTreeMap<(usize, SourceId, &str), Changed<'_>> = BTreeMap::new();
        for changed in self.changed(view) {
            let check = &view.checks[changed.check];
            let claim = claims.entry((check.unit, changed.source, &changed.item.excerpt));
            // The whole claim speaks for what is in it.
            if check.kind == Kind::Claim {
                claim.and_modify(|known| known.check = changed.check).or_insert(changed);
            } else {
                claim.or_insert(changed);
            }
        }
        claims
            .into_values()
            .map(|changed| finding(view, &changed))
            .filter(|f| !rules::is_allowed(view.briefing, f))
            .collect()
    }

    /// The recorded items of a briefing whose passages are no longer in their sources.
    pub(super) fn changed(&self, view: View<'_>) -> Vec<Changed<'_>> {
        let mut passages: BTreeMap<SourceId, Option<Passages>> = BTreeMap::new();
        let mut changed = Vec::new();
        for (check, id) in ids(view).into_iter().enumerate() {
            let Some(item) = self.items.get(&id) else { continue };
            let Some(source) = view.library.find(&item.key) else { continue };
            let Some(article) = view.library.article(source) else { continue };
            // Of a source that is as it was, nothing has changed.
            let known = passages.entry(source).or_insert_with(|| {
                let is_same = self.sources.get(&known(view.library, source)) == Some(&fingerprint(article));
                (!is_same).then(Passages::default)
            });
            if known.as_mut().is_some_and(|passages| !passages.have(article, &item.passage)) {
                changed.push(Changed { id, check, item, source });
            }
        }
        changed
    }
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
        let folded: Vec<String> = words(&view.briefing.text[check.span]).into_iter().map(|(_, word)| word).collect();
        let words = folded.join(" ");
        let before = seen.entry((kind, words.clone())).or_default();
        *before += 1;
        Id { file: view.file.to_owned(), kind: kind.to_owned(), words, before: *before - 1 }
    };
    view.checks.iter().map(id).collect()
}

fn finding(view: View<'_>, changed: &Changed<'_>) -> Finding {
    let check = &view.checks[changed.check];
    let now = view.library.article(changed.source).and_then(|article| {
        let own = check.evidence.iter().find(|evidence| evidence.source == changed.source);
        let span = own.map(|evidence| evidence.span).or_else(|| nearest(article, &changed.item.excerpt))?;
        Some((article.paragraph_at(span.start) + 1, Passage::around(article, span)?))
    });
    let words = now.as_ref().map(|(paragraph, passage)| (*paragraph, passage.excerpt.as_str()));
    let key = &view.library.source(changed.source).key;
    let finding = rules::source_changed(check.span, key, &changed.item.excerpt, words);
    let evidence = now.map(|(_, passage)| Evidence { source: changed.source, span: passage.span, score: 0.0 });
    Finding { evidence: evidence.into_iter().collect(), check: Some(changed.check), ..finding }
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
