//! `figure-hedge`

use super::{Context, Finding, figures, phrases};
use crate::verify::{Check, HedgeFault};

rule! {
    /// A figure whose hedge is not the source's.
    ///
    /// ## What it does
    ///
    /// Fires when a hedge is made up that the source's value does not allow, and when the source's hedge is turned round
    /// (`nearly 1,200` as `more than 1,200`). A hedge that is dropped is `figure-rounded`.
    ///
    /// A synonym keeps a hedge, and so does a loose one for a one-sided one: `about 1,200` for `nearly 1,200`. A true hedge is none
    /// of these: `more than 1,100` for 1,180.
    ///
    /// ## Why it matters
    ///
    /// A hedge says how far a number can be trusted, and on which side of it the truth lies.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The strike idled nearly 1,200 dockers for a week.
    /// ```
    ///
    /// ```markdown fires
    /// The strike idled more than 1,200 dockers for a week [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The strike idled almost 1,200 dockers for a week [@harbour].
    /// ```
    "figure-hedge", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, fault: HedgeFault) -> Finding {
    let item = figures::claimed(cx, check);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: {}", say(fault)));
    };
    let message = format!(
        "{} has {}, the claim {item}: {}",
        phrases::place(cx, evidence),
        figures::sourced(cx, check, evidence),
        say(fault)
    );
    Finding::of_check(&RULE, check, message).with_fix(figures::take_with_hedge(cx, check, evidence))
}

fn say(fault: HedgeFault) -> &'static str {
    match fault {
        HedgeFault::Invented => "the hedge is not the source's, and its figure does not allow it",
        _ => "the hedge is turned round",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix};
    use crate::verify::{FigureFault, HedgeFault, Verdict};

    const EVIDENCE: &[(&str, &str)] = &[("harbour", "nearly 1,200 dockers")];

    fn verdict(fault: HedgeFault) -> Verdict {
        Verdict::Figure(FigureFault::Hedge(fault))
    }

    #[test]
    fn a_hedge_turned_round() {
        let text = "The strike idled more than «1,200» dockers [@harbour].";
        let expected = "figure-hedge warning: ¶ 3 of harbour has “nearly 1,200”, the claim “more than 1,200”: \
                        the hedge is turned round";
        check_verdict(text, verdict(HedgeFault::TurnedRound), EVIDENCE, expected);
        check_verdict_fix(
            text,
            verdict(HedgeFault::TurnedRound),
            EVIDENCE,
            "Take the source's figure: “nearly 1,200”",
            "The strike idled nearly 1,200 dockers [@harbour].",
        );
    }

    #[test]
    fn a_figure_in_markup_is_left_to_the_writer() {
        let text = "The strike idled **more** than «1,200» dockers [@harbour].";
        let (_, finding) = crate::rules::testing::of_verdict(text, verdict(HedgeFault::TurnedRound), EVIDENCE);
        assert_eq!(finding.fixes, []);
    }
}
