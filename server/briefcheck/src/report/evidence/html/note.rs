//! The note on an item: what came of it, how, and what the source says.

use std::fmt::Write;

use super::super::difference::Part;
use super::super::model::{Dossier, Item, Passage};
use super::escape::Escaped;
use super::{id, kind_name, short};

/// How much of a source is quoted around a passage on either side, in bytes.
const AROUND: usize = 120;

/// The note on an item of a briefing.
pub(super) fn render(dossier: &Dossier<'_>, memo: usize, at: usize) -> String {
    let of = &dossier.memos[memo];
    let item = &of.items[at];
    let Item { kind, rule, message, .. } = item;
    let class = item.class().name();
    let word = item.class().word();
    let id = id(memo, at);
    let rule = rule.map_or("", |rule| rule.name);
    let sources: Vec<String> = item.sources(&dossier.shelf).into_iter().map(|at| (at + 1).to_string()).collect();
    let mut html = format!(
        "<section class=\"note {class}\" id=\"n{id}\" data-i=\"{id}\" data-state=\"{class}\" data-counted=\"{}\" data-kind=\"{kind}\" \
         data-rule=\"{rule}\" data-sources=\"{}\" aria-label=\"Note {}\">",
        item.outcome.counted().name(),
        sources.join(" "),
        at + 1
    );
    let mut put = |part: String| html.push_str(&part);
    put(format!(
        "<p class=\"verdict\"><span class=\"number\">{}</span> <span class=\"state\">{word}</span> \
         <span class=\"kind\">{}</span>",
        at + 1,
        kind_name(kind)
    ));
    if !rule.is_empty() {
        put(format!(" <code class=\"rule\">{rule}</code>"));
    }
    put("</p>".to_owned());
    put(format!("<p class=\"words\">{}</p>", Escaped(short(of.words(item)))));
    if !message.is_empty() {
        put(format!("<p class=\"message\">{}</p>", Escaped(message)));
    }
    if !item.difference.is_empty() {
        put(difference(&item.difference));
    }
    for passage in &item.passages {
        put(self::passage(dossier, passage));
    }
    if item.passages.is_empty() && !item.searched.is_empty() {
        put("<p class=\"nothing\">No passage has it.</p>".to_owned());
    }
    if !item.how.is_empty() {
        put(format!("<p class=\"how\">How: {}.</p>", Escaped(&item.how)));
    }
    let searched: Vec<&str> = item.searched.iter().map(|&source| dossier.shelf.sources[source].key()).collect();
    if !searched.is_empty() {
        put(format!("<p class=\"searched\">Searched: {}.</p>", Escaped(&searched.join(", "))));
    } else if item.rule.is_none() {
        put("<p class=\"searched\">No source is cited for it, so none was searched.</p>".to_owned());
    }
    for fix in &item.fixes {
        put(format!("<p class=\"fix\"><span>Fix:</span> {}</p>", Escaped(fix)));
    }
    html.push_str("</section>\n");
    html
}

pub(super) fn difference(parts: &[Part]) -> String {
    let mut html = "<p class=\"difference\">".to_owned();
    for part in parts {
        let _ = match part {
            Part::Same(words) => write!(html, "{}", Escaped(words)),
            Part::Changed { briefing, source } => {
                let mark = |tag: &str, words: &str| match words.trim() {
                    "" => String::new(),
                    trimmed => format!("<{tag}>{}</{tag}>", Escaped(trimmed)),
                };
                let (old, new) = (mark("del", briefing), mark("ins", source));
                let parting = if old.is_empty() || new.is_empty() { "" } else { " " };
                // Words that one side lacks part two words of the other.
                let after = if briefing.is_empty() { " " } else { "" };
                write!(html, "{old}{parting}{new}{after}")
            }
        };
    }
    html + "</p>"
}

/// A passage with the words around it.
fn passage(dossier: &Dossier<'_>, passage: &Passage) -> String {
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
    format!(
        "<figure class=\"passage\" data-reading=\"{}\" data-paragraph=\"{}\"><blockquote>{}{}<mark>{}</mark>{}{}\
         </blockquote><figcaption>¶ {}, line {} of <b>{}</b> <span class=\"about\">{}</span></figcaption></figure>",
        passage.reading + 1,
        passage.paragraph,
        dots(from > paragraph.start),
        Escaped(&text[from..start]),
        Escaped(&text[start..end]),
        Escaped(&text[end..to]),
        dots(to < paragraph.end),
        passage.paragraph,
        position.line,
        Escaped(source.key()),
        Escaped(&about)
    )
}
