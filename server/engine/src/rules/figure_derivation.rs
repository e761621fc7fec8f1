//! `figure-derivation`

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::verify::{Check, Underived};

rule! {
    /// A derived figure that does not follow from what it is derived from.
    ///
    /// ## What it does
    ///
    /// Works out each `calc` (a `briefcheck: calc FIGURE = EXPRESSION` comment, or a footnote on the figure whose text begins with
    /// `=`), and looks for each figure of the expression in the covering sources. It fires when the result is not the figure that
    /// the text gives, at the digits that it shows, or when a figure of the expression is in no covering source.
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
    let fix = underived.result.as_ref().map(|result| Fix {
        title: format!("Correct it to {result}"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: check.span, text: result.clone() }],
    });
    let message = format!("{} does not follow: {}", phrases::item(cx, check), underived.why);
    Finding::of_check(&RULE, check, message).with_fix(fix)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_verdict;
    use crate::verify::{FigureFault, Underived, Verdict};

    #[test]
    fn says_what_is_wrong() {
        let verdict = Verdict::Figure(FigureFault::Derivation(Underived {
            why: "172 + 83 is 255, not 256".to_owned(),
            result: Some("255".to_owned()),
        }));
        let expected = "figure-derivation error: “256” does not follow: 172 + 83 is 255, not 256";
        check_verdict("There were «256» visits [@harbour].", verdict, &[], expected);
    }
}
