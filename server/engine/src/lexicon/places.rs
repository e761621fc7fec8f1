//! Words for places in a source.

use super::List;

/// Words that name places in a source, and those that lead to one.
pub static LOCATOR_WORDS: List = List::new(include_str!("../../lexicon/en/locator_words.txt"));
