//! `briefcheck config`: what briefcheck.toml may hold.

use super::{Console, Status};
use crate::disk::{self, Failure};

pub(super) fn run(console: &Console) -> Result<Status, Failure> {
    console.print(|out| writeln!(out, "{:#}", disk::schema()))?;
    Ok(Status::Clean)
}
