//! `source-changed`

use super::{Finding, phrases};
use crate::text::Span;

rule! {
    /// A passage that a claim rests on, and that is no longer what the lock file recorded.
    ///
    /// ## What it does
    ///
    /// Holds the passages that `briefcheck lock` recorded against the sources as they are now. It fires when one of them is no longer
    /// in its source as it was. An edit elsewhere in the source is none.
    ///
    /// ## Why it matters
    ///
    /// Web pages and reports are edited after they were read: what was true to the source may be so no more.
    ///
    /// ## Example
    ///
    /// The lock file recorded the passage "was never built to carry trains" for this claim:
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was not built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was never built to carry trains [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// The harbour master spoke of the quay [@harbour].
    /// ```
    "source-changed", Warning, Workspace
}

/// How many words are shown on either side of those that differ.
const AROUND: usize = 4;

/// The finding for a claim, at `span` of the briefing, whose source `key` has the passage `recorded` no longer; `now` is
/// the place and the words that the claim would rest on now. The one who holds the lock file makes it.
pub fn finding(span: Span, key: &str, recorded: &str, now: Option<(&str, &str)>) -> Finding {
    let message = match now {
        Some((place, now)) => {
            let (then, now) = differing(recorded, now);
            format!("{place} of {key} is not what the lock file recorded for this: {then} then, {now} now")
        }
        None => format!(
            "{key} no longer has the passage that the lock file recorded for this: {}",
            phrases::quoted(recorded)
        ),
    };
    Finding::new(&RULE, span, message)
}

/// The words that differ between two passages, with a few around them, each in quotation marks.
fn differing(then: &str, now: &str) -> (String, String) {
    let (then, now): (Vec<&str>, Vec<&str>) = (then.split_whitespace().collect(), now.split_whitespace().collect());
    let head = then.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let tail = then[head..].iter().rev().zip(now[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let shown = |words: &[&str]| {
        let (start, end) = (head.saturating_sub(AROUND), (words.len() - tail + AROUND).min(words.len()));
        let open = if start > 0 { "… " } else { "" };
        let close = if end < words.len() { " …" } else { "" };
        phrases::quoted(&format!("{open}{}{close}", words[start..end].join(" ")))
    };
    (shown(&then), shown(&now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(now: Option<(&str, &str)>, expected: &str) {
        let recorded = "The harbour master said that the quay was never built to\ncarry trains, nor lorries.";
        let finding = finding(Span::new(3, 9), "harbour", recorded, now);
        assert_eq!(
            (finding.rule.name, finding.span, finding.message.as_str()),
            ("source-changed", Span::new(3, 9), expected)
        );
    }

    #[test]
    fn says_what_was_recorded() {
        let expected = "harbour no longer has the passage that the lock file recorded for this: \
                        “The harbour master said that the quay was never built to carry trains, nor lorries.”";
        check(None, expected);
    }

    #[test]
    fn says_what_is_there_now() {
        let now = "The harbour master said that the quay was not built to carry trains, nor lorries.";
        let expected = "¶ 2 of harbour is not what the lock file recorded for this: \
                        “… that the quay was never built to carry trains, …” then, \
                        “… that the quay was not built to carry trains, …” now";
        check(Some(("¶ 2", now)), expected);
        check(Some(("p. 3", now)), &expected.replace("¶ 2", "p. 3"));
    }
}
