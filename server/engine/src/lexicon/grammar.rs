//! The closed classes, and the forms of verbs and nouns.

use super::List;

/// Articles, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that join sentences.
pub static FUNCTION_WORDS: List = List::new(include_str!("../../lexicon/en/function_words.txt"));
