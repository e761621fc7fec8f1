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
    row(out, HEAD.map(str::to_owned))?;
    for memo in &dossier.memos {
        for (at, item) in memo.items.iter().enumerate() {
            row(out, cells(dossier, memo, at, item))?;
        }
    }
    Ok(())
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

fn row<const N: usize>(out: &mut dyn Write, cells: [String; N]) -> io::Result<()> {
    write!(out, "{}\r\n", cells.map(|text| cell(&text)).join(","))
}

/// A cell, in quotation marks where it needs them. What a spreadsheet would run as a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let text = &visible(text);
    let is_number = text.chars().skip(1).all(|c| c.is_ascii_digit() || ".,%".contains(c));
    let is_formula = text.starts_with(['=', '@', '\t', '\r']) || (text.starts_with(['+', '-']) && !is_number);
    let safe = if is_formula { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(cell(text), expected);
    }

    #[test]
    fn what_parts_cells_is_quoted() {
        check("plain words", "plain words");
        check("one, two", "\"one, two\"");
        check("a \"quay\"\nof stone", "\"a \"\"quay\"\" of stone\"");
        check("a\u{1b}[31m", "a␛[31m");
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
