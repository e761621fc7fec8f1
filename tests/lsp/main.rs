//! The language server, in this process and as the real binary, by a client that is strict.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

mod client;
mod code_action;
mod commands;
mod completion;
mod definition;
mod diagnostics;
mod document_link;
mod fixture;
mod moving;
mod rename;
mod symbols;
mod texts;
mod torture;
