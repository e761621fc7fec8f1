//! What the state is told, and the way to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types::{DidChangeTextDocumentParams, DidOpenTextDocumentParams, ShowDocumentParams, Uri};

use crate::disk::Failure;
use crate::lsp::server::loading::Loaded;
use crate::lsp::server::session::Session;
use crate::lsp::server::snapshot::Snapshot;
use crate::lsp::server::watching::Watcher;

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
    /// The client was set otherwise.
    Configured(Value),
    /// A file was saved.
    Saved(Uri),
    /// A place for the client to show.
    Show(ShowDocumentParams),
    /// A request, to be worked on off this task.
    Request(Needs, Work),
    /// Nothing was edited for a while in the file at this path, since this edit.
    Quiet(Arc<Path>, u64),
    /// Nothing changed for a while outside of the open briefings, since this change.
    Settled(u64),
    /// A file was opened a moment ago, while what can be cited was read for the first time.
    Greeted,
    /// What can be cited was read, with the number of that reading.
    Loaded(u64, Box<Loaded>),
    /// What can be cited could not be read, in the reading with this number: what was read before stays.
    NotLoaded(u64, Failure),
    /// A draft was checked, at this edit.
    Checked(Arc<Path>, u64, Checked),
    /// The work on checking a draft has ended, whatever came of it.
    Ended(Arc<Path>),
    /// What was let go a moment ago goes back to the system.
    GiveBack,
    /// Files are watched now, as was asked for at this change.
    Watching(u64, Watcher),
    /// Some work on this could not be finished.
    Failed(Failure),
}

/// What came of checking a draft.
pub struct Checked {
    /// The diagnostics, as a JSON array.
    pub items: Arc<str>,
    /// What is the same as long as the figures in it that others contradict are, and what these say.
    pub contradicted: u64,
    /// The same of the other open briefings beside it.
    pub beside: Vec<(Arc<Path>, u64)>,
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
    pub fn send_after(&self, wait: Duration, message: Message) {
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
