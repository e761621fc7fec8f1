//! The evidence as a table: a row an item, for spreadsheets. As RFC 4180 has it, in UTF-8.

use std::io::{self, Write};

use super::super::visible;
use super::model::{Dossier, Item, Memo};

const HEAD: [&str; 18] = [
    "briefing",
    "number",
    "line",
    "column",
    "section",
    "kind",
    "text",
    "outcome",
    "verdict",
    "rule",
    "message",
    "how",
    "searched",
    "source",
    "source_line",
    "paragraph",
    "source_text",
    "score",
];

pub(super) fn write(out: &mut dyn Write, dossier: &Dossier<'_>) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEAD)?;
    for memo in &dossier.memos {
        for (at, item) in memo.items.iter().enumerate() {
            table.write_record(cells(dossier, memo, at, item).map(|text| cell(&text)))?;
        }
    }
    table.flush()
}

fn cells(dossier: &Dossier<'_>, memo: &Memo<'_>, at: usize, item: &Item) -> [String; HEAD.len()] {
    let place = memo.checked.lines.position(&memo.checked.text, item.span.start);
    let searched: Vec<&str> = item.searched.iter().map(|&source| dossier.shelf.sources[source].key()).collect();
    let best = item.passages.first();
    let of = |about: &dyn Fn(&super::model::Passage) -> String| best.map(about).unwrap_or_default();
    [
        memo.file.clone(),
        (at + 1).to_string(),
        place.line.to_string(),
        place.column.to_string(),
        memo.sections.get(item.section).map(|section| section.title.clone()).unwrap_or_default(),
        item.kind.to_owned(),
        memo.words(item).to_owned(),
        item.outcome.name().to_owned(),
        item.class().name().to_owned(),
        item.rule.map_or("", |rule| rule.name).to_owned(),
        item.message.clone(),
        item.how.clone(),
        searched.join(" "),
        of(&|passage| dossier.shelf.sources[dossier.shelf.readings[passage.reading].source].file.clone()),
        of(&|passage| {
            let article = &dossier.shelf.readings[passage.reading].article;
            article.lines().position(article.file(), article.origin(passage.span).start).line.to_string()
        }),
        of(&|passage| passage.paragraph.to_string()),
        of(&|passage| dossier.words(passage).to_owned()),
        of(&|passage| super::super::score(passage.score).to_string()),
    ]
}

/// What stands in a cell. What a spreadsheet would run as a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let text = &visible(text);
    let is_number = text.chars().skip(1).all(|c| c.is_ascii_digit() || ".,%".contains(c));
    let is_formula = text.starts_with(['=', '@', '\t', '\r']) || (text.starts_with(['+', '-']) && !is_number);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_briefing;
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(cell(text), expected);
    }

    #[test]
    fn nothing_steers_a_terminal() {
        check("plain words", "plain words");
        check("one\nline", "one line");
        check("a\u{1b}[31m", "a␛[31m");
    }

    #[test]
    fn what_parts_cells_is_quoted() {
        let table = with_briefing("It \"carried, once, 9 trains\" [@harbour].", |dossier| {
            let mut table = Vec::new();
            write(&mut table, dossier).unwrap();
            String::from_utf8(table).unwrap()
        });
        assert!(table.contains(",\"\"\"carried, once, 9 trains\"\"\","), "{table}");
        assert!(table.lines().count() > 1 && table.ends_with("\r\n"), "{table}");
    }

    #[test]
    fn nothing_is_a_formula() {
        check("=HYPERLINK(A1)", "'=HYPERLINK(A1)");
        check("@SUM(A1)", "'@SUM(A1)");
        check("+1+cmd", "'+1+cmd");
        check("-9.8%", "-9.8%");
        check("+10.1%", "+10.1%");
    }
}
