//! `quote-truncated`

use super::{Context, Finding, phrases, quotations};
use crate::verify::{Check, Frame};

rule! {
    /// A quotation that leaves out the source's denial of it.
    ///
    /// ## What it does
    ///
    /// Fires when the word right before the quoted ones in the source negates them (`not`, `never`, `no`), or when they are what
    /// the source says somebody denied (`denied that …`), and the claim around the quotation denies nothing.
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

pub(super) fn finding(cx: &Context<'_>, check: &Check, frame: Frame) -> Finding {
    let Some(evidence) = check.evidence.first() else { return Finding::of_check(&RULE, check, "the source denies it") };
    let source = cx.library.article(evidence.source).map_or("", |article| article.text());
    let words = frame.words;
    let is_next = source.get(words.end..evidence.span.start).is_some_and(|gap| gap.trim().is_empty());
    let side = match (words.start < evidence.span.start, is_next) {
        (true, true) => "right before",
        (true, false) => "before",
        (false, _) => "after",
    };
    let message = format!(
        "{}: the source has {} {side} these words",
        phrases::place(cx, evidence),
        phrases::quoted(&source[words])
    );
    // A frame that is a sentence or a clause of its own would break the claim's.
    let whole = source.get(words.cover(evidence.span).range()).filter(|_| is_next && !source[words].contains(' '));
    Finding::of_check(&RULE, check, message).with_fix(whole.and_then(|whole| quotations::take(cx, check, whole)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix, check_with};

    #[test]
    fn a_likeness_is_no_condition() {
        let press = (
            "press",
            "The pier gives way, as if resting on a heap of wet sand. It holds if the pumps of the old dock run.",
        );
        check_with(&[press], "quote", "Dahl likened it to \"resting on a heap of wet sand\" [@press].", &[]);
        let expected = "quote-truncated warning: ¶ 1 of press: the source has “if” right before these words";
        check_with(
            &[press],
            "quote",
            "Like her father, Dahl says «\"the pumps of the old dock run\"» [@press].",
            &[expected],
        );
    }

    #[test]
    fn the_source_denies_it() {
        let expected = "quote-truncated warning: ¶ 2 of harbour: the source has “never” right before these words";
        check("quote", "The quay was «\"built to carry trains\"» [@harbour].", &[expected]);
    }

    #[test]
    fn the_source_says_that_somebody_denied_it() {
        let press = ("press", "The guild denied that its pilots had left the ship. It said that the pumps had failed.");
        let expected = "quote-truncated warning: ¶ 1 of press: the source has “denied” before these words";
        let text = "The guild let it be known that its pilots «\"had left the ship\"» [@press].";
        check_with(&[press], "quote", text, &[expected]);
        check_with(&[press], "quote", "The guild disputes that they \"had left the ship\" [@press].", &[]);
        check_with(&[press], "quote", "The guild let it be known that \"the pumps had failed\" [@press].", &[]);
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
