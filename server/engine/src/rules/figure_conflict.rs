//! `figure-conflict`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// Two figures for one thing.
    ///
    /// ## What it does
    ///
    /// Fires where the briefing, or another one that is checked with it, gives one thing two figures that can't both be right,
    /// and where two sources of one claim do. The finding stands at the later of the two.
    ///
    /// Two sentences are held to speak of one thing when they count or measure the same, have the same names and dates, and
    /// nearly all the words of the two clauses. A hedge or a rounding that lets both be right is no conflict, and nor are two
    /// figures that one sentence sets against each other.
    ///
    /// ## Why it matters
    ///
    /// At least one of them is wrong, or they are not of one thing: a reader who notices will trust neither.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The strike idled 1,200 dockers for a week.
    /// ```
    ///
    /// ```text source=union
    /// The strike idled 1,500 dockers for a week.
    /// ```
    ///
    /// ```markdown fires
    /// The strike idled 1,200 dockers for a week [@harbour].
    ///
    /// The strike idled 1,500 dockers for a week [@union].
    /// ```
    ///
    /// ```markdown clean
    /// The strike idled 1,200 dockers for a week by the harbour's count [@harbour].
    /// ```
    "figure-conflict", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, other: &str) -> Finding {
    Finding::of_check(&RULE, check, format!("{} here, {other}", phrases::item(cx, check)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_verdict;
    use crate::verify::{FigureFault, Verdict};

    #[test]
    fn says_where_the_other_is() {
        let verdict = Verdict::Figure(FigureFault::Conflict { other: "“1,500” in line 3".to_owned() });
        let expected = "figure-conflict warning: “1,200” here, “1,500” in line 3";
        check_verdict("The strike idled «1,200» dockers [@harbour].", verdict, &[], expected);
    }
}
