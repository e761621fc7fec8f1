//! `quote-not-found`

use super::{Context, Finding, nearest, phrases};
use crate::verify::Check;

rule! {
    /// A quotation that is in no source which covers it, nor anything near it.
    ///
    /// ## What it does
    ///
    /// Looks for the quoted words in every source that the quotation's citation names: to the word, with what style
    /// guides let a writer change (elisions, brackets, the first letter, the end's punctuation), then for the nearest
    /// passage. It fires when that has less than half of the quotation.
    ///
    /// One or two words in quotation marks that are nowhere, and titles (`her novel "A Cold Shore"`), are information only:
    /// nobody need have said them.
    ///
    /// ## Why it matters
    ///
    /// A reader takes words in quotation marks as the source's own.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour master called it "a gift to the whole region" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "never built to carry trains" [@harbour].
    /// ```
    "quote-not-found", Error
}

/// A passage with less of the quotation has only its small words.
const LEAST_TOLD: f32 = 0.3;

pub(super) fn finding(cx: &Context<'_>, check: &Check, is_slight: bool) -> Finding {
    let mut message = phrases::item_not_in(cx, check);
    if let Some(nearest) = check.evidence.first().filter(|nearest| nearest.score >= LEAST_TOLD) {
        message += &format!("; closest is {}: {}", phrases::place(cx, nearest), phrases::evidence(cx, nearest));
    }
    Finding::of_check(&RULE, check, message).or_near(nearest::passage(cx, check)).slight_if(is_slight)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn nothing_is_near() {
        let expected =
            "quote-not-found error: “a gift to all the farmers of the valley” is not in ledger, 2 paragraphs searched";
        check("quote", "It is «\"a gift to all the farmers of the valley\"» [@ledger].", &[expected]);
    }

    #[test]
    fn a_third_of_it_is_near() {
        let expected = "quote-not-found error: “never meant to let freight trains pass here” is not in harbour, \
                        3 paragraphs searched; closest is ¶ 2 of harbour: “never built to carry trains”";
        check("quote", "It was «\"never meant to let freight trains pass here\"» [@harbour].", &[expected]);
    }

    #[test]
    fn a_title_is_information() {
        let expected = "quote-not-found info: “A Gift to the Valley” is not in ledger, 2 paragraphs searched";
        check("quote", "It is told in the novel «\"A Gift to the Valley\"» [@ledger].", &[expected]);
    }

    #[test]
    fn a_word_or_two_are_information() {
        check(
            "quote",
            "It is a «\"gift\"» [@ledger].",
            &["quote-not-found info: “gift” is not in ledger, 2 paragraphs searched"],
        );
    }
}
