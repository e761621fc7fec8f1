//! `allow-unused`

use super::{Context, Edit, Finding, Fix, Safety};
use crate::markup::Directive;
use crate::text::Span;

rule! {
    /// An `allow` that silences nothing.
    ///
    /// ## What it does
    ///
    /// Fires at each rule that an `allow` names, if the rule found nothing there.
    ///
    /// ## Why it matters
    ///
    /// The text was mended, or the comment never stood where it should; left behind, it would hide the next mistake.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "never built to carry trains" [@harbour]. <!-- briefcheck: allow quote-altered: agreed with the speaker -->
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "not built to carry trains" [@harbour]. <!-- briefcheck: allow quote-altered: agreed with the speaker -->
    /// ```
    "allow-unused", Warning
}

/// The finding for one of the names of a directive. The fix takes away the `at`-th name, or without one the comment.
pub(super) fn finding(
    cx: &Context<'_>,
    directive: &Directive,
    (name, span): &(String, Span),
    names: &[(String, Span)],
    at: Option<usize>,
) -> Finding {
    let text = &cx.briefing.text;
    let (title, removed) = match at {
        Some(at) => (format!("Remove `{name}`"), listed(names, at)),
        None => ("Remove the comment".to_owned(), comment(text, directive.span)),
    };
    let fix = Fix { title, safety: Safety::Safe, edits: vec![Edit { span: removed, text: String::new() }] };
    Finding::new(&RULE, *span, format!("`{name}` found nothing here to allow")).with_fix(Some(fix))
}

/// A name with the comma that parts it from its neighbour.
fn listed(names: &[(String, Span)], at: usize) -> Span {
    let span = names[at].1;
    match (at.checked_sub(1).map(|before| names[before].1), names.get(at + 1)) {
        (Some(before), _) => Span::new(before.end, span.end),
        (None, Some((_, next))) => Span::new(span.start, next.start),
        (None, None) => span,
    }
}

/// A comment with its line, if it stands alone there, else with the blanks before it.
fn comment(text: &str, span: Span) -> Span {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |len| span.end + len + 1);
    let is_blank = |part: &str| part.chars().all(char::is_whitespace);
    if is_blank(&text[line_start..span.start]) && is_blank(&text[span.end..line_end]) {
        return Span::new(line_start, line_end);
    }
    let before = text[line_start..span.start].trim_end_matches([' ', '\t']).len();
    Span::new(line_start + before, span.end)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    const UNUSED: &str = "allow-unused warning: `quote-altered` found nothing here to allow";

    #[test]
    fn silences_nothing() {
        check("allow", "No rails [@harbour]. <!-- briefcheck: allow «quote-altered»: agreed -->", &[UNUSED]);
    }

    #[test]
    fn silences_elsewhere() {
        let text = "It was \"not built to carry trains\" [@harbour].\n\n\
                    No rails [@harbour]. <!-- briefcheck: allow «quote-altered»: agreed -->";
        check("allow", text, &[UNUSED]);
    }

    #[test]
    fn one_of_two_rules() {
        let text = "It was \"not built to carry trains\" [@harbour]. \
                    <!-- briefcheck: allow quote-altered, «figure-unit»: agreed -->";
        check("allow", text, &["allow-unused warning: `figure-unit` found nothing here to allow"]);
    }

    #[test]
    fn takes_the_comment_away() {
        let title = "Remove the comment";
        check_fix(
            "allow",
            "No rails [@harbour]. <!-- briefcheck: allow figure-unit: so -->\n",
            title,
            "No rails [@harbour].\n",
        );
        check_fix("allow", "<!-- briefcheck: allow figure-unit: so -->\nNo rails.\n", title, "No rails.\n");
    }

    #[test]
    fn takes_one_name_away() {
        let text = |names: &str| {
            format!("It was \"not built to carry trains\" [@harbour]. <!-- briefcheck: allow {names}: so -->")
        };
        let title = "Remove `figure-unit`";
        check_fix("allow", &text("quote-altered, figure-unit"), title, &text("quote-altered"));
        check_fix("allow", &text("figure-unit, quote-altered"), title, &text("quote-altered"));
    }

    #[test]
    fn what_the_workspace_finds_is_its_own() {
        check("allow", "No rails [@harbour]. <!-- briefcheck: allow source-changed: so -->", &[]);
    }
}
