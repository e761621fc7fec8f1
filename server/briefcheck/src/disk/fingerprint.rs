//! What a finding is called by, run after run.

use std::collections::BTreeMap;

use briefcheck_desk::Report;
use briefcheck_engine::rules::{self, Finding};
use briefcheck_engine::sources::Fingerprint;
use briefcheck_engine::text::words;

/// How many hexadecimal digits a fingerprint has: enough for any number of findings that people could look at.
const DIGITS: usize = 32;

/// A fingerprint for each finding of a briefing, in their order; `file` is the briefing's path for people.
///
/// It is made of the rule, the file, the words of the item as they are folded, the keys that it is cited from, and how often
/// the same stood before. So it stays when lines move, when the text around is written anew, and when marks or capital
/// letters change; and no two findings share one.
pub fn fingerprints(briefing: &Report, file: &str) -> Vec<String> {
    named(briefing, file, |rule| rule)
}

/// The same as they were when some rules had other names: what an old baseline knows them by.
pub fn old_fingerprints(briefing: &Report, file: &str) -> Vec<String> {
    named(briefing, file, |rule| rules::old_name(rule).unwrap_or(rule))
}

fn named(briefing: &Report, file: &str, rule: fn(&'static str) -> &'static str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let fingerprint = |found: &Finding| {
        let name = name(briefing, found, file, rule(found.rule.name));
        let before = seen.entry(name.clone()).or_default();
        let hash = Fingerprint::of(format!("{name}\0{before}").as_bytes()).to_string();
        *before += 1;
        hash[..DIGITS].to_owned()
    };
    briefing.findings.iter().map(fingerprint).collect()
}

/// What tells a finding from those of other rules, items and sources.
fn name(briefing: &Report, found: &Finding, file: &str, rule: &str) -> String {
    let text = &briefing.text[found.span];
    let folded: Vec<String> = words(text).into_iter().map(|(_, word)| word).collect();
    let item = if folded.is_empty() { text.trim().to_owned() } else { folded.join(" ") };
    let check = found.check.and_then(|check| briefing.checks.get(check));
    let keys =
        check.map_or(&[][..], |check| &check.searched).iter().map(|&id| briefing.library.source(id).key.as_str());
    let mut keys: Vec<&str> = keys.collect();
    keys.sort_unstable();
    [rule, file, &item, &keys.join(" ")].join("\0")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use briefcheck_engine::rules::find;
    use briefcheck_engine::text::Span;

    use super::*;

    /// The fingerprints of a rule's findings on these words, wherever they stand in a text.
    fn of(file: &str, rule: &str, text: &str, words: &str) -> Vec<String> {
        let spans = text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len()));
        let found = spans.map(|span| Finding::new(find(rule).unwrap(), span, ""));
        let mut report = Report::empty(Path::new("/a").into(), "/".into(), text.into());
        report.findings = found.collect();
        let fingerprints = fingerprints(&report, file);
        assert!(!fingerprints.is_empty(), "{words:?} is not in {text:?}");
        fingerprints
    }

    #[test]
    fn it_stays_when_the_text_around_changes() {
        let before = of("a", "figure-not-found", "It had 836 notes.", "836 notes");
        assert_eq!(before, of("a", "figure-not-found", "# New\n\nOver the year, they sent 836\nnotes.", "836\nnotes"));
        assert_eq!(before, of("a", "figure-not-found", "*836* Notes", "*836* Notes"));
    }

    #[test]
    fn it_is_another_for_another_item_rule_or_file() {
        let known = of("a", "figure-not-found", "836 notes, 837 notes", "836 notes");
        assert_ne!(known, of("a", "figure-not-found", "836 notes, 837 notes", "837 notes"));
        assert_ne!(known, of("a", "figure-mismatch", "836 notes", "836 notes"));
        assert_ne!(known, of("b", "figure-not-found", "836 notes", "836 notes"));
    }

    #[test]
    fn the_same_item_twice_has_two() {
        let one = of("a", "figure-not-found", "836 notes.", "836 notes");
        let two = of("a", "figure-not-found", "836 notes. Again 836 notes.", "836 notes");
        assert_eq!(two[0], one[0]);
        assert_ne!(two[0], two[1]);
    }

    #[test]
    fn an_item_without_words_has_its_signs() {
        assert_ne!(of("a", "citation-malformed", "[@]", "[@]"), of("a", "citation-malformed", "[@;]", "[@;]"));
    }
}
