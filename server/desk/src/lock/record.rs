//! A lock made anew: what is verified, unconfirmed or checked now, with what was recorded before.

use std::collections::BTreeSet;

use briefcheck_engine::markup::Directive;
use briefcheck_engine::rules::Outcome;

use super::compare::{View, fingerprint, ids, known};
use super::passage::Passage;
use super::{Accepted, CameTo, Id, Item, Known, Lock, voucher};

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

/// The lock of a workspace made anew from all of its briefings, and what became of it. `accepted` is the key of a source
/// whose changes are taken over, with the reason: `None` where it has none.
pub fn renewed<'a>(
    before: &Lock,
    briefings: impl Iterator<Item = View<'a>>,
    accepted: Option<(&str, &str)>,
) -> Option<(Lock, Renewed)> {
    let mut renewal = Renewal::new(before, accepted);
    briefings.for_each(|view| renewal.record(view));
    let is_accepted = renewal.finish();
    let Renewal { lock, changed, .. } = renewal;
    let renewed = Renewed { before: before.len(), now: lock.len(), changed };
    (accepted.is_none() || is_accepted).then_some((lock, renewed))
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
        let ids = ids(view);
        self.keep_lapsed(view, &ids);
        for ((check, outcome), id) in view.checks.iter().zip(view.outcomes).zip(ids) {
            let Some(came_to) = came_to(view.directives, *outcome).filter(|_| !kept.contains(&id)) else { continue };
            let Some(evidence) = check.evidence.first() else { continue };
            let Some(article) = view.library.article(evidence.source) else { continue };
            let Some(passage) = Passage::around(article, evidence.span) else { continue };
            let key = view.library.source(evidence.source).key.clone();
            let item = match self.before.items.get(&id) {
                // It may have moved: that is no change.
                Some(item) if item.key == key && item.passage == passage.print => Item { came_to, ..item.clone() },
                _ => Item {
                    key,
                    place: article.place(evidence.span.start),
                    passage: passage.print,
                    excerpt: passage.excerpt,
                    came_to,
                },
            };
            self.lock.sources.insert(known(view.library, evidence.source), fingerprint(article));
            self.lock.items.insert(id, item);
        }
        // Of a source with changes that nobody has looked at, the fingerprint stays the old one.
        for changed in &self.changed {
            let is_it = |source: &&Known| source.key == changed.0;
            let sources: Vec<_> = self.before.sources.keys().filter(is_it).cloned().collect();
            for source in sources {
                let before = self.before.sources[&source].clone();
                self.lock.sources.insert(source, before);
            }
        }
    }

    /// Keeps what a directive was recorded for as long as the directive stands: that its claim is another one now must not be
    /// forgotten.
    fn keep_lapsed(&mut self, view: View<'_>, ids: &[Id]) {
        let vouchers: BTreeSet<String> =
            view.directives.iter().filter_map(|directive| voucher(&directive.kind)).collect();
        let now: BTreeSet<(&str, &str)> = ids.iter().map(|id| (id.kind.as_str(), id.words.as_str())).collect();
        for (id, item) in self.before.of(view.file) {
            let stands = matches!(&item.came_to, CameTo::Checked(voucher) if vouchers.contains(voucher));
            if stands && !now.contains(&(id.kind.as_str(), id.words.as_str())) {
                self.lock.items.insert(id.clone(), item.clone());
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

/// What is recorded of an outcome; `None` for what rests on nothing.
fn came_to(directives: &[Directive], outcome: Outcome) -> Option<CameTo> {
    match outcome {
        Outcome::Verified => Some(CameTo::Verified),
        Outcome::Unconfirmed => Some(CameTo::Unconfirmed),
        Outcome::Checked(id) => directives.get(id).and_then(|one| voucher(&one.kind)).map(CameTo::Checked),
        _ => None,
    }
}
