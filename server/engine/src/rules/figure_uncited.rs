//! `figure-uncited`

use super::{Context, Finding, phrases};
use crate::verify::Check;

rule! {
    /// A figure without any citation that supports it.
    ///
    /// ## What it does
    ///
    /// Fires when nothing is cited for a figure, or only a neighbouring sentence's citation stands near and its source does not have
    /// it. Dates, small counts and headings need no source of their own.
    ///
    /// ## Why it matters
    ///
    /// Nobody can look up where the number comes from.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour handled 4.2 million tonnes of cargo in the year.
    /// ```
    ///
    /// ```markdown clean
    /// The harbour handled 4.2 million tonnes of cargo in the year [@harbour].
    /// ```
    "figure-uncited", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check) -> Finding {
    let nothing = phrases::uncited(cx, check);
    let Some(evidence) = check.evidence.first() else { return Finding::of_check(&RULE, check, nothing) };
    let message =
        format!("{nothing}; {} has it of this: {}", phrases::place(cx, evidence), phrases::passage(cx, evidence));
    Finding::of_check(&RULE, check, message).with_fix(phrases::cite_after(cx, check, evidence.source))
}
