//! Edits of several files, as the client can take them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_engine::text::{Lines, Span};
use tower_lsp::ls_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::disk::{Files, Role};
use crate::lsp::position;
use crate::lsp::server::snapshot::Snapshot;

/// Edits of files, by path, and files that are renamed after that.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    files: BTreeMap<PathBuf, BTreeMap<Span, String>>,
    renamed: Vec<(PathBuf, PathBuf)>,
}

impl Edits {
    /// Replaces some bytes of a file. What was to be replaced before is not replaced twice.
    pub fn replace(&mut self, path: &Path, span: Span, text: impl Into<String>) {
        self.files.entry(path.to_owned()).or_default().insert(span, text.into());
    }

    /// Renames a file once everything else is done.
    pub fn rename(&mut self, from: &Path, to: &Path) {
        self.renamed.push((from.to_owned(), to.to_owned()));
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.renamed.is_empty()
    }

    /// The edits for the client: with versions if it can take them.
    pub fn for_client(&self, snapshot: &Snapshot) -> WorkspaceEdit {
        let files = self.files.iter().filter_map(|(path, edits)| {
            let edits = text_edits(snapshot, path, edits)?;
            let version = snapshot.open.get(path.as_path()).map(|open| open.version);
            Some((OptionalVersionedTextDocumentIdentifier { uri: snapshot.uri(path)?, version }, edits))
        });
        if !snapshot.session.versions_edits() {
            let changes = files.map(|(file, edits)| (file.uri, edits)).collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let edits = files.map(|(text_document, edits)| TextDocumentEdit {
            text_document,
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        let changes = if self.renamed.is_empty() {
            DocumentChanges::Edits(edits.collect())
        } else {
            let renamed = self.renamed.iter().filter_map(|(from, to)| {
                let (old_uri, new_uri) = (snapshot.uri(from)?, snapshot.uri(to)?);
                let renamed = RenameFile { old_uri, new_uri, options: None, annotation_id: None };
                Some(DocumentChangeOperation::Op(ResourceOp::Rename(renamed)))
            });
            DocumentChanges::Operations(edits.map(DocumentChangeOperation::Edit).chain(renamed).collect())
        };
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }
}

/// The edits of one file; `None` for one that can't be read.
fn text_edits(snapshot: &Snapshot, path: &Path, edits: &BTreeMap<Span, String>) -> Option<Vec<TextEdit>> {
    let encoding = snapshot.session.encoding;
    if let Some(draft) = snapshot.desk.get(path) {
        let edit = |(&span, text): (&Span, &String)| TextEdit::new(snapshot.range(draft, span), text.clone());
        return Some(edits.iter().map(edit).collect());
    }
    let text = text(snapshot, path)?;
    let lines = Lines::new(&text);
    let edit =
        |(&span, new): (&Span, &String)| TextEdit::new(position::range_in(&text, &lines, span, encoding), new.clone());
    Some(edits.iter().map(edit).collect())
}

/// The text of a file that is no briefing: the client's, if it is open, else that on disk.
pub fn text(snapshot: &Snapshot, path: &Path) -> Option<Arc<str>> {
    match snapshot.open.get(path) {
        Some(open) => Some(open.rope.to_string().into()),
        None => Files::on_disk().text(path, &path.to_string_lossy(), Role::Record, None).ok(),
    }
}
