//! `quote-speaker`

use super::{Context, Finding, phrases};
use crate::verify::{Check, Speakers};

rule! {
    /// A quotation that the claim gives to one speaker and the source to another.
    ///
    /// ## What it does
    ///
    /// Reads whom the claim credits with the words (`Dahl said`, `said Dahl`, `according to Dahl`, `Dahl:`), and who says them in the
    /// source: in the sentence of the quotation, in the turn of a transcript, in the sentences before. It fires where both are known
    /// and neither can be the other. A surname, a title, a short form of a given name, an office that the source gives to the name, and
    /// somebody who speaks for a body are no other speaker. Where the source's speaker can't be told, the quotation is unconfirmed.
    ///
    /// ## Why it matters
    ///
    /// The words are real, and put in the wrong mouth.
    ///
    /// ## Example
    ///
    /// ```text source=press
    /// “The quay was never built to carry trains,” said Mira Dahl, the harbour master. Karl Voss disagreed.
    /// ```
    ///
    /// ```markdown fires
    /// Karl Voss said the quay was "never built to carry trains" [@press].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour master said the quay was "never built to carry trains" [@press].
    /// ```
    "quote-speaker", Warning
}

pub(super) fn finding(cx: &Context<'_>, check: &Check, speakers: &Speakers) -> Finding {
    let claimed = phrases::words(cx, check, speakers.claimed);
    let Some(evidence) = check.evidence.first() else {
        return Finding::of_check(&RULE, check, "another one says this");
    };
    let article = cx.library.article(evidence.source);
    let said = article.and_then(|article| article.text().get(speakers.said.range())).unwrap_or_default();
    let said = phrases::on_one_line(said);
    let message = format!(
        "{} has these words from {}, not from {}",
        phrases::place(cx, evidence),
        phrases::quoted(&said),
        phrases::quoted(claimed)
    );
    let is_one_name = speakers.is_bare && speakers.is_named && !is_described(cx, check, speakers);
    let fix = is_one_name
        .then(|| {
            phrases::put(
                cx,
                check,
                speakers.claimed,
                format!("Name the source's speaker: {}", phrases::quoted(&said)),
                said,
            )
        })
        .flatten();
    let mut finding = Finding::of_check(&RULE, check, message).with_fix(fix);
    // The words are right; who is said to say them is not.
    if let Some(unit) = cx.briefing.units.get(check.unit) {
        finding.span = unit.prose.origin(speakers.claimed);
    }
    finding
}

/// Whether the claim says more of its speaker, in commas after the name: that would be said of the other one.
fn is_described(cx: &Context<'_>, check: &Check, speakers: &Speakers) -> bool {
    let Some(unit) = cx.briefing.units.get(check.unit) else { return true };
    let rest = &unit.prose.text()[speakers.claimed.end..];
    let comma = rest.strip_prefix(',').map(str::trim_start);
    comma.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{applied, check_with, findings};

    const PRESS: (&str, &str) = (
        "press",
        "“The quay was never built to carry trains,” said Mira Dahl, the harbour master.\n\n\
         Karl Voss, who leads the union, called it a lie. The ministry was silent.",
    );

    #[test]
    fn another_one_says_it() {
        let expected = "quote-speaker warning: ¶ 1 of press has these words from “Mira Dahl”, not from “Karl Voss”";
        check_with(&[PRESS], "quote", "«Karl Voss» said it was \"never built to carry trains\" [@press].", &[expected]);
        check_with(
            &[PRESS],
            "quote",
            "It was \"never built to carry trains,\" said «Karl Voss» [@press].",
            &[expected],
        );
        check_with(&[PRESS], "quote", "Dahl said it was \"never built to carry trains\" [@press].", &[]);
    }

    #[test]
    fn nobody_says_a_title() {
        let source = ("music", "“On ‘Tides’ I sang with Ida Brekke,” Nora Fossum said. Karl Voss wrote a review.");
        check_with(&[source], "quote", "Karl Voss said that Brekke sang on \"Tides\" [@music].", &[]);
    }

    #[test]
    fn names_the_sources_speaker() {
        let text = "Karl Voss said it was \"never built to carry trains\" [@press].";
        let found = findings(&[PRESS], text);
        let speaker = found.iter().find(|finding| finding.rule.name == "quote-speaker").unwrap();
        assert_eq!(applied(text, &speaker.fixes[0]), text.replace("Karl Voss", "Mira Dahl"));
        let text = text.replace("Karl Voss", "Karl Voss, the union's head,");
        let found = findings(&[PRESS], &text);
        assert!(found.iter().all(|finding| finding.rule.name != "quote-speaker" || finding.fixes.is_empty()));
    }
}
