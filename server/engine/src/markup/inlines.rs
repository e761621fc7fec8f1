//! Inline content: what a reader sees of it, and where the citations stand in that.

use std::borrow::Cow;

use super::{CitationId, Quotation, marks};
use crate::text::{Prose, ProseBuilder, Span};

/// The inline content of one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub prose: Prose,
    /// Its outermost quotations, in order.
    pub quotations: Vec<Quotation>,
    /// Its citations but for links, in order.
    pub points: Vec<Point>,
    /// The links in its prose that are citations, in order.
    pub links: Vec<(Span, CitationId)>,
    /// Where in its prose a line of the file begins, in order.
    pub lines: Vec<usize>,
    /// Where in its prose a key was taken out that is part of the sentence.
    pub subjects: Vec<usize>,
}

/// A place in the prose where citations stand.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// The offset in the prose, before the blank that stands there.
    pub at: usize,
    /// Where it stands in the file.
    pub span: Span,
    /// What stands there.
    pub kind: PointKind,
    /// What it cites; for a footnote's reference, known when all of the document is read.
    pub citations: Vec<CitationId>,
}

impl Point {
    /// Whether anything is cited there: a reference may refer to nothing.
    pub fn cites(&self) -> bool {
        !self.citations.is_empty()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PointKind {
    /// Brackets, or a note in the text.
    Standing,
    /// A key that is part of the sentence.
    InText,
    /// A reference to a footnote: its label, and the figure that it stands on, in the file.
    Reference(String, Span),
}

/// A text with what its entities and backslashes stand for.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return htmlize::unescape(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(&htmlize::unescape(before));
        let escaped = after.chars().next().filter(char::is_ascii_punctuation);
        plain.push(escaped.unwrap_or('\\'));
        rest = &after[escaped.map_or(0, char::len_utf8)..];
    }
    plain.push_str(&htmlize::unescape(rest));
    plain.into()
}

/// Stands for code and addresses.
pub(super) const OBJECT: &str = "\u{FFFC}";

/// The same as a character.
pub(super) const OBJECT_CHAR: char = '\u{FFFC}';

/// Puts the text of a block together.
pub(super) struct Reader<'a> {
    file: &'a str,
    builder: ProseBuilder,
    text: Text,
    /// The blank that comes next, unless nothing follows it.
    blank: Option<Span>,
    /// Whether something was taken out since the last character.
    cut: bool,
    /// The quotations that are open, outermost first.
    open: Vec<OpenQuotation>,
    /// The links that are open and are citations, with where their text begins once it does.
    open_links: Vec<(Option<usize>, CitationId)>,
    /// The last figure in digits, in the file.
    pub figure: Option<Span>,
}

/// How the next character goes to the word before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Without a blank, as a comma does.
    Tight,
    Loose,
}

struct OpenQuotation {
    start: usize,
    content: Option<Span>,
}

impl<'a> Reader<'a> {
    pub fn new(file: &'a str) -> Self {
        Self {
            file,
            builder: ProseBuilder::new(),
            text: Text::default(),
            blank: None,
            cut: false,
            open: Vec::new(),
            open_links: Vec::new(),
            figure: None,
        }
    }

    /// Reads plain text of the file.
    pub fn plain(&mut self, span: Span) {
        let mut from = span.start;
        for (number, line) in self.file[span].split('\n').enumerate() {
            if number > 0 {
                self.line_end(from - 1);
            }
            self.words(Span::new(from, from + line.len()));
            from += line.len() + 1;
        }
    }

    /// Reads plain text without line ends.
    fn words(&mut self, line: Span) {
        let text = &self.file[line];
        let words = text.trim_matches(is_blank);
        let start = line.start + (text.len() - text.trim_start_matches(is_blank).len());
        if start > line.start {
            self.blank = Some(Span::new(line.start, start));
        }
        let words = Span::new(start, start + words.len());
        if let Some(first) = self.file[words].chars().next() {
            self.flush(if is_tight(first) { Next::Tight } else { Next::Loose });
            self.builder.take(self.file, words);
            if words.end < line.end {
                self.blank = Some(Span::new(words.end, line.end));
            }
        }
    }

    /// Reads the line end at `at`.
    pub fn line_end(&mut self, at: usize) {
        self.blank = Some(Span::empty(at));
        self.text.lines.push(self.builder.len());
    }

    /// Takes something out.
    pub fn cut(&mut self) {
        self.cut = true;
    }

    /// Puts `text` in for what stands at `span`.
    pub fn put(&mut self, span: Span, text: &str) {
        self.flush(Next::Loose);
        self.builder.mark(span.start);
        self.builder.put(text);
        self.builder.mark(span.end);
    }

    /// Reads the blank that is due, before something that goes `tight` to a word if anything was cut out between them.
    fn flush(&mut self, next: Next) {
        let cut = std::mem::take(&mut self.cut);
        if let Some(blank) = self.blank.take()
            && !self.builder.is_empty()
            && !(cut && next == Next::Tight)
        {
            if &self.file[blank] == " " {
                self.builder.take(self.file, blank);
            } else {
                self.builder.put(" ");
            }
        }
        for (start, _) in self.open_links.iter_mut().rev().take_while(|(start, _)| start.is_none()) {
            *start = Some(self.builder.len());
        }
    }

    /// Adds a place where citations stand.
    pub fn point(&mut self, span: Span, kind: PointKind, citations: Vec<CitationId>) {
        let at = self.builder.len();
        if kind == PointKind::InText {
            self.text.subjects.push(at);
        }
        self.text.points.push(Point { at, span, kind, citations });
        self.cut();
    }

    pub fn open_quotation(&mut self) {
        self.open.push(OpenQuotation { start: self.builder.len(), content: None });
    }

    /// Reads a mark of the innermost open quotation: its first opens it, the next closes it.
    pub fn quotation_mark(&mut self, span: Span) {
        let end = self.builder.len();
        let closes = self.open.last().is_some_and(|open| open.content.is_some());
        self.flush(if closes { Next::Tight } else { Next::Loose });
        let start = self.builder.len();
        self.builder.take(self.file, span);
        let after = self.builder.len();
        if let Some(open) = self.open.last_mut() {
            match &mut open.content {
                Some(content) => *content = Span::new(content.start, end),
                None => (open.start, open.content) = (start, Some(Span::empty(after))),
            }
        }
    }

    pub fn close_quotation(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        if let (Some(content), true) = (closed.content, self.open.is_empty()) {
            self.text.quotations.push(Quotation { span: Span::new(closed.start, self.builder.len()), content });
        }
    }

    pub fn open_link(&mut self, citation: CitationId) {
        self.open_links.push((None, citation));
    }

    pub fn close_link(&mut self) {
        if let Some((Some(start), citation)) = self.open_links.pop() {
            self.text.links.push((Span::new(start, self.builder.len()), citation));
        }
    }

    /// The figure or, without one, the word that stands right before `at` in the file.
    pub fn figure_before(&self, at: usize) -> Span {
        const LONGEST_UNIT: usize = 32;
        let words = |figure: &Span| {
            let between = &self.file[figure.end.min(at)..at];
            let plain = |c: char| c.is_alphabetic() || is_blank(c) || matches!(c, '*' | '_' | '-');
            between.len() <= LONGEST_UNIT && between.chars().all(plain)
        };
        let end = self.file[..at].trim_end_matches(['*', '_', ' ', '"', '”']).len();
        if let Some(figure) = self.figure.filter(words) {
            return Span::new(figure.start, end);
        }
        let start = self.file[..end]
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |before| self.file[before..].chars().next().map_or(before, |c| before + c.len_utf8()));
        Span::new(start, end)
    }

    pub fn build(self) -> Text {
        let prose = self.builder.build();
        let quotations = marks::with_odd(prose.text(), self.text.quotations);
        Text { prose, quotations, ..self.text }
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether no blank stands before this mark.
fn is_tight(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '”' | '’' | '»' | '…')
}
