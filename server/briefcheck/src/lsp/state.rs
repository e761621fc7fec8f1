//! The one task that owns the server's state: it applies edits in their order and hands out snapshots. What takes
//! longer is done elsewhere and comes back as a message.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ropey::Rope;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types::{
    Diagnostic, DidChangeTextDocumentParams, DidOpenTextDocumentParams, MessageType, PublishDiagnosticsParams, Uri,
};

use super::cancel::Cancel;
use super::draft::{Draft, Ground};
use super::folders::Folders;
use super::loading::{self, Loaded, Loading};
use super::outbox::{Notice, Outbox};
use super::session::Session;
use super::snapshot::{Drafts, Open, Snapshot};
use super::watching::Watcher;
use super::{diagnostics, position, progress, uri, watching};
use crate::workspace::{Failure, Files, World, guarded, is_briefing_text};

/// How long files and sources must rest before what changed in them is read.
const SETTLING: Duration = Duration::from_millis(120);

/// What the state is told.
pub enum Message {
    /// A client has connected, with these folders.
    Connected(Arc<Session>, Vec<PathBuf>),
    /// The client is ready to be told things.
    Ready,
    /// A file is open now.
    Opened(DidOpenTextDocumentParams),
    /// An open file was edited.
    Edited(DidChangeTextDocumentParams),
    /// A file is no longer open.
    Closed(Uri),
    /// Files were created, changed or deleted on disk.
    OnDisk(Vec<PathBuf>),
    /// Folders were added to the workspace or taken out of it.
    Folders {
        /// Those that came.
        added: Vec<PathBuf>,
        /// Those that went.
        removed: Vec<PathBuf>,
    },
    /// Everything is to be read anew.
    Reload,
    /// A request, to be worked on off this task.
    Request(Needs, Work),
    /// Nothing was edited for a while in the file at this path, since this edit.
    Quiet(Arc<Path>, u64),
    /// Nothing changed for a while outside of the open briefings, since this change.
    Settled(u64),
    /// What can be cited was read, with the number of that reading.
    Loaded(u64, Box<Loaded>),
    /// What can be cited could not be read, in the reading with this number: what was read before stays.
    NotLoaded(u64, Failure),
    /// A draft was checked, at this edit.
    Checked(Arc<Path>, u64, Vec<Diagnostic>),
    /// Some work on this could not be finished.
    Failed(Failure),
}

/// What answers a request.
pub type Work = Box<dyn FnOnce(Snapshot) + Send>;

/// What must be there before a request can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The text alone.
    Text,
    /// What the open briefings cite as well: a request that comes before it was read waits for it.
    Sources,
    /// All briefings and sources of the workspace, as they are now: a request that comes before the last change was
    /// read waits for it.
    Workspace,
}

/// A way to the state.
#[derive(Clone)]
pub struct Sender(UnboundedSender<Message>);

impl Sender {
    /// Tells the state; nothing waits.
    pub fn send(&self, message: Message) {
        // The state ends with the server: then there is nobody to tell, and nothing is lost.
        let _ = self.0.send(message);
    }

    /// Tells it later.
    fn send_after(&self, wait: Duration, message: Message) {
        // A timer takes a millisecond at least.
        if wait.is_zero() {
            return self.send(message);
        }
        let sender = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            sender.send(message);
        });
    }
}

/// A way to a state, and what comes from there.
pub fn channel() -> (Sender, UnboundedReceiver<Message>) {
    let (sender, receiver) = unbounded_channel();
    (Sender(sender), receiver)
}

/// The state.
pub struct State {
    sender: Sender,
    outbox: Outbox,
    session: Arc<Session>,
    folders: Arc<Folders>,
    world: Arc<World>,
    drafts: Arc<Drafts>,
    open: Arc<BTreeMap<Arc<Path>, Open>>,
    /// The drafts with edits that were not read yet.
    unread: BTreeSet<Arc<Path>>,
    /// The open briefings, each with its last edit and the work on it.
    checks: BTreeMap<Arc<Path>, Checking>,
    /// The files that the client was told of, and what.
    told: BTreeMap<PathBuf, Vec<Diagnostic>>,
    /// Counts edits and changes.
    clock: u64,
    /// The last change outside of the open briefings; what is loading began with an earlier one if it is not this.
    changed: u64,
    loading: Option<(u64, Cancel)>,
    /// The change that what was loaded last began with.
    loaded: Option<u64>,
    /// The requests that wait for what is loading.
    waiting: Vec<(Needs, Work)>,
    /// Files are watched for as long as this is there.
    watcher: Option<Watcher>,
    has_told_of_panic: bool,
}

#[derive(Default)]
struct Checking {
    edited: u64,
    cancel: Cancel,
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
            drafts: Arc::default(),
            open: Arc::default(),
            unread: BTreeSet::new(),
            checks: BTreeMap::new(),
            told: BTreeMap::new(),
            clock: 0,
            changed: 0,
            loading: None,
            loaded: None,
            waiting: Vec::new(),
            watcher: None,
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
            Message::Request(needs, work) if !self.has(needs) => self.waiting.push((needs, work)),
            Message::Request(_, work) => self.answer(work),
            Message::Quiet(path, edit) => self.quiet(&path, edit),
            Message::Settled(change) => {
                if change == self.changed {
                    self.load();
                }
            }
            Message::Loaded(change, loaded) => self.loaded(change, *loaded),
            Message::NotLoaded(change, failure) => self.not_loaded(change, &failure),
            Message::Checked(path, edit, found) => self.checked(&path, edit, found),
            Message::Failed(failure) => self.failed(&failure),
        }
    }

    fn answer(&mut self, work: Work) {
        let snapshot = self.snapshot();
        tokio::task::spawn_blocking(move || work(snapshot));
    }

    /// Whether there is what a request needs.
    fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Text => true,
            Needs::Sources => self.is_ready(),
            Needs::Workspace => self.loaded == Some(self.changed),
        }
    }

    /// Whether what the open briefings cite was read, as far as it ever will be.
    fn is_ready(&self) -> bool {
        let is_known = |path| self.drafts.get(path).is_none_or(|draft| draft.ground().catalogue.is_some());
        self.loaded == Some(self.changed)
            || (self.loaded.is_some() || self.loading.is_some()) && self.checks.keys().all(is_known)
    }

    fn connected(&mut self, session: Arc<Session>, folders: Vec<PathBuf>) {
        self.session = session;
        self.folders = Arc::new(Folders::new(folders));
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
        self.watcher = Watcher::new(folders, move |paths| sender.send(Message::OnDisk(paths)))
            .inspect_err(|error| tracing::warn!("files can't be watched: {error}"))
            .ok();
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = uri::path(&document.uri).map(Arc::<Path>::from) else { return };
        let rope = Rope::from_str(&document.text);
        let open = Open { uri: document.uri, version: document.version, rope: rope.clone() };
        Arc::make_mut(&mut self.open).insert(Arc::clone(&path), open);
        let config = self.folders.config(&path);
        if document.language_id == LANGUAGE || is_briefing_text(&path, &document.text, config.as_deref()) {
            self.begin(&path, rope);
            let has_ground = self.drafts.get(&path).is_some_and(|draft| draft.ground().catalogue.is_some());
            if has_ground && !self.declares_unread(&path) {
                self.check(&path);
            } else {
                self.change();
            }
        } else {
            self.change_to(&path);
        }
    }

    /// Takes an open file for a briefing.
    fn begin(&mut self, path: &Arc<Path>, rope: Rope) {
        let draft = Draft::new(Arc::clone(path), rope, self.ground(path));
        Arc::make_mut(&mut self.drafts).insert(Arc::clone(path), Arc::new(draft));
        self.clock += 1;
        self.checks.insert(Arc::clone(path), Checking { edited: self.clock, cancel: Cancel::new() });
    }

    /// Takes the open files for briefings that have become ones since: by what their front matter or the configuration
    /// says now.
    fn begin_new(&mut self) {
        for (path, open) in Arc::clone(&self.open).iter() {
            let config = self.folders.config(path);
            let is_new = !self.checks.contains_key(path);
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
        let draft = Arc::make_mut(&mut self.drafts).get_mut(&path).filter(|_| self.checks.contains_key(&path));
        match draft {
            Some(draft) => {
                let draft = Arc::make_mut(draft);
                for change in params.content_changes {
                    let span = match change.range {
                        Some(range) => position::span(draft.rope(), range, encoding),
                        None => (0..draft.rope().len_bytes()).into(),
                    };
                    draft.edit(span, &change.text);
                }
                open.rope = draft.rope().clone();
                self.unread.insert(Arc::clone(&path));
                self.clock += 1;
                let edit = self.clock;
                if let Some(checking) = self.checks.get_mut(&path) {
                    checking.cancel.cancel();
                    *checking = Checking { edited: edit, cancel: Cancel::new() };
                }
                let quiet = Duration::from_millis(self.session.options.quiet);
                self.sender.send_after(quiet, Message::Quiet(Arc::clone(&path), edit));
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

    fn closed(&mut self, uri: &Uri) {
        let Some(path) = uri::path(uri) else { return };
        Arc::make_mut(&mut self.open).remove(path.as_path());
        self.unread.remove(path.as_path());
        if let Some(checking) = self.checks.remove(path.as_path()) {
            checking.cancel.cancel();
            self.tell(&path, Vec::new(), Some(uri.clone()));
            // What is on disk may be another text than what was open.
            Arc::make_mut(&mut self.drafts).remove(path.as_path());
        }
        self.change();
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
        if self.watcher.is_some() {
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
        self.sender.send_after(SETTLING, Message::Settled(self.changed));
    }

    /// Reads what can be cited, off this task.
    fn load(&mut self) {
        if let Some((_, cancel)) = self.loading.take() {
            cancel.cancel();
        }
        self.settle();
        let cancel = Cancel::new();
        let (sender, change) = (self.sender.clone(), self.changed);
        self.loading = Some((change, cancel.clone()));
        let folders = Arc::new(self.folders.again(self.folders.iter().map(|(folder, _)| folder.to_owned())));
        let loading = Loading {
            folders: Arc::clone(&folders),
            files: self.files(),
            open: self.checks.keys().filter_map(|path| self.drafts.get(path)).cloned().collect(),
            before: Arc::clone(&self.world),
            drafts: Arc::clone(&self.drafts),
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
            self.loading = None;
            self.loaded = Some(change);
            self.answer_waiting();
        }
    }

    /// Answers the requests that waited for what is there now.
    fn answer_waiting(&mut self) {
        for (needs, work) in std::mem::take(&mut self.waiting) {
            if self.has(needs) {
                self.answer(work);
            } else {
                self.waiting.push((needs, work));
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
        self.folders = loaded.folders;
        self.begin_new();
        let mut drafts: Drafts = loaded.drafts.into_iter().map(|draft| (Arc::clone(draft.path()), draft)).collect();
        let open: Vec<Arc<Path>> = self.checks.keys().cloned().collect();
        for path in open {
            let Some(draft) = self.drafts.get(&path) else { continue };
            let mut draft = Draft::clone(draft);
            draft.move_to(self.ground(&path));
            drafts.insert(Arc::clone(&path), Arc::new(draft));
        }
        self.drafts = Arc::new(drafts);
        if loaded.is_whole {
            self.loading = None;
            self.loaded = Some(change);
            self.tell_of_failures(&loaded.failures);
        }
        let open: Vec<Arc<Path>> = self.checks.keys().cloned().collect();
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
        let Some(draft) = self.drafts.get(path) else { return false };
        let Some(catalogue) = &draft.ground().catalogue else { return false };
        draft.own().iter().any(|entry| !self.world.has_read(entry, &catalogue.config))
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
        let (Some(draft), Some(checking)) = (self.drafts.get(path).cloned(), self.checks.get_mut(path)) else { return };
        if self.session.pulls() || draft.ground().catalogue.is_none() {
            return;
        }
        checking.cancel.cancel();
        checking.cancel = Cancel::new();
        let (cancel, edit) = (checking.cancel.clone(), checking.edited);
        let (path, sender) = (Arc::clone(path), self.sender.clone());
        let snapshot = Snapshot { cancel, ..self.snapshot() };
        tokio::task::spawn_blocking(move || {
            match guarded(&format!("checking `{}`", snapshot.shown(&path)), || diagnostics::of(&snapshot, &draft)) {
                Ok(Ok(found)) => sender.send(Message::Checked(path, edit, found)),
                // Whoever cancelled it has begun anew.
                Ok(Err(_)) => {}
                Err(failure) => sender.send(Message::Failed(failure)),
            }
        });
    }

    fn checked(&mut self, path: &Path, edit: u64, found: Vec<Diagnostic>) {
        if self.checks.get(path).is_some_and(|checking| checking.edited == edit) {
            self.tell(path, found, None);
        }
    }

    /// Tells the client what is wrong in a file, if it has not been told just that.
    fn tell(&mut self, path: &Path, found: Vec<Diagnostic>, uri: Option<Uri>) {
        let (before, now) = (self.told.get(path), &found);
        if before.map_or(now.is_empty(), |before| before == now) {
            return;
        }
        let open = self.open.get(path);
        let uri = uri.or_else(|| open.map(|open| open.uri.clone())).or_else(|| uri::of(path));
        let Some(uri) = uri else { return };
        let version = open.map(|open| open.version);
        if found.is_empty() {
            self.told.remove(path);
        } else {
            self.told.insert(path.to_owned(), found.clone());
        }
        self.outbox.tell(Notice::Diagnostics(PublishDiagnosticsParams { uri, diagnostics: found, version }));
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
            self.tell(&path, Vec::new(), None);
        }
        for (path, found) in found {
            self.tell(&path, found, None);
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
            if let Some(draft) = Arc::make_mut(&mut self.drafts).get_mut(&path) {
                Arc::make_mut(draft).settle();
            }
        }
    }

    fn snapshot(&mut self) -> Snapshot {
        self.settle();
        Snapshot {
            session: Arc::clone(&self.session),
            folders: Arc::clone(&self.folders),
            world: Arc::clone(&self.world),
            drafts: Arc::clone(&self.drafts),
            open: Arc::clone(&self.open),
            cancel: Cancel::new(),
        }
    }

    /// What a briefing is checked against.
    fn ground(&self, path: &Path) -> Ground {
        loading::ground(&self.folders, &self.world, path, &self.session.options.settings())
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

/// What a client calls the language of a briefing.
pub const LANGUAGE: &str = "briefing";

#[cfg(test)]
mod tests {
    use super::*;

    /// A state whose folder is `first`, at work on its first reading.
    fn started(first: &Path) -> (State, UnboundedReceiver<Message>) {
        let (sender, messages) = channel();
        let mut state = State::new(sender, Outbox::default());
        state.take(Message::Connected(Arc::default(), vec![first.to_owned()]));
        state.take(Message::Ready);
        (state, messages)
    }

    #[tokio::test]
    async fn a_reading_that_began_before_does_not_bring_folders_back() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [first, second] = folders.each_ref().map(|folder| folder.path().to_owned());
        let (mut state, mut messages) = started(&first);
        let loaded = loop {
            match messages.recv().await.unwrap() {
                loaded @ Message::Loaded(..) => break loaded,
                other => state.take(other),
            }
        };
        state.take(Message::Folders { added: vec![second.clone()], removed: vec![first] });
        state.take(loaded);
        while state.loaded != Some(state.changed) {
            let message = messages.recv().await.unwrap();
            state.take(message);
        }
        assert_eq!(state.folders.iter().map(|(folder, _)| folder).collect::<Vec<_>>(), [second]);
    }

    #[tokio::test]
    async fn what_version_control_keeps_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let (mut state, _messages) = started(folder.path());
        let before = state.changed;
        state.take(Message::OnDisk(vec![folder.path().join(".git/index.lock")]));
        assert_eq!(state.changed, before);
        state.take(Message::OnDisk(vec![folder.path().join("sources/a.txt")]));
        assert_ne!(state.changed, before);
    }
}
