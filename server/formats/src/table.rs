//! Tables in CSV and TSV.

use csv::ReaderBuilder;

use crate::document::{About, Document, PlaceKind};
use crate::limits::Limits;
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// Reads a table: a row a block, its cells parted by tabs.
pub(crate) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Unreadable> {
    let text = crate::text::decode(bytes, None);
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if format == Format::Tsv { b'\t' } else { delimiter(text) };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
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
            writer.write(cell);
        }
    }
    writer.finish(format, About::default())
}

/// The mark that parts the cells: the one that the first rows have most often, and as often as each other.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let score = |mark: u8| {
        let mut is_quoted = false;
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| {
                let mut count = 0;
                for byte in line.bytes() {
                    match byte {
                        b'"' => is_quoted = !is_quoted,
                        _ if byte == mark && !is_quoted => count += 1,
                        _ => {}
                    }
                }
                count
            })
            .collect();
        let usual = counts.first().copied().unwrap_or(0);
        if usual == 0 { 0 } else { counts.iter().filter(|&&count| count == usual).count() }
    };
    [b';', b'\t', b'|', b','].into_iter().max_by_key(|&mark| score(mark)).unwrap_or(b',')
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
        check("Year;Tonnes\n2031;4,2\n2032;4,3", "Year\tTonnes\n\n2031\t4,2\n\n2032\t4,3");
        check("a,\"b, c\"\n\n,d\n", "a\tb, c\n\n\td");
    }

    #[test]
    fn rows_are_places() {
        let document = read(b"a,b\n\n1,2\n", Format::Csv, &Limits::default()).unwrap();
        let rows: Vec<_> = document.places.iter().map(|place| (place.at, place.kind.clone())).collect();
        assert_eq!(rows, [(0, PlaceKind::Row(1)), (5, PlaceKind::Row(2))]);
    }
}
