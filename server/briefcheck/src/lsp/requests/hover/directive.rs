//! What a directive does, what a rule is about.

use briefcheck_engine::markup::DirectiveKind;
use briefcheck_engine::rules;
use briefcheck_engine::text::Span;

use crate::lsp::requests::markup::Markup;
use crate::lsp::server::snapshot::At;

/// The documentation of the rule or the directive at a place, and where its name, or the comment, stands.
pub fn card(at: &At<'_>, markup: Markup) -> Option<(Span, Vec<String>)> {
    let briefing = at.part.placed.briefing();
    let holds = |span: Span| span.start <= at.in_part && at.in_part <= span.end;
    // A footnote that derives a figure is a directive as well, and text that readers see.
    let is_comment = |span: Span| briefing.text[span].starts_with("<!--");
    let directive = briefing.directives.iter().find(|directive| holds(directive.span) && is_comment(directive.span))?;
    if let DirectiveKind::Allow { rules, .. } = &directive.kind
        && let Some((name, span)) = rules.iter().find(|(_, span)| holds(*span))
        && let Some(rule) = rules::find(name)
    {
        let head = format!("{} ({})", markup.code(rule.name), rule.default_level().name());
        return Some((at.part.placed.origin(*span), vec![head, rule.docs().trim().to_owned()]));
    }
    let documentation = match directive.kind {
        DirectiveKind::Allow { .. } => {
            "Silences the rules that it names, in what it stands in or right after; alone in a paragraph, in the block \
             that follows. The reason is required, and a rule that it silences nothing of is reported."
        }
        DirectiveKind::Checked { .. } => {
            "Says that somebody looked at the claim and its source and vouches for it, where the claim is unconfirmed. It \
             lapses when the claim or the passage changes."
        }
        DirectiveKind::Calc(_) => {
            "Says how a figure was derived. Every figure of the expression must be in a source that is cited there, and \
             the expression must come to the figure."
        }
        DirectiveKind::Off => "Leaves everything unchecked, up to `on`.",
        DirectiveKind::On => "Ends what `off` left unchecked.",
    };
    let documentation = if markup == Markup::Plain { documentation.replace('`', "") } else { documentation.to_owned() };
    Some((at.part.placed.origin(directive.span), vec![documentation]))
}
