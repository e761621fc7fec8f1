//! Texts as bytes, characters, words and sentences.

mod decode;
mod position;
mod prose;
mod sentences;
mod span;
mod stem;
mod words;

pub use decode::{Decoded, NotText, decode};
pub use position::{Lines, Position};
pub use prose::{Prose, ProseBuilder};
pub use sentences::sentences;
pub(crate) use sentences::sentences_in;
pub use span::Span;
pub use stem::{is_function_word, stem};
pub use words::{each_word, is_apostrophe, is_dash, is_ignorable, is_quotation_mark, words};
