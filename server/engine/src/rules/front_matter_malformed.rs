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

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_source_without_a_path() {
        let expected = "front-matter-malformed error: this source has no path: `key: path`, or `path:` below the key";
        check("front", "---\nsources:\n  «port»:\n    title: A port\n---\n\nNo rails.", &[expected]);
    }

    #[test]
    fn an_unknown_status() {
        let expected =
            "front-matter-malformed error: `gone` is no status: `retracted`, `corrected` and `superseded` are";
        check("front", "---\nsources:\n  port: {path: harbour.txt, status: «gone»}\n---\n\nNo rails.", &[expected]);
    }

    #[test]
    fn never_closed() {
        let expected = "front-matter-malformed error: the front matter is not closed: a line `---` must end it";
        check("front", "«---»\ntitle: A port\n\nNo rails.", &[expected]);
    }
}
