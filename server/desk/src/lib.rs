//! What no part of a briefing can tell by itself: figures that contradict each other within a briefing or across several,
//! and passages that are no longer what the lock recorded.
//!
//! Checks, statements and lock records go in; contradictions, findings and new records come out. The command line and the
//! language server both ask here, so that they agree by construction. The crate does no I/O: whoever holds the files reads
//! and writes them.

pub mod conflicts;
pub mod lock;
