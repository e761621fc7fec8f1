//! `figure-derivation`

use super::{Context, Edit, Finding, Fix, phrases};
use crate::markup::DirectiveKind;
use crate::text::Span;
use crate::verify::{Check, Underived};

rule! {
    /// A derived figure that does not follow from what it is derived from.
    ///
    /// ## What it does
    ///
    /// Works out each `calc` (a `briefcheck: calc FIGURE = EXPRESSION` comment, or a footnote on the figure whose text begins with
    /// `=`), and looks for each figure of the expression in the covering sources. It fires when the result is not the figure that
    /// the text gives, at the digits that it shows, or when a figure of the expression is in no covering source.
    /// Units and magnitudes count: `200 MW / 8.4 GW` is 2.4%, and `200 MW + $5` does not compute.
    /// It fires without a `calc`, too, when a sentence says how many times as much something became and gives the two ends
    /// of that change, and they make another number of times: `doubled, from 12 to 36`.
    ///
    /// ## Why it matters
    ///
    /// A figure that no source prints is only worth as much as the arithmetic behind it.
    ///
    /// ## Example
    ///
    /// ```text source=ledger
    /// A container cost 500 euros to unload, and costs 560 euros now.
    /// ```
    ///
    /// ```markdown fires
    /// Unloading costs rose 15% in a year. [@ledger]
    /// <!-- briefcheck: calc 15% = (560 - 500) / 500 -->
    /// ```
    ///
    /// ```markdown clean
    /// Unloading costs rose 12% in a year. [@ledger]
    /// <!-- briefcheck: calc 12% = (560 - 500) / 500 -->
    /// ```
    "figure-derivation", Error
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, underived: &Underived) -> Finding {
    let message = format!("{} does not follow: {}", phrases::item(cx, check), underived.why);
    let fix = underived.result.as_ref().and_then(|result| correct(cx, check, result));
    Finding::of_check(&RULE, check, message).with_fix(fix)
}

/// Puts the result in the figure's place, and in the `calc` that gives the figure as the text does.
fn correct(cx: &Context<'_>, check: &Check, result: &str) -> Option<Fix> {
    let mut fix = phrases::put(cx, check, check.prose, format!("Correct it to {result}"), result.to_owned())?;
    let unit = cx.briefing.units.get(check.unit)?.span;
    let written = |span: Span| cx.briefing.text.get(span.range());
    let same = cx.briefing.directives.iter().find_map(|directive| match &directive.kind {
        DirectiveKind::Calc(calc) if directive.scope.overlaps(unit) && written(calc.figure) == written(check.span) => {
            Some(calc.figure)
        }
        _ => None,
    });
    if let Some(span) = same.filter(|span| !span.overlaps(check.span)) {
        fix.edits.push(Edit { span, text: result.to_owned() });
        fix.edits.sort_by_key(|edit| edit.span);
    }
    Some(fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_verdict, check_verdict_fix};
    use crate::verify::{FigureFault, Underived, Verdict};

    fn verdict(why: &str, result: Option<&str>) -> Verdict {
        Verdict::Figure(FigureFault::Derivation(Underived { why: why.to_owned(), result: result.map(str::to_owned) }))
    }

    #[test]
    fn says_what_is_wrong() {
        let expected = "figure-derivation error: “256” does not follow: 172 + 83 is 255, not 256";
        let verdict = verdict("172 + 83 is 255, not 256", Some("255"));
        check_verdict("There were «256» visits [@harbour].", verdict, &[], expected);
    }

    #[test]
    fn corrects_the_text_and_the_calc() {
        check_verdict_fix(
            "There were «256» visits [@harbour]. <!-- briefcheck: calc 256 = 172 + 83 -->",
            verdict("172 + 83 is 255, not 256", Some("255")),
            &[],
            "Correct it to 255",
            "There were 255 visits [@harbour]. <!-- briefcheck: calc 255 = 172 + 83 -->",
        );
    }
}
