//! What could not be used, and what to do about it.

use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_engine::text::Span;

/// Something that could not be used: a file, a line of the configuration, an argument. It ends what needs it and
/// nothing else.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What is wrong, in one line.
    pub message: String,
    /// What to do, in one line.
    pub help: Option<String>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The bytes that are meant.
    pub span: Span,
}

impl Failure {
    /// A failure without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// The same with what to do.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
