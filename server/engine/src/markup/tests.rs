//! Whole documents: what their units are, and what covers them.

use super::*;

mod coverage;
mod directives;
mod footnotes;
mod hostile;
mod reading;

/// Reads a document in which links to `sources/…` are citations.
fn read(text: &str) -> Briefing {
    Briefing::read(text, &|path| path.starts_with("sources/"))
}

/// Checks the units of a document, one a line: `kind: stretch ← keys | stretch ← keys`, with the keys that are borrowed
/// in parentheses and `–` for none.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let briefing = read(text);
    let found: Vec<String> = briefing.units.iter().map(|unit| render(&briefing, unit)).collect();
    assert_eq!(found, expected, "{text}");
}

fn render(briefing: &Briefing, unit: &Unit) -> String {
    let kind = match unit.kind {
        UnitKind::Sentence => "sentence",
        UnitKind::Cell => "cell",
        UnitKind::Heading => "heading",
        UnitKind::Item => "item",
        UnitKind::BlockQuotation => "quotation",
    };
    let prose = unit.prose.text();
    let stretches = unit.stretches.iter().map(|stretch| {
        let keys: Vec<&str> = stretch.citations.iter().map(|&id| briefing.citations[id].key.as_str()).collect();
        let keys = match (keys.join(" "), stretch.force) {
            (none, _) if none.is_empty() => "–".to_owned(),
            (keys, Force::Own) => keys,
            (keys, Force::Borrowed) => format!("({keys})"),
        };
        format!("{} ← {keys}", prose[stretch.span].trim())
    });
    format!("{kind}: {}", stretches.collect::<Vec<_>>().join(" | "))
}
