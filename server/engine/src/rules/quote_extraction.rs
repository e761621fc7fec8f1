//! `quote-extraction`

use super::{Context, Finding, quotations};
use crate::verify::Check;
use crate::verify::quotation::Difference;

rule! {
    /// A quotation that the source has, although its text is damaged there.
    ///
    /// ## What it does
    ///
    /// Fires when every quoted word is there, and what stands between them is none of the sentence: a page's number or running head,
    /// a line's number, a time stamp, a letter that the extraction split off (`T he`, `fi nancial`), or the source's own word on who
    /// speaks between two parts of the speech. Note marks are never told.
    ///
    /// ## Why it matters
    ///
    /// The quotation is right; the text that it was compared with is not quite what the page shows.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// T he quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The report says "The quay was never built to carry trains" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The report says "was never built to carry trains" [@harbour].
    /// ```
    "quote-extraction", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, differences: &[Difference]) -> Finding {
    let told = quotations::told(cx, check, differences);
    Finding::of_check(&RULE, check, told.unwrap_or_else(|| "the source's text is damaged there".to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_with;

    #[test]
    fn says_what_stands_between_the_words() {
        let press = ("press", "He was told of\n12\nthe crack in the quay.");
        let expected = "quote-extraction info: ¶ 1 of press: the text of the source has “12” there, which is no part of the sentence";
        check_with(&[press], "quote", "It was «\"told of the crack in the quay\"» [@press].", &[expected]);
    }
}
