//! CSL-YAML, as pandoc and Quarto take it: a list `references`, as in a front matter.

use briefcheck_engine::markup::front_matter_of_file;

use super::{Entry, Fault, files};

/// Reads a bibliography.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let (said, problems) = front_matter_of_file(text);
    let declared = said.declarations.into_iter().map(|source| Entry {
        key: source.key,
        files: files(&source.path),
        meta: source.meta,
        ..Entry::default()
    });
    let others = said.references.into_iter().map(|reference| Entry {
        key: reference.key,
        meta: reference.meta,
        ..Entry::default()
    });
    let entries: Vec<Entry> = declared.chain(others).collect();
    let mut faults: Vec<Fault> =
        problems.into_iter().map(|problem| Fault { span: problem.span, message: problem.message }).collect();
    if entries.is_empty() && !text.contains("references") && !text.trim().is_empty() {
        let message = "this is no bibliography: CSL-YAML has a list `references`".to_owned();
        faults.splice(.., [Fault { span: Default::default(), message }]);
    }
    (entries, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, keys: &[(&str, &[&str])], faults: &[&str]) {
        let (entries, found) = read(text);
        let read: Vec<_> = entries.iter().map(|entry| (entry.key.as_str(), entry.files.clone())).collect();
        let keys: Vec<_> =
            keys.iter().map(|&(key, files)| (key, files.iter().map(|&file| file.to_owned()).collect())).collect();
        assert_eq!(read, keys, "{text}");
        assert_eq!(found.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>(), faults, "{text}");
    }

    #[test]
    fn references_are_sources() {
        let list = "references:\n- id: quay\n  type: article\n  title: The Quay\n  issued: {date-parts: [[2025,3,2]]}\n  file: a.pdf\n- id: pier\n  title: The Pier\n";
        check(list, &[("quay", &["a.pdf"]), ("pier", &[])], &[]);
        check(&format!("---\n{list}...\n"), &[("quay", &["a.pdf"]), ("pier", &[])], &[]);
        let (entries, _) = read(list);
        assert_eq!(entries[0].meta.title.as_deref(), Some("The Quay"));
        assert_eq!(entries[0].meta.date.as_deref(), Some("2025-03-02"));
    }

    #[test]
    fn what_is_none_says_so() {
        check("references: []\n", &[], &[]);
        check("title: x\n", &[], &["this is no bibliography: CSL-YAML has a list `references`"]);
    }
}
