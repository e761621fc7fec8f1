//! The language server, in this process and as the real binary, by a client that is strict.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

mod client;
mod code_lens;
mod definition;
mod diagnostics;
mod fixture;
mod folding;
mod highlight;
mod hover;
mod inlay_hints;
mod references;
mod selection_ranges;
mod semantic_tokens;
mod texts;
mod torture;
