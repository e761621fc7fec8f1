//! `quote-stitched`

use super::{Context, Finding, phrases};
use crate::verify::quotation::{LONGEST_ELISION, Stitch};
use crate::verify::{Check, Stitched};

rule! {
    /// A quotation with an elision or a bracket whose parts are no one quotation.
    ///
    /// ## What it does
    ///
    /// Fires when the parts around an elision stand in another order in the source or too far apart, when a bracket stands
    /// for more than a few words, and when what was left out reverses the sense (`not`, `unless`, `but`).
    ///
    /// ## Why it matters
    ///
    /// An elision promises that nothing was left out which would matter.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The gates should be closed down, the master said, and all traffic stopped by noon.
    /// ```
    ///
    /// ```markdown fires
    /// The master wants "traffic stopped … closed down" [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The master wants the gates "closed down … and all traffic stopped" [@harbour].
    /// ```
    "quote-stitched", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, stitched: Stitched) -> Finding {
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, "the parts are no one quotation");
    };
    let place = phrases::place(cx, evidence);
    let source = cx.library.article(evidence.source).map_or("", |article| article.text());
    let message = match stitched {
        Stitched::Parts(Stitch::OutOfOrder) => format!("{place}: the parts stand there in another order"),
        Stitched::Parts(Stitch::FarApart) => {
            format!("{place}: more than {LONGEST_ELISION} words lie between the parts")
        }
        Stitched::Parts(Stitch::LongBracket) => format!("{place}: the bracket stands for more than a few words"),
        Stitched::Reversal(span) => format!("{place}: what is left out there is {}", phrases::quoted(&source[span])),
    };
    Finding::of_check(&RULE, check, message)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn the_parts_are_in_another_order() {
        let expected = "quote-stitched warning: ¶ 2 of harbour: the parts stand there in another order";
        check("quote", "It is «\"built to carry trains … the harbour master\"» [@harbour].", &[expected]);
    }

    #[test]
    fn what_is_left_out_reverses_the_sense() {
        let expected = "quote-stitched warning: ¶ 2 of harbour: what is left out there is “never”";
        check(
            "quote",
            "So \"the harbour master, the quay was … built to carry trains\" [@harbour]."
                .replace("\"the", "«\"the")
                .replace("trains\"", "trains\"»")
                .as_str(),
            &[expected],
        );
    }
}
