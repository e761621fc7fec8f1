//! What the claims of a workspace rest on, as `briefcheck.lock` records it, so that a source which changes afterwards is
//! seen.
//!
//! A line an item, parted by tabs, sorted, and without anything that moves when the text around moves: an edit changes
//! the lines that it is about. The text of the file comes in and goes out; whoever holds the file reads and writes it.

mod compare;
mod passage;
mod record;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use briefcheck_engine::markup::DirectiveKind;
use briefcheck_engine::text::Span;

pub use compare::{Lost, Part, View, prints, told};
pub use record::{Renewed, renewed};

const HEAD: &str = "\
# What the claims of this workspace rest on. `briefcheck lock` writes this file; see what it changes before committing it.
# source:   key, file, fingerprint
# accepted: key, fingerprint, why a change was taken over
# item:     briefing, kind, words, which of these; key, place when recorded, passage, its words; unless it is verified,
#           what it was: unconfirmed, or checked with who, when and why
";

/// What was recorded of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    sources: BTreeMap<Known, String>,
    accepted: BTreeSet<Accepted>,
    items: BTreeMap<Id, Item>,
}

/// A source: a key may lead one briefing to another file than the next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    key: String,
    path: String,
}

/// A change of a source that somebody has looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Accepted {
    key: String,
    /// The source's fingerprint after the change.
    fingerprint: String,
    reason: String,
}

/// What an item is called by: it stays when lines move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Id {
    /// The briefing's path from the workspace's folder.
    file: String,
    /// The kind of the item.
    kind: String,
    /// Its words, folded.
    words: String,
    /// How many items with these words stand before it.
    before: usize,
}

/// What an item rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    key: String,
    /// Where it stood when it was recorded, as people name the place.
    place: String,
    passage: passage::Print,
    /// The passage for people, shortened.
    excerpt: String,
    /// What it had come to.
    came_to: CameTo,
}

/// What an item had come to when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
enum CameTo {
    Verified,
    Unconfirmed,
    /// By whom, when and why, as [`voucher`] says it.
    Checked(String),
}

impl CameTo {
    /// Reads the last field of an item's line.
    fn of(field: &str) -> Option<Self> {
        match field.split_once(' ') {
            None if field == "unconfirmed" => Some(Self::Unconfirmed),
            Some(("checked", voucher)) => Some(Self::Checked(voucher.to_owned())),
            _ => None,
        }
    }
}

impl fmt::Display for CameTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verified => f.write_str("verified"),
            Self::Unconfirmed => f.write_str("unconfirmed"),
            Self::Checked(voucher) => write!(f, "checked {voucher}"),
        }
    }
}

/// Who vouches for a claim, when and why, on one line: `Ana Lind 2025-10-02: reason`; `None` for other directives.
fn voucher(directive: &DirectiveKind) -> Option<String> {
    let DirectiveKind::Checked { by, date, reason } = directive else { return None };
    let words = [by.as_str(), &format!("{date}:"), reason].join(" ");
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl Lock {
    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// The place of a line that is none of a lock file: two branches were merged, most likely.
    pub fn parse(text: &str) -> Result<Self, Span> {
        let mut lock = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if !line.trim().is_empty() && !line.starts_with('#') && lock.take(line).is_none() {
                return Err(span);
            }
        }
        Ok(lock)
    }

    /// Takes what a line says; `None` if it is none.
    fn take(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split('\t');
        let mut next = || fields.next().map(str::to_owned);
        match next()?.as_str() {
            "source" => _ = self.sources.insert(Known { key: next()?, path: next()? }, next()?),
            "accepted" => _ = self.accepted.insert(Accepted { key: next()?, fingerprint: next()?, reason: next()? }),
            "item" => {
                let id = Id { file: next()?, kind: next()?, words: next()?, before: next()?.parse().ok()? };
                let key = next()?;
                let place = next().filter(|place| !place.is_empty())?;
                let item =
                    Item { key, place, passage: next()?.parse().ok()?, excerpt: next()?, came_to: CameTo::Verified };
                let came_to = next().map_or(Some(CameTo::Verified), |field| CameTo::of(&field))?;
                self.items.insert(id, Item { came_to, ..item });
            }
            _ => return None,
        }
        fields.next().is_none().then_some(())
    }

    /// The text of the file; `shown` makes a sign of what a field can't hold.
    pub fn text(&self, shown: impl Fn(&str) -> String) -> String {
        let line = |fields: &[&str]| {
            let fields: Vec<String> = fields.iter().map(|field| shown(field)).collect();
            fields.join("\t") + "\n"
        };
        let sources = self.sources.iter().map(|(source, print)| line(&["source", &source.key, &source.path, print]));
        let accepted =
            self.accepted.iter().map(|change| line(&["accepted", &change.key, &change.fingerprint, &change.reason]));
        let items = self.items.iter().map(|(id, item)| {
            let (before, passage) = (id.before.to_string(), item.passage.to_string());
            let came_to = item.came_to.to_string();
            let fields = [
                "item",
                &id.file,
                &id.kind,
                &id.words,
                &before,
                &item.key,
                &item.place,
                &passage,
                &item.excerpt,
                &came_to,
            ];
            // What is verified has no field for it, as in the files of the first version.
            line(&fields[..fields.len() - usize::from(item.came_to == CameTo::Verified)])
        });
        std::iter::once(HEAD.to_owned()).chain(sources).chain(accepted).chain(items).collect()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

#[cfg(test)]
mod tests;
