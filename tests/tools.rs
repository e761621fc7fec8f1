//! Other people's tools that read what briefcheck writes. `tests/run` puts them into `target/tools`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A file of the tools, by its path in `target/tools`. Without it what needs it is left out, which is said; in CI that is
/// a failure.
///
/// # Panics
///
/// If it is not there and `CI` is `true`.
pub fn tool(path: &str) -> Option<PathBuf> {
    // A test stands in `deps` of the folder that its profile is built into, which stands in the target folder.
    let test = env::current_exe().unwrap_or_default();
    let file = test.ancestors().nth(3).map(|target| target.join("tools").join(path)).unwrap_or_default();
    if file.exists() {
        return Some(file);
    }
    let said = format!("{} is missing: `tests/run` installs it", file.display());
    assert!(env::var_os("CI").is_none_or(|value| value != "true"), "{said}");
    let _ = writeln!(std::io::stderr(), "Left out: {said}");
    None
}

/// What a command says to some input.
///
/// # Panics
///
/// If it can't be run.
pub fn fed(command: &mut Command, input: &[u8]) -> Output {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut stdin = child.stdin.take().expect("it is piped");
    std::thread::scope(|scope| {
        // It may answer before it has read all.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("it was started")
    })
}
