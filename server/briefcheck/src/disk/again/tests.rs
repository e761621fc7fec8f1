use std::fs;
use std::sync::atomic::AtomicUsize;

use tempfile::TempDir;

use super::super::briefings;
use super::super::cache::{Cache, Keeping, Kept as KeptOutput, Known};
use super::*;
use crate::report::{Colour, Format, Look};

/// Counts the briefings that are checked.
#[derive(Default)]
struct Counted(AtomicUsize);

impl Progress for Counted {
    fn expect(&self, _: usize) {}
    fn advance(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A workspace that is checked again and again.
struct Workspace {
    folder: TempDir,
    cache: TempDir,
    root: PathBuf,
}

impl Workspace {
    fn new(files: &[(&str, &str)]) -> Self {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let workspace = Self { root: fs::canonicalize(folder.path()).unwrap(), folder, cache };
        workspace.write("briefcheck.toml", "");
        files.iter().for_each(|(name, text)| workspace.write(name, text));
        workspace
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is shown of all briefings, and how many were checked for it.
    fn run(&self, cache: &Path) -> (String, usize) {
        let configs = Configs::new(&self.root, None);
        let (found, _) = briefings(std::slice::from_ref(&self.root), &configs, &Files::on_disk());
        let cache = Cache::open(Some(cache)).unwrap();
        let known = Keeping::look_up(cache, b"this", vec![self.root.clone()], Vec::new()).unwrap();
        let Known::New(mut keeping) = known else { panic!("something has changed") };
        let look = Look { here: &self.root, repository: &self.root, colour: Colour::Plain, width: 80, wraps: false };
        let show = |report: &mut Report| Shown::written(report, Default::default(), Format::Concise, look);
        let counted = Counted::default();
        let run = check_and_keep(&found, &configs, &[], &counted, &mut keeping, &show);
        assert!(run.failures.is_empty());
        keeping.keep(KeptOutput { pieces: Vec::new(), status: 0 }, Some(&run.earlier));
        (run.shown.iter().map(|(_, shown)| shown.text.as_str()).collect(), counted.0.into_inner())
    }

    /// Changes something, and holds the number of briefings that are checked then against what is expected: they come out as
    /// if all were.
    fn check(&self, name: &str, text: &str, expected: usize) {
        self.write(name, text);
        let (shown, count) = self.run(self.cache.path());
        let fresh = tempfile::tempdir().unwrap();
        assert_eq!(shown, self.run(fresh.path()).0, "{name}: {text}");
        assert_eq!(count, expected, "{name}: {text}");
    }
}

const FILES: [(&str, &str); 7] = [
    ("sources/quay.txt", "The quay was never built to carry trains. In 1990 it carried 836 notes to Oslo.\n"),
    ("sources/port.txt", "The strike in Vell idled 1,200 dockers for a week.\n"),
    ("sources/other.txt", "The strike in Vell idled 1,500 dockers for a week.\n"),
    ("a.brief", "It was \"never built to carry planes\" [@quay].\n"),
    ("b.brief", "The strike in Vell idled 1,200 dockers for a week [@port].\n"),
    ("c.brief", "The strike in Vell idled 1,500 dockers for a week [@other].\n"),
    ("d.brief", "It was \"never built to carry trains\" [@port].\n"),
];

#[test]
fn only_what_may_have_changed_is_checked_again() {
    let workspace = Workspace::new(&FILES);
    // What another one contradicts is checked once more.
    assert_eq!(workspace.run(workspace.cache.path()).1, 4 + 1);
    workspace.check("a.brief", "It was \"never built to carry cars\" [@quay].\n", 1);
    // Two cite it, or found it.
    workspace.check("sources/quay.txt", "The quay was never built to carry trains at all.\n", 2);
    workspace.check("sources/port.txt", "The strike in Vell idled 1,200 dockers for a long week.\n", 2);
    // Nobody looked for its words.
    workspace.check("sources/other.txt", "The strike in Vell idled 1,500 dockers for a whole week.\n", 1 + 1);
    // Somebody did.
    workspace.check("sources/other.txt", "It was never built to carry trains, but idled 1,500 dockers.\n", 3);
}

#[test]
fn what_another_one_contradicts_is_checked_again() {
    let workspace = Workspace::new(&FILES);
    assert!(workspace.run(workspace.cache.path()).0.contains("“1,200” in line 1 of b.brief"));
    // The line of what is contradicted is told elsewhere.
    workspace.check("b.brief", "\n\nThe strike in Vell idled 1,200 dockers for a week [@port].\n", 2);
    workspace.check("b.brief", "\n\nNothing.\n", 2);
    // What it says has not changed.
    workspace.check("b.brief", "\n\nNothing at all.\n", 1);
}

#[test]
fn what_is_set_is_asked_for_all() {
    let workspace = Workspace::new(&FILES);
    workspace.run(workspace.cache.path());
    workspace.check("briefcheck.toml", "[rules]\nquote-altered = \"off\"\n", 4 + 1);
    workspace.check("briefcheck.toml", "", 4 + 1);
    workspace.check("README.md", "Nobody reads this.\n", 0);
}

#[test]
fn a_new_source_is_looked_into() {
    let workspace = Workspace::new(&FILES);
    workspace.run(workspace.cache.path());
    // Those that looked for something in all of them.
    workspace.check("sources/new.txt", "Something else.\n", 2);
    workspace.check("e.brief", "Something else [@new].\n", 1);
}
