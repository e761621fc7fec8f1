//! Which articles have two words next to each other: hardly two texts share many of these.

use std::sync::OnceLock;

use super::index::WordId;
use super::library::ArticleId;

/// For two words, the articles where the one follows the other.
///
/// Pairs are kept by a hash alone: now and then an article is given for a pair that it lacks.
#[derive(Clone, Default)]
pub struct Pairs {
    /// The hash of each pair of each article, by article.
    entries: Vec<(u32, ArticleId)>,
    table: OnceLock<Table>,
}

/// The entries by hash: `articles[offsets[n]..offsets[n + 1]]` have the pairs whose hash begins with the bits of `n`.
#[derive(Clone)]
struct Table {
    bits: u32,
    offsets: Vec<u32>,
    articles: Vec<ArticleId>,
}

impl Pairs {
    /// Adds the words of an article, which must have a greater number than those before it.
    pub fn add(&mut self, words: impl Iterator<Item = WordId>, article: ArticleId) {
        self.table.take();
        let mut before = None;
        for word in words {
            if let Some(before) = before.replace(word) {
                self.entries.push((hash(before, word), article));
            }
        }
    }

    /// The articles that have two words next to each other, ascending; an article stands there as often as they do in it.
    pub fn get(&self, first: WordId, second: WordId) -> &[ArticleId] {
        let table = self.table.get_or_init(|| Table::new(&self.entries));
        let at = bucket(hash(first, second), table.bits);
        &table.articles[table.offsets[at] as usize..table.offsets[at + 1] as usize]
    }
}

impl Table {
    /// A counting sort, with as many buckets as there are entries, and some thousand at least.
    fn new(entries: &[(u32, ArticleId)]) -> Self {
        const FEWEST_BITS: u32 = 12;
        let bits = entries.len().next_power_of_two().trailing_zeros().clamp(FEWEST_BITS, 31);
        let mut offsets = vec![0_u32; (1 << bits) + 1];
        for &(hash, _) in entries {
            offsets[bucket(hash, bits) + 1] += 1;
        }
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        let mut next = offsets.clone();
        let mut articles = vec![ArticleId::default(); entries.len()];
        for &(hash, article) in entries {
            let at = &mut next[bucket(hash, bits)];
            articles[*at as usize] = article;
            *at += 1;
        }
        Self { bits, offsets, articles }
    }
}

/// The bucket of a hash: its first bits.
fn bucket(hash: u32, bits: u32) -> usize {
    (hash >> (32 - bits)) as usize
}

/// The upper half of a product with odd constants without pattern spreads well.
fn hash(first: WordId, second: WordId) -> u32 {
    const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
    const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;
    let first = (first.index() as u64 + 1).wrapping_mul(FIRST);
    ((first.rotate_left(32) ^ (second.index() as u64 + 1)).wrapping_mul(SECOND) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use crate::sources::{Article, Corpus, Format};

    fn check(texts: &[&str], pairs: &[(&str, &str)], expected: &[usize]) {
        let mut corpus = Corpus::new();
        let ids: Vec<_> = texts.iter().map(|text| corpus.add(Article::of_text(text, Format::Text))).collect();
        let expected: Vec<_> = expected.iter().map(|&number| ids[number]).collect();
        assert_eq!(corpus.with_pairs(pairs, 9), expected, "{pairs:?} in {texts:?}");
    }

    #[test]
    fn the_order_of_words_tells() {
        check(&["the dog bites", "bites the dog", "a cow"], &[("dog", "bites")], &[0]);
        check(&["the dog bites", "bites the dog", "a cow"], &[("the", "dog")], &[0, 1]);
    }

    #[test]
    fn more_pairs_tell_more() {
        let mut corpus = Corpus::new();
        let ids = ["red hen", "the red hen ran", "hen"].map(|text| corpus.add(Article::of_text(text, Format::Text)));
        let found = corpus.with_pairs(&[("the", "red"), ("red", "hen"), ("hen", "ran")], 9);
        assert_eq!(found.first(), Some(&ids[1]));
        assert!(!found.contains(&ids[2]));
    }

    #[test]
    fn unknown_words_tell_nothing() {
        check(&["red hen"], &[("red", "fox")], &[]);
        check(&["red hen"], &[], &[]);
        check(&[], &[("red", "hen")], &[]);
    }

    #[test]
    fn an_article_added_later_is_found_too() {
        let mut corpus = Corpus::new();
        let first = corpus.add(Article::of_text("red hen", Format::Text));
        assert_eq!(corpus.with_pairs(&[("red", "hen")], 9), [first]);
        let second = corpus.add(Article::of_text("a red hen", Format::Text));
        assert_eq!(corpus.with_pairs(&[("red", "hen")], 9), [first, second]);
    }
}
