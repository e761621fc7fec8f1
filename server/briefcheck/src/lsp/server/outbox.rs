//! What the server tells the client of its own accord. Nothing waits for the client: what it does not read yet waits
//! here, of the diagnostics of a file only the last.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use tokio::sync::mpsc::Sender;
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::{Notification, Progress, PublishDiagnostics, ShowMessage};
use tower_lsp::ls_types::request::WorkDoneProgressCreate;
use tower_lsp::ls_types::{
    MessageType, ProgressParams, Registration, ShowDocumentParams, ShowMessageParams, Uri, WorkDoneProgressCreateParams,
};

/// How long the client may take to answer before what is to be told next is told.
const PATIENCE: Duration = Duration::from_millis(500);

/// Something to tell the client.
#[derive(Debug)]
pub enum Notice {
    /// What is wrong in a file.
    Diagnostics(Diagnostics),
    /// Something that its user should know.
    Message(MessageType, String),
    /// That some work begins, goes on or has ended; a token is made known before its first.
    ProgressToken(WorkDoneProgressCreateParams),
    /// The same.
    Progress(ProgressParams),
    /// That it should ask for diagnostics again.
    RefreshDiagnostics,
    /// That it should ask for code lenses, inlay hints and semantic tokens again, as far as it can.
    RefreshViews {
        /// Code lenses.
        lenses: bool,
        /// Inlay hints.
        hints: bool,
        /// Semantic tokens.
        tokens: bool,
    },
    /// What it should do for the server.
    Register(Vec<Registration>),
    /// A place that it should show.
    Show(ShowDocumentParams),
}

/// What is wrong in a file, written already: there may be much of it at every edit.
#[derive(Debug)]
pub struct Diagnostics {
    /// The file.
    pub uri: Uri,
    /// The version of its text, if it is open.
    pub version: Option<i32>,
    /// A JSON array of diagnostics.
    pub items: Arc<str>,
}

impl Diagnostics {
    fn message(&self) -> String {
        let uri = json!(self.uri);
        let version = self.version.map(|version| format!(r#","version":{version}"#)).unwrap_or_default();
        let (method, items) = (PublishDiagnostics::METHOD, &self.items);
        format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"uri":{uri},"diagnostics":{items}{version}}}}}"#)
    }
}

/// Where notices wait.
#[derive(Clone, Default)]
pub struct Outbox(Arc<Inner>);

#[derive(Default)]
struct Inner {
    waiting: Mutex<VecDeque<Notice>>,
    filled: Notify,
}

impl Outbox {
    /// Leaves a notice.
    pub fn tell(&self, notice: Notice) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Notice::Diagnostics(new) = &notice {
            waiting.retain(|old| !matches!(old, Notice::Diagnostics(old) if old.uri == new.uri));
        }
        waiting.push_back(notice);
        drop(waiting);
        self.0.filled.notify_one();
    }

    /// Carries notices to the client, in their order, for as long as it is there.
    /// Messages that are written already go to `written`.
    pub async fn carry(self, client: Client, written: Sender<String>) {
        loop {
            let next = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            match next {
                // Nobody reads any more once the other end is gone.
                Some(Notice::Diagnostics(diagnostics)) => _ = written.send(diagnostics.message()).await,
                Some(notice) => send(&client, notice).await,
                None => self.0.filled.notified().await,
            }
        }
    }
}

async fn send(client: &Client, notice: Notice) {
    match notice {
        Notice::Diagnostics(_) => {}
        Notice::Message(typ, message) => {
            client.send_notification::<ShowMessage>(ShowMessageParams { typ, message }).await;
        }
        Notice::Progress(params) => client.send_notification::<Progress>(params).await,
        // A client should know the token before it is used; one that does not answer is not waited for long.
        Notice::ProgressToken(params) => {
            let _ = timeout(PATIENCE, client.send_request::<WorkDoneProgressCreate>(params)).await;
        }
        // The answers of these are of no use, and are not waited for.
        Notice::RefreshDiagnostics => ask(client, |client| async move {
            let _ = client.workspace_diagnostic_refresh().await;
        }),
        Notice::RefreshViews { lenses, hints, tokens } => ask(client, move |client| async move {
            if lenses {
                let _ = client.code_lens_refresh().await;
            }
            if hints {
                let _ = client.inlay_hint_refresh().await;
            }
            if tokens {
                let _ = client.semantic_tokens_refresh().await;
            }
        }),
        Notice::Show(params) => ask(client, |client| async move {
            let _ = client.show_document(params).await;
        }),
        Notice::Register(registrations) => ask(client, |client| async move {
            if let Err(error) = client.register_capability(registrations).await {
                tracing::warn!("the client does not watch files: {error}");
            }
        }),
    }
}

fn ask<F>(client: &Client, request: impl FnOnce(Client) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(request(client.clone()));
}
