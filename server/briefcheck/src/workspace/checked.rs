//! What checking a briefing gives, with all that is needed to show it.

use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_engine::rules::Finding;
use briefcheck_engine::sources::Article;
use briefcheck_engine::text::{Lines, Span};
use briefcheck_engine::verify::{Check, Kind, Verdict};

/// A briefing and what was found in it.
#[derive(Debug)]
pub struct Checked {
    /// The file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The lines of the text.
    pub lines: Lines,
    /// The findings, in the order of the text.
    pub findings: Vec<Found>,
    /// What was checked.
    pub tally: Tally,
}

/// A finding with the passages that show it.
#[derive(Debug)]
pub struct Found {
    /// The finding; its evidence is in `passages`.
    pub finding: Finding,
    /// The passages, the best first.
    pub passages: Vec<Passage>,
}

/// A passage in a source's file.
#[derive(Debug)]
pub struct Passage {
    /// The source's key.
    pub key: String,
    /// The file, absolute.
    pub path: PathBuf,
    /// The article.
    pub article: Arc<Article>,
    /// The passage, in bytes of the article's text.
    pub span: Span,
    /// How much of the item it has: 0 to 1.
    pub score: f32,
}

impl Passage {
    /// Where it stands, in bytes of the file.
    pub fn origin(&self) -> Span {
        self.article.origin(self.span)
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.article.text()[self.span]
    }
}

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The sentences, cells, items with something to check.
    pub claims: usize,
    /// Checks of quotations.
    pub quotes: usize,
    /// Checks of figures.
    pub figures: usize,
    /// Checks of names.
    pub names: usize,
    /// Checks of claims as a whole.
    pub whole_claims: usize,
    /// The checks whose item the evidence has.
    pub verified: usize,
}

impl Tally {
    /// Counts the checks of a briefing.
    pub fn of(checks: &[Check]) -> Self {
        let mut units: Vec<usize> = checks.iter().map(|check| check.unit).collect();
        units.sort_unstable();
        units.dedup();
        let of = |kind| checks.iter().filter(|check| check.kind == kind).count();
        Self {
            claims: units.len(),
            quotes: of(Kind::Quote),
            figures: of(Kind::Figure),
            names: of(Kind::Name),
            whole_claims: of(Kind::Claim),
            verified: checks.iter().filter(|check| matches!(check.verdict, Verdict::Verified)).count(),
        }
    }

    /// How many items were checked.
    pub fn items(&self) -> usize {
        self.quotes + self.figures + self.names + self.whole_claims
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            claims: self.claims + other.claims,
            quotes: self.quotes + other.quotes,
            figures: self.figures + other.figures,
            names: self.names + other.names,
            whole_claims: self.whole_claims + other.whole_claims,
            verified: self.verified + other.verified,
        }
    }
}
