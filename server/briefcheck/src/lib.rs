//! What stands around the engine: files, the command line, output.
//!
//! [`disk`] finds configuration, briefings and sources, and hands their bytes to the engine; [`report`] renders
//! what comes back; [`lsp`] serves editors; [`cli`] is one command a file.

pub mod book;
pub mod cli;
pub mod disk;
#[doc(hidden)]
pub mod fuzzing;
pub mod lsp;
#[doc(hidden)]
pub mod memory;
pub mod report;
mod wire;
