//! What a file is, told by its bytes.

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown: text with that ending.
    Markdown,
    /// A web page, HTML or XHTML.
    Html,
    /// A web page saved with what it shows.
    Mhtml,
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// OpenDocument text.
    Odt,
    /// An Excel workbook.
    Xlsx,
    /// A book.
    Epub,
    /// A mail.
    Mail,
    /// Rich text.
    Rtf,
    /// A table, its cells parted by commas or semicolons.
    Csv,
    /// A table, its cells parted by tabs.
    Tsv,
    /// Subtitles, SRT or WebVTT.
    Subtitles,
    /// A known format that has no text, or is not read.
    Other {
        /// What people call it, with its article.
        name: &'static str,
        /// What to do.
        advice: &'static str,
    },
}

impl Format {
    /// What people call a file of this format, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Markdown => "a Markdown text",
            Self::Html => "a web page",
            Self::Mhtml => "a saved web page",
            Self::Pdf => "a PDF",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Xlsx => "an Excel workbook",
            Self::Epub => "an EPUB book",
            Self::Mail => "a mail",
            Self::Rtf => "an RTF document",
            Self::Csv => "a CSV table",
            Self::Tsv => "a TSV table",
            Self::Subtitles => "a file of subtitles",
            Self::Other { name, .. } => name,
        }
    }
}

const AS_PDF: &str = "save it as PDF, and cite that";
const TRANSCRIBE: &str = "cite a text that says what it shows or says";
const UNPACK: &str = "unpack it, and cite a file that was in it";
const AS_UTF8: &str = "save it as UTF-8, and cite that";
const AS_TEXT: &str = "save it as text, and cite that";

/// Formats that are known by their first bytes and are not read.
const OTHERS: [(&[u8], &str, &str); 19] = [
    (b"\xFF\xFE\0\0", "a text in UTF-32", AS_UTF8),
    (b"\0\0\xFE\xFF", "a text in UTF-32", AS_UTF8),
    (b"\x89PNG", "a PNG picture", TRANSCRIBE),
    (b"\xFF\xD8\xFF", "a JPEG picture", TRANSCRIBE),
    (b"GIF8", "a GIF picture", TRANSCRIBE),
    (b"II*\0", "a TIFF picture", TRANSCRIBE),
    (b"MM\0*", "a TIFF picture", TRANSCRIBE),
    (b"ID3", "an MP3 recording", TRANSCRIBE),
    (b"OggS", "an Ogg recording", TRANSCRIBE),
    (b"fLaC", "a FLAC recording", TRANSCRIBE),
    (b"\x1A\x45\xDF\xA3", "a Matroska or WebM video", TRANSCRIBE),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ", "an xz archive", UNPACK),
    (b"7z\xBC\xAF", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", "export a table as CSV, and cite that"),
    (b"%!PS", "a PostScript file", AS_PDF),
];

/// How far into a file its sign is looked for.
const HEAD: usize = 1024;

/// What a file with these bytes is; `path` tells kinds of text apart.
pub fn tell(bytes: &[u8], path: &str) -> Format {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    by_bytes(bytes, &ending).unwrap_or_else(|| by_ending(bytes, &ending))
}

fn by_bytes(bytes: &[u8], ending: &str) -> Option<Format> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if is_pdf(head) {
        return Some(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(archive(bytes));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(compound(ending));
    }
    if head.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if let Some((_, name, advice)) = OTHERS.iter().find(|(sign, ..)| head.starts_with(sign)) {
        return Some(Format::Other { name, advice });
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some(Format::Other { name: "an MP4 video or recording", advice: TRANSCRIBE });
    }
    if head.starts_with(b"RIFF") && head.get(8..12).is_some_and(|kind| matches!(kind, b"WAVE" | b"AVI " | b"WEBP")) {
        return Some(Format::Other { name: "a picture, recording or video (RIFF)", advice: TRANSCRIBE });
    }
    let start = crate::text::decode(&bytes[..bytes.len().min(8 * HEAD)], None);
    if is_html(&start) {
        return Some(Format::Html);
    }
    if is_subtitles(&start) {
        return Some(Format::Subtitles);
    }
    data(&start, ending).or_else(|| mail(&start, ending))
}

/// Text that is written for programs, not for readers: JSON, notebooks, LaTeX.
fn data(start: &str, ending: &str) -> Option<Format> {
    let other = |name, advice| Some(Format::Other { name, advice });
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let is_named_json = matches!(ending, "json" | "jsonl" | "ndjson" | "geojson" | "ipynb");
    if is_json_object(start) || is_named_json && start.starts_with(['{', '[']) {
        let is_notebook = ending == "ipynb" || start.contains("\"cell_type\"");
        return if is_notebook {
            other("a Jupyter notebook", "export it as HTML, and cite that")
        } else {
            other("a JSON file", "save what you cite as CSV or text, and cite that")
        };
    }
    let mut lines = start.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('%'));
    let is_document = lines.next().is_some_and(|line| {
        ["\\documentclass", "\\documentstyle", "\\begin{document}"]
            .iter()
            .any(|sign| line.trim_start().starts_with(sign))
    });
    if is_document || matches!(ending, "tex" | "ltx" | "latex") && start.contains('\\') {
        return other("a LaTeX file", "cite the PDF that is made of it");
    }
    None
}

/// Whether a text begins as an object of JSON, or a list of them, does: `{"key":`.
fn is_json_object(start: &str) -> bool {
    let inner = start.strip_prefix('[').map_or(start, str::trim_start).strip_prefix('{').map(str::trim_start);
    let key = inner.and_then(|inner| inner.strip_prefix('"')).and_then(|key| key.split_once('"'));
    key.is_some_and(|(key, after)| !key.contains('\n') && after.trim_start().starts_with(':'))
}

/// Bytes without a sign: text, of the kind that the ending says.
fn by_ending(bytes: &[u8], ending: &str) -> Format {
    let is_table = |separators: &[u8]| {
        let line = bytes.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
        line.is_some_and(|line| line.iter().any(|byte| separators.contains(byte)))
    };
    match ending {
        "md" | "markdown" | "mkd" => Format::Markdown,
        "csv" if is_table(b",;\t|") => Format::Csv,
        "tsv" | "tab" if is_table(b"\t") => Format::Tsv,
        "htm" | "html" | "xhtml" if bytes.contains(&b'<') && !is_binary(bytes) => Format::Html,
        _ => Format::Text,
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    bytes.iter().take(HEAD).any(|&byte| byte == 0)
}

/// `%PDF-1.7` at the beginning of a line.
fn is_pdf(head: &[u8]) -> bool {
    head.windows(7).enumerate().any(|(at, sign)| {
        sign.starts_with(b"%PDF-")
            && sign[5].is_ascii_digit()
            && sign[6] == b'.'
            && (at == 0
                || matches!(head[at - 1], b'\n' | b'\r')
                || head[..at].iter().any(|byte| !byte.is_ascii_graphic() && *byte != b' '))
    })
}

/// What a ZIP archive is, by the names of what is in it: they stand as they are in its local headers and its directory.
fn archive(bytes: &[u8]) -> Format {
    let has = |name: &[u8]| find(bytes, name);
    if has(b"mimetypeapplication/epub+zip") {
        Format::Epub
    } else if has(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        Format::Odt
    } else if has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        Format::Other { name: "an OpenDocument table", advice: "save it as XLSX or CSV, and cite that" }
    } else if has(b"mimetypeapplication/vnd.oasis.opendocument.presentation") {
        Format::Other { name: "an OpenDocument presentation", advice: AS_PDF }
    } else if has(b"word/document.xml") {
        Format::Docx
    } else if has(b"xl/workbook.xml") {
        Format::Xlsx
    } else if has(b"ppt/presentation.xml") {
        Format::Other { name: "a PowerPoint presentation", advice: AS_PDF }
    } else if has(b"META-INF/container.xml") {
        Format::Epub
    } else if has(b"content.xml") && has(b"META-INF/manifest.xml") {
        Format::Odt
    } else {
        Format::Other { name: "a ZIP archive", advice: UNPACK }
    }
}

/// Whether the name stands near the beginning or the end, where archives name what they hold.
fn find(bytes: &[u8], name: &[u8]) -> bool {
    const NEAR: usize = 256 << 10;
    let start = &bytes[..bytes.len().min(NEAR)];
    let end = &bytes[bytes.len().saturating_sub(NEAR)..];
    [start, end].iter().any(|part| part.windows(name.len()).any(|window| window == name))
}

/// The old formats of Office, and encrypted new ones.
fn compound(ending: &str) -> Format {
    let (name, advice) = match ending {
        "doc" | "dot" => ("an old Word document", "save it as DOCX or PDF, and cite that"),
        "xls" => ("an old Excel workbook", "save it as XLSX or CSV, and cite that"),
        "ppt" => ("an old PowerPoint presentation", AS_PDF),
        "msg" => ("an Outlook mail", "save it as EML or text, and cite that"),
        "docx" | "xlsx" | "pptx" => ("an encrypted Office document", "save it without a password"),
        _ => ("an old or encrypted Office document", AS_TEXT),
    };
    Format::Other { name, advice }
}

/// Whether a text begins as a web page does, after comments and an XML declaration.
fn is_html(start: &str) -> bool {
    let mut rest = start.trim_start_matches('\u{feff}').trim_start();
    loop {
        let closing = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?xml") {
            "?>"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(closing) else { return false };
        rest = after.trim_start();
    }
    let begins = |sign: &str| {
        rest.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign))
            && rest[sign.len()..].starts_with(|c: char| c.is_whitespace() || c == '>')
    };
    begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body")
}

fn is_subtitles(start: &str) -> bool {
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let web = start.strip_prefix("WEBVTT").is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let mut lines = start.lines();
    let number = lines.next().is_some_and(|line| line.trim().parse::<u32>().is_ok());
    web || number && lines.next().is_some_and(|line| crate::subtitles::times(line).is_some())
}

/// Headers that mail servers and browsers write, and nobody writes by hand above a text.
const SURE_HEADERS: [&str; 6] =
    ["mime-version", "message-id", "received", "return-path", "delivered-to", "snapshot-content-location"];

fn mail(start: &str, ending: &str) -> Option<Format> {
    let mut names = Vec::new();
    for line in start.trim_start_matches('\u{feff}').lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || (names.is_empty() && line.starts_with("From ")) {
            continue;
        }
        let (name, _) = line.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        names.push(is_name.then(|| name.to_ascii_lowercase())?);
    }
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    let is_sure = matches!(ending, "eml" | "mht" | "mhtml") || has(&SURE_HEADERS);
    if !is_sure || !has(&["from", "subject", "date", "mime-version", "content-type"]) {
        return None;
    }
    let is_page = matches!(ending, "mht" | "mhtml") || has(&["snapshot-content-location"]);
    Some(if is_page { Format::Mhtml } else { Format::Mail })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], path: &str, expected: Format) {
        assert_eq!(tell(bytes, path), expected, "{path}");
    }

    #[test]
    fn bytes_beat_the_name() {
        check(b"<!DOCTYPE html>\n<p>x", "a.txt", Format::Html);
        check(b"<!-- saved -->\n<HTML lang=en>", "a.md", Format::Html);
        check(b"<?xml version='1.0'?><html xmlns='x'>", "a", Format::Html);
        check(b"%PDF-1.7\n", "a.txt", Format::Pdf);
        check(b"junk\n%PDF-1.4\n", "a", Format::Pdf);
        check(b"{\\rtf1 x}", "a.doc", Format::Rtf);
        check(b"1\n00:00:01,000 --> 00:00:02,000\nHello", "a.txt", Format::Subtitles);
        check(b"WEBVTT\n\n", "a.txt", Format::Subtitles);
    }

    #[test]
    fn text_about_a_format_is_text() {
        check(b"A file begins with %PDF-1.7 if it is one.", "a.txt", Format::Text);
        check(b"The <html> element holds the page.", "a.txt", Format::Text);
        check(b"From: the mayor\nTo: the port\n\nText", "a.txt", Format::Text);
        check(b"Note: see below\n\nText", "a.eml.txt", Format::Text);
        check(b"a, b\n", "a.txt", Format::Text);
        check(b"[Music] {\"No\", she said: no.}", "a.txt", Format::Text);
        check(b"{\"No\", she said}: no.", "a.txt", Format::Text);
        check(b"A class is chosen with \\documentclass{article}.", "a.txt", Format::Text);
        check(b"Plain words", "a.tex", Format::Text);
        check(b"", "a", Format::Text);
    }

    #[test]
    fn endings_tell_kinds_of_text_apart() {
        check(b"a,b\n1,2", "a.csv", Format::Csv);
        check(b"no table", "a.csv", Format::Text);
        check(b"a\tb\n", "a.TSV", Format::Tsv);
        check(b"# A", "a.md", Format::Markdown);
        check(b"<p>Part of a page</p>", "a.html", Format::Html);
    }

    #[test]
    fn mail_is_told_by_its_headers() {
        check(b"From: a@b.example\nMIME-Version: 1.0\nSubject: x\n\nText", "a.txt", Format::Mail);
        check(b"From: a@b.example\nSubject: x\n\nText", "a.eml", Format::Mail);
        check(
            b"From: <Saved by x>\nSnapshot-Content-Location: https://x.example\nMIME-Version: 1.0\n\n",
            "a",
            Format::Mhtml,
        );
    }

    #[test]
    fn what_is_not_read_has_a_name() {
        assert_eq!(tell(b"{\n  \"tonnes\": 4.2}", "a.txt").name(), "a JSON file");
        assert_eq!(tell(b"[4.2, 4.3]", "a.json").name(), "a JSON file");
        assert_eq!(tell(b"{\"cells\": [{\"cell_type\": \"code\"}]}", "a.txt").name(), "a Jupyter notebook");
        assert_eq!(tell(b"% A paper\n\\documentclass{article}", "a.txt").name(), "a LaTeX file");
        assert_eq!(tell(b"\\section{A} Words", "a.tex").name(), "a LaTeX file");
        assert_eq!(tell(b"\xFF\xFE\0\0T\0\0\0", "a.txt").name(), "a text in UTF-32");
        assert_eq!(tell(b"\x89PNG\r\n", "a.txt").name(), "a PNG picture");
        assert_eq!(tell(b"PK\x03\x04 xx ppt/presentation.xml", "a").name(), "a PowerPoint presentation");
        assert_eq!(tell(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.doc").name(), "an old Word document");
    }
}
