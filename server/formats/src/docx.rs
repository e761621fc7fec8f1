//! Word documents.

use std::collections::BTreeMap;

use crate::document::{Document, PlaceKind};
use crate::limits::Limits;
use crate::package::Package;
use crate::writer::Writer;
use crate::xml::{self, Element, Node};
use crate::{Format, Unreadable};

/// Elements that are not read: what was deleted or moved away, what a field computes, what old programs show instead.
const SKIPPED: [&str; 8] = [
    "del",
    "moveFrom",
    "instrText",
    "delInstrText",
    "Fallback",
    "annotationRef",
    "footnoteReference",
    "endnoteReference",
];

/// Reads a Word document: its body, then its notes.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, Format::Docx.name(), limits)?;
    let body = package.required("word/document.xml")?;
    let styles = package.text("word/styles.xml").map(|xml| headings(&xml)).unwrap_or_default();
    let mut writer = Writer::new(limits);
    let mut reader = Reader::new(&styles, &mut writer);
    if !xml::walk(&body, limits.depth, |node| reader.node(node)) {
        writer.faults.push("is damaged, and read only as far as that".to_owned());
    }
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = package.text(notes) {
            writer.block();
            let mut reader = Reader::new(&styles, &mut writer);
            reader.counts_pages = false;
            xml::walk(&notes, limits.depth, |node| reader.node(node));
        }
    }
    let about = package.text("docProps/core.xml").map(|xml| xml::properties(&xml)).unwrap_or_default();
    writer.finish(Format::Docx, about)
}

/// The levels of the styles that are headings, by identifier; a title has level 1.
fn headings(styles: &str) -> BTreeMap<String, u8> {
    let mut levels = BTreeMap::new();
    let mut style = None;
    xml::walk(styles, 64, |node| {
        match node {
            Node::Open(element) if element.name == "style" => style = element.attribute("styleId"),
            Node::Open(element) if element.name == "name" => {
                let name = element.attribute("val").unwrap_or_default().to_ascii_lowercase();
                let level = match name.as_str() {
                    "title" => Some(1),
                    _ => name.strip_prefix("heading ").and_then(|level| level.parse().ok()),
                };
                levels.extend(style.clone().zip(level));
            }
            Node::Open(element) if element.name == "outlineLvl" => {
                let level =
                    element.number("val").filter(|&level| level < 9).and_then(|level| u8::try_from(level + 1).ok());
                if let Some((style, level)) = style.clone().zip(level) {
                    levels.entry(style).or_insert(level);
                }
            }
            _ => {}
        }
        true
    });
    levels
}

struct Reader<'a, 'w> {
    styles: &'a BTreeMap<String, u8>,
    writer: &'a mut Writer<'w>,
    /// The element that is skipped, and how many of its name are open.
    skipped: Option<(String, usize)>,
    in_text: bool,
    in_properties: bool,
    /// Whether the run is hidden.
    is_hidden: bool,
    /// How many tables and cells are open, and whether the cell has words.
    cells: Vec<usize>,
    page: u32,
    counts_pages: bool,
}

impl<'a, 'w> Reader<'a, 'w> {
    fn new(styles: &'a BTreeMap<String, u8>, writer: &'a mut Writer<'w>) -> Self {
        Self {
            styles,
            writer,
            skipped: None,
            in_text: false,
            in_properties: false,
            is_hidden: false,
            cells: Vec::new(),
            page: 1,
            counts_pages: true,
        }
    }

    fn node(&mut self, node: Node<'_>) -> bool {
        if self.writer.is_full() {
            return false;
        }
        if let Some((name, depth)) = &mut self.skipped {
            match node {
                Node::Open(element) if element.name == *name => *depth += 1,
                Node::Close(closed) if closed == *name => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.skipped = None;
            }
            return true;
        }
        match node {
            Node::Open(element) => self.open(&element),
            Node::Text(text) => {
                if self.in_text && !self.is_hidden {
                    self.writer.write(&text);
                }
            }
            Node::Close(name) => self.close(&name),
        }
        true
    }

    fn open(&mut self, element: &Element<'_>) {
        let is_separator = matches!(element.name.as_str(), "footnote" | "endnote")
            && element.attribute("type").is_some_and(|kind| kind != "normal");
        if is_separator || SKIPPED.contains(&element.name.as_str()) {
            self.skipped = Some((element.name.clone(), 1));
            return;
        }
        match element.name.as_str() {
            "t" | "delText" => self.in_text = true,
            "rPr" => self.in_properties = true,
            "vanish" if self.in_properties => {
                self.is_hidden = element.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false"));
            }
            "r" => self.is_hidden = false,
            "p" => self.gap(),
            "pStyle" => {
                let level = element.attribute("val").and_then(|style| self.styles.get(&style).copied());
                if let Some(level) = level.filter(|_| self.cells.is_empty()) {
                    self.writer.place(PlaceKind::Heading(level));
                }
            }
            "br" if element.attribute("type").as_deref() == Some("page") => self.next_page(),
            "lastRenderedPageBreak" => self.next_page(),
            "br" | "cr" if self.cells.is_empty() => self.writer.line(),
            "tab" if !self.in_properties => self.writer.write(" "),
            "br" | "cr" => self.writer.write(" "),
            "noBreakHyphen" => self.writer.write("\u{2011}"),
            "softHyphen" => self.writer.write("\u{ad}"),
            "tr" => {
                self.writer.block();
                self.cells.push(0);
            }
            "tc" => {
                if let Some(cells) = self.cells.last_mut() {
                    *cells += 1;
                    if *cells > 1 {
                        self.writer.cell();
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" | "delText" => self.in_text = false,
            "rPr" => self.in_properties = false,
            "p" => self.gap(),
            "tr" => {
                self.cells.pop();
                self.writer.block();
            }
            _ => {}
        }
    }

    /// Between paragraphs: in a cell, they are lines of it.
    fn gap(&mut self) {
        if self.cells.is_empty() {
            self.writer.block();
        } else {
            self.writer.write(" ");
        }
    }

    /// A page begins: where Word stored its breaks, places have pages.
    fn next_page(&mut self) {
        if self.counts_pages {
            if self.page == 1 {
                self.writer.first_page();
            }
            self.page += 1;
            self.writer.place(PlaceKind::Page(self.page));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::About;

    fn check(body: &str, expected: &str) {
        let styles = headings("<styles><style styleId='H1'><name val='heading 1'/></style></styles>");
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        let mut reader = Reader::new(&styles, &mut writer);
        xml::walk(&format!("<w:document>{body}</w:document>"), 64, |node| reader.node(node));
        assert_eq!(writer.finish(Format::Docx, About::default()).unwrap().text, expected);
    }

    #[test]
    fn runs_make_paragraphs() {
        check(
            "<w:p><w:r><w:t>Two </w:t></w:r><w:r><w:t>cr</w:t></w:r><w:r><w:t>anes &amp; one</w:t></w:r></w:p><w:p><w:r><w:t>B</w:t></w:r></w:p>",
            "Two cranes & one\n\nB",
        );
    }

    #[test]
    fn what_was_deleted_is_not_read() {
        check(
            "<w:p><w:r><w:t>Now 5</w:t></w:r><w:del><w:r><w:delText>7</w:delText></w:r></w:del><w:ins><w:r><w:t>8</w:t></w:r></w:ins></w:p>",
            "Now 58",
        );
        check("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r></w:p>", "shown");
        check("<w:p><w:r><w:instrText>PAGE 3</w:instrText><w:t>x</w:t></w:r></w:p>", "x");
    }

    #[test]
    fn tables_are_grids() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
        check(&format!("<w:tbl>{}{}</w:tbl>", row("Year", "Tonnes"), row("2031", "4.2")), "Year\tTonnes\n\n2031\t4.2");
    }

    #[test]
    fn heads_and_pages_are_places() {
        let styles = headings("<styles><style styleId='H1'><name val='heading 1'/></style></styles>");
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        let mut reader = Reader::new(&styles, &mut writer);
        let body = "<d><p><pPr><pStyle val='H1'/></pPr><r><t>Head</t></r></p><p><r><t>a</t><br type='page'/><t>b</t></r></p></d>";
        xml::walk(body, 64, |node| reader.node(node));
        let places = writer.finish(Format::Docx, About::default()).unwrap().places;
        let kinds: Vec<_> = places.into_iter().map(|place| (place.at, place.kind)).collect();
        assert_eq!(kinds, [(0, PlaceKind::Page(1)), (0, PlaceKind::Heading(1)), (7, PlaceKind::Page(2))]);
    }
}
