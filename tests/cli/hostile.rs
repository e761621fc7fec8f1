//! Workspaces that somebody else made: what they can't make the command line do.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::made::{SOURCE, check, run, workspace};

const TRUE: (&str, &str) = ("a.brief", "It was \"never built to carry trains\" [@quay].\n");
const FALSE: (&str, &str) = ("a.brief", "It was \"never built to carry planes\" [@quay].\n");

#[test]
fn a_bibliography_in_a_circle_is_one_finding() {
    let bib = "@misc{x, crossref = {x}}\n@misc{quay, file = {quay.txt}}\n";
    let folder = workspace(&[
        ("briefcheck.toml", "[sources]\nbibliography = [\"refs.bib\"]\n"),
        ("refs.bib", bib),
        ("quay.txt", SOURCE.1),
        TRUE,
    ]);
    check(&folder, &["check"], 2, "", "error: `x` takes its fields from itself, and is read without them");
    check(&folder, &["check"], 2, "", "No findings in 1 briefing");
}

/// What is nested, chained or multiplied without an end costs its own entry, and no more.
#[test]
fn a_bibliography_that_grows_without_an_end_is_read_but_for_that() {
    let times = |count: usize, make: &dyn Fn(usize) -> String| (0..count).map(make).collect::<String>();
    let emph = "\\emph{".repeat(20_000) + &"}".repeat(20_000);
    let laughs = times(40, &|at| format!("@string{{a{} = a{at} # a{at} # a{at} # a{at}}}\n", at + 1));
    let chain = |field: &str| times(3_000, &|at| format!("@misc{{k{at}, {field} = {{k{}}}}}\n", at + 1));
    let cases = [
        ("@misc{x, title = {".to_owned() + &"{".repeat(20_000) + &"}".repeat(20_000) + "}}\n", "is nested too deeply"),
        (format!("@misc{{x, title = {{{emph}}}}}\n"), "is nested too deeply"),
        (format!("@string{{a0 = \"lol\"}}\n{laughs}@misc{{x, title = a40}}\n"), "is too long, and is left out"),
        ("@misc{x, title = \"a\"".to_owned() + &" # \"a\"".repeat(100_000) + "}\n", "is too much for this file"),
        ("@string{a = a # a}\n@misc{x, title = a}\n".to_owned(), "unknown abbreviation"),
        ("@string{a = b}\n@string{b = a # b}\n@misc{x, title = b}\n".to_owned(), "unknown abbreviation"),
        ("@xdata{a, xdata = {b}}\n@xdata{b, xdata = {a}}\n".to_owned(), "takes its fields from itself"),
        ("@misc{a, crossref = {b}}\n@misc{b, crossref = {a}}\n".to_owned(), "takes its fields from itself"),
        (chain("crossref"), "over too many steps"),
        (chain("xdata"), "over too many steps"),
    ];
    for (bib, expected) in cases {
        let folder = workspace(&[
            ("briefcheck.toml", "[sources]\nbibliography = [\"refs.bib\"]\n"),
            ("refs.bib", &format!("{bib}@misc{{quay, file = {{quay.txt}}}}\n")),
            ("quay.txt", SOURCE.1),
            TRUE,
        ]);
        check(&folder, &["check"], 2, "", expected);
        check(&folder, &["check"], 2, "", "No findings in 1 briefing");
    }
}

#[test]
fn names_and_texts_print_nothing_that_steers() {
    let quay = "The quay \u{1b}]0;owned\u{7} was ##[group] never built to carry\u{9b}2J trains.\n::error::no\n";
    let memo = "It was \"never built to carry\u{1b}[2J planes\" [@quay] and [@n\u{1b}one].\n";
    let folder =
        workspace(&[("sources/quay.txt", quay), ("::error file=x::y.brief", memo), ("b\u{1b}[31m\nc.brief", memo)]);
    for format in ["text", "concise", "github", "junit", "gitlab", "json", "sarif", "rdjson"] {
        let output = run(folder.path(), &["check", "--format", format, "--statistics", "--color", "never"]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(steers), "{format}: {said:?}");
        let is_order = |line: &str| {
            let line = line.trim_start();
            let asks = line.starts_with("::") && !line.starts_with(":::") && format != "github";
            asks || line.starts_with("##") || (line.contains("##[") && !line.contains("\": \""))
        };
        assert!(!said.lines().any(is_order), "{format}: {said}");
    }
    for form in ["csv", "md", "html", "json"] {
        let file = format!("out.{form}");
        assert!(run(folder.path(), &["report", "-o", &file]).status.code().is_some_and(|code| code < 3));
        let said = fs::read_to_string(folder.path().join(&file)).unwrap();
        assert!(!said.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')), "{form}");
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;

    /// A workspace, and a folder beside it with a file that it must not reach.
    fn beside(secret: &str, files: &[(&str, &str)]) -> (TempDir, TempDir) {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), secret).unwrap();
        (outside, workspace(files))
    }

    /// What a command says, which holds nothing of the secret.
    fn said(folder: &TempDir, args: &[&str], status: i32, expected: &str) {
        let output = run(folder.path(), args);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(status), "{said}");
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains("hunter2"), "{said}");
    }

    #[test]
    fn no_file_that_a_workspace_names_leads_out_of_it() {
        let (outside, folder) = beside("password \"hunter2\" = [", &[SOURCE, TRUE]);
        let secret = outside.path().join("secret");
        let of = |name: &str| folder.path().join(name);
        symlink(&secret, of("b.brief")).unwrap();
        said(&folder, &["check"], 2, "`b.brief` leads out of the workspace, and is not read");
        said(&folder, &["check", "b.brief"], 2, "`b.brief` leads out of the workspace");
        said(&folder, &["report", "-o", "out.html"], 2, "`b.brief` leads out of the workspace");
        fs::remove_file(of("b.brief")).unwrap();
        symlink(&secret, of("briefcheck.lock")).unwrap();
        said(&folder, &["check"], 2, "`briefcheck.lock` leads out of the workspace");
        said(&folder, &["lock"], 2, "`briefcheck.lock` leads out of the workspace");
        fs::remove_file(of("briefcheck.lock")).unwrap();
        symlink(&secret, of("briefcheck.baseline")).unwrap();
        said(&folder, &["check", "--baseline", "briefcheck.baseline"], 2, "leads out of the workspace");
        said(&folder, &["baseline"], 2, "leads out of the workspace");
        fs::write(of("briefcheck.toml"), "[sources]\nbibliography = [\"refs.bib\"]\n").unwrap();
        symlink(&secret, of("refs.bib")).unwrap();
        said(&folder, &["check"], 2, "`refs.bib` leads out of the workspace");
        fs::remove_file(of("briefcheck.toml")).unwrap();
        symlink(&secret, of("briefcheck.toml")).unwrap();
        said(&folder, &["check"], 2, "`briefcheck.toml` leads out of the workspace");
        assert_eq!(fs::read_to_string(secret).unwrap(), "password \"hunter2\" = [");
    }

    #[test]
    fn nothing_is_written_through_a_link_out_of_the_workspace() {
        let (outside, folder) = beside("old", &[SOURCE, TRUE]);
        let secret = outside.path().join("secret");
        for name in ["out.html", "out.txt"] {
            symlink(&secret, folder.path().join(name)).unwrap();
        }
        said(&folder, &["report", "-o", "out.html"], 2, "`out.html` leads out of the workspace, and was not written");
        said(
            &folder,
            &["check", "--output", "out.txt"],
            2,
            "`out.txt` leads out of the workspace, and was not written",
        );
        assert_eq!(fs::read_to_string(secret).unwrap(), "old");
    }

    #[test]
    fn a_workspace_does_not_allow_itself_what_lies_outside() {
        let (outside, folder) = beside(SOURCE.1, &[("a.brief", "It was \"never built to carry trains\" [@q].\n")]);
        let there = outside.path().to_str().unwrap();
        let config = format!("[sources]\nallow-outside = [{there:?}]\n[sources.keys]\nq = \"{there}/secret\"\n");
        fs::write(folder.path().join("briefcheck.toml"), config).unwrap();
        said(&folder, &["check"], 1, "its own `allow-outside` does not count");
        check(&folder, &["check", "--allow-outside", there], 0, "", "No findings");
        check(&folder, &["check", "--config", "briefcheck.toml"], 0, "", "No findings");
        // The user's own configuration says so for every workspace.
        let user = workspace(&[("briefcheck/briefcheck.toml", &format!("[sources]\nallow-outside = [{there:?}]\n"))]);
        let output = Command::new(briefcheck_tests::briefcheck())
            .arg("check")
            .env("XDG_CONFIG_HOME", user.path())
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    #[test]
    fn the_folder_of_all_files_is_no_folder_of_sources() {
        let folder = workspace(&[("briefcheck.toml", "[sources]\nfolder = \"/\"\n"), TRUE]);
        said(&folder, &["check"], 2, "`folder` can't be the folder of all files");
        let folder = workspace(&[("briefcheck.toml", "[sources]\nfolder = \"../..\"\n"), TRUE]);
        let output = run(folder.path(), &["check"]);
        assert_eq!(output.status.code(), Some(2));
    }

    #[test]
    fn what_is_no_file_or_too_large_is_not_read() {
        let folder = workspace(&[SOURCE, TRUE, ("refs.bib", "")]);
        let of = |name: &str| folder.path().join(name);
        let sparse = |name: &str| fs::File::create(of(name)).unwrap().set_len(1 << 40).unwrap();
        let pipe = |name: &str| assert!(Command::new("mkfifo").arg(of(name)).status().unwrap().success());
        said(&folder, &["check", "--config", "/dev/zero"], 2, "is no regular file");
        said(&folder, &["check", "--baseline", "/dev/zero"], 2, "is no regular file");
        said(&folder, &["check", "/dev/zero"], 2, "is no regular file");
        sparse("b.brief");
        said(&folder, &["check"], 2, "`b.brief` has 1048576 MiB, over the limit of 4 MiB");
        fs::remove_file(of("b.brief")).unwrap();
        let _listening = UnixListener::bind(of("b.brief")).unwrap();
        said(&folder, &["check", "b.brief"], 2, "`b.brief` is no regular file");
        fs::remove_file(of("b.brief")).unwrap();
        for make in [&sparse as &dyn Fn(&str), &pipe] {
            make("briefcheck.lock");
            let output = run(folder.path(), &["check"]);
            assert_eq!(output.status.code(), Some(2), "{output:?}");
            fs::remove_file(of("briefcheck.lock")).unwrap();
            fs::remove_file(of("briefcheck.toml")).unwrap();
            make("briefcheck.toml");
            // A pipe is no configuration, and a file without an end is one that can't be used.
            assert!(run(folder.path(), &["check"]).status.code().is_some());
            fs::remove_file(of("briefcheck.toml")).unwrap();
            fs::write(of("briefcheck.toml"), "[sources]\nbibliography = [\"refs.bib\"]\n").unwrap();
            fs::remove_file(of("refs.bib")).unwrap();
            make("refs.bib");
            let output = run(folder.path(), &["check"]);
            assert_eq!(output.status.code(), Some(2), "{output:?}");
        }
    }

    #[test]
    fn a_fix_that_could_not_be_written_is_none() {
        let unused = "It was \"never built to carry trains\" [@quay].<!-- briefcheck: allow quote-altered: old -->\n";
        let folder = workspace(&[SOURCE, ("a.brief", unused), ("b.brief", unused)]);
        let path = folder.path().join("a.brief");
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        let output = run(folder.path(), &["check", "--fix"]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("`a.brief` may not be written"), "{said}");
        assert!(said.contains("Fixed 1, 1 left"), "{said}");
        assert!(said.contains("allow-unused"), "{said}");
        assert_eq!(fs::read_to_string(path).unwrap(), unused);
        assert_ne!(fs::read_to_string(folder.path().join("b.brief")).unwrap(), unused);
    }

    /// What is a file while it is looked at is something else when it is opened, for every role.
    #[test]
    fn what_changes_while_it_is_read_leads_nowhere() {
        let config = "[sources]\nbibliography = [\"refs.bib\"]\n";
        let (outside, folder) = beside("\"password hunter2\" [@quay]. = [", &[SOURCE, TRUE, ("refs.bib", "")]);
        let secret = outside.path().join("secret");
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let files = [SOURCE, TRUE, ("refs.bib", ""), ("briefcheck.toml", config), ("briefcheck.lock", "")];
                let new = folder.path().join("new");
                while !is_over.load(Ordering::Relaxed) {
                    for (name, text) in files {
                        let path = folder.path().join(name);
                        symlink(&secret, &new).unwrap();
                        fs::rename(&new, &path).unwrap();
                        assert!(Command::new("mkfifo").arg(&new).status().unwrap().success());
                        fs::rename(&new, &path).unwrap();
                        fs::write(&new, text).unwrap();
                        fs::rename(&new, &path).unwrap();
                    }
                }
            });
            for args in [&["check", "--no-cache"] as &[&str], &["check", "--fix"], &["lock"], &["find", "hunter2"]] {
                for _ in 0..10 {
                    let output = run(folder.path(), args);
                    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
                    assert!(output.status.code().is_some(), "{said}");
                    // `find` repeats what it looks for.
                    assert!(!said.contains("password"), "{args:?}: {said}");
                }
            }
            is_over.store(true, Ordering::Relaxed);
        });
        assert_eq!(fs::read_to_string(secret).unwrap(), "\"password hunter2\" [@quay]. = [");
    }

    #[test]
    fn what_is_added_is_a_file_of_some_size() {
        let folder = workspace(&[SOURCE, ("briefcheck.toml", "[sources]\nmax-size = \"1 MiB\"\n")]);
        fs::File::create(folder.path().join("sparse.txt")).unwrap().set_len(1 << 40).unwrap();
        assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
        said(&folder, &["add", "sparse.txt"], 2, "`sparse.txt` has 1048576 MiB, over the limit of 1 MiB");
        said(&folder, &["add", "/dev/zero"], 2, "`/dev/zero` is no regular file");
        said(&folder, &["add", "pipe"], 2, "`pipe` is no regular file");
    }

    /// A device that is full keeps the file that was there.
    #[test]
    fn what_can_not_be_written_says_so() {
        let folder = workspace(&[SOURCE, FALSE]);
        if std::path::Path::new("/dev/full").exists() {
            said(&folder, &["check", "--output", "/dev/full"], 2, "could not be written");
        }
        said(&folder, &["report", "-o", "no/out.html"], 2, "`no/out.html` could not be written");
        // A pipe that a workspace brings is not waited for.
        assert!(Command::new("mkfifo").arg(folder.path().join("out.html")).status().unwrap().success());
        said(&folder, &["report", "-o", "out.html"], 2, "`out.html` could not be written");
        said(&folder, &["check", "--output", "out.html"], 2, "`out.html` could not be written");
    }

    /// Standard output may be a file that others write as well.
    #[test]
    fn what_goes_to_standard_output_comes_after_what_is_there() {
        let folder = workspace(&[SOURCE, FALSE, ("log", "before\n")]);
        let log = fs::File::options().append(true).open(folder.path().join("log")).unwrap();
        let status = Command::new(briefcheck_tests::briefcheck())
            .args(["check", "--format", "concise", "--output", "/dev/stdout"])
            .current_dir(folder.path())
            .stdout(log)
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(1));
        let said = fs::read_to_string(folder.path().join("log")).unwrap();
        assert!(said.starts_with("before\na.brief:1:8: error[quote-altered]"), "{said}");
    }
}
