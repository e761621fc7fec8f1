//! What a briefing can cite: keys, the sources that they name, and the articles in these.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::segment::{self, PairHash, Segment, WordHash};
use super::{Article, Meta};

/// The number of an article in its [`Corpus`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(u32);

impl ArticleId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// How many of a text's words or pairs of words, the rarest, say which articles are likely to have it.
const MOST_VOTES: usize = 12;

/// Articles, and which of them have a word or two words next to each other.
///
/// The index is made when something asks for it: many a run never does.
#[derive(Clone, Default)]
pub struct Corpus {
    articles: Vec<Arc<Article>>,
    /// The index, in segments of [`segment::MOST_ARTICLES`] articles each, the last of fewer.
    segments: Vec<OnceLock<Segment>>,
    turn: Turn,
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

    /// Adds an article.
    pub fn add(&mut self, article: Arc<Article>) -> ArticleId {
        let id = ArticleId::new(self.articles.len());
        self.articles.push(article);
        // The segment that it belongs to is another one now.
        self.segments.resize_with(self.articles.len().div_ceil(segment::MOST_ARTICLES), OnceLock::new);
        if let Some(last) = self.segments.last_mut() {
            last.take();
        }
        self.turn = Turn::default();
        id
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
        let first = number * segment::MOST_ARTICLES;
        let last = self.articles.len().min(first + segment::MOST_ARTICLES);
        Some(self.segments.get(number)?.get_or_init(|| Segment::new(&self.articles[first..last])))
    }

    /// The index, each segment with the number of its first article.
    fn segments(&self) -> impl Iterator<Item = (usize, &Segment)> {
        self.prepare();
        let segments = (0..self.segments.len()).filter_map(|number| Some((number, self.segment(number)?)));
        segments.map(|(number, segment)| (number * segment::MOST_ARTICLES, segment))
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
}

/// What keys lead to.
#[derive(Clone, Default)]
struct Shelves {
    sources: Vec<Arc<Source>>,
    keys: FxHashMap<String, SourceId>,
    /// The first source of each article.
    holders: FxHashMap<ArticleId, SourceId>,
}

impl Library {
    /// A library without sources over a corpus.
    pub fn new(corpus: Arc<Corpus>) -> Self {
        Self { corpus, ..Self::default() }
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
        self.source(id).article.as_ref().ok().map(|&id| self.corpus.article(id))
    }

    /// Every source, in the order of declaration.
    pub fn sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.shelves.sources.iter().enumerate().map(|(id, source)| (SourceId(id), &**source))
    }

    /// The known sources that have every one of the folded words, in the order of declaration.
    pub fn with_all(&self, words: &[&str]) -> Vec<SourceId> {
        self.holding(&self.corpus.with_all(words))
    }

    /// The known sources among the `most` articles that share the rarest of the folded words, the likeliest first.
    pub fn with_most(&self, words: &[&str], most: usize) -> Vec<SourceId> {
        self.holding(&self.corpus.with_most(words, most))
    }

    /// The known sources among the `most` articles that have the rarest of these pairs of folded words next to each
    /// other, the likeliest first.
    pub fn with_pairs(&self, pairs: &[(&str, &str)], most: usize) -> Vec<SourceId> {
        self.holding(&self.corpus.with_pairs(pairs, most))
    }

    fn holding(&self, articles: &[ArticleId]) -> Vec<SourceId> {
        articles.iter().filter_map(|article| self.shelves.holders.get(article).copied()).collect()
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
