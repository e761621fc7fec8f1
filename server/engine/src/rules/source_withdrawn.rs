//! `source-withdrawn`

use super::{Context, Finding, phrases};
use crate::markup::{Citation, Stance};
use crate::sources::Status;

rule! {
    /// A citation of a source that was retracted or superseded.
    ///
    /// ## What it does
    ///
    /// Fires for each citation that rests on a source whose declared `status` is `retracted` or `superseded`. A source that was
    /// `corrected` may be cited, and a retracted one be mentioned: `cf.`, `contra` and the like convict nothing.
    ///
    /// ## Why it matters
    ///
    /// Its own publisher no longer stands by it.
    ///
    /// ## Example
    ///
    /// ```text source=ledger
    /// Revenue fell by a third in the quarter.
    /// ```
    ///
    /// ```markdown fires
    /// ---
    /// sources:
    ///   ledger:
    ///     path: ledger.txt
    ///     status: retracted
    /// ---
    ///
    /// Revenue fell by a third in the quarter [@ledger].
    /// ```
    ///
    /// ```markdown clean
    /// ---
    /// sources:
    ///   ledger:
    ///     path: ledger.txt
    ///     status: corrected
    /// ---
    ///
    /// Revenue fell by a third in the quarter [@ledger].
    /// ```
    "source-withdrawn", Warning
}

pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let resting = cx.briefing.citations.iter().filter(|citation| citation.stance == Stance::Supports);
    resting.filter_map(|citation| finding(cx, citation)).collect()
}

fn finding(cx: &Context<'_>, citation: &Citation) -> Option<Finding> {
    let source = cx.library.find(&citation.key)?;
    let status = match cx.library.source(source).meta.status? {
        Status::Retracted => "retracted",
        Status::Superseded => "superseded",
        Status::Corrected => return None,
    };
    Some(Finding::new(&RULE, citation.key_span, format!("{} is declared as {status}", phrases::key(cx, source))))
}
