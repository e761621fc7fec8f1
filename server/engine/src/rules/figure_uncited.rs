//! `figure-uncited`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A figure without any citation that supports it.
    ///
    /// ## What it does
    ///
    /// Fires when nothing is cited for a figure, or only a neighbouring sentence's citation stands near and its source does not have
    /// it. Dates, small counts and headings need no source of their own.
    ///
    /// ## Why it matters
    ///
    /// Nobody can look up where the number comes from.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown clean
    /// The harbour handled 4.2 million tonnes of cargo in the year [@harbour].
    /// ```
    "figure-uncited", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let nothing = phrases::uncited(cx, check);
    let Some(evidence) = check.evidence.first() else { return Finding::of_check(&RULE, check, nothing) };
    let message =
        format!("{nothing}; {} has it of this: {}", phrases::place(cx, evidence), phrases::passage(cx, evidence));
    Finding::of_check(&RULE, check, message).with_fix(phrases::cite_after(cx, check, evidence.source))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix};
    use crate::verify::{FigureFault, Verdict};

    const EVIDENCE: &[(&str, &str)] = &[("ledger", "830,000 euros")];

    #[test]
    fn nothing_is_cited() {
        let text = "A crane cost «830,000 euros».";
        let expected = "figure-uncited warning: nothing is cited for “830,000 euros”; ¶ 2 of ledger has it of this: \
                        “A new crane cost 830,000 euros, paid out of the reserve.”";
        check_verdict(text, Verdict::Figure(FigureFault::Uncited), EVIDENCE, expected);
    }

    #[test]
    fn a_neighbour_is_cited() {
        let text = "The quay has no rails [@harbour]. A crane cost «830,000 euros».";
        let expected = "figure-uncited warning: “830,000 euros” is not in harbour, 3 paragraphs searched, \
                        and nothing else is cited for it";
        check_verdict(text, Verdict::Figure(FigureFault::Uncited), &[], expected);
    }

    #[test]
    fn cites_the_source_that_has_it() {
        check_verdict_fix(
            "A crane cost «830,000 euros».",
            Verdict::Figure(FigureFault::Uncited),
            EVIDENCE,
            "Cite @ledger",
            "A crane cost 830,000 euros [@ledger].",
        );
    }
}
