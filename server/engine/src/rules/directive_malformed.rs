//! `directive-malformed`

use super::{Context, Edit, Finding, Fix, Safety, Severity};
use crate::markup::{DirectiveKind, Problem};
use crate::text::Span;

rule! {
    /// A comment to the checker that can't be read.
    ///
    /// ## What it does
    ///
    /// Fires for a `briefcheck:` comment that is no directive, for an `allow` without a reason or of a rule that there is not, and for a
    /// `calc` whose expression can't be read; between `off` and `on` too, lest a misspelled `on` leave the rest unchecked.
    ///
    /// ## Why it matters
    ///
    /// It does nothing, and whoever wrote it believes that it does.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was "not built to carry trains" [@harbour]. <!-- briefcheck: allow quote-altred: agreed with the speaker -->
    /// ```
    ///
    /// ```markdown clean
    /// The quay was "not built to carry trains" [@harbour]. <!-- briefcheck: allow quote-altered: agreed with the speaker -->
    /// ```
    "directive-malformed", Error
}

pub(super) fn finding(problem: &Problem) -> Finding {
    Finding::new(&RULE, problem.span, problem.message.as_str())
}

/// The rules that an `allow` names and that there are not.
pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let names = cx.briefing.directives.iter().flat_map(|directive| match &directive.kind {
        DirectiveKind::Allow { rules, .. } => rules.as_slice(),
        _ => &[],
    });
    names.filter_map(|(name, span)| renamed(name, *span).or_else(|| unknown(name, *span))).collect()
}

/// A note on a name that a rule had before: it still does what it did.
fn renamed(name: &str, span: Span) -> Option<Finding> {
    let now = super::renamed(name)?;
    let fix =
        Fix { title: format!("Write `{now}`"), safety: Safety::Safe, edits: vec![Edit { span, text: now.to_owned() }] };
    let note = Finding::new(&RULE, span, format!("the rule `{name}` is called `{now}` now")).with_fix(Some(fix));
    Some(Finding { severity: Severity::Hint, is_slight: true, ..note })
}

fn unknown(name: &str, span: Span) -> Option<Finding> {
    if super::find(name).is_some() {
        return None;
    }
    let Some(nearest) = super::nearest(name) else {
        return Some(Finding::new(&RULE, span, format!("`{name}` is no rule")));
    };
    let fix = Fix {
        title: format!("Allow `{}`", nearest.name),
        safety: Safety::Unsafe,
        edits: vec![Edit { span, text: nearest.name.to_owned() }],
    };
    let message = format!("`{name}` is no rule; the nearest is `{}`", nearest.name);
    Some(Finding::new(&RULE, span, message).with_fix(Some(fix)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn an_unknown_rule() {
        let expected = "directive-malformed error: `quote-altred` is no rule; the nearest is `quote-altered`";
        check("directive allow", "No rails. <!-- briefcheck: allow «quote-altred»: so -->", &[expected]);
        check(
            "directive",
            "No rails. <!-- briefcheck: allow «all»: so -->",
            &["directive-malformed error: `all` is no rule"],
        );
    }

    #[test]
    fn an_old_name_is_noted() {
        let text =
            "<!-- briefcheck: allow «claim-negated»: agreed -->\n\nThe quay was built to carry trains [@harbour].";
        check(
            "directive",
            text,
            &["directive-malformed hint: the rule `claim-negated` is called `claim-contradicted` now"],
        );
    }

    #[test]
    fn takes_the_nearest() {
        check_fix(
            "directive",
            "No rails. <!-- briefcheck: allow quote-altred: so -->",
            "Allow `quote-altered`",
            "No rails. <!-- briefcheck: allow quote-altered: so -->",
        );
    }

    #[test]
    fn no_directive() {
        let expected =
            "directive-malformed error: `ignore` is no directive: `allow`, `calc`, `checked`, `off` and `on` are";
        check("directive", "No rails. <!-- briefcheck: «ignore this» -->", &[expected]);
    }

    #[test]
    fn a_misspelled_on() {
        let expected =
            "directive-malformed error: `onn` is no directive: `allow`, `calc`, `checked`, `off` and `on` are";
        check("directive", "<!-- briefcheck: off -->\n\nNo rails.\n\n<!-- briefcheck: «onn» -->\n", &[expected]);
    }
}
