//! What came of an item, in one word for a client's own views.

use briefcheck_engine::rules::{Finding, Severity};
use briefcheck_engine::verify::{Check, Verdict};
use serde::Serialize;

/// What came of an item, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing is cited, and it needs no source.
    Unasked,
    Verified,
    /// It is in a source, but whether of the same thing was not established.
    Unconfirmed,
    /// By an `allow`, or because its rule is off.
    Silenced,
    Hint,
    Info,
    /// No covering source can be read.
    Unverifiable,
    Warning,
    Error,
}

impl State {
    /// What a check came to, with the finding that was made of it.
    pub fn of(check: &Check, finding: Option<&Finding>) -> Self {
        match (finding.map(|finding| finding.severity), &check.verdict) {
            (Some(Severity::Error), _) => Self::Error,
            (Some(Severity::Warning), _) => Self::Warning,
            (Some(Severity::Info), _) => Self::Info,
            (Some(Severity::Hint), _) => Self::Hint,
            (None, Verdict::Verified) => Self::Verified,
            (None, Verdict::Unverifiable) => Self::Unverifiable,
            (None, Verdict::Unconfirmed | Verdict::ItemAtFault) => Self::Unconfirmed,
            (None, Verdict::Unasked) => Self::Unasked,
            (None, _) => Self::Silenced,
        }
    }
}
