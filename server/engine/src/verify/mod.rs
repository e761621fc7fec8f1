//! One question a file: is this quotation, figure, name or claim in the sources that cover it?

pub mod polarity;
pub mod quotation;
