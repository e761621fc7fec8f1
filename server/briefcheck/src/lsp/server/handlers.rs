//! The protocol's side: every handler sends to the state, and waits for nothing but its own answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, DiagnosticOptions, DiagnosticServerCapabilities, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkOptions, DocumentLinkParams,
    DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams,
    FoldingRangeProviderCapability, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    HoverProviderCapability, InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, LSPAny,
    Location, OneOf, PrepareRenameResponse, ReferenceParams, RenameFilesParams, RenameOptions, RenameParams,
    SaveOptions, SelectionRange, SelectionRangeParams, SelectionRangeProviderCapability, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult, SemanticTokensServerCapabilities, ServerCapabilities, ServerInfo, TextDocumentPositionParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::lsp::server::cancel::{Cancel, CancelOnDrop, Cancelled};
use crate::lsp::server::messages::{Message, Needs, Sender};
use crate::lsp::server::session::Session;
use crate::lsp::server::snapshot::Snapshot;

use crate::disk::guarded;
use crate::lsp::requests::code_action;
use crate::lsp::requests::code_lens;
use crate::lsp::requests::commands;
use crate::lsp::requests::completion;
use crate::lsp::requests::definition;
use crate::lsp::requests::diagnostics;
use crate::lsp::requests::document_link;
use crate::lsp::requests::evidence;
use crate::lsp::requests::folding;
use crate::lsp::requests::highlight;
use crate::lsp::requests::hover;
use crate::lsp::requests::inlay_hints;
use crate::lsp::requests::moving;
use crate::lsp::requests::reading;
use crate::lsp::requests::references;
use crate::lsp::requests::rename;
use crate::lsp::requests::selection_ranges;
use crate::lsp::requests::semantic_tokens;
use crate::lsp::requests::sources;
use crate::lsp::requests::symbols;
use crate::lsp::server::client_process;
use crate::lsp::uri;

/// The server, as the protocol sees it.
pub struct Server {
    state: Sender,
    /// Whether the client has said that it is about to go.
    has_shut_down: Arc<AtomicBool>,
    /// The tokens that the client has.
    tokens: Arc<semantic_tokens::Given>,
}

impl Server {
    /// A server whose state is at the other end of `state`.
    pub fn new(state: Sender, has_shut_down: Arc<AtomicBool>) -> Self {
        Self { state, has_shut_down, tokens: Arc::default() }
    }

    /// `briefcheck/evidence`.
    pub async fn evidence(&self, params: TextDocumentPositionParams) -> Result<Option<evidence::Shown>> {
        self.answer("finding the evidence", Needs::Sources, move |snapshot| evidence::evidence(snapshot, &params)).await
    }

    /// `briefcheck/reading`.
    pub async fn reading(&self, params: reading::Params) -> Result<Option<reading::Shown>> {
        self.answer("reading the source", Needs::Sources, move |snapshot| Ok(reading::reading(snapshot, &params))).await
    }

    /// `briefcheck/sources`.
    pub async fn sources(&self, params: sources::Params) -> Result<Option<sources::Shown>> {
        self.answer("listing the sources", Needs::Sources, move |snapshot| sources::sources(snapshot, &params)).await
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
            // It may have been taken back while it waited.
            if sender.is_closed() {
                return;
            }
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
pub fn panic_for_a_test(what: &str) {
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
            client_process::end_with(id);
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
        self.tokens.forget(&params.text_document.uri);
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

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer("counting what is verified", Needs::Workspace, move |snapshot| code_lens::lenses(snapshot, &params))
            .await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        self.answer("counting what is verified", Needs::Workspace, move |snapshot| code_lens::resolved(snapshot, lens))
            .await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.answer("finding what is wrong", Needs::Sources, move |snapshot| diagnostics::document(snapshot, &params))
            .await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.answer("finding what is wrong", Needs::Workspace, move |snapshot| {
            diagnostics::workspace(snapshot, &params)
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.answer("finding what would mend it", Needs::Sources, move |snapshot| {
            code_action::code_action(snapshot, &params)
        })
        .await
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        let resolve = move |snapshot: &Snapshot| code_action::resolve(snapshot, params);
        self.answer("mending it", Needs::Sources, resolve).await?
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.answer("completing", Needs::Sources, move |snapshot| completion::completion(snapshot, &params)).await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        self.answer("completing", Needs::Sources, move |snapshot| Ok(completion::resolve(snapshot, params))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.answer("finding links", Needs::Sources, move |snapshot| document_link::document_link(snapshot, &params))
            .await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.answer("outlining", Needs::Text, move |snapshot| Ok(symbols::of_document(snapshot, &params))).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let state = self.state.clone();
        let needs = commands::needs(&params);
        let execute = move |snapshot: &Snapshot| commands::execute(snapshot, &params, &state);
        self.answer("running a command", needs, execute).await?
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.answer("finding the same", Needs::Sources, move |snapshot| highlight::highlights(snapshot, &params)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.answer("finding what folds", Needs::Text, move |snapshot| Ok(folding::folding_ranges(snapshot, &params)))
            .await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.answer("going to the source", Needs::Sources, move |snapshot| {
            Ok(definition::definition(snapshot, &params))
        })
        .await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let prepare = move |snapshot: &Snapshot| Ok(rename::prepare(snapshot, &params));
        self.answer("renaming", Needs::Sources, prepare).await?
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.answer("renaming", Needs::Sources, move |snapshot| rename::rename(snapshot, &params)).await?
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.answer("looking for names", Needs::Sources, move |snapshot| symbols::of_workspace(snapshot, &params.query))
            .await
    }

    async fn did_rename_files(&self, _: RenameFilesParams) {
        self.state.send(Message::Reload);
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.answer("moving files", Needs::Sources, move |snapshot| moving::moving(snapshot, &params)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.answer("looking up the source", Needs::Sources, move |snapshot| hover::hover(snapshot, &params)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.answer("placing the evidence", Needs::Sources, move |snapshot| inlay_hints::hints(snapshot, &params)).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        self.answer("placing the evidence", Needs::Sources, move |snapshot| Ok(inlay_hints::resolved(snapshot, hint)))
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.answer("finding what rests on it", Needs::Workspace, move |snapshot| {
            references::references(snapshot, &params)
        })
        .await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.answer("finding what holds it", Needs::Sources, move |snapshot| {
            Ok(selection_ranges::selection_ranges(snapshot, &params))
        })
        .await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let given = Arc::clone(&self.tokens);
        self.answer("telling items apart", Needs::Sources, move |snapshot| {
            Ok(semantic_tokens::full(snapshot, &given, &params)?.map(SemanticTokensResult::Tokens))
        })
        .await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let given = Arc::clone(&self.tokens);
        self.answer("telling items apart", Needs::Sources, move |snapshot| {
            semantic_tokens::delta(snapshot, &given, &params)
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.answer("telling items apart", Needs::Sources, move |snapshot| {
            Ok(semantic_tokens::range(snapshot, &params)?.map(SemanticTokensRangeResult::Tokens))
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
        code_lens_provider: Some(code_lens::options()),
        diagnostic_provider: session.pulls().then_some(DiagnosticServerCapabilities::Options(pulled)),
        code_action_provider: Some(code_action::options().into()),
        completion_provider: Some(completion::options()),
        definition_provider: Some(OneOf::Left(true)),
        // What a client may ask beside the protocol.
        experimental: Some(serde_json::json!({"briefcheck": {"evidence": true, "reading": true, "sources": true}})),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        document_symbol_provider: Some(OneOf::Left(true)),
        execute_command_provider: Some(commands::options()),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Right(inlay_hints::options())),
        references_provider: Some(OneOf::Left(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            semantic_tokens::options(),
        )),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(moving::options()),
        }),
        ..ServerCapabilities::default()
    }
}
