//! `workspace/executeCommand`: what a client can have done.

mod lock;
mod report;
mod reports;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    self, ExecuteCommandOptions, ExecuteCommandParams, LSPAny, Range, ShowDocumentParams, Uri, WorkDoneProgressOptions,
};

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
    /// Selects words that somebody should write.
    Select,
}

/// The name of the command that selects words. Its arguments are a URI and a range; a client may have a command of this
/// name of its own.
const SELECT: &str = "briefcheck.select";

const COMMANDS: [(&str, Command); 4] = [
    ("briefcheck.report", Command::Report),
    ("briefcheck.lock", Command::Lock),
    ("briefcheck.reindex", Command::Reindex),
    (SELECT, Command::Select),
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

/// The command that selects a range of a file.
pub fn select(uri: &Uri, range: Range) -> Option<ls_types::Command> {
    let arguments = vec![serde_json::to_value(uri).ok()?, serde_json::to_value(range).ok()?];
    Some(ls_types::Command { title: "Select".to_owned(), command: SELECT.to_owned(), arguments: Some(arguments) })
}

/// What a client is told to show for that.
fn selected(params: &ExecuteCommandParams) -> Result<ShowDocumentParams> {
    let mut given = params.arguments.iter().cloned();
    let uri = given.next().and_then(|given| serde_json::from_value(given).ok());
    let range = given.next().and_then(|given| serde_json::from_value(given).ok());
    let (Some(uri), Some(selection)) = (uri, range) else {
        return Err(Error::invalid_params(format!("`{SELECT}` takes a URI and a range")));
    };
    Ok(ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: Some(selection) })
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
        Command::Select => selected(params).map(|shown| {
            state.send(Message::Show(shown));
            None
        }),
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
