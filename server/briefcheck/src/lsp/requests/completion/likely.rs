//! Which sources, and which places in them, speak of what is being written. In go the words before the cursor; out come
//! sources and places with how much they share.

use std::collections::BTreeMap;

use briefcheck_engine::sources::{Article, SourceId};
use briefcheck_engine::text::{Span, is_function_word, is_quotation_mark, words};
use briefcheck_engine::verify::{spoken, told};

use super::telling_words;
use crate::lsp::server::snapshot::At;

/// How many sources are looked into, and how many paragraphs of one.
const SOURCES: usize = 16;
const PARAGRAPHS: usize = 12;

/// What a shared word counts: one of the sentence that is being written more than one of its paragraph, and in the same
/// sentence of the source more than in the same paragraph.
const IN_SENTENCE: usize = 3;
const IN_PARAGRAPH: usize = 1;
const OF_SENTENCE: usize = 3;
const OF_PARAGRAPH: usize = 1;

/// What it counts that a source's words are somebody's: a quotation is mostly of such.
const SPOKEN: usize = 8;

/// What it counts where a colon or a comma before the mark says that somebody speaks: as much as four shared words.
const INTRODUCED: usize = 48;

/// What it counts that the paragraph cites the source already: it goes on from there, unless the words say otherwise.
const CITED: usize = 4;

/// Speech of fewer words is a title or a term.
const FEWEST_SPOKEN: usize = 4;

/// The words that tell what is being written.
pub struct Before {
    /// Those of the sentence, and those of the paragraph before it; each once.
    sentence: Vec<String>,
    paragraph: Vec<String>,
    /// What the paragraph cites.
    cited: Vec<SourceId>,
    /// What speaks for words that are somebody's.
    spoken: usize,
}

impl Before {
    /// The words of the sentence at a place, and of the paragraph `before` it.
    pub fn new(at: &At<'_>, before: &str) -> Self {
        let sentence = telling_words(at);
        let mut paragraph: Vec<String> = words(before).into_iter().map(|(_, word)| word).collect();
        paragraph.retain(|word| !is_function_word(word) && sentence.binary_search(word).is_err());
        paragraph.sort();
        paragraph.dedup();
        let here = Span::new(at.in_part.saturating_sub(before.len()), at.in_part);
        let citations = at.part.placed.briefing().citations.iter().filter(|citation| here.overlaps(citation.span));
        let cited = citations.filter_map(|citation| at.part.remembered.library.find(&citation.key)).collect();
        let is_introduced = before.trim_end_matches(is_quotation_mark).trim_end().ends_with([':', ',']);
        Self { sentence, paragraph, cited, spoken: if is_introduced { INTRODUCED } else { SPOKEN } }
    }

    /// The sources that share the most, after those that are cited `near`; all of them where nothing tells.
    pub fn sources(&self, at: &At<'_>, near: Vec<SourceId>) -> Vec<SourceId> {
        let library = &at.part.remembered.library;
        let most = |words: &[String]| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            library.with_most(&words, SOURCES)
        };
        let mut sources = near;
        sources.extend(most(&self.sentence));
        sources.extend(most(&self.paragraph));
        sources.extend(library.sources().map(|(id, _)| id).take(SOURCES));
        let mut seen = std::collections::BTreeSet::new();
        sources.retain(|source| seen.insert(*source));
        sources.truncate(SOURCES);
        sources
    }

    /// What the article of a source shares with the words.
    pub fn votes<'a>(&self, source: SourceId, article: &'a Article) -> Votes<'a> {
        let cited = if self.cited.contains(&source) { CITED } else { 0 };
        let mut votes =
            Votes { article, cited, spoken: self.spoken, sentences: BTreeMap::new(), paragraphs: BTreeMap::new() };
        for (words, weight) in [(&self.sentence, OF_SENTENCE), (&self.paragraph, OF_PARAGRAPH)] {
            for id in words.iter().filter_map(|word| article.words().find(word)) {
                votes.count(article.words().positions(id), weight);
            }
        }
        votes
    }
}

/// How much each sentence and paragraph of an article shares with what is being written.
pub struct Votes<'a> {
    article: &'a Article,
    /// What speaks for all of it, and for what somebody says in it.
    cited: usize,
    spoken: usize,
    sentences: BTreeMap<usize, usize>,
    paragraphs: BTreeMap<usize, usize>,
}

impl Votes<'_> {
    /// Counts a word that stands at these positions, once for each sentence and paragraph.
    fn count(&mut self, positions: &[u32], weight: usize) {
        let (mut last_sentence, mut last_paragraph) = (None, None);
        for &position in positions {
            let at = self.article.words().span(position as usize).start;
            let sentence = Some(self.sentence_at(at));
            let paragraph = Some(self.article.paragraph_at(at));
            for (here, last, votes) in [
                (sentence, &mut last_sentence, &mut self.sentences),
                (paragraph, &mut last_paragraph, &mut self.paragraphs),
            ] {
                if let Some(number) = here.filter(|_| here != *last) {
                    *votes.entry(number).or_default() += weight;
                }
                *last = here;
            }
        }
    }

    /// The sentence at a place of the article.
    pub fn sentence(&self, offset: usize) -> Option<Span> {
        self.article.sentences().get(self.sentence_at(offset)).copied()
    }

    fn sentence_at(&self, offset: usize) -> usize {
        self.article.sentences().partition_point(|sentence| sentence.start <= offset).saturating_sub(1)
    }

    /// How many words of the sentence that is being written the sentence at a passage has.
    pub fn shared(&self, passage: Span) -> usize {
        self.sentences.get(&self.sentence_at(passage.start)).map_or(0, |votes| votes / OF_SENTENCE)
    }

    /// What a passage shares.
    pub fn of(&self, passage: Span) -> usize {
        let (first, last) = (self.sentence_at(passage.start), self.sentence_at(passage.end.saturating_sub(1)));
        let sentences: usize = self.sentences.range(first..=last.max(first)).map(|(_, votes)| votes).sum();
        let paragraph = self.paragraphs.get(&self.article.paragraph_at(passage.start)).copied().unwrap_or(0);
        IN_SENTENCE * sentences + IN_PARAGRAPH * paragraph + self.cited
    }

    /// Where a quotation of what is being written may begin, with what that shares: at what somebody says, and at a sentence in
    /// which nobody speaks. `all` takes what shares nothing, too.
    pub fn places(&self, all: bool) -> Vec<(usize, usize)> {
        let article = self.article;
        let mut paragraphs: Vec<(usize, usize)> =
            self.paragraphs.iter().map(|(&number, &votes)| (votes, number)).collect();
        paragraphs.sort_by_key(|&(votes, number)| (std::cmp::Reverse(votes), number));
        if all {
            paragraphs.extend((0..article.paragraphs().len()).map(|number| (0, number)));
        }
        let mut seen = std::collections::BTreeSet::new();
        paragraphs.retain(|&(_, number)| seen.insert(number));
        let mut places = Vec::new();
        for &(votes, number) in paragraphs.iter().take(PARAGRAPHS) {
            let Some(&paragraph) = article.paragraphs().get(number) else { continue };
            let speech: Vec<Span> = spoken(article.text(), paragraph)
                .into_iter()
                .filter(|span| article.words().positions_in(*span).len() >= FEWEST_SPOKEN)
                .collect();
            let first = |span: Span| article.words().position_at(span.start);
            places.extend(speech.iter().map(|&span| (self.of(span) + self.spoken, first(span))));
            if votes == 0 {
                continue;
            }
            let sentences = &article.sentences()[self.sentence_at(paragraph.start)..];
            let own = sentences.iter().copied().take_while(|sentence| sentence.start < paragraph.end);
            let silent = own.filter(|sentence| !speech.iter().any(|span| span.overlaps(*sentence)));
            places.extend(silent.filter(|&span| self.of(span) > self.cited).map(|span| (self.of(span), first(span))));
        }
        places.retain(|&(_, start)| start < article.words().len());
        places
    }
}

/// What a sentence of an article gives as somebody's words, without who says so; all of it where nobody is said to say it.
pub fn said_in(article: &Article, sentence: Span) -> Span {
    let text = article.text().get(sentence.range()).unwrap_or_default();
    told(text).map_or(sentence, |told| told.shifted(sentence.start))
}
