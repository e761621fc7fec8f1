//! Words for places in a source.

use super::List;

/// Words that name places in a source, and those that lead to one.
pub static LOCATOR_WORDS: List = List::new(include_str!("../../lexicon/en/locator_words.txt"));

/// Labels of editions and numbers in a reference in full (`isbn`).
pub static PUBLICATION_LABELS: List = List::new(include_str!("../../lexicon/en/publication_labels.txt"));

/// Words that lead to a reference (`see also`).
pub static REFERENCE_LEADS: List = List::new(include_str!("../../lexicon/en/reference_leads.txt"));
