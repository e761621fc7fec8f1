//! BibLaTeX.

use biblatex::{Bibliography, ChunksExt, Pair, RawBibliography, RawChunk, RawEntry, Spanned};
use briefcheck_engine::sources::Meta;

use super::bounded::Bounded;
use super::{Entry, Fault, entries, files, list, some};

/// Reads a bibliography, entry by entry: a fault costs no more than what it stands in.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let written = entries::read(text);
    let mut faults = written.faults;
    let (mut bounded, more) = Bounded::new(written.entries, written.abbreviations, text.len());
    faults.extend(more);
    let mut entries: Vec<Entry> = Vec::with_capacity(bounded.len());
    for number in 0..bounded.len() {
        let mut read = bounded.with(number, Bibliography::from_raw);
        if read.is_err() {
            faults.extend(bounded.mend(number));
            read = bounded.with(number, Bibliography::from_raw);
        }
        let (key, span, aliases) = bounded.known_as(number);
        let known = match read {
            Ok(bibliography) => bibliography.iter().next().map(entry).unwrap_or_default(),
            Err(error) => {
                let message = format!("the fields of `{key}` can't be read: {}", error.kind);
                faults.push(Fault { span, message });
                Entry::default()
            }
        };
        let files = bounded.file(number).map(files).unwrap_or_default();
        entries.push(Entry { key: key.to_owned(), aliases, files, ..known });
    }
    inherit_files(&mut entries, &bounded);
    faults.sort_by_key(|fault| fault.span.start);
    (entries, faults)
}

/// A part that carries no file is in the file of what it is a part of.
fn inherit_files(entries: &mut [Entry], bounded: &Bounded<'_>) {
    let without: Vec<usize> = (0..entries.len()).filter(|&number| entries[number].files.is_empty()).collect();
    for number in without {
        let file = bounded.members(number).into_iter().filter_map(|member| entries.get(member));
        let files = file.map(|entry| &entry.files).find(|files| !files.is_empty()).cloned();
        entries[number].files = files.unwrap_or_default();
    }
}

fn entry(entry: &biblatex::Entry) -> Entry {
    let field = |names: &[&str]| {
        let value = names.iter().find_map(|name| entry.get(name))?;
        some(value.format_verbatim())
    };
    let authors: Vec<String> = entry.author().unwrap_or_default().iter().map(name).collect();
    Entry {
        key: entry.key.clone(),
        aliases: Vec::new(),
        files: Vec::new(),
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

/// What commands in a text make of it: `caf{\'e}` is `café`. `None` if they can't be read.
pub(super) fn shown(text: &str) -> Option<String> {
    fn alone<T>(value: T) -> Spanned<T> {
        Spanned::new(value, 0..0)
    }
    let field = Pair::new(alone("title"), alone(vec![alone(RawChunk::Normal(text))]));
    let entry = RawEntry { key: alone("k"), kind: alone("misc"), fields: vec![field] };
    let raw = RawBibliography { preamble: String::new(), entries: vec![alone(entry)], abbreviations: Vec::new() };
    let read = Bibliography::from_raw(raw).ok()?;
    Some(read.iter().next()?.get("title")?.format_verbatim())
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
                aliases: vec![],
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
            &["a", "b", "c"],
            &[("@misc{b title = {B}}", "a comma is missing in this entry")],
        );
    }

    #[test]
    fn an_unclosed_entry_ends_at_the_next() {
        check(
            "@misc{a, title = {A}\n@misc{b, file = {b.txt}}",
            &["a", "b"],
            &[("@misc{a, title = {A}", "this entry is not closed: a `}` is missing")],
        );
    }

    #[test]
    fn a_field_that_nothing_asks_for_costs_nothing() {
        for field in [
            "abstract = {It cost $900 more},",
            "abstract = \"a {\"}b{\"} c\",",
            "abstract = {a \\{ b},",
            "month = october,",
            "month = oct # \"~2\",",
            "note = {See @fig-x} % ask\n,",
            "annotation = {x\n  @ y, C:\\},",
        ] {
            let text = format!("@article{{a,\n  {field}\n  title = {{The Quay}},\n  file = {{a.txt}}\n}}\n@misc{{b}}");
            check(&text, &["a", "b"], &[]);
            let (entries, _) = read(&text);
            assert_eq!(entries[0].files, ["a.txt"], "{text}");
            assert_eq!(entries[0].meta.title.as_deref(), Some("The Quay"), "{text}");
        }
    }

    #[test]
    fn a_field_that_is_broken_is_read_as_it_stands() {
        let (entries, faults) = read("@misc{a, title = {It cost $900 {More}}, publisher = ACM, file = {a.txt}}");
        assert_eq!(entries[0].meta.title.as_deref(), Some("It cost 900 More"));
        assert_eq!(entries[0].meta.publisher.as_deref(), Some("ACM"));
        assert_eq!(entries[0].files, ["a.txt"]);
        assert_eq!(faults[0].message, "`a` uses the unknown abbreviation \"ACM\": it is read as a word");
    }

    #[test]
    fn an_entry_can_stand_in_parentheses() {
        let text = "@string(p = {Port})\n@article(a, title = p # { (A)}, file = \"a.txt\")\n@misc{b} @misc{c}";
        check(text, &["a", "b", "c"], &[]);
        assert_eq!(read(text).0[0].meta.title.as_deref(), Some("Port (A)"));
    }

    #[test]
    fn a_part_has_the_file_of_the_whole() {
        let (entries, _) = read("@inbook{a, crossref = {b}}\n@book{b, ids = {k, l}, file = {b.txt}}");
        assert_eq!(entries[0].files, ["b.txt"]);
        assert_eq!(entries[1].aliases, ["k", "l"]);
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

    /// What comes of a file: the titles by key, and the faults.
    fn titles(text: &str) -> (Vec<(String, Option<String>)>, Vec<String>) {
        let (entries, faults) = read(text);
        let entries = entries.into_iter().map(|entry| (entry.key, entry.meta.title)).collect();
        (entries, faults.into_iter().map(|fault| fault.message).collect())
    }

    /// A fault in a file takes no other entry with it: `ok` is read as ever.
    fn hostile(text: &str, fault: &str) {
        let text = format!("{text}\n@misc{{ok, title = {{Fine}}}}\n");
        // Nothing recurses with the file: the smallest stack of any system is enough.
        let read = std::thread::Builder::new().stack_size(256 << 10).spawn(move || titles(&text)).unwrap();
        let (entries, faults) = read.join().unwrap();
        assert_eq!(entries.last().unwrap(), &("ok".to_owned(), Some("Fine".to_owned())));
        assert_eq!(faults.len(), 1, "{:.1000}", faults.join("\n"));
        assert!(faults[0].contains(fault), "{:.1000}", faults[0]);
    }

    #[test]
    fn a_circle_is_one_fault() {
        hostile("@misc{x, crossref = {x}}", "`x` takes its fields from itself");
        hostile("@xdata{x, xdata = {x}}", "`x` takes its fields from itself");
        hostile("@misc{a, crossref = {b}}\n@misc{b, crossref = {a}}", "takes its fields from itself");
        hostile("@string{a = a # a}\n@misc{m, title = a}", "unknown abbreviation \"a\"");
        let list = vec!["x"; 20_000].join(",");
        hostile(&format!("@xdata{{x, xdata = {{{list}}}}}"), "`x` takes its fields from itself");
    }

    #[test]
    fn an_abbreviation_that_grows_and_grows_is_left_out() {
        let laughs: String = (1..60).map(|n| format!("@string{{a{n} = a{0} # a{0}}}\n", n - 1)).collect();
        hostile(&format!("@string{{a0 = \"ha\"}}\n{laughs}@misc{{m, title = a59}}"), "is too long, and is left out");
    }

    #[test]
    fn deep_braces_are_left_out() {
        let (open, close) = ("{".repeat(100_000), "}".repeat(100_000));
        hostile(&format!("@misc{{m, title = {open}x{close}}}"), "`title` of `m` is nested too deeply");
        let (open, close) = ("\\emph{".repeat(100_000), "}".repeat(100_000));
        hostile(&format!("@misc{{m, title = {{{open}x{close}}}}}"), "`title` of `m` is nested too deeply");
    }

    #[test]
    fn references_over_many_steps_are_left_out() {
        let chain: String = (0..20_000).map(|n| format!("@misc{{m{n}, crossref = {{m{}}}}}\n", n + 1)).collect();
        hostile(&chain, "refers to others over too many steps");
        let laughs: String = (0..4)
            .map(|n| {
                let list = vec![format!("x{}", n + 1); 30].join(",");
                format!("@xdata{{x{n}, xdata = {{{list}}}}}\n")
            })
            .collect();
        hostile(&format!("{laughs}@xdata{{x4, note = {{n}}}}"), "too much for this file");
    }

    #[test]
    fn what_many_entries_take_is_in_proportion_to_the_file() {
        let long = "word ".repeat(10_000);
        let many: String = (0..20_000).map(|n| format!("@misc{{m{n}, title = long # long}}\n")).collect();
        hostile(&format!("@string{{long = \"{long}\"}}\n{many}"), "too much for this file");
        let many: String = (0..20_000).map(|n| format!("@inbook{{m{n}, crossref = {{p}}}}\n")).collect();
        hostile(&format!("@book{{p, title = {{{long}{long}}}}}\n{many}"), "too much for this file");
        let joined = vec!["\"x\""; 100_000].join(" # ");
        hostile(&format!("@misc{{m, title = {joined}}}"), "too much for this file");
        hostile(&format!("@misc{{m, title = {{{{{}}}}}}}", "{}".repeat(100_000)), "too much for this file");
    }

    #[test]
    fn an_entry_takes_what_it_lacks_from_those_it_refers_to() {
        let (entries, faults) = read(
            "@inproceedings{talk, title = {The Talk}, crossref = {all}, xdata = {board}}\n\
             @proceedings{all, title = {All}, date = {2025}, ids = {k1, old}}\n\
             @xdata{board, publisher = pb # \" of Vell\"}\n@string{pb = {Port Board}}",
        );
        assert_eq!(faults, []);
        assert_eq!(entries[0].meta.title.as_deref(), Some("The Talk"));
        assert_eq!(entries[0].meta.date.as_deref(), Some("2025"));
        assert_eq!(entries[0].meta.publisher.as_deref(), Some("Port Board of Vell"));
        assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["talk", "all", "board"]);
    }
}
