//! Reading text: what a reader sees of a file, with the way back to the file.

use std::sync::Arc;

use super::Span;

/// The text that a reader sees (no markup, no line prefixes), and where each byte of it stands in the file.
///
/// Offsets into the prose and offsets into the file are both bytes. Most prose is the file itself, in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: Arc<str>,
    /// Verbatim stretches, in order, not overlapping in the prose. What lies between two of them was put in
    /// (a blank for a line end, the character of an entity) and stands for what lies between them in the file.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: usize,
    origin: usize,
    len: usize,
}

impl Prose {
    /// Prose that is the whole file, whose text it shares.
    pub fn verbatim(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let piece = Piece { at: 0, origin: 0, len: text.len() };
        Self { text, pieces: vec![piece] }
    }

    /// The text as read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of the prose stands in the file. A span that begins or ends in what was put in is widened to what
    /// that stands for.
    pub fn origin(&self, span: Span) -> Span {
        let start = self.origin_of(span.start, false);
        if span.is_empty() {
            return Span::empty(start);
        }
        Span::new(start, self.origin_of(span.end - 1, true))
    }

    /// A part of the prose, as prose of its own.
    pub fn part(&self, span: Span) -> Prose {
        Prose { text: self.text()[span].into(), pieces: self.pieces_in(span).collect() }
    }

    /// The pieces of a span, with their places in it.
    fn pieces_in(&self, span: Span) -> impl Iterator<Item = Piece> {
        let first = self.pieces.partition_point(|piece| piece.at + piece.len < span.start);
        self.pieces[first..].iter().take_while(move |piece| piece.at <= span.end).map(move |piece| {
            let start = piece.at.max(span.start);
            let end = (piece.at + piece.len).min(span.end);
            Piece { at: start - span.start, origin: piece.origin + (start - piece.at), len: end - start }
        })
    }

    /// The same without what nobody sees of it: soft hyphens within a line and characters without width, which would part
    /// words and numbers. A soft hyphen at a line's end stays: it joins the word that the line breaks.
    pub fn seen(self) -> Self {
        if self.text.is_ascii() {
            return self;
        }
        let is_broken = |rest: &str| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let cuts = self.text.char_indices().filter(|&(at, c)| match c {
            '\u{AD}' => !is_broken(&self.text[at + c.len_utf8()..]),
            c => matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}'),
        });
        let cuts: Vec<Span> = cuts.map(|(at, c)| Span::new(at, at + c.len_utf8())).collect();
        if cuts.is_empty() { self } else { self.without(&cuts) }
    }

    /// The same without some spans of it, which are in order.
    fn without(&self, cuts: &[Span]) -> Self {
        let (mut text, mut pieces) = (String::with_capacity(self.text.len()), Vec::new());
        let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut.end));
        let ends = cuts.iter().map(|cut| cut.start).chain([self.text.len()]);
        for (start, end) in starts.zip(ends) {
            let at = text.len();
            pieces.extend(self.pieces_in(Span::new(start, end)).map(|piece| Piece { at: at + piece.at, ..piece }));
            text.push_str(&self.text[start..end]);
        }
        Self { text: text.into(), pieces }
    }

    /// The offset in the file of the prose byte at `at`, or of its end if `end`.
    fn origin_of(&self, at: usize, end: bool) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at <= at);
        let before = next.checked_sub(1).map(|i| self.pieces[i]);
        match before {
            Some(piece) if at < piece.at + piece.len => piece.origin + (at - piece.at) + usize::from(end),
            _ if end => match self.pieces.get(next) {
                Some(piece) => piece.origin,
                None => before.map_or(0, |piece| piece.origin + piece.len),
            },
            Some(piece) => piece.origin + piece.len,
            None => self.pieces.first().map_or(0, |piece| piece.origin),
        }
    }

    /// The offset in the prose of a byte of the file: its own, or that of the next one that is read.
    pub fn reading(&self, origin: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.origin <= origin);
        if let Some(piece) = next.checked_sub(1).map(|i| self.pieces[i])
            && origin < piece.origin + piece.len
        {
            return piece.at + (origin - piece.origin);
        }
        self.pieces.get(next).map_or(self.text.len(), |piece| piece.at)
    }
}

/// Puts prose together, piece by piece, in the file's order.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    text: String,
    pieces: Vec<Piece>,
}

impl ProseBuilder {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes there are so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been read yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the bytes `span` of `file` as they are.
    pub fn take(&mut self, file: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        let at = self.len();
        self.text.push_str(&file[span]);
        match self.pieces.last_mut() {
            Some(last) if last.at + last.len == at && last.origin + last.len == span.start => last.len += span.len(),
            _ => self.pieces.push(Piece { at, origin: span.start, len: span.len() }),
        }
    }

    /// Puts in `text` for what stands in the file between the last piece taken and the next.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes back the blank that was put in last, if one was.
    pub fn trim_end(&mut self) {
        let taken = self.pieces.iter().rev().find(|piece| piece.len > 0);
        let is_put = taken.is_none_or(|piece| piece.at + piece.len < self.text.len());
        if is_put && self.text.ends_with(' ') {
            self.text.pop();
            let end = self.text.len();
            // Places that were marked behind the blank stand where it stood.
            self.pieces.iter_mut().rev().take_while(|piece| piece.at > end).for_each(|piece| piece.at = end);
        }
    }

    /// Marks a place of the file without reading a byte of it, so that what was put in last ends there.
    pub fn mark(&mut self, origin: usize) {
        let at = self.len();
        self.pieces.push(Piece { at, origin, len: 0 });
    }

    /// The prose.
    pub fn build(self) -> Prose {
        Prose { text: self.text.into(), pieces: self.pieces }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes the parts of `file` that stand between `|`, and a blank for what lies between them.
    fn check(file: &str, taken: &[&str], asked: &str, expected: &str) {
        let mut builder = ProseBuilder::new();
        let mut from = 0;
        for part in taken {
            let start = from + file[from..].find(part).unwrap();
            if !builder.is_empty() {
                builder.put(" ");
            }
            builder.take(file, Span::new(start, start + part.len()));
            from = start + part.len();
        }
        let prose = builder.build();
        let at = prose.text().find(asked).unwrap();
        let origin = prose.origin(Span::new(at, at + asked.len()));
        assert_eq!(&file[origin], expected);
        if expected == asked {
            assert_eq!(prose.reading(origin.start), at);
        }
    }

    #[test]
    fn verbatim_text_stands_where_it_is() {
        check("one two", &["one two"], "two", "two");
    }

    #[test]
    fn a_span_across_a_gap_covers_the_gap() {
        check("> one\n> two", &["one", "two"], "one two", "one\n> two");
    }

    #[test]
    fn after_a_gap_offsets_go_on() {
        check("> one\n> two three", &["one", "two three"], "three", "three");
    }

    #[test]
    fn what_nobody_sees_is_not_read() {
        let file = "4.2 mil\u{ad}lion\u{200b} ton\u{ad}\nnes are €5";
        let prose = Prose::verbatim(file).seen();
        assert_eq!(prose.text(), "4.2 million ton\u{ad}\nnes are €5");
        let check = |asked: &str, expected: &str| {
            let at = prose.text().find(asked).unwrap();
            let origin = prose.origin(Span::new(at, at + asked.len()));
            assert_eq!(&file[origin], expected);
            assert_eq!(prose.reading(origin.start), at);
        };
        check("4.2 million", "4.2 mil\u{ad}lion");
        check("lion", "lion");
        check("million ton", "mil\u{ad}lion\u{200b} ton");
        check("€5", "€5");
        assert_eq!(prose.reading(file.find('\u{ad}').unwrap()), "4.2 mil".len());
    }

    #[test]
    fn a_part_stands_where_it_stood() {
        let file = "> one\n> two three";
        let mut builder = ProseBuilder::new();
        builder.take(file, Span::new(2, 5));
        builder.put(" ");
        builder.take(file, Span::new(8, 17));
        let prose = builder.build();
        for start in 0..prose.text().len() {
            for end in start..=prose.text().len() {
                let part = prose.part(Span::new(start, end));
                assert_eq!(part.text(), &prose.text()[start..end]);
                for at in start..end {
                    let (whole, part) = (Span::new(at, at + 1), Span::new(at - start, at + 1 - start));
                    assert_eq!(prose.part(Span::new(start, end)).origin(part), prose.origin(whole), "{start}..{end}");
                }
            }
        }
    }

    #[test]
    fn what_was_put_in_stands_for_the_gap() {
        check("> one\n> two", &["one", "two"], " ", "\n> ");
    }
}
