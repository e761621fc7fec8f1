//! What is wrong with something that was written, and where.

use super::{Problem, ProblemKind};
use crate::text::Span;

/// A fault in a part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where; empty where something is missing.
    pub span: Span,
    /// What is wrong and what would be right, in one line.
    pub message: String,
}

impl Fault {
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }

    /// The problem that it makes of something of this kind, all of which stands at `whole`.
    pub fn problem(self, kind: ProblemKind, whole: Span) -> Problem {
        let span = if self.span.is_empty() { whole } else { self.span };
        Problem { span, kind, message: self.message }
    }
}
