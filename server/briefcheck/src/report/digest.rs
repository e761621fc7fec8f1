//! The summary of a job, as Markdown: what was counted, and the first findings, the gravest before the others.

use std::cmp::Reverse;
use std::fmt::Write;

use briefcheck_desk::Report;
use briefcheck_engine::rules::Finding;

use super::evidence::{code, escaped};
use super::{Count, Look, summary};

/// How many findings are shown.
const MOST: usize = 10;

/// The counts and the first findings, with a heading above them and an empty line below.
pub fn digest(checked: &[Report], look: Look<'_>) -> String {
    let count = Count::of(checked);
    let counted = summary(&count).unwrap_or_else(|| "There is nothing to check".to_owned());
    let mut text = format!("### briefcheck\n\n{counted}.\n");
    let mut findings: Vec<(&Report, &Finding)> =
        checked.iter().flat_map(|briefing| briefing.findings.iter().map(move |finding| (briefing, finding))).collect();
    // The sort is stable: findings of one severity stay in the order of the briefings.
    findings.sort_by_key(|(_, finding)| Reverse(finding.severity));
    if !findings.is_empty() {
        text.push_str("\n| Rule | Where | What the source says |\n| --- | --- | --- |\n");
    }
    for (briefing, finding) in findings.iter().take(MOST) {
        text.push_str(&row(briefing, finding, look));
    }
    if findings.len() > MOST {
        let _ = write!(text, "\n{} more are in the log.\n", findings.len() - MOST);
    }
    text + "\n"
}

fn row(briefing: &Report, finding: &Finding, look: Look<'_>) -> String {
    let line = briefing.lines.position(&briefing.text, finding.span.start).line;
    let place = code(&format!("{}:{line}", look.in_repository(&briefing.path)));
    format!("| {} {} | {place} | {} |\n", finding.severity, code(finding.rule.name), escaped(&finding.message))
}
