//! Function words: what holds a sentence together and names nothing.

use crate::lexicon::FUNCTION_WORDS;

/// Whether a folded word is one.
pub fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.has(folded)
}
