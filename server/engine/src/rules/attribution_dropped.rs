//! `attribution-dropped`

use super::{Context, Edit, Finding, Fix, Safety, phrases};
use crate::text::{Span, is_function_word};
use crate::verify::Check;

rule! {
    /// A fact in the briefing that the source only reports as somebody's words.
    ///
    /// ## What it does
    ///
    /// Fires when the passage that supports a claim attributes it (`says`, `claims`, `reportedly`, `according to`) and the claim
    /// attributes it to nobody.
    ///
    /// ## Why it matters
    ///
    /// Who says so is part of what is said, above all where others deny it.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// According to Mira Dahl, the dredging of the northern channel has stopped for good.
    /// ```
    ///
    /// ```markdown fires
    /// The dredging of the northern channel has stopped for good [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The dredging of the northern channel has stopped for good, according to Mira Dahl [@harbour].
    /// ```
    "attribution-dropped", Info
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, words: Span) -> Finding {
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, "the source reports this as somebody's words");
    };
    let source = cx.library.article(evidence.source).map_or("", |article| article.text());
    let words = phrases::on_one_line(source.get(words.range()).unwrap_or_default());
    let message = format!(
        "{} has this with {}; the claim says it as a fact",
        phrases::place(cx, evidence),
        phrases::quoted(&words)
    );
    Finding::of_check(&RULE, check, message).with_fix(attribute(cx, check, &words))
}

/// Puts the source's attribution behind the claim's last word, where it says by itself whose words they are.
fn attribute(cx: &Context<'_>, check: &Check, words: &str) -> Option<Fix> {
    // “He said” would name nobody: who that is stands in the source only.
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    let names_somebody = words.starts_with(char::is_uppercase) && !is_function_word(&first);
    let is_whole = words.to_lowercase().starts_with("according to ") || names_somebody;
    let claim = cx.briefing.units.get(check.unit)?.prose.text();
    let end = claim.trim_end().trim_end_matches(['.', '!', '?']).trim_end().len();
    if !is_whole || !words.contains(' ') || !check.prose.contains(Span::empty(end)) {
        return None;
    }
    let last = claim[..end].chars().next_back()?.len_utf8();
    let at = cx.briefing.units.get(check.unit)?.prose.origin(Span::new(end - last, end)).end;
    let words = match words.strip_prefix("According") {
        Some(rest) => format!("according{rest}"),
        None => words.to_owned(),
    };
    Some(Fix {
        title: format!("Add the attribution: {}", phrases::quoted(&words)),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: Span::empty(at), text: format!(", {words}") }],
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{HARBOUR, check_verdict, check_verdict_fix, findings, span_in};
    use crate::verify::{ClaimFault, Verdict};

    const EVIDENCE: &[(&str, &str)] = &[("harbour", "the quay was never built")];

    fn verdict(words: &str) -> Verdict {
        Verdict::Claim(ClaimFault::AttributionDropped { words: span_in(HARBOUR.1, words) })
    }

    #[test]
    fn says_whose_words_they_are() {
        let text = "«The quay was never built for trains» [@harbour].";
        let expected = "attribution-dropped info: ¶ 2 of harbour has this with “According to Mira Dahlgren”; \
                        the claim says it as a fact";
        check_verdict(text, verdict("According to Mira Dahlgren"), EVIDENCE, expected);
    }

    #[test]
    fn adds_the_attribution() {
        let title = "Add the attribution: “according to Mira Dahlgren”";
        for (text, expected) in [
            ("«The quay has no rails» [@harbour].", "The quay has no rails, according to Mira Dahlgren [@harbour]."),
            ("«The quay has no rails.» [@harbour]", "The quay has no rails, according to Mira Dahlgren. [@harbour]"),
        ] {
            check_verdict_fix(text, verdict("According to Mira Dahlgren"), EVIDENCE, title, expected);
        }
    }

    #[test]
    fn a_pronoun_names_nobody() {
        let source = ("press", "Mira Dahl spoke to the press. She said the quay has no rails.");
        for finding in findings(&[source], "The quay has no rails [@press].") {
            assert_eq!(finding.fixes, [], "{}", finding.message);
        }
    }

    #[test]
    fn a_verb_alone_names_nobody() {
        let text = "«The quay has no rails» [@harbour].";
        let (_, finding) = crate::rules::testing::of_verdict(text, verdict("According"), EVIDENCE);
        assert_eq!(finding.fixes, []);
    }
}
