//! The words of an article as integers, and where each of them stands.

use std::hash::Hasher;
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::segment::is_hyphen_at_line_end;
use crate::text::{Span, each_word};

/// A word of one vocabulary. Equal folded words have equal numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl WordId {
    /// The number as an index: the vocabulary counts from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Folded words, each with its number.
#[derive(Clone, Default)]
pub struct Vocabulary {
    table: HashTable<u32>,
    /// The words one after the other.
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
}

impl Vocabulary {
    /// The number of a folded word, which it gets now if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        let hash = hash(word);
        if let Some(&id) = self.table.find(hash, |&id| get(&self.letters, &self.ends, id) == word) {
            return WordId(id);
        }
        let id = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.letters.push_str(word);
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        let rehash = |&id: &u32| self::hash(get(&self.letters, &self.ends, id));
        self.table.insert_unique(hash, id, rehash);
        WordId(id)
    }

    /// The number of a folded word, if it has one.
    pub fn find(&self, word: &str) -> Option<WordId> {
        self.table.find(hash(word), |&id| get(&self.letters, &self.ends, id) == word).map(|&id| WordId(id))
    }

    /// The folded word with this number.
    pub fn word(&self, id: WordId) -> &str {
        get(&self.letters, &self.ends, id.0)
    }

    /// The words in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.letters[start as usize..end as usize])
    }

    /// The words with their numbers, in the order of these.
    pub fn entries(&self) -> impl Iterator<Item = (WordId, &str)> {
        (0..).map(WordId).zip(self.iter())
    }

    /// Gives back the room that no word took.
    pub fn shrink(&mut self) {
        let rehash = |&id: &u32| hash(get(&self.letters, &self.ends, id));
        self.table.shrink_to_fit(rehash);
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn get<'a>(letters: &'a str, ends: &[u32], id: u32) -> &'a str {
    let at = id as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &letters[start..ends[at] as usize]
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The words of a text in order, and for each different word where it stands.
///
/// A *position* counts words from 0.
#[derive(Clone, Default)]
pub struct WordIndex {
    vocabulary: Vocabulary,
    ids: Vec<WordId>,
    spans: Vec<(u32, u32)>,
    /// The positions of word `n` are `positions[offsets[n]..offsets[n + 1]]`, ascending.
    offsets: Vec<u32>,
    positions: Vec<u32>,
}

impl WordIndex {
    /// Reads the words of a text of at most 4 GiB.
    ///
    /// Two words that a hyphen at a line's end parts stand for themselves, and also, at the first one's position, for
    /// the word that they make together.
    pub fn new(text: &str) -> Self {
        let mut index = Self::default();
        index.ids.reserve(text.len() / 6);
        index.spans.reserve(text.len() / 6);
        let mut last_end = 0;
        let mut joined = Vec::new();
        each_word(text, |span, folded| {
            let id = index.vocabulary.intern(folded);
            if is_hyphen_at_line_end(&text[last_end..span.start]) {
                joined.push(index.ids.len());
            }
            last_end = span.end;
            index.ids.push(id);
            index
                .spans
                .push((u32::try_from(span.start).unwrap_or(u32::MAX), u32::try_from(span.end).unwrap_or(u32::MAX)));
        });
        let joined: Vec<_> = joined
            .into_iter()
            .filter_map(|second| {
                let first = second.checked_sub(1)?;
                let word = [index.word(first), index.word(second)].concat();
                Some((index.vocabulary.intern(&word), first))
            })
            .collect();
        index.post(&joined);
        index.vocabulary.shrink();
        index.ids.shrink_to_fit();
        index.spans.shrink_to_fit();
        index
    }

    /// Sorts the positions by word (a counting sort); `joined` are words beside those of the text.
    fn post(&mut self, joined: &[(WordId, usize)]) {
        let mut offsets = vec![0_u32; self.vocabulary.len() + 1];
        for id in self.ids.iter().chain(joined.iter().map(|(id, _)| id)) {
            offsets[id.index() + 1] += 1;
        }
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        let mut next = offsets.clone();
        let mut positions = vec![0; self.ids.len() + joined.len()];
        let mut joined = joined.iter().peekable();
        let mut place = |id: WordId, position: usize| {
            positions[next[id.index()] as usize] = u32::try_from(position).unwrap_or(u32::MAX);
            next[id.index()] += 1;
        };
        for (position, &id) in self.ids.iter().enumerate() {
            place(id, position);
            while let Some(&(id, _)) = joined.next_if(|&&(_, at)| at == position) {
                place(id, position);
            }
        }
        self.offsets = offsets;
        self.positions = positions;
    }

    /// How many words the text has.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The words in order.
    pub fn ids(&self) -> &[WordId] {
        &self.ids
    }

    /// The number of a folded word, if the text has it.
    pub fn find(&self, folded: &str) -> Option<WordId> {
        self.vocabulary.find(folded)
    }

    /// The folded word at a position.
    ///
    /// # Panics
    ///
    /// If the text has fewer words.
    pub fn word(&self, position: usize) -> &str {
        self.vocabulary.word(self.ids[position])
    }

    /// Where the word at a position stands in the text, in bytes.
    ///
    /// # Panics
    ///
    /// If the text has fewer words.
    pub fn span(&self, position: usize) -> Span {
        let (start, end) = self.spans[position];
        Span::new(start as usize, end as usize)
    }

    /// From the first byte of the word at `from` to the last of the word before `to`; empty if there is none.
    pub fn span_of(&self, from: usize, to: usize) -> Span {
        match (self.spans.get(from), to.checked_sub(1).and_then(|last| self.spans.get(last))) {
            (Some(&(start, _)), Some(&(_, end))) if from < to => Span::new(start as usize, end as usize),
            (Some(&(start, _)), _) => Span::empty(start as usize),
            _ => Span::default(),
        }
    }

    /// The positions of a word, ascending.
    pub fn positions(&self, id: WordId) -> &[u32] {
        let at = id.index();
        &self.positions[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }

    /// The position of the first word that ends after the byte at `offset`.
    pub fn position_at(&self, offset: usize) -> usize {
        self.spans.partition_point(|&(_, end)| end as usize <= offset)
    }

    /// The positions of the words that have a byte in `span`.
    pub fn positions_in(&self, span: Span) -> Range<usize> {
        let from = self.position_at(span.start);
        from..self.spans.partition_point(|&(start, _)| (start as usize) < span.end).max(from)
    }

    /// The different words, in the order of their first appearance.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, word: &str, expected: &[u32]) {
        let index = WordIndex::new(text);
        let positions = index.find(word).map(|id| index.positions(id).to_vec()).unwrap_or_default();
        assert_eq!(positions, expected, "{word:?} in {text:?}");
    }

    #[test]
    fn a_word_stands_where_it_stands() {
        check("the cat and the dog", "the", &[0, 3]);
        check("the cat and the dog", "dog", &[4]);
        check("the cat and the dog", "cow", &[]);
    }

    #[test]
    fn words_are_found_folded() {
        check("Pakistan’s PAKISTAN’S", "pakistan's", &[0, 1]);
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_found_whole_and_in_parts() {
        check("the hos-\npital closed", "hospital", &[1]);
        check("the hos-\npital closed", "pital", &[2]);
        check("the peer-reviewed paper", "peerreviewed", &[]);
    }

    #[test]
    fn positions_and_bytes_lead_to_each_other() {
        let index = WordIndex::new("one two three");
        assert_eq!(index.span(1), Span::new(4, 7));
        assert_eq!(index.span_of(1, 3), Span::new(4, 13));
        assert_eq!(index.position_at(5), 1);
        assert_eq!(index.position_at(7), 2);
    }

    #[test]
    fn nothing_has_no_words() {
        assert!(WordIndex::new("").is_empty());
        assert_eq!(WordIndex::new("").span_of(0, 0), Span::default());
    }
}
