//! The words of an article by their stems.

use super::index::{Vocabulary, WordId, WordIndex};
use crate::text::{is_function_word, stem};

/// A stem of one article. Function words have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StemId(u32);

impl StemId {
    /// The number as an index: stems count from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The stems of an article's words: each different word is stemmed once.
pub struct Stems {
    vocabulary: Vocabulary,
    /// The stem of each word of the article's vocabulary.
    of_word: Vec<Option<StemId>>,
    /// How often words with each stem stand in the article.
    counts: Vec<u32>,
}

impl Stems {
    /// Stems the words of an article.
    pub fn new(words: &WordIndex) -> Self {
        let mut stems = Self { vocabulary: Vocabulary::default(), of_word: Vec::new(), counts: Vec::new() };
        for word in words.vocabulary().iter() {
            let id = (!is_function_word(word)).then(|| stems.intern(word));
            stems.of_word.push(id);
        }
        for &word in words.ids() {
            if let Some(id) = stems.of(word) {
                stems.counts[id.index()] += 1;
            }
        }
        stems
    }

    fn intern(&mut self, word: &str) -> StemId {
        let id = StemId(u32::try_from(self.vocabulary.intern(&stem(word)).index()).unwrap_or(u32::MAX));
        self.counts.resize(self.vocabulary.len(), 0);
        id
    }

    /// The stem of a word of the article, unless it is a function word.
    pub fn of(&self, word: WordId) -> Option<StemId> {
        self.of_word.get(word.index()).copied().flatten()
    }

    /// The number of a stem, if some word of the article has it.
    pub fn find(&self, stem: &str) -> Option<StemId> {
        self.vocabulary.find(stem).map(|id| StemId(u32::try_from(id.index()).unwrap_or(u32::MAX)))
    }

    /// How often words with this stem stand in the article.
    pub fn count(&self, id: StemId) -> usize {
        self.counts.get(id.index()).map_or(0, |&count| count as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_one_stem_count_together() {
        let words = WordIndex::new("The militant and the militants infiltrated.");
        let stems = Stems::new(&words);
        let id = stems.find("milit").unwrap();
        assert_eq!(stems.count(id), 2);
        assert_eq!(stems.of(words.ids()[0]), None);
        assert_eq!(stems.of(words.ids()[1]), Some(id));
    }
}
