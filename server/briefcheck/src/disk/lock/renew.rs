//! A lock file made anew: what is verified now, with what was recorded before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use briefcheck_engine::verify::Verdict;

use super::compare::{View, fingerprint, ids, known};
use super::passage::Passage;
use super::{Accepted, Id, Item, LOCK, Lock};
use crate::disk::{Checked, Failure, create};

/// What became of a lock file.
#[derive(Debug)]
pub struct Renewed {
    /// How many items it recorded.
    pub before: usize,
    /// How many it records.
    pub now: usize,
    /// The keys of the sources of which passages have changed, with how many items rest on them.
    pub changed: Vec<(String, usize)>,
}

impl Renewed {
    /// How much is recorded, in a sentence; `name` is the lock file for people.
    pub fn said(&self, name: &str) -> String {
        format!("`{name}` records what {} items rest on, where it recorded {}", self.now, self.before)
    }
}

/// Briefings by the folders of their workspaces: each has a lock file.
pub fn by_root(checked: &[Checked]) -> BTreeMap<&Path, Vec<&Checked>> {
    let mut roots: BTreeMap<&Path, Vec<&Checked>> = BTreeMap::new();
    for briefing in checked {
        roots.entry(&briefing.root).or_default().push(briefing);
    }
    roots
}

/// Writes the lock file of the workspace in the folder `root`, which `name` is for people, from all of its briefings.
/// `accepted` is the key of a source whose changes are taken over, with the reason: where it has none, nothing is
/// written, and `None` is given.
///
/// # Errors
///
/// If what is there is no lock file, or it can't be written.
pub fn renew(
    root: &Path,
    name: &str,
    briefings: &[&Checked],
    accepted: Option<(&str, &str)>,
) -> Result<Option<Renewed>, Failure> {
    let path = root.join(LOCK);
    let before = Lock::read(&path, name)?.unwrap_or_default();
    let mut renewal = Renewal::new(&before, accepted);
    for briefing in briefings {
        renewal.record(briefing.view(&briefing.name()));
    }
    let is_accepted = renewal.finish();
    if accepted.is_some() && !is_accepted {
        return Ok(None);
    }
    let Renewal { lock, changed, .. } = renewal;
    if lock != before {
        create(&path, name, root, lock.text())?;
    }
    Ok(Some(Renewed { before: before.len(), now: lock.len(), changed }))
}

/// A lock file in the making.
struct Renewal<'a> {
    before: &'a Lock,
    accepted: Option<(&'a str, &'a str)>,
    /// What is to be written.
    lock: Lock,
    /// The keys of the sources of which passages have changed, with how many items rest on them.
    changed: Vec<(String, usize)>,
}

impl<'a> Renewal<'a> {
    /// A renewal of a lock; `accepted` is the key of a source whose changes are taken over, with the reason.
    fn new(before: &'a Lock, accepted: Option<(&'a str, &'a str)>) -> Self {
        Self { before, accepted, lock: Lock::default(), changed: Vec::new() }
    }

    /// Records what the verified items of a briefing rest on. What rests on a passage that has changed keeps what was
    /// recorded, unless the change is taken over.
    fn record(&mut self, view: View<'_>) {
        let mut kept: BTreeSet<Id> = BTreeSet::new();
        for changed in self.before.changed(view) {
            let key = &changed.item.key;
            match self.accepted {
                Some((accepted, reason)) if accepted == key => {
                    if let Some(article) = view.library.article(changed.source) {
                        let fingerprint = fingerprint(article);
                        self.lock.accepted.insert(Accepted {
                            key: key.clone(),
                            fingerprint,
                            reason: reason.to_owned(),
                        });
                    }
                }
                _ => {
                    match self.changed.iter_mut().find(|(known, _)| known == key) {
                        Some((_, count)) => *count += 1,
                        None => self.changed.push((key.clone(), 1)),
                    }
                    self.lock.items.insert(changed.id.clone(), changed.item.clone());
                    kept.insert(changed.id);
                }
            }
        }
        for (check, id) in view.checks.iter().zip(ids(view)) {
            if kept.contains(&id) || !matches!(check.verdict, Verdict::Verified) {
                continue;
            }
            let Some(evidence) = check.evidence.first() else { continue };
            let Some(article) = view.library.article(evidence.source) else { continue };
            let Some(passage) = Passage::around(article, evidence.span) else { continue };
            let key = view.library.source(evidence.source).key.clone();
            let item = match self.before.items.get(&id) {
                // It may have moved: that is no change.
                Some(item) if item.key == key && item.passage == passage.print => item.clone(),
                _ => Item {
                    key,
                    place: article.paragraph_at(evidence.span.start) + 1,
                    passage: passage.print,
                    excerpt: passage.excerpt,
                },
            };
            self.lock.sources.insert(known(view.library, evidence.source), fingerprint(article));
            self.lock.items.insert(id, item);
        }
        // Of a source with changes that nobody has looked at, the fingerprint stays the old one.
        for changed in &self.changed {
            let is_it = |source: &&super::Known| source.key == changed.0;
            let sources: Vec<_> = self.before.sources.keys().filter(is_it).cloned().collect();
            for source in sources {
                let before = self.before.sources[&source].clone();
                self.lock.sources.insert(source, before);
            }
        }
    }

    /// Keeps why changes were taken over, as long as their sources are cited; whether the key that is accepted had any.
    fn finish(&mut self) -> bool {
        let is_accepted = !self.lock.accepted.is_empty();
        let cited: BTreeSet<&str> = self.lock.sources.keys().map(|source| source.key.as_str()).collect();
        let kept = self.before.accepted.iter().filter(|change| cited.contains(change.key.as_str()));
        let kept: Vec<Accepted> = kept.cloned().collect();
        self.lock.accepted.extend(kept);
        is_accepted
    }
}
