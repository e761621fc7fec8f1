//! What the tests of the whole and the benchmarks share.

mod binary;
pub mod generated;
pub mod tools;

pub use binary::briefcheck;
