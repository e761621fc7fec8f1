//! `front-matter-malformed`

use super::Finding;
use crate::markup::Problem;

rule! {
    /// A front matter, or a part of it, that can't be read.
    ///
    /// ## What it does
    ///
    /// Fires where the YAML at the head of the document is not YAML, is never closed, or declares a source without a key or a path, or
    /// with a `status` that nobody knows. What can be read of it holds all the same.
    ///
    /// ## Why it matters
    ///
    /// The sources that it declares are not known, and every citation of them goes unchecked.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// ---
    /// sources:
    ///   port:
    ///     title: A port without trains
    /// ---
    ///
    /// The quay was never built to carry trains [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// ---
    /// sources:
    ///   port:
    ///     path: harbour.txt
    ///     title: A port without trains
    /// ---
    ///
    /// The quay was never built to carry trains [@port].
    /// ```
    "front-matter-malformed", Error
}

pub(super) fn finding(problem: &Problem) -> Finding {
    Finding::new(&RULE, problem.span, problem.message.as_str())
}
