//! HTML within Markdown: its text, with the way back.

use htmlize::unescape;

use crate::text::{ProseBuilder, Span};

/// Elements whose content nobody sees.
const UNSHOWN: [&str; 5] = ["script", "style", "template", "noscript", "svg"];

/// Elements that begin and end blocks.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "ul",
];

/// What goes on from one piece of HTML to the next: Markdown gives it line by line, or tag by tag.
#[derive(Default)]
pub(super) struct Html {
    /// The element or comment whose end is waited for.
    unshown: Option<&'static str>,
    /// Whether a row has a cell already.
    has_cell: bool,
    /// Whether a block has ended, and what comes next stands in another one.
    has_ended: bool,
}

impl Html {
    /// Whether what stands next is not seen.
    pub(super) fn is_unshown(&self) -> bool {
        self.unshown.is_some()
    }

    /// Reads the HTML at `span` of `file`.
    pub(super) fn read(&mut self, builder: &mut ProseBuilder, file: &str, span: Span) {
        let mut at = span.start;
        while at < span.end {
            let rest = &file[at..span.end];
            if let Some(name) = self.unshown {
                let end = if name == "!--" { rest.find("-->").map(|end| end + 3) } else { closing(rest, name) };
                let Some(end) = end else { return };
                self.unshown = None;
                at += end;
                continue;
            }
            let Some(open) = rest.find('<') else {
                self.words(builder, file, Span::new(at, span.end));
                return;
            };
            self.words(builder, file, Span::new(at, at + open));
            at += open;
            let rest = &file[at..span.end];
            if rest.starts_with("<!--") {
                self.unshown = Some("!--");
                at += 4;
                continue;
            }
            let Some(end) = tag_end(rest) else {
                // No tag: a sign.
                builder.take(file, Span::new(at, at + 1));
                at += 1;
                continue;
            };
            self.tag(builder, &rest[1..end], at);
            at += end + 1;
        }
    }

    /// Words between tags, in a new block if one has ended.
    fn words(&mut self, builder: &mut ProseBuilder, file: &str, span: Span) {
        if self.has_ended {
            if file[span].trim().is_empty() {
                return;
            }
            self.has_ended = false;
            part(builder, "\n\n");
        }
        words(builder, file, span);
    }

    /// A tag, without its brackets.
    fn tag(&mut self, builder: &mut ProseBuilder, tag: &str, at: usize) {
        let is_closing = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let name = tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())].to_ascii_lowercase();
        match name.as_str() {
            "br" => builder.put("\n"),
            "td" | "th" if !is_closing => {
                if self.has_cell {
                    part(builder, "\t");
                }
                self.has_cell = true;
            }
            "tr" if is_closing => (self.has_cell, self.has_ended) = (false, true),
            "tr" => {
                (self.has_cell, self.has_ended) = (false, false);
                part(builder, "\n\n");
            }
            name if BLOCKS.contains(&name) && !self.has_cell && is_closing => self.has_ended = true,
            name if BLOCKS.contains(&name) && !self.has_cell => {
                self.has_ended = false;
                part(builder, "\n\n");
            }
            name if BLOCKS.contains(&name) => {
                if !builder.text().ends_with([' ', '\n', '\t']) {
                    builder.put(" ");
                }
            }
            name => {
                let unshown = UNSHOWN.iter().find(|&&unshown| unshown == name);
                self.unshown = unshown.copied().filter(|_| !is_closing && !tag.ends_with('/'));
            }
        }
        builder.mark(at);
    }
}

/// Words between tags: their line ends are blanks, their entities characters.
fn words(builder: &mut ProseBuilder, file: &str, span: Span) {
    let mut at = span.start;
    for word in file[span].split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let end = at + word.len();
        let plain = word.trim_end_matches(|c: char| c.is_ascii_whitespace());
        let span = Span::new(at, at + plain.len());
        if plain.contains('&') {
            builder.mark(span.start);
            builder.put(&unescape(plain));
            builder.mark(span.end);
        } else {
            builder.take(file, span);
        }
        let text = builder.text();
        if plain.len() < word.len() && !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            builder.put(" ");
        }
        at = end;
    }
}

fn part(builder: &mut ProseBuilder, with: &str) {
    let text = builder.text();
    if !text.is_empty() && !text.ends_with("\n\n") {
        builder.trim_end();
        builder.put(with);
    }
}

/// The end of a tag that begins `rest`: its `>` outside of quotation marks. `None` if it is none.
fn tag_end(rest: &str) -> Option<usize> {
    let name = rest[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
        return None;
    }
    let mut quoted = None;
    for (at, c) in rest.char_indices() {
        match (quoted, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quoted = Some(c),
            (Some(mark), c) if c == mark => quoted = None,
            _ => {}
        }
    }
    rest.find('>')
}

/// The end of the closing tag of an element.
fn closing(rest: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</").map(|at| from + at) {
        let after = &rest[at + 2..];
        if after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return Some(after.find('>').map_or(rest.len(), |end| at + 2 + end + 1));
        }
        from = at + 2;
    }
    None
}
