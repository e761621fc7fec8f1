//! Offsets as JavaScript counts them.

use briefcheck_engine::text::Span;
use serde::Serialize;

/// How many bytes lie between two places whose offsets are kept.
const STRIDE: usize = 512;

/// From bytes of a text to its UTF-16 units.
pub struct Units<'a> {
    text: &'a str,
    /// The units before every multiple of [`STRIDE`], or before the character that it lies in.
    before: Vec<usize>,
}

/// A stretch of a text, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    pub start: usize,
    pub end: usize,
}

impl<'a> Units<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut before = vec![0];
        let (mut units, mut from) = (0, 0);
        for multiple in 1..=text.len() / STRIDE {
            let to = text.floor_char_boundary(multiple * STRIDE);
            units += counted(text, from, to);
            before.push(units);
            from = to;
        }
        Self { text, before }
    }

    /// The units before a byte; within a character, those before it.
    pub fn at(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte);
        let multiple = byte / STRIDE;
        let from = self.text.floor_char_boundary(multiple * STRIDE);
        self.before.get(multiple).copied().unwrap_or_default() + counted(self.text, from, byte)
    }

    pub fn range(&self, span: Span) -> Range {
        Range { start: self.at(span.start), end: self.at(span.end) }
    }
}

/// The units between two bytes.
fn counted(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).unwrap_or_default().chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_the_units_before_them() {
        for text in ["", "plain", "é🦀x", &"a🦀é".repeat(400), &"🦀".repeat(700), &"x".repeat(2000)] {
            let units = Units::of(text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(units.at(at), text[..at].encode_utf16().count(), "at {at}");
            }
            assert_eq!(units.at(text.len() + 9), text.encode_utf16().count());
        }
    }
}
