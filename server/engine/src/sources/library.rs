//! What a briefing can cite: keys, the sources that they name, and the articles in these.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::segment::{self, PairHash, Segment, WordHash};
use super::{Article, Fingerprint, Meta, are_twins};

/// The number of an article in its [`Corpus`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(u32);

impl ArticleId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
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
        let known = self.lock().0.get(&id).and_then(Weak::upgrade);
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
        let having = words.iter().map(|word| {
            let word = WordHash::of(word);
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

/// The number of a source in its [`Library`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(usize);

/// What a key names.
#[derive(Clone, Debug)]
pub struct Source {
    /// The key that it is cited by.
    pub key: String,
    /// The file, as users know it: relative to the workspace, with `/`.
    pub path: String,
    /// What is known of it.
    pub meta: Meta,
    /// Its article, or why there is none.
    pub article: Result<ArticleId, Unreadable>,
}

/// A name with its letters composed: some file systems take the marks of letters apart, and people don't see it.
fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// Why a source can't be read, as one line for people that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

/// The sources that one briefing can cite. A copy costs nothing: briefings of one workspace mostly cite from one library.
#[derive(Clone, Default)]
pub struct Library {
    corpus: Arc<Corpus>,
    shelves: Arc<Shelves>,
    asked: Option<Arc<Mutex<Asked>>>,
    open: Option<Arc<FxHashMap<ArticleId, Arc<Article>>>>,
    unlisted: Arc<[Unlisted]>,
}

/// What of a bibliography that a briefing names can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// Which of those that the front matter names.
    pub number: usize,
    /// What is wrong, as one line for people.
    pub message: String,
    /// Whether nothing of it can be read.
    pub is_all: bool,
}

/// What was looked for in all articles of a library, whatever is cited, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The hashes of the words.
    pub words: BTreeSet<u64>,
    /// The hashes of the pairs of words.
    pub pairs: BTreeSet<u32>,
    /// The sources that were found.
    pub found: BTreeSet<SourceId>,
}

impl Asked {
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pairs.is_empty()
    }
}

/// The sources of other files of one name.
#[derive(Clone, Default)]
struct Rivals {
    all: Vec<SourceId>,
    /// The first that says something else: two whole texts are compared for it, once for all who ask.
    other: Arc<OnceLock<Option<SourceId>>>,
}

/// What keys lead to.
#[derive(Clone, Default)]
struct Shelves {
    sources: Vec<Arc<Source>>,
    keys: FxHashMap<String, SourceId>,
    /// The first source of each article.
    holders: FxHashMap<ArticleId, SourceId>,
    /// For sources that have a key by their files' name, those of other files of the name.
    rivals: FxHashMap<SourceId, Rivals>,
}

impl Library {
    /// A library without sources over a corpus.
    pub fn new(corpus: Arc<Corpus>) -> Self {
        Self { corpus, ..Self::default() }
    }

    /// The same library, where so much of the bibliographies can't be read.
    pub fn without(mut self, unlisted: Arc<[Unlisted]>) -> Self {
        self.unlisted = unlisted;
        self
    }

    /// What of the bibliographies can't be read.
    pub fn unlisted(&self) -> &[Unlisted] {
        &self.unlisted
    }

    /// Adds a source, unless its key names one already: declare the nearest first.
    pub fn declare(&mut self, source: impl Into<Arc<Source>>) -> SourceId {
        let source = source.into();
        let key = composed(&source.key).into_owned();
        if let Some(&id) = self.shelves.keys.get(&key) {
            return id;
        }
        let shelves = Arc::make_mut(&mut self.shelves);
        let id = SourceId(shelves.sources.len());
        shelves.keys.insert(key, id);
        if let Ok(article) = &source.article {
            shelves.holders.entry(*article).or_insert(id);
        }
        shelves.sources.push(source);
        id
    }

    /// Makes another name (the file's, its path) lead to a source, unless it is taken.
    pub fn alias(&mut self, name: &str, id: SourceId) {
        if self.find(name).is_none() {
            Arc::make_mut(&mut self.shelves).keys.insert(composed(name).into_owned(), id);
        }
    }

    /// Notes that another source's file has the name that is the key of a source.
    pub fn rival(&mut self, id: SourceId, other: SourceId) {
        let rivals = Arc::make_mut(&mut self.shelves).rivals.entry(id).or_default();
        rivals.all.push(other);
        rivals.other = Arc::default();
    }

    /// The sources whose files have the name that is the key of this one.
    pub fn rivals(&self, id: SourceId) -> &[SourceId] {
        self.shelves.rivals.get(&id).map_or(&[], |rivals| &rivals.all)
    }

    /// The first of them whose file is not the text of this one's.
    pub fn rival_of_another_text(&self, id: SourceId) -> Option<SourceId> {
        let rivals = self.shelves.rivals.get(&id)?;
        let is_another = |other: &SourceId| match (self.article(id), self.article(*other)) {
            (Some(article), Some(other)) => {
                !std::ptr::eq(&raw const **article, &raw const **other) && !are_twins(article, other)
            }
            _ => false,
        };
        *rivals.other.get_or_init(|| rivals.all.iter().copied().find(is_another))
    }

    /// The source that a key, a file's name or a path names.
    pub fn find(&self, key: &str) -> Option<SourceId> {
        self.shelves.keys.get(&*composed(key)).copied()
    }

    /// A source of this library.
    ///
    /// # Panics
    ///
    /// If the number is another library's.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.shelves.sources[id.0]
    }

    /// The article of a source, if it could be read.
    pub fn article(&self, id: SourceId) -> Option<&Arc<Article>> {
        let id = *self.source(id).article.as_ref().ok()?;
        let open = self.open.as_ref().and_then(|open| open.get(&id));
        Some(open.unwrap_or_else(|| self.corpus.article(id)))
    }

    /// Every source, in the order of declaration.
    pub fn sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.shelves.sources.iter().enumerate().map(|(id, source)| (SourceId(id), &**source))
    }

    /// The same library, which lets go what is made of the articles that these keys lead to when it is dropped or closed.
    pub fn opening<'a>(&self, keys: impl Iterator<Item = &'a str>) -> Self {
        let articles = keys.filter_map(|key| self.source(self.find(key)?).article.as_ref().ok().copied());
        let articles: BTreeSet<ArticleId> = articles.collect();
        let open = articles.into_iter().map(|id| (id, self.corpus.open.get(id, self.corpus.article(id))));
        Self { open: Some(Arc::new(open.collect())), ..self.clone() }
    }

    /// The same library, in which nothing is made yet of the articles that it opened.
    pub fn closed(&self) -> Self {
        Self { open: None, ..self.clone() }
    }

    /// The same library, which keeps what it is asked from now on.
    pub fn keeping_asked(&self) -> Self {
        Self { asked: Some(Arc::default()), ..self.clone() }
    }

    /// What it was asked, if it keeps that.
    pub fn asked(&self) -> Option<Asked> {
        self.asked.as_ref().map(|asked| asked.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// The known sources that have every one of the folded words, in the order of declaration.
    pub fn with_all(&self, words: &[&str]) -> Vec<SourceId> {
        self.search(words, &[], |corpus| corpus.with_all(words))
    }

    /// The known sources among the `most` articles that share the rarest of the folded words, the likeliest first.
    pub fn with_most(&self, words: &[&str], most: usize) -> Vec<SourceId> {
        self.search(words, &[], |corpus| corpus.with_most(words, most))
    }

    /// The known sources among the `most` articles that have the rarest of these pairs of folded words next to each
    /// other, the likeliest first.
    pub fn with_pairs(&self, pairs: &[(&str, &str)], most: usize) -> Vec<SourceId> {
        self.search(&[], pairs, |corpus| corpus.with_pairs(pairs, most))
    }

    fn search(
        &self,
        words: &[&str],
        pairs: &[(&str, &str)],
        search: impl FnOnce(&Corpus) -> Vec<ArticleId>,
    ) -> Vec<SourceId> {
        let articles = search(&self.corpus);
        let found: Vec<SourceId> =
            articles.iter().filter_map(|article| self.shelves.holders.get(article).copied()).collect();
        if let Some(asked) = &self.asked {
            let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.words.extend(words.iter().map(|word| WordHash::of(word).number()));
            let pair = |&(first, second): &(&str, &str)| WordHash::of(first).then(WordHash::of(second)).number();
            asked.pairs.extend(pairs.iter().map(pair));
            asked.found.extend(&found);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    fn library(texts: &[(&str, &str)]) -> Library {
        let mut corpus = Corpus::new();
        let ids: Vec<_> = texts.iter().map(|(_, text)| corpus.add(Article::of_text(text, Format::Text))).collect();
        let mut library = Library::new(Arc::new(corpus));
        for ((key, _), id) in texts.iter().zip(ids) {
            library.declare(Source {
                key: (*key).to_owned(),
                path: format!("{key}.txt"),
                meta: Meta::default(),
                article: Ok(id),
            });
        }
        library
    }

    fn keys(library: &Library, ids: &[SourceId]) -> String {
        ids.iter().map(|&id| library.source(id).key.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn articles_are_found_by_their_words() {
        let library = library(&[("a", "the red fox"), ("b", "the red hen"), ("c", "the cow")]);
        assert_eq!(keys(&library, &library.with_all(&["the", "red"])), "a b");
        assert_eq!(keys(&library, &library.with_all(&["red", "dog"])), "");
        assert_eq!(keys(&library, &library.with_most(&["the", "hen"], 1)), "b");
    }

    #[test]
    fn a_rival_of_another_text_is_told_from_a_twin() {
        let mut library = library(&[("a", "The red hen ran."), ("b", "The red hen ran."), ("c", "The cow lay.")]);
        let [a, b, c] = ["a", "b", "c"].map(|key| library.find(key).unwrap());
        assert_eq!(library.rival_of_another_text(a), None);
        library.rival(a, b);
        assert_eq!(library.rival_of_another_text(a), None);
        library.rival(a, c);
        assert_eq!(library.rival_of_another_text(a), Some(c));
    }

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

    #[test]
    fn the_nearest_declaration_wins() {
        let mut library = library(&[("a", "one")]);
        let other = Source {
            key: "a".into(),
            path: "other.txt".into(),
            meta: Meta::default(),
            article: Err(Unreadable("gone".into())),
        };
        let id = library.declare(other);
        assert_eq!(library.source(id).path, "a.txt");
    }

    #[test]
    fn letters_are_the_same_composed_or_not() {
        let library = library(&[("Mu\u{308}ller2020", "one")]);
        assert_eq!(library.find("M\u{fc}ller2020"), library.find("Mu\u{308}ller2020"));
        assert!(library.find("M\u{fc}ller2020").is_some());
    }

    #[test]
    fn other_names_lead_to_a_source() {
        let mut library = library(&[("a", "one")]);
        let id = library.find("a").unwrap();
        library.alias("a.txt", id);
        assert_eq!(library.find("a.txt"), Some(id));
        assert_eq!(library.find("b"), None);
    }
}
