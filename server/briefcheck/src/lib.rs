//! What stands around the engine: files, the command line, output.
//!
//! [`workspace`] finds configuration, briefings and sources, and hands their bytes to the engine; [`report`] renders
//! what comes back; [`cli`] is one command a file.

#[cfg(any())]
pub mod cli;
#[cfg(any())]
pub mod report;
pub mod workspace;
