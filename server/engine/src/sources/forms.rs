//! The words of an article by what they have in common with other forms: their stems, their spellings.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use super::index::{Vocabulary, WordId, WordIndex};
use crate::text::{Span, spelling, with_stem};

/// The stem of one article's words, as a number from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StemId(u32);

/// An article's words by stem and by spelling, and where each stem stands.
pub struct Forms {
    stems: Vocabulary,
    /// The stem of each word of the article's vocabulary.
    of_word: Vec<StemId>,
    /// For each stem, the numbers of the sentences that have it, ascending, each once.
    sentences: Lists,
    /// For each stem, the positions of the words that have it, ascending.
    positions: Lists,
    /// Each word by the hash of its loose spelling, ascending. Most articles are never asked for it.
    spelled: OnceLock<Vec<(u32, WordId)>>,
}

/// Some lists of numbers, one after the other.
#[derive(Default)]
struct Lists {
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lists {
    fn get(&self, list: usize) -> &[u32] {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start as usize..self.ends[list] as usize]
    }

    fn end_list(&mut self) {
        self.ends.push(number(self.numbers.len()));
    }
}

impl Forms {
    /// Reads the forms of an article's words. `sentences` are its sentences, in order.
    pub fn new(words: &WordIndex, sentences: &[Span]) -> Self {
        let vocabulary = words.vocabulary();
        let mut stems = Vocabulary::default();
        let intern = |word: &str| with_stem(word, |stem| StemId(number(stems.intern(stem).index())));
        let of_word: Vec<StemId> = vocabulary.iter().map(intern).collect();
        stems.shrink();
        let positions = positions(words, &of_word, stems.len());
        let sentences = sentences_of(&positions, words, sentences);
        Self { stems, of_word, sentences, positions, spelled: OnceLock::new() }
    }

    /// The number of a stem, if some word of the article has it.
    pub fn find(&self, stem: &str) -> Option<StemId> {
        self.stems.find(stem).map(|id| StemId(number(id.index())))
    }

    /// The stem of a word of the article.
    pub fn of(&self, word: WordId) -> StemId {
        self.of_word[word.index()]
    }

    /// The numbers of the sentences that have a stem, ascending, each once.
    pub fn sentences(&self, stem: StemId) -> &[u32] {
        self.sentences.get(stem.0 as usize)
    }

    /// The positions of the words that have a stem, ascending.
    pub fn positions(&self, stem: StemId) -> &[u32] {
        self.positions.get(stem.0 as usize)
    }

    /// Those of the article's `words` that can be spellings of the one that `folded` is, itself among them, in the order of
    /// their first appearance.
    pub fn spelled_like<'a>(&'a self, words: &'a WordIndex, folded: &str) -> impl Iterator<Item = WordId> + use<'a> {
        let vocabulary = words.vocabulary();
        let spelled = self.spelled.get_or_init(|| {
            let mut spelled: Vec<(u32, WordId)> =
                vocabulary.entries().map(|(id, word)| (hash(&spelling::loose(word)), id)).collect();
            spelled.sort_unstable();
            spelled
        });
        let wanted = spelling::loose(folded);
        let hash = hash(&wanted);
        let from = spelled.partition_point(|&(other, _)| other < hash);
        let alike = spelled[from..].iter().take_while(move |&&(other, _)| other == hash).map(|&(_, id)| id);
        alike.filter(move |&id| spelling::loose(vocabulary.word(id)) == wanted)
    }
}

/// Where the words of each stem stand (a counting sort).
fn positions(words: &WordIndex, of_word: &[StemId], stems: usize) -> Lists {
    let mut next = vec![0_u32; stems + 1];
    for id in words.ids() {
        next[of_word[id.index()].0 as usize + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut numbers = vec![0_u32; words.len()];
    for (position, id) in words.ids().iter().enumerate() {
        let place = &mut next[of_word[id.index()].0 as usize];
        numbers[*place as usize] = number(position);
        *place += 1;
    }
    // Each list was filled up to where the next one began.
    next.truncate(stems);
    Lists { ends: next, numbers }
}

/// In which sentences the words of each stem stand.
fn sentences_of(positions: &Lists, words: &WordIndex, sentences: &[Span]) -> Lists {
    let mut sentence = 0;
    let of_position: Vec<u32> = (0..words.len())
        .map(|position| {
            let start = words.span(position).start;
            while sentence + 1 < sentences.len() && sentences[sentence].end <= start {
                sentence += 1;
            }
            number(sentence)
        })
        .collect();
    let mut lists = Lists::default();
    for stem in 0..positions.ends.len() {
        let mut last = None;
        for &position in positions.get(stem) {
            let sentence = of_position[position as usize];
            if last.replace(sentence) != Some(sentence) {
                lists.numbers.push(sentence);
            }
        }
        lists.end_list();
    }
    lists.numbers.shrink_to_fit();
    lists
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    (hasher.finish() >> 32) as u32
}

#[cfg(test)]
mod tests {
    use crate::sources::{Article, Format};
    use crate::text::stem;

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
        let found = |word| article.forms().spelled_like(article.words(), word).count();
        assert_eq!(["mohammed", "hussein", "muller", "hassan"].map(found), [1, 1, 1, 0]);
    }
}
