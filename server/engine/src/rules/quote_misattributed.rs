//! `quote-misattributed`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A quotation that another source has, not the one that is cited.
    ///
    /// ## What it does
    ///
    /// When no covering source has the quoted words, looks for them in every other source that the briefing knows. It
    /// fires when one has them to the word. Quotations of one or two words are left alone.
    ///
    /// ## Why it matters
    ///
    /// The words are real, and put in the wrong mouth.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```text source=ledger
    /// Revenue fell by a third in the quarter.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "never built to carry trains" [@ledger].
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "never built to carry trains" [@harbour].
    /// ```
    "quote-misattributed", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let searched = phrases::item_not_in(cx, check);
    let Some(evidence) = check.evidence.first() else { return Finding::of_check(&RULE, check, searched) };
    let message = format!("{searched}; {} has these words", phrases::place(cx, evidence));
    Finding::of_check(&RULE, check, message).with_fix(phrases::cite_instead(cx, check, evidence.source))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    const TEXT: &str = "It was «\"never built to carry trains\"» [@ledger].";

    #[test]
    fn says_which_source_has_it() {
        let expected = "quote-misattributed error: “never built to carry trains” is not in ledger, 2 paragraphs searched; \
                        ¶ 2 of harbour has these words";
        check("quote", TEXT, &[expected]);
    }

    #[test]
    fn cites_that_source() {
        let text = "It was \"never built to carry trains\" [see @ledger, ¶ 2].";
        check_fix("quote", text, "Cite @harbour", "It was \"never built to carry trains\" [see @harbour, ¶ 2].");
    }
}
