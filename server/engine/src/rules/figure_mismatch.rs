//! `figure-mismatch`

use super::{Context, Finding, figures, phrases};
use crate::verify::Check;

rule! {
    /// A figure for which the source says another one, of the very same thing.
    ///
    /// ## What it does
    ///
    /// Each figure has roles: what happened, what is counted or measured, who, where, when, which way, to or by how much. The
    /// rule fires when a statement of the source agrees with the claim in every role that the claim names and has another
    /// value, and no statement with the claim's value agrees in all of them. A role that is not said contradicts nothing.
    ///
    /// It also fires when the source has the value with another direction (`up 5%` for `down 5%`) or relation (`to` for
    /// `by`), and when a sentence of the source says all that the claim says with another figure in its place.
    ///
    /// ## Why it matters
    ///
    /// It is the commonest slip in copying, and the hardest to see: the sentence reads well, and only the number is wrong.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour handled 4.6 million tonnes of cargo in the year [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// Cargo of 4.2 million tonnes went through the harbour in the year [@harbour].
    /// ```
    "figure-mismatch", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let item = phrases::item(cx, check);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: the source has another figure for this"));
    };
    let message = format!(
        "{} has {} for this, not {item}: {}",
        phrases::place(cx, evidence),
        phrases::evidence(cx, evidence),
        phrases::passage(cx, evidence)
    );
    Finding::of_check(&RULE, check, message).with_fix(figures::take(cx, check, evidence))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix, check_with};
    use crate::verify::{FigureFault, Verdict};

    const TEXT: &str = "The harbour handled «4.6 million» tonnes of cargo [@harbour].";
    const EVIDENCE: &[(&str, &str)] = &[("harbour", "4.2 million tonnes")];

    #[test]
    fn says_what_the_source_has() {
        let expected = "figure-mismatch error: ¶ 1 of harbour has “4.2 million tonnes” for this, not “4.6 million”: \
                        “The harbour handled 4.2 million tonnes of cargo in the year.”";
        check_verdict(TEXT, Verdict::Figure(FigureFault::Mismatch), EVIDENCE, expected);
    }

    #[test]
    fn a_rise_for_a_fall() {
        let ledger = ("ledger", "Wages at the quay fell 4 percent in the spring.");
        let expected = "figure-mismatch error: ¶ 1 of ledger has “fell 4 percent” for this, not “rose 4 percent”: \
                        “Wages at the quay fell 4 percent in the spring.”";
        check_with(&[ledger], "figure", "Wages at the quay «rose 4 percent» in the spring [@ledger].", &[expected]);
        check_with(&[ledger], "figure", "Wages at the quay were down 4 percent in the spring [@ledger].", &[]);
    }

    #[test]
    fn takes_the_figure() {
        let text = "Wages came to «700,000 euros» in all [@ledger].";
        let evidence = &[("ledger", "830,000 euros")];
        check_verdict_fix(
            text,
            Verdict::Figure(FigureFault::Mismatch),
            evidence,
            "Take the source's figure: “830,000 euros”",
            "Wages came to 830,000 euros in all [@ledger].",
        );
    }

    #[test]
    fn takes_the_figure_over_a_lines_end() {
        check_verdict_fix(
            "It handled «4.6\nmillion tonnes» of cargo [@harbour].",
            Verdict::Figure(FigureFault::Mismatch),
            &[("harbour", "4.2 million tonnes")],
            "Take the source's figure: “4.2 million tonnes”",
            "It handled 4.2\nmillion tonnes of cargo [@harbour].",
        );
    }

    #[test]
    fn leaves_the_hedge_and_the_noun_of_the_source() {
        let text = "It idled «1,500» dockers [@harbour].";
        let evidence = &[("harbour", "1,200 dockers")];
        check_verdict_fix(
            text,
            Verdict::Figure(FigureFault::Mismatch),
            evidence,
            "Take the source's figure: “1,200”",
            "It idled 1,200 dockers [@harbour].",
        );
    }
}
