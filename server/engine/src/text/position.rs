//! Lines and columns, for the edge: the engine itself counts bytes.

use super::Span;

/// A place in a text, for people: both count from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

/// Where the lines of a text begin. Lines end with LF, CR LF or CR.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    starts: Vec<usize>,
    /// How many scalar values begin before each block of the text; empty if every byte is one.
    before_blocks: Vec<usize>,
}

/// How many bytes lie between two places of which the scalar values before them are known: no position costs more than
/// counting these, however long the line.
const BLOCK: usize = 256;

impl Lines {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
        Self { starts: std::iter::once(0).chain(ends.map(|i| i + 1)).collect(), before_blocks: before_blocks(text) }
    }

    /// The line, from 0, that holds the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The line and column of a byte of `text`, the text that the lines were found in.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.line(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        Position { line: line + 1, column: self.scalars(text, offset) - self.scalars(text, start) + 1 }
    }

    /// How many Unicode scalar values stand before a byte of `text`, the text that the lines were found in.
    pub fn scalars(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        match self.before_blocks.get(offset / BLOCK) {
            Some(before) => before + starts_of_scalars(&text.as_bytes()[offset / BLOCK * BLOCK..offset]),
            None => offset,
        }
    }

    /// The bytes of a line, from 0, without its end.
    pub fn span(&self, text: &str, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Span::new(start, start + text[start..end].trim_end_matches(['\n', '\r']).len())
    }

    /// How many lines there are; an empty text has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: even an empty text has a line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

fn before_blocks(text: &str) -> Vec<usize> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut sum = 0;
    // The last block may be empty: the end of the text is a place too.
    let blocks = text.as_bytes().chunks(BLOCK).chain(text.len().is_multiple_of(BLOCK).then_some(&[][..]));
    let before = |block: &[u8]| {
        let before = sum;
        sum += starts_of_scalars(block);
        before
    };
    blocks.map(before).collect()
}

fn starts_of_scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: usize, line: usize, column: usize) {
        assert_eq!(Lines::new(text).position(text, offset), Position { line, column });
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        check("one\ntwo", 0, 1, 1);
        check("one\ntwo", 5, 2, 2);
    }

    #[test]
    fn every_line_end_counts_once() {
        check("a\r\nb\rc\nd", 3, 2, 1);
        check("a\r\nb\rc\nd", 5, 3, 1);
        check("a\r\nb\rc\nd", 7, 4, 1);
    }

    #[test]
    fn columns_are_scalar_values() {
        check("é“x", 5, 1, 3);
    }

    #[test]
    fn scalar_values_are_counted_in_long_lines() {
        let text = "xé“🦀\n".repeat(BLOCK);
        let lines = Lines::new(&text);
        for (scalars, (offset, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
            assert_eq!(lines.scalars(&text, offset), scalars);
        }
    }

    #[test]
    fn the_end_is_a_place() {
        check("ab\n", 3, 2, 1);
    }

    #[test]
    fn a_line_is_without_its_end() {
        let text = "one\r\ntwo";
        assert_eq!(&text[Lines::new(text).span(text, 0)], "one");
    }
}
