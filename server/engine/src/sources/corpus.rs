//! All articles of a run, and the index that says which of them have a word or two words next to each other.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use rustc_hash::{FxHashMap, FxHashSet};

use super::segment::{self, PairHash, Segment, WordHash};
use super::{Article, Fingerprint};

/// The number of an article in its [`Corpus`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(u32);

impl ArticleId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The number as an index: the corpus counts from 0.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One in so many articles ends a segment of the index.
const ENDS: u8 = 128;

/// How many articles a segment has at least before one ends it.
const FEWEST: usize = 64;

/// How many of a text's words or pairs of words, the rarest, say which articles are likely to have it.
const MOST_VOTES: usize = 12;

/// Articles, and which of them have a word or two words next to each other.
///
/// The index is made when something asks for it: many a run never does.
#[derive(Clone, Default)]
pub struct Corpus {
    articles: Vec<Arc<Article>>,
    /// What tells the content of each from others, where that is known.
    contents: Vec<Option<Fingerprint>>,
    /// The first article of each segment of the index.
    starts: Vec<usize>,
    /// The segments, of at most [`segment::MOST_ARTICLES`] articles each.
    segments: Vec<OnceLock<Segment>>,
    turn: Turn,
    open: Open,
    store: Option<Arc<dyn Store>>,
}

/// Articles of which something is known that is not held for longer than somebody needs it.
#[derive(Default)]
struct Open(Mutex<Opened>);

/// Those that somebody may hold, and those that were needed last.
type Opened = (FxHashMap<ArticleId, Weak<Article>>, VecDeque<Arc<Article>>);

impl Clone for Open {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Open {
    /// How many articles are held of those that were needed last.
    const MOST: usize = 128;

    fn get(&self, id: ArticleId, article: &Article) -> Arc<Article> {
        let known = {
            let (known, last) = &mut *self.lock();
            let known = known.get(&id).and_then(Weak::upgrade);
            // Whoever looks for the true source of something asks the same few again and again: these stay.
            if let Some(at) = known.as_ref().and_then(|known| last.iter().position(|other| Arc::ptr_eq(other, known))) {
                last.remove(at).into_iter().for_each(|again| last.push_back(again));
            }
            known
        };
        known.unwrap_or_else(|| {
            // It may be read for this, so others need not wait.
            let anew = article.anew();
            let (known, last) = &mut *self.lock();
            if let Some(article) = known.get(&id).and_then(Weak::upgrade) {
                return article;
            }
            known.insert(id, Arc::downgrade(&anew));
            last.push_back(Arc::clone(&anew));
            if last.len() > Self::MOST {
                last.pop_front();
            }
            anew
        })
    }

    fn lock(&self) -> MutexGuard<'_, Opened> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What keeps the segments of an index.
pub trait Store: Send + Sync {
    /// The segment of some articles, by a fingerprint of their contents.
    fn get(&self, of: Fingerprint) -> Option<Vec<u8>>;
    /// Keeps it.
    fn put(&self, of: Fingerprint, segment: &[u8]);
}

/// Whose turn it is to be indexed.
#[derive(Default)]
struct Turn(AtomicUsize);

impl Clone for Turn {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// The articles that have one of the things that are asked for, ascending.
struct Having<K> {
    what: K,
    articles: Vec<ArticleId>,
}

impl Corpus {
    /// No articles yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, whose index is kept.
    pub fn stored(mut self, store: Arc<dyn Store>) -> Self {
        self.store = Some(store);
        self
    }

    /// Adds an article.
    pub fn add(&mut self, article: Arc<Article>) -> ArticleId {
        self.add_content(article, None)
    }

    /// Adds an article whose content is told from others by a fingerprint.
    pub fn add_content(&mut self, article: Arc<Article>, content: Option<Fingerprint>) -> ArticleId {
        let at = self.articles.len();
        self.articles.push(article);
        if begins_segment(self.starts.last().copied(), at, self.contents.last().copied().flatten()) {
            self.starts.push(at);
            self.segments.push(OnceLock::new());
        }
        self.contents.push(content);
        // The segment that it belongs to is another one now.
        if let Some(last) = self.segments.last_mut() {
            last.take();
        }
        self.turn = Turn::default();
        ArticleId::new(at)
    }

    /// What tells the contents of the articles from others, in their order; `None` if that is not known of all.
    pub fn contents(&self) -> Option<Vec<Fingerprint>> {
        self.contents.iter().copied().collect()
    }

    /// The words and pairs of words that are looked for in articles and that other articles have now: `before` are the
    /// contents of the articles as they were, of which `self` has the same number. `None` if that can't be told.
    pub fn difference(&self, before: &[Fingerprint]) -> Option<(FxHashSet<u64>, FxHashSet<u32>)> {
        const MOST: usize = 32;
        let now = self.contents()?;
        if now.len() != before.len() {
            return None;
        }
        let changed: Vec<usize> = (0..now.len()).filter(|&at| now[at] != before[at]).collect();
        if changed.len() > MOST {
            return None;
        }
        let mut starts: Vec<usize> = Vec::new();
        for at in 0..before.len() {
            if begins_segment(starts.last().copied(), at, at.checked_sub(1).map(|last| before[last])) {
                starts.push(at);
            }
        }
        let (mut words, mut pairs) = (FxHashSet::default(), FxHashSet::default());
        for at in changed {
            let next = starts.partition_point(|&start| start <= at);
            let start = starts[next.checked_sub(1)?];
            let end = starts.get(next).copied().unwrap_or(before.len());
            let kept = self.store.as_ref()?.get(print(before[start..end].iter().copied()))?;
            let kept = Segment::from_bytes(&kept)?;
            let now = Segment::new(&self.articles[at..=at]);
            segment::difference(&kept.of(u8::try_from(at - start).ok()?), &now.of(0), &mut words, &mut pairs);
        }
        Some((words, pairs))
    }

    /// An article of this corpus.
    ///
    /// # Panics
    ///
    /// If the number is another corpus's.
    pub fn article(&self, id: ArticleId) -> &Arc<Article> {
        &self.articles[id.0 as usize]
    }

    /// An article of this corpus, of which what is known is held as long as somebody needs it, and a little longer.
    pub(super) fn opened(&self, id: ArticleId) -> Arc<Article> {
        self.open.get(id, self.article(id))
    }

    /// Indexes the articles, if that was not done. Several threads that ask at once share the work.
    pub fn prepare(&self) {
        while let Some(number) = self.next_segment() {
            self.segment(number);
        }
    }

    fn next_segment(&self) -> Option<usize> {
        let is_due = || self.turn.0.load(Ordering::Relaxed) < self.segments.len();
        is_due().then(|| self.turn.0.fetch_add(1, Ordering::Relaxed)).filter(|&number| number < self.segments.len())
    }

    fn segment(&self, number: usize) -> Option<&Segment> {
        Some(self.segments.get(number)?.get_or_init(|| {
            let store = self.store.as_ref().and_then(|store| Some((store, self.print(number)?)));
            let kept = store.and_then(|(store, print)| Segment::from_bytes(&store.get(print)?));
            kept.unwrap_or_else(|| {
                let segment = Segment::new(&self.articles[self.range(number)]);
                if let Some((store, print)) = store {
                    store.put(print, &segment.to_bytes());
                }
                segment
            })
        }))
    }

    /// The articles of a segment.
    fn range(&self, number: usize) -> Range<usize> {
        let end = self.starts.get(number + 1).copied().unwrap_or(self.articles.len());
        self.starts.get(number).map_or(end..end, |&start| start..end)
    }

    /// What tells the contents of the articles of a segment from others.
    fn print(&self, number: usize) -> Option<Fingerprint> {
        let contents: Option<Vec<Fingerprint>> = self.contents[self.range(number)].iter().copied().collect();
        Some(print(contents?.into_iter()))
    }

    /// The index, each segment with the number of its first article.
    fn segments(&self) -> impl Iterator<Item = (usize, &Segment)> {
        self.prepare();
        self.starts.iter().enumerate().filter_map(|(number, &first)| Some((first, self.segment(number)?)))
    }

    /// The articles that have every one of the folded words, ascending; none for no words.
    pub fn with_all(&self, words: &[&str]) -> Vec<ArticleId> {
        let words: Vec<WordHash> = words.iter().map(|word| WordHash::of(word)).collect();
        let mut found = Vec::new();
        for (first, segment) in self.segments() {
            let mut lists: Vec<&[u8]> = words.iter().map(|&word| segment.with(word)).collect();
            lists.sort_by_key(|list| list.len());
            let Some((rarest, others)) = lists.split_first() else { return Vec::new() };
            let has_all = |id: &&u8| others.iter().all(|list| list.binary_search(id).is_ok());
            found.extend(rarest.iter().filter(has_all).map(|&id| ArticleId::new(first + usize::from(id))));
        }
        found
    }

    /// The `most` articles that share the rarest of the folded words, the likeliest first.
    pub fn with_most(&self, words: &[&str], most: usize) -> Vec<ArticleId> {
        // Only the rarest vote, so the articles of the others are not gathered.
        let count = |word: WordHash| self.segments().map(|(_, segment)| segment.with(word).len()).sum::<usize>();
        let mut counted: Vec<(usize, WordHash)> =
            words.iter().map(|word| WordHash::of(word)).map(|word| (count(word), word)).collect();
        counted.retain(|&(count, _)| count > 0);
        counted.sort_by_key(|&(count, _)| count);
        counted.dedup_by_key(|&mut (_, word)| word);
        counted.truncate(MOST_VOTES);
        let having = counted.into_iter().map(|(_, word)| {
            let of = |(first, segment): (usize, &'_ Segment)| {
                segment.with(word).iter().map(move |&id| ArticleId::new(first + usize::from(id))).collect::<Vec<_>>()
            };
            Having { what: word, articles: self.segments().flat_map(of).collect() }
        });
        let votes = self.votes(having.collect());
        votes.into_iter().take(most).map(|(id, _)| id).collect()
    }

    /// The `most` articles that have the rarest of these pairs of folded words next to each other, the likeliest first,
    /// without those that are far less likely than it.
    pub fn with_pairs(&self, pairs: &[(&str, &str)], most: usize) -> Vec<ArticleId> {
        let having = pairs.iter().map(|&(first, second)| {
            let pair: PairHash = WordHash::of(first).then(WordHash::of(second));
            let of = |(first, segment): (usize, &'_ Segment)| {
                segment.with_pair(pair).map(|id| ArticleId::new(first + usize::from(id))).collect::<Vec<_>>()
            };
            Having { what: pair, articles: self.segments().flat_map(of).collect() }
        });
        let votes = self.votes(having.collect());
        let least = votes.first().map_or(0.0, |best| best.1 / 4.0);
        votes.into_iter().take(most).take_while(|vote| vote.1 >= least).map(|(id, _)| id).collect()
    }

    /// The articles in the rarest of some lists, the likeliest first. A list tells more the shorter it is, but none
    /// outweighs several others: it may be that of what was misquoted.
    fn votes<K: PartialEq>(&self, mut lists: Vec<Having<K>>) -> Vec<(ArticleId, f32)> {
        lists.retain(|list| !list.articles.is_empty());
        lists.sort_by_key(|list| list.articles.len());
        lists.dedup_by(|a, b| a.what == b.what);
        lists.truncate(MOST_VOTES);
        let mut votes: FxHashMap<ArticleId, f32> = FxHashMap::default();
        let mut voted: Vec<ArticleId> = Vec::new();
        for Having { articles, .. } in lists {
            let weight = (1.0 + self.articles.len() as f32 / articles.len() as f32).ln();
            let mut last = None;
            for &id in articles.iter().filter(|&&id| last.replace(id) != Some(id)) {
                let votes = votes.entry(id).or_insert_with(|| {
                    voted.push(id);
                    0.0
                });
                *votes += weight;
            }
        }
        let of = |id: ArticleId| votes.get(&id).copied().unwrap_or_default();
        let mut votes: Vec<(ArticleId, f32)> = voted.into_iter().map(|id| (id, of(id))).collect();
        votes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        votes
    }
}

/// Whether an article begins a segment of the index, of which the last began with `start`; `before` is the content of the
/// article before it. Where a segment ends is told by what is in it, so that an article more or less changes few of them.
fn begins_segment(start: Option<usize>, at: usize, before: Option<Fingerprint>) -> bool {
    let length = start.map_or(segment::MOST_ARTICLES, |start| at - start);
    let is_end = before.is_some_and(|before| before.bytes()[0] % ENDS == 0);
    length >= segment::MOST_ARTICLES || (length >= FEWEST && is_end)
}

/// What tells some contents from others.
fn print(contents: impl Iterator<Item = Fingerprint>) -> Fingerprint {
    Fingerprint::of(&contents.map(Fingerprint::bytes).collect::<Vec<_>>().concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    #[test]
    fn more_pairs_tell_more() {
        let mut corpus = Corpus::new();
        let ids = ["red hen", "the red hen ran", "hen"].map(|text| corpus.add(Article::of_text(text, Format::Text)));
        let found = corpus.with_pairs(&[("the", "red"), ("red", "hen"), ("hen", "ran")], 9);
        assert_eq!(found.first(), Some(&ids[1]));
        assert!(!found.contains(&ids[2]));
        assert!(corpus.with_pairs(&[("red", "fox")], 9).is_empty() && corpus.with_pairs(&[], 9).is_empty());
    }

    #[test]
    fn an_article_added_later_is_found_too() {
        let mut corpus = Corpus::new();
        let first = corpus.add(Article::of_text("red hen", Format::Text));
        assert_eq!(corpus.with_pairs(&[("red", "hen")], 9), [first]);
        let second = corpus.add(Article::of_text("a red hen", Format::Text));
        assert_eq!(corpus.with_pairs(&[("red", "hen")], 9), [first, second]);
    }

    #[test]
    fn articles_beyond_one_segment_are_found_in_their_order() {
        let mut corpus = Corpus::new();
        let text = |number: usize| if number % 100 == 7 { "a red hen" } else { "a cow" };
        let ids: Vec<ArticleId> =
            (0..600).map(|number| corpus.add(Article::of_text(text(number), Format::Text))).collect();
        let expected: Vec<ArticleId> = ids.into_iter().skip(7).step_by(100).collect();
        assert_eq!(corpus.with_all(&["red", "hen"]), expected);
        assert_eq!(corpus.with_most(&["red"], 9), expected);
        assert_eq!(corpus.with_pairs(&[("red", "hen")], 9), expected);
    }
}
