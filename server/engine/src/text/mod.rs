//! Texts as bytes, characters, words and sentences.

mod prose;
mod sentences;
mod span;

pub use prose::{Prose, ProseBuilder};
pub use sentences::sentences;
pub(crate) use sentences::sentences_in;
pub use span::Span;
