//! `textDocument/codeAction`, `codeAction/resolve`: what would mend a finding, or allow it.

mod citing;

use std::collections::BTreeSet;
use std::sync::Arc;

use briefcheck_desk::{Draft, Part};
use briefcheck_engine::document::PlacedFinding;
use briefcheck_engine::markup::{PLACEHOLDER, Unit};
use briefcheck_engine::rules::{Edit, Finding, Safety, fixes};
use briefcheck_engine::sources::Library;
use briefcheck_engine::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
    Diagnostic, Position, Range, Uri, WorkDoneProgressOptions, WorkspaceEdit,
};

use crate::lsp::position;
use crate::lsp::requests::commands;
use crate::lsp::requests::diagnostics;
use crate::lsp::requests::edits::Edits;
use crate::lsp::server::cancel::Cancelled;
use crate::lsp::server::snapshot::Snapshot;

/// Mends all that can be mended unseen.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.briefcheck");

/// What the server offers.
pub fn options() -> CodeActionOptions {
    CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
        work_done_progress_options: WorkDoneProgressOptions::default(),
        resolve_provider: Some(true),
    }
}

/// An action before it is put into the protocol's terms.
struct Offer {
    title: String,
    kind: CodeActionKind,
    diagnostic: Option<Diagnostic>,
    is_preferred: bool,
    edits: Vec<Edit>,
    /// What of the edit's text is to be written by somebody, in bytes of it: it is selected where the client can.
    blank: Option<Span>,
}

/// What leads from an action back to its edit.
#[derive(Debug, Deserialize, Serialize)]
struct Data {
    uri: Uri,
    version: Option<i32>,
    /// The bytes that were asked about.
    start: usize,
    end: usize,
    /// The rule of the finding; none for what is about the whole file.
    rule: Option<String>,
    at: Option<(usize, usize)>,
}

/// What would mend the findings in a range.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn code_action(
    snapshot: &Snapshot,
    params: &CodeActionParams,
) -> std::result::Result<Option<CodeActionResponse>, Cancelled> {
    let uri = &params.text_document.uri;
    let Some(draft) = snapshot.draft(uri) else { return Ok(None) };
    let only = params.context.only.as_deref();
    let range = position::span(draft.rope(), params.range, snapshot.session.encoding);
    let offers = offers(snapshot, draft, range, only)?;
    let version = snapshot.open.get(draft.path()).map(|open| open.version);
    let actions = offers.into_iter().map(|(finding, offer)| {
        let of_client = offer.diagnostic.as_ref().and_then(|own| {
            let is_same = |other: &&Diagnostic| other.range == own.range && other.code == own.code;
            params.context.diagnostics.iter().find(is_same).cloned()
        });
        let action = CodeAction {
            title: offer.title,
            kind: Some(offer.kind),
            diagnostics: of_client.or(offer.diagnostic).map(|diagnostic| vec![diagnostic]),
            is_preferred: offer.is_preferred.then_some(true),
            command: select(snapshot, draft, uri, &offer.edits, offer.blank),
            ..CodeAction::default()
        };
        CodeActionOrCommand::CodeAction(if snapshot.session.resolves_code_actions() {
            let data = Data {
                uri: uri.clone(),
                version,
                start: range.start,
                end: range.end,
                rule: finding.as_ref().map(|finding| finding.rule.name.to_owned()),
                at: finding.as_ref().map(|finding| (finding.span.start, finding.span.end)),
            };
            CodeAction { data: serde_json::to_value(data).ok(), ..action }
        } else {
            CodeAction { edit: Some(workspace_edit(snapshot, draft, offer.edits)), ..action }
        })
    });
    Ok(Some(actions.collect()))
}

/// What selects the words of an edit that somebody should write, once it is made. The edit is one insertion on one line, and
/// what stands before the words in it is ASCII: columns are the same in every encoding.
fn select(snapshot: &Snapshot, draft: &Draft, uri: &Uri, edits: &[Edit], blank: Option<Span>) -> Option<Command> {
    let ([edit], Some(blank)) = (edits, blank.filter(|_| snapshot.session.shows_documents())) else { return None };
    let start = snapshot.range(draft, Span::empty(edit.span.start)).start;
    let at = |offset: usize| Position::new(start.line, start.character + u32::try_from(offset).unwrap_or(0));
    commands::select(uri, Range::new(at(blank.start), at(blank.end)))
}

/// The same action with its edit; the inner error says why there is none.
///
/// # Errors
///
/// If it is cancelled meanwhile.
pub fn resolve(snapshot: &Snapshot, action: CodeAction) -> std::result::Result<Result<CodeAction>, Cancelled> {
    let data = action.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let Some(data) = data else { return Ok(Ok(action)) };
    let Some(draft) = snapshot.draft(&data.uri) else { return Ok(Err(Error::content_modified())) };
    if snapshot.open.get(draft.path()).map(|open| open.version) != data.version {
        // What it was offered for is another text.
        return Ok(Err(Error::content_modified()));
    }
    let only = action.kind.clone().map(|kind| vec![kind]);
    let offers = offers(snapshot, draft, Span::new(data.start, data.end), only.as_deref())?;
    let is_it = |finding: &Option<Finding>, offer: &Offer| {
        offer.title == action.title
            && finding.as_ref().map(|finding| finding.rule.name) == data.rule.as_deref()
            && finding.as_ref().map(|finding| (finding.span.start, finding.span.end)) == data.at
    };
    let offer = offers.into_iter().find(|(finding, offer)| is_it(finding, offer));
    Ok(match offer {
        Some((_, offer)) => Ok(CodeAction { edit: Some(workspace_edit(snapshot, draft, offer.edits)), ..action }),
        None => Err(Error::content_modified()),
    })
}

/// Whether a kind is wanted: it is one of these, or below one.
fn is_wanted(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let holds = |parent: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(parent.as_str());
        parent.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(holds))
}

/// Every action for a range of bytes, with the finding that it is about.
fn offers(
    snapshot: &Snapshot,
    draft: &Draft,
    range: Span,
    only: Option<&[CodeActionKind]>,
) -> std::result::Result<Vec<(Option<Finding>, Offer)>, Cancelled> {
    let parts = snapshot.parts(draft)?;
    let found = draft.findings(&parts);
    let libraries: Vec<Arc<Library>> = found.iter().map(|found| draft.library_of(&parts, found)).collect();
    let findings: Vec<Finding> = found.into_iter().map(PlacedFinding::moved).collect();
    let mut offers = Vec::new();
    if is_wanted(&CodeActionKind::QUICKFIX, only) {
        let is_near = |finding: &&Finding| finding.span.start <= range.end && range.start <= finding.span.end;
        for (finding, library) in findings.iter().zip(&libraries).filter(|(finding, _)| is_near(finding)) {
            snapshot.cancel.check()?;
            let diagnostic = diagnostics::diagnostic(snapshot, draft, library, finding);
            of_finding(draft, finding, &diagnostic, &mut offers);
        }
    }
    if is_wanted(&FIX_ALL, only) {
        offers.extend(fix_all(draft, &findings).map(|offer| (None, offer)));
    }
    Ok(offers)
}

fn of_finding(draft: &Draft, finding: &Finding, diagnostic: &Diagnostic, offers: &mut Vec<(Option<Finding>, Offer)>) {
    let offer = |title: String, edits: Vec<Edit>, is_preferred: bool| {
        let kind = CodeActionKind::QUICKFIX;
        let diagnostic = Some(diagnostic.clone());
        (Some(finding.clone()), Offer { title, kind, diagnostic, is_preferred, edits, blank: None })
    };
    // The likeliest is the first; what may be done unseen goes before it.
    let first_safe = finding.fixes.iter().position(|fix| fix.safety == Safety::Safe);
    for (at, fix) in finding.fixes.iter().enumerate() {
        offers.push(offer(fix.title.clone(), fix.edits.clone(), at == first_safe.unwrap_or(0)));
    }
    let Some((part, at)) = draft.part_at(finding.span.start) else { return };
    let Some(unit) = unit_at(&part, at) else { return };
    let fixed: BTreeSet<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
    let citings = citing::sources_that_say_it(draft, &part, at, finding);
    let is_only = fixed.is_empty() && citings.len() == 1;
    for citing in citings {
        let short = format!("Cite @{}", citing.key);
        if !fixed.contains(short.as_str()) {
            let title = format!("{short}, which says it in {}", citing.place);
            offers.push(offer(title, vec![moved(&part, citing.edit)], is_only));
        }
    }
    let head = format!(" <!-- briefcheck: allow {}: ", finding.rule.name);
    let blank = Some(Span::new(head.len(), head.len() + PLACEHOLDER.len()));
    let allow = Edit { span: Span::empty(end_of(&part, unit)), text: format!("{head}{PLACEHOLDER} -->") };
    let title = format!("Allow {} here, with a reason", finding.rule.name);
    let (finding, allow) = offer(title, vec![moved(&part, allow)], false);
    offers.push((finding, Offer { blank, ..allow }));
}

/// The unit that holds a byte of a part.
fn unit_at<'a>(part: &'a Part<'_>, at: usize) -> Option<&'a Unit> {
    let units = &part.placed.briefing().units;
    units.iter().filter(|unit| unit.span.start <= at && at <= unit.span.end).min_by_key(|unit| unit.span.len())
}

/// Where a unit's words end, the blanks after them left out.
fn end_of(part: &Part<'_>, unit: &Unit) -> usize {
    unit.span.start + part.placed.briefing().text[unit.span].trim_end().len()
}

/// An edit of a part as one of the document.
fn moved(part: &Part<'_>, edit: Edit) -> Edit {
    Edit { span: part.placed.origin(edit.span), text: edit.text }
}

fn fix_all(draft: &Draft, findings: &[Finding]) -> Option<Offer> {
    let text = draft.rope().to_string();
    let applicable = fixes::applicable(findings, Safety::Safe, &text);
    let edits: Vec<Edit> = fixes::merge(applicable).into_iter().cloned().collect();
    (!edits.is_empty()).then(|| Offer {
        title: "Apply all safe fixes in this file".to_owned(),
        kind: FIX_ALL,
        diagnostic: None,
        is_preferred: false,
        edits,
        blank: None,
    })
}

fn workspace_edit(snapshot: &Snapshot, draft: &Draft, edits: Vec<Edit>) -> WorkspaceEdit {
    let mut all = Edits::default();
    for edit in edits {
        all.replace(draft.path(), edit.span, edit.text);
    }
    all.for_client(snapshot)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: &'static str, only: &[&'static str], expected: bool) {
        let only: Vec<CodeActionKind> = only.iter().map(|&kind| CodeActionKind::new(kind)).collect();
        assert_eq!(is_wanted(&CodeActionKind::new(kind), Some(&only)), expected, "{kind} of {only:?}");
    }

    #[test]
    fn a_kind_is_wanted_by_its_parents() {
        check("source.fixAll.briefcheck", &["source"], true);
        check("source.fixAll.briefcheck", &["source.fixAll"], true);
        check("source.fixAll.briefcheck", &["source.fixAll.briefcheck"], true);
        check("source.fixAll.briefcheck", &[""], true);
        check("source.fixAll.briefcheck", &["source.fixAll.other", "quickfix"], false);
        check("quickfix", &["quick"], false);
        assert!(is_wanted(&CodeActionKind::QUICKFIX, None));
    }
}
