//! The sources' texts, with every passage marked that an item rests on.

use std::collections::{BTreeMap, BTreeSet};

use briefcheck_engine::text::Span;

use super::super::model::Dossier;
use super::escape::Escaped;
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
pub(super) fn render(dossier: &Dossier<'_>) -> String {
    let mut used: BTreeMap<usize, Vec<Used>> = BTreeMap::new();
    for (memo, of) in dossier.memos.iter().enumerate() {
        for (at, item) in of.items.iter().enumerate() {
            for passage in &item.passages {
                used.entry(passage.reading).or_default().push(Used { span: passage.span, item: id(memo, at) });
            }
        }
    }
    let none = Vec::new();
    (0..dossier.shelf.readings.len())
        .map(|reading| text(dossier, reading, used.get(&reading).unwrap_or(&none)))
        .collect()
}

fn text(dossier: &Dossier<'_>, number: usize, used: &[Used]) -> String {
    let reading = &dossier.shelf.readings[number];
    let source = &dossier.shelf.sources[reading.source];
    let article = &reading.article;
    let layers = Layers::new(used.iter().enumerate().map(|(at, used)| (used.span, at)));
    let n = number + 1;
    let meta = [source.meta.author.as_deref(), source.meta.publisher.as_deref(), source.meta.date.as_deref()];
    let meta: Vec<&str> = meta.into_iter().flatten().chain([source.file.as_str()]).collect();
    let status = match source.status() {
        "" => String::new(),
        status => format!(" <strong class=\"status\">{status}</strong>"),
    };
    let part = match &reading.marks {
        (None, None) => String::new(),
        (start, stop) => {
            let mark = |word: &str, words: &Option<String>| {
                words.as_ref().map(|words| format!("{word} “{}”", Escaped(words.trim())))
            };
            let ends: Vec<String> = [mark("from", start), mark("up to", stop)].into_iter().flatten().collect();
            format!("<p class=\"part\">The article as its declaration marks it: {}.</p>", ends.join(" "))
        }
    };
    let mut html = format!(
        "<section class=\"source\" id=\"s{n}\" data-source=\"{}\" data-key=\"{}\" aria-labelledby=\"t{n}\"><header>\
         <h3 id=\"t{n}\">{}{status}</h3><p>{}</p>{part}</header>\n",
        reading.source + 1,
        Escaped(source.key()),
        Escaped(source.name()),
        Escaped(&meta.join(" · "))
    );
    let paragraphs = article.paragraphs();
    let near = |at: usize| {
        let from = paragraphs[at.saturating_sub(BESIDE)].start;
        let to = paragraphs[(at + BESIDE).min(paragraphs.len() - 1)].end;
        used.iter().any(|used| used.span.overlaps(Span::new(from, to)))
    };
    let is_shown = |at: usize| article.text().len() <= WHOLE || near(at);
    let mut left_out = 0;
    for (at, &span) in paragraphs.iter().enumerate() {
        if !is_shown(at) {
            left_out += 1;
            continue;
        }
        html.push_str(&gap(std::mem::take(&mut left_out)));
        html.push_str(&paragraph(n, at + 1, article.text(), span, &layers, used));
    }
    html + &gap(left_out) + "</section>\n"
}

/// That some paragraphs are not shown.
fn gap(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "<p class=\"gap\">1 paragraph is left out</p>\n".to_owned(),
        count => format!("<p class=\"gap\">{count} paragraphs are left out</p>\n"),
    }
}

fn paragraph(source: usize, number: usize, text: &str, span: Span, layers: &Layers, used: &[Used]) -> String {
    let mut words = String::new();
    let mut items = BTreeSet::new();
    for (part, owners) in layers.cut(span) {
        let shown = Escaped(&text[part]);
        if owners.is_empty() {
            words.push_str(&shown.to_string());
            continue;
        }
        let mut own: Vec<&str> = owners.iter().map(|&at| used[at].item.as_str()).collect();
        own.dedup();
        items.extend(owners.iter().map(|&at| used[at].item.as_str()));
        words.push_str(&format!("<span class=\"rests\" data-i=\"{}\">{shown}</span>", own.join(" ")));
    }
    let label = if items.is_empty() {
        format!("<span class=\"pilcrow\">¶ {number}</span>")
    } else {
        let (count, noun) = (items.len(), if items.len() == 1 { "item rests" } else { "items rest" });
        format!(
            "<a class=\"pilcrow\" href=\"#s{source}-{number}\" aria-label=\"¶ {number}: {count} {noun} on this paragraph\">\
             ¶ {number}<span class=\"count\">{count}</span></a>"
        )
    };
    format!("<div class=\"paragraph\" id=\"s{source}-{number}\">{label}<p>{words}</p></div>\n")
}
