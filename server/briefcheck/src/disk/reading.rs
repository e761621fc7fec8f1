//! From the bytes of a file to an article; what goes wrong with one file ends the reading of that one alone.

use std::sync::Arc;

use briefcheck_engine::sources::{Article, Marks};

use super::guarded;

pub use briefcheck_desk::own_meta;

/// Reads a file as an article; `path` is its name, whose ending tells kinds of text apart. The error is the end of a sentence
/// that begins with the file's name.
pub fn read_article(bytes: &[u8], path: &str, marks: &Marks) -> Result<Arc<Article>, String> {
    match guarded("the file", || briefcheck_desk::read_article(bytes, path, marks)) {
        Ok(article) => article,
        Err(failure) => Err(format!("could not be read, a bug in briefcheck, please report it: {}", failure.message)),
    }
}
