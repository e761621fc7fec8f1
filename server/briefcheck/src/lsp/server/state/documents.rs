//! Files that are opened, edited, saved and closed in the client.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use briefcheck_desk::Ground;
use ropey::Rope;
use tower_lsp::ls_types::{DidChangeTextDocumentParams, DidOpenTextDocumentParams, MessageType, Uri};

use crate::disk::{Role, is_briefing_text};
use crate::lsp::server::messages::Message;
use crate::lsp::server::outbox::Notice;
use crate::lsp::server::session::Run;
use crate::lsp::server::snapshot::Open;
use crate::lsp::{position, uri};
use crate::report::visible;

/// How long reading for the first time may go on once a briefing is open, before it begins anew with what that cites: by
/// then it has mostly ended.
pub(super) const GREETING: Duration = Duration::from_millis(20);

/// What a client calls the language of a briefing.
pub const LANGUAGE: &str = "briefing";

use super::checking::NOTHING;
use super::{Checking, State};

impl State {
    pub(super) fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = uri::path(&document.uri).map(Arc::<Path>::from) else { return };
        self.opened += 1;
        let rope = Rope::from_str(&document.text);
        let open = Open { uri: document.uri, version: document.version, rope: rope.clone() };
        Arc::make_mut(&mut self.open).insert(Arc::clone(&path), open);
        let config = self.folders.config(&path);
        let is_briefing =
            document.language_id == LANGUAGE || is_briefing_text(&path, &document.text, config.as_deref());
        let is_checked = is_briefing && is_within_limit(&rope);
        if is_briefing && !is_checked {
            self.tell_of_size(&path);
        }
        if is_checked {
            self.begin(&path, rope);
            let has_ground = self.desk.get(&path).is_some_and(|draft| draft.ground().catalogue.is_some());
            // What is read for the first time is for it too.
            let is_first = self.loaded.is_none() && self.loading.is_some();
            let is_coming = is_first && self.folders.around(&path).is_some();
            if has_ground && !self.declares_unread(&path) {
                self.check(&path);
            } else if is_coming {
                self.sender.send_after(GREETING, Message::Greeted);
            } else {
                self.change();
            }
        } else {
            self.change_to(&path);
        }
    }

    /// Takes an open file for a briefing.
    pub(super) fn begin(&mut self, path: &Arc<Path>, rope: Rope) {
        let ground = self.ground(path);
        // What it cites may not have been read yet.
        let ground = if self.is_partial { Ground { catalogue: None, ..ground } } else { ground };
        self.desk.set_text(Arc::clone(path), rope, ground);
        self.clock += 1;
        self.checks.insert(Arc::clone(path), Checking::at(self.clock));
    }

    /// Takes the open files for briefings that have become ones since: by what their front matter or the configuration
    /// says now.
    pub(super) fn begin_new(&mut self) {
        for (path, open) in Arc::clone(&self.open).iter() {
            let config = self.folders.config(path);
            let is_new = !self.checks.contains_key(path) && is_within_limit(&open.rope);
            if is_new && is_briefing_text(path, &open.rope.to_string(), config.as_deref()) {
                self.begin(path, open.rope.clone());
            }
        }
    }

    pub(super) fn edited(&mut self, params: DidChangeTextDocumentParams) {
        let Some(path) = uri::path(&params.text_document.uri) else { return };
        let encoding = self.session.encoding;
        let Some((path, open)) = Arc::make_mut(&mut self.open)
            .get_key_value(path.as_path())
            .map(|(path, open)| (Arc::clone(path), open.clone()))
        else {
            tracing::warn!("an edit of `{}`, which is not open", path.display());
            return;
        };
        let mut open = open;
        open.version = params.text_document.version;
        match self.desk.get(&path).filter(|_| self.checks.contains_key(&path)) {
            Some(draft) => {
                let mut rope = draft.rope().clone();
                for change in params.content_changes {
                    let span = match change.range {
                        Some(range) => position::span(&rope, range, encoding),
                        None => (0..rope.len_bytes()).into(),
                    };
                    if let Some(text) = self.desk.edit(&path, span, &change.text) {
                        rope = text;
                    }
                }
                open.rope = rope;
                if !is_within_limit(&open.rope) {
                    Arc::make_mut(&mut self.open).insert(Arc::clone(&path), open);
                    self.leave(&path, None);
                    self.tell_of_size(&path);
                    return;
                }
                self.unread.insert(Arc::clone(&path));
                self.clock += 1;
                let edit = self.clock;
                if let Some(checking) = self.checks.get_mut(&path) {
                    checking.cancel.cancel();
                    *checking = Checking { contradicted: checking.contradicted, ..Checking::at(edit) };
                }
                if self.session.options.run == Run::OnType {
                    let quiet = Duration::from_millis(self.session.options.quiet);
                    self.sender.send_after(quiet, Message::Quiet(Arc::clone(&path), edit));
                }
            }
            None => {
                for change in params.content_changes {
                    let span = match change.range {
                        Some(range) => position::span(&open.rope, range, encoding),
                        None => (0..open.rope.len_bytes()).into(),
                    };
                    let start = open.rope.byte_to_char(span.start);
                    open.rope.remove(start..open.rope.byte_to_char(span.end));
                    open.rope.insert(start, &change.text);
                }
                self.change_to(&path);
            }
        }
        Arc::make_mut(&mut self.open).insert(path, open);
    }

    /// A file was saved: one that is checked then only is checked now.
    pub(super) fn saved(&mut self, uri: &Uri) {
        let path = uri::path(uri).and_then(|path| self.checks.get_key_value(path.as_path()));
        let Some((path, edit)) = path.map(|(path, checking)| (Arc::clone(path), checking.edited)) else { return };
        if self.session.options.run == Run::OnSave {
            self.sender.send(Message::Quiet(path, edit));
        }
    }

    pub(super) fn closed(&mut self, uri: &Uri) {
        let Some(path) = uri::path(uri) else { return };
        self.opened += 1;
        Arc::make_mut(&mut self.open).remove(path.as_path());
        self.leave(&path, Some(uri.clone()));
        self.change();
    }

    /// Takes a file for no open briefing any more, and says nothing of it.
    pub(super) fn leave(&mut self, path: &Path, uri: Option<Uri>) {
        self.unread.remove(path);
        if let Some(checking) = self.checks.remove(path) {
            checking.cancel.cancel();
            self.tell(path, NOTHING.into(), uri);
            // What is on disk may be another text than what was open.
            self.desk.remove(path);
            self.let_go();
        }
    }

    pub(super) fn tell_of_size(&self, path: &Path) {
        let name = visible(&path.to_string_lossy());
        let limit = Role::Briefing.limit() >> 20;
        let said = format!("briefcheck: `{name}` has more than {limit} MiB, and is not checked. Part it.");
        self.outbox.tell(Notice::Message(MessageType::WARNING, said));
    }
}

/// Whether a text is short enough to be checked: what is larger would take all of the memory.
pub(super) fn is_within_limit(rope: &Rope) -> bool {
    rope.len_bytes() as u64 <= Role::Briefing.limit()
}
