//! The closed classes, and the forms of verbs and nouns.

use super::List;

/// Nouns that only say that something is a quantity, a group or a period: they tell nothing of what it is.
pub static GENERIC_NOUNS: List = List::new(include_str!("../../lexicon/en/generic_nouns.txt"));

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that join sentences.
pub static FUNCTION_WORDS: List = List::new(include_str!("../../lexicon/en/function_words.txt"));
