//! `check --fix` and `--diff`: what is written, and what is not.

use std::fs;
use std::path::Path;
use std::process::Command;

use briefcheck_tests::tools::fed;
use tempfile::TempDir;

use super::made::{SOURCE, check, run, workspace};

const UNUSED: &str = "It was \"never built to carry trains\" [@quay].<!-- briefcheck: allow quote-altered: old -->\n";
const MENDED: &str = "It was \"never built to carry trains\" [@quay].\n";

fn unused() -> TempDir {
    workspace(&[SOURCE, ("a.brief", UNUSED)])
}

fn expect_text(folder: &TempDir, file: &str, expected: &str) {
    assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), expected);
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_fix_is_written_and_nothing_else() {
    let folder = unused();
    let before = files(folder.path());
    check(&folder, &["check", "--fix"], 0, "", "Fixed 1, 0 left\nNo findings in 1 briefing;");
    expect_text(&folder, "a.brief", MENDED);
    assert_eq!(files(folder.path()), before);
    check(&folder, &["check", "--fix"], 0, "", "Fixed 0, 0 left\n");
}

#[test]
fn what_is_left_is_reported() {
    let faulty = format!("{UNUSED}\nThe quay \"was built to carry trains\" [@quay].\n");
    let folder = workspace(&[SOURCE, ("a.brief", &faulty)]);
    let said = "a.brief:3:10: error[quote-altered]";
    check(&folder, &["check", "--fix", "--format", "concise"], 1, said, "Fixed 1, 1 left (1 with `--unsafe-fixes`)");
    check(&folder, &["check", "--fix", "--unsafe-fixes"], 0, "", "Fixed 1, 0 left\n");
    expect_text(&folder, "a.brief", &format!("{MENDED}\nThe quay \"was never built to carry trains\" [@quay].\n"));
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let text = |briefing: &str| format!("\u{FEFF}{}\r\nEnd", briefing.replace('\n', "\r\n"));
    let folder = workspace(&[SOURCE, ("a.brief", &text(UNUSED))]);
    check(&folder, &["check", "--fix"], 0, "", "Fixed 1, 0 left");
    expect_text(&folder, "a.brief", &text(MENDED));
}

#[test]
fn a_diff_writes_nothing_and_can_be_applied() {
    let faulty = format!("{UNUSED}\nThe quay \"was built to carry trains\" [@quay].");
    let folder = workspace(&[SOURCE, ("memos/a.brief", &faulty)]);
    let output = run(folder.path(), &["check", "--diff", "--unsafe-fixes"]);
    assert_eq!(output.status.code(), Some(1), "the files are as they were");
    expect_text(&folder, "memos/a.brief", &faulty);
    let applied = fed(Command::new("git").args(["apply", "-"]).current_dir(&folder), &output.stdout);
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    expect_text(&folder, "memos/a.brief", &format!("{MENDED}\nThe quay \"was never built to carry trains\" [@quay]."));
}

#[test]
fn a_baseline_keeps_what_it_has_from_being_fixed() {
    let folder = unused();
    check(&folder, &["baseline"], 0, "", "`briefcheck.baseline` has 1 finding\n");
    check(&folder, &["check", "--fix", "--baseline", "briefcheck.baseline"], 0, "", "Fixed 0, 0 left");
    expect_text(&folder, "a.brief", UNUSED);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn permissions_stay() {
        let folder = unused();
        let file = folder.path().join("a.brief");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        check(&folder, &["check", "--fix"], 0, "", "Fixed 1, 0 left");
        assert_eq!(mode(&file), 0o640);
    }

    #[test]
    fn a_file_that_may_not_be_written_is_not() {
        let folder = unused();
        let file = folder.path().join("a.brief");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        check(&folder, &["check", "--fix"], 2, "", "`a.brief` may not be written");
        expect_text(&folder, "a.brief", UNUSED);
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = workspace(&[SOURCE, ("kept/a.md", UNUSED)]);
        symlink("kept/a.md", folder.path().join("a.brief")).unwrap();
        check(&folder, &["check", "--fix"], 0, "", "Fixed 1, 0 left");
        assert!(folder.path().join("a.brief").is_symlink());
        expect_text(&folder, "kept/a.md", MENDED);
    }

    #[test]
    fn a_link_out_of_the_workspace_is_not_written_through() {
        let outside = workspace(&[("a.md", UNUSED)]);
        let folder = workspace(&[SOURCE]);
        symlink(outside.path().join("a.md"), folder.path().join("a.brief")).unwrap();
        check(&folder, &["check", "--fix"], 2, "", "`a.brief` leads out of the workspace, and is not read");
        expect_text(&outside, "a.md", UNUSED);
    }
}
