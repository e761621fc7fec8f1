//! `textDocument/publishDiagnostics`, `textDocument/diagnostic`, `workspace/diagnostic`: findings, as a client has them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_desk::Draft;
use briefcheck_engine::rules::{Finding, Severity};
use briefcheck_engine::sources::Library;
use briefcheck_engine::text::{Lines, Span};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    NumberOrString, Position, Range, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::disk::Failure;
use crate::lsp::position::{Encoding, range_in};
use crate::lsp::requests::documentation;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// Who says it.
pub const SOURCE: &str = "briefcheck";

/// A finding as a client has it: where it stands aside, that stays the same as long as its part does.
pub struct Shown {
    /// Its range is on lines that are counted from the one that its part begins in.
    diagnostic: Diagnostic,
    /// What follows its range in its JSON.
    rest: String,
}

impl Shown {
    fn new(diagnostic: Diagnostic) -> Self {
        const HEAD: &str = r#"{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}}"#;
        let json = serde_json::to_string(&Diagnostic { range: Range::default(), ..diagnostic.clone() });
        let json = json.unwrap_or_default();
        Self { diagnostic, rest: json.strip_prefix(HEAD).unwrap_or("}").to_owned() }
    }
}

/// What is wrong in a briefing: each with the line that its lines are counted from.
pub struct List(Vec<(Arc<Vec<Shown>>, usize, u32)>);

impl List {
    /// As the protocol's library has it.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let diagnostic = |(shown, at, line): &(Arc<Vec<Shown>>, usize, u32)| {
            let diagnostic = shown[*at].diagnostic.clone();
            Diagnostic { range: lower(diagnostic.range, *line), ..diagnostic }
        };
        self.0.iter().map(diagnostic).collect()
    }

    /// The same, written.
    pub fn json(&self) -> String {
        let mut json = "[".to_owned();
        for (shown, at, line) in &self.0 {
            let Shown { diagnostic, rest } = &shown[*at];
            let Range { start, end } = lower(diagnostic.range, *line);
            let parting = if json.len() > 1 { "," } else { "" };
            // A string takes everything.
            let _ = write!(
                json,
                r#"{parting}{{"range":{{"start":{{"line":{},"character":{}}},"end":{{"line":{},"character":{}}}}}{rest}"#,
                start.line, start.character, end.line, end.character
            );
        }
        json + "]"
    }
}

/// A range this many lines further down.
fn lower(range: Range, lines: u32) -> Range {
    let lower = |place: Position| Position::new(place.line + lines, place.character);
    Range::new(lower(range.start), lower(range.end))
}

/// The same range counted from a line above it.
fn raise(range: Range, lines: u32) -> Range {
    let raise = |place: Position| Position::new(place.line.saturating_sub(lines), place.character);
    Range::new(raise(range.start), raise(range.end))
}

/// What is wrong in a briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn of(snapshot: &Snapshot, draft: &Draft) -> Result<List, Cancelled> {
    let parts = snapshot.parts(draft)?;
    let list = draft.findings(&parts).into_iter().map(|found| match found.of.map(|(part, at)| (&parts[part], at)) {
        Some((part, at)) if part.placed.is_whole() => {
            let line = snapshot.range(draft, Span::empty(part.placed.start())).start.line;
            let shown = part.remembered.drawn(snapshot.opened, || {
                let findings = part.remembered.report.findings.iter();
                let shown = findings.map(|finding| {
                    let moved = finding.moved(|span| part.placed.origin(span));
                    let diagnostic = diagnostic(snapshot, draft, &part.remembered.library, &moved);
                    Shown::new(Diagnostic { range: raise(diagnostic.range, line), ..diagnostic })
                });
                shown.collect::<Vec<Shown>>()
            });
            (shown, at, line)
        }
        _ => {
            let library = draft.library_of(&parts, &found);
            let shown = Shown::new(diagnostic(snapshot, draft, &library, &found.moved()));
            (Arc::new(vec![shown]), 0, 0)
        }
    });
    Ok(List(list.collect()))
}

/// A finding, with the passages that show it, which are of this library.
pub fn diagnostic(snapshot: &Snapshot, draft: &Draft, library: &Library, finding: &Finding) -> Diagnostic {
    let related = finding.evidence.iter().filter_map(|evidence| {
        let article = library.article(evidence.source)?;
        let words = crate::report::visible(&article.text()[evidence.span]);
        let message = format!("{}: “{words}”", library.source(evidence.source).key);
        Some(DiagnosticRelatedInformation { location: snapshot.location(draft, library, evidence)?, message })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let href = documentation::page(finding.rule);
    let is_unnecessary = matches!(finding.rule.name, "source-unused" | "allow-unused");
    Diagnostic {
        range: snapshot.range(draft, finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.name.to_owned())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: crate::report::visible(&finding.message),
        related_information: (!related.is_empty()).then_some(related),
        tags: is_unnecessary.then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// What could not be used, by the file that it stands in; what stands in none is left out.
pub fn of_failures(failures: &[Failure], encoding: Encoding) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
    let mut found: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
    for failure in failures {
        let Some(place) = &failure.place else { continue };
        let help = failure.help.as_deref().map(|help| format!("\n{help}"));
        found.entry(place.path.clone()).or_default().push(Diagnostic {
            range: range_in(&place.text, &Lines::new(&place.text), place.span, encoding),
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some(SOURCE.to_owned()),
            message: format!("{}{}", failure.message, help.unwrap_or_default()),
            ..Diagnostic::default()
        });
    }
    found
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Answers a client that asks for what is wrong in a file.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn document(
    snapshot: &Snapshot,
    params: &DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult, Cancelled> {
    let items = match snapshot.draft(&params.text_document.uri) {
        Some(draft) => of(snapshot, draft)?.diagnostics(),
        None => Vec::new(),
    };
    let result_id = result_id(&items);
    let report = if params.previous_result_id.as_ref() == Some(&result_id) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id };
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: unchanged,
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        })
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

/// Answers a client that asks for what is wrong in all briefings.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn workspace(
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult, Cancelled> {
    let mut items = Vec::new();
    for draft in snapshot.desk.drafts() {
        let path = draft.path();
        let Some(uri) = snapshot.uri(path) else { continue };
        let version = snapshot.open.get(path).map(|open| i64::from(open.version));
        let found = of(snapshot, draft)?.diagnostics();
        let result_id = result_id(&found);
        let previous = params.previous_result_ids.iter().find(|previous| previous.uri == uri);
        items.push(if previous.is_some_and(|previous| previous.value == result_id) {
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        } else {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(result_id),
                    items: found,
                },
            })
        });
    }
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

/// What a list of diagnostics is called: the same for the same.
fn result_id(items: &[Diagnostic]) -> String {
    let bytes = serde_json::to_vec(items).unwrap_or_default();
    briefcheck_engine::sources::Fingerprint::of(&bytes).to_string()
}
