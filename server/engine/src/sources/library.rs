//! What a briefing can cite: keys, the sources that they name, and the articles in these.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::index::{Vocabulary, WordId};
use super::pairs::Pairs;
use super::{Article, Meta};

/// The number of an article in its [`Corpus`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(u32);

/// How many of a text's words or pairs of words, the rarest, say which articles are likely to have it.
const MOST_VOTES: usize = 12;

/// Articles, and which of them have a word: the same postings over all of them.
#[derive(Clone, Default)]
pub struct Corpus {
    articles: Vec<Arc<Article>>,
    vocabulary: Vocabulary,
    /// For each word, the articles that have it, ascending.
    postings: Vec<Vec<ArticleId>>,
    pairs: Pairs,
}

impl Corpus {
    /// No articles yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an article.
    pub fn add(&mut self, article: Arc<Article>) -> ArticleId {
        let id = ArticleId(u32::try_from(self.articles.len()).unwrap_or(u32::MAX));
        let words = article.words();
        let mut known: Vec<WordId> = Vec::with_capacity(words.vocabulary().len());
        for word in words.vocabulary().iter() {
            let word = self.vocabulary.intern(word);
            if word.index() == self.postings.len() {
                self.postings.push(Vec::new());
            }
            self.postings[word.index()].push(id);
            known.push(word);
        }
        self.pairs.add(words.ids().iter().map(|id| known[id.index()]), id);
        self.articles.push(article);
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

    /// The articles that have every one of the folded words, ascending; none for no words.
    pub fn with_all(&self, words: &[&str]) -> Vec<ArticleId> {
        let Some(mut lists) = words.iter().map(|word| self.with(word)).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        lists.sort_by_key(|list| list.len());
        let Some((rarest, others)) = lists.split_first() else { return Vec::new() };
        let has_all = |id: &&ArticleId| others.iter().all(|list| list.binary_search(id).is_ok());
        rarest.iter().filter(has_all).copied().collect()
    }

    /// The `most` articles that share the rarest of the folded words, the likeliest first.
    pub fn with_most(&self, words: &[&str], most: usize) -> Vec<ArticleId> {
        let votes = self.votes(words.iter().filter_map(|word| self.with(word)).collect());
        votes.into_iter().take(most).map(|(id, _)| id).collect()
    }

    /// The `most` articles that have the rarest of these pairs of folded words next to each other, the likeliest first,
    /// without those that are far less likely than it.
    pub fn with_pairs(&self, pairs: &[(&str, &str)], most: usize) -> Vec<ArticleId> {
        let find = |&(first, second): &(&str, &str)| {
            Some(self.pairs.get(self.vocabulary.find(first)?, self.vocabulary.find(second)?))
        };
        let votes = self.votes(pairs.iter().filter_map(find).filter(|list| !list.is_empty()).collect());
        let least = votes.first().map_or(0.0, |best| best.1 / 4.0);
        votes.into_iter().take(most).take_while(|vote| vote.1 >= least).map(|(id, _)| id).collect()
    }

    /// The articles in the rarest of some lists, the likeliest first. A list tells more the shorter it is, but none
    /// outweighs several others: it may be that of what was misquoted.
    fn votes(&self, mut lists: Vec<&[ArticleId]>) -> Vec<(ArticleId, f32)> {
        lists.sort_by_key(|list| list.len());
        lists.dedup_by(|a, b| std::ptr::eq(*a, *b));
        lists.truncate(MOST_VOTES);
        let mut votes = vec![0.0_f32; self.articles.len()];
        let mut voted: Vec<ArticleId> = Vec::new();
        for list in lists {
            let weight = (1.0 + self.articles.len() as f32 / list.len() as f32).ln();
            let mut last = None;
            for &id in list.iter().filter(|&&id| last.replace(id) != Some(id)) {
                let votes = &mut votes[id.0 as usize];
                if *votes == 0.0 {
                    voted.push(id);
                }
                *votes += weight;
            }
        }
        let mut votes: Vec<(ArticleId, f32)> = voted.into_iter().map(|id| (id, votes[id.0 as usize])).collect();
        votes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        votes
    }

    fn with(&self, word: &str) -> Option<&[ArticleId]> {
        self.vocabulary.find(word).map(WordId::index).map(|word| self.postings[word].as_slice())
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

/// The sources that one briefing can cite.
#[derive(Clone, Default)]
pub struct Library {
    corpus: Arc<Corpus>,
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
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        let id = SourceId(self.sources.len());
        self.keys.insert(key, id);
        if let Ok(article) = &source.article {
            self.holders.entry(*article).or_insert(id);
        }
        self.sources.push(source);
        id
    }

    /// Makes another name (the file's, its path) lead to a source, unless it is taken.
    pub fn alias(&mut self, name: &str, id: SourceId) {
        self.keys.entry(composed(name).into_owned()).or_insert(id);
    }

    /// The source that a key, a file's name or a path names.
    pub fn find(&self, key: &str) -> Option<SourceId> {
        self.keys.get(&*composed(key)).copied()
    }

    /// A source of this library.
    ///
    /// # Panics
    ///
    /// If the number is another library's.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0]
    }

    /// The article of a source, if it could be read.
    pub fn article(&self, id: SourceId) -> Option<&Arc<Article>> {
        self.source(id).article.as_ref().ok().map(|&id| self.corpus.article(id))
    }

    /// Every source, in the order of declaration.
    pub fn sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(id, source)| (SourceId(id), &**source))
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
        articles.iter().filter_map(|article| self.holders.get(article).copied()).collect()
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
