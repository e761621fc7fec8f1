//! What the tests of the whole and the benchmarks share.

pub mod generated;
