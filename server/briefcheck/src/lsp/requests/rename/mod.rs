//! `textDocument/prepareRename`, `textDocument/rename`: a key, wherever it leads to the same file.

mod declared;

use std::collections::BTreeSet;
use std::path::PathBuf;

use briefcheck_desk::Draft;
use briefcheck_engine::markup::CitationForm;
use briefcheck_engine::text::Span;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use crate::disk::{Entry, Origin, paths};
use crate::lsp::requests::definition::citation_at;
use crate::lsp::requests::edits::{self, Edits};
use crate::lsp::requests::moving;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// A key at a place.
struct Key {
    key: String,
    /// Where it stands there, in bytes of the briefing.
    span: Span,
    /// What it leads to.
    entry: Entry,
}

/// The key at a place, if it can be renamed; the error says why it can't.
pub fn prepare(snapshot: &Snapshot, params: &TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
    let Some(draft) = snapshot.draft(&params.text_document.uri) else { return Ok(None) };
    let Some(key) = key_at(snapshot, draft, snapshot.offset(draft, params.position))? else { return Ok(None) };
    let range = snapshot.range(draft, key.span);
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: key.key }))
}

/// Renames a key everywhere; the inner error says why it can't be.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn rename(
    snapshot: &Snapshot,
    params: &RenameParams,
) -> std::result::Result<Result<Option<WorkspaceEdit>>, Cancelled> {
    let place = &params.text_document_position;
    let Some(draft) = snapshot.draft(&place.text_document.uri) else { return Ok(Ok(None)) };
    let key = match key_at(snapshot, draft, snapshot.offset(draft, place.position)) {
        Ok(Some(key)) => key,
        Ok(None) => return Ok(Ok(None)),
        Err(error) => return Ok(Err(error)),
    };
    let new = params.new_name.trim().trim_start_matches('@');
    if new == key.key {
        return Ok(Ok(None));
    }
    if !is_key(new) {
        return Ok(Err(refused(&format!(
            "`{new}` is no key: a key begins with a letter, a digit or `_`, and goes on with these and single \
             punctuation marks out of `:.#$%&-+?<>~/` between them"
        ))));
    }
    let edits = match key.entry.origin {
        Origin::Declaration => declared_everywhere(snapshot, &key, new)?,
        Origin::Folder => file(snapshot, draft, &key, new)?,
    };
    Ok(edits.map(|edits| (!edits.is_empty()).then(|| edits.for_client(snapshot))))
}

fn refused(message: &str) -> Error {
    Error::invalid_params(message.to_owned())
}

/// Whether a text can be a key.
pub fn is_key(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut was_letter = false;
    for c in text.chars() {
        let is_letter = is_letter(c);
        // A mark stands between two letters.
        let is_mark = was_letter && ":.#$%&-+?<>~/".contains(c);
        if !(is_letter || is_mark) {
            return false;
        }
        was_letter = is_letter;
    }
    was_letter
}

/// The key at a byte of a briefing: of a citation, or in the front matter.
fn key_at(snapshot: &Snapshot, draft: &Draft, offset: usize) -> Result<Option<Key>> {
    let declaration = draft.front_matter().declarations.iter();
    let mut declaration = declaration.filter(|one| one.key_span.start <= offset && offset <= one.key_span.end);
    let (key, span) = if let Some(declaration) = declaration.next() {
        let Some(span) = within(&draft.text(declaration.key_span), &declaration.key, declaration.key_span) else {
            return Err(refused("this key is written with escapes: rename it by hand"));
        };
        (declaration.key.clone(), span)
    } else {
        let Some((part, in_part)) = draft.part_at(offset) else { return Ok(None) };
        let at = crate::lsp::server::snapshot::At { draft, offset, part, in_part };
        let Some(citation) = citation_at(&at).filter(|citation| citation.form != CitationForm::Link) else {
            return Ok(None);
        };
        (citation.key.clone(), at.part.placed.origin(citation.key_span))
    };
    let Some(entry) = entry(draft, &key) else {
        let names_file = draft.library().find(&key).is_some();
        return Err(refused(&if names_file {
            format!("`{key}` is the name of a file: rename the file, and what cites it is renamed with it")
        } else {
            format!("no source is called `{key}`: declare it, or cite one that is known")
        }));
    };
    if entry.origin == Origin::Folder && !snapshot.session.renames_files() {
        let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
        return Err(refused(&format!(
            "nothing declares `{key}`: it is the name of the file `{name}`. Rename the file, or declare the key in the \
             front matter"
        )));
    }
    Ok(Some(Key { key, span, entry }))
}

/// The entry that a key of a briefing leads to: the nearest.
fn entry(draft: &Draft, key: &str) -> Option<Entry> {
    let known = draft.ground().catalogue.iter().flat_map(|catalogue| &catalogue.entries);
    draft.own().iter().chain(known).find(|entry| entry.key == key).cloned()
}

/// Where a key stands within what is written for it, quotation marks aside.
fn within(written: &str, key: &str, span: Span) -> Option<Span> {
    let at = written.find(key)?;
    Some(Span::new(span.start + at, span.start + at + key.len()))
}

/// Renames a declared key in every briefing, configuration and bibliography where it leads to the same file.
fn declared_everywhere(snapshot: &Snapshot, key: &Key, new: &str) -> std::result::Result<Result<Edits>, Cancelled> {
    let mut edits = Edits::default();
    let mut files: BTreeSet<PathBuf> = BTreeSet::new();
    for draft in snapshot.desk.drafts() {
        let path = draft.path();
        snapshot.cancel.check()?;
        let is_same = |entry: &Entry| entry.origin == Origin::Declaration && entry.path == key.entry.path;
        if !entry(draft, &key.key).as_ref().is_some_and(is_same) {
            continue;
        }
        if let Some(taken) = entry(draft, new) {
            let name = paths::shown(&taken.path, draft.path().parent().unwrap_or(draft.path()));
            return Ok(Err(refused(&format!("`{new}` is taken in `{}`: it names `{name}`", snapshot.shown(path)))));
        }
        for declaration in draft.front_matter().declarations.iter().filter(|one| one.key == key.key) {
            let written = draft.text(declaration.key_span);
            if let Some(span) = within(&written, &key.key, declaration.key_span) {
                edits.replace(path, span, new);
            }
        }
        for part in draft.parts() {
            let citations = part.briefing().citations.iter();
            for citation in citations.filter(|one| one.form != CitationForm::Link && one.key == key.key) {
                edits.replace(path, part.origin(citation.key_span), new);
            }
        }
        if let Some(config) = snapshot.config(draft) {
            files.extend(config.file.clone());
            files.extend(config.bibliography.iter().cloned());
        }
    }
    for path in files {
        let Some(text) = edits::text(snapshot, &path) else { continue };
        match declared::keys(&path, &text, &key.key) {
            Ok(places) => places.into_iter().for_each(|(span, quote)| edits.replace(&path, span, quote(new))),
            Err(why) => return Ok(Err(refused(&format!("`{}`: {why}", snapshot.shown(&path))))),
        }
    }
    Ok(Ok(edits))
}

/// Renames the file of a source that is known by its name, and what cites it.
fn file(snapshot: &Snapshot, draft: &Draft, key: &Key, new: &str) -> std::result::Result<Result<Edits>, Cancelled> {
    let from = &key.entry.path;
    let ending = from.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    if new.contains('/') {
        return Ok(Err(refused(&format!("`{new}` can't be the name of a file: leave out the `/`"))));
    }
    let to = from.with_file_name(format!("{new}{ending}"));
    if entry(draft, new).is_some() || to.exists() {
        return Ok(Err(refused(&format!("`{new}` is taken: another source has this name"))));
    }
    let moves = moving::Moves::new(vec![(from.clone(), to.clone())]);
    let mut edits = moving::edits(snapshot, &moves)?;
    edits.rename(from, &to);
    Ok(Ok(edits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_pandocs() {
        for key in ["a", "_a", "003_report", "a:b.c", "doe/2020", "é"] {
            assert!(is_key(key), "{key}");
        }
        for key in ["", "-a", "a b", "a.", "a--b", "a]", "@a", "a;b"] {
            assert!(!is_key(key), "{key}");
        }
    }
}
