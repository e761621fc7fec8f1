//! `quote-second-hand`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A quotation that the source itself quotes from somebody, where the claim names nobody.
    ///
    /// ## What it does
    ///
    /// Fires when the quoted words stand in quotation marks in the source, the claim has no name and no pronoun for the
    /// speaker, and the sentence before it does not name anybody that the source names there.
    ///
    /// ## Why it matters
    ///
    /// The words are not the source's own: a reader should know whose they are.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// “The quay was never built to carry trains,” said Mira Dahl, the harbour master.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "never built to carry trains" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// According to Mira Dahl, the quay was "never built to carry trains" [@harbour].
    /// ```
    "quote-second-hand", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let place = check.evidence.first().map(|evidence| phrases::place(cx, evidence)).unwrap_or_default();
    Finding::of_check(&RULE, check, format!("{place} quotes somebody with these words; the claim names nobody"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_with;

    const PRESS: (&str, &str) = ("press", "“The quay was never built to carry trains,” said Mira Dahlgren.");

    #[test]
    fn nobody_is_named() {
        let expected = "quote-second-hand info: ¶ 1 of press quotes somebody with these words; the claim names nobody";
        check_with(&[PRESS], "quote", "The quay was «\"never built to carry trains\"» [@press].", &[expected]);
    }

    #[test]
    fn somebody_else_is_named_before() {
        let text = "Karl Voss knows. The quay was «\"never built to carry trains\"» [@press].";
        let expected = "quote-second-hand info: ¶ 1 of press quotes somebody with these words; the claim names nobody";
        check_with(&[PRESS], "quote", text, &[expected]);
    }

    #[test]
    fn somebody_is_named() {
        check_with(&[PRESS], "quote", "To Dahlgren, the quay was \"never built to carry trains\" [@press].", &[]);
        check_with(
            &[PRESS],
            "quote",
            "Mira Dahlgren knows. The quay was \"never built to carry trains\" [@press].",
            &[],
        );
        check_with(&[PRESS], "quote", "She says it was \"never built to carry trains\" [@press].", &[]);
    }
}
