//! `source-redeclared`

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, Finding, Severity};
use crate::markup::Declaration;
use crate::text::Lines;

rule! {
    /// A key that the front matter declares twice, or that two files have by their names.
    ///
    /// ## What it does
    ///
    /// Fires at each declaration of a key after the first, which is the one that holds. A front matter that declares anew what the
    /// configuration or a bibliography declares is none: the nearer one wins. Where two files of the sources folder have the name that
    /// is cited as a key, a warning stands at its first citation and names both, unless one is the text of the other, as `report.txt`
    /// is that of `report.pdf`, or both are that of a third.
    ///
    /// ## Why it matters
    ///
    /// Which of two files stands behind a citation must not depend on the order of a list.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```text source=ledger
    /// Revenue fell by a third in the quarter.
    /// ```
    ///
    /// ```markdown fires
    /// ---
    /// sources:
    ///   - {id: port, path: harbour.txt}
    ///   - {id: port, path: ledger.txt}
    /// ---
    ///
    /// The quay was never built to carry trains [@port].
    /// ```
    ///
    /// ```markdown clean
    /// ---
    /// sources:
    ///   - {id: port, path: harbour.txt}
    ///   - {id: ledger, path: ledger.txt}
    /// ---
    ///
    /// The quay was never built to carry trains [@port], and revenue fell by a third [@ledger].
    /// ```
    "source-redeclared", Error
}

pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let mut findings = rivals(cx);
    let declarations = &cx.briefing.front_matter.declarations;
    if declarations.is_empty() {
        return findings;
    }
    let lines = Lines::new(&cx.briefing.text);
    let mut firsts: FxHashMap<&str, &Declaration> = FxHashMap::default();
    for declaration in declarations {
        match firsts.entry(&declaration.key) {
            Entry::Vacant(entry) => {
                entry.insert(declaration);
            }
            Entry::Occupied(first) => {
                let line = lines.line(first.get().key_span.start) + 1;
                let message = format!("`{}` is declared in line {line} already, and that one holds", declaration.key);
                findings.push(Finding::new(&RULE, declaration.key_span, message));
            }
        }
    }
    findings
}

/// Where a key is first cited that two files have by their name.
fn rivals(cx: &Context<'_>) -> Vec<Finding> {
    let mut seen = FxHashSet::default();
    let mut findings = Vec::new();
    for citation in &cx.briefing.citations {
        let Some(id) = cx.library.find(&citation.key).filter(|&id| cx.library.source(id).key == citation.key) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        findings.extend(cx.library.rival_of_another_text(id).map(|other| {
            let (read, other) = (&cx.library.source(id).path, &cx.library.source(other).path);
            let message = format!(
                "two sources have the key `{}`: `{read}`, which is read, and `{other}`, which says something else; \
                 cite one by its file's name",
                citation.key
            );
            let mut finding = Finding::new(&RULE, citation.key_span, message);
            finding.severity = Severity::Warning;
            finding.is_slight = true;
            finding
        }));
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn says_where_the_first_is() {
        let text = "---\nsources:\n  - {id: port, path: harbour.txt}\n  - {id: «port», path: ledger.txt}\n---\n\nNo rails [@port].";
        check("source", text, &["source-redeclared error: `port` is declared in line 3 already, and that one holds"]);
    }

    #[test]
    fn one_file_may_have_two_keys() {
        let text = "---\nsources:\n  port: harbour.txt\n  quay: harbour.txt\n---\n\nNo rails [@port]. None [@quay].";
        check("source", text, &[]);
    }
}
