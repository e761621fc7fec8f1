//! `textDocument/publishDiagnostics`, `textDocument/diagnostic`, `workspace/diagnostic`: findings, as a client has them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_desk::Draft;
use briefcheck_engine::rules::{Finding, Severity};
use briefcheck_engine::sources::Library;
use briefcheck_engine::text::{Lines, Span};
use serde::Serialize;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    Location, NumberOrString, Position, Range, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::disk::{Failure, LastLines};
use crate::lsp::position::{Encoding, range_in};
use crate::lsp::requests::documentation;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// Who says it.
pub const SOURCE: &str = "briefcheck";

/// What is wrong in a briefing. Of a part that stays the same, the findings are drawn once; their ranges are on lines that are
/// counted from the one that the part begins in, and that line stands beside them.
pub struct List(Vec<(Arc<Vec<Diagnostic>>, usize, u32)>);

impl List {
    fn shown(&self) -> impl Iterator<Item = (&Diagnostic, Range)> {
        self.0.iter().filter_map(|(drawn, at, line)| drawn.get(*at).map(|shown| (shown, lower(shown.range, *line))))
    }

    /// As the protocol's library has it.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.shown().map(|(shown, range)| Diagnostic { range, ..shown.clone() }).collect()
    }

    /// The same, written: nothing is copied for it, as a long briefing has thousands and one edit moves most of them.
    pub fn json(&self) -> String {
        let written: Vec<Written<'_>> = self.shown().map(|(shown, range)| Written::new(shown, range)).collect();
        serde_json::to_string(&written).unwrap_or_default()
    }
}

/// A [`Diagnostic`] in another place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    range: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<DiagnosticSeverity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a NumberOrString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<&'a CodeDescription>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_information: Option<&'a [DiagnosticRelatedInformation]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a [DiagnosticTag]>,
}

impl<'a> Written<'a> {
    fn new(shown: &'a Diagnostic, range: Range) -> Self {
        Self {
            range,
            severity: shown.severity,
            code: shown.code.as_ref(),
            code_description: shown.code_description.as_ref(),
            source: shown.source.as_deref(),
            message: &shown.message,
            related_information: shown.related_information.as_deref(),
            tags: shown.tags.as_deref(),
        }
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
                    Diagnostic { range: raise(diagnostic.range, line), ..diagnostic }
                });
                shown.collect::<Vec<Diagnostic>>()
            });
            (shown, at, line)
        }
        _ => {
            let library = draft.library_of(&parts, &found);
            (Arc::new(vec![diagnostic(snapshot, draft, &library, &found.moved())]), 0, 0)
        }
    });
    let broken = of_configuration(snapshot, draft).map(|diagnostic| (Arc::new(vec![diagnostic]), 0, 0));
    Ok(List(broken.into_iter().chain(list).collect()))
}

/// What a briefing says of a configuration above it that can't be used: whoever looks at the briefing sees nothing else of it.
fn of_configuration(snapshot: &Snapshot, draft: &Draft) -> Option<Diagnostic> {
    let configs = snapshot.folders.configs(draft.path());
    let failures = configs.failures();
    let is_above = |failure: &&Failure| {
        let place = failure.place.as_ref();
        place.and_then(|place| place.path.parent()).is_some_and(|folder| draft.path().starts_with(folder))
    };
    let failure = failures.iter().find(is_above)?;
    let place = failure.place.as_ref()?;
    let range = range_in(&place.text, &Lines::new(&place.text), place.span, snapshot.session.encoding);
    let message = crate::report::visible(&failure.message);
    let name = crate::report::visible(&snapshot.shown(&place.path));
    let holding = if configs.remembers(&place.path) { "what was read of it before" } else { "what can be read of it" };
    Some(Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::WARNING),
        code: Some(NumberOrString::String("configuration".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("{name} can't be used as it is, {holding} holds: {message}"),
        related_information: Some(vec![DiagnosticRelatedInformation {
            location: Location { uri: snapshot.uri(&place.path)?, range },
            message,
        }]),
        ..Diagnostic::default()
    })
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
    let mut lines = LastLines::default();
    for failure in failures {
        let Some(place) = &failure.place else { continue };
        let help = failure.help.as_deref().map(|help| format!("\n{help}"));
        found.entry(place.path.clone()).or_default().push(Diagnostic {
            range: range_in(&place.text, lines.of(&place.text), place.span, encoding),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_the_protocol_has() {
        let place = |line| Range::new(Position::new(line, 2), Position::new(line + 1, 3));
        let uri: tower_lsp::ls_types::Uri = "file:///memo.brief".parse().unwrap();
        let full = Diagnostic {
            range: place(1),
            severity: Some(DiagnosticSeverity::WARNING),
            code: Some(NumberOrString::String("figure-mismatch".to_owned())),
            code_description: Some(CodeDescription { href: uri.clone() }),
            source: Some(SOURCE.to_owned()),
            message: "“4” is “5”".to_owned(),
            related_information: Some(vec![DiagnosticRelatedInformation {
                location: Location { uri, range: place(0) },
                message: "five".to_owned(),
            }]),
            tags: Some(vec![DiagnosticTag::UNNECESSARY]),
            data: None,
        };
        let bare = Diagnostic::new_simple(place(0), "so".to_owned());
        let list = List(vec![(Arc::new(vec![bare, full]), 1, 7)]);
        let expected = list.diagnostics();
        assert_eq!(expected[0].range, place(8));
        assert_eq!(list.json(), serde_json::to_string(&expected).unwrap());
    }
}
