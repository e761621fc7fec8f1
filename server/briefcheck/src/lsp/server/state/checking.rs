//! Open briefings are checked off the task that owns the state, and the client is told what was found.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tower_lsp::ls_types::{MessageType, Uri};

use crate::disk::{Failure, guarded};
use crate::lsp::requests::diagnostics;
use crate::lsp::server::cancel::Cancel;
use crate::lsp::server::messages::{Checked, Message};
use crate::lsp::server::outbox::{Diagnostics, Notice};
use crate::lsp::server::publishing;
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::uri;

/// The diagnostics of a file in which nothing is wrong.
pub(super) const NOTHING: &str = "[]";

use super::State;

impl State {
    pub(super) fn quiet(&mut self, path: &Arc<Path>, edit: u64) {
        if self.checks.get(path).is_none_or(|checking| checking.edited != edit) {
            return;
        }
        self.settle();
        if self.declares_unread(path) {
            self.change();
        }
        self.check(path);
    }

    /// Checks an open draft, off this task, for a client that wants to be told.
    pub(super) fn check(&mut self, path: &Arc<Path>) {
        let is_known = self.desk.get(path).is_some_and(|draft| draft.ground().catalogue.is_some());
        let Some(checking) = self.checks.get_mut(path).filter(|_| is_known && !self.session.pulls()) else { return };
        checking.cancel.cancel();
        if !self.due.contains(path) {
            self.due.push_back(Arc::clone(path));
        }
        self.check_due();
    }

    /// Begins with those whose turn it is, each with what is known now. One that is still under way is let end first.
    fn check_due(&mut self) {
        let most = thread::available_parallelism().map_or(1, NonZero::get);
        while self.busy.len() < most
            && let Some(next) = self.due.iter().position(|path| !self.busy.contains(path))
            && let Some(path) = self.due.remove(next)
        {
            self.begin_check(&path);
        }
    }

    fn begin_check(&mut self, path: &Arc<Path>) {
        let (Some(draft), Some(checking)) = (self.desk.get(path).cloned(), self.checks.get_mut(path)) else { return };
        self.busy.insert(Arc::clone(path));
        checking.cancel = Cancel::new();
        let (cancel, edit) = (checking.cancel.clone(), checking.edited);
        let (path, sender) = (Arc::clone(path), self.sender.clone());
        let snapshot = Snapshot { cancel, ..self.snapshot() };
        let check = move || {
            let subject = format!("checking `{}`", snapshot.shown(&path));
            match guarded(&subject, || publishing::check(&snapshot, &draft)) {
                Ok(Ok(found)) => sender.send(Message::Checked(Arc::clone(&path), edit, found)),
                // Whoever cancelled it has it checked anew.
                Ok(Err(_)) => {}
                Err(failure) => sender.send(Message::Failed(failure)),
            }
            // What is begun next finds the room that these took.
            drop((snapshot, draft));
            sender.send(Message::Ended(path));
        };
        tokio::task::spawn_blocking(check);
    }

    /// The work on checking a draft has ended, whatever came of it.
    pub(super) fn ended(&mut self, path: &Arc<Path>) {
        self.busy.remove(path);
        self.check_due();
        self.let_go();
    }

    pub(super) fn checked(&mut self, path: &Arc<Path>, edit: u64, found: Checked) {
        let Some(checking) = self.checks.get_mut(path).filter(|checking| checking.edited == edit) else { return };
        checking.contradicted = Some(found.contradicted);
        // Another briefing has changed while this one was checked.
        let is_stale = checking.expected.take().is_some_and(|expected| expected != found.contradicted);
        self.tell(path, found.items, None);
        if is_stale {
            self.check(path);
        }
        for (beside, contradicted) in found.beside {
            let Some(checking) = self.checks.get_mut(&beside) else { continue };
            match checking.contradicted {
                Some(told) if told == contradicted => {}
                Some(_) => self.check(&beside),
                None => checking.expected = Some(contradicted),
            }
        }
    }

    /// Tells the client what is wrong in a file, if it has not been told just that.
    pub(super) fn tell(&mut self, path: &Path, found: Arc<str>, uri: Option<Uri>) {
        if self.told.get(path).map_or(NOTHING, |before| &**before) == &*found {
            return;
        }
        let open = self.open.get(path);
        let uri = uri.or_else(|| open.map(|open| open.uri.clone())).or_else(|| uri::of(path));
        let Some(uri) = uri else { return };
        let version = open.map(|open| open.version);
        if &*found == NOTHING {
            self.told.remove(path);
        } else {
            self.told.insert(path.to_owned(), Arc::clone(&found));
        }
        self.outbox.tell(Notice::Diagnostics(Diagnostics { uri, version, items: found }));
    }

    /// Tells what of the configuration and the bibliographies could not be used, each in its own file.
    pub(super) fn tell_of_failures(&mut self, failures: &[Failure]) {
        let found = diagnostics::of_failures(failures, self.session.encoding);
        let fixed: Vec<PathBuf> = self
            .told
            .keys()
            .filter(|path| !self.checks.contains_key(path.as_path()) && !found.contains_key(*path))
            .cloned()
            .collect();
        for path in fixed {
            self.tell(&path, NOTHING.into(), None);
        }
        for (path, found) in found {
            self.tell(&path, serde_json::to_string(&found).unwrap_or_default().into(), None);
        }
    }

    pub(super) fn failed(&mut self, failure: &Failure) {
        tracing::error!("{}", failure.message);
        // Whoever types would meet it at every key.
        if !std::mem::replace(&mut self.has_told_of_panic, true) {
            let help = failure.help.as_deref().unwrap_or_default();
            self.outbox.tell(Notice::Message(MessageType::ERROR, format!("briefcheck: {}. {help}", failure.message)));
        }
    }
}
