//! What a briefing can cite: keys, the sources that they name, and the articles in these.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::corpus::{ArticleId, Corpus};
use super::segment::WordHash;
use super::{Article, Meta, are_twins};

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
    open: Option<Arc<Open>>,
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

/// The articles that a library has opened, each as long as the library is there.
struct Open([OnceLock<Box<Opened>>; 16]);

impl Default for Open {
    fn default() -> Self {
        Self(std::array::from_fn(|_| OnceLock::new()))
    }
}

/// An article that was opened, and the one that was opened after it.
struct Opened {
    id: ArticleId,
    article: Arc<Article>,
    next: OnceLock<Box<Opened>>,
}

impl Drop for Opened {
    /// One after the other: a part may cite so many that they can't be dropped within each other.
    fn drop(&mut self) {
        let mut next = self.next.take();
        while let Some(mut opened) = next {
            next = opened.next.take();
        }
    }
}

impl Open {
    fn get(&self, id: ArticleId, open: impl Fn() -> Arc<Article>) -> &Arc<Article> {
        let mut place = &self.0[id.index() % self.0.len()];
        loop {
            let opened = place.get_or_init(|| Box::new(Opened { id, article: open(), next: OnceLock::new() }));
            if opened.id == id {
                return &opened.article;
            }
            place = &opened.next;
        }
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
            (Some(article), Some(other)) => !Arc::ptr_eq(article, other) && !are_twins(article, other),
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
        Some(match &self.open {
            Some(open) => open.get(id, || self.corpus.opened(id)),
            None => self.corpus.article(id),
        })
    }

    /// Every source, in the order of declaration.
    pub fn sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.shelves.sources.iter().enumerate().map(|(id, source)| (SourceId(id), &**source))
    }

    /// The same library, which lets go what is made of its articles when it is dropped.
    pub fn opening(&self) -> Self {
        Self { open: Some(Arc::default()), ..self.clone() }
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
