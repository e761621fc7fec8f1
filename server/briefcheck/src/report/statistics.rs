//! How often each rule spoke, of which source, and in which briefing.

use std::collections::BTreeMap;
use std::fmt::Display;

use briefcheck_desk::Report;
use briefcheck_engine::rules::Finding;
use serde::{Deserialize, Serialize};

use super::{Look, visible};

/// What a finding is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    rule: String,
    sources: Vec<String>,
    briefing: String,
}

impl Row {
    /// Those of the findings of a briefing.
    pub(super) fn all(report: &Report, look: Look<'_>) -> Vec<Self> {
        let briefing = look.path_first(&report.path);
        let row = |found| Self { rule: rule(found), sources: sources(report, found), briefing: briefing.clone() };
        report.findings.iter().map(row).collect()
    }
}

fn rule(found: &Finding) -> String {
    format!("{:<7}  {}", found.severity, found.rule.name)
}

/// A table for rules, one for sources, one for briefings: a line for each with findings, the most frequent first.
pub fn statistics<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> String {
    let rules = rows.clone().map(|row| row.rule.clone());
    let sources = rows.clone().flat_map(|row| &row.sources).map(|key| format!("@{}", visible(key)));
    let briefings = rows.map(|row| row.briefing.clone());
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
