//! `briefcheck.lock`: the passages that verified items rest on, so that a source which changes afterwards is seen.
//!
//! A line an item, parted by tabs, sorted, and without anything that moves when the text around moves: an edit changes
//! the lines that it is about.

mod compare;
mod passage;
mod renew;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use briefcheck_engine::text::Span;

use super::paths::Fence;
use super::{Failure, Files, Place, Role};
use crate::report::visible;
pub use compare::{Lost, Seen, View, findings, prints};
pub use renew::{Renewed, by_root, renew};

/// The name of the lock file, in the workspace's folder.
pub const LOCK: &str = "briefcheck.lock";

const HEAD: &str = "\
# What the claims of this workspace rest on. `briefcheck lock` writes this file; see what it changes before committing it.
# source:   key, file, fingerprint
# accepted: key, fingerprint, why a change was taken over
# item:     briefing, kind, words, which of these; key, place when recorded, passage, its words
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
    /// The number of the paragraph when it was recorded, from 1.
    place: usize,
    passage: passage::Print,
    /// The passage for people, shortened.
    excerpt: String,
}

impl Lock {
    /// Reads the file at an absolute path, which `name` is for people; without one, nothing is recorded.
    ///
    /// # Errors
    ///
    /// If it can't be read or has a line that is none of a lock file.
    pub fn read(path: &Path, name: &str) -> Result<Option<Self>, Failure> {
        if !path.exists() {
            return Ok(None);
        }
        let text = Files::on_disk().text(path, name, Role::Record, Some(&Fence::new(path.parent())))?;
        Self::parse(text, path, name).map(Some)
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// If it has a line that is none of a lock file.
    pub fn parse(text: Arc<str>, path: &Path, name: &str) -> Result<Self, Failure> {
        let mut lock = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if line.trim().is_empty() || line.starts_with('#') || lock.take(line).is_some() {
                continue;
            }
            // Two branches that were merged, most likely.
            let failure = Failure::new(format!("`{name}` has a line that is none of a lock file"));
            let place = Some(Place { path: path.to_owned(), text: Arc::clone(&text), span });
            return Err(Failure { place, ..failure }.with_help("take the line out, then run `briefcheck lock`"));
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
                let place = next()?.strip_prefix("¶ ")?.parse().ok()?;
                let item = Item { key, place, passage: next()?.parse().ok()?, excerpt: next()? };
                self.items.insert(id, item);
            }
            _ => return None,
        }
        fields.next().is_none().then_some(())
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let sources = self.sources.iter().map(|(source, print)| line(&["source", &source.key, &source.path, print]));
        let accepted =
            self.accepted.iter().map(|change| line(&["accepted", &change.key, &change.fingerprint, &change.reason]));
        let items = self.items.iter().map(|(id, item)| {
            let (before, place, passage) =
                (id.before.to_string(), format!("¶ {}", item.place), item.passage.to_string());
            line(&["item", &id.file, &id.kind, &id.words, &before, &item.key, &place, &passage, &item.excerpt])
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

/// A line of the file. What a field can't hold is shown as a sign.
fn line(fields: &[&str]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| visible(field)).collect();
    fields.join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut lock = Lock::default();
        let lines = [
            "source\tquay\tsources/quay.txt\t00ff",
            "accepted\tquay\t00ff\tthe correction of 3 May",
            "item\ta.brief\tquote\tnever built\t0\tquay\t¶ 2\t0123456789abcdef/1\tIt was never built.",
        ];
        for line in lines {
            assert_eq!(lock.take(line), Some(()), "{line}");
        }
        let text = lock.text();
        assert!(lines.iter().all(|line| text.contains(line)), "{text}");
    }

    #[test]
    fn what_is_no_line_is_refused() {
        for line in ["<<<<<<< HEAD", "source\tquay", "item\ta\tquote\tx\t0\tquay\tp. 2\t01/1\tx", "source\ta\tb\tc\td"]
        {
            assert_eq!(Lock::default().take(line), None, "{line}");
        }
    }
}
