//! Is a figure in the sources that cover it, and of the same thing?

/// What can be wrong with a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureFault {
    /// No compatible figure is in any covering source.
    NotFound,
    /// A covering source, the evidence, says this very thing with another figure.
    Mismatch,
    /// The number is there, but of another unit, magnitude or kind.
    Unit,
    /// The figure is there, but of something else.
    Context,
    /// The source's hedge is dropped, made up or turned round, or a rounding is not marked as one.
    Hedge(HedgeFault),
    /// The covering sources lack it; the evidence is another one's.
    Misattributed,
    /// A derivation does not compute, or uses a figure that no covering source has.
    Derivation(String),
    /// The briefing, or another one, gives the same thing another figure.
    Conflict {
        /// Where and what the other figure is, for people.
        other: String,
    },
    /// No citation supports it; the evidence, if there is any, is a source that has it.
    Uncited,
}

/// What is wrong with a hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HedgeFault {
    /// The source hedges, the claim does not.
    Dropped,
    /// The claim hedges, the source does not, and its value does not allow the hedge.
    Invented,
    /// The claim's hedge contradicts the source's.
    TurnedRound,
    /// The claim rounds and does not say so.
    Unmarked,
}
