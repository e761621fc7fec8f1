//! Work that nobody waits for any more.

pub use briefcheck_desk::{Cancel, Cancelled};

/// Cancels when it is dropped: with a request that nobody waits for, say.
#[derive(Debug)]
pub struct CancelOnDrop(pub Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}
