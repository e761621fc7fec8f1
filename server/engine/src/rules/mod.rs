//! Rules: what makes a finding of a check, and what else can be wrong with a briefing.
//!
//! One file a rule: its documentation, its message, its fixes. A message is put together here and nowhere before.

#[macro_use]
mod rule;

mod allow;
mod finding;
mod phrases;
mod quote_altered;
mod quote_misattributed;
mod quote_not_found;
mod quote_second_hand;
mod quote_stitched;
mod quote_truncated;
mod quote_uncited;

pub use finding::{Edit, Finding, Fix, Safety};
pub use rule::{Level, Levels, Rule, Severity};

use crate::markup::Briefing;
use crate::sources::Library;
use crate::verify::{Check, QuoteFault, Verdict};

/// Every rule, in the order of the documentation.
pub static RULES: [&Rule; 7] = [
    &quote_not_found::RULE,
    &quote_altered::RULE,
    &quote_misattributed::RULE,
    &quote_stitched::RULE,
    &quote_truncated::RULE,
    &quote_second_hand::RULE,
    &quote_uncited::RULE,
];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.into_iter().find(|rule| rule.name == name)
}

/// What a finding is made from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// What it can cite.
    pub library: &'a Library,
    /// Every check of the briefing.
    pub checks: &'a [Check],
}

/// The findings in a briefing at the levels that are set, in the order of the text: at most one for each check.
pub fn findings(cx: &Context<'_>, levels: &Levels) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        cx.checks.iter().enumerate().filter_map(|(id, check)| of_check(cx, id, check)).collect();
    allow::apply(cx, &mut findings);
    findings.retain_mut(|finding| finding.set_level(levels));
    findings.sort_by_key(|finding| (finding.span, finding.rule.name));
    findings
}

/// The finding that a check makes, at its rule's default severity.
fn of_check(cx: &Context<'_>, id: usize, check: &Check) -> Option<Finding> {
    let mut finding = match &check.verdict {
        Verdict::Verified | Verdict::Unverifiable | Verdict::Unasked => return None,
        Verdict::Quote(fault) => match fault {
            QuoteFault::NotFound { words } => quote_not_found::finding(cx, check, *words),
            QuoteFault::Altered { differences, matched, words } => {
                quote_altered::finding(cx, check, differences, (*matched, *words))
            }
            QuoteFault::Misattributed => quote_misattributed::finding(cx, check),
            QuoteFault::Stitched(stitched) => quote_stitched::finding(cx, check, *stitched),
            QuoteFault::Truncated { words } => quote_truncated::finding(cx, check, *words),
            QuoteFault::SecondHand => quote_second_hand::finding(cx, check),
            QuoteFault::Uncited { words } => quote_uncited::finding(cx, check, *words),
        },
        Verdict::Figure(_) | Verdict::Name(_) | Verdict::Claim(_) => return None,
    };
    finding.check = Some(id);
    Some(finding)
}
