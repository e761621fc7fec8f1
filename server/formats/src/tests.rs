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
fn what_holds_nothing_is_empty() {
    for bytes in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF\n", b"\xFF\xFE \0\n\0"] {
        for path in ["a.txt", "a.md", "a.pdf", "a.csv"] {
            check(bytes, path, "is empty");
        }
    }
}

#[test]
fn text_is_left_to_others() {
    assert!(matches!(read(b"Plain.", "a.txt", &Limits::default()), Ok(Content::Text)));
    assert!(matches!(read(b"# A", "a.md", &Limits::default()), Ok(Content::Markdown)));
    assert!(matches!(read(b"\0\x01\x02", "a.bin", &Limits::default()), Ok(Content::Text)));
}

#[test]
fn what_is_too_long_is_not_read_in_part() {
    let limits = Limits { text: 1 << 20, lines: 1_000, numbers: 1_000, steps: 20_000, ..Limits::default() };
    let check = |text: &str, path: &str, expected: &str| {
        let error = read(text.as_bytes(), path, &limits).unwrap_err();
        let rest = ", the most that is read of a file whatever `max-size` says: split it, and cite a part";
        assert_eq!(error.0, format!("{expected}{rest}"), "{path}");
    };
    let page = |part: &str, count: usize| format!("<html>{}", part.repeat(count));
    check(&page("<p>words and more words</p>", 1_001), "a.html", "is a web page with more than 1,000 lines");
    check(&page("words and more words <br>", 5_000), "a.html", "is a web page with more than 1,000 lines");
    check(&page("<b>x</b>", 30_000), "a.html", "is a web page with more parts than can be read");
    check(&"2031,4.2\n".repeat(501), "a.csv", "is a CSV table with more than 1,000 numbers");
    check(&"words ".repeat(200_000), "a.txt", "is a text with more than 1 MiB of text");
    check(&"words ".repeat(200_000), "a.md", "is a Markdown text with more than 1 MiB of text");
    let mail = format!("MIME-Version: 1.0\nFrom: a\n\n{}", "words ".repeat(200_000));
    check(&mail, "a.eml", "is a mail with more than 1 MiB of text");
}

/// A book that holds one chapter.
fn book(chapter: &str) -> Vec<u8> {
    package::packed(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>"),
        (
            "c.opf",
            b"<package><manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>",
        ),
        ("a.xhtml", chapter.as_bytes()),
    ])
}

/// A few bytes of a book unpack to millions of tags, each of which takes memory.
#[test]
fn tags_without_an_end_are_not_parsed() {
    let tags = "<p></p>".repeat(1_000_001);
    let what = "with more parts than can be read, the most that is read of a file whatever `max-size` says";
    let check = |bytes: &[u8], path: &str, name: &str| {
        let error = read(bytes, path, &Limits::default()).unwrap_err();
        assert!(error.0.starts_with(&format!("is {name} {what}")), "{}", error.0);
    };
    check(format!("<html>{tags}").as_bytes(), "a.html", "a web page");
    check(&book(&tags), "a.epub", "an EPUB book");
}

#[test]
fn a_part_that_is_not_read_is_told() {
    let nested = format!("{}x", "<div>".repeat(3_000));
    let error = read(&book(&nested), "a.epub", &Limits::default()).unwrap_err();
    assert_eq!(
        error.0,
        "is an EPUB book, and holds a part that is a web page nested too deep to be read: save its text alone"
    );
}
