//! The words of an article by what they have in common with other forms: their stems, their spellings.

use rustc_hash::FxHashMap;

use super::index::{Vocabulary, WordId, WordIndex};
use crate::text::{Span, spelling, stem};

/// The stem of one article's words, as a number from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StemId(u32);

/// An article's words by stem and by spelling, and where each stem stands.
pub struct Forms {
    stems: Vocabulary,
    /// The stem of each word of the article's vocabulary.
    of_word: Vec<StemId>,
    /// For each stem, the numbers of the sentences that have it, ascending, each once.
    sentences: Vec<Vec<u32>>,
    /// For each stem, the positions of the words that have it, ascending.
    positions: Vec<Vec<u32>>,
    /// The words that have one spelling, loosely taken.
    spelled: FxHashMap<String, Vec<WordId>>,
}

impl Forms {
    /// Reads the forms of an article's words. `sentences` are its sentences, in order.
    pub fn new(words: &WordIndex, sentences: &[Span]) -> Self {
        let mut forms = Self {
            stems: Vocabulary::default(),
            of_word: Vec::new(),
            sentences: Vec::new(),
            positions: Vec::new(),
            spelled: FxHashMap::default(),
        };
        for (id, word) in words.vocabulary().entries() {
            let stem = forms.stems.intern(&stem(word)).index();
            forms.of_word.push(StemId(u32::try_from(stem).unwrap_or(u32::MAX)));
            forms.spelled.entry(spelling::loose(word)).or_default().push(id);
        }
        forms.sentences.resize(forms.stems.len(), Vec::new());
        forms.positions.resize(forms.stems.len(), Vec::new());
        let mut sentence = 0;
        for (position, id) in words.ids().iter().enumerate() {
            let start = words.span(position).start;
            while sentence + 1 < sentences.len() && sentences[sentence].end <= start {
                sentence += 1;
            }
            let number = u32::try_from(sentence).unwrap_or(u32::MAX);
            let stem = forms.of_word[id.index()].0 as usize;
            forms.positions[stem].push(u32::try_from(position).unwrap_or(u32::MAX));
            let list = &mut forms.sentences[stem];
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
        forms
    }

    /// The number of a stem, if some word of the article has it.
    pub fn find(&self, stem: &str) -> Option<StemId> {
        self.stems.find(stem).map(|id| StemId(u32::try_from(id.index()).unwrap_or(u32::MAX)))
    }

    /// The stem of a word of the article.
    pub fn of(&self, word: WordId) -> StemId {
        self.of_word[word.index()]
    }

    /// The numbers of the sentences that have a stem, ascending, each once.
    pub fn sentences(&self, stem: StemId) -> &[u32] {
        &self.sentences[stem.0 as usize]
    }

    /// The positions of the words that have a stem, ascending.
    pub fn positions(&self, stem: StemId) -> &[u32] {
        &self.positions[stem.0 as usize]
    }

    /// The words that can be spellings of the one that `folded` is, itself among them.
    pub fn spelled_like(&self, folded: &str) -> &[WordId] {
        self.spelled.get(&spelling::loose(folded)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{Article, Format};

    fn check(text: &str, word: &str, expected: &[u32]) {
        let article = Article::of_text(text, Format::Text);
        let forms = article.forms();
        let found = forms.find(&stem(word)).map_or(&[][..], |id| forms.sentences(id));
        assert_eq!(found, expected, "{word:?} in {text:?}");
    }

    #[test]
    fn sentences_are_found_by_stem() {
        check("She organised it. He left. They organize them.", "organizing", &[0, 2]);
        check("The port's quay. The ports.", "port", &[0, 1]);
        check("The port's quay. The ports.", "ship", &[]);
    }

    #[test]
    fn words_are_found_by_spelling() {
        let article = Article::of_text("Muhammad met Hussain and Müller.", Format::Text);
        let found = |word| article.forms().spelled_like(word).len();
        assert_eq!(["mohammed", "hussein", "muller", "hassan"].map(found), [1, 1, 1, 0]);
    }
}
