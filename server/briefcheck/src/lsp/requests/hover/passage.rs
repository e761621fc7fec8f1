//! A passage of a source with what stands around it.

use briefcheck_engine::sources::Article;
use briefcheck_engine::text::Span;

use crate::lsp::requests::markup::Markup;

/// What is shown of the text before a passage, and after it, at most, in bytes.
const MOST_AROUND: usize = 400;

/// Words of a source that are shown otherwise than the rest.
pub struct Mark<'a> {
    /// The words, in bytes of the article's text; empty where only ours are.
    pub span: Span,
    /// What stands for them.
    pub kind: MarkKind<'a>,
}

/// How some words are shown.
pub enum MarkKind<'a> {
    /// As what matches.
    Matched,
    /// As what stands where the claim has these words.
    For(&'a str),
}

/// A passage as a quotation: the words of `marks`, which are in order and do not overlap, are shown as such; around the
/// passage there is a sentence on either side.
pub fn quotation(markup: Markup, article: &Article, span: Span, marks: &[Mark<'_>]) -> String {
    let sentences = sentences_around(article, span);
    let shown = within_room(article.text(), sentences, span);
    let mut lines = Vec::new();
    for paragraph in article.paragraphs() {
        let line = Span::new(paragraph.start.max(shown.start), paragraph.end.min(shown.end));
        if line.start >= shown.end {
            break;
        }
        if line.is_empty() {
            continue;
        }
        let open = if line.start == shown.start && sentences.start < shown.start { "… " } else { "" };
        let close = if line.end == shown.end && shown.end < sentences.end { " …" } else { "" };
        lines.push(format!("{open}{}{close}", marked(markup, article.text(), line, marks).trim()));
    }
    markup.quotation(&lines)
}

/// The words of a line with its marks.
fn marked(markup: Markup, text: &str, line: Span, marks: &[Mark<'_>]) -> String {
    let mut shown = String::new();
    let mut at = line.start;
    for mark in marks.iter().filter(|mark| mark.span.start < line.end && mark.span.end >= line.start) {
        let start = mark.span.start.clamp(at, line.end);
        let end = mark.span.end.clamp(start, line.end);
        shown.push_str(&markup.words(&text[at..start]));
        match mark.kind {
            MarkKind::Matched => shown.push_str(&markup.strong(&text[start..end])),
            MarkKind::For(ours) => shown.push_str(&markup.changed(ours, &text[start..end])),
        }
        // Words of ours alone stand before the next word of the source.
        if start == end {
            shown.push(' ');
        }
        at = end;
    }
    shown.push_str(&markup.words(&text[at..line.end]));
    shown
}

/// The sentences that a passage stands in, and one on either side.
fn sentences_around(article: &Article, span: Span) -> Span {
    let sentences = article.sentences();
    let first = sentences.partition_point(|sentence| sentence.end <= span.start).saturating_sub(1);
    let last = sentences.partition_point(|sentence| sentence.start < span.end);
    let start = sentences.get(first).map_or(span.start, |sentence| sentence.start);
    let end = sentences.get(last).or(sentences.last()).map_or(span.end, |sentence| sentence.end);
    span.cover(Span::new(start.min(span.start), end))
}

/// As much around a passage as there is room for, in whole words.
fn within_room(text: &str, around: Span, span: Span) -> Span {
    let from = text.ceil_char_boundary(span.start.saturating_sub(MOST_AROUND));
    let to = text.floor_char_boundary((span.end + MOST_AROUND).min(text.len()));
    let first = || text[from..span.start].find(char::is_whitespace).map_or(span.start, |at| from + at);
    let last = || text[span.end..to].rfind(char::is_whitespace).map_or(span.end, |at| span.end + at);
    let start = if around.start < from { first() } else { around.start };
    Span::new(start, if around.end > to { last() } else { around.end })
}
