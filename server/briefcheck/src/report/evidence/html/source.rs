//! The sources' texts, with every passage marked that an item rests on.

use std::collections::{BTreeMap, BTreeSet};

use briefcheck_engine::text::Span;
use maud::{Markup, html};

use super::super::model::Dossier;
use super::id;
use super::layers::Layers;

/// A source up to this length is shown whole, in bytes.
const WHOLE: usize = 64 << 10;

/// How many paragraphs are shown beside one with evidence, where not all are.
const BESIDE: usize = 2;

/// A passage of a reading, and whose it is.
struct Used {
    span: Span,
    item: String,
}

/// All texts of all sources.
pub(super) fn render(dossier: &Dossier<'_>) -> Markup {
    let mut used: BTreeMap<usize, Vec<Used>> = BTreeMap::new();
    for (memo, of) in dossier.memos.iter().enumerate() {
        for (at, item) in of.items.iter().enumerate() {
            for passage in &item.passages {
                used.entry(passage.reading).or_default().push(Used { span: passage.span, item: id(memo, at) });
            }
        }
    }
    html! {
        @for reading in 0..dossier.shelf.readings.len() {
            (text(dossier, reading, used.get(&reading).map_or(&[], Vec::as_slice)))
        }
    }
}

fn text(dossier: &Dossier<'_>, number: usize, used: &[Used]) -> Markup {
    let reading = &dossier.shelf.readings[number];
    let source = &dossier.shelf.sources[reading.source];
    let article = &reading.article;
    let layers = Layers::new(used.iter().enumerate().map(|(at, used)| (used.span, at)));
    let n = number + 1;
    let author = source.meta.author.as_deref().into_iter();
    let meta: Vec<&str> = author.chain(source.meta.published()).chain([source.file.as_str()]).collect();
    let (start, stop) = &reading.marks;
    let mark = |word: &str, words: &Option<String>| words.as_ref().map(|words| format!("{word} “{}”", words.trim()));
    let ends: Vec<String> = [mark("from", start), mark("up to", stop)].into_iter().flatten().collect();
    let paragraphs = article.paragraphs();
    let near = |at: usize| {
        let from = paragraphs[at.saturating_sub(BESIDE)].start;
        let to = paragraphs[(at + BESIDE).min(paragraphs.len() - 1)].end;
        used.iter().any(|used| used.span.overlaps(Span::new(from, to)))
    };
    let is_shown = |at: usize| article.text().len() <= WHOLE || near(at);
    let mut parts: Vec<Markup> = Vec::new();
    let mut left_out = 0;
    for (at, &span) in paragraphs.iter().enumerate() {
        if !is_shown(at) {
            left_out += 1;
            continue;
        }
        parts.push(gap(std::mem::take(&mut left_out)));
        parts.push(paragraph(n, at + 1, article.text(), span, &layers, used));
    }
    parts.push(gap(left_out));
    html! {
        section class="source" id={ "s" (n) } data-source=(reading.source + 1) data-key=(source.key())
            aria-labelledby={ "t" (n) } {
            header {
                h3 id={ "t" (n) } {
                    (source.name())
                    @if !source.status().is_empty() { " " strong class="status" { (source.status()) } }
                }
                p { (meta.join(" · ")) }
                @if !ends.is_empty() {
                    p class="part" { "The article as its declaration marks it: " (ends.join(" ")) "." }
                }
            }
            "\n"
            @for part in parts { (part) }
        }
        "\n"
    }
}

/// That some paragraphs are not shown.
fn gap(count: usize) -> Markup {
    html! {
        @match count {
            0 => {}
            1 => { p class="gap" { "1 paragraph is left out" } "\n" }
            count => { p class="gap" { (count) " paragraphs are left out" } "\n" }
        }
    }
}

fn paragraph(source: usize, number: usize, text: &str, span: Span, layers: &Layers, used: &[Used]) -> Markup {
    let parts = layers.cut(span);
    let items: BTreeSet<&str> =
        parts.iter().flat_map(|(_, owners)| owners.iter().map(|&at| used[at].item.as_str())).collect();
    let of = |owners: &[usize]| {
        let mut own: Vec<&str> = owners.iter().map(|&at| used[at].item.as_str()).collect();
        own.dedup();
        own.join(" ")
    };
    let noun = if items.len() == 1 { "item rests" } else { "items rest" };
    let label = format!("¶ {number}: {} {noun} on this paragraph", items.len());
    html! {
        div class="paragraph" id={ "s" (source) "-" (number) } {
            @if items.is_empty() {
                span class="pilcrow" { "¶ " (number) }
            } @else {
                a class="pilcrow" href={ "#s" (source) "-" (number) } aria-label=(label) {
                    "¶ " (number) span class="count" { (items.len()) }
                }
            }
            p {
                @for (part, owners) in &parts {
                    @if owners.is_empty() {
                        (text[*part])
                    } @else {
                        span class="rests" data-i=(of(owners)) { (text[*part]) }
                    }
                }
            }
        }
        "\n"
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use briefcheck_engine::sources::{Article, Format};

    use super::super::super::model::Dossier;
    use super::super::super::sources::{Reading, Shelf, SourceOf};
    use super::*;

    /// A text of this many paragraphs, with passages in some of them; says which paragraphs are shown.
    fn shown(paragraphs: usize, used: &[usize]) -> Vec<String> {
        let text = vec!["A paragraph of some length, that says nothing."; paragraphs].join("\n\n");
        let article = Article::of_text(&text, Format::Text);
        let source = SourceOf {
            file: "a.txt".to_owned(),
            keys: vec!["a".to_owned()],
            meta: Default::default(),
            fingerprint: Ok(String::new()),
            readings: vec![0],
        };
        let mut shelf = Shelf::default();
        shelf.sources.push(source);
        shelf.readings.push(Reading { source: 0, marks: (None, None), article: Arc::clone(&article) });
        let passage = |&at: &usize| Used { span: article.paragraphs()[at - 1], item: "1-1".to_owned() };
        let used: Vec<Used> = used.iter().map(passage).collect();
        let html = super::text(&Dossier { memos: Vec::new(), shelf }, 0, &used).into_string();
        let ids = html.lines().filter_map(|line| {
            let paragraph = line.split_once("id=\"s1-").and_then(|(_, rest)| rest.split('"').next());
            let gap = line.strip_prefix("<p class=\"gap\">").and_then(|rest| rest.split(' ').next());
            paragraph.map(str::to_owned).or_else(|| gap.map(|count| format!("({count})")))
        });
        ids.collect()
    }

    #[test]
    fn a_small_source_is_whole() {
        assert_eq!(shown(3, &[]), ["1", "2", "3"]);
    }

    #[test]
    fn of_a_large_source_what_is_near_the_evidence_is_shown() {
        let many = WHOLE / 40;
        let rest = format!("({})", many - 12);
        assert_eq!(shown(many, &[1, 10]), ["1", "2", "3", "(4)", "8", "9", "10", "11", "12", &rest]);
        assert_eq!(shown(many, &[]), [format!("({many})")]);
    }

    #[test]
    fn a_part_knows_every_item_that_rests_on_it() {
        let used = [(0, 5, "1-1"), (2, 8, "1-2"), (2, 8, "1-3")];
        let used = used.map(|(start, end, item)| Used { span: Span::new(start, end), item: item.to_owned() });
        let layers = Layers::new(used.iter().enumerate().map(|(at, used)| (used.span, at)));
        let html = paragraph(1, 1, "abcdefghij", Span::new(0, 10), &layers, &used).into_string();
        let parts = "<p><span class=\"rests\" data-i=\"1-1\">ab</span><span class=\"rests\" data-i=\"1-1 1-2 1-3\">cde</span>\
                     <span class=\"rests\" data-i=\"1-2 1-3\">fgh</span>ij</p>";
        assert!(html.contains(parts), "{html}");
        assert!(html.contains("¶ 1: 3 items rest on this paragraph"), "{html}");
    }
}
