//! What all formats have in common.

use super::*;

fn check(bytes: &[u8], path: &str, expected: &str) {
    let error = read(bytes, path, &Limits::default()).unwrap_err();
    assert_eq!(error.0, expected, "{path}");
}

#[test]
fn what_is_not_read_says_what_to_do() {
    check(b"\x89PNG\r\n\x1a\n", "a.txt", "is a PNG picture: cite a text that says what it shows or says");
    check(b"PK\x03\x04rubbish", "a.zip", "is a ZIP archive: unpack it, and cite a file that was in it");
    check(
        b"PK\x03\x04word/document.xml",
        "a.docx",
        "is a Word document whose archive is damaged: save it again, or as text",
    );
    check(b"%PDF-1.7\nrubbish", "a.pdf", "is a PDF too damaged to be read: save it again, or as text");
    check(b"<html><body></body></html>", "a.html", "is a web page, and has no text");
}

#[test]
fn text_is_left_to_others() {
    assert!(matches!(read(b"Plain.", "a.txt", &Limits::default()), Ok(Content::Text)));
    assert!(matches!(read(b"# A", "a.md", &Limits::default()), Ok(Content::Markdown)));
    assert!(matches!(read(b"\0\x01\x02", "a.bin", &Limits::default()), Ok(Content::Text)));
}

#[test]
fn limits_hold() {
    let html = format!("<html>{}", "<p>words and more words</p>".repeat(1000));
    let limits = Limits { text: 500, ..Limits::default() };
    let Ok(Content::Document(document)) = read(html.as_bytes(), "a", &limits) else { panic!("it is a page") };
    assert!(document.text.len() < 600);
    assert_eq!(document.faults, ["is too long to be read to its end"]);
}
