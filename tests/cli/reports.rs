//! What `report` writes, as snapshots: `SNAPSHOTS=overwrite` writes them anew. The page is looked at in a browser.

use std::path::Path;
use std::process::{Command, Output};

use briefcheck_tests::briefcheck;
use snapbox::{assert_data_eq, file};

fn report(folder: &Path, to: &Path, paths: &[&str]) -> Output {
    let mut command = Command::new(briefcheck());
    command.arg("report").args(paths).arg("-o").arg(to).current_dir(folder).output().unwrap()
}

/// The report on the port's faulty memo, in a file of this ending.
fn on_faulty(ending: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join(format!("report.{ending}"));
    let port = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/port.in");
    let output = report(&port, &to, &["memos/faulty.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(to).unwrap()
}

#[test]
fn markdown() {
    assert_data_eq!(on_faulty("md"), file!["report.md"].raw());
}

#[test]
fn csv() {
    // A repository may change the ends of lines.
    assert_data_eq!(on_faulty("csv").replace("\r\n", "\n"), file!["report.csv"].raw());
}

#[test]
fn json() {
    assert_data_eq!(on_faulty("json"), file!["report.json"].raw());
}

/// Runs a report that can't be written: what is said.
fn refused(to: &str, path: &str) -> String {
    let port = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/port.in");
    let output = report(&port, Path::new(to), &[path]);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn an_unknown_ending_names_the_known_ones() {
    let said = refused("report.pdf", "memos/faulty.md");
    assert!(said.contains("the ending of `report.pdf` names no form of report"), "{said}");
    assert!(said.contains("end it with `.html`, `.json`, `.csv` or `.md`"), "{said}");
}

#[test]
fn a_report_on_nothing_is_not_written() {
    let said = refused("report.md", "memos/missing.md");
    assert!(said.contains("there is no file `memos/missing.md`"), "{said}");
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/port.in/report.md").exists());
}

#[test]
fn a_place_that_can_not_be_written_is_named() {
    let said = refused("nowhere/report.md", "memos/faulty.md");
    assert!(said.contains("`nowhere/report.md` could not be written"), "{said}");
}
