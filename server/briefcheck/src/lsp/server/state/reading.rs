//! Changes outside of the open briefings: what can be cited is read anew, once they have come to rest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::disk::{Failure, guarded};
use crate::lsp::server::cancel::Cancel;
use crate::lsp::server::loading::{self, Loaded, Loading};
use crate::lsp::server::messages::Message;
use crate::lsp::server::outbox::Notice;
use crate::lsp::server::watching::Watcher;
use crate::lsp::server::{progress, watching};

/// How long files and sources must rest before what changed in them is read.
pub(super) const SETTLING: Duration = Duration::from_millis(120);

/// How long changes that follow each other may put off that they are read.
pub(super) const LONGEST: Duration = Duration::from_secs(1);

use super::State;

impl State {
    pub(super) fn watch(&mut self) {
        let folders = self.folders.iter().map(|(folder, _)| folder.to_owned()).collect();
        let sender = self.sender.clone();
        self.clock += 1;
        self.watched = self.clock;
        let change = self.watched;
        // That takes long where there are many folders.
        tokio::task::spawn_blocking(move || {
            let tell = sender.clone();
            match Watcher::new(folders, move |paths| tell.send(Message::OnDisk(paths))) {
                Ok(watcher) => sender.send(Message::Watching(change, watcher)),
                Err(error) => tracing::warn!("files can't be watched: {error}"),
            }
        });
    }

    pub(super) fn watching(&mut self, change: u64, watcher: Watcher) {
        if change == self.watched {
            self.watcher = Some(watcher);
            // What was read before may have changed before anybody watched.
            self.change();
        }
    }

    pub(super) fn on_disk(&mut self, paths: &[PathBuf]) {
        // What is open in the client is what the client says it is.
        if paths.iter().any(|path| watching::matters(path) && !self.open.contains_key(path.as_path())) {
            self.change();
        }
    }

    pub(super) fn change_folders(&mut self, added: &[PathBuf], removed: &[PathBuf]) {
        let kept = self.folders.iter().map(|(folder, _)| folder.to_owned());
        let kept = kept.filter(|folder| !removed.contains(folder));
        // What is loading would bring the folders back that it began with.
        if let Some((_, cancel)) = self.loading.take() {
            cancel.cancel();
        }
        self.folders = Arc::new(self.folders.again(kept.chain(added.iter().cloned()).collect::<BTreeSet<_>>()));
        if self.has_begun && !self.session.watches_files() {
            self.watch();
        }
        self.change();
    }

    /// Something changed in an open file that is no briefing of its own: it may be a source.
    pub(super) fn change_to(&mut self, path: &Path) {
        tracing::debug!("`{}` may be a source, and has changed", path.display());
        self.change();
    }

    /// Something changed outside of the open briefings: what can be cited is read anew, once that has come to rest.
    pub(super) fn change(&mut self) {
        self.clock += 1;
        self.changed = self.clock;
        self.unread_since.get_or_insert_with(Instant::now);
        // What is to be read first is read as it is then.
        if self.has_begun {
            self.sender.send_after(SETTLING, Message::Settled(self.changed));
        }
    }

    /// Nothing has changed since this change, or something has put off for too long what is to be read.
    pub(super) fn settled(&mut self, change: u64) {
        let is_overdue = self.unread_since.is_some_and(|since| since.elapsed() >= LONGEST);
        let is_last = change == self.changed || !self.has_begun;
        let is_read = self.loaded == Some(self.changed);
        // What is overdue and under way is let end, and what has changed meanwhile is read then.
        if (is_last && !is_read || is_overdue) && !(is_overdue && self.loading.is_some()) {
            self.load();
        }
    }

    /// Begins anew with what the open briefings cite, as long as not even that was read.
    pub(super) fn greeted(&mut self) {
        if self.loaded.is_none() && self.loading.is_some() && !self.is_partial {
            self.load();
        }
    }

    /// A reading that began with this change has ended.
    pub(super) fn has_read(&mut self, change: u64) {
        self.loading = None;
        self.loaded = Some(change);
        self.unread_since = None;
        if change != self.changed {
            self.unread_since = Some(Instant::now());
            self.sender.send_after(SETTLING, Message::Settled(self.changed));
        }
    }

    /// Reads what can be cited, off this task.
    pub(super) fn load(&mut self) {
        if let Some((_, cancel)) = self.loading.take() {
            cancel.cancel();
        }
        self.settle();
        self.has_begun = true;
        let cancel = Cancel::new();
        let (sender, change) = (self.sender.clone(), self.changed);
        self.loading = Some((change, cancel.clone()));
        let folders = Arc::new(self.folders.again(self.folders.iter().map(|(folder, _)| folder.to_owned())));
        let loading = Loading {
            folders: Arc::clone(&folders),
            files: self.files(),
            open: self.checks.keys().filter_map(|path| self.desk.get(path)).cloned().collect(),
            before: Arc::clone(&self.world),
            desk: self.desk.clone(),
            settings: self.session.options.settings(),
            cancel,
        };
        let progress = progress::Progress::new(&self.session, &self.outbox, "Reading sources", self.loaded.is_none());
        tokio::task::spawn_blocking(move || {
            let tell = |loaded| sender.send(Message::Loaded(change, Box::new(loaded)));
            if let Err(failure) = guarded("reading the workspace", || loading::load(&loading, &progress, &tell)) {
                sender.send(Message::NotLoaded(change, failure));
            }
        });
    }

    pub(super) fn not_loaded(&mut self, change: u64, failure: &Failure) {
        self.failed(failure);
        if self.loading.as_ref().is_some_and(|(current, _)| *current == change) {
            self.has_read(change);
            self.answer_waiting();
        }
    }

    /// Answers the requests that waited for what is there now.
    pub(super) fn answer_waiting(&mut self) {
        for (needs, change, work) in std::mem::take(&mut self.waiting) {
            if self.has(needs, change) {
                self.answer(work);
            } else {
                self.waiting.push((needs, change, work));
            }
        }
    }

    pub(super) fn loaded(&mut self, change: u64, loaded: Loaded) {
        // What began later knows more.
        if self.loading.as_ref().is_none_or(|(current, _)| *current != change) {
            return;
        }
        self.settle();
        self.world = loaded.world;
        self.locks = loaded.locks;
        self.is_partial = !loaded.is_whole;
        self.folders = loaded.folders;
        self.begin_new();
        self.desk.replace_resting(loaded.drafts, loaded.subjects);
        let open: Vec<Arc<Path>> = self.checks.keys().cloned().collect();
        for path in &open {
            self.desk.set_ground(path, self.ground(path));
        }
        if loaded.is_whole {
            self.has_read(change);
            self.tell_of_failures(&loaded.failures);
            self.failures = loaded.failures.into();
        }
        // A draft that was edited meanwhile may declare what was not read.
        if loaded.is_whole && open.iter().any(|path| self.declares_unread(path)) {
            self.change();
        }
        for path in open {
            self.check(&path);
        }
        self.answer_waiting();
        self.let_go();
        if self.session.pulls() && self.session.refreshes_diagnostics() {
            self.outbox.tell(Notice::RefreshDiagnostics);
        }
        let (lenses, hints, tokens) = self.session.refreshes();
        self.outbox.tell(Notice::RefreshViews { lenses, hints, tokens });
    }

    /// Whether a draft declares a source of which nothing was ever tried to be read.
    pub(super) fn declares_unread(&self, path: &Path) -> bool {
        let Some(draft) = self.desk.get(path) else { return false };
        let Some(catalogue) = &draft.ground().catalogue else { return false };
        draft.own().iter().any(|entry| !self.world.sources().has_read(entry, &catalogue.root))
    }
}
