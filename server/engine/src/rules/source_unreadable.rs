//! `source-unreadable`

use rustc_hash::FxHashSet;

use super::{Context, Finding, Severity, phrases};
use crate::markup::Bibliography;
use crate::sources::{Library, Unlisted};

rule! {
    /// A source that can't be read.
    ///
    /// ## What it does
    ///
    /// Fires when the file of a declared or cited source is missing, is of a format without text, is over the size limit or lies outside the workspace:
    /// once a briefing, where it declares the source, else where it first cites it. What rests on such a source is counted as
    /// unverifiable and not flagged. A warning names what of a file could not be read: scanned pages of a PDF, say. A bibliography
    /// that the front matter names is told of in the same way.
    ///
    /// ## Why it matters
    ///
    /// Nothing that rests on it is checked.
    ///
    /// ## Example
    ///
    /// ```text source=harbour
    /// The harbour master said that the quay was never built to carry trains.
    /// ```
    ///
    /// ```markdown fires
    /// ---
    /// sources:
    ///   ledger: old/ledger-q3.txt
    /// ---
    ///
    /// Revenue fell by a third [@ledger].
    /// ```
    ///
    /// ```markdown clean
    /// ---
    /// sources:
    ///   port: harbour.txt
    /// ---
    ///
    /// The quay was never built to carry trains [@port].
    /// ```
    "source-unreadable", Error
}

/// What of the bibliographies can't be read, where the front matter names them.
pub(super) fn of_bibliographies(named: &[Bibliography], library: &Library) -> Vec<Finding> {
    let finding = |unlisted: &Unlisted| {
        let mut finding = Finding::new(&RULE, named.get(unlisted.number)?.span, unlisted.message.as_str());
        if !unlisted.is_all {
            finding.severity = Severity::Warning;
            finding.is_slight = true;
        }
        Some(finding)
    };
    library.unlisted().iter().filter_map(finding).collect()
}

pub(super) fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let declared =
        cx.briefing.front_matter.declarations.iter().map(|declaration| (&declaration.key, declaration.path_span));
    let cited = cx.briefing.citations.iter().map(|citation| (&citation.key, citation.key_span));
    let mut seen = FxHashSet::default();
    let mut findings = Vec::new();
    for (key, span) in declared.chain(cited) {
        let Some(id) = cx.library.find(key) else { continue };
        if !seen.insert(id) {
            continue;
        }
        if let Err(why) = &cx.library.source(id).article {
            findings.push(Finding::new(&RULE, span, format!("`{}` can't be read: {}", phrases::key(cx, id), why.0)));
        }
        // What can be read is checked; that there is more is told all the same.
        let faults = cx.library.article(id).map_or(&[][..], |article| article.faults());
        for fault in faults {
            let path = &cx.library.source(id).path;
            let mut finding = Finding::new(&RULE, span, format!("`{path}` {fault}"));
            finding.severity = Severity::Warning;
            finding.is_slight = true;
            findings.push(finding);
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const WHY: &str = "source-unreadable error: `press` can't be read: there is no such file";

    #[test]
    fn where_it_is_declared() {
        check("source", "---\nsources:\n  press: «gone.txt»\n---\n\nNo rails [@press]. None [@press].", &[WHY]);
    }

    #[test]
    fn what_rests_on_it_is_not_flagged() {
        let text = "---\nsources:\n  press: «gone.txt»\n---\n\nIt has \"no rails at all\" and 730 cranes [@press].";
        check("source quote figure name claim", text, &[WHY]);
    }
}
