//! `textDocument/references`: from a sentence of a source to the claims that rest on it, from a key to its citations,
//! from an item to the claims that rest on the same passage.

use std::path::Path;

use briefcheck_engine::sources::Article;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{Location, Position, ReferenceParams};

use crate::lsp::position;
use crate::lsp::requests::dependents::{self, Resting};
use crate::lsp::requests::keys::{self, Key};
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::{At, Snapshot};
use crate::lsp::uri;

/// What else there is of what is under the cursor.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn references(snapshot: &Snapshot, params: &ReferenceParams) -> Result<Option<Vec<Location>>, Cancelled> {
    let place = &params.text_document_position;
    let found = match snapshot.at(&place.text_document.uri, place.position) {
        Some(at) => match keys::key_at(&at) {
            Some(key) => of_key(snapshot, &at, &key)?,
            None => of_item(snapshot, &at)?,
        },
        None => match uri::path(&place.text_document.uri).or_else(|| uri::path_of_reading(&place.text_document.uri)) {
            Some(path) => of_source(snapshot, &path, place.position)?,
            None => Places::default(),
        },
    };
    let mut places = in_order(found.references);
    if params.context.include_declaration {
        // Who asks for claims is shown claims first.
        let declarations: Vec<Location> = in_order(found.declarations);
        places.extend(declarations.into_iter().filter(|place| !places.contains(place)).collect::<Vec<_>>());
    }
    Ok((!places.is_empty()).then_some(places))
}

/// Places by file and position, each once.
fn in_order(mut places: Vec<Location>) -> Vec<Location> {
    places.sort_by(|a, b| {
        (a.uri.as_str(), a.range.start, a.range.end).cmp(&(b.uri.as_str(), b.range.start, b.range.end))
    });
    places.dedup();
    places
}

#[derive(Default)]
struct Places {
    /// Where it is defined: a key in a front matter, the words that an item rests on.
    declarations: Vec<Location>,
    references: Vec<Location>,
}

/// Every citation of what a key names, in every briefing; of what names nothing, in this one.
fn of_key(snapshot: &Snapshot, at: &At<'_>, key: &Key<'_>) -> Result<Places, Cancelled> {
    let mut found = Places::default();
    let Some(file) = keys::file(at.draft, &at.part.remembered.library, key.key) else {
        let same = keys::keys(at.draft).filter(|other| other.key == key.key);
        same.for_each(|key| found.add(snapshot, at.draft, &key));
        return Ok(found);
    };
    for draft in snapshot.desk.drafts() {
        snapshot.cancel.check()?;
        keys::keys_of(draft, &file).for_each(|key| found.add(snapshot, draft, &key));
    }
    Ok(found)
}

impl Places {
    fn add(&mut self, snapshot: &Snapshot, draft: &briefcheck_desk::Draft, key: &Key<'_>) {
        let Some(uri) = snapshot.uri(draft.path()) else { return };
        let places = if key.is_declaration { &mut self.declarations } else { &mut self.references };
        places.push(Location { uri, range: snapshot.range(draft, key.span) });
    }
}

/// The other claims that rest on the passage that an item rests on.
fn of_item(snapshot: &Snapshot, at: &At<'_>) -> Result<Places, Cancelled> {
    let mut found = Places::default();
    let checks = at.part.checks_at(at.in_part);
    let Some(check) = checks.into_iter().find(|check| !check.evidence.is_empty()) else { return Ok(found) };
    let library = &at.part.remembered.library;
    let own = (at.part.placed.id, check.unit);
    for evidence in &check.evidence {
        let Some(path) = Snapshot::source_path(at.draft, library, evidence.source) else { continue };
        let Some(article) = library.article(evidence.source) else { continue };
        let passage = article.origin(evidence.span);
        let is_other = |item: &&Resting<'_>| {
            item.passage.overlaps(passage) && !(item.unit == own && item.draft.path() == at.draft.path())
        };
        let resting = dependents::on(snapshot, &path)?;
        found.references.extend(dependents::claims(snapshot, resting.iter().filter(is_other)));
        found.declarations.extend(snapshot.location(at.draft, library, evidence));
    }
    Ok(found)
}

/// Every claim that rests on the sentence at a place of a source. The sentence itself is none: who asks stands in it.
fn of_source(snapshot: &Snapshot, path: &Path, position: Position) -> Result<Places, Cancelled> {
    let mut found = Places::default();
    for article in snapshot.sources.articles_of(path) {
        let offset = position::offset_in(article.file(), article.lines(), position, snapshot.session.encoding);
        let Some(sentence) = sentence_at(&article, offset) else { continue };
        let passage = article.origin(sentence);
        let resting = dependents::on(snapshot, path)?;
        let there = resting.iter().filter(|item| item.passage.overlaps(passage));
        found.references.extend(dependents::claims(snapshot, there));
    }
    Ok(found)
}

/// The sentence that holds a byte of the file, in bytes of the article's text.
fn sentence_at(article: &Article, offset: usize) -> Option<Span> {
    let at = article.reading(offset);
    let next = article.sentences().partition_point(|sentence| sentence.start <= at);
    let sentence = *article.sentences().get(next.checked_sub(1)?)?;
    let origin = article.origin(sentence);
    (origin.start <= offset && offset <= origin.end).then_some(sentence)
}
