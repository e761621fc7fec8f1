//! `allow`: findings that the writer answers for.

use super::{Context, Finding};
use crate::markup::DirectiveKind;

/// Takes away the findings that an `allow` silences.
pub fn apply(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.retain(|finding| {
        !cx.briefing.directives.iter().any(|directive| match &directive.kind {
            DirectiveKind::Allow { rules, .. } => {
                directive.scope.overlaps(finding.span) && rules.iter().any(|(name, _)| name == finding.rule.name)
            }
            _ => false,
        })
    });
}
