//! The actor: one task owns the state, every request is answered from a snapshot of it.

pub mod cancel;
pub mod client_process;
pub mod folders;
pub mod framing;
pub mod handlers;
pub mod loading;
pub mod messages;
pub mod outbox;
pub mod progress;
pub mod publishing;
pub mod session;
pub mod snapshot;
pub mod snippets;
pub mod state;
pub mod watching;
