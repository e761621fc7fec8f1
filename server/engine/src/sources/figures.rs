//! The figures of an article, read stretch by stretch: most questions are about the figures of a sentence or two.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::figures::{self, Figure, Mode};
use crate::text::Span;

/// The figures of a text. Each stretch of it is read when something asks for figures in it.
#[derive(Debug)]
pub struct Figures {
    /// Where each stretch ends.
    ends: Vec<usize>,
    read: Vec<OnceLock<Box<[Figure]>>>,
    all: OnceLock<Box<[Figure]>>,
}

impl Figures {
    /// Those of a text, of which none is read yet.
    pub fn new(text: &str) -> Self {
        let ends: Vec<usize> = figures::blocks(text).map(|(at, block)| at + block.len()).collect();
        let read = ends.iter().map(|_| OnceLock::new()).collect();
        Self { ends, read, all: OnceLock::new() }
    }

    /// All of them, in all their overlapping readings.
    pub fn all(&self, text: &str) -> &[Figure] {
        self.all.get_or_init(|| {
            let stretch = |number: usize| match self.read[number].get() {
                Some(known) => Cow::Borrowed(&**known),
                None => Cow::Owned(self.fresh(text, number)),
            };
            (0..self.ends.len()).flat_map(|number| stretch(number).into_owned()).collect()
        })
    }

    /// Those that begin in a span.
    pub fn within<'a>(&'a self, text: &'a str, span: Span) -> impl Iterator<Item = &'a Figure> {
        let first = self.ends.partition_point(|&end| end <= span.start);
        let last = self.ends.partition_point(|&end| end < span.end);
        let (stretches, whole) = match self.all.get() {
            Some(all) => (0..0, &**all),
            None => (first..(last + 1).min(self.ends.len()), &[][..]),
        };
        let from = move |figures: &'a [Figure]| {
            figures[figures.partition_point(|figure| figure.span.start < span.start)..].iter()
        };
        let read = move |number: usize| from(self.read[number].get_or_init(|| self.fresh(text, number).into()));
        stretches.flat_map(read).chain(from(whole)).take_while(move |figure| figure.span.start < span.end)
    }

    fn fresh(&self, text: &str, number: usize) -> Vec<Figure> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        let mut figures = figures::read(&text[start..self.ends[number]], Mode::Source);
        figures.iter_mut().for_each(|figure| figure.shift(start));
        figures
    }
}

/// The words that the figures of a text are written with, each once, in their order.
pub fn words(text: &str, figures: &[Figure]) -> Vec<Span> {
    let words_of = |figure: &Figure| {
        let span = figure.span;
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
    fn the_figures_of_a_span_are_those_of_the_whole_that_begin_there() {
        let text = "In May 3 men left.\n\nOn 4 May 2019 some 12 came\t5 km\n\n\nAbout 7% stayed, 3/4/2020.";
        let whole = figures::read(text, Mode::Source);
        let of_all = Figures::new(text);
        assert_eq!(of_all.all(text), whole);
        for span in (0..text.len()).flat_map(|start| (start..=text.len()).map(move |end| Span::new(start, end))) {
            let begins = |figure: &&Figure| span.start <= figure.span.start && figure.span.start < span.end;
            let expected: Vec<&Figure> = whole.iter().filter(begins).collect();
            assert_eq!(Figures::new(text).within(text, span).collect::<Vec<_>>(), expected, "{span:?}");
            assert_eq!(of_all.within(text, span).collect::<Vec<_>>(), expected, "{span:?}");
        }
    }
}
