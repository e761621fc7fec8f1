//! What a repository of briefings is set up with: hooks, the configuration's schema, completions. The action is tried with the
//! packages, in `tests/packaging`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::demo;
use briefcheck_tests::tools::{fed, tool};
use serde_json::{Value, json};
use tempfile::TempDir;

const FAULTY: &str = "It \"was built to carry trains\" [@quay].\n";
const CLEAN: &str = "It \"was never built to carry trains\" [@quay].\n";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A repository of briefings: one is clean, one is faulty, and one is faulty and excluded.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("briefcheck.toml", "exclude = [\"drafts/\"]\n"),
        ("sources/quay.txt", "The quay was never built to carry trains.\n"),
        ("clean.brief", CLEAN),
        ("drafts/draft.brief.md", FAULTY),
        ("faulty.brief.md", FAULTY),
        ("readme.md", FAULTY),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    git(folder.path(), &["init", "--quiet"]);
    folder
}

fn git(folder: &Path, args: &[&str]) -> String {
    let identity = ["-c", "user.name=Tests", "-c", "user.email=tests@example.org"];
    let output = Command::new("git").args(identity).args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// The path with the binary under test first.
fn path() -> OsString {
    let own = briefcheck().parent().unwrap().to_owned();
    env::join_paths([own].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap()))).unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}

/// Runs a hook over all files: whether it passes, and what it says.
fn check_hook(id: &str, folder: &TempDir, passes: bool, expected: &[&str]) {
    let Some(pre_commit) = tool("python/bin/pre-commit") else { return };
    let hooks = tempfile::tempdir().unwrap();
    fs::copy(top().join(".pre-commit-hooks.yaml"), hooks.path().join(".pre-commit-hooks.yaml")).unwrap();
    git(hooks.path(), &["init", "--quiet"]);
    git(hooks.path(), &["add", "--all"]);
    git(hooks.path(), &["commit", "--quiet", "--message", "Hooks"]);
    let revision = git(hooks.path(), &["rev-parse", "HEAD"]);
    let config =
        format!("repos:\n  - repo: {}\n    rev: {revision}\n    hooks:\n      - id: {id}\n", hooks.path().display());
    fs::write(folder.path().join(".pre-commit-config.yaml"), config).unwrap();
    git(folder.path(), &["add", "--all"]);
    let cache = tempfile::tempdir().unwrap();
    let output = Command::new(pre_commit)
        .args(["run", "--all-files", "--color", "never"])
        .env("PATH", path())
        .env("PRE_COMMIT_HOME", cache.path())
        .current_dir(folder)
        .output()
        .unwrap();
    let said = said(&output);
    assert_eq!(output.status.success(), passes, "{said}");
    for words in expected {
        assert!(said.contains(words), "{words:?} is not in {said}");
    }
    assert!(!said.contains("draft.brief.md") && !said.contains("readme.md"), "{said}");
}

#[test]
fn a_hook_checks_the_briefings_that_are_named() {
    let folder = repository();
    let found = ["--> faulty.brief.md:1:4", "Found 1 error in 1 of 2 briefings"];
    check_hook("briefcheck", &folder, false, &found);
    fs::write(folder.path().join("faulty.brief.md"), CLEAN).unwrap();
    check_hook("briefcheck", &folder, true, &["Passed"]);
}

#[test]
fn a_hook_checks_the_workspace() {
    check_hook("briefcheck-workspace", &repository(), false, &["--> faulty.brief.md:1:4"]);
}

const SCHEMA: &str = "server/briefcheck/briefcheck.schema.json";

fn schema() -> String {
    let output = Command::new(briefcheck()).args(["config", "--schema"]).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_schema_is_the_committed_one() {
    let committed = fs::read_to_string(top().join(SCHEMA)).unwrap();
    assert_eq!(committed, schema(), "write it anew: `briefcheck config --schema >{SCHEMA}`");
}

/// Whether the schema admits a configuration, and whether briefcheck does: both must say the same.
fn check_config(config: &str, expected: bool) {
    let Some(python) = tool("python/bin/python") else { return };
    let by_schema = fed(Command::new(python).arg("consumers/config.py").arg(top().join(SCHEMA)), config.as_bytes());
    assert_eq!(by_schema.status.success(), expected, "{config}{}", said(&by_schema));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("briefcheck.toml"), config).unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    fs::write(folder.path().join("a.brief"), "A line.\n").unwrap();
    let by_us = Command::new(briefcheck()).arg("check").current_dir(&folder).output().unwrap();
    assert_eq!(by_us.status.success(), expected, "{config}{}", said(&by_us));
}

#[test]
fn the_schema_admits_what_is_read() {
    check_config("", true);
    check_config("include = [\"memos/**/*.md\"]\n[sources]\nmax-size = \"1 MiB\"\nallow-outside = []\n", true);
    check_config(
        "[sources]\nmax-size = 4096\n[sources.keys]\na = \"a.txt\"\nb = { path = \"b.txt\", date = 2025-10-02, status = \"corrected\" }\n",
        true,
    );
    check_config(
        "[rules]\nclaim-uncited = \"off\"\n[[overrides]]\npaths = [\"a/**\"]\nrules = { figure-hedge = \"info\" }\n",
        true,
    );
    check_config("exlude = []\n", false);
    check_config("include = \"*.md\"\n", false);
    check_config("[rules]\nquote-alterd = \"off\"\n", false);
    check_config("[rules]\nquote-altered = \"loud\"\n", false);
    check_config("[sources]\nmax-size = \"big\"\n", false);
    check_config("[sources.keys]\na = { title = \"A\" }\n", false);
    check_config("[[overrides]]\npaths = [\"a\"]\n", false);
}

#[test]
fn the_demos_configuration_is_admitted() {
    let Some(python) = tool("python/bin/python") else { return };
    let config = fs::read(demo().join("briefcheck.toml")).unwrap();
    let output = fed(Command::new(python).arg("consumers/config.py").arg(top().join(SCHEMA)), &config);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_workspace_that_was_begun_checks_clean() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| Command::new(briefcheck()).args(args).current_dir(&folder).output().unwrap();
    assert!(run(&["init", "notes"]).status.success());
    let checked = Command::new(briefcheck())
        .args(["check", "--fail-on", "info"])
        .current_dir(folder.path().join("notes"))
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", said(&checked));
    let said_of_it = said(&checked);
    assert!(said_of_it.contains("No findings in 1 briefing"), "{said_of_it}");
    let memo = folder.path().join("notes/memos/first.brief.md");
    fs::write(&memo, "Mine.\n").unwrap();
    fs::remove_file(folder.path().join("notes/briefcheck.toml")).unwrap();
    let again = run(&["init", "notes"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("there is a `notes/sources/harbour.txt` already"), "{}", said(&again));
    assert_eq!(fs::read_to_string(memo).unwrap(), "Mine.\n");
    assert!(!folder.path().join("notes/briefcheck.toml").exists());
}

#[test]
fn completions_are_shell_scripts() {
    let of = |shell: &str| Command::new(briefcheck()).args(["completions", shell]).output().unwrap();
    let script = of("bash").stdout;
    let ask = "\nCOMP_WORDS=(briefcheck check --for); COMP_CWORD=2; _briefcheck briefcheck --for check; echo \"${COMPREPLY[@]}\"";
    let completed = fed(&mut Command::new("bash"), &[&script, ask.as_bytes()].concat());
    assert_eq!(said(&completed).trim(), "--format --force-exclude");
    for shell in ["elvish", "fish", "powershell", "zsh"] {
        assert!(said(&of(shell)).contains("stdin-filename"), "{shell}");
    }
    assert_eq!(of("tcsh").status.code(), Some(2));
}

/// What the server answers to some calls, each a tool with its arguments, and whether it could.
fn asked(folder: &TempDir, calls: &Value) -> Option<Vec<(bool, Value)>> {
    let python = tool("python/bin/python")?;
    let mut client = Command::new(python);
    client.arg("consumers/mcp_client.py").arg(briefcheck()).arg(folder.path());
    let output = fed(&mut client, &serde_json::to_vec(calls).unwrap());
    assert!(output.status.success(), "{}", said(&output));
    let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers["tools"], json!(["check_file", "find_quotation", "list_sources", "verify_text"]));
    let answer = |answer: &Value| (answer["is_error"] == false, answer["answer"].clone());
    Some(answers["answers"].as_array().unwrap().iter().map(answer).collect())
}

#[test]
fn a_client_asks_of_the_workspace() {
    let calls = json!([
        ["list_sources", {}],
        ["find_quotation", {"text": "the quay was built to carry trains"}],
        ["check_file", {"path": "faulty.brief.md"}],
        ["verify_text", {"text": "It \"was never built to carry trains\" [@quay]."}],
        ["verify_text", {"text": "The quay was built for 12 trains."}],
    ]);
    let Some(answers) = asked(&repository(), &calls) else { return };
    assert!(answers.iter().all(|(could, _)| *could), "{answers:#?}");
    let answers: Vec<&Value> = answers.iter().map(|(_, answer)| answer).collect();
    assert_eq!(answers[0]["sources"], json!([{"key": "quay", "file": "sources/quay.txt"}]));
    assert_eq!(answers[1]["places"][0]["text"], "The quay was never built to carry trains");
    assert_eq!((&answers[1]["places"][0]["how"], &answers[1]["places"][0]["line"]), (&json!("altered"), &json!(1)));
    assert_eq!(answers[2]["findings"][0]["rule"], "quote-altered");
    assert_eq!(answers[3]["verdict"], "supported");
    assert_eq!(answers[4]["verdict"], "unsupported");
    assert_eq!(answers[4]["checks"][0]["text"], "12");
}

#[test]
fn a_client_gives_its_own_sources() {
    let sources = json!([{"key": "a", "text": "It carried 863 notes."}]);
    let calls = json!([
        ["verify_text", {"text": "It carried 836 notes [@a].", "sources": sources}],
        ["verify_text", {"text": "It carried 863 notes [@a].", "sources": sources}],
    ]);
    let Some(answers) = asked(&repository(), &calls) else { return };
    assert_eq!((&answers[0].1["verdict"], &answers[1].1["verdict"]), (&json!("unsupported"), &json!("supported")));
}

#[test]
fn a_client_is_told_what_can_not_be_answered() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.brief"), "secret\n").unwrap();
    let calls = json!([
        ["check_file", {"path": "nowhere.brief"}],
        ["check_file", {"path": outside.path().join("a.brief")}],
        ["check_file", {"path": "../../etc/passwd"}],
        ["list_sources", {}],
    ]);
    let Some(answers) = asked(&repository(), &calls) else { return };
    for (could, said) in &answers[..3] {
        assert!(!could && said.as_str().unwrap().contains("in the workspace"), "{said}");
    }
    assert!(answers[3].0, "it goes on");
}
