//! Places in a source: where the evidence stands, paragraphs, sections, pages.

use std::collections::BTreeSet;

use briefcheck_engine::sources::Article;
use briefcheck_engine::text::Span;
use briefcheck_engine::verify::locator::{headings, page_count};
use tower_lsp::ls_types::{CompletionItemKind, Uri};

use super::{About, Proposal};
use crate::lsp::server::snapshot::At;

/// How many places are offered.
const MOST: usize = 200;

/// The longest piece of a paragraph that is shown, in characters.
const SHOWN: usize = 60;

/// A place: how it is written, what stands there.
struct Located {
    locator: String,
    span: Span,
    /// Why it is first.
    reason: Option<&'static str>,
}

/// The places in the source with this key that begin with what was typed.
pub fn proposals(at: &At<'_>, uri: &Uri, typed: Span, key: &str, is_spaced: bool) -> Vec<Proposal> {
    let library = &at.part.remembered.library;
    let Some(source) = library.find(key) else { return Vec::new() };
    let Some(article) = library.article(source) else { return Vec::new() };
    let written = at.draft.text(typed);
    let evidence = evidence(at, source);
    let mut places: Vec<Located> =
        evidence.iter().filter_map(|&number| paragraph(article, number, Some("the evidence stands there"))).collect();
    let section = |span: Span| Located {
        locator: format!("sec. {}", article.text()[span].split_whitespace().collect::<Vec<_>>().join(" ")),
        span,
        reason: None,
    };
    places.extend(headings(article).into_iter().map(section));
    let page = |number: usize| Located { locator: format!("p. {number}"), span: Span::empty(0), reason: None };
    places.extend((1..=page_count(article)).map(page));
    let rest = (0..article.paragraphs().len()).filter(|number| !evidence.contains(number));
    places.extend(rest.filter_map(|number| paragraph(article, number, None)));
    let begins = |place: &Located| {
        let names = [place.locator.clone(), place.locator.replace('¶', "para."), place.locator.replace("¶ ", "")];
        names.iter().any(|name| name.to_lowercase().starts_with(&written.to_lowercase()))
    };
    let proposal = |place: Located| Proposal {
        kind: CompletionItemKind::REFERENCE,
        from: place.reason.map(str::to_owned),
        detail: Some(shown(article, place.span)).filter(|words| !words.is_empty()),
        span: typed,
        text: if is_spaced { place.locator.clone() } else { format!(" {}", place.locator) },
        is_snippet: false,
        filter: format!("{written}{}", place.locator),
        about: (!place.span.is_empty()).then(|| About {
            uri: uri.clone(),
            key: key.to_owned(),
            at: Some((place.span.start, place.span.end)),
        }),
        label: place.locator,
    };
    places.into_iter().filter(begins).take(MOST).map(proposal).collect()
}

/// The numbers, from 0, of the paragraphs that the items of the unit rest on.
fn evidence(at: &At<'_>, source: briefcheck_engine::sources::SourceId) -> BTreeSet<usize> {
    let briefing = at.part.placed.briefing();
    let Some(article) = at.part.remembered.library.article(source) else { return BTreeSet::new() };
    let holds = |unit: usize| {
        briefing.units.get(unit).is_some_and(|unit| unit.span.start <= at.in_part && at.in_part <= unit.span.end)
    };
    let checks = at.part.remembered.report.checks.iter().filter(|check| holds(check.unit));
    let evidence = checks.flat_map(|check| &check.evidence).filter(|evidence| evidence.source == source);
    evidence.map(|evidence| article.paragraph_at(evidence.span.start)).collect()
}

fn paragraph(article: &Article, number: usize, reason: Option<&'static str>) -> Option<Located> {
    let span = *article.paragraphs().get(number)?;
    Some(Located { locator: format!("¶ {}", number + 1), span, reason })
}

/// How a passage begins.
fn shown(article: &Article, span: Span) -> String {
    let words = article.text()[span].split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}
