//! Texts as bytes, characters, words and sentences.

mod decode;
mod function_words;
mod long;
mod nearest;
mod position;
mod prose;
mod sentences;
mod span;
pub mod spelling;
mod stem;
mod words;

pub use decode::{Decoded, NotText, decode};
pub use function_words::is_function_word;
pub use nearest::{is_slip, nearest};
pub use position::{Lines, Position};
pub use prose::{Prose, ProseBuilder};
pub use sentences::sentences;
pub(crate) use sentences::sentences_in;
pub use span::Span;
pub use stem::stem;
pub(crate) use stem::with_stem;
pub use words::{each_word, is_apostrophe, is_dash, is_ignorable, is_quotation_mark, words};
