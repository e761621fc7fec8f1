//! BibLaTeX.

use std::collections::BTreeSet;

use biblatex::{Bibliography, ChunksExt};
use briefcheck_engine::sources::Meta;
use briefcheck_engine::text::Span;

use super::{Entry, Fault, files, list, some};

/// Reads a bibliography; where it is broken, entry by entry.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Fault>) {
    match Bibliography::parse(text) {
        Ok(bibliography) => (bibliography.iter().map(entry).collect(), Vec::new()),
        Err(_) => read_each(text),
    }
}

/// Reads every entry by itself, with the abbreviations before it.
fn read_each(text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    let mut abbreviations = String::new();
    let mut keys = BTreeSet::new();
    for span in pieces(text) {
        let piece = &text[span];
        if piece.get(.."@string".len()).is_some_and(|start| start.eq_ignore_ascii_case("@string")) {
            abbreviations.push_str(piece);
            continue;
        }
        match Bibliography::parse(&[&abbreviations, piece].concat()) {
            Ok(bibliography) => {
                for read in bibliography.iter() {
                    if keys.insert(read.key.clone()) {
                        entries.push(entry(read));
                    } else {
                        faults.push(Fault {
                            span: first_line(text, span),
                            message: format!("the key `{}` is declared twice", read.key),
                        });
                    }
                }
            }
            Err(error) => {
                let message = if is_open(piece) {
                    "this entry is not closed: a `}` is missing".to_owned()
                } else {
                    format!("this entry can't be read: {}", error.kind)
                };
                faults.push(Fault { span: first_line(text, span), message });
            }
        }
    }
    (entries, faults)
}

/// Whether an entry opens more braces than it closes.
fn is_open(entry: &str) -> bool {
    let count = |brace| entry.bytes().filter(|&byte| byte == brace).count();
    count(b'{') > count(b'}')
}

/// From each line that begins with `@` to the next.
fn pieces(text: &str) -> Vec<Span> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            starts.push(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| Span::new(start, end)).collect()
}

fn first_line(text: &str, span: Span) -> Span {
    let line = text[span].lines().next().map_or(0, |line| line.trim_end().len());
    Span::new(span.start, span.start + line)
}

fn entry(entry: &biblatex::Entry) -> Entry {
    let field = |names: &[&str]| {
        let value = names.iter().find_map(|name| entry.get(name))?;
        some(value.format_verbatim())
    };
    let authors: Vec<String> = entry.author().unwrap_or_default().iter().map(name).collect();
    Entry {
        key: entry.key.clone(),
        files: field(&["file", "files"]).map(|field| files(&field)).unwrap_or_default(),
        meta: Meta {
            title: field(&["title"]),
            author: list(&authors),
            publisher: field(&["publisher", "journaltitle", "journal", "institution", "organization"]),
            date: field(&["date", "year"]),
            url: field(&["url"]),
            accessed: field(&["urldate"]),
            language: field(&["langid", "language"]),
            ..Meta::default()
        },
    }
}

fn name(person: &biblatex::Person) -> String {
    let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_gives_its_file_and_what_is_known() {
        let (entries, faults) = read(
            "@online{quay, author = {van der Meer, Anna and Kell, Tom}, title = {The {Quay}}, date = {2025-03-02},\n\
             organization = {Port Board}, url = {https://example.org/q}, file = {sources/quay.txt}}",
        );
        assert_eq!(faults, []);
        assert_eq!(
            entries,
            [Entry {
                key: "quay".into(),
                files: vec!["sources/quay.txt".into()],
                meta: Meta {
                    title: Some("The Quay".into()),
                    author: Some("Anna van der Meer and Tom Kell".into()),
                    publisher: Some("Port Board".into()),
                    date: Some("2025-03-02".into()),
                    url: Some("https://example.org/q".into()),
                    ..Meta::default()
                },
            }]
        );
    }

    /// Reads a broken bibliography: the keys that are read, and the faults on the words where they stand.
    fn check(text: &str, keys: &[&str], faulty: &[(&str, &str)]) {
        let (entries, faults) = read(text);
        assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), keys);
        let said: Vec<_> = faults.iter().map(|fault| (&text[fault.span], fault.message.as_str())).collect();
        assert_eq!(said, faulty);
    }

    #[test]
    fn a_broken_entry_takes_no_other_with_it() {
        check(
            "@misc{a, file = {a.txt}}\n@misc{b title = {B}}\n@misc{c, file = {c.txt}}\n",
            &["a", "c"],
            &[("@misc{b title = {B}}", "this entry can't be read: expected comma")],
        );
    }

    #[test]
    fn an_unclosed_entry_ends_at_the_next() {
        check(
            "@misc{a, title = {A}\n@misc{b, file = {b.txt}}",
            &["b"],
            &[("@misc{a, title = {A}", "this entry is not closed: a `}` is missing")],
        );
    }

    #[test]
    fn a_key_counts_once() {
        check(
            "@misc{a, title = {A}}\n@misc{a, title = {B}}",
            &["a"],
            &[("@misc{a, title = {B}}", "the key `a` is declared twice")],
        );
    }

    #[test]
    fn abbreviations_hold_in_a_broken_bibliography() {
        let (entries, _) = read("@string{pb = {Port Board}}\n@misc{a, publisher = pb}\n@misc{b");
        assert_eq!(entries[0].meta.publisher.as_deref(), Some("Port Board"));
    }
}
