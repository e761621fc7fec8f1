//! The different words of an article in the order of the alphabet: found by how they begin, or by nearly the same letters,
//! without a look at all of them.

use super::index::{Vocabulary, WordId};

/// The words of one vocabulary by their letters.
pub struct Alphabet {
    words: Vec<WordId>,
    /// Which letters each of them has: a bit each, which several letters share.
    letters: Vec<u32>,
}

impl Alphabet {
    /// Sorts the words of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut entries: Vec<(&str, WordId)> = vocabulary.entries().map(|(id, word)| (word, id)).collect();
        entries.sort_unstable();
        let letters = entries.iter().map(|(word, _)| letters(word)).collect();
        Self { words: entries.into_iter().map(|(_, id)| id).collect(), letters }
    }

    /// The words of the `vocabulary` that begin so, in the order of their numbers.
    pub fn beginning_with(&self, vocabulary: &Vocabulary, beginning: &str) -> Vec<WordId> {
        let (from, to) = self.range(vocabulary, beginning);
        let mut found = self.words[from..to].to_vec();
        found.sort_unstable();
        found
    }

    /// Whether a word of the `vocabulary` begins so.
    pub fn has_beginning(&self, vocabulary: &Vocabulary, beginning: &str) -> bool {
        let from = self.words.partition_point(|&id| vocabulary.word(id) < beginning);
        self.words.get(from).is_some_and(|&id| vocabulary.word(id).starts_with(beginning))
    }

    /// The words of the `vocabulary` with the first letter of a word that could become it by so many edits (a letter more,
    /// less or another, or two exchanged), in the order of their numbers; others are among them.
    pub fn nearly(&self, vocabulary: &Vocabulary, word: &str, edits: usize) -> Vec<WordId> {
        let first = word.chars().next().map_or(0, char::len_utf8);
        let (from, to) = self.range(vocabulary, &word[..first]);
        let wanted = letters(word);
        // An edit takes at most one letter away and puts one in.
        let is_near = |letters: u32| (letters ^ wanted).count_ones() as usize <= edits * 2;
        let near = self.words[from..to].iter().zip(&self.letters[from..to]).filter(|&(_, &letters)| is_near(letters));
        let mut found: Vec<WordId> = near.map(|(&id, _)| id).collect();
        found.sort_unstable();
        found
    }

    fn range(&self, vocabulary: &Vocabulary, beginning: &str) -> (usize, usize) {
        let from = self.words.partition_point(|&id| vocabulary.word(id) < beginning);
        let count = self.words[from..].partition_point(|&id| vocabulary.word(id).starts_with(beginning));
        (from, from + count)
    }
}

fn letters(word: &str) -> u32 {
    word.chars().map(|letter| 1 << (u32::from(letter) % u32::BITS)).fold(0, |letters, letter| letters | letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 7] = ["quay", "port", "quayside", "ports", "quai", "portal", "pier"];

    fn check(find: impl Fn(&Alphabet, &Vocabulary) -> Vec<WordId>, expected: &[&str]) {
        let mut vocabulary = Vocabulary::default();
        WORDS.iter().for_each(|word| _ = vocabulary.intern(word));
        let found = find(&Alphabet::new(&vocabulary), &vocabulary);
        assert_eq!(found.into_iter().map(|id| vocabulary.word(id)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_found_by_how_they_begin() {
        check(|words, of| words.beginning_with(of, "port"), &["port", "ports", "portal"]);
        check(|words, of| words.beginning_with(of, "quayside"), &["quayside"]);
        check(|words, of| words.beginning_with(of, "dock"), &[]);
        check(|words, of| words.beginning_with(of, ""), &WORDS);
        check(|words, of| if words.has_beginning(of, "quays") { Vec::new() } else { words.words.clone() }, &[]);
        check(|words, of| if words.has_beginning(of, "quayz") { words.words.clone() } else { Vec::new() }, &[]);
    }

    #[test]
    fn what_few_edits_make_of_a_word_is_among_what_is_nearly_it() {
        for word in WORDS {
            for other in WORDS.iter().filter(|other| other.as_bytes()[0] == word.as_bytes()[0]) {
                let mut vocabulary = Vocabulary::default();
                let id = vocabulary.intern(other);
                let edits = strsim::osa_distance(word, other);
                assert_eq!(Alphabet::new(&vocabulary).nearly(&vocabulary, word, edits), [id], "{word} {other}");
            }
        }
        check(|words, of| words.nearly(of, "quax", 1), &["quay", "quai"]);
    }
}
