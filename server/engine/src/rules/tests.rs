//! The rules as a whole: their names, their documentation, and the examples in it.

use std::collections::BTreeSet;

use super::testing::{findings, findings_with};
use super::*;

/// Rules whose examples can't be run yet, as nothing gives their verdicts.
const AWAITED: &[&str] = &["figure-conflict", "claim-unsupported", "claim-unconfirmed", "attribution-dropped"];

/// What an example of a rule's documentation holds.
#[derive(Default)]
struct Example {
    sources: Vec<(String, String)>,
    fires: Option<String>,
    clean: Option<String>,
}

impl Example {
    /// Reads the fenced blocks of a documentation.
    fn of(docs: &str) -> Self {
        let mut example = Self::default();
        let mut lines = docs.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else { continue };
            let body: String =
                lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            match info {
                "markdown fires" => example.fires = Some(body),
                "markdown clean" => example.clean = Some(body),
                _ => {
                    let key = info.strip_prefix("text source=").unwrap_or_else(|| panic!("a block ```{info}"));
                    example.sources.push((key.to_owned(), body));
                }
            }
        }
        example
    }

    /// What is found with the rule that it is an example of turned on.
    fn findings(&self, rule: &'static Rule, text: &str) -> Vec<Finding> {
        let sources: Vec<(&str, &str)> = self.sources.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        if rule.is_off { findings_with(rule, &sources, text) } else { findings(&sources, text) }
    }
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("\n  {} {}", finding.rule.name, finding.message)).collect()
}

#[test]
fn rules_have_names_that_read_well() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len(), "a name twice");
    for name in names {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && name.contains('-'), "{name}");
        assert_eq!(find(name).map(|rule| rule.name), Some(name));
    }
}

#[test]
fn rules_are_documented() {
    for rule in RULES {
        let docs = rule.docs();
        let headings: Vec<&str> = docs.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## What it does", "## Why it matters", "## Example"], "{}", rule.name);
        let summary = rule.summary();
        assert!(summary.ends_with('.') && summary.len() < 120, "{}: {summary}", rule.name);
        assert_eq!(docs.split("\n\n").next(), Some(summary.as_str()), "{}: the summary is one line", rule.name);
        let example = Example::of(&docs);
        assert!(!example.sources.is_empty(), "{}: no source", rule.name);
        assert!(example.fires.is_some() && example.clean.is_some(), "{}: no examples", rule.name);
    }
}

#[test]
fn examples_fire() {
    let mut silent = String::new();
    for rule in RULES.iter().copied().filter(|rule| is_made_here(rule)) {
        let example = Example::of(&rule.docs());
        let found = example.findings(rule, &example.fires.clone().unwrap());
        if !found.iter().any(|finding| finding.rule == rule) {
            silent += &format!("\n{}, but{}", rule.name, lines(&found));
        }
    }
    assert!(silent.is_empty(), "examples that do not fire:{silent}");
}

#[test]
fn clean_examples_are_clean() {
    let mut loud = String::new();
    for rule in RULES.iter().copied().filter(|rule| is_made_here(rule)) {
        let example = Example::of(&rule.docs());
        let mut found = example.findings(rule, &example.clean.clone().unwrap());
        found.retain(|finding| finding.severity >= Severity::Warning || finding.rule == rule);
        if !found.is_empty() {
            loud += &format!("\n{}:{}", rule.name, lines(&found));
        }
    }
    assert!(loud.is_empty(), "clean examples with findings:{loud}");
}

/// What the lock file recorded is no part of an example: those rules' findings are made by the workspace.
fn is_made_here(rule: &Rule) -> bool {
    rule.origin != Origin::Workspace && !AWAITED.contains(&rule.name)
}

#[test]
fn the_table_has_every_rule() {
    let table = table();
    assert_eq!(table.lines().count(), RULES.len() + 2);
    assert!(
        table.contains("| `quote-altered` | error | A quotation whose source has nearly these words. |\n"),
        "{table}"
    );
}

#[test]
fn nearly_a_rule() {
    let check = |name, expected| assert_eq!(nearest(name).map(|rule| rule.name), expected, "{name}");
    check("quote-altred", Some("quote-altered"));
    check("QUOTE-ALTERED", Some("quote-altered"));
    check("quote_not_found", Some("quote-not-found"));
    check("misspelled", Some("name-misspelled"));
    check("everything", None);
}
