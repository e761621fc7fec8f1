//! Reviewdog's diagnostic format. Its columns count bytes from 1, and its ranges are half-open.

use std::io::{self, Write};

use briefcheck_desk::{Passage, Report};
use briefcheck_engine::rules::{Finding, Fix, Severity};
use briefcheck_engine::text::{Lines, Span};
use serde::Serialize;

use super::plain::write_json;
use super::{Look, visible};

#[derive(Serialize)]
struct Document<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(rename = "relatedLocations", skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    let of = |briefing| move |found| diagnostic(briefing, found, look);
    let diagnostics = reports.iter().flat_map(|briefing| briefing.findings.iter().map(of(briefing))).collect();
    write_json(out, &Document { source: Source { name: "briefcheck" }, diagnostics })
}

fn diagnostic<'a>(briefing: &Report, finding: &'a Finding, look: Look<'_>) -> Diagnostic<'a> {
    Diagnostic {
        message: visible(&finding.message),
        location: Location {
            path: look.path(&briefing.path),
            range: range(&briefing.text, &briefing.lines, finding.span),
        },
        severity: severity(finding.severity),
        code: Code { value: finding.rule.name },
        suggestions: finding.fixes.iter().filter_map(|fix| suggestion(briefing, fix)).collect(),
        related: briefing.passages(finding).map(|passage| related(&passage, look)).collect(),
    }
}

/// A suggestion changes one place: a fix of several would be taken apart.
fn suggestion<'a>(briefing: &Report, fix: &'a Fix) -> Option<Suggestion<'a>> {
    let [edit] = &fix.edits[..] else { return None };
    Some(Suggestion { range: range(&briefing.text, &briefing.lines, edit.span), text: &edit.text })
}

fn related(passage: &Passage, look: Look<'_>) -> Related {
    let range = range(passage.article.file(), passage.article.lines(), passage.origin());
    Related {
        message: format!("{} says", visible(&passage.key)),
        location: Location { path: look.path(&passage.path), range },
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Hint => "INFO",
    }
}

fn range(text: &str, lines: &Lines, span: Span) -> Range {
    let at = |offset| {
        let line = lines.line(offset);
        Position { line: line + 1, column: offset - lines.span(text, line).start + 1 }
    };
    Range { start: at(span.start), end: at(span.end) }
}
