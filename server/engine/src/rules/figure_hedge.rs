//! `figure-hedge`

use super::{Context, Finding, figures, phrases};
use crate::verify::{Check, HedgeFault};

rule! {
    /// A figure whose hedge is not the source's.
    ///
    /// ## What it does
    ///
    /// Fires when the source's hedge is dropped (`nearly 1,200` as `1,200`), when one is made up that the source's value does not
    /// allow, when it is turned round (`nearly 1,200` as `more than 1,200`), and when a figure is rounded without a word that says so.
    ///
    /// A hedge dropped is information only: the figure itself is the source's, and readers mostly take the bare one for the
    /// same.
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
    let finding = Finding::of_check(&RULE, check, message).with_fix(figures::take_with_hedge(cx, check, evidence));
    finding.slight_if(fault == HedgeFault::Dropped)
}

fn say(fault: HedgeFault) -> &'static str {
    match fault {
        HedgeFault::Dropped => "the hedge is dropped",
        HedgeFault::Invented => "the hedge is not the source's, and its figure does not allow it",
        HedgeFault::TurnedRound => "the hedge is turned round",
        HedgeFault::Unmarked => "it is rounded and does not say so",
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
    fn a_hedge_dropped() {
        let text = "The strike idled «1,200» dockers [@harbour].";
        let expected = "figure-hedge info: ¶ 3 of harbour has “nearly 1,200”, the claim “1,200”: the hedge is dropped";
        check_verdict(text, verdict(HedgeFault::Dropped), EVIDENCE, expected);
    }

    #[test]
    fn a_figure_in_markup_is_left_to_the_writer() {
        let text = "The strike idled **more** than «1,200» dockers [@harbour].";
        let (_, finding) = crate::rules::testing::of_verdict(text, verdict(HedgeFault::TurnedRound), EVIDENCE);
        assert_eq!(finding.fixes, []);
    }
}
