//! The turns of phrase that messages share.

use super::{Context, Edit, Fix, Safety};
use crate::sources::SourceId;
use crate::text::Span;
use crate::verify::{Check, Evidence};

/// The longest passage that a message repeats, in characters.
const LONGEST_PASSAGE: usize = 90;

/// A source by its key.
pub fn key<'a>(cx: &Context<'a>, source: SourceId) -> &'a str {
    &cx.library.source(source).key
}

/// Several sources by their keys: `a`, `a and b`, `a, b and c`.
pub fn keys(cx: &Context<'_>, sources: &[SourceId]) -> String {
    list(&sources.iter().map(|&source| key(cx, source).to_owned()).collect::<Vec<_>>())
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// Where evidence stands: `¶ 5 of press`.
pub fn place(cx: &Context<'_>, evidence: &Evidence) -> String {
    match cx.library.article(evidence.source) {
        Some(article) => format!("¶ {} of {}", article.paragraph_at(evidence.span.start) + 1, key(cx, evidence.source)),
        None => key(cx, evidence.source).to_owned(),
    }
}

/// Words of a source in quotation marks, on one line, shortened in the middle.
pub fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = words.chars().count();
    if count <= LONGEST_PASSAGE {
        return format!("“{words}”");
    }
    let half = LONGEST_PASSAGE / 2;
    let head: String = words.chars().take(half).collect();
    let tail: String = words.chars().skip(count - half).collect();
    format!("“{} … {}”", head.trim_end(), tail.trim_start())
}

/// What was searched: `not in press, 7 paragraphs searched`.
pub fn not_in(cx: &Context<'_>, check: &Check) -> String {
    let paragraphs: usize = check
        .searched
        .iter()
        .filter_map(|&source| cx.library.article(source))
        .map(|article| article.paragraphs().len())
        .sum();
    format!("not in {}, {} searched", keys(cx, &check.searched), count(paragraphs, "paragraph"))
}

/// `1 paragraph`, `7 paragraphs`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The words of the unit that a check is about, in bytes of its prose.
pub fn words<'a>(cx: &Context<'a>, check: &Check, span: Span) -> &'a str {
    cx.briefing.units.get(check.unit).map_or("", |unit| &unit.prose.text()[span])
}

/// Cites another source for an item, in place of the one citation that covers it.
pub fn cite_instead(cx: &Context<'_>, check: &Check, source: SourceId) -> Option<Fix> {
    let unit = cx.briefing.units.get(check.unit)?;
    let stretch = unit.stretches.iter().find(|stretch| stretch.span.overlaps(check.prose))?;
    let [citation] = stretch.citations[..] else { return None };
    let citation = cx.briefing.citations.get(citation)?;
    let key = key(cx, source);
    Some(Fix {
        title: format!("Cite @{key}"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: citation.key_span, text: key.to_owned() }],
    })
}

/// Cites a source right after an item.
pub fn cite_after(cx: &Context<'_>, check: &Check, source: SourceId) -> Option<Fix> {
    let key = key(cx, source);
    Some(Fix {
        title: format!("Cite @{key}"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: Span::empty(check.span.end), text: format!(" [@{key}]") }],
    })
}
