//! From elements to text.

use dom_query::NodeRef;

use super::furniture;
use crate::document::PlaceKind;
use crate::writer::Writer;

/// What is kept of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Everything that is shown.
    All,
    /// Everything but what names itself navigation, banner or footer.
    Main,
}

/// Elements whose content nobody reads as text.
const UNSHOWN: [&str; 26] = [
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "audio",
    "video",
    "picture",
    "map",
    "button",
    "select",
    "textarea",
    "input",
    "datalist",
    "progress",
    "meter",
    "del",
    "s",
    "strike",
    "annotation",
    "annotation-xml",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "title",
    "ul",
];

/// Writes the text of an element. Elements lie no deeper than the limits allow: deeper ones were cut.
pub(super) fn write(node: NodeRef<'_>, keep: Keep, writer: &mut Writer<'_>) {
    for child in node.children_it(false) {
        if writer.is_full() {
            return;
        }
        if child.is_text() {
            writer.write(&child.text());
        } else if child.is_element() {
            element(child, keep, writer);
        }
    }
}

fn element(node: NodeRef<'_>, keep: Keep, writer: &mut Writer<'_>) {
    let Some(name) = node.node_name() else { return };
    let name: &str = &name;
    if UNSHOWN.contains(&name) || is_hidden(&node) || is_note_mark(&node, name) {
        return;
    }
    if keep == Keep::Main && furniture::is_furniture(&node, name) {
        return;
    }
    match name {
        "br" => writer.line(),
        "wbr" => {}
        "td" | "th" => cell(node, keep, writer),
        "tr" => {
            writer.block();
            write(node, keep, writer);
            writer.block();
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            writer.block();
            writer.place(PlaceKind::Heading(name.as_bytes()[1] - b'0'));
            write(node, keep, writer);
            writer.block();
        }
        _ if BLOCKS.contains(&name) => {
            writer.block();
            write(node, keep, writer);
            writer.block();
        }
        _ => write(node, keep, writer),
    }
}

/// A cell's blocks stand on lines of their own within it, and its row goes on.
fn cell(node: NodeRef<'_>, keep: Keep, writer: &mut Writer<'_>) {
    let mut before = node.prev_element_sibling();
    let is_first = before.take().is_none();
    let has_words = node.text().chars().any(|c| !c.is_whitespace());
    let has_rows = node.descendants_it().any(|inner| inner.has_name("tr"));
    if has_rows {
        // A table that lays out a page.
        writer.block();
        return write(node, keep, writer);
    }
    if !is_first {
        writer.cell();
    } else if !has_words {
        writer.empty_first_cell();
    }
    inline(node, writer);
}

/// Writes the text of a cell, its blocks parted by blanks.
fn inline(node: NodeRef<'_>, writer: &mut Writer<'_>) {
    for child in node.children_it(false) {
        if writer.is_full() {
            return;
        }
        if child.is_text() {
            writer.write(&child.text());
            continue;
        }
        let Some(name) = child.node_name().filter(|_| child.is_element()) else { continue };
        let name: &str = &name;
        if UNSHOWN.contains(&name) || is_hidden(&child) || is_note_mark(&child, name) {
            continue;
        }
        let is_block = name == "br" || BLOCKS.contains(&name);
        if is_block {
            writer.write(" ");
        }
        inline(child, writer);
        if is_block {
            writer.write(" ");
        }
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") {
        return true;
    }
    let Some(style) = node.attr("style") else { return false };
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether an element is the mark of a note: a raised link to a place of the same page.
fn is_note_mark(node: &NodeRef<'_>, name: &str) -> bool {
    if name != "sup" {
        return false;
    }
    let mut links = node.descendants_it().filter(|inner| inner.has_name("a"));
    links.next().is_some_and(|link| link.attr("href").is_some_and(|target| target.contains('#')))
}
