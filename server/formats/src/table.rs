//! Tables in CSV and TSV.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use crate::document::{About, Document, PlaceKind};
use crate::limits::Limits;
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// How many lines tell what parts the cells.
const LINES: usize = 20;

/// How many rows tell whether commas are decimal.
const ROWS: usize = 1_000;

/// Reads a table: a row a block, its cells parted by tabs.
pub(crate) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Unreadable> {
    let text = crate::text::decode(bytes, None);
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if format == Format::Tsv { b'\t' } else { delimiter(text) };
    let reader =
        || ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    // Where commas part cells, none is decimal.
    let has_commas = delimiter != b',' && {
        let first: Vec<_> = reader().into_records().take(ROWS).filter_map(Result::ok).collect();
        has_decimal_commas(first.iter().flatten())
    };
    let mut reader = reader();
    let mut writer = Writer::new(limits);
    for (number, record) in (1..).zip(reader.records()) {
        if writer.is_full() {
            break;
        }
        let Ok(record) = record else {
            writer.faults.push(format!("can't be read from row {number} on"));
            break;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        writer.block();
        writer.place(PlaceKind::Row(number));
        for (column, cell) in record.iter().enumerate() {
            if column > 0 {
                writer.cell();
            } else if cell.trim().is_empty() {
                writer.empty_first_cell();
            }
            match with_point(cell).filter(|_| has_commas) {
                Some(cell) => writer.write(&cell),
                None => writer.write(cell),
            }
        }
    }
    writer.finish(format, About::default())
}

/// The mark that parts the cells: the one that the most of the first rows have equally often. A semicolon or a tab beats a
/// comma, which may stand in decimal numbers.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    let score = |mark: u8| {
        let mut is_quoted = false;
        let mut rows: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            let mut count = 0;
            for byte in line.bytes() {
                match byte {
                    b'"' => is_quoted = !is_quoted,
                    _ if byte == mark && !is_quoted => count += 1,
                    _ => {}
                }
            }
            *rows.entry(count).or_default() += 1;
        }
        rows.into_iter().filter(|&(count, _)| count > 0).map(|(_, rows)| rows).max().unwrap_or(0)
    };
    // Of several, the last is taken.
    [b',', b'|', b'\t', b';'].into_iter().max_by_key(|&mark| score(mark)).unwrap_or(b',')
}

/// Whether a table has decimal commas: some number says so (`3,9`, `1.234,56`), and none says otherwise (`3.9`, `1,234,567`).
fn has_decimal_commas<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut says_so = false;
    for (_, number, _) in cells.filter_map(number) {
        let (whole, decimals) = number.rsplit_once([',', '.']).unwrap_or((number, ""));
        let mark = number.as_bytes().get(whole.len()).copied();
        // Three digits may be a thousand.
        let is_sure = !decimals.is_empty() && (decimals.len() != 3 || whole.contains([',', '.']));
        match mark {
            Some(b',') if whole.contains(',') => return false,
            Some(b',') => says_so |= is_sure,
            Some(b'.') if is_sure && !whole.contains('.') => return false,
            _ => {}
        }
    }
    says_so
}

/// The one number of a cell, with what stands before and after it.
fn number(cell: &str) -> Option<(&str, &str, &str)> {
    let start = cell.find(|c: char| c.is_ascii_digit())?;
    let len =
        cell[start..].find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(cell.len() - start);
    let number = cell[start..start + len].trim_end_matches([',', '.']);
    let after = &cell[start + number.len()..];
    (!after.contains(|c: char| c.is_ascii_digit())).then_some((&cell[..start], number, after))
}

/// A cell whose number has a decimal comma, with a point instead.
fn with_point(cell: &str) -> Option<String> {
    let (before, number, after) = number(cell)?;
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let mut groups = whole.split('.');
    let is_grouped = groups.next().is_some_and(|first| first.len() <= 3) && groups.all(|group| group.len() == 3);
    let is_parted = whole.contains('.');
    if is_parted && !is_grouped || decimals.contains([',', '.']) {
        return None;
    }
    let point = if decimals.is_empty() { "" } else { "." };
    Some(format!("{before}{}{point}{decimals}{after}", whole.replace('.', ",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, expected: &str) {
        assert_eq!(read(table.as_bytes(), Format::Csv, &Limits::default()).unwrap().text, expected);
    }

    #[test]
    fn rows_are_blocks() {
        check("Year,Tonnes\n2031,4.2\n", "Year\tTonnes\n\n2031\t4.2");
        check("a,\"b, c\"\n\n,d\n", "a\tb, c\n\n\td");
    }

    #[test]
    fn the_rows_tell_what_parts_the_cells() {
        check("Year;Costs, € million\n2031;42\n2032;43", "Year\tCosts, € million\n\n2031\t42\n\n2032\t43");
        check("Year;Costs, € million\n2031;4,2", "Year\tCosts, € million\n\n2031\t4.2");
        check("Traffic\nYear,Tonnes\n2031,4\n2032,5", "Traffic\n\nYear\tTonnes\n\n2031\t4\n\n2032\t5");
        check("4,2;4,3\n4,4;4,5", "4.2\t4.3\n\n4.4\t4.5");
    }

    #[test]
    fn decimal_commas_are_points() {
        check("Year;Tonnes\n2031;4,2\n2032;4,300", "Year\tTonnes\n\n2031\t4.2\n\n2032\t4.300");
        check("a;€ 1.234,50\nb;-12,5 %\nc;1.234", "a\t€ 1,234.50\n\nb\t-12.5 %\n\nc\t1,234");
        check("02.10.2031;4,2\nx;in 2031, in May", "02.10.2031\t4.2\n\nx\tin 2031, in May");
        // Nothing says that these are decimal.
        check("a;4,200\nb;1,500", "a\t4,200\n\nb\t1,500");
        check("a;4.2\nb;1,50", "a\t4.2\n\nb\t1,50");
        check("a;1,234,567\nb;1,50", "a\t1,234,567\n\nb\t1,50");
    }

    #[test]
    fn rows_are_places() {
        let document = read(b"a,b\n\n1,2\n", Format::Csv, &Limits::default()).unwrap();
        let rows: Vec<_> = document.places.iter().map(|place| (place.at, place.kind.clone())).collect();
        assert_eq!(rows, [(0, PlaceKind::Row(1)), (5, PlaceKind::Row(2))]);
    }
}
