//! `figure-misattributed`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A figure that another source has of the same thing, not the one that is cited.
    ///
    /// ## What it does
    ///
    /// When no covering source has the figure, looks for it in the other sources that the briefing knows. It fires when one has it
    /// among the claim's own words.
    ///
    /// ## Why it matters
    ///
    /// The figure is real, and whoever looks it up where the citation points will not find it.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```text source=ledger
    /// Revenue from storage fees fell to 310 million dollars in the quarter.
    /// ```
    ///
    /// ```markdown fires
    /// Revenue from storage fees fell to 310 million dollars in the quarter [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// Revenue from storage fees fell to 310 million dollars in the quarter [@ledger].
    /// ```
    "figure-misattributed", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let searched = phrases::item_not_in(cx, check);
    let Some(evidence) = check.evidence.first() else { return Finding::of_check(&RULE, check, searched) };
    let message =
        format!("{searched}; {} has it of this: {}", phrases::place(cx, evidence), phrases::passage(cx, evidence));
    Finding::of_check(&RULE, check, message).with_fix(phrases::cite_instead(cx, check, evidence.source))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix};
    use crate::verify::{FigureFault, Verdict};

    const TEXT: &str = "Storage fees fell to «310 million dollars» in the quarter [@harbour].";
    const EVIDENCE: &[(&str, &str)] = &[("ledger", "310 million dollars")];

    #[test]
    fn says_which_source_has_it() {
        let expected = "figure-misattributed error: “310 million dollars” is not in harbour, 3 paragraphs searched; \
                        ¶ 1 of ledger has it of this: \
                        “Revenue from storage fees fell to 310 million dollars in the quarter.”";
        check_verdict(TEXT, Verdict::Figure(FigureFault::Misattributed), EVIDENCE, expected);
    }

    #[test]
    fn cites_that_source() {
        check_verdict_fix(
            TEXT,
            Verdict::Figure(FigureFault::Misattributed),
            EVIDENCE,
            "Cite @ledger",
            "Storage fees fell to 310 million dollars in the quarter [@ledger].",
        );
    }
}
