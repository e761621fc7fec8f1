//! The way through a briefing's tree, the one that is checked: which tags stand around its text.

use std::collections::HashMap;

use briefcheck_engine::markup::{Step, Way, child, folded_label, link_targets, unescaped, walk};
use briefcheck_engine::text::Span;
use maud::html;
use tree_sitter::{Node, Tree};

use super::tags::open;
use super::{Chunk, Renderer};

/// Renders a tree: that of the renderer's briefing.
pub(super) fn render(renderer: &mut Renderer<'_>, tree: &Tree) {
    let text: &str = &renderer.memo.checked.text;
    let targets = link_targets(text, tree);
    let mut walker = Walker { renderer, text, targets, frames: Vec::new(), at: 0, alignments: Vec::new(), cell: 0 };
    walk(tree, |step| match step {
        Step::Enter(node) => walker.enter(node),
        Step::Leave(node) => {
            walker.leave(node);
            Way::Into
        }
    });
}

/// A node that was gone into.
struct Frame {
    kind: FrameKind,
    /// What its own bytes are: those in none of its named children.
    own: Own,
    /// The tag that ends it.
    close: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    /// It holds blocks, and is none itself.
    Section,
    Block,
    /// A list; the paragraphs in it are such only if its items are parted by empty lines.
    List {
        is_loose: bool,
    },
    Inline,
    Link,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    Markup,
    /// Text as it stands.
    Verbatim,
    /// Text without the blanks at its ends; whether it has begun.
    Prose(bool),
}

struct Walker<'r, 'a> {
    renderer: &'r mut Renderer<'a>,
    text: &'a str,
    /// Where reference links lead, by label.
    targets: HashMap<String, Span>,
    frames: Vec<Frame>,
    /// What lies before this has been drawn.
    at: usize,
    /// How the columns of the table are aligned.
    alignments: Vec<Option<&'static str>>,
    /// The number of the next cell in its row.
    cell: usize,
}

impl<'a> Walker<'_, 'a> {
    fn text(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    fn enter(&mut self, node: Node<'_>) -> Way {
        self.draw_to(node.start_byte());
        if let Some(Frame { own: own @ Own::Prose(false), .. }) = self.frames.last_mut() {
            *own = Own::Prose(!is_mark(node.kind()));
        }
        if self.take(node) {
            self.at = self.at.max(node.end_byte());
            return Way::Over;
        }
        let frame = self.open_block(node).unwrap_or_else(|| self.open_inline(node));
        self.frames.push(frame);
        Way::Into
    }

    fn leave(&mut self, node: Node<'_>) {
        let end = node.end_byte();
        let rest = self.text.get(self.at..end).unwrap_or_default();
        let is_prose = self.frames.last().is_some_and(|frame| matches!(frame.own, Own::Prose(_)));
        self.draw_to(if is_prose { self.at + rest.trim_end().len() } else { end });
        self.at = self.at.max(end);
        let Some(frame) = self.frames.pop() else { return };
        match frame.kind {
            FrameKind::Link => self.renderer.close_link(),
            _ => self.tag(frame.close),
        }
        if matches!(frame.kind, FrameKind::Block | FrameKind::List { .. }) {
            self.end_block(end);
        }
    }

    /// Draws what lies before `end` and has no node of its own.
    fn draw_to(&mut self, end: usize) {
        let from = self.at;
        self.at = from.max(end);
        let (Some(frame), Some(own)) = (self.frames.last_mut(), self.text.get(from..end)) else { return };
        let from = match frame.own {
            Own::Markup => return,
            Own::Prose(false) => end - own.trim_start().len(),
            Own::Prose(true) | Own::Verbatim => from,
        };
        if from < end {
            if frame.own == Own::Prose(false) {
                frame.own = Own::Prose(true);
            }
            self.renderer.run.push(Chunk::Verbatim(Span::new(from, end)));
        }
    }

    /// Puts in a tag. Where there is none, the text goes on.
    fn tag(&mut self, html: &str) {
        if !html.is_empty() {
            self.renderer.tag(html);
        }
    }

    /// Ends a block of the briefing, if none is around it.
    fn end_block(&mut self, end: usize) {
        if self.frames.iter().all(|frame| frame.kind == FrameKind::Section) {
            self.renderer.end_block(end);
        }
    }

    /// Draws a node as a whole, if it is one that nothing else is in.
    fn take(&mut self, node: Node<'_>) -> bool {
        let (text, here) = (self.text(node), Span::from(node.byte_range()));
        let is_alone = self.frames.iter().all(|frame| !matches!(frame.own, Own::Prose(_)));
        match node.kind() {
            "front_matter" => self.end_block(here.end),
            "thematic_break" => {
                self.renderer.tag("<hr>\n");
                self.end_block(here.end);
            }
            "comment" | "directive" | "html_block" if is_alone => {
                self.renderer.tag("<p class=\"aside\">");
                self.renderer.html(here.trimmed(self.text));
                self.renderer.tag("</p>\n");
                self.end_block(here.end);
            }
            "comment" | "directive" | "html_tag" => self.renderer.html(here),
            "code_span" => {
                let words = text.trim_matches('`').split_whitespace().collect::<Vec<_>>().join(" ");
                self.renderer.tag(&html! { code { (words) } }.into_string());
            }
            "entity" | "escape" => self.renderer.run.push(Chunk::Other(here.start, unescaped(text).into_owned())),
            "hard_break" => self.renderer.tag("<br>\n"),
            "autolink" => {
                let target = text.trim_start_matches('<').trim_end_matches('>');
                let inner = Span::new(here.start + 1, here.start + 1 + target.len());
                self.renderer.open_link(target, here);
                self.renderer.run.push(Chunk::Verbatim(inner));
                self.renderer.close_link();
            }
            "footnote_reference" => {
                let label = child(node, "footnote_label").map(|label| folded_label(self.text(label)));
                self.renderer.footnote_mark(&label.unwrap_or_default());
            }
            "task_marker" => {
                let is_done = text.contains(['x', 'X']);
                self.renderer.tag(if is_done { "☑ " } else { "☐ " });
            }
            "admonition_mark" => {
                let title = text.trim_start_matches(['!', '?', '+']).trim();
                let start = here.start + text.trim_end().len() - title.len();
                self.renderer.tag("<p class=\"aside\">");
                self.renderer.run.push(Chunk::Verbatim(Span::new(start, start + title.len())));
                self.renderer.tag("</p>\n");
            }
            "table_delimiter_row" => self.alignments = alignments(text),
            kind => return is_mark(kind),
        }
        true
    }

    fn open_block(&mut self, node: Node<'_>) -> Option<Frame> {
        let block = |own: Own, close: &'static str| Frame { kind: FrameKind::Block, own, close };
        let prose = Own::Prose(false);
        let (html, frame) = match node.kind() {
            "section" => {
                let kind = FrameKind::Section;
                (String::new(), Frame { kind, own: Own::Markup, close: "" })
            }
            "paragraph" => {
                let is_tight = |frame: &Frame| frame.kind == FrameKind::List { is_loose: false };
                // Its item is around it, and the list around that.
                let is_part = self.frames.iter().rev().nth(1).is_some_and(is_tight);
                let tags = if is_part { ("", "") } else { ("<p>", "</p>\n") };
                (tags.0.to_owned(), block(prose, tags.1))
            }
            "heading" => self.heading(node),
            // A box with a title.
            "admonition" => ("<blockquote>".to_owned(), block(Own::Markup, "</blockquote>\n")),
            "block_quotation" => ("<blockquote>".to_owned(), block(Own::Markup, "</blockquote>\n")),
            "list" => self.list(node),
            "list_item" => ("<li>".to_owned(), block(Own::Markup, "</li>\n")),
            "fenced_code_block" => ("<pre><code>".to_owned(), block(Own::Markup, "</code></pre>\n")),
            "indented_code_block" => ("<pre><code>".to_owned(), block(Own::Verbatim, "</code></pre>\n")),
            "footnote_definition" => {
                let label = child(node, "footnote_label").map(|label| folded_label(self.text(label)));
                (self.renderer.footnote_head(&label.unwrap_or_default()), block(Own::Markup, "</div>\n"))
            }
            "table" => {
                self.alignments.clear();
                let html = "<div class=\"wide\"><table>\n".to_owned();
                (html, block(Own::Markup, "</tbody></table></div>\n"))
            }
            "table_header" => {
                // The row that says how the columns are aligned comes after it.
                let row = node.next_named_sibling().filter(|row| row.kind() == "table_delimiter_row");
                self.alignments = row.map(|row| alignments(self.text(row))).unwrap_or_default();
                self.cell = 0;
                ("<thead><tr>".to_owned(), block(Own::Markup, "</tr></thead><tbody>\n"))
            }
            "table_row" => {
                self.cell = 0;
                ("<tr>".to_owned(), block(Own::Markup, "</tr>\n"))
            }
            "table_cell" => {
                let class = self.alignments.get(self.cell).copied().flatten();
                self.cell += 1;
                let is_head = node.parent().is_some_and(|row| row.kind() == "table_header");
                let class = class.map(|class| ("class", class));
                match is_head {
                    true => {
                        let scope = [("scope", "col")].into_iter().chain(class);
                        (open("th", &scope.collect::<Vec<_>>()), block(prose, "</th>"))
                    }
                    false => (open("td", class.as_slice()), block(prose, "</td>")),
                }
            }
            _ => return None,
        };
        self.tag(&html);
        Some(frame)
    }

    fn heading(&self, node: Node<'_>) -> (String, Frame) {
        let mark = child(node, "heading_mark").map_or("", |mark| self.text(mark)).trim();
        let level = match mark.chars().next() {
            Some('-') => 2,
            Some('#') => mark.len(),
            _ => 1,
        };
        let close = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];
        // The page has a heading of its own.
        let lowered = (level + 1).min(6);
        let close = close.get(lowered - 2).copied().unwrap_or("</h6>\n");
        let id = self.renderer.section_id(Span::from(node.byte_range()));
        let id: Vec<(&str, &str)> = id.iter().map(|id| ("id", id.as_str())).collect();
        (open(&format!("h{lowered}"), &id), Frame { kind: FrameKind::Block, own: Own::Prose(false), close })
    }

    fn list(&self, node: Node<'_>) -> (String, Frame) {
        let marker = child(node, "list_item").and_then(|item| child(item, "list_marker"));
        let digits: String =
            marker.map_or("", |marker| self.text(marker)).trim().chars().take_while(char::is_ascii_digit).collect();
        let kind = FrameKind::List { is_loose: self.is_loose(node) };
        match digits.parse::<u32>() {
            Ok(first) => (
                open("ol", &[("start", &first.to_string())]) + "\n",
                Frame { kind, own: Own::Markup, close: "</ol>\n" },
            ),
            Err(_) => ("<ul>\n".to_owned(), Frame { kind, own: Own::Markup, close: "</ul>\n" }),
        }
    }

    /// Whether an empty line stands between the items of a list, or between the blocks of one of them.
    fn is_loose(&self, list: Node<'_>) -> bool {
        let mut last: Option<usize> = None;
        let mut cursor = list.walk();
        let items: Vec<Node<'_>> = list.named_children(&mut cursor).filter(|item| item.kind() == "list_item").collect();
        for item in items {
            for block in item.named_children(&mut item.walk()).filter(|block| !is_mark(block.kind())) {
                let between = last.and_then(|end| self.text.get(end..block.start_byte()));
                if between.is_some_and(|between| between.matches('\n').count() > 1) {
                    return true;
                }
                last = self.text.get(..block.end_byte()).map(|before| before.trim_end().len());
            }
        }
        false
    }

    fn open_inline(&mut self, node: Node<'_>) -> Frame {
        let inline = |own: Own, close: &'static str| Frame { kind: FrameKind::Inline, own, close };
        let (html, frame) = match node.kind() {
            "emphasis" => ("<em>", inline(Own::Verbatim, "</em>")),
            "strong_emphasis" => ("<strong>", inline(Own::Verbatim, "</strong>")),
            "strikethrough" => ("<s>", inline(Own::Verbatim, "</s>")),
            "image" => ("<span class=\"image\">[image: ", inline(Own::Markup, "]</span>")),
            "link" => {
                let target = child(node, "link_target").map(|target| Span::from(target.byte_range())).or_else(|| {
                    let label = child(node, "link_label").or_else(|| child(node, "link_text"))?;
                    self.targets.get(&folded_label(self.text(label))).copied()
                });
                let target = target.and_then(|target| self.text.get(target.range())).unwrap_or_default();
                let target = target.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(target);
                self.renderer.open_link(&unescaped(target), Span::from(node.byte_range()));
                return Frame { kind: FrameKind::Link, own: Own::Markup, close: "" };
            }
            // Citations, quotations, figures: they show as they are written.
            _ => ("", inline(Own::Verbatim, "")),
        };
        self.tag(html);
        frame
    }
}

/// Nodes that are markup and nothing else, and are not drawn.
fn is_mark(kind: &str) -> bool {
    matches!(
        kind,
        "emphasis_mark"
            | "heading_mark"
            | "list_marker"
            | "block_quotation_mark"
            | "block_continuation"
            | "footnote_label"
            | "link_definition"
            | "link_target"
            | "link_title"
            | "link_label"
            | "code_fence"
            | "info_string"
    )
}

/// How the columns of a table are aligned, as classes of their cells.
fn alignments(row: &str) -> Vec<Option<&'static str>> {
    let row = row.trim().trim_matches('|');
    let of = |column: &str| match (column.trim().starts_with(':'), column.trim().ends_with(':')) {
        (true, true) => Some("center"),
        (false, true) => Some("right"),
        _ => None,
    };
    row.split('|').map(of).collect()
}
