//! `source-unused`

use rustc_hash::FxHashSet;

use super::{Edit, Finding, Fix, Safety};
use crate::markup::Declaration;
use crate::sources::{Library, SourceId};

rule! {
    /// A source that the front matter declares and the document never cites.
    ///
    /// ## What it does
    ///
    /// Fires for each entry of the front matter's `sources` whose key, file name and path are cited nowhere in the document, unchecked
    /// stretches included.
    ///
    /// ## Why it matters
    ///
    /// Either a citation is missing, or the list names what the document does not rest on.
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
    ///   harbour: harbour.txt
    ///   ledger: ledger.txt
    /// ---
    ///
    /// The quay was never built to carry trains [@harbour].
    /// ```
    ///
    /// ```markdown clean
    /// ---
    /// sources:
    ///   harbour: harbour.txt
    /// ---
    ///
    /// The quay was never built to carry trains [@harbour].
    /// ```
    "source-unused", Info
}

/// The findings in a document that declares sources and cites `keys`, of the library that these are looked up in.
pub(super) fn findings<'a>(
    declarations: &[Declaration],
    keys: impl Iterator<Item = &'a str>,
    library: &Library,
) -> Vec<Finding> {
    if declarations.is_empty() {
        return Vec::new();
    }
    let keys: FxHashSet<&str> = keys.collect();
    let sources: FxHashSet<SourceId> = keys.iter().filter_map(|key| library.find(key)).collect();
    let is_cited = |key: &str| keys.contains(key) || library.find(key).is_some_and(|source| sources.contains(&source));
    let mut seen = FxHashSet::default();
    let unused =
        declarations.iter().filter(|declaration| seen.insert(declaration.key.as_str()) && !is_cited(&declaration.key));
    unused.map(finding).collect()
}

fn finding(declaration: &Declaration) -> Finding {
    let key = &declaration.key;
    // Unsafe: whoever declares a source first and cites it next would see it vanish on saving.
    let fix = Fix {
        title: format!("Remove `{key}`"),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: declaration.span, text: String::new() }],
    };
    let message = format!("`{key}` is declared and never cited");
    Finding::new(&RULE, declaration.key_span, message).with_fix(Some(fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn never_cited() {
        let text = "---\nsources:\n  port: harbour.txt\n  «book»: ledger.txt\n---\n\nNo rails [@port].";
        check("source", text, &["source-unused info: `book` is declared and never cited"]);
    }

    #[test]
    fn takes_the_entry_out() {
        let text = "---\nsources:\n  book:\n    path: ledger.txt\n    title: A book\n  port: harbour.txt\n---\n\nNo rails [@port].";
        check_fix("source", text, "Remove `book`", "---\nsources:\n  port: harbour.txt\n---\n\nNo rails [@port].");
    }

    #[test]
    fn cited_by_a_mention_or_unchecked_is_cited() {
        let head = "---\nsources:\n  port: harbour.txt\n---\n\n";
        check("source", &format!("{head}No rails [cf. @port]."), &[]);
        check("source", &format!("{head}<!-- briefcheck: off -->\n\nNo rails [@port].\n"), &[]);
    }
}
