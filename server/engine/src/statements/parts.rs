//! The statements of an article in parts, of which only those are read that something asks for.
//!
//! A block takes nothing from other blocks but what the headings above it say. A table is read with all that stands above it:
//! an article with one has no parts.

use std::ops::Range;

use super::Statement;
use super::blocks::{Block, BlockKind, blocks};
use super::context::Headings;
use super::heading::heading;
use super::read::{of_block, outermost, within};
use crate::figures::Figure;
use crate::sources::Article;
use crate::text::Span;

/// The parts of an article.
#[derive(Debug)]
pub(crate) struct Parts {
    /// In the order of the text.
    parts: Vec<Part>,
    /// What stands above some of them.
    headings: Vec<Headings>,
    /// Where the headings stand, and the figures in them.
    aside: (Vec<Span>, Vec<Figure>),
}

/// A block with figures.
#[derive(Debug)]
struct Part {
    block: Block,
    /// The first of its figures; the last is that before the next part's first.
    figure: u32,
    /// Which of the headings stand above it.
    headings: usize,
}

impl Parts {
    /// The parts of an article; `None` if it must be read whole.
    pub fn of(article: &Article) -> Option<Self> {
        let text = article.text();
        let blocks = blocks(text, article.paragraphs());
        if blocks.iter().any(|block| block.kind.is_of_table()) {
            return None;
        }
        let figures = article.figures();
        let mut of = Self { parts: Vec::new(), headings: vec![Headings::default()], aside: (Vec::new(), Vec::new()) };
        let mut above = Headings::default();
        let mut figure = 0;
        for (at, &block) in blocks.iter().enumerate() {
            let change = |of: &mut Self, above: &Headings| of.headings.push(above.clone());
            if block.kind.ends_list() && above.end_list() {
                change(&mut of, &above);
            }
            // What stands between two blocks goes with the first of them; a figure within another, with that.
            let end = blocks.get(at + 1).map_or(text.len(), |next| next.span.start);
            let own = outermost(figures[figure..].iter());
            let own: Vec<Figure> = own.take_while(|figure| figure.span.start < end).cloned().collect();
            if let Some(last) = own.last().map(|last| last.span.end) {
                of.parts.push(Part {
                    block,
                    figure: u32::try_from(figure).unwrap_or(u32::MAX),
                    headings: of.headings.len() - 1,
                });
                let rest = figures[figure..].iter();
                figure += rest.take_while(|figure| figure.span.start < end.max(last)).count();
            }
            if let BlockKind::Heading(level) = block.kind {
                above.put(level, heading(text, block.span, within(&own, block.span).1));
                change(&mut of, &above);
                of.aside.0.push(block.span);
                of.aside.1.extend(own);
            }
        }
        Some(of)
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// The part that has a figure, by the number of that.
    pub fn with_figure(&self, number: usize) -> usize {
        self.parts.partition_point(|part| part.figure as usize <= number).saturating_sub(1)
    }

    /// The numbers of the figures of a part, of the `all` figures of the article.
    pub fn figures(&self, part: usize, all: usize) -> Range<usize> {
        let first = |part: usize| self.parts.get(part).map_or(all, |part| part.figure as usize);
        first(part)..first(part + 1)
    }

    /// Whether a word stands in a heading, so that many parts may have taken it.
    pub fn is_in_heading(&self, word: Span) -> bool {
        let next = self.aside.0.partition_point(|heading| heading.end <= word.start);
        self.aside.0.get(next).is_some_and(|heading| heading.overlaps(word))
    }

    /// The part in whose block a word stands.
    pub fn with_word(&self, word: Span) -> Option<usize> {
        let part = self.parts.partition_point(|part| part.block.span.end <= word.start);
        self.parts.get(part).filter(|part| part.block.span.overlaps(word)).map(|_| part)
    }

    /// What the article says of each figure of a part, in their order: one statement for each reading.
    pub fn read(&self, article: &Article, part: usize) -> Vec<Statement> {
        let figures = article.figures();
        let Some(found) = self.parts.get(part) else { return Vec::new() };
        let own = &figures[self.figures(part, figures.len())];
        of_block(article, &found.block, own, (&self.headings[found.headings], &self.aside.1), figures.first())
    }
}
