//! Work that takes long, shown by the client while it goes on.

use std::sync::atomic::{AtomicU64, Ordering};

use tower_lsp::ls_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::lsp::server::outbox::{Notice, Outbox};
use crate::lsp::server::session::Session;

/// Some work; it has ended when this is dropped. A client that does not show progress is told nothing.
pub struct Progress(Option<(ProgressToken, Outbox)>);

impl Progress {
    /// Work with this title begins, and is shown if it is `worth` it.
    pub fn new(session: &Session, outbox: &Outbox, title: &str, worth: bool) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        if !(worth && session.shows_progress()) {
            return Self(None);
        }
        let token = ProgressToken::String(format!("briefcheck/{}", COUNT.fetch_add(1, Ordering::Relaxed)));
        outbox.tell(Notice::ProgressToken(WorkDoneProgressCreateParams { token: token.clone() }));
        let progress = Self(Some((token, outbox.clone())));
        progress.tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: title.to_owned(),
            ..WorkDoneProgressBegin::default()
        }));
        progress
    }

    /// How far it is.
    pub fn say(&self, message: &str) {
        self.tell(WorkDoneProgress::Report(WorkDoneProgressReport {
            message: Some(message.to_owned()),
            ..WorkDoneProgressReport::default()
        }));
    }

    fn tell(&self, progress: WorkDoneProgress) {
        if let Some((token, outbox)) = &self.0 {
            let value = ProgressParamsValue::WorkDone(progress);
            outbox.tell(Notice::Progress(ProgressParams { token: token.clone(), value }));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.tell(WorkDoneProgress::End(WorkDoneProgressEnd::default()));
    }
}
