//! Sources: a file's bytes as an article, and the library that keys look up.

mod meta;

pub use meta::{Meta, Status};
