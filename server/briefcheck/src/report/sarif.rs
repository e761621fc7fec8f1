//! SARIF 2.1.0, the static analysis results interchange format.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use briefcheck_desk::{Passage, Report};
use briefcheck_engine::rules::{Finding, Fix, RULES, Rule, Severity};
use briefcheck_engine::text::{Lines, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::plain::write_json;
use super::{Look, visible};
use crate::book;
use crate::disk::fingerprints;

/// The name and version of [`fingerprints`]: another way to make them wants another name.
const FINGERPRINT: &str = "briefcheck/v1";

/// What every path is relative to.
const ROOT: &str = "%SRCROOT%";

/// What a path keeps as it is in an address.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    let names: BTreeSet<&str> =
        reports.iter().flat_map(|briefing| &briefing.findings).map(|found| found.rule.name).collect();
    let rules: Vec<&Rule> = RULES.iter().copied().filter(|rule| names.contains(rule.name)).collect();
    let results: Vec<Value> = reports.iter().flat_map(|briefing| results(briefing, &rules, look)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "briefcheck",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
            "results": results,
        }],
    });
    write_json(out, &document)
}

fn descriptor(rule: &Rule) -> Value {
    let docs = rule.docs();
    let mut descriptor = json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {"text": docs, "markdown": docs},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.family()]},
    });
    if let Some(address) = book::rule(rule) {
        descriptor["helpUri"] = address.into();
    }
    descriptor
}

fn results(briefing: &Report, rules: &[&Rule], look: Look<'_>) -> Vec<Value> {
    let fingerprints = fingerprints(briefing, &look.in_repository(&briefing.path));
    briefing
        .findings
        .iter()
        .zip(fingerprints)
        .map(|(finding, print)| result(briefing, finding, print, rules, look))
        .collect()
}

fn result(briefing: &Report, finding: &Finding, fingerprint: String, rules: &[&Rule], look: Look<'_>) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule),
        "level": level(finding.severity),
        "message": {"text": visible(&finding.message)},
        "locations": [location(&briefing.path, &briefing.text, &briefing.lines, finding.span, look)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    });
    // What lies outside the repository can't be shown to who reads this elsewhere.
    let passages = briefing.passages(finding).filter(|passage| passage.path.starts_with(look.repository));
    let related: Vec<Value> = passages.enumerate().map(|(id, passage)| related(id, &passage, look)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    let fixes: Vec<Value> = finding.fixes.iter().map(|fix| self::fix(briefing, fix, look)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

fn related(id: usize, passage: &Passage, look: Look<'_>) -> Value {
    let article = &passage.article;
    let mut location = location(&passage.path, article.file(), article.lines(), passage.origin(), look);
    location["id"] = id.into();
    location["message"] = json!({"text": format!("{} says this.", visible(&passage.key))});
    location
}

fn fix(briefing: &Report, fix: &Fix, look: Look<'_>) -> Value {
    let replacement = |edit: &briefcheck_engine::rules::Edit| {
        json!({
            "deletedRegion": region(&briefing.text, &briefing.lines, edit.span),
            "insertedContent": {"text": edit.text},
        })
    };
    json!({
        "description": {"text": visible(&fix.title)},
        "artifactChanges": [{
            "artifactLocation": artifact(&briefing.path, look),
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

fn location(path: &Path, text: &str, lines: &Lines, span: Span, look: Look<'_>) -> Value {
    let mut region = region(text, lines, span);
    region["snippet"] = json!({"text": &text[span]});
    json!({"physicalLocation": {"artifactLocation": artifact(path, look), "region": region}})
}

fn artifact(path: &Path, look: Look<'_>) -> Value {
    let name = look.in_repository(path);
    let uri = utf8_percent_encode(&name, IN_PATH).to_string();
    if path.starts_with(look.repository) {
        json!({"uri": uri, "uriBaseId": ROOT})
    } else {
        json!({"uri": format!("file://{uri}")})
    }
}

/// Lines and columns count from 1; the end column is the one after.
fn region(text: &str, lines: &Lines, span: Span) -> Value {
    let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}
