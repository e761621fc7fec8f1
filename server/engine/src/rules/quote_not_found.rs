//! `quote-not-found`

use super::{Context, Finding, phrases};
use crate::verify::{Check, FEWEST_WORDS};

rule! {
    /// A quotation that is in no source which covers it, nor anything near it.
    ///
    /// ## What it does
    ///
    /// Looks for the quoted words in every source that the quotation's citation names: to the word, with what style
    /// guides let a writer change (elisions, brackets, the first letter, the end's punctuation), then for the nearest
    /// passage. It fires when that has less than half of the quotation.
    ///
    /// One or two words in quotation marks that are nowhere are information only: they are mostly a title or a term.
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

pub(super) fn finding(cx: &Context<'_>, check: &Check, words: usize) -> Finding {
    let mut message = phrases::item_not_in(cx, check);
    if let Some(nearest) = check.evidence.first() {
        message += &format!("; closest is {}", phrases::place(cx, nearest));
    }
    Finding::of_check(&RULE, check, message).slight_if(words < FEWEST_WORDS)
}
