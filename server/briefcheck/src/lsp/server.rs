//! The protocol's side: every handler sends to the state, and waits for nothing but its own answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    DiagnosticOptions, DiagnosticServerCapabilities, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult, GotoDefinitionParams,
    GotoDefinitionResponse, InitializeParams, InitializeResult, InitializedParams, OneOf, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::cancel::{Cancel, CancelOnDrop, Cancelled};
use super::session::Session;
use super::snapshot::Snapshot;
use super::state::{Message, Needs, Sender};
use super::{definition, diagnostics, uri, vanishing};
use crate::workspace::guarded;

/// The server, as the protocol sees it.
pub struct Server {
    state: Sender,
    /// Whether the client has said that it is about to go.
    has_shut_down: Arc<AtomicBool>,
}

impl Server {
    /// A server whose state is at the other end of `state`.
    pub fn new(state: Sender, has_shut_down: Arc<AtomicBool>) -> Self {
        Self { state, has_shut_down }
    }

    /// Answers a request from a snapshot, off the state's task. If the client takes it back, the work is cancelled; if
    /// it panics, it is answered with an error and nothing else ends.
    async fn answer<T: Send + 'static>(
        &self,
        what: &'static str,
        needs: Needs,
        work: impl FnOnce(&Snapshot) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = oneshot::channel();
        let cancel = Cancel::new();
        let _taken_back = CancelOnDrop(cancel.clone());
        let state = self.state.clone();
        let request = move |snapshot: Snapshot| {
            let snapshot = Snapshot { cancel, ..snapshot };
            let answer = guarded(what, || {
                panic_for_a_test(what);
                work(&snapshot)
            });
            if let Err(failure) = &answer {
                state.send(Message::Failed(failure.clone()));
            }
            // Nobody waits for an answer to what was taken back.
            let _ = sender.send(answer);
        };
        self.state.send(Message::Request(needs, Box::new(request)));
        match receiver.await {
            Ok(Ok(answer)) => answer.map_err(|Cancelled| Error::content_modified()),
            Ok(Err(failure)) => Err(internal(failure.message)),
            Err(_) => Err(internal(format!("{what} was not answered"))),
        }
    }
}

/// Panics at what a test of a debug build names, to see what comes of it.
#[cfg_attr(not(debug_assertions), expect(unused_variables, reason = "there are no such tests"))]
fn panic_for_a_test(what: &str) {
    #[cfg(debug_assertions)]
    if std::env::var("BRIEFCHECK_TEST_PANIC").is_ok_and(|named| named == what) {
        #[expect(clippy::panic, reason = "that is what is asked for")]
        {
            panic!("asked for by a test");
        }
    }
}

fn internal(message: String) -> Error {
    Error { code: ErrorCode::InternalError, message: message.into(), data: None }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = Session::new(&params);
        let capabilities = capabilities(&session);
        if let Some(id) = params.process_id {
            vanishing::end_with(id);
        }
        #[expect(deprecated, reason = "older clients know of no folders, only of a root")]
        let root = params.root_uri.iter().filter_map(uri::path).collect();
        let folders = params
            .workspace_folders
            .map(|folders| folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect::<Vec<_>>());
        let folders = folders.filter(|folders| !folders.is_empty()).unwrap_or(root);
        self.state.send(Message::Connected(Arc::new(session), folders));
        let server_info =
            ServerInfo { name: env!("CARGO_PKG_NAME").to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        Ok(InitializeResult { capabilities, server_info: Some(server_info), offset_encoding: None })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.state.send(Message::Ready);
    }

    async fn shutdown(&self) -> Result<()> {
        self.has_shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.state.send(Message::Opened(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.state.send(Message::Edited(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.state.send(Message::Closed(params.text_document.uri));
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        self.state.send(Message::Reload);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| uri::path(&change.uri)).collect();
        self.state.send(Message::OnDisk(paths));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[tower_lsp::ls_types::WorkspaceFolder]| {
            folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect()
        };
        let event = params.event;
        self.state.send(Message::Folders { added: paths(&event.added), removed: paths(&event.removed) });
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.answer("finding what is wrong", Needs::Sources, move |snapshot| diagnostics::document(snapshot, &params))
            .await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.answer("finding what is wrong", Needs::Sources, move |snapshot| diagnostics::workspace(snapshot, &params))
            .await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.answer("going to the source", Needs::Sources, move |snapshot| {
            Ok(definition::definition(snapshot, &params))
        })
        .await
    }
}

/// What the server can do for this client.
fn capabilities(session: &Session) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let pulled = DiagnosticOptions {
        identifier: Some(diagnostics::SOURCE.to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    };
    ServerCapabilities {
        position_encoding: Some(session.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        diagnostic_provider: session.pulls().then_some(DiagnosticServerCapabilities::Options(pulled)),
        definition_provider: Some(OneOf::Left(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}
