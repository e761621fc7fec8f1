//! briefcheck for a page: texts in, a report as JSON out.
//!
//! [`Page`] is all that there is; for WebAssembly, `exports` gives its functions to JavaScript. Offsets count UTF-16 units, as
//! strings there do. Nothing is read or sent: the page hands over the bytes of its files.

mod answer;
#[cfg(target_family = "wasm")]
mod exports;
mod page;
mod units;

pub use page::Page;
