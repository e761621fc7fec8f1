//! The same article gives the same text in every format, and damaged files never end the process.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use std::io::{Cursor, Read};

use briefcheck_formats::{Content, Document, Limits, PlaceKind, read};
use common::{PARAGRAPHS, TITLE, files};

fn document(name: &str, bytes: &[u8]) -> Document {
    match read(bytes, name, &Limits::default()) {
        Ok(Content::Document(document)) => document,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn the_words_are_the_same_in_every_format() {
    for (name, bytes) in files() {
        let document = document(name, &bytes);
        for paragraph in PARAGRAPHS {
            assert!(document.text.contains(paragraph), "{name} lacks “{paragraph}”:\n{}", document.text);
        }
        assert_eq!(document.faults, Vec::<String>::new(), "{name}");
    }
}

/// The article as a program wrote it.
fn produced(name: &str) -> Document {
    document(name, &bytes_of(name))
}

fn bytes_of(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).unwrap()
}

const PRODUCED: [&str; 8] = [
    "book.epub",
    "chromium.html",
    "chromium.mhtml",
    "chromium.pdf",
    "reportlab.pdf",
    "sheet.xlsx",
    "text.odt",
    "word.docx",
];

#[test]
fn what_programs_write_has_the_same_words() {
    for name in PRODUCED {
        let document = produced(name);
        // The lines of a page part words only.
        let text = document.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for paragraph in PARAGRAPHS {
            assert!(text.contains(paragraph), "{name} lacks “{paragraph}”:\n{}", document.text);
        }
        assert_eq!(document.faults, Vec::<String>::new(), "{name}");
        let is_about = name == "chromium.pdf" || document.about.author.as_deref() == Some("Jon Adler");
        assert!(is_about && document.about.title.unwrap_or_default().starts_with(TITLE), "{name}");
    }
}

#[test]
fn a_page_that_a_browser_saved_is_the_article_and_nothing_else() {
    let furniture = ["Home", "Sign in", "cookies", "saws", "61,900", "Ferry", "Mayor", "stories", "offices", "More on"];
    for name in ["chromium.html", "chromium.mhtml"] {
        let document = produced(name);
        for words in furniture {
            assert!(!document.text.contains(words), "{name} has “{words}”:\n{}", document.text);
        }
        assert!(document.text.contains("2030\t58,100"), "{}", document.text);
    }
}

#[test]
fn places_are_those_of_the_program() {
    let place = |name: &str, kind: &PlaceKind| {
        let document = produced(name);
        let at = document.places.iter().find(|place| place.kind == *kind).map(|place| place.at);
        document.text[at.unwrap_or_else(|| panic!("{name} has no {kind:?}: {:?}", document.places))..].to_owned()
    };
    assert!(place("reportlab.pdf", &PlaceKind::Page(2)).starts_with("A third crane"));
    assert!(place("chromium.pdf", &PlaceKind::Page(2)).starts_with("Cranes"));
    assert!(place("word.docx", &PlaceKind::Page(2)).starts_with("Cranes"));
    assert!(place("book.epub", &PlaceKind::Chapter(2)).contains("A third crane"));
    assert!(place("sheet.xlsx", &PlaceKind::Sheet("Logs".into())).starts_with("Spring\tLogs"));
    assert!(place("text.odt", &PlaceKind::Heading(1)).starts_with(TITLE));
}

#[test]
fn bytes_tell_the_format_whatever_the_name() {
    for (name, bytes) in files().into_iter().filter(|(name, _)| !name.ends_with("csv")) {
        assert_eq!(document("a.txt", &bytes), document(name, &bytes), "{name}");
    }
}

#[test]
fn the_furniture_of_a_page_is_left_out() {
    for name in ["a.html", "a.mhtml"] {
        let bytes = files().into_iter().find(|(known, _)| *known == name).unwrap().1;
        let document = document(name, &bytes);
        for words in ["61,900", "Home", "31 cookies", "90 aboard", "©"] {
            assert!(!document.text.contains(words), "{name} has “{words}”:\n{}", document.text);
        }
        assert!(document.text.contains("2030\t58,100"), "{}", document.text);
    }
}

#[test]
fn files_say_who_wrote_them() {
    for name in ["a.html", "a.eml", "a.docx", "a.odt", "a.epub", "a.pdf"] {
        let bytes = files().into_iter().find(|(known, _)| *known == name).unwrap().1;
        let about = document(name, &bytes).about;
        assert_eq!(about.author.as_deref(), Some("Jon Adler"), "{name}");
        assert!(about.title.unwrap_or_default().starts_with(TITLE), "{name}");
    }
}

#[test]
fn pages_begin_where_they_begin() {
    let document = document("a.pdf", &common::pdf());
    let pages: Vec<_> = document.places.iter().filter(|place| matches!(place.kind, PlaceKind::Page(_))).collect();
    let second = pages.iter().find(|place| place.kind == PlaceKind::Page(2)).unwrap();
    assert!(document.text[second.at..].starts_with("A third crane"), "{}", &document.text[second.at..]);
}

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }
}

/// A file with some of its bytes changed, cut out, repeated or put elsewhere.
fn mutated(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.next(6) {
        let at = numbers.next(bytes.len());
        let end = (at + 1 + numbers.next(64)).min(bytes.len());
        match numbers.next(6) {
            0 => bytes.truncate(at),
            1 => _ = bytes.drain(at..end),
            2 => {
                let part = bytes[at..end].to_vec();
                let to = numbers.next(bytes.len());
                bytes.splice(to..to, part);
            }
            3 => bytes[at..end].fill([0, 0xFF, b'<', b'9'][numbers.next(4)]),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(numbers.next(256)).unwrap_or(0);
                }
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// The files of an archive; none if it is no archive.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let count = archive.len();
    let part = |index: usize| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// An archive with one of its files damaged.
fn with_mutated_part(parts: &[(String, Vec<u8>)], numbers: &mut Numbers) -> Vec<u8> {
    let at = numbers.next(parts.len());
    let damaged = mutated(&parts[at].1, numbers);
    let part = |(index, (name, bytes)): (usize, &'_ (String, Vec<u8>))| {
        (name.clone(), if index == at { damaged.clone() } else { bytes.clone() })
    };
    let parts: Vec<(String, Vec<u8>)> = parts.iter().enumerate().map(part).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    briefcheck_formats::package::packed(&parts)
}

/// Reads a file in many damaged forms.
fn check_damaged(name: &str, bytes: &[u8], count: usize) {
    let mut numbers = Numbers(7);
    let parts = parts(bytes);
    for _ in 0..count {
        let damaged = match numbers.next(2) {
            1 if !parts.is_empty() => with_mutated_part(&parts, &mut numbers),
            _ => mutated(bytes, &mut numbers),
        };
        if let Ok(Content::Document(document)) = read(&damaged, name, &Limits::default()) {
            assert!(document.places.iter().all(|place| document.text.is_char_boundary(place.at)), "{name}");
        }
    }
}

#[test]
fn damaged_files_end_nothing() {
    // A reader of a library may panic within its boundary: that is no news here.
    std::panic::set_hook(Box::new(|_| {}));
    for (name, bytes) in files() {
        check_damaged(name, &bytes, 500);
    }
    // What programs write has more in it, and is larger.
    for name in PRODUCED {
        check_damaged(name, &bytes_of(name), 60);
    }
}

#[test]
fn bombs_are_bounded() {
    let nested = |open: &str, close: &str, depth: usize| format!("{}x{}", open.repeat(depth), close.repeat(depth));
    let limits = Limits::default();
    for (name, text) in [
        ("a.html", format!("<html>{}", nested("<div>", "</div>", 200_000))),
        ("a.html", format!("<html>{}", "<b>".repeat(200_000))),
        ("a.html", format!("<html>{}", "<p>x".repeat(50_000))),
        ("a.rtf", format!("{{\\rtf1 {}", nested("{", "}", 200_000))),
        ("a.pdf", format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer << /Root 1 0 R >>", nested("[", "]", 200_000))),
        ("a.pdf", format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer << /Root 1 0 R >>", nested("<< /A ", ">>", 200_000))),
        ("a.csv", format!("a,b\n{}", ",".repeat(200_000))),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n".repeat(20_000)),
        (
            "a.eml",
            format!(
                "MIME-Version: 1.0\r\nFrom: a\r\n{}\r\n\r\nx",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(5_000)
            ),
        ),
    ] {
        // Whether anything can be read does not matter, only that it ends.
        let _ = read(text.as_bytes(), name, &limits);
    }
}
