//! `workspace/executeCommand`: what a client can have done.

mod lock;
mod report;
mod reports;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{ExecuteCommandOptions, ExecuteCommandParams, LSPAny, WorkDoneProgressOptions};

use crate::disk::Failure;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::messages::{Message, Needs, Sender};
use crate::lsp::server::snapshot::Snapshot;

/// A command, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    /// Writes the evidence report.
    Report,
    /// Records what claims rest on.
    Lock,
    /// Reads everything anew.
    Reindex,
}

const COMMANDS: [(&str, Command); 3] = [
    ("briefcheck.report", Command::Report),
    ("briefcheck.lock", Command::Lock),
    ("briefcheck.reindex", Command::Reindex),
];

/// `RequestFailed`: the request was right and could not be done.
const REFUSED: i64 = -32803;

/// The commands, for the client.
pub fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions {
        commands: COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

/// What must have been read before a command is done.
pub fn needs(params: &ExecuteCommandParams) -> Needs {
    match COMMANDS.iter().find(|(name, _)| *name == params.command) {
        Some((_, Command::Report | Command::Lock)) => Needs::Workspace,
        _ => Needs::Text,
    }
}

/// Does what a command says; the inner error says why it can't be done.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn execute(
    snapshot: &Snapshot,
    params: &ExecuteCommandParams,
    state: &Sender,
) -> std::result::Result<Result<Option<LSPAny>>, Cancelled> {
    snapshot.cancel.check()?;
    let command = COMMANDS.iter().find(|(name, _)| *name == params.command);
    let Some((_, command)) = command else { return Ok(Err(unknown(&params.command))) };
    Ok(match command {
        Command::Report => report::report(snapshot, params)?.map(Some).map_err(refused),
        Command::Lock => lock::lock(snapshot)?.map(|said| Some(said.into())).map_err(refused),
        Command::Reindex => {
            state.send(Message::Reload);
            Ok(None)
        }
    })
}

fn unknown(name: &str) -> Error {
    let known: Vec<String> = COMMANDS.iter().map(|(name, _)| format!("`{name}`")).collect();
    Error::invalid_params(format!("`{name}` is no command: {} are", known.join(", ")))
}

fn refused(failure: Failure) -> Error {
    let message = match &failure.help {
        Some(help) => format!("{}: {help}", failure.message),
        None => failure.message,
    };
    Error { code: ErrorCode::ServerError(REFUSED), message: message.into(), data: None }
}
