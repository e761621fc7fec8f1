//! `claim-contradicted`

use super::{Context, Finding, phrases};
use crate::verify::{Check, Contradiction, Evidence, Turn};

rule! {
    /// A claim that is turned round by a word or two against a sentence of the source that says all else of it.
    ///
    /// ## What it does
    ///
    /// Holds the claim against the sentences of its source in three ways: word by word; clause by clause, in another voice and another
    /// order of parts; and, where most words of the claim stand in one sentence, by the words that stand beside the same neighbour.
    /// It fires where all else is the same and one of these differs:
    ///
    /// - a negation: `was withdrawn`, `was not withdrawn`; also `failed to`, `never`, `no`;
    /// - a word of opposite sense, prepositions and comparatives among them: `approved` for `rejected`, `before` for `after`, `bigger` for
    ///   `smaller`;
    /// - a quantifier: `all` for `most`, `half` or `many`;
    /// - a modal verb, or a certainty: `will` for `could`, `proved` for `suggested`; what is only possible, tried or planned as done:
    ///   `sold` for `tried to sell`;
    /// - another member of a class of which a thing is one only: `red` for `blue`, one country for another;
    /// - another name in the same place: somebody else who did it or to whom it was done, or another name after the same words and the
    ///   same preposition (`registered in Orel` for `registered in Narva`, `funded by` one and `made by` the other exchanged);
    /// - two parts that stand in each other's place: `the city sued the port`.
    ///
    /// A claim that gives in its own words what somebody said is held against who says it there: it fires where the sentence that has most
    /// of it is somebody else's, and no sentence that has nearly as much may be the claim's speaker's.
    ///
    /// It fires as well where the source only denies, doubts, asks or hopes what the claim says, or makes it a condition. It is silent
    /// where more differs, and where another sentence of the source says the claim's word. What stands inside a quotation belongs to the
    /// quotation. Which words are of opposite sense, mean the same or exclude each other, briefcheck's lexicon and WordNet say.
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
    "claim-contradicted", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, contradiction: Contradiction) -> Finding {
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, "the source says the opposite");
    };
    let (place, passage) = (phrases::place(cx, evidence), phrases::passage(cx, evidence));
    let ours = contradiction.ours.map(|words| phrases::quoted(phrases::words(cx, check, words)));
    let theirs = contradiction.theirs.map(|span| phrases::evidence(cx, &Evidence { span, ..evidence.clone() }));
    let message = match (contradiction.turn, ours, theirs) {
        (Turn::Exchanged, Some(ours), _) => {
            format!("{place} has {ours} in the place of another part of the claim: {passage}")
        }
        (Turn::Denied, _, Some(theirs)) => format!("{place} denies this with {theirs}: {passage}"),
        (Turn::Disbelieved, _, Some(theirs)) => format!("{place} doubts this with {theirs}: {passage}"),
        (Turn::Condition, _, Some(theirs)) => format!("{place} makes this a condition with {theirs}: {passage}"),
        (Turn::Question, ..) => format!("{place} asks this and does not say it: {passage}"),
        (Turn::Hope, _, Some(theirs)) => format!("{place} wishes for this with {theirs}: {passage}"),
        (_, Some(ours), Some(theirs)) => format!("{place} has {theirs} for the claim's {ours}: {passage}"),
        (_, Some(ours), None) => format!("{place} says this without {ours}: {passage}"),
        (_, None, Some(theirs)) => format!("{place} says this with {theirs}, which the claim is without: {passage}"),
        (_, None, None) => format!("{place} says the opposite: {passage}"),
    };
    Finding::of_check(&RULE, check, message)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_with;

    const PRESS: (&str, &str) = ("press", "The report on the quay was not withdrawn by the master.");

    #[test]
    fn a_negation_is_left_out() {
        let expected = "claim-contradicted warning: ¶ 1 of press says this with “not”, which the claim is without: \
                        “The report on the quay was not withdrawn by the master.”";
        check_with(&[PRESS], "claim", "«The report on the quay was withdrawn by the master [@press].»", &[expected]);
    }

    #[test]
    fn a_word_of_opposite_sense() {
        let press = ("press", "The council of the port rejected the plan for a new quay.");
        let expected = "claim-contradicted warning: ¶ 1 of press has “rejected” for the claim's “approved”: \
                        “The council of the port rejected the plan for a new quay.”";
        check_with(&[press], "claim", "«The council approved the plan for a new quay [@press].»", &[expected]);
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
        let expected = "claim-contradicted warning: ¶ 1 of press says this without “never”: \
                        “The report on the quay was withdrawn by the master.”";
        let text = "«The report on the quay was never withdrawn by the master [@press].»";
        check_with(&[press], "claim", text, &[expected]);
    }

    #[test]
    fn a_denial_is_left_out() {
        let press = ("press", "The master denied that the report on the quay was withdrawn.");
        let expected = "claim-contradicted warning: ¶ 1 of press denies this with “denied”: \
                        “The master denied that the report on the quay was withdrawn.”";
        check_with(&[press], "claim", "«The report on the quay was withdrawn [@press].»", &[expected]);
    }

    #[test]
    fn parts_are_exchanged() {
        let press = ("press", "The city sued the port over the quay.");
        let expected = "claim-contradicted warning: ¶ 1 of press has “port” in the place of another part of the claim: \
                        “The city sued the port over the quay.”";
        check_with(&[press], "claim", "«The port sued the city over the quay [@press].»", &[expected]);
    }
}
