//! The closed classes, and the forms of verbs and nouns.

use super::{List, Table};

/// Nouns that only say that something is a quantity, a group or a period: they tell nothing of what it is.
pub static GENERIC_NOUNS: List = List::new(include_str!("../../lexicon/en/generic_nouns.txt"));

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that join sentences.
pub static FUNCTION_WORDS: List = List::new(include_str!("../../lexicon/en/function_words.txt"));

/// Prepositions of one word.
pub static PREPOSITIONS: List = List::new(include_str!("../../lexicon/en/prepositions.txt"));

/// Forms of verbs that no rule makes, with the verb and the form.
pub static IRREGULAR_VERBS: Table = Table::new(include_str!("../../lexicon/en/irregular_verbs.txt"));
