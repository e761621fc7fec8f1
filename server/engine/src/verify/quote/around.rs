//! What stands around a quotation, in the source and in the claim.

use crate::sources::Article;
use crate::text::{Span, is_function_word, is_quotation_mark, words};

/// Whether a text has a name or a pronoun that could be a speaker's.
pub fn names_somebody(text: &str) -> bool {
    const SPEAKERS: [&str; 8] = ["he", "she", "they", "i", "we", "it", "who", "officials"];
    let is_name = |span: Span| text[span].starts_with(char::is_uppercase);
    words(text)
        .iter()
        .enumerate()
        .any(|(number, (span, folded))| SPEAKERS.contains(&folded.as_str()) || (number > 0 && is_name(*span)))
}

/// Whether a text has a name that stands near a quotation of the source: in its sentence or in the ones beside it.
pub fn names_one_of(text: &str, article: &Article, quoted: Span) -> bool {
    let sentences = article.sentences();
    let first = sentences.partition_point(|sentence| sentence.end <= quoted.start).saturating_sub(1);
    let last = sentences.partition_point(|sentence| sentence.start < quoted.end).min(sentences.len().saturating_sub(1));
    let (Some(first), Some(last)) = (sentences.get(first), sentences.get(last)) else { return false };
    let near = &article.text()[first.cover(*last)];
    let named = |text: &str| -> Vec<String> {
        let words = words(text).into_iter();
        let names = words.filter(|(span, folded)| {
            text[*span].starts_with(char::is_uppercase) && !is_function_word(folded) && folded.len() > 1
        });
        names.map(|(_, folded)| folded.strip_suffix("'s").unwrap_or(&folded).to_owned()).collect()
    };
    let known = named(near);
    named(text).iter().any(|name| known.contains(name))
}

/// Whether a span of an article stands inside quotation marks of its paragraph.
pub fn is_quoted(article: &Article, span: Span) -> bool {
    let text = article.text();
    let paragraph = article.paragraphs().get(article.paragraph_at(span.start)).copied().unwrap_or_default();
    let before = &text[paragraph.start.min(span.start)..span.start];
    let last = before.char_indices().rev().find(|&(_, c)| is_quotation_mark(c) && c != '\'' && c != '’');
    match last {
        Some((_, '“' | '„' | '«')) => true,
        Some((_, '"')) => before.matches('"').count() % 2 == 1,
        _ => false,
    }
}
