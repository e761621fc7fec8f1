//! See the documentation of the rule.

use super::{Context, Finding, figures, phrases};
use crate::verify::{Check, HedgeFault};

rule! {
    /// A figure that is less exact than it looks.
    ///
    /// ## What it does
    ///
    /// Fires when a figure is rounded and no word says so (`4,000` for 3,987), and when the source's hedge is dropped
    /// (`nearly 1,200` as `1,200`). A scale word or a decimal shows by itself how far a figure is rounded: `4 million` for 3.99
    /// million is clean.
    ///
    /// ## Why it matters
    ///
    /// The figure is the source's, but a reader takes it for exact.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The strike idled nearly 1,200 dockers for a week.
    /// ```
    ///
    /// ```markdown fires
    /// The strike idled 1,200 dockers for a week [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The strike idled almost 1,200 dockers for a week [@harbour].
    /// ```
    "figure-rounded", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, fault: HedgeFault) -> Finding {
    let item = figures::claimed(cx, check);
    let what = match fault {
        HedgeFault::Dropped => "the hedge is dropped",
        _ => "it is rounded and does not say so",
    };
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: {what}"));
    };
    let message = format!(
        "{} has {}, the claim {item}: {what}",
        phrases::place(cx, evidence),
        figures::sourced(cx, check, evidence),
    );
    Finding::of_check(&RULE, check, message).with_fix(figures::take_with_hedge(cx, check, evidence))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_verdict;
    use crate::verify::{FigureFault, HedgeFault, Verdict};

    #[test]
    fn a_hedge_dropped() {
        let text = "The strike idled «1,200» dockers [@harbour].";
        let expected =
            "figure-rounded info: ¶ 3 of harbour has “nearly 1,200”, the claim “1,200”: the hedge is dropped";
        let verdict = Verdict::Figure(FigureFault::Hedge(HedgeFault::Dropped));
        check_verdict(text, verdict, &[("harbour", "nearly 1,200 dockers")], expected);
    }
}
