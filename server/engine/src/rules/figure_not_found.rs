//! `figure-not-found`

use super::{Context, Finding, nearest, phrases};
use crate::verify::Check;

rule! {
    /// A figure that no covering source has.
    ///
    /// ## What it does
    ///
    /// Looks for the figure in every source that its citation names, in any form that says the same: digits or words, grouped or
    /// not, `bn` or `billion`, `%` or `per cent`, a rounding that the claim's hedge or its digits allow. It fires when none has a
    /// figure that agrees, and none gives the same thing another figure.
    ///
    /// A figure inside a quotation belongs to the quotation. A small count that a reader could have made of what the source lists
    /// ("the two companies") is left alone, and so is a span of years between two that the source names.
    ///
    /// Where the figure follows from figures that the source gives for what the claim speaks of, it is `figure-derived`.
    ///
    /// ## Why it matters
    ///
    /// Numbers are what readers remember and repeat, and a cited one is taken as looked up.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour employs 730 people [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour handled 4,200,000 tonnes of cargo in the year [@harbour].
    /// ```
    "figure-not-found", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let mut message = phrases::item_not_in(cx, check);
    let nearest = check.evidence.first().cloned();
    let nearest = nearest.or_else(|| nearest::figure(cx, check)).or_else(|| nearest::passage(cx, check));
    let nearest = nearest.or_else(|| nearest::around(cx, check));
    if let Some(nearest) = &nearest {
        message += &format!("; closest is {}: {}", phrases::place(cx, nearest), phrases::passage(cx, nearest));
    }
    Finding::of_check(&RULE, check, message).or_near(nearest)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, findings};
    use crate::verify::{FigureFault, Verdict};

    const TEXT: &str = "The harbour employs «730» people [@harbour].";

    #[test]
    fn says_what_was_searched() {
        let expected = "figure-not-found error: “730” is not in harbour, 3 paragraphs searched";
        let text = "It has «730» rooms [@harbour].";
        check_verdict(text, Verdict::Figure(FigureFault::NotFound), &[], expected);
    }

    #[test]
    fn a_figure_of_the_nearest_passage_is_the_closest() {
        let press = (
            "press",
            "The tide fell.\n\nThe ferry company carried 1.31 million passengers in the summer, down from 1.44 million.",
        );
        let found = findings(
            &[press],
            "The ferry company carried 7.9 million passengers in winter and 1.48 million cars [@press].",
        );
        for finding in found.iter().filter(|finding| finding.rule.name == "figure-not-found") {
            assert!(finding.message.contains("closest is ¶ 2 of press"), "{}", finding.message);
            assert!(!finding.evidence.is_empty());
        }
    }

    #[test]
    fn what_stands_around_a_figure_leads_to_what_is_closest() {
        let closest = |text: &str| {
            let found = findings(&[crate::rules::testing::HARBOUR], text);
            let of_figure: Vec<_> =
                found.into_iter().filter(|finding| finding.rule.name == "figure-not-found").collect();
            assert_eq!(of_figure.len(), 1, "{text}");
            assert_eq!(of_figure[0].evidence.len(), 1, "{text}: {}", of_figure[0].message);
            of_figure[0]
                .message
                .split("closest is ")
                .nth(1)
                .unwrap_or_default()
                .split(':')
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let place = |number: usize| format!("¶ {number} of harbour");
        assert_eq!(
            closest("The quay was never built to carry trains [@harbour]. It has 98 rooms [@harbour]."),
            place(2)
        );
        assert_eq!(closest("| Thing | Rooms |\n|---|---|\n| Strike | 95 [@harbour] |\n"), place(3));
    }

    #[test]
    fn says_what_is_closest() {
        let expected = "figure-not-found error: “730” is not in harbour, 3 paragraphs searched; closest is ¶ 3 of harbour: \
                        “The strike idled nearly 1,200 dockers for a week.”";
        check_verdict(TEXT, Verdict::Figure(FigureFault::NotFound), &[("harbour", "1,200 dockers")], expected);
    }
}
