//! The summary of a job, as Markdown: what was counted, and the first findings, the gravest before the others.

use std::cmp::Reverse;
use std::fmt::Write;

use super::evidence::{code, escaped};
use super::{Count, Look, summary};
use crate::disk::{Checked, Found};

/// How many findings are shown.
const MOST: usize = 10;

/// The counts and the first findings, with a heading above them and an empty line below.
pub fn digest(checked: &[Checked], look: Look<'_>) -> String {
    let count = Count::of(checked);
    let counted = summary(&count).unwrap_or_else(|| "There is nothing to check".to_owned());
    let mut text = format!("### briefcheck\n\n{counted}.\n");
    let mut findings: Vec<(&Checked, &Found)> =
        checked.iter().flat_map(|briefing| briefing.findings.iter().map(move |found| (briefing, found))).collect();
    // The sort is stable: findings of one severity stay in the order of the briefings.
    findings.sort_by_key(|(_, found)| Reverse(found.finding.severity));
    if !findings.is_empty() {
        text.push_str("\n| Rule | Where | What the source says |\n| --- | --- | --- |\n");
    }
    for (briefing, found) in findings.iter().take(MOST) {
        text.push_str(&row(briefing, found, look));
    }
    if findings.len() > MOST {
        let _ = write!(text, "\n{} more are in the log.\n", findings.len() - MOST);
    }
    text + "\n"
}

fn row(briefing: &Checked, found: &Found, look: Look<'_>) -> String {
    let finding = &found.finding;
    let line = briefing.lines.position(&briefing.text, finding.span.start).line;
    let place = code(&format!("{}:{line}", look.in_repository(&briefing.path)));
    format!("| {} {} | {place} | {} |\n", finding.severity, code(finding.rule.name), escaped(&finding.message))
}
