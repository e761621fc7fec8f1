//! `claim-unconfirmed`

use super::{Context, Finding, Levels, Outcome, allow};
use crate::sources::Library;
use crate::verify::{Check, Kind};

rule! {
    /// A claim that is neither verified nor checked by a person.
    ///
    /// ## What it does
    ///
    /// Fires for every claim that was held against its sources and of which it is not established that they say so: its words are
    /// there and no more, or a source that it cites can't be read. It is off by default; a strict check turns it on. Whoever has
    /// looked at the passage closes it with `<!-- briefcheck: checked NAME DATE: reason -->`.
    ///
    /// ## Why it matters
    ///
    /// No finding is not the same as a tick: what was not established is left to the reader, and easily overlooked.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The harbour master has long thought the quay too weak for trains of any kind [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour master has long thought the quay too weak for trains of any kind [@harbour]. <!-- briefcheck: checked Ana Lind 2025-10-02: it follows from how it was built -->
    /// ```
    "claim-unconfirmed", Warning, Outcomes, true
}

/// The findings for the claims that came to nothing, whose outcomes they are then.
pub fn findings(cx: &Context<'_>, levels: &Levels, outcomes: &mut [Outcome]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let claims = cx.checks.iter().zip(outcomes).enumerate().filter(|(_, (check, _))| check.kind == Kind::Claim);
    for (id, (check, outcome)) in claims {
        let Some(message) = message(cx.library, check, *outcome) else { continue };
        let mut finding = Finding { check: Some(id), ..Finding::of_check(&RULE, check, message) };
        if !finding.set_level(levels) {
            return findings;
        }
        match allow::silencer(cx.briefing, &finding) {
            Some(directive) => *outcome = Outcome::Allowed(directive),
            None => {
                *outcome = Outcome::Fault(&RULE, finding.severity);
                findings.push(finding);
            }
        }
    }
    findings
}

fn message(library: &Library, check: &Check, outcome: Outcome) -> Option<String> {
    match outcome {
        Outcome::Unconfirmed => {
            let how = check.how.told(library);
            let colon = if how.is_empty() { "" } else { ": " };
            Some(format!("this is not confirmed by its source{colon}{how}"))
        }
        Outcome::Unverifiable => Some("this can't be verified: a source that is cited for it can't be read".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::report_where;
    use crate::rules::{Level, Levels, Severity};
    use crate::verify::{Kind, Verdict};

    /// Holds the messages on a text whose claims have this verdict against what is expected.
    fn check(text: &str, verdict: &Verdict, expected: &[&str]) {
        let mut levels = Levels::default();
        levels.set(&RULE, Level::At(Severity::Error));
        let report = report_where(Kind::Claim, verdict, text, &levels);
        let found = report.findings.iter().map(|finding| finding.message.split(':').next().unwrap_or_default());
        assert_eq!(found.collect::<Vec<_>>(), expected, "in {text:?}");
    }

    const CLAIM: &str = "The harbour master has long thought the quay too weak for trains of any kind [@harbour].";

    const UNCONFIRMED: &str = "this is not confirmed by its source";

    #[test]
    fn a_claim_whose_words_alone_are_there() {
        check(CLAIM, &Verdict::Unconfirmed, &[UNCONFIRMED]);
        check(CLAIM, &Verdict::Unverifiable, &["this can't be verified"]);
        check(CLAIM, &Verdict::Verified, &[]);
        check(CLAIM, &Verdict::Unasked, &[]);
    }

    #[test]
    fn somebody_checked_it() {
        let checked = "<!-- briefcheck: checked Ana Lind 2025-10-02: it follows -->";
        check(&format!("{CLAIM} {checked}"), &Verdict::Unconfirmed, &[]);
        check(&format!("{checked}\n\n{CLAIM}"), &Verdict::Unconfirmed, &[]);
        check(&format!("{CLAIM}\n\nMore. {checked}"), &Verdict::Unconfirmed, &[UNCONFIRMED]);
    }

    #[test]
    fn it_may_be_allowed() {
        let allowed = format!("{CLAIM} <!-- briefcheck: allow claim-unconfirmed: so be it -->");
        check(&allowed, &Verdict::Unconfirmed, &[]);
    }

    #[test]
    fn it_is_off_until_it_is_turned_on() {
        let report = report_where(Kind::Claim, &Verdict::Unconfirmed, CLAIM, &Levels::default());
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}
