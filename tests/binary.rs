//! The binary that the tests run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The `briefcheck` of this build, made now: Cargo makes no binary of another package for a test.
///
/// # Panics
///
/// If it can't be made.
pub fn briefcheck() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        // A test stands in `deps` of the folder that its profile is built into.
        let test = env::current_exe().unwrap_or_default();
        let folder = test.ancestors().nth(2).map(Path::to_owned).unwrap_or_default();
        let profile: &[&str] = if folder.ends_with("release") { &["--release"] } else { &[] };
        let mut cargo = Command::new(env!("CARGO"));
        let built = cargo.args(["build", "--quiet", "--package", "briefcheck"]).args(profile).status();
        assert!(built.is_ok_and(|status| status.success()), "the binary could not be built");
        folder.join(format!("briefcheck{}", env::consts::EXE_SUFFIX))
    })
}
