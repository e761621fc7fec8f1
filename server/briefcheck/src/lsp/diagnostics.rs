//! `textDocument/publishDiagnostics`, `textDocument/diagnostic`, `workspace/diagnostic`: findings, as a client has them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use briefcheck_engine::rules::{Finding, Severity};
use briefcheck_engine::text::Lines;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    NumberOrString, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::cancel::Cancelled;
use super::documentation;
use super::draft::Draft;
use super::position::{Encoding, range_in};
use super::snapshot::Snapshot;
use crate::workspace::Failure;

/// Who says it.
pub const SOURCE: &str = "briefcheck";

/// What is wrong in a briefing.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn of(snapshot: &Snapshot, draft: &Draft) -> Result<Vec<Diagnostic>, Cancelled> {
    let findings = draft.findings(&snapshot.cancel)?;
    Ok(findings.iter().map(|finding| diagnostic(snapshot, draft, finding)).collect())
}

/// A finding, with the passages that show it.
pub fn diagnostic(snapshot: &Snapshot, draft: &Draft, finding: &Finding) -> Diagnostic {
    let library = draft.library();
    let related = finding.evidence.iter().filter_map(|evidence| {
        let article = library.article(evidence.source)?;
        let words = crate::report::visible(&article.text()[evidence.span]);
        let message = format!("{}: “{words}”", library.source(evidence.source).key);
        Some(DiagnosticRelatedInformation { location: snapshot.location(draft, &library, evidence)?, message })
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
        message: finding.message.clone(),
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
        Some(draft) => of(snapshot, draft)?,
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
    for (path, draft) in snapshot.drafts.iter() {
        let Some(uri) = snapshot.uri(path) else { continue };
        let version = snapshot.open.get(path).map(|open| i64::from(open.version));
        let found = of(snapshot, draft)?;
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
