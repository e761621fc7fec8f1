//! `briefcheck add`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_briefcheck")).args(args).current_dir(folder).output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

const PAGE: &str = "<!doctype html><html><head><title>Timber at Kessin</title><meta name=author content='Jon Adler'>\
    <meta property='article:published_time' content='2031-06-02'></head><body><h1>Timber at Kessin</h1>\
    <p>The port handled 61,400 logs in the spring.</p></body></html>";

/// A memo over what was added is checked.
fn check(folder: &Path) {
    fs::write(folder.join("memo.brief.md"), "The port handled 61,400 logs in the spring [@adler2031].\n").unwrap();
    let output = run(folder, &["check", "memo.brief.md"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_file_is_copied_and_declared() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("briefcheck.toml"), "[sources]\nfolder = \"sources\"\n").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let page = elsewhere.path().join("Timber.html");
    fs::write(&page, PAGE).unwrap();
    let output = run(folder.path(), &["add", page.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(folder.path().join("sources/Timber.html").is_file());
    let declared = fs::read_to_string(folder.path().join("briefcheck.toml")).unwrap();
    for line in [
        "[sources.keys.adler2031]",
        "path = \"sources/Timber.html\"",
        "title = \"Timber at Kessin\"",
        "date = \"2031-06-02\"",
    ] {
        assert!(declared.contains(line), "{declared}");
    }
    check(folder.path());
    let again = run(folder.path(), &["add", page.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(2), "{}", said(&again));
}

#[test]
fn what_has_no_text_is_not_added() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
    fs::write(folder.path().join("a.png"), b"\x89PNG\r\n").unwrap();
    let output = run(folder.path(), &["add", "a.png"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("is a PNG picture"), "{}", said(&output));
    assert!(!folder.path().join("sources").exists());
}

#[cfg(feature = "fetch")]
#[test]
fn a_page_is_fetched_and_declared() {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/news/timber?id=7", server.local_addr().unwrap());
    let serving = std::thread::spawn(move || {
        let (mut stream, _) = server.accept().unwrap();
        let mut request = [0; 4096];
        let len = stream.read(&mut request).unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            PAGE.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(PAGE.as_bytes()).unwrap();
        String::from_utf8_lossy(&request[..len]).into_owned()
    });
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
    let output = run(folder.path(), &["add", &address]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(serving.join().unwrap().starts_with("GET /news/timber?id=7 "));
    assert!(folder.path().join("sources/adler2031.html").is_file());
    let declared = fs::read_to_string(folder.path().join("briefcheck.toml")).unwrap();
    assert!(declared.contains(&format!("url = \"{address}\"")) && declared.contains("accessed = \""), "{declared}");
    check(folder.path());
}

#[cfg(not(feature = "fetch"))]
#[test]
fn a_build_without_connections_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("briefcheck.toml"), "").unwrap();
    let output = run(folder.path(), &["add", "http://127.0.0.1:9/x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("this build opens no connections"), "{}", said(&output));
}
