//! How often each rule spoke.

use std::collections::BTreeMap;

use crate::workspace::Checked;

/// A line for each rule with findings, the most frequent first.
pub fn statistics(checked: &[Checked]) -> String {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for found in checked.iter().flat_map(|briefing| &briefing.findings) {
        *counts.entry((found.finding.rule.name, found.finding.severity)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let width = counts.first().map_or(0, |(_, count)| count.to_string().len());
    let line = |((rule, severity), count)| format!("{count:>width$}  {severity:<7}  {rule}");
    counts.into_iter().map(line).collect::<Vec<_>>().join("\n")
}
