//! `source-changed`

use super::{Finding, phrases};
use crate::text::Span;

rule! {
    /// A passage that a claim rests on, and that is no longer what the lock file recorded.
    ///
    /// ## What it does
    ///
    /// Holds the passages that `briefcheck lock` recorded against the sources as they are now. It fires when one of them is no longer
    /// in its source as it was. An edit elsewhere in the source is none.
    ///
    /// ## Why it matters
    ///
    /// Web pages and reports are edited after they were read: what was true to the source may be so no more.
    ///
    /// ## Example
    ///
    /// The lock file recorded the passage "was never built to carry trains" for this claim:
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was not built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was never built to carry trains [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour master spoke of the quay [@harbour].
    /// ```
    "source-changed", Warning, Workspace
}

/// The finding for a citation, at `span` of the briefing, whose source `key` has the passage `recorded` no longer. The
/// one who holds the lock file makes it.
pub fn finding(span: Span, key: &str, recorded: &str) -> Finding {
    let message =
        format!("{key} no longer has the passage that the lock file recorded for this: {}", phrases::quoted(recorded));
    Finding::new(&RULE, span, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_was_recorded() {
        let finding = finding(Span::new(3, 9), "harbour", "never built to\ncarry trains");
        assert_eq!((finding.rule.name, finding.span), ("source-changed", Span::new(3, 9)));
        let expected =
            "harbour no longer has the passage that the lock file recorded for this: “never built to carry trains”";
        assert_eq!(finding.message, expected);
    }
}
