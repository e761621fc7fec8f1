//! `textDocument/completion`, `completionItem/resolve`: what the sources really say, keys, locators, directives, paths.

mod directive;
mod figure;
mod key;
mod likely;
mod locator;
mod name;
mod path;
mod place;
mod quotation;
mod trying;

use briefcheck_engine::figures::currency_signs;
use briefcheck_engine::markup::{Force, Unit};
use briefcheck_engine::sources::{Library, Source, SourceId};
use briefcheck_engine::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionOptions,
    CompletionParams, CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent,
    MarkupKind, TextEdit, Uri,
};

use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};
use crate::report::visible;
use likely::Before;
use place::Place;

/// How far back from the cursor a paragraph is looked at, in bytes.
const REACH: usize = 4096;

/// What makes a client ask, beside digits, the signs of money and the capitals of names. A blank parts the words of a quotation: it goes on after it.
const TRIGGERS: [&str; 11] = ["@", "\"", "“", "«", "‘", "'", "[", ",", ":", "-", " "];

/// What the server offers.
pub fn options() -> CompletionOptions {
    let begins = ('0'..='9').chain('A'..='Z').chain(currency_signs()).map(String::from);
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(TRIGGERS.map(str::to_owned).into_iter().chain(begins).collect()),
        ..CompletionOptions::default()
    }
}

/// Something that may be put in.
struct Proposal {
    label: String,
    kind: CompletionItemKind,
    /// Where it comes from, in short.
    from: Option<String>,
    detail: Option<String>,
    /// What is replaced, in bytes of the briefing; on one line.
    span: Span,
    text: String,
    /// Whether the text has places to fill.
    is_snippet: bool,
    /// What the text that is replaced is held against.
    filter: String,
    about: Option<About>,
}

impl Proposal {
    /// Takes another text, and shows it as far as the old one was shown.
    fn put_in(&mut self, text: String) {
        let unshown = self.text.strip_prefix(&self.label);
        if let Some(shown) = unshown.and_then(|rest| text.strip_suffix(rest)) {
            self.label = shown.to_owned();
        }
        self.text = text;
    }
}

/// What a proposal is documented by.
#[derive(Debug, Deserialize, Serialize)]
struct About {
    /// The briefing.
    uri: Uri,
    /// The key of the source.
    key: String,
    /// The passage, in bytes of the article's text.
    at: Option<(usize, usize)>,
}

/// What can be put in at a place.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn completion(snapshot: &Snapshot, params: &CompletionParams) -> Result<Option<CompletionResponse>, Cancelled> {
    let place = &params.text_document_position;
    let uri = &place.text_document.uri;
    let Some(at) = snapshot.at(uri, place.position) else { return Ok(None) };
    let (before, after) = around(&at);
    let is_in_front_matter = at.draft.front_matter().span.is_some_and(|span| span.contains_offset(at.offset));
    let place = if is_in_front_matter { place::in_front_matter(&before) } else { place::place(&before) };
    let Some(place) = place else { return Ok(None) };
    let typed = Span::new(at.offset - place.typed(), at.offset);
    let proposals = match &place {
        Place::Path { .. } => path::proposals(&at, typed),
        Place::Directive { has_head, .. } => directive::kinds(snapshot, typed, *has_head, &after),
        Place::Rule { named, .. } => directive::rules(&at, typed, named),
        Place::Key { is_in_bracket, .. } => key::proposals(snapshot, &at, uri, typed, *is_in_bracket, &after)?,
        Place::Locator { key, is_spaced, .. } => locator::proposals(&at, uri, typed, key, *is_spaced),
        Place::Quotation { mark, key, .. } => {
            let said = Before::new(&at, &before[..before.len() - place.typed()]);
            let written = quotation::Written { typed, mark: *mark, key: key.as_deref(), after: &after };
            quotation::proposals(snapshot, &at, uri, &said, &written)?
        }
        Place::Figure { .. } => {
            let said = Before::new(&at, &before[..before.len() - place.typed()]);
            // Within a word nothing is begun.
            if after.starts_with(char::is_alphanumeric) && before.ends_with(char::is_alphabetic) {
                return Ok(None);
            }
            figure::proposals(snapshot, &at, uri, &said, typed)?
        }
        Place::Name { .. } => {
            let said = Before::new(&at, &before[..before.len() - place.typed()]);
            name::proposals(snapshot, &at, uri, &said, typed)?
        }
    };
    // What is offered hangs on what was typed; only keys, rules and paths are all there from the start.
    let is_incomplete =
        matches!(place, Place::Quotation { .. } | Place::Figure { .. } | Place::Name { .. } | Place::Locator { .. });
    let items = proposals.into_iter().enumerate().map(|(rank, proposal)| item(snapshot, &at, rank, proposal));
    Ok(Some(CompletionResponse::List(CompletionList { is_incomplete, items: items.collect() })))
}

/// The same item with its documentation.
pub fn resolve(snapshot: &Snapshot, item: CompletionItem) -> CompletionItem {
    let about = item.data.clone().and_then(|data| serde_json::from_value::<About>(data).ok());
    let Some(about) = about else { return item };
    let Some(draft) = snapshot.draft(&about.uri) else { return item };
    let library = draft.library();
    let Some(source) = library.find(&about.key) else { return item };
    let mut said = card(library.source(source));
    if let Some(article) = library.article(source) {
        let passage = match about.at {
            Some((start, end)) => sentences_around(article, Span::new(start, end)),
            None => article.sentences().first().copied(),
        };
        if let Some(words) = passage.and_then(|span| article.text().get(span.range())) {
            said.push_str(&format!("\n\n> {}", escaped(&visible(words))));
        }
    }
    let documentation = Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: said });
    CompletionItem { documentation: Some(documentation), ..item }
}

/// The sentences that a passage stands in.
fn sentences_around(article: &briefcheck_engine::sources::Article, span: Span) -> Option<Span> {
    let touching = article.sentences().iter().copied().filter(|sentence| sentence.overlaps(span));
    touching.reduce(Span::cover)
}

/// A source in a line.
fn card(source: &Source) -> String {
    let title = source.meta.title.as_deref().unwrap_or(&source.path);
    let rest = [&source.meta.author, &source.meta.publisher, &source.meta.date];
    let rest: Vec<String> = rest.into_iter().flatten().map(|word| escaped(word)).collect();
    let comma = if rest.is_empty() { "" } else { ", " };
    format!("**{}**{comma}{}", escaped(title), rest.join(", "))
}

/// Words in Markdown, where they mean themselves.
fn escaped(words: &str) -> String {
    let mut written = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '`' | '|') {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Words with single blanks between them.
fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraph before the cursor, and the one behind it.
fn around(at: &At<'_>) -> (String, String) {
    let rope = at.draft.rope();
    let floor = |byte: usize| rope.char_to_byte(rope.byte_to_char(byte.min(rope.len_bytes())));
    let before = at.draft.text(Span::new(floor(at.offset.saturating_sub(REACH)), at.offset));
    let after = at.draft.text(Span::new(at.offset, floor(at.offset + REACH)));
    let begins = |text: &str| ["\n\n", "\n\r\n"].iter().filter_map(|end| Some(text.rfind(end)? + end.len())).max();
    let ends = |text: &str| ["\n\n", "\n\r\n"].iter().filter_map(|end| text.find(end)).min();
    let before = before[begins(&before).unwrap_or(0)..].to_owned();
    let after = after[..ends(&after).unwrap_or(after.len())].to_owned();
    (before, after)
}

/// The unit at a place.
fn unit<'a>(at: &'a At<'_>) -> Option<&'a Unit> {
    let units = &at.part.placed.briefing().units;
    let holds = |unit: &&Unit| unit.span.start <= at.in_part && at.in_part <= unit.span.end;
    // Of two that meet there, the one that ends.
    units.iter().find(holds)
}

/// What covers a place, and whether that is cited for these very words.
fn covering(at: &At<'_>) -> (Vec<SourceId>, Option<Force>) {
    let Some(unit) = unit(at) else { return (Vec::new(), None) };
    let place = unit.prose.reading(at.in_part);
    let stretch = unit.stretches.iter().find(|stretch| place < stretch.span.end).or(unit.stretches.last());
    let Some(stretch) = stretch else { return (Vec::new(), None) };
    let library = &at.part.remembered.library;
    let citations = &at.part.placed.briefing().citations;
    let keys = stretch.citations.iter().filter_map(|&id| citations.get(id));
    let mut sources: Vec<SourceId> = keys.filter_map(|citation| library.find(&citation.key)).collect();
    sources.dedup();
    let force = (!sources.is_empty()).then_some(stretch.force);
    (sources, force)
}

/// The folded words of the unit at a place, without those that tell nothing.
fn telling_words(at: &At<'_>) -> Vec<String> {
    let words = unit(at).map(|unit| briefcheck_engine::text::words(unit.prose.text())).unwrap_or_default();
    let mut words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
    words.retain(|word| !briefcheck_engine::text::is_function_word(word));
    words.sort();
    words.dedup();
    words
}

/// What cites a passage: ` [@harbour, ¶ 2]`.
fn citation(library: &Library, source: SourceId, span: Span) -> String {
    let key = &library.source(source).key;
    let place = library.article(source).map(|article| format!(", {}", article.place(span.start)));
    format!(" [@{key}{}]", place.unwrap_or_default())
}

/// Where a passage stands: `harbour, ¶ 2`.
fn stands(library: &Library, source: SourceId, span: Span) -> String {
    let key = &library.source(source).key;
    let place = library.article(source).map(|article| article.place(span.start));
    place.map_or_else(|| key.clone(), |place| format!("{key}, {place}"))
}

fn item(snapshot: &Snapshot, at: &At<'_>, rank: usize, proposal: Proposal) -> CompletionItem {
    let details = proposal.from.map(|from| CompletionItemLabelDetails { detail: None, description: Some(from) });
    CompletionItem {
        label: proposal.label,
        label_details: details,
        kind: Some(proposal.kind),
        detail: proposal.detail,
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(proposal.filter),
        insert_text_format: proposal.is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            snapshot.range(at.draft, proposal.span),
            proposal.text,
        ))),
        data: proposal.about.and_then(|about| serde_json::to_value(about).ok()),
        ..CompletionItem::default()
    }
}
