//! The words of English, by class.
//!
//! Each file of `lexicon/en` is one class of words. Its head, the lines that begin with `#`, says what the class is and
//! where it comes from. This module reads the files; the modules below name them, one for each room that asks. Code knows
//! classes, not words: a list of words in code belongs here.
//!
//! A file has one entry a line, sorted and without doubles. An entry is folded (lower case, straight apostrophes) and may
//! have several words with one blank between them. There are three forms of files:
//!
//! - [`List`]: a class, one member a line (`nearly`).
//! - [`Table`]: a member and what it stands for, one pair a line (`fell = fall`).
//! - [`Groups`]: words that belong together, one group a line (`buy, purchase`).

mod claims;
mod figures;
mod grammar;
mod memory;
mod names;
mod places;
mod speech;
mod wordnet;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

pub use claims::*;
pub use figures::*;
pub use grammar::*;
pub(crate) use memory::Memory;
pub use names::*;
pub use places::*;
pub use speech::*;
pub use wordnet::{Numbers, Senses};

/// A class of words.
pub struct List {
    file: &'static str,
    set: OnceLock<(Outline, FxHashSet<&'static str>)>,
}

impl List {
    /// The class that the text of a file lists.
    pub const fn new(file: &'static str) -> Self {
        Self { file, set: OnceLock::new() }
    }

    /// Whether a folded word, or folded words with one blank between them, are a member.
    pub fn has(&self, folded: &str) -> bool {
        let (outline, set) = self.set.get_or_init(|| (Outline::of(entries(self.file)), entries(self.file).collect()));
        outline.may_have(folded) && set.contains(folded)
    }

    /// The members, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        entries(self.file)
    }
}

/// Words, each with what it stands for.
pub struct Table {
    file: &'static str,
    map: OnceLock<(Outline, FxHashMap<&'static str, &'static str>)>,
}

impl Table {
    /// The table that the text of a file gives.
    pub const fn new(file: &'static str) -> Self {
        Self { file, map: OnceLock::new() }
    }

    /// What a folded word stands for.
    pub fn get(&self, folded: &str) -> Option<&'static str> {
        let made = || (Outline::of(self.iter().map(|(word, _)| word)), self.iter().collect());
        let (outline, map) = self.map.get_or_init(made);
        if outline.may_have(folded) { map.get(folded).copied() } else { None }
    }

    /// Each word with what it stands for, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        entries(self.file).filter_map(|line| line.split_once(" = "))
    }
}

/// Groups of words that belong together. A word may be in several groups.
pub struct Groups {
    file: &'static str,
    map: OnceLock<FxHashMap<&'static str, Vec<u32>>>,
}

impl Groups {
    /// The groups that the text of a file gives.
    pub const fn new(file: &'static str) -> Self {
        Self { file, map: OnceLock::new() }
    }

    /// The numbers of the groups that a folded word is in, ascending; none for a word that is in no group.
    pub fn of(&self, folded: &str) -> &[u32] {
        let map = self.map.get_or_init(|| {
            let mut map: FxHashMap<&'static str, Vec<u32>> = FxHashMap::default();
            for (number, group) in (0..).zip(self.iter()) {
                group.for_each(|word| map.entry(word).or_default().push(number));
            }
            map
        });
        map.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Whether one group has both words.
    pub fn are_together(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        a.iter().any(|group| b.binary_search(group).is_ok())
    }

    /// The groups, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = std::str::Split<'static, &'static str>> + use<> {
        entries(self.file).map(|line| line.split(", "))
    }
}

/// The lengths that the entries with each first letter have. Most words that are asked for are told by it to be none of
/// them, and need not be looked up.
struct Outline([u32; 32]);

impl Outline {
    fn of(entries: impl Iterator<Item = &'static str>) -> Self {
        let mut outline = Self([0; 32]);
        for entry in entries {
            let (letter, length) = Self::place(entry);
            outline.0[letter] |= length;
        }
        outline
    }

    fn may_have(&self, folded: &str) -> bool {
        let (letter, length) = Self::place(folded);
        self.0[letter] & length != 0
    }

    /// The number of a word's first letter, and the bit of its length: several letters and lengths share one.
    fn place(word: &str) -> (usize, u32) {
        let letter = usize::from(word.as_bytes().first().copied().unwrap_or_default() % 32);
        (letter, 1 << (word.len() % 32))
    }
}

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests;
