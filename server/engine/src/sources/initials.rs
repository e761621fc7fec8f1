//! The initials of an article's capitalised words: what an acronym can stand for.

use super::index::WordIndex;

/// The first letters of the words that can stand in an acronym's long form, in order, with where they stand.
#[derive(Clone, Debug, Default)]
pub struct Initials {
    /// One letter a word, folded; a blank where other words stand between.
    letters: Vec<char>,
    positions: Vec<u32>,
}

/// Small words that an acronym may leave out, or take the first letter of.
fn is_joint(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "the" | "and" | "for" | "on" | "in" | "to" | "de" | "e" | "i" | "ul" | "la" | "du" | "des" | "&"
    )
}

impl Initials {
    /// Reads the initials of a text's words.
    pub fn new(text: &str, words: &WordIndex) -> Self {
        let mut initials = Self::default();
        let mut last = 0;
        for position in 0..words.len() {
            let (span, folded) = (words.span(position), words.word(position));
            let is_capital = text[span].starts_with(char::is_uppercase);
            let parted = text[last..span.start].contains(['.', ',', ';', ':', '\n', '(', ')', '!', '?', '"', '“', '”']);
            last = span.end;
            if (parted || !(is_capital || is_joint(folded))) && initials.letters.last() != Some(&' ') {
                initials.push(' ', position);
            }
            if is_capital || is_joint(folded) {
                let letter = folded.chars().next().unwrap_or(' ');
                initials.push(if is_capital { letter } else { letter.to_ascii_uppercase() }, position);
            }
        }
        initials
    }

    /// Small words are kept as capitals here: their letters may be left out.
    fn push(&mut self, letter: char, position: usize) {
        self.letters.push(letter);
        self.positions.push(u32::try_from(position).unwrap_or(u32::MAX));
    }

    /// The words whose initials are these folded letters, from the first one's position to the last one's, half-open.
    pub fn find(&self, acronym: &str) -> Option<(usize, usize)> {
        let wanted: Vec<char> = acronym.chars().collect();
        let &first = wanted.first()?;
        (wanted.len() > 1).then_some(())?;
        let starts = (0..self.letters.len()).filter(|&at| self.letters[at] == first);
        starts.into_iter().find_map(|start| {
            let end = self.end_of(start, &wanted)?;
            Some((self.positions[start] as usize, self.positions[end] as usize + 1))
        })
    }

    /// The index of the last of the letters that spell `wanted` from `start` on.
    fn end_of(&self, start: usize, wanted: &[char]) -> Option<usize> {
        let mut at = start;
        for (number, &letter) in wanted.iter().enumerate() {
            if number > 0 {
                at += 1;
            }
            while self.letters.get(at)? != &letter {
                let here = *self.letters.get(at)?;
                if !here.is_uppercase() {
                    return None;
                }
                if here.to_lowercase().eq([letter]) {
                    break;
                }
                at += 1;
            }
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::{Article, Format};

    fn check(text: &str, acronym: &str, expected: Option<&str>) {
        let article = Article::of_text(text, Format::Text);
        let found = article.initials().find(acronym).map(|(from, to)| &text[article.words().span_of(from, to)]);
        assert_eq!(found, expected, "{acronym:?} in {text:?}");
    }

    #[test]
    fn acronyms_are_spelled_by_initials() {
        check("the Tehreek-e-Taliban Pakistan said", "ttp", Some("Tehreek-e-Taliban Pakistan"));
        check("at the World Health Organization there", "who", Some("World Health Organization"));
        check("of the Department of Defense", "dod", Some("Department of Defense"));
        check("of the Department of Defense", "dd", Some("Department of Defense"));
    }

    #[test]
    fn words_apart_spell_nothing() {
        check("World leaders met Health ministers of an Organization", "who", None);
        check("World. Health. Organization", "who", None);
        check("", "who", None);
    }
}
