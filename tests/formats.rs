//! The formats of `check`, read by those that they are made for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use briefcheck_tests::briefcheck;
use briefcheck_tests::generated::copy_demo;
use briefcheck_tests::tools::{fed, tool};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A copy of the demo that is its own repository, with a briefing more whose names and words want escaping.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_demo(folder.path()).unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let hostile = "# 100%\n\nIt has “50 % <of> & it: all,\u{1b} *so* »” [@courier] and\r\n\"é 🦀 no, it & is\nnot\" [@courier].\n\n[@nobody]\n";
    fs::write(folder.path().join("memos/50%, a: «b» & c.brief"), hostile).unwrap();
    folder
}

fn check(folder: &TempDir, format: &str) -> Output {
    let output = Command::new(briefcheck()).args(["check", "--format", format]).current_dir(folder.path()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1), "the status does not depend on the format {format}");
    output
}

fn parsed(output: &[u8]) -> Value {
    serde_json::from_slice(output).unwrap()
}

/// The findings as `json` has them.
fn findings(folder: &TempDir) -> Vec<Value> {
    let found = parsed(&check(folder, "json").stdout)["findings"].as_array().unwrap().clone();
    assert!(found.iter().any(|finding| finding["file"].as_str().unwrap().contains('%')));
    found
}

fn expect_success(output: &Output) {
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", said(&output.stdout), said(&output.stderr));
}

#[test]
fn sarif_holds_to_its_schema() {
    let schema = tool("node/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json");
    let Some((python, schema)) = tool("python/bin/python").zip(schema) else { return };
    let log = check(&repository(), "sarif").stdout;
    let mut validator = Command::new(python);
    expect_success(&fed(validator.arg(Path::new("consumers/sarif.py")).arg(schema), &log));
}

#[test]
fn sarif_is_good_for_its_own_validator() {
    let Some(multitool) = tool("node/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool") else { return };
    let folder = repository();
    let log = folder.path().join("found.sarif");
    fs::write(&log, check(&folder, "sarif").stdout).unwrap();
    let args = ["--level", "Error;Warning", "--kind", "Fail", "--rule-kind", "Sarif;Gh"];
    let output = Command::new(multitool).arg("validate").arg(log).args(args).current_dir(&folder).output().unwrap();
    expect_success(&output);
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = said.lines().filter(|line| line.contains(": error ") || line.contains(": warning "));
    // The project has no page of its own to name.
    let complaints: Vec<&str> = complaints.filter(|line| !line.contains("'informationUri'")).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn sarif_says_what_json_says() {
    let folder = repository();
    let findings = findings(&folder);
    let log = parsed(&check(&folder, "sarif").stdout);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.len());
    let mut fingerprints = Vec::new();
    for (result, finding) in results.iter().zip(&findings) {
        assert_eq!((&result["ruleId"], &result["message"]["text"]), (&finding["rule"], &finding["message"]));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["snippet"]["text"], finding["text"]);
        assert_eq!(region["endColumn"], finding["range"]["end"]["column"]);
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        let fixes = result["fixes"].as_array().map_or(0, Vec::len);
        let count = |list: &str| finding[list].as_array().unwrap().len();
        assert_eq!((related, fixes), (count("evidence"), count("fixes")));
        let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], finding["rule"]);
        fingerprints.push(result["partialFingerprints"]["briefcheck/v1"].as_str().unwrap());
    }
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), findings.len(), "two findings have one fingerprint");
}

#[test]
fn what_lies_outside_the_repository_is_no_related_location() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("quay.txt"), "The quay was never built to carry trains.\n").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "[sources]\nallow-outside = [{:?}]\n[sources.keys]\nquay = {:?}\n",
        outside.path(),
        outside.path().join("quay.txt")
    );
    fs::write(folder.path().join("briefcheck.toml"), config).unwrap();
    fs::write(folder.path().join("a.brief"), "It was \"never built to carry planes\" [@quay].\n").unwrap();
    let args = ["check", "--format", "sarif", "--config", "briefcheck.toml"];
    let output = Command::new(briefcheck()).args(args).current_dir(&folder).output().unwrap();
    let log = parsed(&output.stdout);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "quote-altered");
    assert!(result["relatedLocations"].is_null(), "{result}");
}

#[test]
fn annotations_are_those_that_github_makes() {
    let Some(core) = tool("node/node_modules/@actions/core") else { return };
    let folder = repository();
    let annotation = |finding: &Value| {
        let (start, end) = (&finding["range"]["start"], &finding["range"]["end"]);
        let is_one_line = start["line"] == end["line"];
        let column = |position: &Value| if is_one_line { position["column"].clone() } else { Value::Null };
        let level = match finding["severity"].as_str().unwrap() {
            "error" => "error",
            "warning" => "warning",
            _ => "notice",
        };
        let properties = json!({
            "title": format!("briefcheck: {}", finding["rule"].as_str().unwrap()),
            "file": finding["file"],
            "startLine": start["line"],
            "endLine": end["line"],
            "startColumn": column(start),
            "endColumn": column(end),
        });
        json!({"level": level, "message": finding["message"], "properties": properties})
    };
    let annotations: Vec<Value> = findings(&folder).iter().map(annotation).collect();
    let input = serde_json::to_vec(&annotations).unwrap();
    let output = fed(Command::new("node").arg("consumers/annotations.mjs").arg(core), &input);
    expect_success(&output);
    let ours = String::from_utf8(check(&folder, "github").stdout).unwrap();
    // What could steer a terminal is shown as a sign.
    assert_eq!(ours, String::from_utf8(output.stdout).unwrap().replace('\u{1b}', "␛"));
}

#[test]
fn a_junit_report_has_a_case_for_each_finding() {
    let Some(python) = tool("python/bin/python") else { return };
    let folder = repository();
    let output = fed(Command::new(python).arg("consumers/junit.py"), &check(&folder, "junit").stdout);
    expect_success(&output);
    let read = String::from_utf8(output.stdout).unwrap();
    let findings = findings(&folder);
    let cases: Vec<&str> = read.lines().filter(|line| !line.ends_with("\tno findings")).collect();
    assert_eq!(cases.len(), findings.len());
    for (case, finding) in cases.iter().zip(&findings) {
        let text = |field: &str| finding[field].as_str().unwrap();
        let outcome = if matches!(text("severity"), "error" | "warning") { "failed" } else { "passed" };
        let expected = format!("{outcome}\t{}\t{}: ", text("file"), text("rule"));
        assert!(case.starts_with(&expected), "{case:?} does not begin with {expected:?}");
    }
}

#[test]
fn a_code_quality_report_is_of_code_climates_types() {
    let types = tool("node/node_modules/codeclimate-types");
    let Some((compiler, _)) = tool("node/node_modules/typescript/lib/tsc.js").zip(types) else { return };
    let folder = repository();
    let report = check(&folder, "gitlab").stdout;
    let issues = parsed(&report);
    assert_eq!(issues.as_array().unwrap().len(), findings(&folder).len());
    // Its types are looked for from the file upward.
    let modules = compiler.ancestors().nth(3).unwrap();
    std::os::unix::fs::symlink(modules, folder.path().join("node_modules")).unwrap();
    let head = "import type { Issue } from 'codeclimate-types'\nexport const issues: Issue[] = ";
    fs::write(folder.path().join("report.ts"), [head.as_bytes(), &report].concat()).unwrap();
    let args = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "report.ts"];
    let output = Command::new("node").arg(compiler).args(args).current_dir(&folder).output().unwrap();
    expect_success(&output);
}

/// Every suggestion, applied by its lines and columns of bytes as reviewdog counts them, is the fix that `json` has.
#[test]
fn suggestions_count_bytes() {
    let folder = repository();
    let findings = findings(&folder);
    let report = parsed(&check(&folder, "rdjson").stdout);
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), findings.len());
    let mut suggestions = 0;
    for (diagnostic, finding) in diagnostics.iter().zip(&findings) {
        assert_eq!((&diagnostic["message"], &diagnostic["code"]["value"]), (&finding["message"], &finding["rule"]));
        let text = fs::read_to_string(folder.path().join(finding["file"].as_str().unwrap())).unwrap();
        let offset = |position: &Value| {
            let number = |field: &str| position[field].as_u64().unwrap() as usize;
            let line = text.split_inclusive('\n').take(number("line") - 1).map(str::len).sum::<usize>();
            line + number("column") - 1
        };
        let span = |range: &Value| offset(&range["start"])..offset(&range["end"]);
        assert_eq!(text[span(&diagnostic["location"]["range"])], *finding["text"].as_str().unwrap());
        let single = finding["fixes"].as_array().unwrap().iter().map(|fix| fix["edits"].as_array().unwrap());
        let single: Vec<&Value> = single.filter(|edits| edits.len() == 1).map(|edits| &edits[0]).collect();
        let suggested = diagnostic["suggestions"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(suggested.len(), single.len());
        for (suggestion, edit) in suggested.iter().zip(single) {
            let at = |end: &str| edit["range"][end]["offset"].as_u64().unwrap() as usize;
            assert_eq!((span(&suggestion["range"]), &suggestion["text"]), (at("start")..at("end"), &edit["text"]));
            suggestions += 1;
        }
    }
    assert!(suggestions > 10, "{suggestions}");
}
