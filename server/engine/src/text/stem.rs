//! Words without their endings, and words that only hold others together.

use std::borrow::Cow;

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// A folded word without its inflection (Snowball's English stemmer) and possessive ending.
pub fn stem(folded: &str) -> Cow<'_, str> {
    let word = folded.strip_suffix("'s").unwrap_or(folded);
    if word.bytes().any(|b| !b.is_ascii_lowercase() && b != b'\'') {
        return Cow::Borrowed(word);
    }
    Stemmer::create(Algorithm::English).stem(word)
}

/// Whether a folded word is a function word of English: it says nothing of what a sentence is about.
///
/// The closed classes of any grammar of English: articles, pronouns, prepositions, conjunctions, auxiliaries, and the
/// adverbs that go with these. Sorted.
pub fn is_function_word(folded: &str) -> bool {
    FUNCTION_WORDS.binary_search(&folded).is_ok()
}

const FUNCTION_WORDS: [&str; 146] = [
    "a", "about", "above", "across", "after", "again", "against", "all", "also", "am", "among", "an", "and", "another",
    "any", "are", "around", "as", "at", "away", "back", "be", "because", "been", "before", "being", "below", "between",
    "both", "but", "by", "can", "could", "did", "do", "does", "doing", "done", "down", "during", "each", "either",
    "else", "even", "every", "for", "from", "further", "had", "has", "have", "having", "he", "her", "here", "hers",
    "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "may", "me", "might",
    "more", "most", "must", "my", "neither", "no", "nor", "not", "now", "of", "off", "on", "once", "only", "onto",
    "or", "other", "our", "out", "over", "own", "per", "same", "shall", "she", "should", "since", "so", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too",
    "toward", "towards", "under", "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what", "when",
    "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would",
    "yet", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_have_one_stem() {
        for (a, b) in [
            ("militants", "militant"),
            ("infiltrated", "infiltrating"),
            ("killing", "killed"),
            ("pakistan's", "pakistan"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
    }

    #[test]
    fn other_scripts_and_numbers_stay() {
        assert_eq!(stem("1,200"), "1,200");
        assert_eq!(stem("señores"), "señores");
    }

    #[test]
    fn function_words_are_known() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("the") && !is_function_word("harbour"));
    }
}
