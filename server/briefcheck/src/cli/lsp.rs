//! `briefcheck lsp`: the language server.

use std::fs::File;
use std::io;
use std::process::ExitCode;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

use super::{Console, args};
use crate::disk::{Failure, paths};
use crate::lsp;

pub(super) fn run(args: args::Lsp, console: &Console) -> Result<ExitCode, Failure> {
    start_log(&args, console)?;
    lsp::run().map_err(|error| Failure::new(format!("the server could not be started: {error}")))
}

/// Standard output is the protocol's: the log goes to standard error, or to a file.
fn start_log(args: &args::Lsp, console: &Console) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&args.log).map_err(|error| {
        Failure::new(format!("`{}` is no level for the log: {error}", args.log))
            .with_help("use error, warn, info, debug or trace")
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
    match &args.log_file {
        None => log.with_writer(io::stderr).init(),
        Some(path) => {
            let path = paths::join(console.here(), path);
            let file = File::options().create(true).append(true).open(&path).map_err(|error| {
                let name = paths::shown(&path, console.here());
                Failure::new(format!("the log can't be written to `{name}`: {error}"))
                    .with_help("name a file that can be written with `--log-file`")
            })?;
            log.with_writer(Mutex::new(file)).init();
        }
    }
    Ok(())
}
