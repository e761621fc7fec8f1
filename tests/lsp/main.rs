//! The language server, in this process and as the real binary, by a client that is strict.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

mod client;
mod definition;
mod diagnostics;
mod fixture;
mod texts;
mod torture;
