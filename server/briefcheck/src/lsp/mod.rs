//! The language server: one task owns the state, every request is answered from a snapshot of it, one request a file.

mod position;
mod requests;
mod server;
mod uri;

use std::future::pending;
use std::io;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use server::handlers::Server;
use server::outbox::Outbox;
use server::state::State;
use server::{framing, messages, snippets};

/// Briefings nest, and reading them recurses: threads get more stack than is usual.
const STACK: usize = 16 << 20;

/// How long a thread that has no work is kept: its share of the memory goes back to the system when it ends.
const IDLE: Duration = Duration::from_secs(1);

/// How many bytes of messages lie between what hears the client and what understands it.
const PIPE: usize = 1 << 16;

/// How many messages that are written already may wait for the client: what is newer waits where it can be replaced.
const WRITTEN: usize = 1;

/// How many messages are worked on at once: enough that a taken-back request is heard of while many are under way.
const AT_ONCE: usize = 1024;

/// How long what is under way may take to end once the client has said that it is gone.
const LAST: Duration = Duration::from_millis(200);

/// Serves a client on standard input and output until it is gone.
///
/// # Errors
///
/// If no threads can be started.
pub fn run() -> io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_stack_size(STACK)
        .thread_keep_alive(IDLE)
        .enable_all()
        .build()?;
    let is_clean = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // Somebody may still hold standard input open.
    runtime.shutdown_background();
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Serves a client until it says that it is gone, or its input ends; whether it had shut the server down before, and
/// could be understood.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite + Unpin) -> bool {
    let has_shut_down = Arc::new(AtomicBool::new(false));
    let (sender, messages) = messages::channel();
    let outbox = Outbox::default();
    let (write, written) = tokio::sync::mpsc::channel(WRITTEN);
    let (service, socket) = LspService::build(|client| {
        tokio::spawn(outbox.clone().carry(client, write));
        tokio::spawn(State::new(sender.clone(), outbox.clone()).run(messages));
        Server::new(sender, Arc::clone(&has_shut_down))
    })
    .custom_method("briefcheck/evidence", Server::evidence)
    .custom_method("briefcheck/reading", Server::reading)
    .custom_method("briefcheck/sources", Server::sources)
    .custom_method("briefcheck/quote", Server::quote)
    .finish();
    let gone = Arc::new(Notify::new());
    let service = Guard { inner: service, gone: Arc::clone(&gone), takes_snippets: Arc::default() };
    let (carried, messages) = tokio::io::duplex(PIPE);
    let (said, answers) = tokio::io::duplex(PIPE);
    let served = tower_lsp::Server::new(messages, said, socket).concurrency_level(AT_ONCE).serve(service);
    let is_broken = AtomicBool::new(false);
    let carry = async {
        if let Err(error) = framing::carry(input, carried).await {
            is_broken.store(true, Ordering::Relaxed);
            tracing::error!("the client can't be understood any more: {error}");
        }
    };
    let silenced = Notify::new();
    let deliver = async {
        if let Err(error) = framing::deliver(answers, written, output).await {
            tracing::error!("the client can't be told anything any more: {error}");
            // Nobody is left to do anything for.
            silenced.notify_one();
        }
    };
    tokio::select! {
        // What was said last is delivered after the server has ended.
        _ = async { tokio::join!(served, deliver) } => {}
        // Once there is nothing more to hear, what was heard is still answered.
        () = async { carry.await; pending().await } => {}
        () = silenced.notified() => {}
        () = async {
            gone.notified().await;
            tokio::time::sleep(LAST).await;
        } => {}
    }
    has_shut_down.load(Ordering::Relaxed) && !is_broken.load(Ordering::Relaxed)
}

/// The bodies of the messages that come of some bytes, for the fuzz target.
#[doc(hidden)]
pub fn carried(bytes: &[u8]) -> Vec<Vec<u8>> {
    framing::carried(bytes)
}

/// Notices that the client is gone, since then nothing that is under way is waited for any longer, and answers what is
/// no message.
struct Guard<S> {
    inner: S,
    gone: Arc<Notify>,
    /// Whether an edit may have places to fill.
    takes_snippets: Arc<AtomicBool>,
}

impl<S> tower_service::Service<Request> for Guard<S>
where
    S: tower_service::Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let error = match request.method() {
            framing::NO_JSON => Error::parse_error(),
            framing::NO_MESSAGE => Error::invalid_request(),
            method => {
                if method == "exit" {
                    self.gone.notify_one();
                }
                if method == "initialize" && request.params().is_some_and(snippets::are_taken) {
                    self.takes_snippets.store(true, Ordering::Relaxed);
                }
                let has_edits = matches!(method, "textDocument/codeAction" | "codeAction/resolve");
                let writes_snippets = has_edits && self.takes_snippets.load(Ordering::Relaxed);
                let answer = self.inner.call(request);
                if !writes_snippets {
                    return Box::pin(answer);
                }
                return Box::pin(async { Ok(answer.await?.map(snippets::written)) });
            }
        };
        let id = request.id().cloned().unwrap_or(Id::Null);
        Box::pin(async { Ok(Some(Response::from_error(id, error))) })
    }
}
