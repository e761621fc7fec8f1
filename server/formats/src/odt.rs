//! OpenDocument texts.

use crate::document::{About, Document, PlaceKind};
use crate::limits::Limits;
use crate::package::Package;
use crate::writer::Writer;
use crate::xml::{self, Element, Node};
use crate::{Format, Unreadable};

/// Elements that are not read: what was deleted, remarks of reviewers, marks of notes, forms, indexes made of headings.
const SKIPPED: [&str; 6] =
    ["tracked-changes", "annotation", "note-citation", "forms", "table-of-content", "sequence-decls"];

/// How often a cell or a blank is repeated at most; tables are filled up to the end of a sheet.
const MOST_REPEATS: u32 = 64;

/// Reads an OpenDocument text: its body, then its notes.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, Format::Odt.name(), limits)?;
    let content = package.required("content.xml")?;
    let mut writer = Writer::new(limits);
    let mut notes = Writer::new(limits);
    let mut reader = Reader {
        writer: &mut writer,
        notes: &mut notes,
        skipped: None,
        in_body: false,
        note_depth: 0,
        paragraphs: 0,
        rows: Vec::new(),
        page: 1,
    };
    if !xml::walk(&content, limits.depth, |node| reader.node(node)) {
        writer.faults.push("is damaged, and read only as far as that".to_owned());
    }
    writer.block();
    writer.write_verbatim(notes.text());
    let about = package.text("meta.xml").map(|meta| about(&meta)).unwrap_or_default();
    writer.finish(Format::Odt, about)
}

fn about(meta: &str) -> About {
    About {
        title: xml::first(meta, "title"),
        author: xml::first(meta, "initial-creator").or_else(|| xml::first(meta, "creator")),
        date: xml::first(meta, "creation-date")
            .or_else(|| xml::first(meta, "date"))
            .and_then(|date| date.get(..10).map(str::to_owned)),
        language: xml::first(meta, "language"),
        ..About::default()
    }
}

struct Reader<'a, 'w> {
    writer: &'a mut Writer<'w>,
    notes: &'a mut Writer<'w>,
    skipped: Option<(String, usize)>,
    in_body: bool,
    note_depth: usize,
    /// How many paragraphs are open: text stands in them alone.
    paragraphs: usize,
    /// How many cells each open row has.
    rows: Vec<u32>,
    page: u32,
}

impl<'w> Reader<'_, 'w> {
    fn out(&mut self) -> &mut Writer<'w> {
        if self.note_depth > 0 { self.notes } else { self.writer }
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
                if self.in_body && self.paragraphs > 0 {
                    self.out().write(&text);
                }
            }
            Node::Close(name) => self.close(&name),
        }
        true
    }

    fn open(&mut self, element: &Element<'_>) {
        if SKIPPED.contains(&element.name.as_str()) {
            self.skipped = Some((element.name.clone(), 1));
            return;
        }
        match element.name.as_str() {
            "body" => self.in_body = true,
            "p" | "h" => {
                self.gap();
                if element.name == "h" && self.rows.is_empty() && self.note_depth == 0 {
                    let level = element.number("outline-level").unwrap_or(1).clamp(1, 9);
                    self.writer.place(PlaceKind::Heading(u8::try_from(level).unwrap_or(9)));
                }
                self.paragraphs += 1;
            }
            "note-body" => {
                self.note_depth += 1;
                self.notes.block();
            }
            "s" => {
                let count = element.number("c").unwrap_or(1).min(MOST_REPEATS);
                let blanks = " ".repeat(count as usize);
                self.out().write(&blanks);
            }
            "tab" => self.out().write(" "),
            "line-break" if self.rows.is_empty() => self.out().line(),
            "line-break" => self.out().write(" "),
            "soft-page-break" if self.note_depth == 0 => {
                if self.page == 1 {
                    self.writer.first_page();
                }
                self.page += 1;
                self.writer.place(PlaceKind::Page(self.page));
            }
            "table-row" => {
                self.out().block();
                self.rows.push(0);
            }
            "table-cell" | "covered-table-cell" => {
                let repeats = element.number("number-columns-repeated").unwrap_or(1).clamp(1, MOST_REPEATS);
                for _ in 0..repeats {
                    if let Some(cells) = self.rows.last_mut() {
                        *cells += 1;
                        if *cells > 1 {
                            self.out().cell();
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "body" => self.in_body = false,
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.gap();
            }
            "note-body" => {
                self.notes.block();
                self.note_depth = self.note_depth.saturating_sub(1);
            }
            "table-row" => {
                self.rows.pop();
                self.out().block();
            }
            _ => {}
        }
    }

    /// Between paragraphs: in a cell, they are lines of it. A note does not part the paragraph that it hangs on.
    fn gap(&mut self) {
        if self.rows.is_empty() {
            self.out().block();
        } else {
            self.out().write(" ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let limits = Limits::default();
        let (mut writer, mut notes) = (Writer::new(&limits), Writer::new(&limits));
        let mut reader = Reader {
            writer: &mut writer,
            notes: &mut notes,
            skipped: None,
            in_body: false,
            note_depth: 0,
            paragraphs: 0,
            rows: Vec::new(),
            page: 1,
        };
        xml::walk(&format!("<office:body>{body}</office:body>"), 64, |node| reader.node(node));
        writer.block();
        writer.write_verbatim(notes.text());
        assert_eq!(writer.text(), expected);
    }

    #[test]
    fn paragraphs_and_blanks() {
        check(
            "<text:h text:outline-level='2'>Head</text:h><text:p>Two<text:s text:c='3'/><text:span>cr</text:span>anes</text:p>",
            "Head\n\nTwo cranes",
        );
    }

    #[test]
    fn notes_come_after_the_text() {
        check(
            "<text:p>One<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note> two.</text:p>",
            "One two.\n\nNote.",
        );
    }

    #[test]
    fn what_was_deleted_is_not_read() {
        check("<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>new</text:p>", "new");
    }

    #[test]
    fn tables_are_grids() {
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        check(
            &format!(
                "<table:table><table:table-row>{}{}</table:table-row><table:table-row>{}{}</table:table-row></table:table>",
                cell("Year"),
                cell("t"),
                cell("2031"),
                cell("4.2")
            ),
            "Year\tt\n\n2031\t4.2",
        );
    }
}
