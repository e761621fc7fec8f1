//! GitLab's code quality report: Code Climate's issues, as far as GitLab reads them.

use std::io::{self, Write};

use briefcheck_desk::Report;
use briefcheck_engine::rules::Severity;
use briefcheck_engine::text;
use serde::Serialize;

use super::plain::write_json;
use super::{Look, visible};
use crate::disk::fingerprints;

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    categories: [&'static str; 1],
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl From<text::Position> for Position {
    fn from(position: text::Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    let issues: Vec<Issue> = reports.iter().flat_map(|briefing| issues(briefing, look)).collect();
    write_json(out, &issues)
}

fn issues<'a>(briefing: &'a Report, look: Look<'_>) -> impl Iterator<Item = Issue> + use<'a> {
    let path = look.in_repository(&briefing.path);
    let fingerprints = fingerprints(briefing, &path);
    briefing.findings.iter().zip(fingerprints).map(move |(finding, fingerprint)| {
        let at = |offset| Position::from(briefing.lines.position(&briefing.text, offset));
        Issue {
            kind: "issue",
            categories: ["Bug Risk"],
            description: visible(&finding.message),
            check_name: finding.rule.name,
            fingerprint,
            severity: severity(finding.severity),
            location: Location {
                path: path.clone(),
                positions: Positions { begin: at(finding.span.start), end: at(finding.span.end) },
            },
        }
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info | Severity::Hint => "info",
    }
}
