//! Which sources of a library have a quotation, or nearly have it?

use super::{LEAST_SCORE, Located, Piece, Quoted};
use crate::sources::{Article, Library, SourceId};

/// In how many sources a passage near a quotation is looked for: those that share the rarest pairs of its words.
const MOST_SOURCES: usize = 8;

/// After how many sources without such a passage no more are looked into, if one was found: the likeliest come first.
const MOST_IN_VAIN: usize = 3;

/// A source that has a quotation, or nearly has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The source.
    pub source: SourceId,
    /// How it has it; never [`Located::Nowhere`].
    pub located: Located,
}

impl Hit {
    /// How much of the quotation the source has: 0 to 1.
    pub fn score(&self) -> f32 {
        match &self.located {
            Located::There { .. } | Located::Stitched { .. } => 1.0,
            Located::Near { near, .. } => near.score,
            Located::Nowhere(_) => 0.0,
        }
    }
}

impl Quoted<'_> {
    /// The sources of a library that have the quotation: those that have it to the word, if there are any, else those
    /// that nearly have it, the nearest first.
    pub fn find_in(&self, library: &Library) -> Vec<Hit> {
        let exact: Vec<Hit> = self.exact_in(library).collect();
        if exact.is_empty() { self.near_in(library) } else { exact }
    }

    /// The sources that have the quotation to the word ([`Located::There`]), in the order of their articles. Each is
    /// looked into when it is asked for.
    pub fn exact_in(&self, library: &Library) -> impl Iterator<Item = Hit> {
        // A word with a bracket in it need not be the source's.
        let words = self.pattern.words().filter(|word| word.kept.is_none());
        let sources = library.with_all(&words.map(|word| word.folded.as_str()).collect::<Vec<_>>());
        sources
            .into_iter()
            .filter_map(|source| Some(Hit { source, located: self.locate_exactly(library.article(source)?)? }))
    }

    /// The sources that have a passage near the quotation and not the quotation itself, the nearest first; of the
    /// sources, the few likeliest are looked into.
    pub fn near_in(&self, library: &Library) -> Vec<Hit> {
        let mut sources = library.with_pairs(&self.pairs(), MOST_SOURCES);
        if sources.is_empty() {
            sources = library.with_most(&self.words(), MOST_SOURCES);
        }
        let mut hits: Vec<Hit> = Vec::new();
        let mut in_vain = 0;
        for source in sources {
            let Some(article) = library.article(source) else { continue };
            match self.located_near(article) {
                Located::There { .. } => {}
                Located::Nowhere(_) => in_vain += 1,
                located => hits.push(Hit { source, located }),
            }
            if in_vain == MOST_IN_VAIN && !hits.is_empty() {
                break;
            }
        }
        hits.sort_by(|a, b| b.score().total_cmp(&a.score()));
        hits
    }

    /// The folded words that stand next to each other.
    fn pairs(&self) -> Vec<(&str, &str)> {
        let pairs = self.pattern.pieces.windows(2);
        pairs
            .filter_map(|pair| match pair {
                [Piece::Word(first), Piece::Word(second)] => Some((first.folded.as_str(), second.folded.as_str())),
                _ => None,
            })
            .collect()
    }

    /// As [`Quoted::locate`], but a passage that is not near enough is none.
    fn located_near(&self, article: &Article) -> Located {
        self.locate_exactly(article)
            .or_else(|| self.stitched(article))
            .unwrap_or_else(|| self.near(article, LEAST_SCORE))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::sources::{Corpus, Format, Meta, Source};

    fn library(texts: &[&str]) -> Library {
        let mut corpus = Corpus::new();
        let ids: Vec<_> = texts.iter().map(|text| corpus.add(Article::of_text(text, Format::Text))).collect();
        let mut library = Library::new(Arc::new(corpus));
        for (number, id) in ids.into_iter().enumerate() {
            let key = number.to_string();
            library.declare(Source { path: key.clone(), key, meta: Meta::default(), article: Ok(id) });
        }
        library
    }

    fn check(quotation: &str, expected: &str) {
        let library = library(&[
            "The quay was never built to carry heavy trains, he said.",
            "Nobody said a word. The quay was never built to carry trains.",
            "It rained, and the quay was never built to carry trains.",
            "The harvest failed.",
        ]);
        let hits = Quoted::new(quotation).find_in(&library);
        let name = |hit: &Hit| match hit.located {
            Located::There { .. } => format!("{} has it", library.source(hit.source).key),
            _ => format!("{} nearly", library.source(hit.source).key),
        };
        assert_eq!(hits.iter().map(name).collect::<Vec<_>>().join(", "), expected, "{quotation:?}");
    }

    #[test]
    fn every_source_that_has_it_is_found() {
        check("built to carry trains", "1 has it, 2 has it");
        check("[n]ever built to … heavy trains", "0 has it");
    }

    #[test]
    fn where_none_has_it_the_nearest_comes_first() {
        check("the quay was never built to bear heavy trains", "0 nearly, 1 nearly, 2 nearly");
    }

    #[test]
    fn other_words_are_nowhere() {
        check("a line that no one will cross", "");
        check("", "");
    }
}
