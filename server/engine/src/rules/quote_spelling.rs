//! `quote-spelling`

use super::{Context, Finding, Fix, Safety, quotations};
use crate::verify::Check;
use crate::verify::quotation::{Difference, DifferenceKind};

rule! {
    /// A quotation whose source has these words, written otherwise.
    ///
    /// ## What it does
    ///
    /// Fires when all that differs is how the source's words are written: a letter, a capital, a mark or a blank between words, a
    /// number in digits for one in words.
    ///
    /// ## Why it matters
    ///
    /// Nobody is misled, but a quotation is the source's to the letter.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// It was "the harbor master" who said so [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// It was "the harbour master" who said so [@harbour].
    /// ```
    "quote-spelling", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, differences: &[Difference]) -> Finding {
    let article = check.evidence.first().and_then(|evidence| cx.library.article(evidence.source));
    let words = article.zip(check.evidence.first()).map(|(article, evidence)| &article.text()[evidence.span]);
    let told = quotations::told(cx, check, differences).unwrap_or_else(|| "the source spells it otherwise".to_owned());
    let fix = words.and_then(|words| quotations::take(cx, check, words));
    let fix = fix.or_else(|| quotations::take_differing(cx, check, differences, article?));
    // A letter or a numeral can be the source's slip; the marks between the words say the same.
    let is_marks =
        |difference: &Difference| matches!(difference.kind, DifferenceKind::Punctuation | DifferenceKind::Case);
    let safety = if differences.iter().all(is_marks) { Safety::Safe } else { Safety::Unsafe };
    Finding::of_check(&RULE, check, told).with_fix(fix.map(|fix| Fix { safety, ..fix }))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn says_how_the_source_spells_it() {
        let expected = "quote-spelling info: ¶ 2 of harbour: the source spells it “harbour”, not “harbor”";
        check("quote", "So «\"the harbor master, the quay was\"» [@harbour].", &[expected]);
    }

    #[test]
    fn takes_the_spelling() {
        check_fix(
            "quote",
            "So \"the harbor master, the quay was\" [@harbour].",
            "Take the source's words: “the harbour master, the quay was”",
            "So \"the harbour master, the quay was\" [@harbour].",
        );
    }
}
