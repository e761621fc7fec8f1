//! Any text is a document.

use super::read;
use crate::markup::Briefing;
use crate::text::Span;

/// Looks at every place that a briefing names.
fn look(briefing: &Briefing) {
    let text = briefing.text.as_str();
    let _ = briefing
        .citations
        .iter()
        .map(|citation| text[citation.span].len() + text[citation.key_span].len())
        .sum::<usize>();
    let _ = briefing.problems.iter().map(|problem| text[problem.span].len()).sum::<usize>();
    let _ = briefing.directives.iter().map(|directive| text[directive.scope].len()).sum::<usize>();
    for unit in &briefing.units {
        let prose = unit.prose.text();
        assert!(text[unit.span].len() <= text.len());
        let mut end = 0;
        for stretch in &unit.stretches {
            assert_eq!(stretch.span.start, end, "{text:?}");
            assert!(!prose[stretch.span].is_empty(), "{text:?}");
            assert!(stretch.citations.iter().all(|&id| id < briefing.citations.len()));
            end = stretch.span.end;
        }
        assert_eq!(end, prose.len(), "{text:?}");
        for quotation in &unit.quotations {
            assert!(quotation.span.contains(quotation.content), "{text:?}");
            assert!(prose[quotation.span].len() >= prose[quotation.content].len());
        }
        for (at, c) in prose.char_indices() {
            let origin = unit.prose.origin(Span::new(at, at + c.len_utf8()));
            assert!(text.get(origin.range()).is_some(), "{text:?}");
        }
    }
}

/// What a document is put together from.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "a", "B", " ", ".", "\n", "\n\n", "[@k]", "[@", "@k", "[", "]", "(", ")", "*", "**", "_", "~~", "`", "```\n",
    "> ", "- ", "1. ", "# ", "|", "|---|\n", "[^1]", "[^1]: ", "^[", "<!-- ", "-->", "briefcheck: ", "off ",
    "calc 3 = 1+2", "= 1", "\"", "“", "”", "'", "’", "«", "&amp;", "&", "\\", "<b>", "http://x.y",
    "[x](sources/a#L1)", "[r]: x\n", "---\n", "sources:\n", "  k: p\n", "    ", "\t", "\r\n", "é", "\u{FEFF}", "\0",
    ":", "! ", "![", "12%", "; ", ", ",
];

#[test]
fn random_markup() {
    let mut seed = 7_u64;
    for round in 0..3000 {
        let text: String = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            PARTS[(seed >> 33) as usize % PARTS.len()]
        })
        .take(5 + round % 60)
        .collect();
        look(&read(&text));
    }
}

#[test]
fn the_same_over_and_over() {
    for part in PARTS {
        look(&read(&part.repeat(3000)));
    }
}
