//! What stands in a BibTeX file, entry by entry: the first step of reading it, which no fault of an entry stops.
//!
//! A value ends where its braces or quotation marks do, whatever is in it. An entry ends at its mark, or where the next
//! begins on a line of its own, so that what is never closed takes nothing with it.

use biblatex::{Field, Pair, RawChunk, RawEntry, Spanned};
use briefcheck_engine::text::Span;

use super::Fault;
use super::bounded::Written;

/// What stands in a file, before abbreviations and cross references are resolved.
#[derive(Default)]
pub(super) struct Unresolved<'s> {
    pub(super) entries: Vec<Written<'s>>,
    pub(super) abbreviations: Vec<(Pair<'s>, Span)>,
    pub(super) faults: Vec<Fault>,
}

/// Reads every entry.
pub(super) fn read(text: &str) -> Unresolved<'_> {
    let mut found = Unresolved::default();
    for piece in pieces(text) {
        let mut at = piece.start;
        while let Some(head) = next_head(text, Span::new(at, piece.end)) {
            at = found.take(text, &head, piece.end).max(head.body);
        }
    }
    found
}

impl<'s> Unresolved<'s> {
    /// Takes what begins with this head and ends before `end`; gives where it ends.
    fn take(&mut self, text: &'s str, head: &Head<'s>, end: usize) -> usize {
        let is = |kind: &str| head.kind.eq_ignore_ascii_case(kind);
        if is("comment") || is("preamble") {
            return Reader { text, at: head.body, end, has_escapes: true }.closing(head.close).unwrap_or(end);
        }
        let read = |has_escapes| Reader { text, at: head.body, end, has_escapes }.entry(head.close, !is("string"));
        let mut read_entry = read(true);
        // BibTeX counts braces after a backslash too, where that ends the entry: `{C:\texts\}`.
        if read_entry.fault == Some(OPEN) && read_entry.end == end {
            let other = read(false);
            read_entry = if other.fault == Some(OPEN) { read_entry } else { other };
        }
        let Entry { key, fields, fault, end } = read_entry;
        let span = first_line(text, Span::new(head.start, end));
        if let Some(fault) = fault {
            self.faults.push(Fault { span, message: fault.to_owned() });
        }
        if is("string") {
            self.abbreviations.extend(fields.into_iter().map(|pair| (pair, span)));
        } else if !key.v.is_empty() {
            let kind = Spanned::new(head.kind, head.start..head.body);
            self.entries.push(Written { raw: RawEntry { key, kind, fields }, span });
        }
        end
    }
}

const OPEN: &str = "this entry is not closed: a `}` is missing";
const NO_KEY: &str = "this entry has no key";
const NO_COMMA: &str = "a comma is missing in this entry";
const NO_FIELD: &str = "not all of this entry can be read: its fields are `name = {value}`";

/// From each line that begins with an entry to the next.
fn pieces(text: &str) -> Vec<Span> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let entry = line.trim_start_matches('\u{FEFF}').trim_start();
        if head_at(entry, 0).is_some() {
            starts.push(at + line.len() - entry.len());
        }
        at += line.len();
    }
    // An entry can follow other text.
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

/// `@kind{` or `@kind(`.
struct Head<'s> {
    kind: &'s str,
    start: usize,
    /// Where what is in it begins.
    body: usize,
    close: u8,
}

/// The next head in a span. A comment outside of entries is passed over, to its line's end.
fn next_head(text: &str, span: Span) -> Option<Head<'_>> {
    let bytes = text.as_bytes();
    let mut at = span.start;
    while at < span.end {
        match bytes[at] {
            b'%' => at = bytes[at..span.end].iter().position(|&byte| byte == b'\n').map_or(span.end, |len| at + len),
            b'@' => match head_at(text, at).filter(|head| head.body <= span.end) {
                Some(head) => return Some(head),
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    None
}

fn head_at(text: &str, start: usize) -> Option<Head<'_>> {
    let rest = text.get(start..)?.strip_prefix('@')?;
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let kind = rest.get(..len).filter(|kind| !kind.is_empty())?;
    let after = rest.get(len..)?.trim_start_matches([' ', '\t']);
    let close = match after.bytes().next()? {
        b'{' => b'}',
        b'(' => b')',
        _ => return None,
    };
    Some(Head { kind, start, body: text.len() - after.len() + 1, close })
}

/// An entry as it stands.
struct Entry<'s> {
    key: Spanned<&'s str>,
    fields: Vec<Pair<'s>>,
    /// What is wrong with it, if anything is.
    fault: Option<&'static str>,
    end: usize,
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    end: usize,
    /// Whether a backslash keeps a brace from being one.
    has_escapes: bool,
}

impl<'s> Reader<'s> {
    fn entry(mut self, close: u8, has_key: bool) -> Entry<'s> {
        let mut fault = None;
        self.skip_blank();
        let key = if has_key { self.word(b",=}){(\"") } else { Spanned::new("", self.at..self.at) };
        if has_key {
            self.skip_blank();
            match self.peek() {
                _ if key.v.is_empty() => fault = Some(NO_KEY),
                Some(b'=') => fault = Some(NO_KEY),
                Some(b',') | None => {}
                Some(byte) if byte == close => {}
                Some(_) => fault = Some(NO_COMMA),
            }
        }
        let key = if fault == Some(NO_KEY) { Spanned::new("", key.span) } else { key };
        let mut fields = Vec::new();
        loop {
            self.skip_blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == close => {
                    self.at += 1;
                    break;
                }
                // Nothing but another entry begins so.
                None | Some(b'@') => {
                    fault = Some(OPEN);
                    break;
                }
                Some(_) => match self.field(close) {
                    Ok(Some(pair)) => {
                        fields.push(pair);
                        self.skip_blank();
                        if !matches!(self.peek(), None | Some(b',' | b'@')) && self.peek() != Some(close) {
                            fault.get_or_insert(NO_COMMA);
                        }
                    }
                    Ok(None) => {
                        fault.get_or_insert(NO_FIELD);
                    }
                    Err(()) => {
                        fault = Some(OPEN);
                        self.at = self.end;
                        break;
                    }
                },
            }
        }
        Entry { key, fields, fault, end: self.at }
    }

    /// `name = value`; `None` where there is no such thing, `Err` where its value never ends.
    fn field(&mut self, close: u8) -> Result<Option<Pair<'s>>, ()> {
        let name = self.word(b",=}){(\"#");
        self.skip_blank();
        if name.v.is_empty() || self.peek() != Some(b'=') {
            // Something of what is no field is passed, so that there is an end.
            if name.v.is_empty() {
                self.pass();
            }
            return Ok(None);
        }
        self.at += 1;
        let start = self.at;
        let mut value: Field<'s> = Vec::new();
        loop {
            self.skip_blank();
            match self.peek() {
                Some(b'{') => value.push(self.enclosed(b'}')?),
                Some(b'"') => value.push(self.enclosed(b'"')?),
                Some(byte) if byte != b',' && byte != close => {
                    let word = self.word(b",#{}()\"");
                    if word.v.is_empty() {
                        break;
                    }
                    let is_number = word.v.bytes().all(|byte| byte.is_ascii_digit());
                    let chunk = if is_number { RawChunk::Normal(word.v) } else { RawChunk::Abbreviation(word.v) };
                    value.push(Spanned::new(chunk, word.span));
                }
                _ => break,
            }
            self.skip_blank();
            if self.peek() != Some(b'#') {
                break;
            }
            self.at += 1;
        }
        Ok((!value.is_empty()).then(|| Pair::new(name, Spanned::new(value, start..self.at))))
    }

    /// What stands in braces or in quotation marks, in which braces stand together.
    fn enclosed(&mut self, close: u8) -> Result<Spanned<RawChunk<'s>>, ()> {
        self.at += 1;
        let start = self.at;
        let end = self.closing(close).ok_or(())?;
        self.at = end;
        let inside = self.text.get(start..end - 1).unwrap_or_default();
        Ok(Spanned::new(RawChunk::Normal(inside), start..end - 1))
    }

    /// The end of what a mark closes.
    fn closing(&self, close: u8) -> Option<usize> {
        let mut depth = 0_usize;
        let mut is_escaped = false;
        for (at, &byte) in self.text.as_bytes().get(..self.end)?.iter().enumerate().skip(self.at) {
            if std::mem::take(&mut is_escaped) {
                continue;
            }
            match byte {
                b'\\' => is_escaped = self.has_escapes,
                _ if byte == close && depth == 0 => return Some(at + 1),
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// What stands before a blank or one of these marks.
    fn word(&mut self, marks: &[u8]) -> Spanned<&'s str> {
        let rest = self.text.get(self.at..self.end).unwrap_or_default();
        let len = rest.bytes().position(|byte| byte.is_ascii_whitespace() || marks.contains(&byte));
        let word = rest.get(..len.unwrap_or(rest.len())).unwrap_or_default();
        let start = self.at;
        self.at += word.len();
        Spanned::new(word, start..self.at)
    }

    /// Passes a character.
    fn pass(&mut self) {
        let next = self.text.get(self.at..self.end).and_then(|rest| rest.chars().next());
        self.at += next.map_or(1, char::len_utf8);
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied().filter(|_| self.at < self.end)
    }

    /// Passes blanks and comments.
    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = self.text.get(self.at..self.end).unwrap_or_default();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ => break,
            }
        }
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let line = text.get(span.start..).and_then(|rest| rest.lines().next()).map_or(0, |line| line.trim_end().len());
    Span::new(span.start, span.start + line)
}
