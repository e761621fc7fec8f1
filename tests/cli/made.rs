//! Cases whose files are made here.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use briefcheck_tests::briefcheck;
use tempfile::TempDir;

/// A workspace with these files.
pub(super) fn workspace(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("briefcheck.toml", "")].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(super) fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(briefcheck()).args(args).current_dir(folder).output().unwrap()
}

/// Runs a command in a workspace: the exit status, and what the output holds beside other things.
pub(super) fn check(folder: &TempDir, args: &[&str], status: i32, stdout: &str, stderr: &str) {
    let output = run(folder.path(), args);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (said(&output.stdout), said(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{out}{err}");
    assert!(out.contains(stdout), "{out}");
    assert!(err.contains(stderr), "{err}");
}

pub(super) const SOURCE: (&str, &str) = ("sources/quay.txt", "The quay was never built to carry trains.\n");

#[test]
fn megabytes_on_a_line_are_checked() {
    let line = "It was \"never built to carry planes\" [@quay]. ".repeat(20) + &"word ".repeat(750_000);
    let folder = workspace(&[SOURCE, ("a.brief", &line)]);
    check(&folder, &["check", "--format", "concise"], 1, "a.brief:1:8: error[quote-altered]", "Found 20 errors");
}

#[test]
fn a_large_source_is_over_the_limit() {
    let folder = workspace(&[
        ("briefcheck.toml", "[sources]\nmax-size = \"1 MiB\"\n"),
        ("sources/long.txt", &"word ".repeat(500_000)),
        ("a.brief", "It was \"never built to carry trains\" [@long].\n"),
    ]);
    let said = "`sources/long.txt` has 2.3 MiB, over the limit of 1 MiB: raise `max-size` under [sources]";
    check(&folder, &["check", "--format", "concise"], 1, said, "Found 1 error");
}

/// A library as Better BibTeX exports it with its files: names with blanks, semicolons and accents, both forms of `file`, fields with braces.
const LIBRARY: &str = r#"
@article{vossTimberKessin2031,
  title = {Timber at {{Kessin}}: {{A Report}}},
  shorttitle = {Timber at {{Kessin}}},
  author = {Voss, Ida and Kell, Jon},
  date = {2031-06-02},
  journaltitle = {The Quay},
  publisher = {Quay \& Sons},
  issn = {1234-5678},
  url = {https://quay.example/timber},
  urldate = {2031-06-10},
  abstract = {The port handled logs \textendash{} many of them. {$<$}p{$>$}Two cranes{$<$}/p{$>$}},
  langid = {english},
  keywords = {ports,timber},
  file = {files/3/scan.pdf;files/4/timber.html}
}

@online{adlerFerries2030,
  title = {Ferries},
  author = {Adler, Jon},
  date = {2030-01},
  file = {Full Text:files/7/Adler - 2030 - Ferries\; old & new.txt:text/plain}
}

@book{marshQuays2019,
  title = {Quays},
  author = {Marsh, Edda},
  date = {2019}
}

@comment{BetterBibTeX JSON: {"collections": {"x": {"name": "Kessin", "children": [{"k": 1}]}}}}
"#;

#[test]
fn a_library_of_zotero_is_one_line_of_the_front_matter() {
    let page = "<!doctype html><html><body><p>Two cranes were bought for the northern quay.</p></body></html>";
    let folder = |memo: &str| {
        let memo = format!("---\nbibliography: library.bib\n---\n\n{memo}\n");
        workspace(&[
            ("library.bib", LIBRARY),
            ("files/3/scan.pdf", "%PDF-1.7\nrubbish"),
            ("files/4/timber.html", page),
            ("files/7/Adler - 2030 - Ferries; old & new.txt", "The ferry left Kessin on Friday.\n"),
            ("a.brief.md", &memo),
        ])
    };
    let check =
        |memo: &str, status, said: &str| check(&folder(memo), &["check", "--format", "concise"], status, said, "");
    check("\"Two cranes were bought\" [@vossTimberKessin2031]. \"The ferry left Kessin\" [@adlerFerries2030].", 0, "");
    check("\"Two cranes were sold\" [@vossTimberKessin2031].", 1, "error[quote-altered]");
    check("It was so [@marshQuays2019].", 1, "library.bib has @marshQuays2019, but no file");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_circle_of_links_ends() {
        let folder = workspace(&[SOURCE, ("a.brief", "---\nsources:\n  c: circle\n---\n\nA [@c].\n")]);
        symlink("circle", folder.path().join("circle")).unwrap();
        symlink(".", folder.path().join("here")).unwrap();
        symlink("..", folder.path().join("sources/up")).unwrap();
        let said = "`circle` is a symbolic link in a circle: let it lead to a file";
        check(&folder, &["check", "--format", "concise"], 1, said, "in 1 of 1 briefing;");
    }

    #[test]
    fn a_link_does_not_lead_out_of_the_workspace() {
        let outside = workspace(&[("secret.txt", "The quay was never built to carry trains.\n")]);
        let folder = workspace(&[("a.brief", "It was \"never built to carry trains\" [@secret].\n")]);
        fs::create_dir(folder.path().join("sources")).unwrap();
        symlink(outside.path().join("secret.txt"), folder.path().join("sources/secret.txt")).unwrap();
        let said = "`sources/secret.txt` lies outside the workspace";
        check(&folder, &["check", "--format", "concise"], 1, said, "Found 1 error");
        let allowed = format!("[sources]\nallow-outside = [{:?}]\n", outside.path());
        fs::write(folder.path().join("briefcheck.toml"), allowed).unwrap();
        let trusting = ["check", "--format", "concise", "--config", "briefcheck.toml"];
        check(&folder, &trusting, 0, "", "No findings");
    }

    #[test]
    fn a_pipe_is_no_source() {
        let folder = workspace(&[("a.brief", "---\nsources:\n  p: pipe\n---\n\nA [@p].\n")]);
        assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
        check(&folder, &["check", "--format", "concise"], 1, "`pipe` is no regular file", "Found 1 error");
    }
}

#[test]
fn ignore_files_are_honoured() {
    let folder = workspace(&[
        (".gitignore", "target/\n"),
        ("target/a.brief", "\"not a word of it is anywhere\" [@quay].\n"),
        ("b.brief", "It was \"never built to carry trains\" [@quay].\n"),
        SOURCE,
    ]);
    check(&folder, &["check"], 0, "", "No findings in 1 briefing;");
    check(&folder, &["check", "target/a.brief"], 1, "quote-not-found", "in 1 of 1 briefing;");
}

#[test]
fn a_front_matter_with_sources_makes_a_briefing() {
    let folder = workspace(&[
        ("a.md", "---\nsources:\n  q: sources/quay.txt\n---\n\nIt was \"never built to carry planes\" [@q].\n"),
        ("readme.md", "It was \"never built to carry planes\" [@quay].\n"),
        SOURCE,
    ]);
    check(&folder, &["check", "--format", "concise"], 1, "a.md:6:8: error[quote-altered]", "in 1 of 1 briefing;");
}

#[test]
fn of_two_files_with_one_stem_the_first_has_it() {
    let folder = workspace(&[
        ("sources/a.md", "First words of all.\n"),
        ("sources/a.txt", "Second words of all.\n"),
        ("a.brief", "It has \"first words of all\" [@a]; \"second words of all\" [@a.txt].\n"),
    ]);
    let said =
        "two sources have the key `a`: `sources/a.md`, which is read, and `sources/a.txt`, which says something else";
    check(&folder, &["check", "--fail-on", "error"], 0, said, "Found 1 warning");
}

#[test]
fn an_article_may_say_its_own_date() {
    let article = "The quay closed on Thursday, the harbour master said.\n";
    let memo = ("a.brief", "The quay closed on 18 September 2025, the harbour master said [@quay].\n");
    let dated = format!("---\ndate: 2025-09-19\n---\n\n{article}");
    check(&workspace(&[("sources/quay.md", &dated), memo]), &["check"], 0, "", "No findings");
    check(&workspace(&[("sources/quay.md", article), memo]), &["check"], 1, "18 September 2025", "Found 1 error");
}

#[test]
fn a_folder_for_sources_that_is_not_there_is_told() {
    let folder = workspace(&[("briefcheck.toml", "[sources]\nfolder = \"articles\"\n"), ("a.brief", "A line.\n")]);
    check(&folder, &["check"], 2, "", "there is no folder `articles` for sources");
}

#[test]
fn a_link_to_a_source_is_a_citation() {
    let folder = workspace(&[
        ("own/quay.txt", "The quay was never built to carry trains.\n"),
        (
            "memos/a.brief",
            "---\nsources:\n  q: ../own/quay.txt\n---\n\nIt was [\"built to carry trains\"](../own/quay.txt#L1) and [\"built for planes\"](../own/quay.txt).\n",
        ),
    ]);
    let args = ["check", "--format", "concise", "--fail-on", "warning"];
    check(&folder, &args, 1, "memos/a.brief:6:", "in 1 of 1 briefing;");
}

#[test]
fn findings_go_to_a_file_if_one_is_named() {
    let folder = workspace(&[SOURCE, ("a.brief", "It was \"never built to carry planes\" [@quay].\n")]);
    check(&folder, &["check", "--format", "concise", "--output", "found.txt"], 1, "", "Found 1 error");
    let found = fs::read_to_string(folder.path().join("found.txt")).unwrap();
    assert!(found.starts_with("a.brief:1:8: error[quote-altered]"), "{found}");
    check(&folder, &["check", "--output", "no/such/folder"], 2, "", "`no/such/folder` could not be written");
}

#[test]
fn exclude_holds_for_named_files_if_it_is_asked_for() {
    let faulty = "It was \"never built to carry planes\" [@quay].\n";
    let folder = workspace(&[
        SOURCE,
        ("briefcheck.toml", "exclude = [\"drafts/\"]\n"),
        ("a.brief", faulty),
        ("drafts/b.brief", faulty),
    ]);
    let named = ["check", "--format", "concise", "a.brief", "drafts/b.brief"];
    check(&folder, &named, 1, "drafts/b.brief:1:8", "in 2 of 2 briefings;");
    let forced = [&named[..], &["--force-exclude"]].concat();
    check(&folder, &forced, 1, "a.brief:1:8", "in 1 of 1 briefing;");
    check(&folder, &["check", "--force-exclude", "drafts/b.brief"], 0, "", "");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let memos = Path::new(env!("CARGO_MANIFEST_DIR")).join("memos");
    for format in ["text", "concise", "json"] {
        let of = |jobs| run(&memos, &["check", "--format", format, "--jobs", jobs]);
        let (one, eight) = (of("1"), of("8"));
        assert!(!one.stdout.is_empty());
        assert_eq!(String::from_utf8_lossy(&one.stdout), String::from_utf8_lossy(&eight.stdout));
        assert_eq!((one.stderr, one.status), (eight.stderr, eight.status));
    }
}

#[test]
fn the_json_has_the_documented_form() {
    let memos = Path::new(env!("CARGO_MANIFEST_DIR")).join("memos");
    let output = run(&memos, &["check", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&document), "findings summary version");
    assert_eq!(document["version"], 1);
    let counts = "allowed at_fault checked checks claims errors files hints infos sources unasked unconfirmed \
                  unverifiable verified warnings";
    assert_eq!(keys(&document["summary"]), counts);
    assert_eq!(keys(&document["summary"]["checks"]), "claim figure name quote");
    let findings = document["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(keys(finding), "evidence file fixes message range rule severity text");
        let file = fs::read_to_string(memos.join(finding["file"].as_str().unwrap())).unwrap();
        check_range(&finding["range"], &file, Some(finding["text"].as_str().unwrap()));
        for evidence in finding["evidence"].as_array().unwrap() {
            assert_eq!(keys(evidence), "file range score source text");
            assert!((0.0..=1.0).contains(&evidence["score"].as_f64().unwrap()));
            // Some sources are in older encodings.
            if let Ok(source) = fs::read_to_string(memos.join(evidence["file"].as_str().unwrap())) {
                check_range(&evidence["range"], &source, None);
            }
        }
        for fix in finding["fixes"].as_array().unwrap() {
            assert_eq!(keys(fix), "edits safe title");
            for edit in fix["edits"].as_array().unwrap() {
                assert_eq!(keys(edit), "range text");
                check_range(&edit["range"], &file, None);
            }
        }
    }
}

/// A range holds `text`, and its lines and columns are those of its offsets.
fn check_range(range: &serde_json::Value, file: &str, text: Option<&str>) {
    let offset = |end: &str| usize::try_from(range[end]["offset"].as_u64().unwrap()).unwrap();
    let words = &file[offset("start")..offset("end")];
    assert!(text.is_none_or(|text| text == words), "{words:?} is not {text:?}");
    for end in ["start", "end"] {
        let before = &file[..offset(end)];
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        let line = before.matches('\n').count() + 1;
        assert_eq!((&range[end]["line"], &range[end]["column"]), (&line.into(), &column.into()));
    }
}

#[test]
fn two_briefings_that_say_one_thing_otherwise() {
    let folder = workspace(&[
        ("sources/harbour.txt", "The strike in Vell idled 1,200 dockers for a week.\n"),
        ("sources/union.txt", "The strike in Vell idled 1,500 dockers for a week.\n"),
        ("a.brief", "The strike in Vell idled 1,200 dockers for a week [@harbour].\n"),
        ("b.brief", "The strike in Vell idled 1,500 dockers for a week [@union].\n"),
    ]);
    let said = "b.brief:1:26: warning[figure-conflict] “1,500” here, “1,200” in line 1 of a.brief";
    check(&folder, &["check", "--format", "concise"], 0, said, "Found 1 warning");
    check(&folder, &["check", "b.brief"], 0, "", "No findings in 1 briefing");
}
