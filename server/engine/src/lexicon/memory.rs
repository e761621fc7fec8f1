//! What a thread has worked out of single words. A few words make most of any text, so nearly all are met again and again.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Values by word. Each word has one place, which it shares with others: the last one that was asked for has it.
pub(crate) struct Memory<V>(Vec<Option<Known<V>>>);

/// A word with its value. The word lies beside it, so that a look-up goes to one place of the memory alone.
struct Known<V> {
    word: [u8; LONGEST],
    length: usize,
    value: V,
}

/// How many places there are.
const PLACES: usize = 1 << 13;

/// The longest word that is remembered, in bytes.
const LONGEST: usize = 24;

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Memory<V> {
    /// Gives `take` the value of a word, which `make` makes where it is not remembered.
    pub(crate) fn with<T>(&mut self, word: &str, make: impl FnOnce() -> V, take: impl FnOnce(&V) -> T) -> T {
        if word.len() > LONGEST {
            return take(&make());
        }
        if self.0.is_empty() {
            self.0.resize_with(PLACES, || None);
        }
        let place = &mut self.0[hash(word) as usize % PLACES];
        if let Some(known) = place.as_ref().filter(|known| known.word.get(..known.length) == Some(word.as_bytes())) {
            return take(&known.value);
        }
        let mut letters = [0; LONGEST];
        letters[..word.len()].copy_from_slice(word.as_bytes());
        take(&place.insert(Known { word: letters, length: word.len(), value: make() }).value)
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_worked_out_once() {
        let mut memory = Memory::<usize>::default();
        let mut made = 0;
        for _ in 0..3 {
            let make = || {
                made += 1;
                7
            };
            assert_eq!(memory.with("port", make, |&value| value), 7);
        }
        assert_eq!(made, 1);
    }

    #[test]
    fn words_of_one_place_are_told_apart() {
        let mut memory = Memory::<usize>::default();
        for number in (0..PLACES * 4).chain(0..PLACES * 4) {
            assert_eq!(memory.with(&number.to_string(), || number, |&value| value), number);
        }
    }

    #[test]
    fn long_words_are_not_remembered() {
        let mut memory = Memory::<usize>::default();
        let word = "a".repeat(LONGEST + 1);
        assert_eq!([1, 2].map(|number| memory.with(&word, || number, |&value| value)), [1, 2]);
        let word = "a".repeat(LONGEST);
        assert_eq!([1, 2].map(|number| memory.with(&word, || number, |&value| value)), [1, 1]);
    }
}
