//! Directives, and the rules that can be allowed.

use briefcheck_engine::rules::RULES;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::CompletionItemKind;

use super::Proposal;
use crate::lsp::server::snapshot::{At, Snapshot};

/// Each with what it does, and with what it takes after it as a snippet.
const KINDS: [(&str, &str, &str); 5] = [
    ("allow", "silences rules here: `allow RULE: reason`", " ${1:rule}: ${2:reason}"),
    ("calc", "says how a figure was derived: `calc FIGURE = EXPRESSION`", " ${1:figure} = ${2:expression}"),
    ("checked", "vouches for an unconfirmed claim: `checked NAME DATE: reason`", " ${1:name} ${2:date}: ${3:reason}"),
    ("off", "leaves what follows unchecked", ""),
    ("on", "ends that", ""),
];

/// The directives, with what stands before every one if it is not there yet. Where the client takes snippets, what is to be
/// written is there to be filled in.
pub fn kinds(snapshot: &Snapshot, typed: Span, has_head: bool, after: &str) -> Vec<Proposal> {
    let head = if has_head { "" } else { "briefcheck: " };
    let end = if after.trim_start().starts_with("-->") { "" } else { " -->" };
    let takes_snippets = snapshot.session.takes_snippets();
    let proposal = |(name, detail, rest): (&str, &str, &str)| {
        let is_snippet = takes_snippets && !rest.is_empty();
        Proposal {
            label: name.to_owned(),
            kind: CompletionItemKind::KEYWORD,
            from: None,
            detail: Some(detail.to_owned()),
            span: typed,
            text: match (rest.is_empty(), is_snippet) {
                (true, _) => format!("{head}{name}{end}"),
                (false, true) => format!("{head}{name}{rest}{end}"),
                (false, false) => format!("{head}{name} "),
            },
            is_snippet,
            filter: format!("{head}{name}"),
            about: None,
        }
    };
    KINDS.into_iter().map(proposal).collect()
}

/// The rules, those that have found something near first.
pub fn rules(at: &At<'_>, typed: Span, named: &[String]) -> Vec<Proposal> {
    let findings = &at.part.remembered.report.findings;
    let has_found = |name: &str| findings.iter().any(|finding| finding.rule.name == name);
    let mut rules: Vec<_> = RULES.iter().copied().filter(|rule| named.iter().all(|name| name != rule.name)).collect();
    rules.sort_by_key(|rule| !has_found(rule.name));
    let proposal = |rule: &briefcheck_engine::rules::Rule| Proposal {
        label: rule.name.to_owned(),
        kind: CompletionItemKind::ENUM_MEMBER,
        from: has_found(rule.name).then(|| "found here".to_owned()),
        detail: Some(rule.summary()),
        span: typed,
        text: rule.name.to_owned(),
        is_snippet: false,
        filter: rule.name.to_owned(),
        about: None,
    };
    rules.into_iter().map(proposal).collect()
}
