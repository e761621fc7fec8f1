//! YAML as a tree with positions. Tags are ignored, and an alias stands for a short scalar or for nothing.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::fault::Fault;
use crate::text::Span;

/// A value, and where it stands: a quoted scalar without its marks, a collection from its first value (in brackets, from
/// the opening one) to its last.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    /// No value, or null.
    Nothing,
    Scalar(String),
    Sequence(Vec<Node>),
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The scalar, as written but for quotation marks and escapes.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// A mapping's entries; nothing else has any.
    pub fn entries(&self) -> &[(Node, Node)] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// A sequence's items; nothing else has any.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }
}

/// How deep collections may be nested; what lies deeper is left out.
const DEEPEST: usize = 32;

/// The longest scalar that aliases repeat: a path, not a text that is made huge by many of them.
const LONGEST_ALIAS: usize = 256;

/// Reads the YAML at `span` of `text`: its first document, as far as it can be read, and what broke it off.
pub(super) fn read(text: &str, span: Span) -> (Option<Node>, Option<Fault>) {
    let places = Places::of(text, span);
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(&text[span]);
    loop {
        match parser.next_event() {
            Some(Ok((Event::DocumentEnd | Event::StreamEnd, _))) | None => return (builder.root, None),
            Some(Ok((event, at))) => builder.take(event, places.span(at.start, at.end)),
            Some(Err(error)) => {
                let at = places.offset(*error.marker());
                let line_end = text[at..span.end].find(['\n', '\r']).map_or(span.end, |len| at + len);
                let message = format!("this is no YAML: {}", error.info());
                builder.close_all();
                return (builder.root, Some(Fault::new(Span::new(at, line_end), message)));
            }
        }
    }
}

/// Where characters stand: the parser counts those, not bytes.
struct Places {
    start: usize,
    /// The bytes at which characters begin, and the end; nothing for ASCII.
    chars: Option<Vec<usize>>,
    len: usize,
}

impl Places {
    fn of(text: &str, span: Span) -> Self {
        let yaml = &text[span];
        let chars = (!yaml.is_ascii()).then(|| yaml.char_indices().map(|(at, _)| at).chain([yaml.len()]).collect());
        Self { start: span.start, chars, len: yaml.len() }
    }

    fn offset(&self, marker: Marker) -> usize {
        let at = match &self.chars {
            Some(chars) => chars.get(marker.index()).copied().unwrap_or(self.len),
            None => marker.index().min(self.len),
        };
        self.start + at
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        Span::new(self.offset(start), self.offset(end))
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Frame>,
    /// How many collections are open that are left out.
    skipped: usize,
    /// The scalars that have an anchor.
    anchors: BTreeMap<usize, Value>,
    root: Option<Node>,
}

struct Frame {
    start: Span,
    collection: Collection,
}

enum Collection {
    Sequence(Vec<Node>),
    /// The entries, and the key whose value comes next.
    Mapping(Vec<(Node, Node)>, Option<Node>),
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::SequenceStart(..) => self.open(span, Collection::Sequence(Vec::new())),
            Event::MappingStart(..) => self.open(span, Collection::Mapping(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Scalar(scalar, style, anchor, _) => {
                let node = self::scalar(&scalar, style, span);
                if anchor > 0 && scalar.len() <= LONGEST_ALIAS {
                    self.anchors.insert(anchor, node.value.clone());
                }
                self.add(node);
            }
            // An anchor of a collection is not followed: aliases of aliases grow without bounds.
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned().unwrap_or(Value::Nothing);
                self.add(Node { span, value });
            }
            _ => {}
        }
    }

    fn open(&mut self, start: Span, collection: Collection) {
        if self.open.len() == DEEPEST {
            self.skipped += 1;
        } else {
            self.open.push(Frame { start: Span::empty(start.start), collection });
        }
    }

    /// Ends a collection, at its closing bracket if `end` is one.
    fn close(&mut self, end: Span) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(Frame { start, collection }) = self.open.pop() else { return };
        let (last, value) = match collection {
            Collection::Sequence(items) => (items.last().map(|item| item.span), Value::Sequence(items)),
            Collection::Mapping(mut entries, key) => {
                entries.extend(key.map(|key| {
                    let nothing = Node { span: Span::empty(key.span.end), value: Value::Nothing };
                    (key, nothing)
                }));
                (entries.last().map(|(key, value)| key.span.cover(value.span)), Value::Mapping(entries))
            }
        };
        let last = if end.is_empty() { last.unwrap_or(start) } else { end };
        self.add(Node { span: start.cover(last), value });
    }

    fn close_all(&mut self) {
        self.skipped = 0;
        while !self.open.is_empty() {
            self.close(Span::default());
        }
    }

    fn add(&mut self, node: Node) {
        if self.skipped > 0 {
            return;
        }
        match self.open.last_mut().map(|frame| &mut frame.collection) {
            None => self.root = Some(node),
            Some(Collection::Sequence(items)) => items.push(node),
            Some(Collection::Mapping(entries, key)) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(node),
            },
        }
    }
}

fn scalar(scalar: &str, style: ScalarStyle, span: Span) -> Node {
    let plain = style == ScalarStyle::Plain;
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) && span.len() >= 2;
    let span = if quoted { Span::new(span.start + 1, span.end - 1) } else { span };
    let value = match scalar {
        "" | "~" | "null" if plain => Value::Nothing,
        _ => Value::Scalar(scalar.to_owned()),
    };
    Node { span, value }
}
