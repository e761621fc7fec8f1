//! `citation-malformed`

use super::Finding;
use crate::markup::Problem;

rule! {
    /// Brackets with an `@` that are no citation.
    ///
    /// ## What it does
    ///
    /// Fires for brackets in which an `@` stands as if a key followed (`[@]`, `[@ key]`, `[see @]`) and for a bracket that is never closed
    /// (`[@key`). An e-mail address is none of these.
    ///
    /// ## Why it matters
    ///
    /// The writer meant to cite something, and nothing is cited.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was never built to carry trains [@ harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The quay was never built to carry trains [@harbour].
    /// ```
    "citation-malformed", Error
}

pub(super) fn finding(problem: &Problem) -> Finding {
    Finding::new(&RULE, problem.span, problem.message.as_str())
}
