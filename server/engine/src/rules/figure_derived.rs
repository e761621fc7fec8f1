//! `figure-derived`

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::markup::UnitKind;
use crate::text::Span;
use crate::verify::{Check, Deduction};

rule! {
    /// A figure that follows from the source's figures, without a `calc` that says how.
    ///
    /// ## What it does
    ///
    /// Fires when no covering source has the figure, and it is a sum, a difference, a share or a change of figures that one gives for
    /// what the claim speaks of. It never puts any two figures together that happen to add up: they are of one measure, or members of
    /// one series. The finding shows the calculation and offers it as a `calc`, which is checked from then on.
    ///
    /// ## Why it matters
    ///
    /// Who looks the figure up in the source does not find it.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// There were 172 joint patrols of the quay in spring, and 83 joint patrols of it in autumn.
    /// ```
    ///
    /// ```markdown fires
    /// There were 255 joint patrols of the quay [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// There were 255 joint patrols of the quay [@harbour]. <!-- briefcheck: calc 255 = 172 + 83 -->
    /// ```
    "figure-derived", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, deduction: &Deduction) -> Finding {
    let mut message = phrases::item_not_in(cx, check);
    if let Some(passage) = check.evidence.first() {
        message += &format!("; {} in {} is that", deduction.expression, phrases::place(cx, passage));
    }
    Finding::of_check(&RULE, check, message).with_fix(say_how(cx, check, deduction))
}

/// Puts the calculation behind the unit.
fn say_how(cx: &Context<'_>, check: &Check, deduction: &Deduction) -> Option<Fix> {
    let unit = cx.briefing.units.get(check.unit).filter(|unit| unit.kind == UnitKind::Sentence)?;
    let text = cx.briefing.text.get(unit.span.range())?.trim_end();
    let calc = format!("calc {} = {}", phrases::words(cx, check, check.prose), deduction.expression);
    Some(Fix {
        title: format!("Say how it follows: {calc}"),
        safety: Safety::Unsafe,
        edits: vec![Edit {
            span: Span::empty(unit.span.start + text.len()),
            text: format!(" <!-- briefcheck: {calc} -->"),
        }],
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix};
    use crate::verify::{Deduction, FigureFault, Verdict};

    const TEXT: &str = "The harbour employs «730» people [@harbour].";

    fn verdict() -> Verdict {
        Verdict::Figure(FigureFault::Derived(Deduction { expression: "700 + 30".to_owned() }))
    }

    #[test]
    fn shows_the_calculation() {
        let expected =
            "figure-derived info: “730” is not in harbour, 3 paragraphs searched; 700 + 30 in ¶ 3 of harbour is that";
        check_verdict(TEXT, verdict(), &[("harbour", "1,200 dockers")], expected);
    }

    #[test]
    fn offers_a_calc() {
        check_verdict_fix(
            TEXT,
            verdict(),
            &[("harbour", "1,200 dockers")],
            "Say how it follows: calc 730 = 700 + 30",
            "The harbour employs 730 people [@harbour]. <!-- briefcheck: calc 730 = 700 + 30 -->",
        );
    }
}
