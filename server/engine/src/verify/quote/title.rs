//! Is what stands in quotation marks a title rather than somebody's words?

use crate::lexicon::WORKS;
use crate::text::{is_function_word, words};

/// Titles have no more words.
const MOST_WORDS: usize = 10;

/// Whether the content of quotation marks after `before` reads as a title: right after the name of a kind of work (`her
/// novel, "A cold shore"`), or with capitals throughout (`in "The Harbour Post"`) where no speech is introduced.
pub fn is_title(before: &str, content: &str) -> bool {
    let words = words(content);
    let is_capital = |c: char| c.is_uppercase() || c.is_numeric();
    let begins = words.first().is_some_and(|(span, _)| content[*span].starts_with(is_capital));
    if words.len() > MOST_WORDS || !begins || content.trim_end().ends_with('.') {
        return false;
    }
    let before = before.trim_end();
    let introduced = before.strip_suffix([',', ':']);
    let last = introduced.unwrap_or(before).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_named = WORKS.has(&last.to_lowercase());
    let is_in_capitals =
        || words.iter().all(|(span, folded)| is_function_word(folded) || content[*span].starts_with(is_capital));
    is_named || introduced.is_none() && words.len() > 1 && is_in_capitals()
}

#[cfg(test)]
mod tests {
    use super::is_title;

    fn check(claim: &str, expected: bool) {
        let (before, rest) = claim.split_once('"').expect("a quotation");
        let content = rest.split('"').next().unwrap_or_default();
        assert_eq!(is_title(before, content), expected, "{claim}");
    }

    #[test]
    fn after_a_kind_of_work() {
        check("Her first novel, \"A cold shore\", sold well.", true);
        check("The song \"Over the quay\" was a hit.", true);
        check("The song is \"over the hill\".", false);
    }

    #[test]
    fn in_capitals() {
        check("She writes for \"The Harbour Post\" now.", true);
        check("She wrote: \"The Harbour Lives\"", false);
        check("She said, \"We Shall Overcome\".", false);
        check("He called it \"The worst of all years\".", false);
    }

    #[test]
    fn a_sentence_is_no_title() {
        check("The article \"We lost it all.\"", false);
    }
}
