//! Directives, and the rules that can be allowed.

use briefcheck_engine::rules::RULES;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::CompletionItemKind;

use super::Proposal;
use crate::lsp::server::snapshot::At;

const KINDS: [(&str, &str); 5] = [
    ("allow", "silences rules here: `allow RULE: reason`"),
    ("calc", "says how a figure was derived: `calc FIGURE = EXPRESSION`"),
    ("checked", "vouches for an unconfirmed claim: `checked NAME DATE: reason`"),
    ("off", "leaves what follows unchecked"),
    ("on", "ends that"),
];

/// The directives, with what stands before every one if it is not there yet.
pub fn kinds(typed: Span, has_head: bool, after: &str) -> Vec<Proposal> {
    let head = if has_head { "" } else { "briefcheck: " };
    let end = if after.trim_start().starts_with("-->") { "" } else { " -->" };
    let proposal = |(name, detail): (&str, &str)| {
        let takes_nothing = matches!(name, "off" | "on");
        Proposal {
            label: name.to_owned(),
            kind: CompletionItemKind::KEYWORD,
            from: None,
            detail: Some(detail.to_owned()),
            span: typed,
            text: if takes_nothing { format!("{head}{name}{end}") } else { format!("{head}{name} ") },
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
        filter: rule.name.to_owned(),
        about: None,
    };
    rules.into_iter().map(proposal).collect()
}
