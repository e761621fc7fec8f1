//! `figure-context`

use super::{Context, Finding, phrases};
use crate::figures::{self, Mode};
use crate::verify::Check;

rule! {
    /// A figure that the source has, of something else.
    ///
    /// ## What it does
    ///
    /// Each figure has roles: what happened, what is counted or measured, who, where, when. The rule fires when the source has
    /// the figure, but tells it apart from what the claim names: in the same series, row or list it gives another figure for
    /// that, and no figure for all that the claim says.
    ///
    /// ## Why it matters
    ///
    /// A number that was lifted from its neighbour is in the source, and no less wrong.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The strike idled 1,200 dockers and 300 clerks.
    /// ```
    ///
    /// ```markdown fires
    /// The strike idled 300 dockers of the northern quay [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The strike idled 300 clerks [@harbour].
    /// ```
    "figure-context", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let item = phrases::item(cx, check);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, format!("{item}: the source has it of something else"));
    };
    let theirs = phrases::evidence(cx, evidence);
    // What the claim says the figure of, where that is pointed at too.
    let than = if theirs == item || is_figure_alone(cx, check) { String::new() } else { format!(" than {item}") };
    let theirs = if than.is_empty() { item } else { theirs };
    let message = format!(
        "{} has {theirs} of something else{than}: {}",
        phrases::place(cx, evidence),
        phrases::passage(cx, evidence)
    );
    Finding::of_check(&RULE, check, message)
}

/// Whether a check points at a figure and nothing beside it.
fn is_figure_alone(cx: &Context<'_>, check: &Check) -> bool {
    let words = phrases::words(cx, check, check.prose);
    figures::read(words, Mode::Claim).first().is_some_and(|figure| figure.span.len() == words.len())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_verdict;
    use crate::verify::{FigureFault, Verdict};

    #[test]
    fn says_what_the_source_has_it_of() {
        let text = "Wages doubled to «830,000 euros» [@ledger].";
        let expected = "figure-context warning: ¶ 2 of ledger has “830,000 euros” of something else: \
                        “A new crane cost 830,000 euros, paid out of the reserve.”";
        check_verdict(text, Verdict::Figure(FigureFault::Context), &[("ledger", "830,000 euros")], expected);
    }
}
