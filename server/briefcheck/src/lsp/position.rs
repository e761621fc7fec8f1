//! Lines, columns and the three encodings of them: outside of this module there are only bytes.

use briefcheck_engine::text::{Lines, Span};
use ropey::{Rope, RopeSlice};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// What columns count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what a client means that does not say.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The best of what a client offers: bytes, as they cost nothing.
    pub fn chosen(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offers = |kind: &PositionEncodingKind| offered.is_some_and(|offered| offered.contains(kind));
        if offers(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(&PositionEncodingKind::UTF32) && !offers(&PositionEncodingKind::UTF16) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// What the protocol calls it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many of its units a text is long.
    pub fn len(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// The byte of a line that stands after `units` of its units; its end where it is shorter. A place within a
    /// character is that character's.
    fn byte(self, line: RopeSlice<'_>, units: usize) -> usize {
        let char = match self {
            Self::Utf8 => line.byte_to_char(units.min(line.len_bytes())),
            Self::Utf16 => line.utf16_cu_to_char(units.min(line.len_utf16_cu())),
            Self::Utf32 => units.min(line.len_chars()),
        };
        line.char_to_byte(char)
    }

    /// How many of its units stand before a byte of a line.
    fn units(self, line: RopeSlice<'_>, byte: usize) -> usize {
        match self {
            Self::Utf8 => byte,
            Self::Utf16 => line.char_to_utf16_cu(line.byte_to_char(byte)),
            Self::Utf32 => line.byte_to_char(byte),
        }
    }
}

/// The byte at a position; the end of the line, or of the text, where it lies behind that.
pub fn offset(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let number = position.line as usize;
    if number >= rope.len_lines() {
        return rope.len_bytes();
    }
    let line = without_end(rope.line(number));
    rope.line_to_byte(number) + encoding.byte(line, position.character as usize)
}

/// The bytes of a range; empty at its start where its end lies before that.
pub fn span(rope: &Rope, range: Range, encoding: Encoding) -> Span {
    Span::new(offset(rope, range.start, encoding), offset(rope, range.end, encoding))
}

/// The position of a byte.
pub fn position(rope: &Rope, offset: usize, encoding: Encoding) -> Position {
    let offset = offset.min(rope.len_bytes());
    let number = rope.byte_to_line(offset);
    let line = rope.line(number);
    // A place between the two characters of a line end is before them.
    let byte = (offset - rope.line_to_byte(number)).min(without_end(line).len_bytes());
    Position::new(whole(number), whole(encoding.units(line, byte)))
}

/// The range of some bytes.
pub fn range(rope: &Rope, span: Span, encoding: Encoding) -> Range {
    Range::new(position(rope, span.start, encoding), position(rope, span.end, encoding))
}

/// The byte at a position of a text of which the lines are known; the end of the line, or of the text, where it lies
/// behind that.
pub fn offset_in(text: &str, lines: &Lines, position: Position, encoding: Encoding) -> usize {
    let number = position.line as usize;
    if number >= lines.len() {
        return text.len();
    }
    let span = lines.span(text, number);
    let line = without_end(RopeSlice::from(&text[span]));
    span.start + encoding.byte(line, position.character as usize)
}

/// The range of some bytes of a text of which the lines are known.
pub fn range_in(text: &str, lines: &Lines, span: Span, encoding: Encoding) -> Range {
    let at = |offset: usize| {
        let offset = text.floor_char_boundary(offset);
        let number = lines.line(offset);
        let start = lines.span(text, number).start;
        Position::new(whole(number), whole(encoding.len(&text[start..offset])))
    };
    Range::new(at(span.start), at(span.end))
}

fn without_end(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let is_end = |c: &char| matches!(c, '\n' | '\r');
    let ends = line.chars_at(line.len_chars()).reversed().take(2).take_while(is_end).count();
    line.slice(..line.len_chars() - ends)
}

/// A number as the protocol has it; texts beyond its reach end there.
fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The columns, in the three encodings, of `needle` in a text.
    fn check(text: &str, needle: &str, line: u32, columns: [u32; 3]) {
        let rope = Rope::from_str(text);
        let at = text.find(needle).unwrap();
        for (encoding, column) in ALL.into_iter().zip(columns) {
            let expected = Position::new(line, column);
            assert_eq!(position(&rope, at, encoding), expected, "{encoding:?}");
            assert_eq!(offset(&rope, expected, encoding), at, "{encoding:?}");
            let lines = Lines::new(text);
            assert_eq!(range_in(text, &lines, Span::empty(at), encoding).start, expected, "{encoding:?}");
            assert_eq!(offset_in(text, &lines, expected, encoding), at, "{encoding:?}");
        }
    }

    #[test]
    fn columns_are_counted_in_units() {
        check("one\ntwo x", "x", 1, [4, 4, 4]);
        check("é x", "x", 0, [3, 2, 2]);
        check("a\n“🦀” x", "x", 1, [11, 5, 4]);
        check("e\u{301} x", "x", 0, [4, 3, 3]);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        check("a\r\nb\rc\nx", "x", 3, [0, 0, 0]);
        check("a\u{2028}b\u{0B}x", "x", 0, [6, 4, 4]);
    }

    #[test]
    fn what_lies_behind_a_line_is_its_end() {
        let rope = Rope::from_str("one\r\ntwo");
        for encoding in ALL {
            assert_eq!(offset(&rope, Position::new(0, 99), encoding), 3);
            assert_eq!(offset(&rope, Position::new(9, 0), encoding), 8);
            let (text, lines) = ("one\r\ntwo", Lines::new("one\r\ntwo"));
            assert_eq!(offset_in(text, &lines, Position::new(0, 99), encoding), 3);
            assert_eq!(offset_in(text, &lines, Position::new(9, 0), encoding), 8);
            assert_eq!(position(&rope, 4, encoding), Position::new(0, 3));
            assert_eq!(position(&rope, 99, encoding), Position::new(1, 3));
        }
    }

    #[test]
    fn a_place_within_a_character_is_the_characters() {
        let rope = Rope::from_str("🦀x");
        assert_eq!(offset(&rope, Position::new(0, 1), Encoding::Utf16), 0);
        assert_eq!(offset(&rope, Position::new(0, 2), Encoding::Utf8), 0);
    }

    #[test]
    fn bytes_are_chosen_where_they_are_offered() {
        use PositionEncodingKind as Kind;
        let chosen = |offered: &[Kind]| Encoding::chosen(Some(offered));
        assert_eq!(Encoding::chosen(None), Encoding::Utf16);
        assert_eq!(chosen(&[Kind::UTF16, Kind::UTF8]), Encoding::Utf8);
        assert_eq!(chosen(&[Kind::UTF32, Kind::UTF16]), Encoding::Utf16);
        assert_eq!(chosen(&[Kind::UTF32]), Encoding::Utf32);
    }
}
