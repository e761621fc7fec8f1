//! Where a document can be cut.

use std::collections::HashMap;
use std::sync::Arc;

use tree_sitter::{Node, Tree, TreeCursor};

use super::TextOf;
use crate::markup::{self, DirectiveKind};
use crate::text::Span;

/// A stretch of whole blocks, with the blank lines after them.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// What tells it apart from all others that its document has or had.
    pub id: u64,
    pub span: Span,
    pub text: Arc<str>,
    /// The labels that it defines, folded, those of footnotes with `^` before them, those of examples with `@`.
    pub defines: Vec<String>,
    /// The labels that it uses, likewise.
    pub uses: Vec<String>,
}

/// Cuts the stretch `within` of a document, from where a segment begins to the document's end, or to the first cut for
/// which `is_known` holds, given the beginning of the last block before it and the cut: that is the second result.
pub(super) fn cut(
    tree: &Tree,
    text: TextOf<'_>,
    within: Span,
    next_id: &mut u64,
    is_known: impl Fn(usize, usize) -> bool,
) -> (Vec<Segment>, Option<usize>) {
    let mut segments = Vec::new();
    let (blocks, is_off, list_level) = (Vec::new(), false, None);
    let mut builder = Builder { text, start: within.start, blocks, is_off, list_level };
    let mut blocks = Blocks::from(tree, within.start);
    while let Some(node) = blocks.next() {
        let start = builder.line_of(node);
        if let Some(last) = builder.parted_from(node) {
            *next_id += 1;
            segments.push(builder.segment(start, *next_id));
            if is_known(last, start) {
                return (segments, Some(start));
            }
        }
        builder.add(node);
    }
    *next_id += 1;
    segments.push(builder.segment(within.end, *next_id));
    (segments, None)
}

/// The segments that belong to one part each: those that are tied together by the label of a footnote or of a link.
/// Groups are in the order of their first segments, segments in that of the text.
pub(super) fn groups(segments: &[Segment]) -> Vec<Vec<usize>> {
    let mut defined: HashMap<&str, usize> = HashMap::new();
    for (index, segment) in segments.iter().enumerate() {
        for label in &segment.defines {
            defined.entry(label).or_insert(index);
        }
    }
    if defined.is_empty() {
        return (0..segments.len()).map(|index| vec![index]).collect();
    }
    // Each segment leads to an earlier one of its group, the first to itself.
    let mut leads: Vec<usize> = (0..segments.len()).collect();
    for (index, segment) in segments.iter().enumerate() {
        for label in segment.uses.iter().chain(&segment.defines) {
            if let Some(&other) = defined.get(label.as_str()) {
                let (a, b) = (first_of(&mut leads, index), first_of(&mut leads, other));
                leads[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::with_capacity(segments.len());
    let mut places: HashMap<usize, usize> = HashMap::new();
    for index in 0..segments.len() {
        let first = first_of(&mut leads, index);
        let place = *places.entry(first).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(index);
    }
    groups
}

fn first_of(leads: &mut [usize], index: usize) -> usize {
    let mut first = index;
    while leads[first] != first {
        first = leads[first];
    }
    let mut at = index;
    while leads[at] != first {
        at = std::mem::replace(&mut leads[at], first);
    }
    first
}

/// What stands at the left and the right of a place where a document may be cut.
#[derive(Clone, Copy)]
struct Edge {
    start: usize,
    /// Whether what it says may hang on the block after it, or the other way round.
    looks_on: bool,
}

/// A segment in the making.
struct Builder<'a, 'tree> {
    text: TextOf<'a>,
    start: usize,
    blocks: Vec<(Node<'tree>, Edge)>,
    /// Whether an `off` has no `on` yet: what follows belongs to it.
    is_off: bool,
    /// The level of the heading over the list of sources that the last heading stands in: what follows belongs to it, and the
    /// next heading, which can end that.
    list_level: Option<usize>,
}

impl<'tree> Builder<'_, 'tree> {
    /// Where the line begins that a block begins in: right behind the last line end since the block before it.
    fn line_of(&self, node: Node<'_>) -> usize {
        let start = node.start_byte();
        let from = self.blocks.last().map_or(self.start, |(block, _)| block.end_byte()).min(start);
        let gap = (self.text)(Span::new(from, start));
        from + gap.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    /// Where the last block begins, if the segment may end between it and `next`.
    fn parted_from(&self, next: Node<'_>) -> Option<usize> {
        let (_, last) = self.blocks.last()?;
        (!self.is_off && self.list_level.is_none() && !last.looks_on && !looks_back(next.kind())).then_some(last.start)
    }

    fn add(&mut self, node: Node<'tree>) {
        let kind = node.kind();
        let span = Span::from(node.byte_range());
        let text = (self.text)(span);
        let directs = text.contains("briefcheck:");
        if kind == "heading" {
            self.list_level = markup::list_level_after(&text, self.list_level);
        }
        if directs {
            self.is_off = is_off_after(node, &text, span.start, self.is_off);
        }
        // Three hyphens at the very beginning may be a front matter that is not closed yet.
        let is_open_front_matter =
            span.start <= '\u{FEFF}'.len_utf8() && text.starts_with("---") && kind != "front_matter";
        let looks_on = directs || is_open_front_matter || looks_on(kind);
        self.blocks.push((node, Edge { start: span.start, looks_on }));
    }

    /// Ends the segment, and begins the next.
    fn segment(&mut self, end: usize, id: u64) -> Segment {
        let span = Span::new(self.start, end);
        let text = (self.text)(span);
        let (mut defines, mut uses) = (Vec::new(), Vec::new());
        if text.contains('[') {
            for (node, _) in &self.blocks {
                labels(*node, &text, span.start, &mut defines, &mut uses);
            }
        }
        if text.contains("(@") {
            defines.extend(markup::examples(&text).map(|label| format!("@{label}")));
            uses.extend(markup::example_labels(&text).map(|label| format!("@{label}")));
        }
        self.blocks.clear();
        self.start = end;
        Segment { id, span, text: text.into(), defines, uses }
    }
}

/// Whether a block of this kind may hang on the one before it, or give it something: a quotation, a list, a table. A
/// break would be read as a front matter at the beginning of a part, and a comment is nothing between its neighbours.
fn looks_back(kind: &str) -> bool {
    matches!(kind, "block_quotation" | "list" | "table" | "comment" | "directive" | "html_block" | "thematic_break")
}

/// Whether a block of this kind may hang on the one after it, or give it something.
fn looks_on(kind: &str) -> bool {
    matches!(kind, "block_quotation" | "table" | "comment" | "directive" | "html_block")
}

/// Whether checking is off after a block.
fn is_off_after(node: Node<'_>, text: &str, start: usize, mut is_off: bool) -> bool {
    each_within(node, &mut |inner| {
        if inner.kind() == "directive_text" {
            let span = Span::from(inner.byte_range());
            let said = &text[span.start - start..span.end - start];
            match markup::directive_kind(said) {
                Some(DirectiveKind::Off) => is_off = true,
                Some(DirectiveKind::On) => is_off = false,
                _ => {}
            }
        }
    });
    is_off
}

/// Adds the labels of the footnotes and of the reference links in a block. `text` begins at byte `start`.
fn labels(node: Node<'_>, text: &str, start: usize, defines: &mut Vec<String>, uses: &mut Vec<String>) {
    let of = |node: Node<'_>| markup::folded_label(&text[node.start_byte() - start..node.end_byte() - start]);
    each_within(node, &mut |inner| {
        let child = |kind: &str| markup::child(inner, kind).map(of);
        match inner.kind() {
            "footnote_definition" => defines.extend(child("footnote_label").map(|label| format!("^{label}"))),
            "footnote_reference" => uses.extend(child("footnote_label").map(|label| format!("^{label}"))),
            "link_definition" => defines.extend(child("link_label")),
            "link" | "image" if markup::child(inner, "link_target").is_none() => {
                uses.extend(child("link_label").or_else(|| child("link_text")));
            }
            _ => {}
        }
    });
}

/// Visits a node and all named ones in it.
fn each_within<'tree>(node: Node<'tree>, visit: &mut dyn FnMut(Node<'tree>)) {
    let mut cursor = node.walk();
    loop {
        visit(cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}

/// The blocks of a document that stand in no other, whatever sections they are in.
struct Blocks<'tree> {
    cursor: TreeCursor<'tree>,
    /// What ends before this byte is passed over.
    from: usize,
    state: State,
}

enum State {
    /// The cursor stands on a node that was not looked at.
    On,
    /// It stands on the last one that was given.
    After,
    /// There is no more.
    Done,
}

impl<'tree> Blocks<'tree> {
    /// From the first block that ends after a byte.
    fn from(tree: &'tree Tree, byte: usize) -> Self {
        let mut cursor = tree.walk();
        let mut state = State::Done;
        while cursor.goto_first_child_for_byte(byte).is_some() {
            state = State::On;
            if cursor.node().kind() != "section" {
                break;
            }
        }
        Self { cursor, from: byte, state }
    }

    fn next(&mut self) -> Option<Node<'tree>> {
        loop {
            match self.state {
                State::On => {
                    let node = self.cursor.node();
                    if node.kind() == "section" && self.cursor.goto_first_child() {
                        continue;
                    }
                    self.state = State::After;
                    let is_block = node.is_named() && !matches!(node.kind(), "section" | "block_continuation");
                    if is_block && node.end_byte() > self.from {
                        return Some(node);
                    }
                }
                State::After => {
                    self.state = State::On;
                    while !self.cursor.goto_next_sibling() {
                        // The document itself has no siblings.
                        if !self.cursor.goto_parent() || self.cursor.depth() == 0 {
                            self.state = State::Done;
                            break;
                        }
                    }
                }
                State::Done => return None,
            }
        }
    }
}
