//! `source-unknown`

use rustc_hash::FxHashMap;

use super::{Context, Edit, Finding, Fix, Safety};
use crate::markup::Citation;
use crate::text;

rule! {
    /// A key that nothing declares.
    ///
    /// ## What it does
    ///
    /// Looks each cited key up in the front matter, the configuration, the bibliographies and the sources folder, where a file is known
    /// by its stem, its name and its path. It fires when none of them has it, and names the keys that are spelled nearly so. Keys
    /// are case-sensitive.
    ///
    /// ## Why it matters
    ///
    /// Nothing that rests on such a citation can be checked, by the checker or by a reader.
    ///
    /// Where one known key alone is a single slip of a letter away (`habrour`), taking it is safe, and `check --fix` does so.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// The quay was never built to carry trains [@habrour].
    /// ```
    ///
    /// ```markdown clean
    /// The quay was never built to carry trains [@harbour].
    /// ```
    "source-unknown", Error
}

/// How many keys are looked through for one that is spelled nearly so: a briefing with more unknown ones lacks its
/// sources, not letters.
const MOST_SUGGESTED: usize = 200;

pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let mut near: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    let mut findings = Vec::new();
    for citation in &cx.briefing.citations {
        let key = citation.key.as_str();
        if cx.library.find(key).is_some() {
            continue;
        }
        let is_sought = near.len() < MOST_SUGGESTED || near.contains_key(key);
        let keys: &[&str] = if is_sought { near.entry(key).or_insert_with(|| nearest(cx, key)) } else { &[] };
        findings.push(finding(citation, keys));
    }
    findings
}

fn finding(citation: &Citation, keys: &[&str]) -> Finding {
    let key = &citation.key;
    let message = match keys {
        [] => format!("no source is called `{key}`"),
        [nearest, ..] => format!("no source is called `{key}`; the nearest is `{nearest}`"),
    };
    let slipped: Vec<&&str> = keys.iter().filter(|known| text::is_slip(key, known)).collect();
    let fixes = keys.iter().map(|key| Fix {
        title: format!("Cite @{key}"),
        safety: if slipped == [key] { Safety::Safe } else { Safety::Unsafe },
        edits: vec![Edit { span: citation.key_span, text: (*key).to_owned() }],
    });
    let mut finding = Finding::new(&RULE, citation.key_span, message);
    finding.fixes.extend(fixes);
    finding
}

fn nearest<'a>(cx: &Context<'a>, key: &str) -> Vec<&'a str> {
    text::nearest(key, cx.library.sources().map(|(_, source)| source.key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::Safety;
    use crate::rules::testing::{check, check_fix, check_with, findings};

    #[test]
    fn names_the_nearest() {
        let expected = "source-unknown error: no source is called `habrour`; the nearest is `harbour`";
        check("source", "The quay has no rails [@«habrour», p. 3].", &[expected]);
        let title = "Cite @harbour";
        check_fix(
            "source",
            "The quay has no rails [@habrour, p. 3].",
            title,
            "The quay has no rails [@harbour, p. 3].",
        );
    }

    /// Whether the first fix may be applied unseen.
    fn check_safe(known: &[&str], written: &str, expected: bool) {
        let sources: Vec<(&str, &str)> = known.iter().map(|key| (*key, "The quay has no rails.")).collect();
        let found = findings(&sources, &format!("The quay has no rails [@{written}]."));
        let unknown = found.iter().find(|finding| finding.rule == &RULE).unwrap();
        assert_eq!(unknown.fixes[0].safety == Safety::Safe, expected, "{written}");
    }

    #[test]
    fn one_slip_of_a_letter_is_mended_unseen() {
        check_safe(&["harbour", "ledger"], "habrour", true);
        check_safe(&["harbour", "ledger"], "harbor", true);
        check_safe(&["harbour"], "habor", false);
        check_safe(&["smith2021"], "smith2012", false);
        check_safe(&["smith2021a"], "smith2021b", false);
        check_safe(&["ledger", "ledges"], "ledgex", false);
    }

    #[test]
    fn nothing_is_near() {
        check("source", "The quay has no rails [@«press»].", &["source-unknown error: no source is called `press`"]);
    }

    #[test]
    fn every_place_is_told() {
        let unknown = "source-unknown error: no source is called `press`";
        check("source", "It has no rails [@«press»; @harbour].\n\nNor has it [@«press»].", &[unknown, unknown]);
    }

    #[test]
    fn keys_files_and_paths_are_known() {
        check("source", "It has no rails [@harbour]. Nor has it [@harbour.txt].", &[]);
    }

    #[test]
    fn without_any_source() {
        check_with(
            &[],
            "source",
            "It has no rails [@«press»].",
            &["source-unknown error: no source is called `press`"],
        );
    }
}
