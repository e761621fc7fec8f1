//! One JSON document. Lines and columns count from 1, columns in Unicode scalar values; offsets count bytes from 0.

use std::io::{self, Write};

use briefcheck_desk::{Passage, Report};
use briefcheck_engine::rules::{self, Class, Fix, Safety};
use briefcheck_engine::text::{Lines, Span};
use serde::Serialize;

use super::plain::write_json;
use super::{Count, Look, visible};

/// The version of the form; it changes when what is there changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document {
    version: u32,
    summary: Summary,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    claims: usize,
    checks: Checks,
    verified: usize,
    unconfirmed: usize,
    unverifiable: usize,
    unasked: usize,
    checked: usize,
    allowed: usize,
    /// Items and claims that a rule speaks of: with those above they are all that were checked.
    at_fault: usize,
    /// Findings that are about none of them: a source, a citation, a directive.
    sources: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
}

#[derive(Serialize)]
struct Checks {
    quote: usize,
    figure: usize,
    name: usize,
    claim: usize,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    severity: &'static str,
    file: String,
    range: Range,
    text: String,
    message: String,
    evidence: Vec<Evidence>,
    fixes: Vec<FixOf>,
}

#[derive(Serialize)]
struct Evidence {
    source: String,
    file: String,
    range: Range,
    text: String,
    score: f64,
}

#[derive(Serialize)]
struct FixOf {
    title: String,
    /// Whether `--fix` applies it: it takes nothing from the text's meaning.
    safe: bool,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    range: Range,
    text: String,
}

#[derive(Serialize)]
pub(super) struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: usize,
}

pub(super) fn write(out: &mut dyn Write, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    let count = Count::of(reports);
    let tally = count.tally;
    let outcomes = &tally.outcomes;
    let summary = Summary {
        files: count.files,
        claims: tally.claims,
        checks: Checks { quote: tally.quotes, figure: tally.figures, name: tally.names, claim: tally.whole_claims },
        verified: outcomes.get(Class::Verified),
        unconfirmed: outcomes.get(Class::Unconfirmed),
        unverifiable: outcomes.get(Class::Unverifiable),
        unasked: outcomes.get(Class::Unasked),
        checked: outcomes.get(Class::Checked),
        allowed: outcomes.get(Class::Allowed),
        at_fault: outcomes.at_fault(),
        sources: reports.iter().flat_map(|one| &one.findings).filter(|found| found.check.is_none()).count(),
        errors: count.errors,
        warnings: count.warnings,
        infos: count.infos,
        hints: count.hints,
    };
    let of = |briefing| move |found| finding(briefing, found, look);
    let findings = reports.iter().flat_map(|briefing| briefing.findings.iter().map(of(briefing))).collect();
    write_json(out, &Document { version: VERSION, summary, findings })
}

fn finding(briefing: &Report, finding: &rules::Finding, look: Look<'_>) -> Finding {
    Finding {
        rule: finding.rule.name,
        severity: finding.severity.name(),
        file: look.path(&briefing.path),
        range: range(&briefing.text, &briefing.lines, finding.span),
        text: briefing.text[finding.span].to_owned(),
        message: visible(&finding.message),
        evidence: briefing.passages(finding).map(|passage| evidence(&passage, look)).collect(),
        fixes: finding.fixes.iter().map(|fix| fix_of(briefing, fix)).collect(),
    }
}

fn evidence(passage: &Passage, look: Look<'_>) -> Evidence {
    Evidence {
        source: passage.key.clone(),
        file: look.path(&passage.path),
        range: range(passage.article.file(), passage.article.lines(), passage.origin()),
        text: passage.text().to_owned(),
        score: score(passage.score),
    }
}

fn fix_of(briefing: &Report, fix: &Fix) -> FixOf {
    let edit =
        |edit: &rules::Edit| Edit { range: range(&briefing.text, &briefing.lines, edit.span), text: edit.text.clone() };
    let safe = fix.safety == Safety::Safe;
    FixOf { title: fix.title.clone(), safe, edits: fix.edits.iter().map(edit).collect() }
}

pub(super) fn range(text: &str, lines: &Lines, span: Span) -> Range {
    let at = |offset| {
        let position = lines.position(text, offset);
        Position { line: position.line, column: position.column, offset }
    };
    Range { start: at(span.start), end: at(span.end) }
}

/// A score to three places, as machines and people read it.
pub(crate) fn score(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
