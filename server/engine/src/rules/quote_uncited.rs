//! `quote-uncited`

use super::{Context, Finding, phrases};
use crate::verify::{Check, FEWEST_WORDS};

rule! {
    /// A quotation without any citation that supports it.
    ///
    /// ## What it does
    ///
    /// Fires when nothing is cited for a quotation, or only a neighbouring sentence's citation stands near and its source
    /// does not have the words. One or two words are information only.
    ///
    /// ## Why it matters
    ///
    /// Nobody can look up where the words come from.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "never built to carry trains" in any year.
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "never built to carry trains" [@harbour].
    /// ```
    "quote-uncited", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, words: usize) -> Finding {
    let nothing =
        if check.searched.is_empty() { "nothing is cited for it".to_owned() } else { phrases::not_in(cx, check) };
    let finding = match check.evidence.first() {
        Some(evidence) => {
            Finding::of_check(&RULE, check, format!("{nothing}; {} has these words", phrases::place(cx, evidence)))
                .with_fix(phrases::cite_after(cx, check, evidence.source))
        }
        None => Finding::of_check(&RULE, check, nothing),
    };
    finding.slight_if(words < FEWEST_WORDS)
}
