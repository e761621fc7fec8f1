//! The one task that owns the server's state: it applies edits in their order and hands out snapshots. What takes
//! longer is done elsewhere and comes back as a message.

mod checking;
mod documents;
mod reading;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefcheck_desk::{Desk, Ground};
use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::disk::{Failure, Files, World, guarded, host};
use crate::lsp::server::cancel::Cancel;
use crate::lsp::server::folders::Folders;
use crate::lsp::server::handlers::panic_for_a_test;
use crate::lsp::server::loading::{self, Locks};
use crate::lsp::server::messages::{Message, Needs, Sender, Work};
use crate::lsp::server::outbox::{Notice, Outbox};
use crate::lsp::server::session::Session;
use crate::lsp::server::snapshot::{Open, Snapshot};
use crate::lsp::server::watching;
use crate::lsp::server::watching::Watcher;
use crate::memory;

/// After how long memory that was let go goes back to the system: longer than threads live that do nothing, as each holds some.
const MOMENT: Duration = Duration::from_secs(2);

/// The state.
pub struct State {
    sender: Sender,
    outbox: Outbox,
    session: Arc<Session>,
    folders: Arc<Folders>,
    world: Arc<World>,
    locks: Arc<Locks>,
    desk: Desk,
    open: Arc<BTreeMap<Arc<Path>, Open>>,
    /// How many files were opened and closed so far.
    opened: u64,
    /// The drafts with edits that were not read yet.
    unread: BTreeSet<Arc<Path>>,
    /// The open briefings, each with its last edit and the work on it.
    checks: BTreeMap<Arc<Path>, Checking>,
    /// The open briefings that are being checked. They are at most as many as there are processors: hundreds may be opened
    /// together, and each check holds what can be cited as it was when it began.
    busy: BTreeSet<Arc<Path>>,
    /// Those that wait for their turn.
    due: VecDeque<Arc<Path>>,
    /// Whether memory is given back in a moment.
    is_giving_back: bool,
    /// The files that the client was told of, and what.
    told: BTreeMap<PathBuf, Arc<str>>,
    /// What of the workspaces could not be used.
    failures: Arc<[Failure]>,
    /// Counts edits and changes.
    clock: u64,
    /// The last change outside of the open briefings; what is loading began with an earlier one if it is not this.
    changed: u64,
    /// Since when a change waits to be read.
    unread_since: Option<Instant>,
    loading: Option<(u64, Cancel)>,
    /// Whether anything was read for the first time, or begun to be.
    has_begun: bool,
    /// Whether only what the open briefings cite was read so far.
    is_partial: bool,
    /// The change that what was loaded last began with.
    loaded: Option<u64>,
    /// The requests that wait for what is loading, each with the last change when it came.
    waiting: Vec<(Needs, u64, Work)>,
    /// Files are watched for as long as this is there.
    watcher: Option<Watcher>,
    /// The change at which files were last asked to be watched.
    watched: u64,
    has_told_of_panic: bool,
}

#[derive(Default)]
struct Checking {
    edited: u64,
    cancel: Cancel,
    /// What the client was last told of figures that others contradict.
    contradicted: Option<u64>,
    /// What should have been told since, as another briefing knows it.
    expected: Option<u64>,
}

impl Checking {
    fn at(edited: u64) -> Self {
        Self { edited, ..Self::default() }
    }
}

impl State {
    /// Nothing is open yet.
    pub fn new(sender: Sender, outbox: Outbox) -> Self {
        Self {
            sender,
            outbox,
            session: Arc::default(),
            folders: Arc::default(),
            world: Arc::default(),
            locks: Arc::default(),
            desk: Desk::new(host()),
            open: Arc::default(),
            opened: 0,
            unread: BTreeSet::new(),
            checks: BTreeMap::new(),
            busy: BTreeSet::new(),
            due: VecDeque::new(),
            is_giving_back: false,
            told: BTreeMap::new(),
            failures: Arc::default(),
            clock: 0,
            changed: 0,
            unread_since: None,
            loading: None,
            has_begun: false,
            is_partial: false,
            loaded: None,
            waiting: Vec::new(),
            watcher: None,
            watched: 0,
            has_told_of_panic: false,
        }
    }

    /// Takes messages until there are no more senders.
    pub async fn run(mut self, mut messages: UnboundedReceiver<Message>) {
        while let Some(message) = messages.recv().await {
            // A panic ends what it happens in, not the server.
            if let Err(failure) = guarded("an edit", || self.take(message)) {
                self.failed(&failure);
            }
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Connected(session, folders) => self.connected(session, folders),
            Message::Ready => self.ready(),
            Message::Opened(params) => self.opened(params),
            Message::Edited(params) => self.edited(params),
            Message::Closed(uri) => self.closed(&uri),
            Message::OnDisk(paths) => self.on_disk(&paths),
            Message::Folders { added, removed } => self.change_folders(&added, &removed),
            Message::Reload => self.change(),
            Message::Configured(settings) => self.configured(&settings),
            Message::Saved(uri) => self.saved(&uri),
            Message::Show(shown) => self.outbox.tell(Notice::Show(shown)),
            Message::Request(needs, work) if !self.has(needs, self.changed) => {
                self.waiting.push((needs, self.changed, work));
            }
            Message::Request(_, work) => self.answer(work),
            Message::Quiet(path, edit) => self.quiet(&path, edit),
            Message::Settled(change) => self.settled(change),
            Message::Greeted => self.greeted(),
            Message::Loaded(change, loaded) => self.loaded(change, *loaded),
            Message::NotLoaded(change, failure) => self.not_loaded(change, &failure),
            Message::Checked(path, edit, checked) => self.checked(&path, edit, checked),
            Message::Ended(path) => self.ended(&path),
            Message::GiveBack => self.give_back(),
            Message::Watching(change, watcher) => self.watching(change, watcher),
            Message::Failed(failure) => self.failed(&failure),
        }
    }

    /// Something large may have been let go: what it held goes back to the system in a moment.
    fn let_go(&mut self) {
        if !std::mem::replace(&mut self.is_giving_back, true) {
            self.sender.send_after(MOMENT, Message::GiveBack);
        }
    }

    fn give_back(&mut self) {
        // What is under way would only take it again.
        if self.loading.is_some() || !self.busy.is_empty() {
            return self.sender.send_after(MOMENT, Message::GiveBack);
        }
        self.is_giving_back = false;
        tokio::task::spawn_blocking(memory::give_back);
    }

    fn answer(&mut self, work: Work) {
        let snapshot = self.snapshot();
        tokio::task::spawn_blocking(move || work(snapshot));
    }

    /// Whether there is what a request needs that came when this was the last change.
    fn has(&self, needs: Needs, change: u64) -> bool {
        match needs {
            Needs::Text => true,
            Needs::Sources => self.is_ready(),
            Needs::Workspace => self.loaded.is_some_and(|loaded| loaded >= change),
        }
    }

    /// Whether what the open briefings cite was read, as far as it ever will be.
    fn is_ready(&self) -> bool {
        let is_known = |path: &Arc<Path>| self.desk.get(path).is_none_or(|draft| draft.ground().catalogue.is_some());
        self.loaded == Some(self.changed)
            || (self.loaded.is_some() || self.loading.is_some()) && self.checks.keys().all(is_known)
    }

    fn connected(&mut self, session: Arc<Session>, folders: Vec<PathBuf>) {
        self.folders = Arc::new(Folders::new(folders, session.options.trusted));
        self.session = session;
    }

    fn ready(&mut self) {
        if self.session.watches_files() {
            self.outbox.tell(Notice::Register(vec![watching::registration()]));
        } else {
            self.watch();
        }
        self.load();
    }

    /// The client was set otherwise.
    fn configured(&mut self, settings: &Value) {
        Arc::make_mut(&mut self.session).set(settings);
        self.change();
    }

    /// Reads what was edited.
    fn settle(&mut self) {
        for path in std::mem::take(&mut self.unread) {
            let settle = guarded("reading an edit", || {
                panic_for_a_test("reading an edit");
                self.desk.settle(&path);
            });
            if let Err(failure) = settle {
                // Nothing of a reading that broke off is kept.
                let heal = guarded("reading it anew", || self.desk.heal(&path));
                self.failed(&failure);
                heal.unwrap_or_else(|failure| self.failed(&failure));
            }
        }
    }

    fn snapshot(&mut self) -> Snapshot {
        self.settle();
        Snapshot {
            session: Arc::clone(&self.session),
            folders: Arc::clone(&self.folders),
            sources: Arc::clone(self.world.sources()),
            desk: self.desk.clone(),
            open: Arc::clone(&self.open),
            opened: self.opened,
            failures: Arc::clone(&self.failures),
            cancel: Cancel::new(),
        }
    }

    /// What a briefing is checked against.
    fn ground(&self, path: &Path) -> Ground {
        loading::ground(&self.folders, &self.world, &self.locks, path, &self.session.options.settings())
    }

    /// Files as the client has them: what is open and no briefing beats the disk.
    fn files(&self) -> Files {
        let mut files = Files::on_disk();
        for (path, open) in self.open.iter().filter(|(path, _)| !self.checks.contains_key(*path)) {
            files.open(path.to_path_buf(), open.rope.to_string().into());
        }
        files
    }
}

#[cfg(test)]
mod tests;
