//! From the syntax tree to blocks: what stands in the document, in which order and in what, and the text of each.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use tree_sitter::{Node, Tree};

use super::inert::{self, Inert};
use super::inlines::{OBJECT, PointKind, Reader, Text};
use super::tree::{Step, Way, child, span, walk};
use super::{Citation, CitationId, Problem, ProblemKind, citations};
use crate::lexicon::SOURCE_LIST_HEADINGS;
use crate::text::Span;

/// A document's blocks and what was found in them.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// In the order of the text; what stands in a block comes right after it.
    pub blocks: Vec<Block>,
    pub citations: Vec<Citation>,
    pub directives: Vec<FoundDirective>,
    pub problems: Vec<Problem>,
    /// The front matter and the YAML in it.
    pub front_matter: Option<(Span, Span)>,
    /// The headings that stand in no other block, and whether a list of sources is below.
    pub headings: HashMap<usize, bool>,
    /// The level of the heading over the list of sources that the last of them stands in.
    list_level: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub span: Span,
    /// Its inline content; nothing for what holds blocks.
    pub text: Text,
    /// The block that it stands in.
    pub parent: Option<usize>,
    /// The block before it in its parent, directives aside.
    pub before: Option<usize>,
    /// The block after it in its parent, directives aside.
    pub after: Option<usize>,
    /// The index after the last block that stands in it.
    pub end: usize,
    /// The citations in it.
    pub citations: Range<CitationId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    Heading,
    List,
    Item,
    /// A block quotation; its text is that of all blocks in it.
    Quotation,
    Table,
    /// The header of a table, or a row.
    Header,
    Row,
    /// A cell, with the number of its column.
    Cell(usize),
    /// A footnote's definition, with its label.
    Definition(String),
    /// A note in the text; it stands in the block of that text.
    Note,
    Directive,
    /// What is never read: code, HTML, definitions of links.
    Opaque,
}

#[derive(Debug)]
pub(super) struct FoundDirective {
    pub span: Span,
    /// What it says.
    pub text: Span,
    pub place: Place,
}

/// Where a directive stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// In the text of a block.
    In(usize),
    /// Right after a block, on the next line.
    After(usize),
    /// By itself; it is a block of its own.
    Alone(usize),
}

/// Reads the blocks of `text` from its tree.
pub(super) fn read(text: &str, tree: &Tree, is_source: &dyn Fn(&str) -> bool) -> Outline {
    let mut builder = Builder {
        text,
        is_source,
        targets: link_targets(text, tree),
        outline: Outline::default(),
        open: Vec::new(),
        last: None,
        readers: Vec::new(),
        frames: Vec::new(),
        at: 0,
        pipes: 0,
        after_alone: false,
        inert: Vec::new(),
        examples: inert::examples(text).collect(),
    };
    walk(tree, |step| match step {
        Step::Enter(node) => builder.enter(node),
        Step::Leave(node) => {
            builder.leave(node);
            Way::Into
        }
    });
    link_following(&mut builder.outline.blocks);
    builder.outline
}

/// Notes of each block which one comes after it.
fn link_following(blocks: &mut [Block]) {
    for index in (0..blocks.len()).rev() {
        let next = blocks[index].end;
        let end = blocks[index].parent.map_or(blocks.len(), |parent| blocks[parent].end);
        blocks[index].after = match blocks.get(next).filter(|_| next < end) {
            Some(following) if following.kind == BlockKind::Directive => following.after,
            following => following.map(|_| next),
        };
    }
}

/// The targets of reference links, by label.
pub fn link_targets(text: &str, tree: &Tree) -> HashMap<String, Span> {
    let mut targets = HashMap::new();
    if !text.contains("]:") {
        return targets;
    }
    walk(tree, |step| {
        let Step::Enter(node) = step else { return Way::Over };
        match node.kind() {
            "link_definition" => {
                if let (Some(label), Some(target)) = (child(node, "link_label"), child(node, "link_target")) {
                    targets.entry(folded(&text[span(label)])).or_insert(span(target));
                }
                Way::Over
            }
            "section" | "list" | "list_item" | "block_quotation" | "footnote_definition" | "admonition" => Way::Into,
            _ => Way::Over,
        }
    });
    targets
}

/// Labels are the same whatever their case and blanks.
pub fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A node that was gone into, by what its own bytes are (those in none of its named children) and what its end ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// It holds blocks, and is none itself.
    Through,
    /// A block that holds blocks.
    Block,
    /// A block whose text begins with it; its own bytes are text.
    Text,
    /// The same for a block quotation; the blocks in it hold the text.
    Quoted,
    /// The same for a note, but for its brackets.
    Note,
    /// Its own bytes are text.
    Words,
    /// Words in quotation marks.
    Quotation,
    /// Its own bytes are the brackets around text.
    Marks,
    /// The same for a link that is a citation.
    Link,
}

struct Builder<'a> {
    text: &'a str,
    is_source: &'a dyn Fn(&str) -> bool,
    targets: HashMap<String, Span>,
    outline: Outline,
    /// The blocks that are open.
    open: Vec<usize>,
    /// The block that ended last in the innermost open one, directives aside.
    last: Option<usize>,
    /// The texts that are being read, with their blocks: more than one where a note stands in a text.
    readers: Vec<(usize, Reader<'a>)>,
    /// The nodes that are open.
    frames: Vec<Frame>,
    /// What lies before this has been read.
    at: usize,
    /// How many pipes were met in the row that is being read.
    pipes: usize,
    /// Whether the block that ended last is a directive that belongs to nothing before it.
    after_alone: bool,
    /// What is no text in the blocks so far, in order.
    inert: Vec<Inert>,
    /// The labels of pandoc's numbered examples, which are no keys.
    examples: HashSet<&'a str>,
}

impl Builder<'_> {
    fn enter(&mut self, node: Node<'_>) -> Way {
        let frame = match self.readers.last() {
            Some(_) => self.enter_inline(node),
            None => self.enter_block(node),
        };
        self.frames.extend(frame);
        if frame.is_some() { Way::Into } else { Way::Over }
    }

    fn leave(&mut self, node: Node<'_>) {
        let end = node.end_byte();
        if matches!(node.kind(), "table_header" | "table_row") {
            self.close_row(node);
        }
        self.read_to(if self.frames.last() == Some(&Frame::Note) { end - 1 } else { end });
        let Some(frame) = self.frames.pop() else { return };
        match frame {
            Frame::Through | Frame::Words | Frame::Marks => {}
            Frame::Block => self.close_block(),
            Frame::Text | Frame::Quoted => self.close_text(),
            Frame::Note => self.close_note(span(node)),
            Frame::Quotation => self.with_reader(|reader| reader.close_quotation()),
            Frame::Link => self.with_reader(|reader| reader.close_link()),
        }
        self.at = self.at.max(end);
    }

    /// Reads what lies before `end` and has no node of its own.
    fn read_to(&mut self, end: usize) {
        if self.at >= end {
            return;
        }
        let from = std::mem::replace(&mut self.at, end);
        if let Some(Frame::Text | Frame::Note | Frame::Words | Frame::Quotation) = self.frames.last() {
            self.plain(Span::new(from, end));
        }
    }

    /// Reads plain text, without what is inert in it.
    fn plain(&mut self, span: Span) {
        let Some((_, reader)) = self.readers.last_mut() else { return };
        let first = self.inert.partition_point(|inert| inert.span.end <= span.start);
        let mut from = span.start;
        for inert in self.inert[first..].iter().take_while(|inert| inert.span.start < span.end) {
            if inert.span.start >= from {
                reader.plain(Span::new(from, inert.span.start));
                match inert.shown {
                    Some(shown) => reader.put(inert.span, shown.encode_utf8(&mut [0; 4])),
                    None => reader.cut(),
                }
            }
            from = inert.span.end.min(span.end).max(from);
        }
        reader.plain(Span::new(from, span.end));
    }

    /// The end of the inert stretch that a place lies in.
    fn inert_at(&self, at: usize) -> Option<usize> {
        let next = self.inert.partition_point(|inert| inert.span.end <= at);
        self.inert.get(next).filter(|inert| inert.span.start <= at).map(|inert| inert.span.end)
    }

    fn with_reader(&mut self, act: impl FnOnce(&mut Reader<'_>)) {
        if let Some((_, reader)) = self.readers.last_mut() {
            act(reader);
        }
    }

    fn enter_block(&mut self, node: Node<'_>) -> Option<Frame> {
        let kind = match node.kind() {
            "paragraph" => return Some(self.open_text(node, BlockKind::Paragraph)),
            "heading" => {
                if is_at_top(node) {
                    let heading = &self.text[span(node)];
                    self.outline.list_level = list_level_after(heading, self.outline.list_level);
                    self.outline.headings.insert(self.outline.blocks.len(), self.outline.list_level.is_some());
                }
                return Some(self.open_text(node, BlockKind::Heading));
            }
            "table_cell" => {
                let column = self.column(node);
                return Some(self.open_text(node, BlockKind::Cell(column)));
            }
            "block_quotation" => return Some(self.open_quotation(node)),
            "list" => BlockKind::List,
            "list_item" => BlockKind::Item,
            "table" => BlockKind::Table,
            "table_header" | "table_row" => {
                (self.pipes, self.at) = (0, node.start_byte());
                if node.kind() == "table_row" { BlockKind::Row } else { BlockKind::Header }
            }
            "footnote_definition" => {
                let label = child(node, "footnote_label").map(|label| folded(&self.text[span(label)]));
                BlockKind::Definition(label.unwrap_or_default())
            }
            "directive" => {
                self.directive_block(node);
                return None;
            }
            "front_matter" => {
                let yaml = child(node, "front_matter_text").map_or(Span::empty(node.end_byte()), span);
                self.outline.front_matter = Some((span(node), yaml));
                return None;
            }
            "fenced_code_block" | "indented_code_block" | "html_block" | "link_definition" | "thematic_break" => {
                self.open_block(node, BlockKind::Opaque);
                self.close_block();
                return None;
            }
            kind if is_mark(kind) || kind == "comment" => return None,
            _ => return Some(Frame::Through),
        };
        self.open_block(node, kind);
        Some(Frame::Block)
    }

    fn open_block(&mut self, node: Node<'_>, kind: BlockKind) -> usize {
        let index = self.outline.blocks.len();
        let citations = self.outline.citations.len()..self.outline.citations.len();
        let parent = self.open.last().copied();
        let before = self.last.take();
        let (span, text) = (span(node), Text::default());
        self.outline.blocks.push(Block { kind, span, text, parent, before, after: None, end: index + 1, citations });
        self.open.push(index);
        if self.outline.blocks[index].kind != BlockKind::Directive {
            self.after_alone = false;
        }
        index
    }

    fn close_block(&mut self) {
        let Some(index) = self.open.pop() else { return };
        let (end, cited) = (self.outline.blocks.len(), self.outline.citations.len());
        let block = &mut self.outline.blocks[index];
        block.end = end;
        block.citations.end = cited;
        self.last = if block.kind == BlockKind::Directive { block.before } else { Some(index) };
    }

    fn open_text(&mut self, node: Node<'_>, kind: BlockKind) -> Frame {
        let index = self.open_block(node, kind);
        if self.readers.is_empty() {
            let from = self.inert.last().map_or(0, |inert| inert.span.end).max(node.start_byte());
            let block = Span::new(from.min(node.end_byte()), node.end_byte());
            self.inert.extend(inert::find(self.text, block, &self.examples));
        }
        self.readers.push((index, Reader::new(self.text)));
        self.at = self.at.max(node.start_byte());
        Frame::Text
    }

    fn close_text(&mut self) {
        if let Some((index, reader)) = self.readers.pop() {
            self.outline.blocks[index].text = reader.build();
        }
        self.close_block();
    }

    /// Opens a block quotation; a callout is none, but text of the briefing's own in a box.
    fn open_quotation(&mut self, node: Node<'_>) -> Frame {
        if let Some(end) = callout(self.text, span(node)) {
            // The title is a label, and stands in no sentence.
            self.inert.push(Inert { span: Span::new(node.start_byte(), end), shown: None });
            return Frame::Through;
        }
        self.open_text(node, BlockKind::Quotation);
        Frame::Quoted
    }

    /// Ends a note: what stands in it is cited where it stands.
    fn close_note(&mut self, note: Span) {
        self.close_text();
        let citations = self.last.take().map_or(0..0, |note| self.outline.blocks[note].citations.clone());
        self.with_reader(|reader| reader.point(note, PointKind::Standing, citations.collect()));
    }

    /// The number of the cell's column: how many pipes stand before it, a leading one aside. Cells without any text may
    /// have no node.
    fn column(&mut self, cell: Node<'_>) -> usize {
        let between = Span::new(self.at.min(cell.start_byte()), cell.start_byte());
        self.pipes += self.text[between].bytes().filter(|&b| b == b'|').count();
        self.at = cell.start_byte();
        let row = self.open.last().map_or(0, |&row| self.outline.blocks[row].span.start);
        let leading = self.text[row..].trim_start().starts_with('|');
        self.pipes.saturating_sub(usize::from(leading))
    }

    /// Adds the empty cell that ends a row, if it has no node: it is the row's last.
    fn close_row(&mut self, row: Node<'_>) {
        let rest = self.at.min(row.end_byte())..row.end_byte();
        if self.text[rest].bytes().filter(|&b| b == b'|').count() > 1 {
            self.open_block(row, BlockKind::Cell(usize::MAX));
            self.close_block();
        }
    }

    fn enter_inline(&mut self, node: Node<'_>) -> Option<Frame> {
        self.read_to(node.start_byte());
        let here = span(node);
        if Self::is_inline(node) && self.inert_at(here.start).is_some() {
            // It is read with the inert stretch around it, what follows that as plain text.
            return None;
        }
        let frame = self.enter_words(node);
        if frame.is_none() {
            self.take(node);
            self.at = here.end;
        }
        frame
    }

    /// Whether a node stands in a line of text, and is no block.
    fn is_inline(node: Node<'_>) -> bool {
        !matches!(
            node.kind(),
            "paragraph"
                | "heading"
                | "list"
                | "list_item"
                | "block_quotation"
                | "block_continuation"
                | "block_quotation_mark"
                | "section"
                | "table"
                | "table_header"
                | "table_row"
                | "table_cell"
                | "footnote_definition"
                | "admonition"
        )
    }

    /// Goes into what has text in it.
    fn enter_words(&mut self, node: Node<'_>) -> Option<Frame> {
        let (_, reader) = self.readers.last_mut()?;
        let frame = match node.kind() {
            "quotation" => {
                reader.open_quotation();
                Frame::Quotation
            }
            "figure" => {
                reader.figure = Some(span(node));
                Frame::Words
            }
            "paragraph" | "heading" | "table_cell" => {
                reader.line_end(node.start_byte());
                Frame::Words
            }
            "inline_note" => {
                reader.cut();
                self.open_text(node, BlockKind::Note);
                self.at = (node.start_byte() + "^[".len()).min(node.end_byte());
                Frame::Note
            }
            "link" => self.open_link(node),
            "list"
            | "list_item"
            | "block_quotation"
            | "section"
            | "table"
            | "table_header"
            | "table_row"
            | "footnote_definition"
            | "admonition" => Frame::Marks,
            kind if is_mark(kind) || is_taken(kind) => return None,
            _ => Frame::Words,
        };
        Some(frame)
    }

    /// Takes an inline node as a whole.
    fn take(&mut self, node: Node<'_>) {
        let (text, here) = (self.text, span(node));
        let Some((block, reader)) = self.readers.last_mut() else { return };
        match node.kind() {
            "comment" | "html_block" => reader.cut(),
            "directive" => {
                let place = Place::In(*block);
                reader.cut();
                self.directive(node, place);
            }
            "escape" => {
                let backslash = text[here].chars().next().map_or(0, char::len_utf8);
                reader.plain(Span::new(here.start + backslash, here.end));
            }
            "entity" => reader.put(here, &htmlize::unescape(&text[here])),
            "hard_break" => reader.line_end(here.start),
            "code_span" | "url" | "autolink" | "image" | "fenced_code_block" | "indented_code_block" => {
                reader.put(here, OBJECT);
            }
            "quotation_mark" => reader.quotation_mark(here),
            "citation" => {
                let mut citations = citations::bracketed(text, node);
                let had_any = !citations.is_empty();
                citations.retain(|citation| !inert::is_cross_reference(&citation.key));
                if had_any && citations.is_empty() {
                    reader.put(here, OBJECT);
                } else {
                    self.cite(here, PointKind::Standing, citations);
                }
            }
            "citation_in_text" => {
                let citation = citations::in_text(text, node);
                if citation.as_ref().is_some_and(|citation| inert::is_cross_reference(&citation.key)) {
                    return reader.put(here, OBJECT);
                }
                self.cite(here, PointKind::InText, citation.into_iter().collect());
            }
            "malformed_citation" => {
                reader.cut();
                let message = citations::fault(&text[here]).to_owned();
                self.outline.problems.push(Problem { span: here, kind: ProblemKind::Citation, message });
            }
            "footnote_reference" => {
                if let Some(label) = child(node, "footnote_label") {
                    let figure = reader.figure_before(here.start);
                    let kind = PointKind::Reference(folded(&text[span(label)]), figure);
                    self.cite(here, kind, Vec::new());
                }
            }
            _ => {}
        }
    }

    fn cite(&mut self, span: Span, kind: PointKind, citations: Vec<Citation>) {
        let first = self.outline.citations.len();
        self.outline.citations.extend(citations);
        let ids = (first..self.outline.citations.len()).collect();
        self.with_reader(|reader| reader.point(span, kind, ids));
    }

    fn open_link(&mut self, node: Node<'_>) -> Frame {
        let target = child(node, "link_target").map(span).or_else(|| {
            let label = child(node, "link_label").or_else(|| child(node, "link_text"))?;
            self.targets.get(&folded(&self.text[span(label)])).copied()
        });
        let citation = target.and_then(|target| citations::link(self.text, span(node), target, self.is_source));
        let Some(citation) = citation else { return Frame::Marks };
        let id = self.outline.citations.len();
        self.outline.citations.push(citation);
        self.with_reader(|reader| reader.open_link(id));
        Frame::Link
    }

    fn directive_block(&mut self, node: Node<'_>) {
        let index = self.open_block(node, BlockKind::Directive);
        let before = self.outline.blocks[index].before;
        let start = node.start_byte();
        let gap = &self.text[self.text[..start].trim_end_matches([' ', '\t', '\r', '\n', '>']).len()..start];
        let adjacent = gap.matches('\n').count() <= 1 && !self.after_alone;
        let place = before.filter(|_| adjacent).map_or(Place::Alone(index), Place::After);
        self.close_block();
        self.after_alone = matches!(place, Place::Alone(_));
        self.directive(node, place);
    }

    fn directive(&mut self, node: Node<'_>, place: Place) {
        let text = child(node, "directive_text").map_or(Span::empty(node.end_byte()), span);
        self.outline.directives.push(FoundDirective { span: span(node), text, place });
    }
}

/// Whether a block stands in none but the sections of the document.
fn is_at_top(node: Node<'_>) -> bool {
    let mut around = node.parent();
    while let Some(section) = around.filter(|around| around.kind() == "section") {
        around = section.parent();
    }
    around.is_none_or(|around| around.parent().is_none())
}

/// The level of the heading over the list of sources that stands below a heading, if one does: it is a list's own, or deeper
/// than that of the list it stands in, whose level is `around`.
pub fn list_level_after(heading: &str, around: Option<usize>) -> Option<usize> {
    let level = level(heading);
    around.filter(|&around| around < level).or_else(|| heads_sources(heading).then_some(level))
}

/// The level of a heading, as it is written: by its marks, or the line below it.
fn level(heading: &str) -> usize {
    match heading.trim_start().bytes().take_while(|&byte| byte == b'#').count() {
        0 => 1 + usize::from(heading.trim_end().ends_with('-')),
        marks => marks,
    }
}

/// Whether a heading, as it is written, says that a list of sources is below: `## 7. References {.unnumbered}`.
fn heads_sources(heading: &str) -> bool {
    const LONGEST: usize = 80;
    let line = heading.trim_start().lines().next().unwrap_or_default();
    let words = line.split('{').next().unwrap_or_default();
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '#' | '*' | '_' | ':' | '.');
    let words = words.trim_matches(is_mark);
    words.len() <= LONGEST && SOURCE_LIST_HEADINGS.has(&words.to_lowercase())
}

/// Nodes that are markup and nothing else.
fn is_mark(kind: &str) -> bool {
    matches!(
        kind,
        "emphasis_mark"
            | "heading_mark"
            | "html_tag"
            | "list_marker"
            | "task_marker"
            | "table_delimiter_row"
            | "block_quotation_mark"
            | "block_continuation"
            | "footnote_label"
            | "admonition_mark"
            | "link_definition"
            | "link_target"
            | "link_title"
            | "link_label"
            | "thematic_break"
    )
}

/// Inline nodes that are taken as a whole.
fn is_taken(kind: &str) -> bool {
    matches!(
        kind,
        "comment"
            | "html_block"
            | "directive"
            | "escape"
            | "entity"
            | "hard_break"
            | "code_span"
            | "url"
            | "autolink"
            | "image"
            | "fenced_code_block"
            | "indented_code_block"
            | "quotation_mark"
            | "citation"
            | "citation_in_text"
            | "malformed_citation"
            | "footnote_reference"
    )
}

/// The end of the line with the mark `[!NOTE]` that makes a block quotation a callout, and with its title.
fn callout(text: &str, quotation: Span) -> Option<usize> {
    let mark = text[quotation].trim_start_matches(['>', ' ', '\t']).strip_prefix("[!")?;
    let name = mark.find(|c: char| !c.is_ascii_alphabetic()).filter(|&len| len > 0)?;
    let rest = mark[name..].strip_prefix(']')?;
    Some(quotation.end - rest.len() + rest.find('\n').unwrap_or(rest.len()))
}
