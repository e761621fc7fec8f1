//! Bibliographies: entries that carry a file are sources.

mod biblatex;
mod bounded;
mod csl;
mod csl_yaml;
mod entries;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use briefcheck_desk::{Bibliographies, Entry as Declared, Listed, Origin};
use briefcheck_engine::markup::front_matter_of_file;
use briefcheck_engine::sources::Meta;
use briefcheck_engine::text::{Lines, Span};
use percent_encoding::percent_decode_str;

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
    /// The same of those that a project names.
    of_projects: Mutex<Vec<(PathBuf, Vec<Failure>)>>,
}

/// What a project of Quarto's is called: it names bibliographies for all texts below it.
pub const PROJECTS: [&str; 2] = ["_quarto.yml", "_quarto.yaml"];

/// The endings that are tried for a bibliography that is named without one.
const ENDINGS: [&str; 4] = ["bib", "json", "yaml", "yml"];

impl OnDisk {
    /// Those within a fence.
    pub fn new(fence: Fence) -> Self {
        Self { fence, failures: Mutex::default(), of_projects: Mutex::default() }
    }

    /// What of those that briefings name could not be used.
    pub fn failures(&self) -> Vec<Failure> {
        all_of(&self.failures)
    }

    /// What of those that projects name could not be used: no briefing has a place for that.
    pub fn of_projects(&self) -> Vec<Failure> {
        all_of(&self.of_projects)
    }

    /// The project of a folder: the nearest there is, no farther up than may be read.
    fn project(&self, folder: &Path) -> Option<PathBuf> {
        let is_within = |path: &&Path| self.fence.folders().any(|root| path.starts_with(root));
        let mut files = folder.ancestors().take_while(is_within).flat_map(|path| PROJECTS.map(|name| path.join(name)));
        files.find(|path| path.is_file())
    }
}

/// What could not be used of the bibliographies that the projects of some folders name: a project is that of many folders, and
/// tells of each once.
pub fn failures_of_projects<'a>(folders: impl Iterator<Item = (&'a Path, Fence)>) -> Vec<Failure> {
    let mut known: BTreeMap<PathBuf, Vec<Failure>> = BTreeMap::new();
    let mut seen: BTreeSet<&Path> = BTreeSet::new();
    for (folder, fence) in folders {
        if seen.insert(folder) {
            let files = OnDisk::new(fence);
            files.of_project(folder);
            let of_project = files.of_projects.into_inner().unwrap_or_else(PoisonError::into_inner);
            known.extend(of_project);
        }
    }
    known.into_values().flatten().collect()
}

fn all_of(failures: &Mutex<Vec<(PathBuf, Vec<Failure>)>>) -> Vec<Failure> {
    let failures = failures.lock().unwrap_or_else(PoisonError::into_inner);
    failures.iter().flat_map(|(_, failures)| failures).cloned().collect()
}

/// Keeps what could not be used of a bibliography, instead of what could not be before.
fn keep(of: &Mutex<Vec<(PathBuf, Vec<Failure>)>>, path: &Path, failures: Vec<Failure>) {
    let mut known = of.lock().unwrap_or_else(PoisonError::into_inner);
    match known.iter_mut().find(|(known, _)| known == path) {
        Some((_, known)) => *known = failures,
        None => known.push((path.to_owned(), failures)),
    }
}

impl Bibliographies for OnDisk {
    fn read(&self, path: &Path, name: &str) -> Listed {
        let path = with_ending(path, &self.fence);
        let (entries, failures) = read_from_disk(&path, name, &self.fence);
        let fault = fault(&failures, name);
        let is_unreadable = entries.is_empty() && fault.is_some();
        keep(&self.failures, &path, failures);
        Listed { entries, files: vec![path], fault, is_unreadable }
    }

    fn of_project(&self, folder: &Path) -> Listed {
        let Some(project) = self.project(folder) else { return Listed::default() };
        let mut listed = Listed { files: vec![project.clone()], ..Listed::default() };
        let name = project.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let text = match Files::on_disk().text(&project, &name, Role::Configuration, Some(&self.fence)) {
            Ok(text) => text,
            Err(failure) => {
                keep(&self.of_projects, &project, vec![failure]);
                return listed;
            }
        };
        // What else is in it is Quarto's to judge.
        let (said, _) = front_matter_of_file(&text);
        for named in said.bibliography {
            let path = with_ending(&paths::join(project.parent().unwrap_or(folder), &named.path), &self.fence);
            let (read, failures) = read_from_disk(&path, &named.path, &self.fence);
            keep(&self.of_projects, &path, failures);
            listed.entries.extend(read);
            listed.files.push(path);
        }
        listed
    }
}

/// The path of a bibliography that may be named without its ending.
fn with_ending(path: &Path, fence: &Fence) -> PathBuf {
    let is_there = |path: &Path| fence.admit(path).is_ok_and(|path| path.is_file());
    if path.extension().is_some() || is_there(path) {
        return path.to_owned();
    }
    let mut others = ENDINGS.iter().map(|ending| path.with_extension(ending));
    others.find(|path| is_there(path)).unwrap_or_else(|| path.to_owned())
}

/// What can't be read of a bibliography, in one line: the first of it, and how much more there is.
fn fault(failures: &[Failure], name: &str) -> Option<String> {
    let (first, rest) = failures.split_first()?;
    let message = match &first.place {
        Some(Place { text, span, .. }) => {
            let line = Lines::new(text).position(text, span.start).line;
            format!("line {line} of `{name}`: {}", first.message)
        }
        None => match &first.help {
            Some(help) => format!("{}: {help}", first.message),
            None => first.message.clone(),
        },
    };
    Some(match rest.len() {
        0 => message,
        1 => format!("{message}; and 1 more fault in it"),
        more => format!("{message}; and {more} more faults in it"),
    })
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

/// Reads a bibliography, BibLaTeX or CSL as JSON or YAML: the sources that it declares, and what could not be read. An entry that
/// can't be read takes none of the others with it.
pub fn read(path: &Path, name: &str, files: &Files, fence: &Fence) -> (Vec<Declared>, Vec<Failure>) {
    let text = match files.text(path, name, Role::Bibliography, Some(fence)) {
        Ok(text) => text,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let parse = match ending.as_str() {
        "json" => csl::read,
        "yaml" | "yml" => csl_yaml::read,
        _ => biblatex::read,
    };
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
            let path = path_of(path.trim());
            let rank = match kind.trim() {
                "text/html" => 1,
                kind if kind.starts_with("text/") => 0,
                _ => rank(Path::new(&path)),
            };
            (!path.is_empty()).then_some((rank, path))
        })
        .collect();
    paths.sort_by_key(|&(rank, _)| rank);
    // A path can be written as that of an address.
    let plain = |path: String| {
        let other = decoded(&path);
        std::iter::once(path).chain(other)
    };
    paths.into_iter().flat_map(|(_, path)| plain(path)).collect()
}

/// How many braces a path may hold for its commands to be read.
const MOST_BRACES: usize = 64;

/// A path as a field writes it: marks that a backslash keeps, letters as TeX makes them, folders as Windows parts them.
fn path_of(written: &str) -> String {
    let has_command = written.contains("{\\") && written.matches('{').count() <= MOST_BRACES;
    let shown = Some(written).filter(|_| has_command).and_then(biblatex::shown);
    let path = shown.unwrap_or_else(|| unescaped(written));
    let bare = path.strip_prefix('{').and_then(|path| path.strip_suffix('}'));
    let path = bare.map(str::to_owned).unwrap_or(path);
    let is_absolute = path.starts_with("\\\\") || path.get(1..3) == Some(":\\");
    if is_absolute { path } else { path.replace('\\', "/") }
}

/// A path in which blanks and other marks are written as in an address, plain; `None` if none is.
fn decoded(path: &str) -> Option<String> {
    let plain = percent_decode_str(path).decode_utf8().ok()?;
    (plain != path && !plain.contains('\0')).then(|| plain.into_owned())
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
    fn paths_are_written_in_many_ways() {
        check(r"files/a\: b.pdf", &["files/a: b.pdf"]);
        check(r"Full Text:files/a\: b.pdf:application/pdf", &["files/a: b.pdf"]);
        check(r"files\\a.pdf", &["files/a.pdf"]);
        check(r"files\a.pdf", &["files/a.pdf"]);
        check(r"files/caf{\'e}.pdf", &["files/café.pdf"]);
        check(r"{files/a\_b.pdf}", &["files/a_b.pdf"]);
        check("files/a%20b.pdf", &["files/a%20b.pdf", "files/a b.pdf"]);
        check("files/50% é%.pdf", &["files/50% é%.pdf"]);
        check(r"C\:\\texts\\a.txt", &[r"C:\texts\a.txt"]);
    }

    #[test]
    fn a_drive_is_no_title() {
        check(r"C:\texts\a.txt", &[r"C:\texts\a.txt"]);
    }

    #[test]
    fn a_fault_says_how_many_more_there_are() {
        let failures = ["a comma is missing", "b", "c"].map(Failure::new);
        assert_eq!(fault(&failures[..1], "refs.bib").as_deref(), Some("a comma is missing"));
        assert_eq!(fault(&failures[..2], "refs.bib").as_deref(), Some("a comma is missing; and 1 more fault in it"));
        assert_eq!(fault(&failures, "refs.bib").as_deref(), Some("a comma is missing; and 2 more faults in it"));
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
