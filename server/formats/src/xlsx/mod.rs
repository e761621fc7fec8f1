//! Workbooks of Excel. They are read here and not with a library because what people see in a cell is its value in its
//! number format (0.12 is "12%", 45567 a date), which libraries leave out.

mod show;

use std::collections::BTreeMap;

use crate::document::{Document, PlaceKind};
use crate::limits::Limits;
use crate::package::Package;
use crate::writer::Writer;
use crate::xml::{self, Element, Node};
use crate::{Format, Unreadable};
use show::Shown;

/// The last column that is read: tables wider than this are none for people.
const MOST_COLUMNS: u32 = 1024;

/// Reads a workbook: each visible sheet under its name, a row a block, its cells parted by tabs.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, Format::Xlsx.name(), limits)?;
    let workbook = package.required("xl/workbook.xml")?;
    let targets = package.text("xl/_rels/workbook.xml.rels").map(|xml| targets(&xml)).unwrap_or_default();
    let strings = package.text("xl/sharedStrings.xml").map(|xml| strings(&xml)).unwrap_or_default();
    let formats = package.text("xl/styles.xml").map(|xml| show::formats(&xml)).unwrap_or_default();
    let mut writer = Writer::new(limits);
    let is_1904 = workbook.contains("date1904=\"1\"") || workbook.contains("date1904=\"true\"");
    for (number, sheet) in (1..).zip(sheets(&workbook)) {
        if sheet.is_hidden {
            continue;
        }
        let path = targets.get(&sheet.id).cloned().unwrap_or_else(|| format!("xl/worksheets/sheet{number}.xml"));
        let Some(xml) = package.text(&path) else { continue };
        writer.block();
        writer.place(PlaceKind::Sheet(sheet.name));
        let mut reader = Reader {
            writer: &mut writer,
            strings: &strings,
            formats: &formats,
            is_1904,
            row: 0,
            column: 0,
            last: 0,
            cell: None,
        };
        if !xml::walk(&xml, limits.depth, |node| reader.node(node)) {
            writer.faults.push("is damaged, and read only as far as that".to_owned());
        }
    }
    let about = package.text("docProps/core.xml");
    let about = about.map(|core| xml::properties(&core)).unwrap_or_default();
    writer.finish(Format::Xlsx, about)
}

struct Sheet {
    name: String,
    id: String,
    is_hidden: bool,
}

fn sheets(workbook: &str) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    xml::walk(workbook, 64, |node| {
        if let Node::Open(element) = node
            && element.name == "sheet"
        {
            sheets.push(Sheet {
                name: element.attribute("name").unwrap_or_default(),
                id: element.attribute("id").unwrap_or_default(),
                is_hidden: element.attribute("state").is_some_and(|state| state != "visible"),
            });
        }
        true
    });
    sheets
}

/// The files of the sheets, by the identifiers of their relations.
fn targets(relations: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    xml::walk(relations, 64, |node| {
        if let Node::Open(element) = node
            && element.name == "Relationship"
            && let Some((id, target)) = element.attribute("Id").zip(element.attribute("Target"))
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, path);
        }
        true
    });
    targets
}

/// The strings that cells share; phonetic readings are left out.
fn strings(xml: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let (mut is_text, mut phonetic) = (false, 0_usize);
    xml::walk(xml, 64, |node| {
        match node {
            Node::Open(element) => match element.name.as_str() {
                "si" => strings.push(String::new()),
                "t" => is_text = true,
                "rPh" => phonetic += 1,
                _ => {}
            },
            Node::Text(text) => {
                if let Some(last) = strings.last_mut().filter(|_| is_text && phonetic == 0) {
                    last.push_str(&text);
                }
            }
            Node::Close(name) => match name.as_str() {
                "t" => is_text = false,
                "rPh" => phonetic = phonetic.saturating_sub(1),
                _ => {}
            },
        }
        true
    });
    strings
}

struct Reader<'a, 'w> {
    writer: &'a mut Writer<'w>,
    strings: &'a [String],
    formats: &'a [Shown],
    is_1904: bool,
    /// The row, counted from 1.
    row: u32,
    /// The column of the cell, counted from 1.
    column: u32,
    /// The column of the last cell written in this row; 0 before the first.
    last: u32,
    cell: Option<Cell>,
}

/// A cell that is being read.
struct Cell {
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
}

impl Reader<'_, '_> {
    fn node(&mut self, node: Node<'_>) -> bool {
        if self.writer.is_full() {
            return false;
        }
        match node {
            Node::Open(element) => self.open(&element),
            Node::Text(text) => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_value) {
                    cell.value.push_str(&text);
                }
            }
            Node::Close(name) => match name.as_str() {
                "v" | "t" => {
                    if let Some(cell) = &mut self.cell {
                        cell.in_value = false;
                    }
                }
                "c" => self.close_cell(),
                _ => {}
            },
        }
        true
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name.as_str() {
            "row" => {
                self.row = element.number("r").unwrap_or(self.row.saturating_add(1));
                (self.column, self.last) = (0, 0);
            }
            "c" => {
                let named = element.attribute("r").and_then(|name| column(&name));
                self.column = named.unwrap_or(self.column.saturating_add(1));
                self.cell = Some(Cell {
                    kind: element.attribute("t").unwrap_or_default(),
                    style: element.number("s").unwrap_or(0) as usize,
                    value: String::new(),
                    in_value: false,
                });
            }
            "v" | "t" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_value = true;
                }
            }
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let shown = match cell.kind.as_str() {
            "s" => cell.value.trim().parse().ok().and_then(|index: usize| self.strings.get(index).cloned()),
            "inlineStr" | "str" => Some(cell.value),
            "b" => Some(if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned()),
            "e" => None,
            "d" => Some(cell.value),
            _ => Some(self.formats.get(cell.style).unwrap_or(&Shown::General).show(cell.value.trim(), self.is_1904)),
        };
        let Some(shown) = shown.filter(|shown| !shown.trim().is_empty()) else { return };
        if self.column > MOST_COLUMNS {
            return;
        }
        if self.last == 0 {
            self.writer.block();
            self.writer.place(PlaceKind::Row(self.row));
            self.last = 1;
            if self.column > 1 {
                self.writer.empty_first_cell();
            }
        }
        for _ in self.last..self.column {
            self.writer.cell();
        }
        self.last = self.column;
        self.writer.write(&shown);
    }
}

/// The number of the column in a cell's name, from 1: that of `AB7` is 28.
fn column(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1);
    (number > 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &str, expected: &str) {
        let limits = Limits::default();
        let mut writer = Writer::new(&limits);
        let strings = ["Year".to_owned(), "Tonnes".to_owned()];
        let formats = [Shown::General, Shown::of("0%"), Shown::of("yyyy-mm-dd")];
        let mut reader = Reader {
            writer: &mut writer,
            strings: &strings,
            formats: &formats,
            is_1904: false,
            row: 0,
            column: 0,
            last: 0,
            cell: None,
        };
        xml::walk(&format!("<sheetData>{rows}</sheetData>"), 64, |node| reader.node(node));
        assert_eq!(writer.text(), expected);
    }

    #[test]
    fn cells_are_shown_as_people_see_them() {
        check(
            "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>\
             <row r='2'><c r='A2' s='2'><v>45567</v></c><c r='B2' s='1'><v>0.12</v></c></row>",
            "Year\tTonnes\n\n2024-10-02\t12%",
        );
    }

    #[test]
    fn empty_cells_count() {
        check("<row r='3'><c r='B3'><v>1</v></c><c r='D3' t='inlineStr'><is><t>x</t></is></c></row>", "\t1\t\tx");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([column("A1"), column("Z9"), column("AB7"), column("7")], [Some(1), Some(26), Some(28), None]);
    }
}
