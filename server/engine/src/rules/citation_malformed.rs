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

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn an_at_without_a_key() {
        let found = crate::rules::testing::findings(&[], "No rails [@].");
        assert_eq!(found.iter().map(|finding| finding.rule.name).collect::<Vec<_>>(), ["citation-malformed"]);
    }

    #[test]
    fn an_address_is_none() {
        check("citation", "Write to [us](mailto:port@example.org) or <port@example.org>, port@example.org.", &[]);
    }

    #[test]
    fn unchecked() {
        check("citation", "<!-- briefcheck: off -->\n\nNo rails [@].\n", &[]);
    }
}
