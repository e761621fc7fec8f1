//! `briefcheck baseline` and `check --baseline`.

use std::fs;

use tempfile::TempDir;

use super::made::{SOURCE, check, workspace};

const FAULTY: &str = "It was \"never built to carry planes\" [@quay].\n";
const AGAINST: [&str; 5] = ["check", "--format", "concise", "--baseline", "briefcheck.baseline"];

fn with_baseline() -> TempDir {
    let folder = workspace(&[SOURCE, ("memos/a.brief", FAULTY)]);
    check(&folder, &["baseline"], 0, "", "`briefcheck.baseline` has 1 finding\n");
    folder
}

fn write(folder: &TempDir, file: &str, text: &str) {
    fs::write(folder.path().join(file), text).unwrap();
}

#[test]
fn what_is_known_is_left_out() {
    let folder = with_baseline();
    check(&folder, &AGAINST, 0, "", "Left out 1 of the baseline\nNo findings");
    let written = fs::read_to_string(folder.path().join("briefcheck.baseline")).unwrap();
    let entry = "\tmemos/a.brief\tquote-altered\t\"never built to carry planes\"\n";
    assert!(written.ends_with(entry), "{written}");
}

#[test]
fn it_holds_wherever_the_command_is_run() {
    let folder = with_baseline();
    let args = ["check", "--baseline", "../briefcheck.baseline", "a.brief"];
    let output = super::made::run(&folder.path().join("memos"), &args);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn only_what_is_new_is_found() {
    let folder = with_baseline();
    write(
        &folder,
        "memos/a.brief",
        &format!("# New\n\nThey say it \"was built to carry trains\" [@quay].\n\n{FAULTY}"),
    );
    check(&folder, &AGAINST, 1, "memos/a.brief:3:13: ", "Left out 1 of the baseline\nFound 1 error");
}

#[test]
fn the_same_once_more_is_new() {
    let folder = with_baseline();
    write(&folder, "memos/a.brief", &FAULTY.repeat(2));
    check(&folder, &AGAINST, 1, "memos/a.brief:2:8: ", "Left out 1 of the baseline\nFound 1 error");
}

#[test]
fn it_shrinks_only_when_it_is_written_anew() {
    let folder = with_baseline();
    let read = || fs::read_to_string(folder.path().join("briefcheck.baseline")).unwrap();
    let before = read();
    write(&folder, "memos/a.brief", "Nothing.\n");
    let said = "No longer found: memos/a.brief: quote-altered “\"never built to carry planes\"”\n\
                Left out 0 of the baseline; 1 entry is stale: `briefcheck baseline` takes it out\n";
    check(&folder, &AGAINST, 0, "", said);
    assert_eq!(read(), before);
    check(&folder, &["baseline"], 0, "", "`briefcheck.baseline` has 0 findings, where it had 1\n");
    check(&folder, &AGAINST, 0, "", "Left out 0 of the baseline\n");
}

#[test]
fn entries_of_a_briefing_that_is_gone_are_stale() {
    let folder = with_baseline();
    write(&folder, "memos/b.brief", "Nothing.\n");
    fs::remove_file(folder.path().join("memos/a.brief")).unwrap();
    check(&folder, &AGAINST, 0, "", "1 entry is stale");
}

#[test]
fn entries_of_briefings_that_are_not_checked_are_not_stale() {
    let folder = with_baseline();
    write(&folder, "memos/b.brief", "Nothing.\n");
    let args = ["check", "--baseline", "briefcheck.baseline", "memos/b.brief"];
    check(&folder, &args, 0, "", "Left out 0 of the baseline\n");
}

#[test]
fn a_baseline_that_can_not_be_used_is_an_error() {
    let folder = workspace(&[SOURCE, ("a.brief", FAULTY)]);
    check(&folder, &AGAINST, 2, "", "there is no file `briefcheck.baseline`");
    write(&folder, "briefcheck.baseline", "# A comment.\n\nsomething else\n");
    check(&folder, &AGAINST, 2, "", "has a line that is no entry of a baseline");
}

#[test]
fn a_baseline_goes_where_it_is_wanted() {
    let folder = workspace(&[SOURCE, ("a.brief", FAULTY)]);
    check(&folder, &["baseline", "-o", "memos.known"], 0, "", "`memos.known` has 1 finding\n");
    check(&folder, &["check", "--baseline", "memos.known"], 0, "", "Left out 1 of the baseline");
    check(&folder, &["baseline", "-o", "no/such/folder"], 2, "", "`no/such/folder` could not be written");
}

#[test]
fn what_can_not_be_checked_keeps_a_baseline_from_being_written() {
    let folder = with_baseline();
    fs::write(folder.path().join("memos/b.brief"), b"\xFF\xFE\0").unwrap();
    check(&folder, &["baseline"], 2, "", "`memos/b.brief` holds binary data");
}
