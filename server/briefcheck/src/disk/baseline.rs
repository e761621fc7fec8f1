//! Findings that are known and let be: `check --baseline` leaves them out.
//!
//! A line a finding, parted by tabs: its fingerprint, the briefing (from the baseline's folder), the rule, the words. The
//! fingerprint alone counts; the rest is for who reads the file or its changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::Report;
use briefcheck_engine::text::Span;
use serde::{Deserialize, Serialize};

use super::fingerprint::old_fingerprints;
use super::paths::{self, Fence};
use super::{Failure, Files, Place, Role, fingerprints};
use crate::report::visible;

/// The name of the file, if no other is given.
pub const BASELINE: &str = "briefcheck.baseline";

/// How many characters of a finding's words are kept for people.
const LONGEST: usize = 60;

const HEAD: &str =
    "# Findings that `briefcheck check --baseline` leaves out. `briefcheck baseline` writes this file.\n";

/// The findings that are let be, by briefing.
#[derive(Debug)]
pub struct Baseline {
    folder: PathBuf,
    briefings: BTreeMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    rule: String,
    words: String,
    fingerprint: String,
}

/// What of a briefing's findings was known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// How many of its findings.
    pub count: usize,
    /// Entries that no finding is left for, each for people.
    pub stale: Vec<String>,
}

impl Baseline {
    /// The baseline that leaves out all findings of some briefings, to be written to a file at an absolute path.
    pub fn of(checked: &[Report], path: &Path) -> Self {
        let mut baseline = Self { folder: folder(path), briefings: BTreeMap::new() };
        for briefing in checked.iter().filter(|briefing| !briefing.findings.is_empty()) {
            let name = baseline.name(&briefing.path);
            let mut entries: Vec<Entry> = entries(briefing, &name).collect();
            entries.sort();
            baseline.briefings.insert(name, entries);
        }
        baseline
    }

    /// Reads the file at an absolute path, which `name` is for people. A path within the workspace in the folder `root` may
    /// not lead out of it.
    ///
    /// # Errors
    ///
    /// If it is not there or has a line that is no entry.
    pub fn read(path: &Path, name: &str, root: Option<&Path>) -> Result<Self, Failure> {
        let text = Files::on_disk().text(
            path,
            name,
            Role::Record,
            root.filter(|root| path.starts_with(root)).map(|root| Fence::new([root])).as_ref(),
        )?;
        Self::parse(text, path, name)
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// If it has a line that is no entry.
    pub fn parse(text: Arc<str>, path: &Path, name: &str) -> Result<Self, Failure> {
        let mut baseline = Self { folder: folder(path), briefings: BTreeMap::new() };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.splitn(4, '\t');
            let entry = fields.next().zip(fields.next()).zip(fields.next()).zip(fields.next());
            let Some((((fingerprint, file), rule), words)) = entry else {
                let place = Place { path: path.to_owned(), text: Arc::clone(&text), span };
                let failure = Failure::new(format!("`{name}` has a line that is no entry of a baseline"));
                return Err(Failure { place: Some(place), ..failure }.with_help("write it anew: `briefcheck baseline`"));
            };
            let [rule, words, fingerprint] = [rule, words, fingerprint].map(str::to_owned);
            baseline.briefings.entry(file.to_owned()).or_default().push(Entry { rule, words, fingerprint });
        }
        Ok(baseline)
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let line = |file: &str, Entry { rule, words, fingerprint }: &Entry| {
            format!("{fingerprint}\t{file}\t{rule}\t{words}\n")
        };
        let lines =
            self.briefings.iter().flat_map(|(file, entries)| entries.iter().map(move |entry| line(file, entry)));
        std::iter::once(HEAD.to_owned()).chain(lines).collect()
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.briefings.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the known findings out of a briefing's.
    pub fn subtract(&self, briefing: &mut Report) -> Known {
        let name = self.name(&briefing.path);
        let Some(entries) = self.briefings.get(&name) else { return Known::default() };
        let known: BTreeSet<&str> = entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let (prints, old) = (fingerprints(briefing, &name), old_fingerprints(briefing, &name));
        let found: BTreeSet<&str> = prints.iter().chain(&old).map(String::as_str).collect();
        let before = briefing.findings.len();
        let mut at = prints.iter().zip(&old);
        let is_known =
            |(print, old): (&String, &String)| known.contains(print.as_str()) || known.contains(old.as_str());
        briefing.findings.retain(|_| !at.next().is_some_and(is_known));
        let stale = entries.iter().filter(|entry| !found.contains(entry.fingerprint.as_str()));
        Known { count: before - briefing.findings.len(), stale: stale.map(|entry| entry.shown(&name)).collect() }
    }

    /// The entries of briefings that are no more.
    pub fn gone(&self) -> Vec<String> {
        let gone = self.briefings.iter().filter(|(name, _)| !paths::join(&self.folder, name).exists());
        gone.flat_map(|(name, entries)| entries.iter().map(|entry| entry.shown(name))).collect()
    }

    /// How a briefing is called here.
    fn name(&self, path: &Path) -> String {
        visible(&paths::shown(path, &self.folder))
    }
}

impl Entry {
    fn shown(&self, file: &str) -> String {
        format!("{file}: {} “{}”", self.rule, self.words)
    }
}

fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

fn entries(briefing: &Report, name: &str) -> impl Iterator<Item = Entry> {
    briefing.findings.iter().zip(fingerprints(briefing, name)).map(|(found, fingerprint)| {
        let words: Vec<&str> = briefing.text[found.span].split_whitespace().collect();
        let words = visible(&words.join(" ")).chars().take(LONGEST).collect();
        Entry { rule: found.rule.name.to_owned(), words, fingerprint }
    })
}
