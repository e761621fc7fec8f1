//! `figure-context`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A figure that the source has, of something else.
    ///
    /// ## What it does
    ///
    /// Fires when a covering source has the figure, no place that has it shares a word with the claim's clause, and another
    /// figure of its kind stands among these words; for an amount or a quarter of the year also when another one stands among
    /// far more of them. Dates and small counts stand with too much to be told apart, and are left alone. A place in an order
    /// (`the first`) is held against its own occurrences only.
    ///
    /// ## Why it matters
    ///
    /// A number that was lifted from its neighbour is in the source, and no less wrong.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// Wages of dockers at the northern quay rose for the third year, and overtime cost 54,000 euros.
    ///
    /// A new crane was bought for 830,000 euros out of the reserve.
    /// ```
    ///
    /// ```markdown fires
    /// The wages of dockers at the northern quay cost 830,000 euros [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// A new crane cost 830,000 euros [@harbour].
    /// ```
    "figure-context", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let item = phrases::item(cx, check);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: the source has it of something else"));
    };
    let message =
        format!("{} has {item} of something else: {}", phrases::place(cx, evidence), phrases::passage(cx, evidence));
    Finding::of_check(&RULE, check, message)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_verdict;
    use crate::verify::{FigureFault, Verdict};

    #[test]
    fn says_what_the_source_has_it_of() {
        let text = "Wages doubled to «830,000 euros» [@ledger].";
        let expected = "figure-context warning: ¶ 2 of ledger has “830,000 euros” of something else: \
                        “A new crane cost 830,000 euros, paid out of the reserve.”";
        check_verdict(text, Verdict::Figure(FigureFault::Context), &[("ledger", "830,000 euros")], expected);
    }
}
