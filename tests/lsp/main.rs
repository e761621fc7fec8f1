//! The language server, in this process and as the real binary, by a client that is strict.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

mod agreement;
mod client;
mod code_action;
mod code_lens;
mod commands;
mod completion;
mod definition;
mod diagnostics;
mod document_link;
mod evidence;
mod fixture;
mod folding;
mod highlight;
mod hover;
mod inlay_hints;
mod memory;
mod moving;
mod reading;
mod references;
mod rename;
mod selection_ranges;
mod semantic_tokens;
mod sources;
mod symbols;
mod texts;
mod torture;
mod written;
