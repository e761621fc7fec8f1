//! The pipelines that the README names, run as it says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers may fail the test")]

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use briefcheck_tests::briefcheck;
use briefcheck_tests::tools::{fed, tool};

const TEXTS: &str = r#"{"id": "7", "text": "It carries 836 notes.", "sources": [{"key": "s1", "text": "It carried 863 notes."}]}
{"id": "8", "text": "It carries 863 notes.", "sources": [{"key": "s1", "text": "It carried 863 notes."}]}
{"id": "9", "text": "It \u201cwas slow\u201d [@a].", "sources": [{"key": "a", "text": "x"}, {"key": "a", "text": "y"}]}
{"id": "é", "text": "It «came late» [@a].", "sources": [{"key": "a", "text": "Nothing of it."}]}
"#;

const FOUND: [&str; 3] =
    ["7\tfigure-mismatch\t836", "9\terror\ttwo sources have the key `a`", "é\tquote-not-found\t«came late»"];

/// A pipeline in Python, with the binary under test first in its path.
fn pipeline(python: &Path, name: &str) -> Command {
    let own = briefcheck().parent().unwrap().to_owned();
    let path = env::join_paths([own].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())));
    let mut command = Command::new(python);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines").join(name)).env("PATH", path.unwrap());
    command.env("PYTHONIOENCODING", "utf-8");
    command
}

/// The lines that a pipeline wrote, sorted.
fn lines(output: &Output) -> Vec<String> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut lines: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn the_plain_one_finds_what_is_wrong() {
    let Some(python) = tool("python/bin/python") else { return };
    assert_eq!(lines(&fed(&mut pipeline(&python, "plain.py"), TEXTS.as_bytes())), FOUND);
}

/// More than the pipes between the two hold.
#[test]
fn the_plain_one_takes_a_long_stream() {
    let Some(python) = tool("python/bin/python") else { return };
    let texts = TEXTS.repeat(1000);
    assert_eq!(lines(&fed(&mut pipeline(&python, "plain.py"), texts.as_bytes())).len(), 3000);
}

#[test]
fn the_plain_one_says_what_it_could_not_read() {
    let Some(python) = tool("python/bin/python") else { return };
    let output = fed(&mut pipeline(&python, "plain.py"), b"broken\n");
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("JSONDecodeError"));
}

/// Runs the pipeline in Spark on some files, with several partitions; `None` where it can't be run.
fn in_spark(files: &[(&str, &str)]) -> Option<Vec<String>> {
    // Java is no small thing to ask for: without it this is left out, in CI too.
    if !Command::new("java").arg("-version").output().is_ok_and(|output| output.status.success()) {
        _ = writeln!(std::io::stderr(), "Left out: the pipeline in Spark: Java is missing");
        return None;
    }
    let python = tool("spark/bin/python")?;
    let folder = tempfile::tempdir().unwrap();
    let mut spark = pipeline(&python, "spark.py");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
        spark.arg(name);
    }
    let submitted =
        "--master local[2] --conf spark.sql.shuffle.partitions=3 --conf spark.default.parallelism=3 pyspark-shell";
    spark.env("PYSPARK_SUBMIT_ARGS", submitted);
    spark.current_dir(&folder).env("SPARK_LOCAL_IP", "127.0.0.1").env("PYSPARK_PYTHON", python);
    Some(lines(&spark.output().unwrap()))
}

#[test]
fn the_one_in_spark_finds_what_is_wrong() {
    let Some(found) = in_spark(&[("texts.jsonl", TEXTS)]) else { return };
    assert_eq!(found, FOUND);
}

#[test]
fn the_one_in_spark_finds_the_articles_of_an_archive() {
    const TEXTS: &str = r#"{"id": "1", "text": "The ferry to Marsk carried 4,300 lorries in May."}
{"id": "2", "text": "The ferry to Marsk carried 4,800 lorries in May."}
{"id": "3", "text": "Nobody wrote of owls at noon."}
"#;
    let mut articles = String::new();
    for number in 0..300 {
        articles += &format!("{{\"key\": \"a{number}\", \"text\": \"The council of town {number} met in May.\"}}\n");
    }
    articles += "{\"key\": \"ferry\", \"text\": \"In May the ferry to Marsk carried 4,300 lorries.\"}\n";
    let Some(found) = in_spark(&[("texts.jsonl", TEXTS), ("articles.jsonl", &articles)]) else { return };
    assert_eq!(found, ["2\tfigure-mismatch\t4,800"]);
}
