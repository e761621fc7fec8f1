//! `quote-uncited`

use super::{Context, Finding, phrases};
use crate::verify::{Check, FEWEST_WORDS};

rule! {
    /// A quotation without any citation that supports it.
    ///
    /// ## What it does
    ///
    /// Fires when nothing is cited for a quotation, or only a neighbouring sentence's citation stands near and its source
    /// does not have the words. One or two words are information only.
    ///
    /// ## Why it matters
    ///
    /// Nobody can look up where the words come from.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "never built to carry trains" in any year.
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "never built to carry trains" [@harbour].
    /// ```
    "quote-uncited", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, words: usize) -> Finding {
    let nothing = phrases::uncited(cx, check);
    let finding = match check.evidence.first() {
        Some(evidence) => {
            Finding::of_check(&RULE, check, format!("{nothing}; {} has these words", phrases::place(cx, evidence)))
                .with_fix(phrases::cite_after(cx, check, evidence.source))
        }
        None => Finding::of_check(&RULE, check, nothing),
    };
    finding.slight_if(words < FEWEST_WORDS)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn nothing_is_cited() {
        let expected =
            "quote-uncited warning: nothing is cited for “never built to carry trains”; ¶ 2 of harbour has these words";
        check("quote", "It was «\"never built to carry trains\"».", &[expected]);
    }

    #[test]
    fn a_word_or_two_are_information() {
        check("quote", "It was a «\"gift\"».", &["quote-uncited info: nothing is cited for “gift”"]);
    }

    #[test]
    fn cites_the_source_that_has_it() {
        let text = "It was \"never built to carry trains\".";
        check_fix("quote", text, "Cite @harbour", "It was \"never built to carry trains\" [@harbour].");
    }
}
