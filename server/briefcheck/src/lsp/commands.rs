//! `workspace/executeCommand`: what a client can have done.

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandOptions, ExecuteCommandParams, LSPAny, WorkDoneProgressOptions};

use super::cancel::Cancelled;
use super::snapshot::Snapshot;
use super::state::{Message, Sender};

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

/// The commands, for the client.
pub fn options() -> ExecuteCommandOptions {
    ExecuteCommandOptions {
        commands: COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        work_done_progress_options: WorkDoneProgressOptions::default(),
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
        Command::Report => Err(missing("the report", "briefcheck report -o FILE")),
        Command::Lock => Err(missing("the lock", "briefcheck lock")),
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

/// That something can't be written by the server.
fn missing(what: &str, instead: &str) -> Error {
    Error::invalid_params(format!("{what} can't be written from the editor yet: run `{instead}`"))
}
