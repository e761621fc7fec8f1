//! `figure-unit`

use super::{Context, Finding, figures, phrases};
use crate::verify::Check;

rule! {
    /// A figure whose number is in the source, of another unit, magnitude or kind.
    ///
    /// ## What it does
    ///
    /// Fires when a covering source has the number among the claim's words, and the two differ in what it is a number of: per cent
    /// for percentage points, `$` for `Rs`, million for billion, tonnes for kilometres. A currency or a unit that only one side
    /// states is no difference. Sums of money that are paid for different units (a month, a year) differ as well.
    ///
    /// ## Why it matters
    ///
    /// The digits are right, so a reader who looks them up finds them, and the sum is off by a factor of a thousand.
    ///
    /// ## Example
    ///
    /// ```text source=ledger
    /// Revenue rose to 310 million dollars, and the margin rose by 3 percentage points.
    /// ```
    ///
    /// ```markdown fires
    /// Revenue rose to 310 billion dollars [@ledger].
    /// ```
    ///
    /// ```markdown clean
    /// Revenue rose to $310m [@ledger].
    /// ```
    "figure-unit", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let item = phrases::item(cx, check);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: the source has this number of another unit"));
    };
    let message = format!(
        "{} has {}, not {item}: {}",
        phrases::place(cx, evidence),
        figures::sourced(cx, check, evidence),
        phrases::passage(cx, evidence)
    );
    Finding::of_check(&RULE, check, message).with_fix(figures::take(cx, check, evidence))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix, check_with, findings};
    use crate::verify::{FigureFault, Verdict};

    const TEXT: &str = "Revenue fell to «310 billion dollars» [@ledger].";
    const EVIDENCE: &[(&str, &str)] = &[("ledger", "310 million dollars")];

    #[test]
    fn says_what_the_source_has() {
        let expected = "figure-unit error: ¶ 1 of ledger has “310 million dollars”, not “310 billion dollars”: \
                        “Revenue from storage fees fell to 310 million dollars in the quarter.”";
        check_verdict(TEXT, Verdict::Figure(FigureFault::Unit), EVIDENCE, expected);
    }

    #[test]
    fn what_is_paid_for() {
        let ledger = ("ledger", "A docker at the old quay is paid $500 a month.");
        let expected = "figure-unit error: ¶ 1 of ledger has “$500 a month”, not “$500 a year”: \
                        “A docker at the old quay is paid $500 a month.”";
        check_with(&[ledger], "figure", "A docker at the quay is paid «$500 a year» [@ledger].", &[expected]);
        check_with(&[ledger], "figure", "A docker at the quay is paid $500 monthly [@ledger].", &[]);
    }

    #[test]
    fn says_the_amount_that_the_number_is_of() {
        let text = "Revenue fell to «310%» [@ledger].";
        let expected = "figure-unit error: ¶ 1 of ledger has “310 million dollars”, not “310%”: \
                        “Revenue from storage fees fell to 310 million dollars in the quarter.”";
        check_verdict(text, Verdict::Figure(FigureFault::Unit), &[("ledger", "310 million")], expected);
    }

    #[test]
    fn takes_the_unit() {
        check_verdict_fix(
            TEXT,
            Verdict::Figure(FigureFault::Unit),
            EVIDENCE,
            "Take the source's figure: “310 million dollars”",
            "Revenue fell to 310 million dollars [@ledger].",
        );
    }

    #[test]
    fn nothing_is_taken_with_the_words_between_a_sum_and_its_time() {
        let check = |source: &str, fixes: usize| {
            let found = findings(&[("s", source)], "The owner saves around $70 million a month [@s].\n");
            let shown: Vec<(&str, usize)> =
                found.iter().map(|finding| (finding.rule.name, finding.fixes.len())).collect();
            assert_eq!(shown, [("figure-unit", fixes)], "{source}");
        };
        check("The owner saves around $70 million a year.", 1);
        check("The owner saves, with annualised savings of around $70 million.", 0);
    }
}
