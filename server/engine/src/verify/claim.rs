//! Which passage supports a claim?

use crate::text::Span;

/// What can be wrong with a claim as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimFault {
    /// No passage could support it.
    Unsupported,
    /// The source reports it as somebody's words, the briefing as a fact.
    AttributionDropped {
        /// The source's words that say whose, in bytes of the article's text.
        words: Span,
    },
    /// It cites nothing, in a paragraph that cites.
    Uncited,
}
