//! Texts as bytes, characters, words and sentences.

mod prose;
mod span;

pub use prose::{Prose, ProseBuilder};
pub use span::Span;
