//! Spellings of one word that differ between places, not between words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Endings and letters that British and American English write differently, each with the length that a word must
/// have for it: shorter words differ by more than spelling (`four`, `for`). See the style guides' lists of variants.
const VARIANTS: [(&str, &str, usize); 12] = [
    ("isation", "ization", 8),
    ("ising", "izing", 7),
    ("ise", "ize", 6),
    ("yse", "yze", 6),
    ("our", "or", 5),
    ("tre", "ter", 5),
    ("ogue", "og", 6),
    ("ence", "ense", 6),
    ("lled", "led", 7),
    ("lling", "ling", 8),
    ("mme", "m", 7),
    ("ae", "e", 6),
];

/// A folded word in one of its spellings, the same for all of them: without diacritics, the American way.
pub fn canonical(folded: &str) -> String {
    let mut word: String = folded.nfd().filter(|&c| !is_combining_mark(c)).collect();
    for (british, american, shortest) in VARIANTS {
        if word.len() >= shortest
            && let Some(at) = word.rfind(british)
            && at > 0
        {
            word.replace_range(at..at + british.len(), american);
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(canonical(a) == canonical(b), same, "{a} {b}");
    }

    #[test]
    fn variants_are_one_word() {
        for (british, american) in [
            ("organisation", "organization"),
            ("organised", "organized"),
            ("realising", "realizing"),
            ("harbours", "harbors"),
            ("centre", "center"),
            ("defence", "defense"),
            ("travelled", "traveled"),
            ("programme", "program"),
            ("dialogue", "dialog"),
            ("café", "cafe"),
        ] {
            check(british, american, true);
        }
    }

    #[test]
    fn other_words_are_others() {
        for (a, b) in [("four", "for"), ("million", "billion"), ("now", "not"), ("causal", "casual"), ("form", "from")]
        {
            check(a, b, false);
        }
    }
}
