//! `figure-not-found`

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::markup::UnitKind;
use crate::text::Span;
use crate::verify::{Check, Deduction};

rule! {
    /// A figure that no covering source has.
    ///
    /// ## What it does
    ///
    /// Looks for the figure in every source that its citation names, in any form that says the same: digits or words, grouped or
    /// not, `bn` or `billion`, `%` or `per cent`, a rounding that the claim's hedge or its digits allow. It fires when none has a
    /// figure that agrees, and none gives the same thing another figure.
    ///
    /// A figure inside a quotation belongs to the quotation. A small count that a reader could have made of what the source lists
    /// ("the two companies") is left alone, and so is a span of years between two that the source names.
    ///
    /// Where the figure is a plain sum, difference, share or change of figures that the source gives for what the claim speaks
    /// of, the finding is information only, shows the calculation and offers it as a `calc`.
    ///
    /// ## Why it matters
    ///
    /// Numbers are what readers remember and repeat, and a cited one is taken as looked up.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour employs 730 people [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour handled 4,200,000 tonnes of cargo in the year [@harbour].
    /// ```
    "figure-not-found", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, deduction: Option<&Deduction>) -> Finding {
    let mut message = phrases::item_not_in(cx, check);
    let nearest = check.evidence.first();
    match (nearest, deduction) {
        (Some(passage), Some(deduction)) => {
            message += &format!("; {} in {} is that", deduction.expression, phrases::place(cx, passage));
        }
        (Some(nearest), None) => {
            message += &format!("; closest is {}: {}", phrases::place(cx, nearest), phrases::passage(cx, nearest));
        }
        (None, _) => {}
    }
    let fix = deduction.and_then(|deduction| say_how(cx, check, deduction));
    Finding::of_check(&RULE, check, message).with_fix(fix).slight_if(deduction.is_some())
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
    use crate::rules::testing::check_verdict;
    use crate::verify::{FigureFault, Verdict};

    const TEXT: &str = "The harbour employs «730» people [@harbour].";

    #[test]
    fn says_what_was_searched() {
        let expected = "figure-not-found error: “730” is not in harbour, 3 paragraphs searched";
        check_verdict(TEXT, Verdict::Figure(FigureFault::NotFound), &[], expected);
    }

    #[test]
    fn says_what_is_closest() {
        let expected = "figure-not-found error: “730” is not in harbour, 3 paragraphs searched; closest is ¶ 3 of harbour: \
                        “The strike idled nearly 1,200 dockers for a week.”";
        check_verdict(TEXT, Verdict::Figure(FigureFault::NotFound), &[("harbour", "1,200 dockers")], expected);
    }
}
