//! Files of one name: one may be the text of the other.

use rustc_hash::FxHashSet;

use super::Article;
use crate::text::each_word;

/// Of the words of the one that has fewer, so many in a hundred are in the other one where it is its text: an extraction has
/// words that a hyphen parts, and lines at the head and the foot of a page.
const SHARED: usize = 80;

/// Whether one of two articles is the text of the other, or both are that of a third: they share their words, and at most one
/// has numbers that the other one lacks, as those of its pages.
pub fn are_twins(first: &Article, second: &Article) -> bool {
    let (first, second) = (Told::of(first.text()), Told::of(second.text()));
    let (fewer, more) = if first.words.len() <= second.words.len() { (&first, &second) } else { (&second, &first) };
    let shared = fewer.words.intersection(&more.words).count();
    let lacks = |of: &Told, other: &Told| of.numbers.iter().any(|number| !other.numbers.contains(number));
    shared * 100 >= fewer.words.len() * SHARED && !(lacks(&first, &second) && lacks(&second, &first))
}

/// What a text tells.
struct Told {
    words: FxHashSet<String>,
    /// Its numbers in digits, without what groups them.
    numbers: FxHashSet<String>,
}

impl Told {
    fn of(text: &str) -> Self {
        let mut words = FxHashSet::default();
        each_word(text, |_, folded| _ = words.insert(folded.to_owned()));
        let runs = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        let numbers = runs.map(|run| run.trim_matches(['.', ',']).replace(',', ""));
        Self { words, numbers: numbers.filter(|number| !number.is_empty()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    fn check(first: &str, second: &str, expected: bool) {
        let article = |text| Article::of_text(text, Format::Text);
        assert_eq!(are_twins(&article(first), &article(second)), expected, "{first:?} {second:?}");
        assert_eq!(are_twins(&article(second), &article(first)), expected, "{second:?} {first:?}");
    }

    #[test]
    fn an_extraction_is_a_twin() {
        let text =
            "The port handled 1,200 ships and 4.2 million tonnes in 2024. The quay was never built to carry trains.";
        check(text, text, true);
        check(text, &format!("{text}\n\nPage 12 of 30\n"), true);
        check(text, &text.replace("handled", "han-\ndled"), true);
    }

    #[test]
    fn another_text_is_none() {
        let text = "The port handled 4.2 million tonnes in 2024. The quay was never built to carry trains.";
        check(text, &text.replace("4.2", "4.3"), false);
        check(text, "A new crane cost 830,000 euros, paid out of the reserve.", false);
    }
}
