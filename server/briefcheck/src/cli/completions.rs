//! `briefcheck completions`: what a shell completes.

use clap::CommandFactory;

use super::args::{self, Args};
use super::{Console, Status};
use crate::disk::Failure;

pub(super) fn run(args: &args::Completions, console: &Console) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "briefcheck", &mut script);
    console.print(|out| out.write_all(&script))?;
    Ok(Status::Clean)
}
