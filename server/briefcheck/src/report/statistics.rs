//! How often each rule spoke, of which source, and in which briefing.

use std::collections::BTreeMap;
use std::fmt::Display;

use briefcheck_desk::Report;
use briefcheck_engine::rules::Finding;

use super::{Look, visible};

/// A table for rules, one for sources, one for briefings: a line for each with findings, the most frequent first.
pub fn statistics(reports: &[Report], look: Look<'_>) -> String {
    let findings = || reports.iter().flat_map(|briefing| briefing.findings.iter().map(move |found| (briefing, found)));
    let rules = findings().map(|(_, found)| format!("{:<7}  {}", found.severity, found.rule.name));
    let sources =
        findings().flat_map(|(briefing, found)| sources(briefing, found)).map(|key| format!("@{}", visible(&key)));
    let briefings = findings().map(|(briefing, _)| look.path_first(&briefing.path));
    let tables = [("by rule", counted(rules)), ("by source", counted(sources)), ("by briefing", counted(briefings))];
    let tables = tables.into_iter().filter(|(_, counts)| !counts.is_empty());
    tables.map(|(title, counts)| table(title, &counts)).collect::<Vec<_>>().join("\n")
}

/// The keys of the sources that a finding's item was held against, or that it shows.
fn sources(briefing: &Report, found: &Finding) -> Vec<String> {
    let check = found.check.and_then(|check| briefing.checks.get(check));
    let searched = check.map_or(&[][..], |check| &check.searched);
    let mut keys: Vec<String> = searched.iter().map(|&id| briefing.library.source(id).key.clone()).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn counted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts
}

fn table(title: &str, counts: &[(impl Display, usize)]) -> String {
    let width = counts.first().map_or(0, |(_, count)| count.to_string().len());
    let lines = counts.iter().map(|(item, count)| format!("\n  {count:>width$}  {item}"));
    std::iter::once(format!("Findings {title}:")).chain(lines).collect()
}
