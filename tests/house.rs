//! What keeps the house in order: what the engine may know, what the top level may hold.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::fs;
use std::path::{Path, PathBuf};

use briefcheck_engine::rules::Class;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust files in a folder and the folders in it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_engine_does_no_input_or_output() {
    let outside = [
        "std::fs",
        "std::net",
        "std::process",
        "std::env",
        "std::thread",
        "std::time",
        "std::os",
        "std::io",
        "async ",
        "tokio",
        "rayon",
        "tower_lsp",
        "lsp_types",
        "print!",
        "println!",
    ];
    let files = sources(&top().join("server/engine/src"));
    assert!(files.len() > 50, "{files:?}");
    let desk = sources(&top().join("server/desk/src"));
    assert!(desk.len() > 3, "{desk:?}");
    // The tests of the lexicon look at its files.
    let is_pure = |file: &PathBuf| !file.ends_with("lexicon/tests.rs");
    for file in files.into_iter().chain(desk).filter(is_pure) {
        let text = fs::read_to_string(&file).unwrap();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for name in outside {
                assert!(!line.contains(name), "{}:{}: {name} in a crate that is pure", file.display(), at + 1);
            }
        }
    }
}

#[test]
fn the_engine_depends_on_no_runtime() {
    for crate_name in ["engine", "desk"] {
        let manifest = fs::read_to_string(top().join("server").join(crate_name).join("Cargo.toml")).unwrap();
        for name in ["tokio", "tower-lsp", "rayon", "ignore", "clap", "anstream", "walkdir"] {
            let is_named = manifest.lines().any(|line| line.starts_with(name));
            assert!(!is_named, "{name} in the manifest of {crate_name}");
        }
    }
}

#[test]
fn the_top_level_holds_what_it_may() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        // What others look for here by name.
        "Containerfile",
        "action.yml",
        "clippy.toml",
        "deny.toml",
        "rustfmt.toml",
        "editors",
        "grammar",
        "server",
        "tests",
        "target",
    ];
    for entry in fs::read_dir(top()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} has no place at the top level");
    }
}

/// The strings of a list in `deny.toml`.
fn listed(name: &str) -> Vec<String> {
    let text = fs::read_to_string(top().join("deny.toml")).unwrap();
    let list = text.split_once(&format!("\n{name} = [\n")).unwrap().1;
    let lines = list.lines().take_while(|line| *line != "]");
    lines.filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).map(str::to_owned).collect()
}

/// Whether a licence's expression can be fulfilled with allowed ones: of `OR` one, of `AND` all.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let any = expression.replace(['(', ')'], " ").replace('/', " OR ");
    let is_one = |licence: &str| allowed.iter().any(|other| other == licence.trim());
    // In brackets there are only alternatives.
    match expression.contains('(') {
        true => any.split(" AND ").all(|part| part.split(" OR ").any(is_one)),
        false => any.split(" OR ").any(|part| part.split(" AND ").all(is_one)),
    }
}

#[test]
fn licences_are_read_as_they_are_written() {
    let allowed = ["MIT".to_owned(), "ISC".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("Apache-2.0/MIT", true),
        ("MIT AND ISC", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND ISC", true),
        ("(MIT OR ISC) AND GPL-3.0", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn dependencies_have_allowed_licences_and_come_from_the_registry() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = std::process::Command::new(cargo)
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(top())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let allowed = listed("allow");
    assert!(allowed.len() > 5, "{allowed:?}");
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or("none"));
        assert!(is_allowed(licence, &allowed), "{name} has the licence {licence}: see deny.toml");
        let source = package["source"].as_str().unwrap_or("registry+");
        assert!(source.starts_with("registry+"), "{name} comes from {source}");
    }
}

#[test]
fn every_surface_has_the_same_signs() {
    let read = |path: &str| fs::read_to_string(top().join(path)).unwrap();
    let page = read("server/briefcheck/src/report/evidence/page/page.css");
    let (code, neovim) = (read("editors/vscode/media/evidence.js"), read("editors/neovim/lua/briefcheck/evidence.lua"));
    for class in Class::ALL {
        let (name, sign) = (class.name(), class.sign());
        for at in [format!(".{name}.sign::after"), format!(".note.{name} .state::before")] {
            let rule = page.lines().find(|line| line.contains(&at)).unwrap();
            assert!(rule.contains(&format!("content: \"{sign}\"")), "{at} has another sign than {sign}");
        }
        assert!(code.contains(&format!("{name}: '{sign}'")), "{name} in VS Code");
        assert!(neovim.contains(&format!("{name} = '{sign}'")), "{name} in Neovim");
    }
}

/// How `tests/run` would end with these steps in Bash: its status, and what it prints.
fn steps(steps: &str, ci: &str) -> (Option<i32>, String) {
    let tools = tempfile::tempdir().unwrap();
    let script = format!("set -euo pipefail\ntools=$1\n. \"$2\"\n{steps}\nsum_up");
    let mut bash = std::process::Command::new("bash");
    bash.args(["-c", &script, "bash"]).arg(tools.path()).arg(top().join("tests/steps.sh")).env("CI", ci);
    let output = bash.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn what_failed_is_told_in_a_line_each() {
    let (status, told) = steps(
        r#"says() { printf '%b\n' "$1"; return "$2"; }
        install_late() { says 'no network' 1; }
        begin late
        step fine true
        step rust says "---- a::b stdout ----\nthread 'a::b' (7) panicked at a.rs:3:4:\nno\n---- c::d stdout ----\nError: e" 101
        step lints says 'error: no `x`\n  --> b.rs:1:2\nerror: could not compile' 1
        step python says 'FAILED c.py::test_e - assert 1 == 2' 1
        step node says '\xE2\x9C\x96 a page is so (1.5ms)' 1
        step other says 'first\nlast words\n' 3"#,
        "false",
    );
    let failed: Vec<&str> = told.split("\nFAILED after ").nth(1).unwrap_or_default().lines().skip(1).collect();
    assert_eq!(status, Some(1), "{told}");
    assert_eq!(
        failed,
        [
            "FAILED rust: a::b, at a.rs:3:4",
            "FAILED rust: c::d",
            "FAILED lints: b.rs:1:2: error: no `x`",
            "FAILED python: c.py::test_e - assert 1 == 2",
            "FAILED node: ✖ a page is so (1.5ms)",
            "FAILED other: last words",
            "FAILED late: no network",
        ]
    );
}

#[test]
fn what_is_left_out_is_a_failure_in_ci_alone() {
    let lacking = "lacks() { echo 'no Emacs'; return 77; }\nstep fine true\nstep emacs lacks";
    let (status, told) = steps(lacking, "false");
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("Left out: emacs (no Emacs)\nAll tests passed in "), "{told}");
    let (status, told) = steps(lacking, "true");
    assert_eq!(status, Some(1), "{told}");
    assert!(told.ends_with("FAILED emacs: no Emacs\n"), "{told}");
}
