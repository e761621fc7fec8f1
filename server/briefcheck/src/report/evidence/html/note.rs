//! The note on an item: what came of it, how, and what the source says.

use maud::{Markup, html};

use super::super::difference::Part;
use super::super::model::{Dossier, Item, Passage};
use super::{id, kind_name, short};

/// How much of a source is quoted around a passage on either side, in bytes.
const AROUND: usize = 120;

/// The note on an item of a briefing.
pub(super) fn render(dossier: &Dossier<'_>, memo: usize, at: usize) -> Markup {
    let of = &dossier.memos[memo];
    let item = &of.items[at];
    let Item { kind, rule, message, .. } = item;
    let (class, number, id) = (item.class(), at + 1, id(memo, at));
    let rule = rule.map_or("", |rule| rule.name);
    let sources: Vec<String> = item.sources(&dossier.shelf).into_iter().map(|at| (at + 1).to_string()).collect();
    let searched: Vec<&str> = item.searched.iter().map(|&source| dossier.shelf.sources[source].key()).collect();
    html! {
        section class={ "note " (class.name()) } id={ "n" (id) } data-i=(id) data-state=(class.name())
            data-counted=(item.outcome.counted().name()) data-kind=(kind) data-rule=(rule)
            data-sources=(sources.join(" ")) aria-label={ "Note " (number) } {
            p class="verdict" {
                span class="number" { (number) } " " span class="state" { (class.word()) } " "
                span class="kind" { (kind_name(kind)) }
                @if !rule.is_empty() { " " code class="rule" { (rule) } }
            }
            p class="words" { (short(of.words(item))) }
            @if !message.is_empty() { p class="message" { (message) } }
            @if !item.difference.is_empty() { (difference(&item.difference)) }
            @for passage in &item.passages { (self::passage(dossier, passage)) }
            @if item.passages.is_empty() && !item.searched.is_empty() { p class="nothing" { "No passage has it." } }
            @if !item.how.is_empty() { p class="how" { "How: " (item.how) "." } }
            @if !searched.is_empty() {
                p class="searched" { "Searched: " (searched.join(", ")) "." }
            } @else if item.rule.is_none() {
                p class="searched" { "No source is cited for it, so none was searched." }
            }
            @for fix in &item.fixes { p class="fix" { span { "Fix:" } " " (fix) } }
        }
        "\n"
    }
}

/// What the briefing has otherwise than its source: its words struck out, the source's put in.
pub(super) fn difference(parts: &[Part]) -> Markup {
    html! {
        p class="difference" {
            @for part in parts {
                @match part {
                    Part::Same(words) => (words),
                    Part::Changed { briefing, source } => {
                        @let (old, new) = (briefing.trim(), source.trim());
                        @if !old.is_empty() { del { (old) } }
                        @if !old.is_empty() && !new.is_empty() { " " }
                        @if !new.is_empty() { ins { (new) } }
                        // Words that one side lacks part two words of the other.
                        @if briefing.is_empty() { " " }
                    }
                }
            }
        }
    }
}

/// A passage with the words around it.
fn passage(dossier: &Dossier<'_>, passage: &Passage) -> Markup {
    let reading = &dossier.shelf.readings[passage.reading];
    let source = &dossier.shelf.sources[reading.source];
    let text = reading.article.text();
    let paragraph = reading.article.paragraphs().get(passage.paragraph - 1).copied().unwrap_or(passage.span);
    let (start, end) = (passage.span.start, passage.span.end);
    let from = if paragraph.start + AROUND >= start {
        paragraph.start.min(start)
    } else {
        let near = text.ceil_char_boundary(start - AROUND);
        text[near..start].find(' ').map_or(near, |blank| near + blank + 1)
    };
    let to = if end + AROUND >= paragraph.end {
        paragraph.end.max(end)
    } else {
        let near = text.floor_char_boundary(end + AROUND);
        text[end..near].rfind(' ').map_or(near, |blank| end + blank)
    };
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let position = reading.article.lines().position(reading.article.file(), reading.article.origin(passage.span).start);
    let about: Vec<&str> = source.meta.about().collect();
    let about = if about.is_empty() { source.file.clone() } else { about.join(", ") };
    html! {
        figure class="passage" data-reading=(passage.reading + 1) data-paragraph=(passage.paragraph) {
            blockquote {
                (dots(from > paragraph.start)) (text[from..start]) mark { (text[start..end]) } (text[end..to])
                (dots(to < paragraph.end))
            }
            figcaption {
                "¶ " (passage.paragraph) ", line " (position.line) " of " b { (source.key()) } " "
                span class="about" { (about) }
            }
        }
    }
}
