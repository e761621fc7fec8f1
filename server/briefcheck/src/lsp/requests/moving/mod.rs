//! `workspace/willRenameFiles`: moved sources stay declared, and what cites them leads to them still.

mod written;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use briefcheck_desk::{Catalogue, Draft};
use briefcheck_engine::markup::{Citation, CitationForm};
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::{
    FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions, RenameFilesParams, Uri, WorkspaceEdit,
    WorkspaceFileOperationsServerCapabilities,
};

use crate::disk::{Origin, paths};
use crate::lsp::requests::edits::{self, Edits};
use crate::lsp::requests::rename::is_key;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::uri;

/// Which files the server wants to be asked about: any, as any may be a source or hold some.
pub fn options() -> WorkspaceFileOperationsServerCapabilities {
    let pattern = FileOperationPattern { glob: "**".to_owned(), matches: None, options: None };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    let all = FileOperationRegistrationOptions { filters: vec![filter] };
    WorkspaceFileOperationsServerCapabilities {
        did_rename: Some(all.clone()),
        will_rename: Some(all),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

/// What must be written anew when files and folders are moved.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn moving(snapshot: &Snapshot, params: &RenameFilesParams) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let path = |text: &str| uri::path(&Uri::from_str(text).ok()?);
    let moved = params.files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?)));
    let edits = edits(snapshot, &Moves::new(moved.collect()))?;
    Ok((!edits.is_empty()).then(|| edits.for_client(snapshot)))
}

/// Files and folders that move.
pub struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    /// From where to where; absolute.
    pub fn new(moved: Vec<(PathBuf, PathBuf)>) -> Self {
        Self(moved)
    }

    /// Where a file or folder will be.
    fn after(&self, path: &Path) -> PathBuf {
        let moved = self.0.iter().find_map(|(from, to)| Some((to, path.strip_prefix(from).ok()?)));
        match moved {
            // Joining nothing would add a slash.
            Some((to, rest)) if rest.as_os_str().is_empty() => to.clone(),
            Some((to, rest)) => to.join(rest),
            None => path.to_owned(),
        }
    }

    /// How a path that was written from `base` must be written then; `None` if as before.
    fn rewritten(&self, written: &str, base: &Path) -> Option<String> {
        let target = paths::join(base, written);
        let (target_after, base_after) = (self.after(&target), self.after(base));
        let is_absolute = Path::new(written).is_absolute();
        let is_same = target_after == if is_absolute { target } else { paths::join(&base_after, written) };
        let shown = || {
            if is_absolute {
                target_after.to_string_lossy().into_owned()
            } else {
                paths::shown(&target_after, &base_after)
            }
        };
        (!is_same).then(shown)
    }
}

/// The edits that moves ask for, in every briefing, configuration and bibliography.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn edits(snapshot: &Snapshot, moves: &Moves) -> Result<Edits, Cancelled> {
    let mut edits = Edits::default();
    let mut seen = BTreeSet::new();
    for draft in snapshot.desk.drafts() {
        let path = draft.path();
        snapshot.cancel.check()?;
        of_draft(draft, path, moves, &mut edits);
        let Some(config) = snapshot.config(draft) else { continue };
        let files = config.file.iter().chain(&config.bibliography);
        for file in files.filter(|file| seen.insert((*file).clone())) {
            let Some(text) = edits::text(snapshot, file) else { continue };
            // Paths in it start from where it lies.
            let base = file.parent().unwrap_or(file);
            for place in written::paths(file, &text) {
                if let Some(new) = moves.rewritten(&place.path, base) {
                    edits.replace(file, place.span, (place.write)(&new));
                }
            }
        }
    }
    Ok(edits)
}

fn of_draft(draft: &Draft, path: &Path, moves: &Moves, edits: &mut Edits) {
    let folder = path.parent().unwrap_or(path);
    let folder_after = moves.after(path).parent().map(Path::to_owned).unwrap_or_default();
    for declaration in &draft.front_matter().declarations {
        let target = paths::join(folder, &declaration.path);
        let after = moves.after(&target);
        if after == paths::join(&folder_after, &declaration.path) {
            continue;
        }
        let new = paths::shown(&after, &folder_after);
        let written = draft.text(declaration.path_span);
        if written == declaration.path {
            edits.replace(path, declaration.path_span, written::yaml(&new));
        } else {
            // Between quotation marks of its own.
            edits.replace(path, declaration.path_span, new);
        }
    }
    let Some(catalogue) = &draft.ground().catalogue else { return };
    for part in draft.parts() {
        for citation in &part.briefing().citations {
            if let Some(new) = cited(draft, catalogue, (folder, &folder_after), citation, moves) {
                let span: Span = part.origin(citation.key_span);
                edits.replace(path, span, new);
            }
        }
    }
}

/// What must be cited after some moves instead of what a citation says; `None` if the same.
fn cited(
    draft: &Draft,
    catalogue: &Catalogue,
    (folder, folder_after): (&Path, &Path),
    citation: &Citation,
    moves: &Moves,
) -> Option<String> {
    let key = &citation.key;
    let is_link = citation.form == CitationForm::Link;
    if !is_link {
        let entry = draft.own().iter().chain(&catalogue.entries).find(|entry| entry.key == *key);
        if let Some(entry) = entry {
            let after = moves.after(&entry.path);
            let stem = after.file_stem()?.to_string_lossy().into_owned();
            let is_other = entry.origin == Origin::Folder && after != entry.path && stem != *key;
            let is_free = draft.library().find(&stem).is_none();
            let name = after.file_name()?.to_string_lossy().into_owned();
            return is_other.then_some(if is_free { stem } else { name }).filter(|new| is_key(new));
        }
    }
    let is_source = |path: &Path| catalogue.has(path) || draft.own().iter().any(|entry| entry.path == *path);
    let bases = [folder, &catalogue.root, &catalogue.folder];
    let at = catalogue.candidates(key, folder).iter().position(|path| is_source(path));
    let new = match at {
        Some(at) => {
            let base = bases[at];
            let base_after = if at == 0 { folder_after.to_owned() } else { moves.after(base) };
            let after = moves.after(&paths::join(base, key));
            (after != paths::join(&base_after, key)).then(|| paths::shown(&after, &base_after))
        }
        // A file's name alone.
        None => {
            let of_name = |path: &&Path| path.file_name().is_some_and(|name| name.to_string_lossy() == key.as_str());
            let file = catalogue.entries.iter().map(|entry| entry.path.as_path()).find(of_name)?;
            let name = moves.after(file).file_name()?.to_string_lossy().into_owned();
            (name != *key).then_some(name)
        }
    }?;
    if is_link { Some(written::link(&new)) } else { Some(new).filter(|new| is_key(new)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, written: &str, expected: Option<&str>) {
        let moves = Moves::new(vec![(from.into(), to.into())]);
        assert_eq!(moves.rewritten(written, Path::new("/w/memos")).as_deref(), expected, "{from} -> {to}");
    }

    #[test]
    fn a_file_that_moves_is_written_anew() {
        check("/w/memos/a.txt", "/w/memos/b.txt", "a.txt", Some("b.txt"));
        check("/w/sources/a.txt", "/w/old/a.txt", "../sources/a.txt", Some("../old/a.txt"));
        check("/w/sources", "/w/old", "../sources/a.txt", Some("../old/a.txt"));
        check("/w/sources/a.txt", "/w/b.txt", "../sources/ab.txt", None);
    }

    #[test]
    fn what_moves_together_stays_as_it_is() {
        check("/w", "/v", "../sources/a.txt", None);
    }

    #[test]
    fn a_base_that_moves_leads_elsewhere() {
        check("/w/memos", "/w/old/memos", "../sources/a.txt", Some("../../sources/a.txt"));
    }
}
