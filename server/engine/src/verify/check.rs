//! What was asked of the sources, and what they answered.

use super::claim::ClaimFault;
use super::figure::FigureFault;
use super::how::How;
use super::name::NameFault;
use super::quote::QuoteFault;
use crate::sources::SourceId;
use crate::text::Span;

/// One item of a briefing held against the sources that cover it.
#[derive(Clone, Debug)]
pub struct Check {
    /// What kind of item it is.
    pub kind: Kind,
    /// The unit that it belongs to, as an index into the briefing's.
    pub unit: usize,
    /// Where it stands, in the unit's prose.
    pub prose: Span,
    /// Where it stands, in the briefing.
    pub span: Span,
    /// The sources that were searched, each once.
    pub searched: Vec<SourceId>,
    /// What came of it.
    pub verdict: Verdict,
    /// What the sources say there, the best first.
    pub evidence: Vec<Evidence>,
    /// How a figure was read, and what it is said of; empty for what is taken by its words.
    pub reading: String,
    /// How it was decided.
    pub how: How,
}

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Words in quotation marks.
    Quote,
    /// A number, an amount, a date.
    Figure,
    /// A proper name.
    Name,
    /// What a whole sentence says.
    Claim,
}

impl Kind {
    /// The kind's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Quote => "quote",
            Kind::Figure => "figure",
            Kind::Name => "name",
            Kind::Claim => "claim",
        }
    }
}

/// What came of a check.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The evidence has it.
    Verified,
    /// A covering source can't be read, and no other has it.
    Unverifiable,
    /// It stands in the source, or a passage is near, but it was not established that it is said of the same thing.
    Unconfirmed,
    /// For a claim: one of its items is at fault, and the fault is told there.
    ItemAtFault,
    /// It was not asked of any source: nothing is cited, and the item needs no source of its own.
    Unasked,
    /// Something is wrong with a quotation.
    Quote(QuoteFault),
    /// Something is wrong with a figure.
    Figure(FigureFault),
    /// Something is wrong with a name.
    Name(NameFault),
    /// Something is wrong with a claim.
    Claim(ClaimFault),
}

impl Verdict {
    /// Whether it says that an item has no citation where it should have one.
    pub fn is_uncited(&self) -> bool {
        matches!(
            self,
            Verdict::Quote(QuoteFault::Uncited { .. })
                | Verdict::Figure(FigureFault::Uncited)
                | Verdict::Claim(ClaimFault::Uncited)
        )
    }

    /// How it came about where nothing was decided; else its rule says it.
    pub fn undecided(&self) -> How {
        match self {
            Verdict::Unverifiable => How::Unreadable,
            Verdict::Unasked => How::NotAsked,
            _ => How::ByRule,
        }
    }
}

/// A passage of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The source.
    pub source: SourceId,
    /// The passage, in bytes of the article's text.
    pub span: Span,
    /// How much of the item it has: 0 to 1.
    pub score: f32,
}
