//! What a thread has worked out of single words. A few words make most of any text, so nearly all are met again and again.

use rustc_hash::FxHashMap;

/// Values by word, as many as a bound allows.
pub(crate) struct Memory<V>(FxHashMap<Box<str>, V>);

/// How many words are remembered; past it, all are forgotten at once.
const MOST_WORDS: usize = 1 << 15;

/// The longest word that is remembered, in bytes, so that a memory has a bound.
const LONGEST: usize = 32;

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<V> Memory<V> {
    /// Gives `take` the value of a word, which `make` makes where it is not remembered.
    pub(crate) fn with<T>(&mut self, word: &str, make: impl FnOnce() -> V, take: impl FnOnce(&V) -> T) -> T {
        if word.len() > LONGEST {
            return take(&make());
        }
        if let Some(known) = self.0.get(word) {
            return take(known);
        }
        if self.0.len() >= MOST_WORDS {
            self.0.clear();
        }
        take(self.0.entry(word.into()).or_insert(make()))
    }
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
    fn memory_has_a_bound() {
        let mut memory = Memory::<usize>::default();
        for number in 0..=MOST_WORDS {
            memory.with(&number.to_string(), || number, |_| ());
        }
        memory.with(&"a".repeat(LONGEST + 1), || 0, |_| ());
        assert_eq!(memory.0.len(), 1);
    }
}
