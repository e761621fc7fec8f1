//! Which of a few hundred articles have a word, or two words next to each other.
//!
//! A segment keeps hashes, not words: it is to say where to look, and whoever asks looks there. Of words it keeps 64 bits,
//! of pairs 32: now and then an article is given for a pair that it lacks. Hardly two texts share many pairs.

use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::{FxHashSet, FxHasher};

use super::Article;
use super::index::WordIndex;
use crate::text::{each_word, is_dash};

/// How many articles a segment has at most: their numbers in it are one byte each.
pub const MOST_ARTICLES: usize = 256;

/// The hash of a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordHash(u64);

impl WordHash {
    /// That of a folded word.
    pub fn of(folded: &str) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(folded.as_bytes());
        Self(hasher.finish())
    }

    /// The hash.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The hash of two words next to each other. The upper half of a product with odd constants without pattern spreads
    /// well.
    pub fn then(self, next: Self) -> PairHash {
        const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
        const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;
        PairHash(((self.0.wrapping_mul(FIRST).rotate_left(32) ^ next.0).wrapping_mul(SECOND) >> 32) as u32)
    }
}

/// The hash of two words next to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairHash(u32);

impl PairHash {
    /// The hash.
    pub fn number(self) -> u32 {
        self.0
    }

    fn bucket(self) -> usize {
        (self.0 >> REST) as usize
    }

    fn rest(self) -> u16 {
        (self.0 & ((1 << REST) - 1)) as u16
    }
}

/// How many bits of a pair's hash are not told by its bucket.
const REST: u32 = 16;

/// The index of some articles, by their numbers in the segment.
#[derive(Clone, Default)]
pub struct Segment {
    /// The words that some article has, ascending.
    words: Vec<WordHash>,
    /// The articles of word `n` end at `ends[n]` in `having`.
    ends: Vec<u32>,
    having: Vec<u8>,
    /// The pairs of bucket `n` begin at `buckets[n]` in `pairs` and `paired`.
    buckets: Vec<u32>,
    /// The rest of the hash of each pair, and the article that has it, by article within a bucket.
    pairs: Vec<u16>,
    paired: Vec<u8>,
}

impl Segment {
    /// Indexes some articles, of which those beyond [`MOST_ARTICLES`] are left out.
    pub fn new(articles: &[Arc<Article>]) -> Self {
        let mut postings: Vec<(WordHash, u8)> = Vec::new();
        let mut pairs: Vec<(PairHash, u8)> = Vec::new();
        let mut words = Words::default();
        for (number, article) in (0..=u8::MAX).zip(articles) {
            words.read(article);
            pairs.extend(words.running.windows(2).map(|pair| (pair[0].then(pair[1]), number)));
            words.different.sort_unstable();
            words.different.dedup();
            postings.extend(words.different.iter().map(|&word| (word, number)));
        }
        let mut segment = Self::default();
        segment.post(postings);
        segment.pair(&pairs);
        segment
    }

    fn post(&mut self, mut postings: Vec<(WordHash, u8)>) {
        postings.sort_unstable();
        for of_word in postings.chunk_by(|a, b| a.0 == b.0) {
            self.words.push(of_word[0].0);
            self.having.extend(of_word.iter().map(|&(_, article)| article));
            self.ends.push(number(self.having.len()));
        }
        self.words.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.having.shrink_to_fit();
    }

    /// Sorts the pairs into buckets (a counting sort).
    fn pair(&mut self, pairs: &[(PairHash, u8)]) {
        if pairs.is_empty() {
            return;
        }
        let mut buckets = vec![0_u32; (1 << (u32::BITS - REST)) + 1];
        for (pair, _) in pairs {
            buckets[pair.bucket() + 1] += 1;
        }
        let mut sum = 0;
        for bucket in &mut buckets {
            sum += *bucket;
            *bucket = sum;
        }
        let mut next = buckets.clone();
        self.pairs = vec![0; pairs.len()];
        self.paired = vec![0; pairs.len()];
        for &(pair, article) in pairs {
            let at = &mut next[pair.bucket()];
            self.pairs[*at as usize] = pair.rest();
            self.paired[*at as usize] = article;
            *at += 1;
        }
        self.buckets = buckets;
    }

    /// The articles that have a word, ascending.
    pub fn with(&self, word: WordHash) -> &[u8] {
        let Ok(at) = self.words.binary_search(&word) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.having[start as usize..self.ends[at] as usize]
    }

    /// The articles that have two words next to each other, ascending, each as often as it has them.
    pub fn with_pair(&self, pair: PairHash) -> impl Iterator<Item = u8> {
        let end = |bucket: usize| self.buckets.get(bucket).map_or(0, |&end| end as usize);
        let places = end(pair.bucket())..end(pair.bucket() + 1);
        let rest = pair.rest();
        places.filter(move |&at| self.pairs[at] == rest).map(|at| self.paired[at])
    }
}

impl Segment {
    /// The words of an article, each once, and its pairs, each as often as it has it; ascending.
    pub fn of(&self, article: u8) -> (Vec<u64>, Vec<u32>) {
        let words = self.words.iter().filter(|&&word| self.with(word).contains(&article));
        let bucket = |at: usize| self.buckets.partition_point(|&start| start as usize <= at).saturating_sub(1);
        let own = self.paired.iter().enumerate().filter(|&(_, &other)| other == article);
        let pairs = own.map(|(at, _)| (number(bucket(at)) << REST) | u32::from(self.pairs[at]));
        let mut pairs: Vec<u32> = pairs.collect();
        pairs.sort_unstable();
        (words.map(|word| word.number()).collect(), pairs)
    }

    /// All of it, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { words, ends, having, buckets, pairs, paired } = self;
        let mut bytes = Vec::new();
        for length in [words.len(), having.len(), buckets.len(), pairs.len()] {
            bytes.extend_from_slice(&(length as u64).to_le_bytes());
        }
        words.iter().for_each(|word| bytes.extend_from_slice(&word.0.to_le_bytes()));
        ends.iter().chain(buckets).for_each(|end| bytes.extend_from_slice(&end.to_le_bytes()));
        pairs.iter().for_each(|pair| bytes.extend_from_slice(&pair.to_le_bytes()));
        bytes.extend_from_slice(having);
        bytes.extend_from_slice(paired);
        bytes
    }

    /// The segment that was kept; `None` if the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut length = || {
            let (length, more) = rest.split_first_chunk::<8>()?;
            rest = more;
            usize::try_from(u64::from_le_bytes(*length)).ok()
        };
        let (words, having, buckets, pairs) = (length()?, length()?, length()?, length()?);
        let mut take = |count: usize, width: usize| {
            let (taken, more) = rest.split_at_checked(count.checked_mul(width)?)?;
            rest = more;
            Some(taken)
        };
        let words = take(words, 8)?.as_chunks().0.iter().map(|&word| WordHash(u64::from_le_bytes(word))).collect();
        let ends = |taken: &[u8]| taken.as_chunks().0.iter().map(|&end| u32::from_le_bytes(end)).collect::<Vec<u32>>();
        let segment = Self {
            ends: ends(take(Vec::<WordHash>::len(&words), 4)?),
            buckets: ends(take(buckets, 4)?),
            words,
            pairs: take(pairs, 2)?.as_chunks().0.iter().map(|&pair| u16::from_le_bytes(pair)).collect(),
            having: take(having, 1)?.to_vec(),
            paired: take(pairs, 1)?.to_vec(),
        };
        let is_whole =
            |ends: &[u32], all: usize| ends.is_sorted() && ends.last().is_none_or(|&last| last as usize == all);
        let fits = is_whole(&segment.ends, segment.having.len()) && is_whole(&segment.buckets, segment.pairs.len());
        (fits && rest.is_empty()).then_some(segment)
    }
}

/// The words and the pairs of two articles that not both have, or not as often.
pub fn difference(
    (words, pairs): &(Vec<u64>, Vec<u32>),
    (other_words, other_pairs): &(Vec<u64>, Vec<u32>),
    different: &mut FxHashSet<u64>,
    different_pairs: &mut FxHashSet<u32>,
) {
    only_in_one(words, other_words, |word| _ = different.insert(word));
    only_in_one(pairs, other_pairs, |pair| _ = different_pairs.insert(pair));
}

/// Calls `take` with what stands more often in one of two ascending lists.
fn only_in_one<T: Copy + Ord>(mut a: &[T], mut b: &[T], mut take: impl FnMut(T)) {
    loop {
        match (a.split_first(), b.split_first()) {
            (Some((x, rest_a)), Some((y, rest_b))) if x == y => (a, b) = (rest_a, rest_b),
            (Some((&x, rest)), Some((y, _))) if x < *y => {
                take(x);
                a = rest;
            }
            (_, Some((&y, rest))) => {
                take(y);
                b = rest;
            }
            (Some((&x, rest)), None) => {
                take(x);
                a = rest;
            }
            (None, None) => return,
        }
    }
}

/// The words of one article.
#[derive(Default)]
struct Words {
    /// In the order of the text.
    running: Vec<WordHash>,
    /// Each different one, at least once, and what words that a line's end parts make together.
    different: Vec<WordHash>,
}

impl Words {
    fn read(&mut self, article: &Article) {
        self.running.clear();
        self.different.clear();
        match article.known_words() {
            Some(index) => self.take(index),
            None => self.read_text(article.text()),
        }
    }

    fn take(&mut self, index: &WordIndex) {
        self.different.extend(index.vocabulary().iter().map(WordHash::of));
        self.running.extend(index.ids().iter().map(|id| self.different[id.index()]));
    }

    fn read_text(&mut self, text: &str) {
        let mut last = String::new();
        let mut end = 0;
        each_word(text, |span, folded| {
            if is_hyphen_at_line_end(&text[end..span.start]) && !self.running.is_empty() {
                last.push_str(folded);
                self.different.push(WordHash::of(&last));
            }
            last.clear();
            last.push_str(folded);
            end = span.end;
            self.running.push(WordHash::of(folded));
        });
        self.different.extend_from_slice(&self.running);
    }
}

/// Whether what lies between two words is a hyphen and a line's end.
pub fn is_hyphen_at_line_end(between: &str) -> bool {
    let mut characters = between.chars();
    characters.next().is_some_and(is_dash) && between.contains('\n') && characters.all(char::is_whitespace)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    fn articles(texts: &[&str]) -> Vec<Arc<Article>> {
        texts.iter().map(|text| Article::of_text(text, Format::Text)).collect()
    }

    fn check(texts: &[&str], words: &[&str], expected: &[u8]) {
        let segment = Segment::new(&articles(texts));
        let hashes: Vec<WordHash> = words.iter().map(|word| WordHash::of(word)).collect();
        let found: Vec<u8> = match hashes[..] {
            [word] => segment.with(word).to_vec(),
            [first, second] => segment.with_pair(first.then(second)).collect(),
            _ => Vec::new(),
        };
        assert_eq!(found, expected, "{words:?} in {texts:?}");
    }

    #[test]
    fn words_are_found_once_an_article() {
        check(&["the dog, the cat", "a cow", "The cat"], &["the"], &[0, 2]);
        check(&["the dog", "a cow"], &["hen"], &[]);
        check(&[], &["hen"], &[]);
    }

    #[test]
    fn pairs_are_found_in_their_order_and_as_often_as_they_stand_there() {
        check(&["the dog bites the dog", "bites the dog", "a cow"], &["the", "dog"], &[0, 0, 1]);
        check(&["the dog bites", "bites the dog"], &["dog", "bites"], &[0]);
        check(&[], &["dog", "bites"], &[]);
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_found_whole_and_in_parts() {
        for word in ["hos", "pital", "hospital"] {
            check(&["the hos-\npital closed"], &[word], &[0]);
        }
    }

    #[test]
    fn what_is_kept_is_the_same() {
        let segment = Segment::new(&articles(&["the dog bites the dog", "bites the dog", "a cow"]));
        let bytes = segment.to_bytes();
        assert_eq!(Segment::from_bytes(&bytes).unwrap().to_bytes(), bytes);
        for at in 0..bytes.len().min(64) {
            assert!(Segment::from_bytes(&bytes[..at]).is_none());
        }
        assert!(Segment::from_bytes(&[bytes, vec![0]].concat()).is_none());
    }

    #[test]
    fn what_an_article_has_is_what_it_has_alone() {
        let texts = ["the dog bites the dog", "bites the dog", "a cow"];
        let segment = Segment::new(&articles(&texts));
        for (number, text) in (0..).zip(texts) {
            assert_eq!(segment.of(number), Segment::new(&articles(&[text])).of(0), "{text}");
        }
    }

    #[test]
    fn what_differs_between_two_articles_is_told() {
        let of = |text| Segment::new(&articles(&[text])).of(0);
        let (mut words, mut pairs) = (FxHashSet::default(), FxHashSet::default());
        difference(&of("the dog bites the dog"), &of("the dog bites"), &mut words, &mut pairs);
        // A pair that stands less often counts; its words are there in both.
        let pair = |a, b| WordHash::of(a).then(WordHash::of(b)).number();
        assert_eq!(words, FxHashSet::default());
        assert_eq!(pairs, FxHashSet::from_iter([pair("the", "dog"), pair("bites", "the")]));
        difference(&of("a cow"), &of("a hen"), &mut words, &mut pairs);
        assert_eq!(words, ["cow", "hen"].map(|word| WordHash::of(word).number()).into_iter().collect());
    }

    #[test]
    fn an_article_that_was_read_before_gives_the_same() {
        let articles = articles(&["the hos-\npital closed, the port did not", "A port."]);
        let before = Segment::new(&articles);
        articles.iter().for_each(|article| _ = article.words());
        let after = Segment::new(&articles);
        assert_eq!((&before.words, &before.having, &before.ends), (&after.words, &after.having, &after.ends));
        assert_eq!((&before.buckets, &before.pairs, &before.paired), (&after.buckets, &after.pairs, &after.paired));
    }
}
