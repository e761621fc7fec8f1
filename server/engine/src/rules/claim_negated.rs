//! `claim-negated`

use super::{Context, Finding, phrases};
use crate::verify::{Check, Evidence, Negated, Opposite};

rule! {
    /// A claim that is the source's sentence but for a negation, or a word of the opposite sense.
    ///
    /// ## What it does
    ///
    /// Fires when nearly all words of a claim stand in one sentence of its source, in their order, and one of the two alone
    /// denies what both say (`was withdrawn`, `was not withdrawn`). Where more than that differs, it is silent: most
    /// negations are beyond it. It fires as well where, beside the same two words, the claim has a word of the opposite sense
    /// (`approved` for `rejected`). What stands inside a quotation belongs to the quotation.
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

pub(super) fn opposite(cx: &Context<'_>, check: &Check, opposite: Opposite) -> Finding {
    let ours = phrases::quoted(phrases::words(cx, check, opposite.ours));
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{ours} is the opposite of what the source says"));
    };
    let theirs = phrases::evidence(cx, &Evidence { span: opposite.theirs, ..evidence.clone() });
    let (place, passage) = (phrases::place(cx, evidence), phrases::passage(cx, evidence));
    Finding::of_check(&RULE, check, format!("{place} has {theirs} for the claim's {ours}: {passage}"))
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
    fn a_word_of_opposite_sense() {
        let press = ("press", "The council of the port rejected the plan for a new quay.");
        let expected = "claim-negated warning: ¶ 1 of press has “rejected” for the claim's “approved”: \
                        “The council of the port rejected the plan for a new quay.”";
        check_with(&[press], "claim", "«The port approved the plan for a new quay [@press].»", &[expected]);
    }

    #[test]
    fn a_rise_for_a_fall_is_the_figures() {
        let press = ("press", "Tolls at the quay of the port fell 5 percent in the spring.");
        check_with(&[press], "claim", "Tolls at the quay of the port rose 5 percent [@press].", &[]);
    }

    #[test]
    fn a_negation_in_a_quotation_is_the_quotations() {
        let text = "The report on the quay was \"withdrawn by the master\" [@press].";
        check_with(&[PRESS], "claim", text, &[]);
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
