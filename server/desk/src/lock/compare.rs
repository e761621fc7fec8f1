//! What is recorded held against the sources as they are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use briefcheck_engine::Report;
use briefcheck_engine::markup::{Briefing, Directive};
use briefcheck_engine::rules::{self, Finding, Levels, Outcome};
use briefcheck_engine::sources::{Article, Fingerprint, Library, SourceId};
use briefcheck_engine::text::{Span, words};
use briefcheck_engine::verify::{Check, Evidence, Kind};

use super::passage::{Passage, Passages};
use super::{CameTo, Id, Item, Known, Lock, voucher};

/// A checked briefing, as the lock looks at it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Its path from the workspace's folder.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What it can cite.
    pub library: &'a Library,
    /// Every item that was checked.
    pub checks: &'a [Check],
    /// What each of them came to.
    pub outcomes: &'a [Outcome],
    /// Its directives.
    pub directives: &'a [Directive],
}

/// A part of a briefing, or the whole of it, that is held against the lock.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The part as read.
    pub briefing: &'a Briefing,
    /// What it can cite.
    pub library: &'a Library,
    /// What came of it.
    pub report: &'a Report,
    /// What its checks are known by, as [`prints`] gives it.
    pub prints: &'a [u64],
}

/// An item whose passage is no longer in its source.
pub(super) struct Changed<'a> {
    pub(super) id: Id,
    pub(super) item: &'a Item,
    pub(super) source: SourceId,
}

/// What a lock recorded of a briefing and is no longer in its sources: mostly nothing.
#[derive(Debug, Default)]
pub struct Lost {
    /// What rests on a passage that is no longer there, by its print and its number among those of the same print.
    items: HashMap<u64, BTreeMap<usize, Item>>,
    /// The prints of what each `checked` directive was recorded for.
    checked: HashMap<String, HashSet<u64>>,
}

impl Lock {
    /// What is recorded of the briefing at this path from the workspace's folder.
    pub(super) fn of<'a>(&'a self, file: &'a str) -> impl Iterator<Item = (&'a Id, &'a Item)> {
        let first = Id { file: file.to_owned(), kind: String::new(), words: String::new(), before: 0 };
        self.items.range(first..).take_while(move |(id, _)| id.file == file)
    }

    /// The keys whose sources are recorded of the briefing at this path from the workspace's folder.
    pub fn keys<'a>(&'a self, file: &'a str) -> impl Iterator<Item = &'a str> {
        self.of(file).map(|(_, item)| item.key.as_str())
    }

    /// What is recorded of the briefing at this path from the workspace's folder and is no longer in its sources.
    pub fn lost(&self, file: &str, library: &Library) -> Lost {
        let mut passages: BTreeMap<SourceId, Option<Passages>> = BTreeMap::new();
        let mut lost = Lost::default();
        for (id, item) in self.of(file) {
            if let CameTo::Checked(voucher) = &item.came_to {
                lost.checked.entry(voucher.clone()).or_default().insert(print(&id.kind, &id.words));
            }
            let Some(source) = library.find(&item.key) else { continue };
            let Some(article) = library.article(source) else { continue };
            // Of a source that is as it was, nothing has changed.
            let known = passages.entry(source).or_insert_with(|| {
                let is_same = self.sources.get(&known(library, source)) == Some(&fingerprint(article));
                (!is_same).then(Passages::default)
            });
            if known.as_mut().is_some_and(|passages| !passages.have(article, &item.passage)) {
                lost.items.entry(print(&id.kind, &id.words)).or_default().insert(id.before, item.clone());
            }
        }
        lost
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
struct Seen(HashMap<u64, usize>);

impl Lost {
    /// Whether all is there.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.checked.is_empty()
    }

    /// Whether a `checked` directive was recorded, but for something else than what has this print.
    fn has_lapsed(&self, directive: &Directive, print: u64) -> bool {
        let recorded = voucher(&directive.kind).and_then(|voucher| self.checked.get(&voucher));
        recorded.is_some_and(|prints| !prints.contains(&print))
    }

    /// Meets the next item of a briefing, with what [`prints`] gives for it; what was recorded of it, if that is lost.
    fn next(&self, print: u64, seen: &mut Seen) -> Option<&Item> {
        let items = self.items.get(&print)?;
        let before = seen.0.entry(print).or_default();
        *before += 1;
        items.get(&(*before - 1))
    }
}

/// The reports on those parts of a briefing of which the lock says something, by their numbers. `order` has every check,
/// as the number of its part and its own, in the order of the text.
pub fn told(
    lost: &Lost,
    parts: &[Part<'_>],
    order: impl Iterator<Item = (usize, usize)>,
    levels: &Levels,
) -> BTreeMap<usize, Report> {
    let mut seen = Seen::default();
    let mut changed: BTreeMap<usize, Vec<(usize, &Item)>> = BTreeMap::new();
    let mut lapsed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (number, check) in order {
        let Some(part) = parts.get(number) else { continue };
        let Some(&print) = part.prints.get(check) else { continue };
        if let Some(item) = lost.next(print, &mut seen) {
            changed.entry(number).or_default().push((check, item));
        }
        if let Outcome::Checked(directive) = part.report.outcome(check) {
            let directive = part.briefing.directives.get(directive);
            if directive.is_some_and(|directive| lost.has_lapsed(directive, print)) {
                lapsed.entry(number).or_default().insert(check);
            }
        }
    }
    let numbers: BTreeSet<usize> = changed.keys().chain(lapsed.keys()).copied().collect();
    let report = |number: usize| {
        let part = parts.get(number)?;
        let mut report = part.report.clone();
        if let Some(lapsed) = lapsed.get(&number) {
            report.lapse(part.briefing, part.library, levels, |check| lapsed.contains(&check));
        }
        if let Some(changed) = changed.get(&number) {
            let found = findings(part.briefing, part.library, &report.checks, changed.iter().copied());
            report.add(found, levels);
        }
        Some((number, report))
    };
    numbers.into_iter().filter_map(report).collect()
}

/// What the kind and the words of every check are known by, in their order.
pub fn prints(briefing: &Briefing, checks: &[Check]) -> Vec<u64> {
    checks.iter().map(|check| print(check.kind.name(), &folded(&briefing.text, check))).collect()
}

fn print(kind: &str, words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, words).hash(&mut hasher);
    hasher.finish()
}

/// The findings about some checks of a briefing, or of a part of one, that rest on what is lost: one for each claim and
/// passage.
fn findings<'a>(
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
        let words = folded(view.text, check);
        let before = seen.entry((kind, words.clone())).or_default();
        *before += 1;
        Id { file: view.file.to_owned(), kind: kind.to_owned(), words, before: *before - 1 }
    };
    view.checks.iter().map(id).collect()
}

/// The words of a check's item, as they are folded.
fn folded(text: &str, check: &Check) -> String {
    let folded: Vec<String> = words(&text[check.span]).into_iter().map(|(_, word)| word).collect();
    folded.join(" ")
}

fn finding(library: &Library, checks: &[Check], id: usize, (source, excerpt): (SourceId, &str)) -> Finding {
    let check = &checks[id];
    let now = library.article(source).and_then(|article| {
        let own = check.evidence.iter().find(|evidence| evidence.source == source);
        let span = own.map(|evidence| evidence.span).or_else(|| nearest(article, excerpt))?;
        Some((article.place(span.start), Passage::around(article, span)?))
    });
    let words = now.as_ref().map(|(place, passage)| (place.as_str(), passage.excerpt.as_str()));
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
