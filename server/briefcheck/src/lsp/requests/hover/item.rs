//! What the sources say of a quotation, a figure, a name, a claim.

use std::collections::HashSet;

use briefcheck_desk::Part;
use briefcheck_engine::rules::{Finding, Outcome};
use briefcheck_engine::sources::{Article, Meta};
use briefcheck_engine::text::{Span, is_function_word, stem, words};
use briefcheck_engine::verify::quotation::DifferenceKind;
use briefcheck_engine::verify::{Check, Evidence, Kind, QuoteFault, Verdict};

use super::passage::{self, Mark, MarkKind};
use crate::lsp::requests::markup::Markup;
use crate::lsp::server::snapshot::{At, Snapshot};
use crate::lsp::uri;

/// How many passages are shown.
const MOST_PASSAGES: usize = 3;

/// What there is to say of the innermost item at a place of which anything is, and where it stands.
pub fn card(snapshot: &Snapshot, at: &At<'_>, markup: Markup) -> Option<(Span, Vec<String>)> {
    at.part.checks_at(at.in_part).into_iter().find_map(|check| {
        let paragraphs = paragraphs(snapshot, at, check, markup);
        (!paragraphs.is_empty()).then(|| (at.part.placed.origin(check.span), paragraphs))
    })
}

fn paragraphs(snapshot: &Snapshot, at: &At<'_>, check: &Check, markup: Markup) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let reading = (!check.reading.is_empty()).then(|| format!("read as {}", markup.words(&check.reading)));
    if at.part.outcome_of(check) == Outcome::Unasked {
        return reading.into_iter().collect();
    }
    let finding = at.part.finding_of(check);
    let outcome = at.part.outcome_of(check);
    let why = outcome.why(&at.part.placed.briefing().directives);
    // A client that shows the finding above the hover says it already.
    if finding.is_none() || !snapshot.session.options.shows_findings {
        paragraphs.push(verdict(
            &check.how.told(&at.part.remembered.library),
            outcome,
            finding,
            why.as_deref(),
            markup,
        ));
    }
    let evidence = finding.map_or(&check.evidence, |finding| &finding.evidence);
    for evidence in evidence.iter().take(MOST_PASSAGES) {
        if let Some(article) = at.part.remembered.library.article(evidence.source) {
            let marks = marks(&at.part, check, evidence, article);
            paragraphs.extend(origin(snapshot, at, evidence, article, markup));
            paragraphs.push(passage::quotation(markup, article, evidence.span, &marks));
        }
    }
    // What led to the verdict says it already.
    let is_told = finding.is_none() && why.is_none() && outcome != Outcome::Unverifiable;
    paragraphs.extend(reading.filter(|_| !is_told));
    paragraphs
}

/// The verdict in a word or two, and what led to it.
fn verdict(how: &str, outcome: Outcome, finding: Option<&Finding>, why: Option<&str>, markup: Markup) -> String {
    let why = match (finding, outcome) {
        (Some(finding), _) => finding.message.as_str(),
        (None, Outcome::Unverifiable) => "a source that covers it can't be read",
        (None, _) => why.unwrap_or(how),
    };
    let name = if let Outcome::ItemAtFault(..) = outcome { outcome.counted().name() } else { outcome.name() };
    let verdict = markup.strong(&name.replace('-', " "));
    if why.is_empty() { verdict } else { format!("{verdict}: {}", markup.said(why)) }
}

/// What of a passage is marked: what an altered quotation has otherwise, the words that a claim shares with it, else
/// all of it.
fn marks<'a>(part: &'a Part<'_>, check: &'a Check, evidence: &Evidence, article: &Article) -> Vec<Mark<'a>> {
    let unit = part.placed.briefing().units.get(check.unit);
    let prose = unit.map_or("", |unit| unit.prose.text());
    match (&check.verdict, check.kind) {
        (Verdict::Quote(QuoteFault::Altered { differences, .. }), _) => {
            let quotation = unit.and_then(|unit| unit.quotations.iter().find(|other| other.span == check.prose));
            let Some(quotation) = quotation else { return Vec::new() };
            let content = &prose[quotation.content];
            let mut marks: Vec<Mark<'_>> = differences
                .iter()
                .filter(|difference| evidence.span.contains(difference.source))
                .map(|difference| {
                    // Words in another order are all there.
                    let is_order = difference.kind == DifferenceKind::Order;
                    let ours = if is_order { "" } else { content.get(difference.quoted.range()).unwrap_or_default() };
                    Mark { span: difference.source, kind: MarkKind::For(ours) }
                })
                .collect();
            marks.sort_by_key(|mark| mark.span);
            marks
        }
        (_, Kind::Claim) => {
            let shared = shared(&prose[check.prose], article, evidence.span);
            shared.into_iter().map(|span| Mark { span, kind: MarkKind::Matched }).collect()
        }
        _ => vec![Mark { span: evidence.span, kind: MarkKind::Matched }],
    }
}

/// The words of a passage that a claim has as well, in whatever form; neighbours together.
pub fn shared(claim: &str, article: &Article, span: Span) -> Vec<Span> {
    let telling = |word: &(Span, String)| !is_function_word(&word.1);
    let claimed: HashSet<String> =
        words(claim).iter().filter(|word| telling(word)).map(|(_, word)| stem(word)).collect();
    let text = article.text();
    let mut shared: Vec<Span> = Vec::new();
    let passage = words(&text[span]);
    for (word, _) in passage.iter().filter(|word| telling(word) && claimed.contains(&stem(&word.1))) {
        let word = word.shifted(span.start);
        match shared.last_mut() {
            Some(last) if text[last.end..word.start].trim().is_empty() => last.end = word.end,
            _ => shared.push(word),
        }
    }
    shared
}

/// Where a passage stands, and in what.
fn origin(snapshot: &Snapshot, at: &At<'_>, evidence: &Evidence, article: &Article, markup: Markup) -> Option<String> {
    let library = &at.part.remembered.library;
    let source = library.source(evidence.source);
    let location = snapshot.location(at.draft, library, evidence)?;
    let path = Snapshot::source_path(at.draft, library, evidence.source)?;
    let line = location.range.start.line + 1;
    // The lines of an extract are not the file's: its page is.
    let place = if article.is_extract() {
        let page = article.landmarks().page(evidence.span.start);
        markup.link(&snapshot.shown(&path), &uri::at_page(&location.uri, page))
    } else {
        markup.link(&format!("{}:{line}", snapshot.shown(&path)), &format!("{}#L{line}", location.uri.as_str()))
    };
    let named = article.place(evidence.span.start);
    let about = about(&source.meta, markup);
    let about = if about.is_empty() { String::new() } else { format!("{about} – ") };
    Some(format!("{about}{place}, {named}"))
}

/// A source's title, publisher and date, as far as they are known.
pub fn about(meta: &Meta, markup: Markup) -> String {
    let title = meta.title.as_deref().map(|title| markup.strong(title));
    let rest = meta.published().map(|words| markup.words(words));
    title.into_iter().chain(rest).collect::<Vec<_>>().join(", ")
}
