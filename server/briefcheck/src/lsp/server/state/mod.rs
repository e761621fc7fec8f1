//! The one task that owns the server's state: it applies edits in their order and hands out snapshots. What takes
//! longer is done elsewhere and comes back as a message.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use briefcheck_desk::{Desk, Ground};
use ropey::Rope;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp::ls_types::{DidChangeTextDocumentParams, DidOpenTextDocumentParams, MessageType, Uri};

use crate::disk::{Failure, Files, Role, World, guarded, host, is_briefing_text};
use crate::lsp::position;
use crate::lsp::requests::diagnostics;
use crate::lsp::server::cancel::Cancel;
use crate::lsp::server::folders::Folders;
use crate::lsp::server::handlers::panic_for_a_test;
use crate::lsp::server::loading::{self, Loaded, Loading, Locks};
use crate::lsp::server::messages::{Checked, Message, Needs, Sender, Work};
use crate::lsp::server::outbox::{Diagnostics, Notice, Outbox};
use crate::lsp::server::progress;
use crate::lsp::server::publishing;
use crate::lsp::server::session::{Run, Session};
use crate::lsp::server::snapshot::{Open, Snapshot};
use crate::lsp::server::watching;
use crate::lsp::server::watching::Watcher;
use crate::lsp::uri;
use crate::report::visible;

/// How long files and sources must rest before what changed in them is read.
const SETTLING: Duration = Duration::from_millis(120);

/// How long changes that follow each other may put off that they are read.
const LONGEST: Duration = Duration::from_secs(1);

/// How long reading for the first time may go on once a briefing is open, before it begins anew with what that cites: by
/// then it has mostly ended.
const GREETING: Duration = Duration::from_millis(20);

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
    /// As many open briefings are checked at once as there are processors: hundreds may be opened together.
    at_once: Arc<Semaphore>,
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
            at_once: Arc::new(Semaphore::new(thread::available_parallelism().map_or(1, NonZero::get))),
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
            Message::Watching(change, watcher) => self.watching(change, watcher),
            Message::Failed(failure) => self.failed(&failure),
        }
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

    fn watch(&mut self) {
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

    fn watching(&mut self, change: u64, watcher: Watcher) {
        if change == self.watched {
            self.watcher = Some(watcher);
            // What was read before may have changed before anybody watched.
            self.change();
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
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
    fn begin(&mut self, path: &Arc<Path>, rope: Rope) {
        let ground = self.ground(path);
        // What it cites may not have been read yet.
        let ground = if self.is_partial { Ground { catalogue: None, ..ground } } else { ground };
        self.desk.set_text(Arc::clone(path), rope, ground);
        self.clock += 1;
        self.checks.insert(Arc::clone(path), Checking::at(self.clock));
    }

    /// Takes the open files for briefings that have become ones since: by what their front matter or the configuration
    /// says now.
    fn begin_new(&mut self) {
        for (path, open) in Arc::clone(&self.open).iter() {
            let config = self.folders.config(path);
            let is_new = !self.checks.contains_key(path) && is_within_limit(&open.rope);
            if is_new && is_briefing_text(path, &open.rope.to_string(), config.as_deref()) {
                self.begin(path, open.rope.clone());
            }
        }
    }

    fn edited(&mut self, params: DidChangeTextDocumentParams) {
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
    fn saved(&mut self, uri: &Uri) {
        let path = uri::path(uri).and_then(|path| self.checks.get_key_value(path.as_path()));
        let Some((path, edit)) = path.map(|(path, checking)| (Arc::clone(path), checking.edited)) else { return };
        if self.session.options.run == Run::OnSave {
            self.sender.send(Message::Quiet(path, edit));
        }
    }

    /// The client was set otherwise: what it says over what it said before.
    fn configured(&mut self, settings: &Value) {
        let mut session = (*self.session).clone();
        if session.options.set(settings) {
            self.session = Arc::new(session);
        }
        self.change();
    }

    fn closed(&mut self, uri: &Uri) {
        let Some(path) = uri::path(uri) else { return };
        self.opened += 1;
        Arc::make_mut(&mut self.open).remove(path.as_path());
        self.leave(&path, Some(uri.clone()));
        self.change();
    }

    /// Takes a file for no open briefing any more, and says nothing of it.
    fn leave(&mut self, path: &Path, uri: Option<Uri>) {
        self.unread.remove(path);
        if let Some(checking) = self.checks.remove(path) {
            checking.cancel.cancel();
            self.tell(path, NOTHING.into(), uri);
            // What is on disk may be another text than what was open.
            self.desk.remove(path);
        }
    }

    fn tell_of_size(&self, path: &Path) {
        let name = visible(&path.to_string_lossy());
        let limit = Role::Briefing.limit() >> 20;
        let said = format!("briefcheck: `{name}` has more than {limit} MiB, and is not checked. Part it.");
        self.outbox.tell(Notice::Message(MessageType::WARNING, said));
    }

    fn on_disk(&mut self, paths: &[PathBuf]) {
        // What is open in the client is what the client says it is.
        if paths.iter().any(|path| watching::matters(path) && !self.open.contains_key(path.as_path())) {
            self.change();
        }
    }

    fn change_folders(&mut self, added: &[PathBuf], removed: &[PathBuf]) {
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
    fn change_to(&mut self, path: &Path) {
        tracing::debug!("`{}` may be a source, and has changed", path.display());
        self.change();
    }

    /// Something changed outside of the open briefings: what can be cited is read anew, once that has come to rest.
    fn change(&mut self) {
        self.clock += 1;
        self.changed = self.clock;
        self.unread_since.get_or_insert_with(Instant::now);
        // What is to be read first is read as it is then.
        if self.has_begun {
            self.sender.send_after(SETTLING, Message::Settled(self.changed));
        }
    }

    /// Nothing has changed since this change, or something has put off for too long what is to be read.
    fn settled(&mut self, change: u64) {
        let is_overdue = self.unread_since.is_some_and(|since| since.elapsed() >= LONGEST);
        let is_last = change == self.changed || !self.has_begun;
        let is_read = self.loaded == Some(self.changed);
        // What is overdue and under way is let end, and what has changed meanwhile is read then.
        if (is_last && !is_read || is_overdue) && !(is_overdue && self.loading.is_some()) {
            self.load();
        }
    }

    /// Begins anew with what the open briefings cite, as long as not even that was read.
    fn greeted(&mut self) {
        if self.loaded.is_none() && self.loading.is_some() && !self.is_partial {
            self.load();
        }
    }

    /// A reading that began with this change has ended.
    fn has_read(&mut self, change: u64) {
        self.loading = None;
        self.loaded = Some(change);
        self.unread_since = None;
        if change != self.changed {
            self.unread_since = Some(Instant::now());
            self.sender.send_after(SETTLING, Message::Settled(self.changed));
        }
    }

    /// Reads what can be cited, off this task.
    fn load(&mut self) {
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

    fn not_loaded(&mut self, change: u64, failure: &Failure) {
        self.failed(failure);
        if self.loading.as_ref().is_some_and(|(current, _)| *current == change) {
            self.has_read(change);
            self.answer_waiting();
        }
    }

    /// Answers the requests that waited for what is there now.
    fn answer_waiting(&mut self) {
        for (needs, change, work) in std::mem::take(&mut self.waiting) {
            if self.has(needs, change) {
                self.answer(work);
            } else {
                self.waiting.push((needs, change, work));
            }
        }
    }

    fn loaded(&mut self, change: u64, loaded: Loaded) {
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
        if self.session.pulls() && self.session.refreshes_diagnostics() {
            self.outbox.tell(Notice::RefreshDiagnostics);
        }
        let (lenses, hints, tokens) = self.session.refreshes();
        self.outbox.tell(Notice::RefreshViews { lenses, hints, tokens });
    }

    /// Whether a draft declares a source of which nothing was ever tried to be read.
    fn declares_unread(&self, path: &Path) -> bool {
        let Some(draft) = self.desk.get(path) else { return false };
        let Some(catalogue) = &draft.ground().catalogue else { return false };
        draft.own().iter().any(|entry| !self.world.sources().has_read(entry, &catalogue.root))
    }

    fn quiet(&mut self, path: &Arc<Path>, edit: u64) {
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
    fn check(&mut self, path: &Arc<Path>) {
        let (Some(draft), Some(checking)) = (self.desk.get(path).cloned(), self.checks.get_mut(path)) else { return };
        if self.session.pulls() || draft.ground().catalogue.is_none() {
            return;
        }
        checking.cancel.cancel();
        checking.cancel = Cancel::new();
        let (cancel, edit) = (checking.cancel.clone(), checking.edited);
        let (path, sender) = (Arc::clone(path), self.sender.clone());
        let snapshot = Snapshot { cancel, ..self.snapshot() };
        let check = move || match guarded(&format!("checking `{}`", snapshot.shown(&path)), || {
            publishing::check(&snapshot, &draft)
        }) {
            Ok(Ok(found)) => sender.send(Message::Checked(path, edit, found)),
            // Whoever cancelled it has begun anew.
            Ok(Err(_)) => {}
            Err(failure) => sender.send(Message::Failed(failure)),
        };
        let at_once = Arc::clone(&self.at_once);
        tokio::spawn(async move {
            // It is never closed.
            let _permit = at_once.acquire_owned().await;
            let _ = tokio::task::spawn_blocking(check).await;
        });
    }

    fn checked(&mut self, path: &Arc<Path>, edit: u64, found: Checked) {
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
    fn tell(&mut self, path: &Path, found: Arc<str>, uri: Option<Uri>) {
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
    fn tell_of_failures(&mut self, failures: &[Failure]) {
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

    fn failed(&mut self, failure: &Failure) {
        tracing::error!("{}", failure.message);
        // Whoever types would meet it at every key.
        if !std::mem::replace(&mut self.has_told_of_panic, true) {
            let help = failure.help.as_deref().unwrap_or_default();
            self.outbox.tell(Notice::Message(MessageType::ERROR, format!("briefcheck: {}. {help}", failure.message)));
        }
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

/// The diagnostics of a file in which nothing is wrong.
const NOTHING: &str = "[]";

/// What a client calls the language of a briefing.
pub const LANGUAGE: &str = "briefing";

#[cfg(test)]
mod tests;

/// Whether a text is short enough to be checked: what is larger would take all of the memory.
fn is_within_limit(rope: &Rope) -> bool {
    rope.len_bytes() as u64 <= Role::Briefing.limit()
}
