//! The command line: one command a file.

mod add;
mod args;
mod baseline;
mod check;
mod clean;
mod completions;
mod config;
mod console;
mod explain;
mod find;
mod fix;
mod init;
mod keep;
mod known;
mod lines;
mod lock;
mod lsp;
mod mcp;
mod progress;
mod read;
mod reference;
mod report;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use crate::disk::{Failure, guarded};
use args::{Args, Command};
use console::Console;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing is wrong.
    Clean,
    /// There is something at or above what was asked to fail on.
    Findings,
    /// The command, the configuration or the input could not be used.
    Unusable,
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Unusable => 2,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        u8::from(status).into()
    }
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors, and go to standard output; a closed one is nobody's fault.
            let _ = error.print();
            return if error.use_stderr() { Status::Unusable.into() } else { Status::Clean.into() };
        }
    };
    let console = Console::new(args.color);
    let status = guarded("the command", || run(args, &console)).and_then(|status| status);
    status.unwrap_or_else(|failure| console.failed(&[failure]).into())
}

fn run(args: Args, console: &Console) -> Result<ExitCode, Failure> {
    let status = match args.command {
        // A language server has statuses of its own.
        Command::Lsp(args) => return lsp::run(args, console),
        Command::Check(args) => check::run(args, console),
        Command::Report(args) => report::run(args, console),
        Command::Verify(args) => verify::run(args, console),
        Command::Read(args) => read::run(args, console),
        Command::Find(args) => find::run(&args, console),
        Command::Mcp(args) => mcp::run(args, console),
        Command::Baseline(args) => baseline::run(&args, console),
        Command::Lock(args) => lock::run(&args, console),
        Command::Clean(args) => clean::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Add(args) => add::run(&args, console),
        Command::Init(args) => init::run(&args, console),
        Command::Completions(args) => completions::run(&args, console),
        Command::Config(_) => config::run(console),
        Command::Reference(args) => reference::run(&args, console),
    };
    status.map(ExitCode::from)
}
