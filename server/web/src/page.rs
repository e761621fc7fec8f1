//! A briefing and the files that it can cite, as a page has them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use briefcheck_desk::{
    Cancel, Catalogue, Desk, Entry, FileId, Ground, Host, Origin, ReadFile, Shelf, Sources, own_meta, paths,
    read_article,
};
use briefcheck_engine::sources::{Article, Marks, Meta, Unreadable};
use ropey::Rope;

use crate::answer;

/// The folder of the workspace. Nothing stands in it but what the page gives.
const ROOT: &str = "/";
/// Whose files can be cited by their stem.
const SOURCES: &str = "/sources";

/// A briefing and its files. Paths are from the folder of the workspace.
#[derive(Default)]
pub struct Page {
    path: PathBuf,
    text: String,
    files: BTreeMap<PathBuf, Arc<[u8]>>,
    /// What was read of the files, by what it was read between.
    read: HashMap<(PathBuf, Marks), Result<Arc<Article>, String>>,
}

impl Page {
    /// Takes the text of the briefing at a path.
    pub fn set_text(&mut self, path: &str, text: &str) {
        self.path = paths::join(Path::new(ROOT), path);
        text.clone_into(&mut self.text);
    }

    /// Takes the bytes of a file that can be cited, whatever its format. What was read of it, as JSON: its `text`, or why
    /// there is none as `problem`.
    pub fn set_source(&mut self, path: &str, bytes: &[u8]) -> String {
        self.remove_source(path);
        let path = paths::join(Path::new(ROOT), path);
        self.files.insert(path.clone(), bytes.into());
        answer::read(&self.article(&path, &Marks::default()))
    }

    /// Takes a file away.
    pub fn remove_source(&mut self, path: &str) {
        let path = paths::join(Path::new(ROOT), path);
        self.files.remove(&path);
        self.read.retain(|(of, _), _| *of != path);
    }

    /// What is found in the briefing, as JSON.
    pub fn report(&mut self) -> String {
        let root = Path::new(ROOT);
        let path: Arc<Path> = self.path.as_path().into();
        let mut desk = Desk::new(Host::default());
        desk.set_text(Arc::clone(&path), Rope::from_str(&self.text), Ground::unknown(Host::default(), Arc::new(())));
        let own: Vec<Entry> = desk.get(&path).map(|draft| draft.own().to_vec()).unwrap_or_default();
        let laid: Vec<Entry> =
            self.files.keys().filter(|path| path.starts_with(SOURCES)).map(|path| entry(path)).collect();
        let wanted = own.iter().filter(|entry| entry.missing.is_none() && !self.files.contains_key(&entry.path));
        let wanted: Vec<String> = wanted.map(|entry| paths::shown(&entry.path, root)).collect();
        let files = own.iter().chain(&laid).map(|entry| self.file(FileId::of(entry, root))).collect::<Vec<_>>();
        let catalogue = Arc::new(Catalogue::new(root.to_owned(), SOURCES.into(), laid));
        let sources = Arc::new(Sources::new([&*catalogue].into_iter(), Shelf::of(files, None)));
        let name = paths::shown(&path, root).into();
        let ground =
            Ground { sources, catalogue: Some(catalogue), name, ..Ground::unknown(Host::default(), Arc::new(())) };
        desk.set_ground(&path, ground);
        // Nobody cancels it, and it is there.
        let report = desk.report(&path, &Cancel::new()).ok().flatten();
        report.map_or_else(|| "null".to_owned(), |report| answer::report(&report, &wanted))
    }

    fn file(&mut self, id: FileId) -> ReadFile {
        let name = paths::shown(&id.path, Path::new(ROOT));
        let article = match self.article(&id.path, &id.marks) {
            Ok(article) => {
                let meta = own_meta(&article, &name);
                Ok((article, meta))
            }
            Err(why) => Err(Unreadable(format!("`{name}` {why}"))),
        };
        ReadFile { path: id.path.clone(), id, article, content: None }
    }

    /// The article in a file, read once.
    fn article(&mut self, path: &Path, marks: &Marks) -> Result<Arc<Article>, String> {
        let Some(bytes) = self.files.get(path) else { return Err("is not here: add it to the sources".to_owned()) };
        let read = || read_article(bytes, &path.to_string_lossy(), marks);
        self.read.entry((path.to_owned(), marks.clone())).or_insert_with(read).clone()
    }
}

/// The source that a file is.
fn entry(path: &Path) -> Entry {
    Entry {
        key: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        path: path.to_owned(),
        others: Vec::new(),
        missing: None,
        meta: Meta::default(),
        origin: Origin::Folder,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const QUAY: &str = "Café notes.\n\nThe quay was never built to carry trains.\n";

    fn reported(page: &mut Page) -> Value {
        serde_json::from_str(&page.report()).unwrap()
    }

    fn page(text: &str) -> Page {
        let mut page = Page::default();
        page.set_text("note.brief.md", text);
        page.set_source("sources/quay.txt", QUAY.as_bytes());
        page
    }

    /// The words of a text between UTF-16 units.
    fn words(text: &str, range: &Value) -> String {
        let at = |name: &str| usize::try_from(range[name].as_u64().unwrap()).unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&units[at("start")..at("end")]).unwrap()
    }

    #[test]
    fn a_finding_says_where_it_stands_and_what_the_source_has() {
        let text = "🦀 It \"was never made to carry trains\" [@quay].\n";
        let report = reported(&mut page(text));
        let [finding] = &report["findings"].as_array().unwrap()[..] else { panic!("{report}") };
        assert_eq!((&finding["rule"], &finding["severity"]), (&json!("quote-altered"), &json!("error")));
        assert!(words(text, &finding["range"]).contains("was never made"), "{finding}");
        let evidence = &finding["evidence"][0];
        assert_eq!((&evidence["key"], &evidence["path"]), (&json!("quay"), &json!("sources/quay.txt")));
        assert!(words(QUAY, &evidence["range"]).contains("never built"), "{evidence}");
        let edit = &finding["fixes"][0]["edits"][0];
        assert_eq!(words(text, &edit["range"]), "was never made to carry trains");
        assert_eq!(edit["text"], "was never built to carry trains");
    }

    #[test]
    fn what_is_right_is_ticked() {
        let report = reported(&mut page("It \"was never built to carry trains\" [@quay].\n"));
        assert_eq!(report["findings"], json!([]));
        let quote = report["checks"].as_array().unwrap().iter().find(|check| check["kind"] == "quote").unwrap();
        assert_eq!((&quote["class"], &quote["sign"]), (&json!("verified"), &json!("✓")));
        assert!(words(QUAY, &quote["evidence"]["range"]).contains("never built"));
        assert_eq!(report["counts"][0]["class"], "verified");
    }

    #[test]
    fn sources_come_and_go() {
        let mut page = page("It \"was never built to carry trains\" [@quay].\n");
        page.remove_source("sources/quay.txt");
        assert_eq!(reported(&mut page)["findings"][0]["rule"], "source-unknown");
        let read: Value =
            serde_json::from_str(&page.set_source("sources/quay.html", b"<p>It <b>was</b> so.</p>")).unwrap();
        assert_eq!(read, json!({ "text": "It was so." }));
        assert_eq!(reported(&mut page)["findings"][0]["rule"], "quote-not-found");
        let read: Value = serde_json::from_str(&page.set_source("sources/quay.html", b"\x89PNG\r\n")).unwrap();
        assert!(read["problem"].as_str().unwrap().contains("PNG"), "{read}");
    }

    #[test]
    fn front_matter_leads_to_files_of_the_page() {
        let text = "---\nsources:\n  pier: papers/pier.txt\n---\nIt \"was never built\" [@pier], \"never\" [@gone].\n";
        let mut page = page(text);
        assert_eq!(reported(&mut page)["wanted"], json!(["papers/pier.txt"]));
        page.set_source("papers/pier.txt", b"The pier was never built.");
        let report = reported(&mut page);
        assert_eq!(report["wanted"], json!([]));
        let rules: Vec<&Value> = report["findings"].as_array().unwrap().iter().map(|found| &found["rule"]).collect();
        assert_eq!(rules, [&json!("source-unknown")]);
    }

    #[test]
    fn an_empty_page_has_an_empty_report() {
        assert_eq!(reported(&mut Page::default())["findings"], json!([]));
    }
}
