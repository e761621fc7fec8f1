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

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with_status(status: &str, text: &str) -> String {
        format!("---\nsources:\n  port:\n    path: harbour.txt\n    status: {status}\n---\n\n{text}")
    }

    #[test]
    fn each_citation_that_rests_on_it() {
        let retracted = "source-withdrawn warning: port is declared as retracted";
        check("source", &with_status("retracted", "No rails [@«port»]. None [@«port», ¶ 2]."), &[retracted, retracted]);
        let superseded = "source-withdrawn warning: port is declared as superseded";
        check("source", &with_status("superseded", "No rails [@«port»]."), &[superseded]);
    }

    #[test]
    fn a_correction_is_none() {
        check("source", &with_status("corrected", "No rails [@port]."), &[]);
    }

    #[test]
    fn a_mention_is_none() {
        check("source", &with_status("retracted", "No rails [but see @port]."), &[]);
    }
}
