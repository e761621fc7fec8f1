//! Do quotation marks hold words at a distance rather than quote somebody?

use crate::lexicon::{ALLEGATIONS, NAMINGS, SPEECH_VERBS};
use crate::text::words;

/// Scare quotes have no more words.
const MOST_WORDS: usize = 3;

/// Whether a few words in quotation marks are held at a distance or named: after `so-called`, `the term`, `dubbed`, or where
/// the sentence around them, in these two parts, has no verb of saying.
pub fn is_scare(before: &str, after: &str, count: usize) -> bool {
    if count > MOST_WORDS {
        return false;
    }
    let before = words(before);
    let last = |most: usize| {
        let from = before.len().saturating_sub(most);
        before[from..].iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ")
    };
    let is_named = NAMINGS.has(&last(1)) || NAMINGS.has(&last(2)) || last(2) == "so called";
    let says = |word: &str| SPEECH_VERBS.has(word) || ALLEGATIONS.has(word) || word == "according";
    is_named || !before.iter().chain(&words(after)).any(|(_, word)| says(word))
}

#[cfg(test)]
mod tests {
    use super::is_scare;

    fn check(claim: &str, expected: bool) {
        let (before, rest) = claim.split_once('"').expect("a quotation");
        let (content, after) = rest.split_once('"').expect("its end");
        assert_eq!(is_scare(before, after, content.split(' ').count()), expected, "{claim}");
    }

    #[test]
    fn what_is_named() {
        check("The so-called \"green quay\" was said to be safe.", true);
        check("It is known as \"the long wall\", he said.", true);
    }

    #[test]
    fn nobody_says_anything() {
        check("It was a \"gift\" to the town.", true);
        check("He told them of a \"gift\".", false);
        check("It was a \"gift to the whole town\".", false);
    }
}
