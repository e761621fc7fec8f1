//! Bibliographies: entries that carry a file are sources.

mod biblatex;
mod bounded;
mod csl;
mod entries;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use briefcheck_desk::{Bibliographies, Entry as Declared, Origin};
use briefcheck_engine::sources::Meta;
use briefcheck_engine::text::Span;

use super::catalogue::rank;
use super::paths::Fence;
use super::{Failure, Files, Place, Role, guarded, paths};

/// The file in which Zotero keeps the text of the attachment beside it.
const ZOTERO_CACHE: &str = ".zotero-ft-cache";

/// An entry of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    key: String,
    /// Other keys of it.
    aliases: Vec<String>,
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

/// What a bibliography gives: the sources that it declares, and what could not be read.
type Read = (Vec<Declared>, Vec<Failure>);

/// Bibliographies that were read from disk, with the time and the size of their files: briefings share them.
static KNOWN: Mutex<BTreeMap<PathBuf, Known>> = Mutex::new(BTreeMap::new());

/// A bibliography as it was read: the time and the size of its file, and what it gave.
type Known = (SystemTime, u64, Arc<Read>);

/// The bibliographies that a briefing names, on disk. They are only read within a fence.
pub struct OnDisk {
    fence: Fence,
    /// What could not be used of each, in the order in which they were asked for.
    failures: Mutex<Vec<(PathBuf, Vec<Failure>)>>,
}

impl OnDisk {
    /// Those within a fence.
    pub fn new(fence: Fence) -> Self {
        Self { fence, failures: Mutex::default() }
    }

    /// What could not be used.
    pub fn failures(&self) -> Vec<Failure> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.iter().flat_map(|(_, failures)| failures).cloned().collect()
    }
}

impl Bibliographies for OnDisk {
    fn entries(&self, path: &Path, name: &str) -> Vec<Declared> {
        let (read, failures) = read_from_disk(path, name, &self.fence);
        let mut known = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        match known.iter_mut().find(|(of, _)| of == path) {
            Some((_, known)) => *known = failures,
            None => known.push((path.to_owned(), failures)),
        }
        read
    }
}

/// Reads a bibliography from disk, again only if its file has changed.
fn read_from_disk(path: &Path, name: &str, fence: &Fence) -> (Vec<Declared>, Vec<Failure>) {
    // What lies outside is refused, whoever has read it before.
    let admitted = fence.admit(path).ok();
    let about =
        admitted.and_then(|path| fs::metadata(path).ok()).and_then(|about| Some((about.modified().ok()?, about.len())));
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((time, len)) = about
        && let Some((_, _, read)) = known().get(path).filter(|(then, size, _)| (*then, *size) == (time, len))
    {
        return Read::clone(read);
    }
    let read = read(path, name, &Files::on_disk(), fence);
    if let Some((time, len)) = about {
        known().insert(path.to_owned(), (time, len, Arc::new(read.clone())));
    }
    read
}

/// Reads a bibliography, BibLaTeX or CSL-JSON: the sources that it declares, and what could not be read. An entry that
/// can't be read takes none of the others with it.
pub fn read(path: &Path, name: &str, files: &Files, fence: &Fence) -> (Vec<Declared>, Vec<Failure>) {
    let text = match files.text(path, name, Role::Bibliography, Some(fence)) {
        Ok(text) => text,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let parse = if is_json { csl::read } else { biblatex::read };
    let (entries, faults) = match guarded(&format!("reading `{name}`"), || parse(&text)) {
        Ok(read) => read,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let base = path.parent().unwrap_or(path);
    let failure = |fault: Fault| Failure {
        message: fault.message,
        help: Some("the rest is read; mend this entry, or take it out".to_owned()),
        place: Some(Place { path: path.to_owned(), text: text.clone(), span: fault.span }),
    };
    // What is a key of its own is no other entry's.
    let aliases = entries.iter().flat_map(|entry| {
        let named = |key: &String| Entry { key: key.clone(), ..entry.clone() };
        entry.aliases.iter().map(named)
    });
    let aliases: Vec<Entry> = aliases.collect();
    let declared = entries.into_iter().chain(aliases).map(|entry| declared(entry, base, path, name));
    (declared.collect(), faults.into_iter().map(failure).collect())
}

/// The source that an entry declares. Beside an attachment, Zotero keeps its text; that is read where the attachment can't be.
fn declared(entry: Entry, base: &Path, path: &Path, name: &str) -> Declared {
    let mut files = entry.files.iter().map(|file| paths::join(base, file));
    let first = files.next();
    let mut others: Vec<PathBuf> = files.collect();
    let caches = first.iter().chain(&others).map(|file| file.with_file_name(ZOTERO_CACHE)).collect::<Vec<_>>();
    others.extend(caches);
    others.dedup();
    let missing = first.is_none().then(|| {
        let help = "add its `file`, or put one with this name into the folder of the sources";
        format!("{name} has @{}, but no file: {help}", entry.key)
    });
    Declared {
        key: entry.key,
        path: first.unwrap_or_else(|| path.to_owned()),
        others,
        missing,
        meta: entry.meta,
        origin: Origin::Declaration,
    }
}

/// The paths in a `file` field, the likeliest first: `path`, or as reference managers write it,
/// `title:path:type;title:path:type`, where a backslash keeps the next mark. Text comes before web pages, these before PDF.
fn files(field: &str) -> Vec<String> {
    let mut paths: Vec<(usize, String)> = split(field, ';')
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
            let rank = match kind.trim() {
                "text/html" => 1,
                kind if kind.starts_with("text/") => 0,
                _ => rank(Path::new(&path)),
            };
            (!path.is_empty()).then_some((rank, path))
        })
        .collect();
    paths.sort_by_key(|&(rank, _)| rank);
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

    #[test]
    fn a_bibliography_need_not_be_utf_8() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("refs.bib");
        fs::write(&path, b"@misc{a, title = {\xDCber Kr\xE4ne}, ids = {old, b}}\n@misc{b}\n").unwrap();
        let (entries, failures) = read(&path, "refs.bib", &Files::on_disk(), &Fence::new([folder.path()]));
        assert!(failures.is_empty(), "{failures:?}");
        assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["a", "b", "old", "b"]);
        assert_eq!(entries[0].meta.title.as_deref(), Some("Über Kräne"));
    }
}
