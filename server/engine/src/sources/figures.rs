//! The figures of an article, each with what it speaks of: the words of its clause and of its sentence.

use std::ops::Range;

use super::Article;
use crate::figures::{self, Figure, Mode};
use crate::text::Span;

/// A figure of an article with its setting.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The figure.
    pub figure: Figure,
    /// The ends of a range.
    pub ends: Option<Box<[Figure; 2]>>,
    /// Where it stands among the article's words.
    pub setting: Setting,
}

/// Reads the figures of an article, in all their overlapping readings.
pub fn read(article: &Article) -> Vec<Placed> {
    let place =
        |figure: Figure| Placed { setting: Setting::new(article, &figure), ends: figure.ends().map(Box::new), figure };
    figures::read(article.text(), Mode::Source).into_iter().map(place).collect()
}

/// The words that the figures of a text are written with, each once, in their order.
pub fn words(text: &str, figures: &[Placed]) -> Vec<Span> {
    let words_of = |placed: &Placed| {
        let span = placed.figure.span;
        let words = text[span].split_whitespace();
        // They are parts of the text.
        words.map(move |word| {
            let start = span.start + (word.as_ptr() as usize - text[span].as_ptr() as usize);
            Span::new(start, start + word.len())
        })
    };
    let mut words: Vec<Span> = figures.iter().flat_map(words_of).collect();
    words.sort_unstable_by(|&a, &b| text[a].cmp(&text[b]));
    words.dedup_by(|a, b| text[*a] == text[*b]);
    words
}

/// The setting of a figure in an article: positions of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its own words.
    pub figure: Range<usize>,
    /// The noun that it counts.
    pub noun: Option<Range<usize>>,
    /// Its clause.
    pub clause: Range<usize>,
    /// Its sentence.
    pub sentence: Range<usize>,
}

impl Setting {
    /// The setting of a figure of an article.
    pub fn new(article: &Article, figure: &Figure) -> Self {
        let span = figure.span;
        let sentences = article.sentences();
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = sentences.get(at).copied().unwrap_or(span);
        let index = article.words();
        let clause = clause(article.text(), sentence, span);
        Self {
            figure: index.positions_in(span),
            noun: figure.noun.map(|noun| index.positions_in(noun)),
            clause: index.positions_in(clause),
            sentence: index.positions_in(sentence),
        }
    }
}

/// The clause around `span` in the sentence at `sentence`: between commas, semicolons, colons, brackets and dashes.
pub fn clause(text: &str, sentence: Span, span: Span) -> Span {
    let before = &text[sentence.start.min(span.start)..span.start];
    let after = &text[span.end..sentence.end.max(span.end)];
    let start =
        before.char_indices().rev().find(|&(at, c)| parts(before, at, c)).map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.char_indices().find(|&(at, c)| parts(after, at, c)).map_or(after.len(), |(at, _)| at);
    Span::new(sentence.start.min(span.start) + start, span.end + end)
}

/// Whether the character at `at` parts clauses.
fn parts(text: &str, at: usize, c: char) -> bool {
    let next = || text[at + c.len_utf8()..].chars().next();
    match c {
        ',' => next().is_none_or(|next| !next.is_ascii_digit()),
        ';' | '(' | ')' | '—' | '\t' => true,
        ':' => next().is_none_or(char::is_whitespace),
        '–' => next().is_none_or(char::is_whitespace) && text[..at].ends_with(char::is_whitespace),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Format;

    fn check(text: &str, figure: &str, expected: &str) {
        let at = text.find(figure).unwrap();
        assert_eq!(&text[clause(text, Span::new(0, text.len()), Span::new(at, at + figure.len()))], expected);
    }

    #[test]
    fn clauses_are_parted_by_marks() {
        check("8 joint meetings, 225 border meetings, and 13 demarches", "225", " 225 border meetings");
        check("172 groups of 4,000 men; 83 groups", "172", "172 groups of 4,000 men");
        check("It rose (by 5%) in May", "5%", "by 5%");
    }

    #[test]
    fn marks_in_words_and_numbers_part_nothing() {
        check("the Pakistan–China talks cost 1,200 each", "1,200", "the Pakistan–China talks cost 1,200 each");
    }

    #[test]
    fn a_figure_is_set_in_its_sentence() {
        let article = Article::of_text("One came. Then 12 men left, 3 stayed. End.", Format::Text);
        let placed = article.figures().iter().find(|placed| &article.text()[placed.figure.span] == "12").unwrap();
        assert_eq!((placed.setting.clause.clone(), placed.setting.sentence.clone()), (2..6, 2..8));
    }
}
