//! `claim-negated`

use super::{Context, Finding, phrases};
use crate::verify::{Check, Negated};

rule! {
    /// A claim that is the source's sentence but for a negation.
    ///
    /// ## What it does
    ///
    /// Fires when nearly all words of a claim stand in one sentence of its source, in their order, and one of the two alone
    /// denies what both say (`was withdrawn`, `was not withdrawn`). Where more than that differs, it is silent: most
    /// negations are beyond it.
    ///
    /// ## Why it matters
    ///
    /// A "not" that is lost or put in turns the source round, and every other word speaks for the claim.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The engineers' report on the northern quay was not withdrawn by the harbour master.
    /// ```
    ///
    /// ```markdown fires
    /// The report on the northern quay was withdrawn by the harbour master [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The report on the northern quay was never withdrawn by the harbour master [@harbour].
    /// ```
    "claim-negated", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, negated: Negated) -> Finding {
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, "the source says the opposite");
    };
    let place = phrases::place(cx, evidence);
    let message = match negated {
        Negated::LeftOut(words) => {
            let source = cx.library.article(evidence.source).map_or("", |article| article.text());
            let words = phrases::quoted(source.get(words.range()).unwrap_or_default());
            format!("{place} says this with {words}, which the claim is without: {}", phrases::passage(cx, evidence))
        }
        Negated::PutIn(words) => {
            let words = phrases::quoted(phrases::words(cx, check, words));
            format!("{place} says this without {words}: {}", phrases::passage(cx, evidence))
        }
    };
    Finding::of_check(&RULE, check, message)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_with;

    const PRESS: (&str, &str) = ("press", "The report on the quay was not withdrawn by the master.");

    #[test]
    fn a_negation_is_left_out() {
        let expected = "claim-negated warning: ¶ 1 of press says this with “not”, which the claim is without: \
                        “The report on the quay was not withdrawn by the master.”";
        check_with(&[PRESS], "claim", "«The report on the quay was withdrawn by the master [@press].»", &[expected]);
    }

    #[test]
    fn a_negation_is_put_in() {
        let press = ("press", "The report on the quay was withdrawn by the master.");
        let expected = "claim-negated warning: ¶ 1 of press says this without “never”: \
                        “The report on the quay was withdrawn by the master.”";
        check_with(
            &[press],
            "claim",
            "«The report on the quay was never withdrawn by the master [@press].»",
            &[expected],
        );
    }
}
