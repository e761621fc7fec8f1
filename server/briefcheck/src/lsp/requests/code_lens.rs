//! `textDocument/codeLens`: on headings, how much below them is verified; on a source's paragraphs, how much rests on
//! them.

use std::path::Path;

use briefcheck_desk::Draft;
use briefcheck_engine::document::Placed;
use briefcheck_engine::markup::UnitKind;
use briefcheck_engine::rules::{Class, Counts};
use briefcheck_engine::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types::{CodeLens, CodeLensOptions, CodeLensParams, Command, Location, Position, Uri};

use crate::lsp::position;
use crate::lsp::requests::blocks::{Section, sections};
use crate::lsp::requests::dependents;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::uri;

/// The command that a lens names. Clients map it to what shows places: its arguments are a URI, a position, and
/// locations.
pub const SHOW_REFERENCES: &str = "briefcheck.showReferences";

/// What the server can do.
pub fn options() -> CodeLensOptions {
    CodeLensOptions { resolve_provider: Some(true) }
}

/// What a lens is of, for when it is resolved.
#[derive(Debug, Deserialize, Serialize)]
struct Data {
    uri: Uri,
    /// The version of the text, of a file that is open: with another one the lens stands for something else.
    version: Option<i32>,
    /// The section, or the paragraph of a source, in bytes.
    span: (usize, usize),
}

/// The lenses of a briefing or of a source, without what they say.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn lenses(snapshot: &Snapshot, params: &CodeLensParams) -> Result<Option<Vec<CodeLens>>, Cancelled> {
    let uri = &params.text_document.uri;
    if let Some(draft) = snapshot.draft(uri) {
        return Ok(Some(of_briefing(snapshot, uri, draft)));
    }
    match uri::path(uri) {
        Some(path) => of_source(snapshot, uri, &path),
        None => Ok(None),
    }
}

/// A lens on each heading that has something to check below it.
fn of_briefing(snapshot: &Snapshot, uri: &Uri, draft: &Draft) -> Vec<CodeLens> {
    let claims: Vec<usize> = draft.parts().iter().flat_map(claims).collect();
    let is_claimed = |section: &Section| claims.iter().any(|&at| section.span.contains_offset(at));
    let lens = |section: Section| CodeLens {
        range: snapshot.range(draft, section.heading),
        command: None,
        data: data(snapshot, uri, section.span),
    };
    sections(draft).into_iter().filter(is_claimed).map(lens).collect()
}

/// Where the units of a part begin that can claim something, headings aside.
fn claims(part: &Placed) -> impl Iterator<Item = usize> {
    let units = part.briefing().units.iter().filter(|unit| unit.kind != UnitKind::Heading && !unit.off);
    units.map(|unit| part.origin(unit.span).start)
}

/// A lens on each paragraph of a source that something rests on.
fn of_source(snapshot: &Snapshot, uri: &Uri, path: &Path) -> Result<Option<Vec<CodeLens>>, Cancelled> {
    let Some(article) = snapshot.sources.articles_of(path).into_iter().next() else { return Ok(None) };
    let resting = dependents::on(snapshot, path)?;
    let paragraphs = article.paragraphs().iter().map(|&paragraph| article.origin(paragraph));
    let held = paragraphs.filter(|&paragraph| resting.iter().any(|item| item.passage.overlaps(paragraph)));
    let lens = |paragraph: Span| {
        let range = position::range_in(article.file(), article.lines(), paragraph, snapshot.session.encoding);
        CodeLens { range, command: None, data: data(snapshot, uri, paragraph) }
    };
    Ok(Some(held.map(lens).collect()))
}

fn data(snapshot: &Snapshot, uri: &Uri, span: Span) -> Option<Value> {
    let version = version(snapshot, uri);
    serde_json::to_value(Data { uri: uri.clone(), version, span: (span.start, span.end) }).ok()
}

fn version(snapshot: &Snapshot, uri: &Uri) -> Option<i32> {
    Some(snapshot.open.get(uri::path(uri)?.as_path())?.version)
}

/// Gives a lens what it says and shows.
///
/// # Errors
///
/// If it is cancelled meanwhile, or the text is another than the lens was made for.
pub fn resolved(snapshot: &Snapshot, mut lens: CodeLens) -> Result<CodeLens, Cancelled> {
    let data = lens.data.take().and_then(|data| serde_json::from_value::<Data>(data).ok()).ok_or(Cancelled)?;
    if version(snapshot, &data.uri) != data.version {
        return Err(Cancelled);
    }
    let span = Span::new(data.span.0, data.span.1);
    let (title, places) = match snapshot.draft(&data.uri) {
        Some(draft) => section(snapshot, &data.uri, draft, span)?,
        None => paragraph(snapshot, &data.uri, span)?,
    };
    lens.command = Some(command(title, &data.uri, lens.range.start, &places));
    Ok(lens)
}

fn command(title: String, uri: &Uri, position: Position, places: &[Location]) -> Command {
    let arguments = [serde_json::to_value(uri), serde_json::to_value(position), serde_json::to_value(places)];
    let arguments = arguments.into_iter().map(Result::unwrap_or_default).collect();
    Command { title, command: SHOW_REFERENCES.to_owned(), arguments: Some(arguments) }
}

/// How much of a section is verified, and where that is which is not.
fn section(snapshot: &Snapshot, uri: &Uri, draft: &Draft, section: Span) -> Result<(String, Vec<Location>), Cancelled> {
    let (mut outcomes, mut others) = (Vec::new(), Vec::new());
    for part in snapshot.parts(draft)?.iter().filter(|part| part.placed.overlaps(section)) {
        for (check, outcome) in part.remembered.report.settled() {
            let span = part.placed.origin(check.span);
            if section.contains_offset(span.start) {
                outcomes.push(outcome);
                let is_other = !matches!(outcome.class(), Class::Verified | Class::Unasked);
                others.extend(Some(span).filter(|_| is_other));
            }
        }
    }
    others.sort_unstable();
    let counts = Counts::of(outcomes);
    let title = match (counts.asked(), counts.get(Class::Unconfirmed)) {
        (0, _) => "nothing cited".to_owned(),
        (all, 0) => format!("{} of {all} verified", counts.get(Class::Verified)),
        (all, unconfirmed) => format!("{} of {all} verified, {unconfirmed} unconfirmed", counts.get(Class::Verified)),
    };
    let location = |span| Location { uri: uri.clone(), range: snapshot.range(draft, span) };
    Ok((title, others.into_iter().map(location).collect()))
}

/// What rests on a paragraph of a source, in bytes of its file.
fn paragraph(snapshot: &Snapshot, uri: &Uri, paragraph: Span) -> Result<(String, Vec<Location>), Cancelled> {
    let path = uri::path(uri).ok_or(Cancelled)?;
    let resting = dependents::on(snapshot, &path)?;
    let places = dependents::claims(snapshot, resting.iter().filter(|item| item.passage.overlaps(paragraph)));
    let title = match places.len() {
        1 => "1 claim rests on this".to_owned(),
        count => format!("{count} claims rest on this"),
    };
    Ok((title, places))
}
