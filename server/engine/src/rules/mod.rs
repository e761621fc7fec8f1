//! Rules: what makes a finding of a check, and what else can be wrong with a briefing.
//!
//! One file a rule: its documentation, its message, its fixes. A message is put together here; what another figure of a conflict is called is said where it is found.

#[macro_use]
mod rule;

pub mod fixes;

mod allow;
mod allow_unused;
mod attribution_dropped;
mod citation_malformed;
mod claim_contradicted;
mod claim_uncited;
mod claim_unconfirmed;
mod claim_unsupported;
mod directive_malformed;
mod figure_conflict;
mod figure_context;
mod figure_derivation;
mod figure_derived;
mod figure_hedge;
mod figure_misattributed;
mod figure_mismatch;
mod figure_not_found;
mod figure_rounded;
mod figure_uncited;
mod figure_unit;
mod figures;
mod finding;
mod front_matter_malformed;
mod locator_mismatch;
mod name_misspelled;
mod name_not_found;
mod nearest;
mod outcome;
mod phrases;
mod quotations;
mod quote_altered;
mod quote_extraction;
mod quote_misattributed;
mod quote_not_found;
mod quote_second_hand;
mod quote_speaker;
mod quote_spelling;
mod quote_stitched;
mod quote_truncated;
mod quote_uncited;
mod source_changed;
mod source_redeclared;
mod source_unknown;
mod source_unreadable;
mod source_unused;
mod source_withdrawn;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use allow::is_allowed;
pub use claim_unconfirmed::findings as unconfirmed;
pub use finding::{Edit, Finding, Fix, Safety};
pub use outcome::{Class, Counts, Outcome};
pub use rule::{Level, Levels, Origin, Rule, Severity, UnknownLevel};
pub use source_changed::finding as source_changed;
pub(crate) use source_redeclared::RULE as SOURCE_REDECLARED;
pub(crate) use source_unreadable::RULE as SOURCE_UNREADABLE;

use std::cmp::Reverse;

use crate::markup::{Briefing, FrontMatter, ProblemKind};
use crate::sources::Library;
use crate::text;
use crate::verify::quotation::{Difference, DifferenceKind};
use crate::verify::{Check, ClaimFault, FigureFault, HedgeFault, NameFault, QuoteFault, Verdict};

/// Every rule, in the order of the documentation.
pub static RULES: &[&Rule] = &[
    &quote_not_found::RULE,
    &quote_altered::RULE,
    &quote_spelling::RULE,
    &quote_extraction::RULE,
    &quote_misattributed::RULE,
    &quote_speaker::RULE,
    &quote_stitched::RULE,
    &quote_truncated::RULE,
    &quote_second_hand::RULE,
    &quote_uncited::RULE,
    &figure_not_found::RULE,
    &figure_derived::RULE,
    &figure_rounded::RULE,
    &figure_mismatch::RULE,
    &figure_unit::RULE,
    &figure_context::RULE,
    &figure_hedge::RULE,
    &figure_misattributed::RULE,
    &figure_derivation::RULE,
    &figure_conflict::RULE,
    &figure_uncited::RULE,
    &name_not_found::RULE,
    &name_misspelled::RULE,
    &claim_unsupported::RULE,
    &claim_contradicted::RULE,
    &attribution_dropped::RULE,
    &claim_uncited::RULE,
    &claim_unconfirmed::RULE,
    &source_unknown::RULE,
    &source_unreadable::RULE,
    &source_changed::RULE,
    &source_withdrawn::RULE,
    &locator_mismatch::RULE,
    &source_unused::RULE,
    &source_redeclared::RULE,
    &front_matter_malformed::RULE,
    &citation_malformed::RULE,
    &allow_unused::RULE,
    &directive_malformed::RULE,
];

/// Names that rules had before, each with the name that it has now. Configurations, directives and baselines may use them.
pub const OLD_NAMES: [(&str, &str); 1] = [("claim-negated", "claim-contradicted")];

/// The rule of this name, or of this old name.
pub fn find(name: &str) -> Option<&'static Rule> {
    let name = renamed(name).unwrap_or(name);
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The name that a rule had before; `None` if it never had another.
pub fn old_name(name: &str) -> Option<&'static str> {
    OLD_NAMES.into_iter().find(|(_, new)| *new == name).map(|(old, _)| old)
}

/// The name that a rule of this old name has now; `None` if no rule had the name before.
pub fn renamed(name: &str) -> Option<&'static str> {
    OLD_NAMES.into_iter().find(|(old, _)| *old == name).map(|(_, new)| new)
}

/// The rule that a name may have been meant for; `None` if none is spelled nearly so.
pub fn nearest(name: &str) -> Option<&'static Rule> {
    text::nearest(name, RULES.iter().copied().map(|rule| rule.name)).first().copied().and_then(find)
}

/// Every rule with its default severity and its summary, as a Markdown table.
pub fn table() -> String {
    let row = |rule: &Rule| format!("| `{}` | {} | {} |\n", rule.name, rule.default_level().name(), rule.summary());
    let rows: String = RULES.iter().copied().map(row).collect();
    format!("| rule | default | it finds |\n| --- | --- | --- |\n{rows}")
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

/// What rules say of a briefing or a part of it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The findings, in the order of the text.
    pub findings: Vec<Finding>,
    /// What every check came to, in their order.
    pub outcomes: Vec<Outcome>,
}

/// What is found in a briefing at the levels that are set: at most one finding for each check, and one of a family of
/// rules at each place.
pub fn told(cx: &Context<'_>, levels: &Levels) -> Told {
    let keys = cx.briefing.citations.iter().map(|citation| citation.key.as_str());
    let mut told = told_of_part(cx, levels);
    told.findings.extend(findings_of_whole(&cx.briefing.front_matter, keys, cx.library, levels));
    told.findings.sort_by_key(|finding| (finding.span, finding.rule.name));
    told
}

/// What a part of a document has by itself, likewise; what only the whole can tell is left out.
pub fn told_of_part(cx: &Context<'_>, levels: &Levels) -> Told {
    let checks = cx.checks.iter().enumerate().filter_map(|(id, check)| of_check(cx, id, check));
    let mut findings: Vec<Finding> = checks.chain(of_problems(cx)).chain(of_document(cx)).collect();
    keep_one_a_place(&mut findings);
    let allowed = allow::apply(cx, &mut findings);
    findings.retain_mut(|finding| finding.set_level(levels));
    let mut outcomes = outcome::outcomes(cx, &findings, &allowed);
    findings.extend(claim_unconfirmed::findings(cx, levels, &mut outcomes));
    findings.sort_by_key(|finding| (finding.span, finding.rule.name));
    Told { findings, outcomes }
}

/// The findings that only a whole document can tell: it has this front matter and cites these keys.
pub fn findings_of_whole<'a>(
    front_matter: &FrontMatter,
    keys: impl Iterator<Item = &'a str>,
    library: &Library,
    levels: &Levels,
) -> Vec<Finding> {
    let mut findings = source_unused::findings(&front_matter.declarations, keys, library);
    findings.extend(source_unreadable::of_bibliographies(&front_matter.bibliography, library));
    findings.retain_mut(|finding| finding.set_level(levels));
    findings
}

/// The finding that a check makes, at its rule's default severity.
fn of_check(cx: &Context<'_>, id: usize, check: &Check) -> Option<Finding> {
    let mut finding = match &check.verdict {
        Verdict::Verified | Verdict::Unconfirmed | Verdict::ItemAtFault | Verdict::Unverifiable | Verdict::Unasked => {
            return None;
        }
        Verdict::Quote(fault) => of_quote(cx, check, fault),
        Verdict::Figure(fault) => of_figure(cx, check, fault),
        Verdict::Name(NameFault::NotFound) => name_not_found::finding(cx, check),
        Verdict::Name(NameFault::Misspelled) => name_misspelled::finding(cx, check),
        Verdict::Claim(fault) => match fault {
            ClaimFault::Unsupported => claim_unsupported::finding(cx, check),
            ClaimFault::Contradicted(contradiction) => claim_contradicted::finding(cx, check, *contradiction),
            ClaimFault::AttributionDropped { words } => attribution_dropped::finding(cx, check, *words),
            ClaimFault::Uncited => claim_uncited::finding(check),
        },
    };
    finding.check = Some(id);
    Some(finding)
}

fn of_quote(cx: &Context<'_>, check: &Check, fault: &QuoteFault) -> Finding {
    match fault {
        QuoteFault::NotFound { is_slight } => quote_not_found::finding(cx, check, *is_slight),
        QuoteFault::Altered { differences, .. } if is_damaged(differences) => {
            quote_extraction::finding(cx, check, differences)
        }
        QuoteFault::Altered { differences, .. } if is_spelled(differences) => {
            quote_spelling::finding(cx, check, differences)
        }
        QuoteFault::Altered { differences, matched, words } => {
            quote_altered::finding(cx, check, differences, (*matched, *words))
        }
        QuoteFault::Speaker(speakers) => quote_speaker::finding(cx, check, speakers),
        QuoteFault::Misattributed => quote_misattributed::finding(cx, check),
        QuoteFault::Stitched(stitched) => quote_stitched::finding(cx, check, *stitched),
        QuoteFault::Truncated(frame) => quote_truncated::finding(cx, check, *frame),
        QuoteFault::SecondHand => quote_second_hand::finding(cx, check),
        QuoteFault::Uncited { words } => quote_uncited::finding(cx, check, *words),
    }
}

/// Whether a quotation differs in how it is written, and in what extraction did to its source.
fn is_damaged(differences: &[Difference]) -> bool {
    let is_damage = |difference: &Difference| difference.kind == DifferenceKind::Extraction;
    differences.iter().all(|difference| difference.kind.is_slight()) && differences.iter().any(is_damage)
}

/// Whether a quotation differs only in how it is written.
fn is_spelled(differences: &[Difference]) -> bool {
    let is_put_in = |difference: &Difference| difference.kind == DifferenceKind::RoundBrackets;
    differences.iter().all(|difference| difference.kind.is_slight()) && !differences.iter().any(is_put_in)
}

fn of_figure(cx: &Context<'_>, check: &Check, fault: &FigureFault) -> Finding {
    match fault {
        FigureFault::NotFound => figure_not_found::finding(cx, check),
        FigureFault::Derived(deduction) => figure_derived::finding(cx, check, deduction),
        FigureFault::Mismatch | FigureFault::Direction => figure_mismatch::finding(cx, check),
        FigureFault::Unit | FigureFault::Rate => figure_unit::finding(cx, check),
        FigureFault::Context => figure_context::finding(cx, check),
        FigureFault::Hedge(fault @ (HedgeFault::Dropped | HedgeFault::Unmarked)) => {
            figure_rounded::finding(cx, check, *fault)
        }
        FigureFault::Hedge(fault) => figure_hedge::finding(cx, check, *fault),
        FigureFault::Misattributed => figure_misattributed::finding(cx, check),
        FigureFault::Derivation(why) => figure_derivation::finding(cx, check, why),
        FigureFault::Conflict { other } => figure_conflict::finding(cx, check, other),
        FigureFault::Uncited => figure_uncited::finding(cx, check),
    }
}

/// The findings about what could not be read.
fn of_problems(cx: &Context<'_>) -> impl Iterator<Item = Finding> {
    cx.briefing.problems.iter().map(|problem| match problem.kind {
        ProblemKind::Citation => citation_malformed::finding(problem),
        ProblemKind::Directive => directive_malformed::finding(problem),
        ProblemKind::FrontMatter => front_matter_malformed::finding(problem),
    })
}

/// The findings of the rules that look at a briefing and its sources, not at one check.
fn of_document(cx: &Context<'_>) -> impl Iterator<Item = Finding> {
    const RULES: [fn(&Context<'_>) -> Vec<Finding>; 7] = [
        claim_uncited::findings,
        source_unknown::findings,
        source_unreadable::findings,
        source_withdrawn::findings,
        locator_mismatch::findings,
        source_redeclared::findings,
        directive_malformed::findings,
    ];
    RULES.iter().copied().flat_map(move |findings| findings(cx))
}

/// Of the findings of one family at the same place, keeps the gravest.
fn keep_one_a_place(findings: &mut Vec<Finding>) {
    findings.sort_by_key(|finding| (finding.span, finding.rule.family(), Reverse(finding.severity)));
    findings.dedup_by(|next, kept| next.span == kept.span && next.rule.family() == kept.rule.family());
}
