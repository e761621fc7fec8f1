//! Bibliographies: entries that carry a file are sources.

mod biblatex;
mod csl;

use std::path::{Path, PathBuf};

use briefcheck_engine::sources::Meta;
use briefcheck_engine::text::Span;

use super::config::Declared;
use super::{Failure, Files, Place, guarded};

/// An entry of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    key: String,
    /// The files that it carries, as written, the likeliest first.
    files: Vec<String>,
    meta: Meta,
}

/// An entry that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    span: Span,
    message: String,
}

/// Reads a bibliography, BibLaTeX or CSL-JSON: the sources that it declares, and what could not be read. An entry that
/// can't be read takes none of the others with it.
pub fn read(path: &Path, name: &str, files: &Files) -> (Vec<Declared>, Vec<Failure>) {
    let text = match files.text(path, name) {
        Ok(text) => text,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let parse = if is_json { csl::read } else { biblatex::read };
    let (entries, faults) = match guarded(&format!("reading `{name}`"), || parse(&text)) {
        Ok(read) => read,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let base: PathBuf = path.parent().unwrap_or(path).to_owned();
    let declared = |entry: Entry| {
        let path = entry.files.into_iter().next()?;
        Some(Declared { key: entry.key, path, base: base.clone(), meta: entry.meta })
    };
    let failure = |fault: Fault| Failure {
        message: fault.message,
        help: Some("the other entries are read; mend this one, or take it out".to_owned()),
        place: Some(Place { path: path.to_owned(), text: text.clone(), span: fault.span }),
    };
    (entries.into_iter().filter_map(declared).collect(), faults.into_iter().map(failure).collect())
}

/// The paths in a `file` field, the likeliest first: `path`, or as reference managers write it,
/// `title:path:type;title:path:type`, where a backslash keeps the next mark.
fn files(field: &str) -> Vec<String> {
    let mut paths: Vec<(bool, String)> = split(field, ';')
        .into_iter()
        .filter_map(|attachment| {
            let parts = split(attachment, ':');
            let (path, kind) = match parts[..] {
                [path] => (path, ""),
                [drive, path] if drive.trim().len() == 1 && path.starts_with(['\\', '/']) => (attachment, ""),
                [_, path] => (path, ""),
                [_, path, kind, ..] => (path, kind),
                [] => return None,
            };
            let path = unescaped(path.trim());
            (!path.is_empty()).then(|| (!kind.trim().starts_with("text/"), path))
        })
        .collect();
    paths.sort_by_key(|&(is_no_text, _)| is_no_text);
    paths.into_iter().map(|(_, path)| path).collect()
}

/// The parts between marks that no backslash keeps.
fn split(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_kept = false;
    for (at, c) in text.char_indices() {
        if c == mark && !is_kept {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        is_kept = c == '\\' && !is_kept;
    }
    parts.push(&text[start..]);
    parts
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.peek() {
            Some(&next @ (';' | ':' | '\\' | '_' | '&' | '%' | '#')) if c == '\\' => {
                plain.push(next);
                characters.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// The text if there is any.
fn some(text: impl Into<String>) -> Option<String> {
    Some(text.into()).map(|text: String| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// `A`, `A and B`, `A, B and C`.
fn list(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [all @ .., last] => Some(format!("{} and {last}", all.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expected: &[&str]) {
        assert_eq!(files(field), expected, "{field}");
    }

    #[test]
    fn a_path_alone_is_a_path() {
        check("sources/a.txt", &["sources/a.txt"]);
        check("", &[]);
    }

    #[test]
    fn attachments_of_reference_managers_are_taken_apart() {
        check("Full Text:files/12/a.txt:text/plain", &["files/12/a.txt"]);
        check(":files/a.txt:TXT", &["files/a.txt"]);
        check("PDF:a.pdf:application/pdf;Text:a.txt:text/plain", &["a.txt", "a.pdf"]);
    }

    #[test]
    fn a_backslash_keeps_a_mark() {
        check(r"A\: b:files/a\;b.txt:text/plain", &["files/a;b.txt"]);
    }

    #[test]
    fn a_drive_is_no_title() {
        check(r"C:\texts\a.txt", &[r"C:\texts\a.txt"]);
    }
}
