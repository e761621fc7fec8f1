//! `quote-truncated`

use super::{Context, Finding, phrases, quotations};
use crate::text::Span;
use crate::verify::Check;

rule! {
    /// A quotation that leaves out the source's negation right before it.
    ///
    /// ## What it does
    ///
    /// Fires when the word right before the quoted ones in the source denies them (`not`, `never`, `no`) and the claim
    /// around the quotation denies nothing.
    ///
    /// ## Why it matters
    ///
    /// Every quoted word is the source's, and the sense is its opposite.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The master is not expected to open the quay to trains before spring.
    /// ```
    ///
    /// ```markdown fires
    /// The master is "expected to open the quay to trains" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The master is not "expected to open the quay to trains" [@harbour].
    /// ```
    "quote-truncated", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, words: Span) -> Finding {
    let Some(evidence) = check.evidence.first() else { return Finding::of_check(&RULE, check, "the source denies it") };
    let source = cx.library.article(evidence.source).map_or("", |article| article.text());
    let message = format!(
        "{}: the source has {} right before these words",
        phrases::place(cx, evidence),
        phrases::quoted(&source[words])
    );
    let whole = source.get(words.cover(evidence.span).range());
    Finding::of_check(&RULE, check, message).with_fix(whole.and_then(|whole| quotations::take(cx, check, whole)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn the_source_denies_it() {
        let expected = "quote-truncated warning: ¶ 2 of harbour: the source has “never” right before these words";
        check("quote", "The quay was «\"built to carry trains\"» [@harbour].", &[expected]);
    }

    #[test]
    fn extends_the_quotation() {
        check_fix(
            "quote",
            "The quay was \"built to carry trains\" [@harbour].",
            "Take the source's words: “never built to carry trains”",
            "The quay was \"never built to carry trains\" [@harbour].",
        );
    }

    #[test]
    fn so_does_the_claim() {
        check("quote", "The quay was not \"built to carry trains\" [@harbour].", &[]);
    }
}
