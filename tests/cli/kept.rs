//! What is kept between runs: the findings are those of a run that keeps nothing, whatever happens to the files or the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use briefcheck_tests::briefcheck;
use fastrand::Rng;
use tempfile::TempDir;

use super::made::{SOURCE, workspace};

const SAYS: &str = "It was \"never built to carry planes\" [@quay].\n";

/// A workspace, and a folder for what is kept of it.
struct Kept {
    files: TempDir,
    cache: TempDir,
}

impl Kept {
    fn new(files: &[(&str, &str)]) -> Self {
        Self { files: workspace(files), cache: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.files.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(briefcheck());
        command.args(args).current_dir(&self.files).env("BRIEFCHECK_CACHE_DIR", self.cache.path());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Checks with what is kept, twice, and without: all three say the same.
    fn check(&self, what: &str) -> Output {
        let without = self.run(&["check", "--no-cache"]);
        for _ in 0..2 {
            assert_eq!(self.run(&["check"]), without, "{what}");
        }
        without
    }

    /// The entries that are kept.
    fn entries(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(&self.cache).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|ending| ending == "run")).collect()
    }

    /// Whether a run uses what is kept: its entry gets the time of that.
    fn is_used(&self) -> bool {
        let before: Vec<_> =
            self.entries().iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect();
        self.run(&["check"]);
        let after: Vec<_> = self.entries().iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect();
        before.len() == after.len() && before != after
    }
}

#[test]
fn a_run_is_kept_and_used() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    assert_eq!(kept.check("at first").status.code(), Some(1));
    assert_eq!(kept.entries().len(), 1);
    assert!(kept.is_used());
}

#[test]
fn nothing_is_kept_where_nothing_is_to_be() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    kept.run(&["check", "--no-cache"]);
    kept.command(&["check"]).env("BRIEFCHECK_NO_CACHE", "1").output().unwrap();
    kept.run(&["check", "--fix"]);
    kept.run(&["check", "missing.brief"]);
    assert_eq!(kept.entries(), Vec::<PathBuf>::new());
}

#[cfg(unix)]
#[test]
fn output_that_nobody_read_to_its_end_is_not_kept() {
    use std::process::Stdio;
    let kept = Kept::new(&[SOURCE, ("a.brief", &SAYS.repeat(2_000))]);
    let mut child = kept.command(&["check"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    child.wait().unwrap();
    assert_eq!(kept.entries(), Vec::<PathBuf>::new());
}

#[test]
fn a_cache_in_the_workspace_is_no_part_of_it() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    let args = ["check", "--cache-dir", "kept"];
    let first = kept.run(&args);
    assert_eq!(kept.run(&args), first);
    let entries = fs::read_dir(kept.path("kept")).unwrap().count();
    // The run, the index of its articles, and what Git ignores.
    assert_eq!((entries, fs::read_to_string(kept.path("kept/.gitignore")).unwrap().lines().last()), (3, Some("*")));
}

#[test]
fn clean_takes_all_of_it_away() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    kept.run(&["check"]);
    let said = kept.run(&["clean"]);
    assert!(String::from_utf8_lossy(&said.stderr).starts_with("Took 2 entries out of "), "{said:?}");
    assert_eq!(kept.entries(), Vec::<PathBuf>::new());
}

#[test]
fn other_arguments_are_another_run() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    for args in [&["check"][..], &["check", "--format", "json"], &["check", "--rule", "quote-altered=off"]] {
        let without = kept.run(&[args, &["--no-cache"]].concat());
        assert_eq!(kept.run(args), without, "{args:?}");
        assert_eq!(kept.run(args), without, "{args:?}");
    }
    assert_eq!(kept.entries().len(), 3);
}

#[test]
fn what_is_above_the_workspace_counts_too() {
    let kept = Kept::new(&[("inner/sources/quay.txt", SOURCE.1), ("inner/a.brief", SAYS)]);
    fs::remove_file(kept.path("briefcheck.toml")).unwrap();
    fs::create_dir(kept.path("inner/.git")).unwrap();
    let check = || {
        let run = |more: &[&str]| {
            let args = [&["check", "--format", "concise"][..], more].concat();
            kept.command(&args).current_dir(kept.path("inner")).output().unwrap()
        };
        let (with, without) = (run(&[]), run(&["--no-cache"]));
        assert_eq!(with, without);
        with
    };
    assert_eq!(check().status.code(), Some(1));
    let set = "[sources]\nfolder = \"inner/sources\"\n[rules]\nquote-altered = \"off\"\n";
    kept.write("briefcheck.toml", set);
    assert_eq!(check().status.code(), Some(0));
    kept.write(".ignore", "*.brief\n");
    assert_eq!(check().status.code(), Some(2));
}

#[test]
fn a_damaged_or_foreign_entry_is_as_none() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    kept.run(&["check"]);
    let entry = kept.entries().remove(0);
    let bytes = fs::read(&entry).unwrap();
    for cut in [0, 1, 19, 27, 59, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&entry, &bytes[..cut]).unwrap();
        kept.check("cut off");
        let mut flipped = bytes.clone();
        flipped[cut] ^= 1;
        fs::write(&entry, flipped).unwrap();
        kept.check("flipped");
    }
    fs::remove_file(&entry).unwrap();
    fs::create_dir(&entry).unwrap();
    kept.check("a folder");
}

#[test]
fn a_cache_that_cannot_be_written_is_as_none() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    let args = ["check", "--cache-dir", "sources/quay.txt/cache"];
    assert_eq!(kept.run(&args), kept.run(&["check", "--no-cache"]));
    if Path::new("/dev/full").exists() {
        assert_eq!(kept.run(&["check", "--cache-dir", "/dev/full"]), kept.run(&["check", "--no-cache"]));
    }
}

#[test]
fn runs_beside_each_other_and_killed_ones_leave_no_half_entry() {
    let kept = Kept::new(&[SOURCE, ("a.brief", SAYS)]);
    let without = kept.run(&["check", "--no-cache"]);
    for round in 0..6 {
        kept.write("sources/other.txt", &format!("The {round} ships left.\n"));
        let spawn =
            || kept.command(&["check"]).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn();
        let mut killed: Vec<_> = (0..4).map(|_| spawn().unwrap()).collect();
        for (number, child) in killed.iter_mut().enumerate() {
            std::thread::sleep(std::time::Duration::from_millis(number as u64 * round));
            _ = child.kill();
        }
        killed.iter_mut().for_each(|child| _ = child.wait());
        assert_eq!(kept.run(&["check"]), without);
    }
}

/// Texts of sources: one has what another has not, or has almost.
const TEXTS: [&str; 8] = [
    "The quay was never built to carry trains.\n",
    "It carried 836 notes. The quay was never built to carry planes.\n",
    "It carried 863 notes.\n",
    "The strike in Vell idled 1,200 dockers for a week.\n",
    "The strike in Vell idled 1,500 dockers for a week.\n",
    "---\ntitle: Notes\ndate: 2024-05-01\n---\nIt carried 836 notes on 3 May.\n",
    "\u{0}binary\u{1}",
    "",
];

/// What briefings say of them: by key, by a link, by what they declare, of keys that are not there.
const CLAIMS: [&str; 9] = [
    SAYS,
    "It carries 836 notes [@notes].\n",
    "It \"carried 863 notes\" [@more].\n",
    "\n\nThe strike in Vell idled 1,200 dockers for a week [@notes].\n",
    "The strike in Vell idled 1,500 dockers for a week [@quay].\n",
    "---\nsources:\n  own: ../own/text.txt\n---\nIt carried 863 notes [@own]. It \"was never built\" [@quay].\n",
    "It carried 836 notes ([here](../sources/notes.txt)).\n",
    "It \"was never built to carry planes\" [@quai].\n",
    "Nothing.\n",
];

#[test]
fn the_findings_are_the_same_after_any_change() {
    let sources = [
        "sources/quay.txt",
        "sources/notes.txt",
        "sources/more.txt",
        "sources/more.md",
        "other/quay.txt",
        "own/text.txt",
    ];
    let briefings = ["memos/a.brief", "memos/b.brief", "c.brief", "memos/d.brief"];
    let settings =
        ["", "", "[rules]\nquote-altered = \"off\"\n", "[sources]\nfolder = \"other\"\n", "not = \"right\"\n"];
    for seed in 0..3 {
        let kept = Kept::new(&[SOURCE, ("memos/a.brief", SAYS), ("memos/b.brief", CLAIMS[1])]);
        kept.write("sources/notes.txt", TEXTS[2]);
        let mut random = Rng::with_seed(seed);
        let mut pick = |count: usize| random.usize(..count);
        for step in 0..40 {
            let mut done = Vec::new();
            // Now and then several things change at once.
            for _ in 0..=pick(5) / 4 {
                done.push(match pick(20) {
                    0..=6 => {
                        let (file, text) = (sources[pick(sources.len())], TEXTS[pick(TEXTS.len())]);
                        kept.write(file, text);
                        format!("{file}: {text}")
                    }
                    7..=13 => {
                        let (file, text) = (briefings[pick(briefings.len())], CLAIMS[pick(CLAIMS.len())]);
                        kept.write(file, text);
                        format!("{file}: {text}")
                    }
                    14 | 15 => {
                        let file = sources[pick(sources.len())];
                        _ = fs::remove_file(kept.path(file));
                        format!("{file} is gone")
                    }
                    16 => {
                        let file = briefings[pick(briefings.len())];
                        _ = fs::remove_file(kept.path(file));
                        format!("{file} is gone")
                    }
                    17 => {
                        let text = settings[pick(settings.len())];
                        kept.write("briefcheck.toml", text);
                        format!("set {text}")
                    }
                    18 => {
                        let text = ["", "b.brief\n", "memos\n"][pick(3)];
                        kept.write(".gitignore", text);
                        format!("ignored {text}")
                    }
                    _ => {
                        kept.run(&["lock"]);
                        "locked".to_owned()
                    }
                });
            }
            kept.check(&format!("seed {seed}, step {step}: {}", done.join(", ")));
        }
    }
}

/// What is checked again once a bibliography among the sources leads to another article.
fn check_bibliography(briefing: &str, bibliography: &str, more: &[(&str, &str)]) {
    let leading_to = |name: &str| format!("references:\n- id: port\n  file: ../{name}.txt\n");
    let texts = [("a.txt", "The port has 12 cranes.\n"), ("b.txt", "The port has 13 cranes.\n"), ("a.brief", briefing)];
    let kept = Kept::new(&[&texts[..], more].concat());
    for (name, status) in [("a", 0), ("b", 1), ("a", 0)] {
        kept.write(bibliography, &leading_to(name));
        assert_eq!(kept.check(bibliography).status.code(), Some(status), "{bibliography} leads to {name}");
    }
}

#[test]
fn a_bibliography_among_the_sources_is_read_again() {
    let names = |path: &str| format!("---\nbibliography: {path}\n---\n\nThe port has 12 cranes [@port].\n");
    check_bibliography(&names("sources/refs.yaml"), "sources/refs.yaml", &[]);
    check_bibliography(&names("sources/refs"), "sources/refs.yaml", &[]);
    let project = ("_quarto.yml", "bibliography: sources/refs.yaml\n");
    check_bibliography("The port has 12 cranes [@port].\n", "sources/refs.yaml", &[project]);
}

#[test]
fn a_project_among_the_sources_is_read_again() {
    let kept = Kept::new(&[
        ("briefcheck.toml", "[sources]\nfolder = \".\"\n"),
        ("a.txt", "The port has 12 cranes.\n"),
        ("b.txt", "The port has 13 cranes.\n"),
        ("a.yaml", "references:\n- id: port\n  file: a.txt\n"),
        ("b.yaml", "references:\n- id: port\n  file: b.txt\n"),
        ("a.brief", "The port has 12 cranes [@port].\n"),
    ]);
    for (name, status) in [("a", 0), ("b", 1), ("a", 0)] {
        kept.write("_quarto.yml", &format!("bibliography: {name}.yaml\n"));
        assert_eq!(kept.check(name).status.code(), Some(status), "{name}.yaml");
    }
}
