//! Figures that begin with some digits, with what they count.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use briefcheck_engine::sources::SourceId;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::{About, Proposal, covering, stands, telling_words};
use crate::lsp::server::snapshot::At;

/// How many sources are looked into where none is cited, and how many figures are offered.
const SOURCES: usize = 8;
const MOST: usize = 40;

/// The figures of the covering sources, else of those that speak of the same, that begin with the digits at `typed`.
pub fn proposals(at: &At<'_>, uri: &Uri, typed: Span) -> Vec<Proposal> {
    let library = &at.part.remembered.library;
    let digits = at.draft.text(typed);
    let rope = at.draft.rope();
    let line = rope.line_to_byte(rope.byte_to_line(typed.start));
    let before = at.draft.text(Span::new(line, typed.start));
    let telling = telling_words(at);
    let (mut sources, _) = covering(at);
    if sources.is_empty() {
        let words: Vec<&str> = telling.iter().map(String::as_str).collect();
        sources = library.with_most(&words, SOURCES);
    }
    let mut found: Vec<(usize, SourceId, Span, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for source in sources {
        let Some(article) = library.article(source) else { continue };
        let index = article.words();
        let ids: Vec<_> = telling.iter().filter_map(|word| index.find(word)).collect();
        for placed in article.figures().iter().filter(|placed| placed.figure.within.is_none()) {
            let figure = &placed.figure;
            let number = &article.text()[figure.span];
            let sign = number.len() - number.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            if !ungrouped(&number[sign..]).starts_with(&ungrouped(&digits)) {
                continue;
            }
            // A sign that is there already is not written twice.
            let skipped = if sign > 0 && before.ends_with(&number[..sign]) { sign } else { 0 };
            let span = figure.noun.map_or(figure.span, |noun| figure.span.cover(noun));
            let words = &article.text()[Span::new(span.start + skipped, span.end)];
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if !seen.insert((source, words.clone())) {
                continue;
            }
            let here = &index.ids()[placed.setting.sentence.clone()];
            let shared = ids.iter().filter(|id| here.contains(id)).count();
            found.push((shared, source, span, words));
        }
    }
    found.sort_by_key(|(shared, ..)| Reverse(*shared));
    let proposal = |(_, source, span, words): (usize, SourceId, Span, String)| Proposal {
        label: words.clone(),
        kind: CompletionItemKind::VALUE,
        from: Some(stands(library, source, span)),
        detail: library.source(source).meta.title.clone(),
        span: typed,
        filter: format!("{digits}{words}"),
        text: words,
        about: Some(About {
            uri: uri.clone(),
            key: library.source(source).key.clone(),
            at: Some((span.start, span.end)),
        }),
    };
    found.into_iter().take(MOST).map(proposal).collect()
}

/// A number without what groups its digits.
fn ungrouped(number: &str) -> String {
    number.replace(',', "")
}
