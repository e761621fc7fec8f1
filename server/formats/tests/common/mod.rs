//! One article, in every format that is read.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const TITLE: &str = "Timber at Kessin";

pub const PARAGRAPHS: [&str; 3] = [
    "The port of Kessin handled 61,400 logs in the spring, its master said on Monday, more than in any spring before.",
    "“Two cranes were bought for the northern quay,” said Ida Voss, who has run the port since 2019.",
    "A third crane, which is older, cost €1.3 million to move, and a fifth of its beams had to be replaced.",
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn joined(before: &str, after: &str) -> String {
    PARAGRAPHS.iter().map(|text| format!("{before}{}{after}", escaped(text))).collect()
}

pub fn page() -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{TITLE} – The Quay</title>\
         <meta name=author content='Jon Adler'><meta property='article:published_time' content='2031-06-02'>\
         <script>var seen = '61,900 logs';</script></head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>\
         <div class='cookie-banner'>We set 31 cookies</div><article><h1>{TITLE}</h1>{}\
         <table><tr><th>Spring</th><th>Logs</th></tr><tr><td>2030</td><td>58,100</td></tr><tr><td>2031</td><td>61,400</td></tr></table>\
         </article><aside class=related><a href=/x>Ferry sinks with 90 aboard</a></aside><footer>© 2031</footer></body></html>",
        joined("<p>", "</p>")
    )
}

pub fn mail() -> String {
    let text = PARAGRAPHS.join("\r\n\r\n");
    format!(
        "From: Jon Adler <jon@quay.example>\r\nTo: desk@quay.example\r\nSubject: {TITLE}\r\n\
         Date: Mon, 02 Jun 2031 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
    )
}

pub fn archive_of_page() -> String {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/timber\r\nSubject: {TITLE}\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----b\"\r\n\r\n\
         ------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://quay.example/timber\r\n\r\n\
         {}\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n",
        page()
    )
}

pub fn rich_text() -> String {
    let paragraph = |text: &&str| {
        let units = text.encode_utf16().map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{}?", unit as i16),
        });
        units.collect::<String>() + "\\par "
    };
    format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Times;}}}}\\f0 {}}}", PARAGRAPHS.iter().map(paragraph).collect::<String>())
}

pub fn subtitles() -> String {
    let cues = (1..).zip(PARAGRAPHS).map(|(n, text)| format!("{n}\n00:0{n}:00,000 --> 00:0{n}:09,000\n{text}\n\n"));
    cues.collect()
}

fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        writer.start_file(*path, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn word() -> Vec<u8> {
    let body = joined("<w:p><w:r><w:t xml:space=\"preserve\">", "</w:t></w:r></w:p>");
    let core = format!(
        "<cp:coreProperties><dc:title>{TITLE}</dc:title><dc:creator>Jon Adler</dc:creator></cp:coreProperties>"
    );
    archive(&[
        ("[Content_Types].xml", "<Types/>".into()),
        ("word/document.xml", format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>")),
        ("docProps/core.xml", core),
    ])
}

pub fn open_document() -> Vec<u8> {
    let body = joined("<text:p>", "</text:p>");
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".into()),
        (
            "content.xml",
            format!(
                "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        ),
        ("META-INF/manifest.xml", "<manifest/>".into()),
        (
            "meta.xml",
            format!(
                "<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>Jon Adler</meta:initial-creator></office:meta>"
            ),
        ),
    ])
}

pub fn book() -> Vec<u8> {
    archive(&[
        ("mimetype", "application/epub+zip".into()),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"E/c.opf\"/></rootfiles></container>".into(),
        ),
        (
            "E/c.opf",
            format!(
                "<package><metadata><dc:title>{TITLE}</dc:title><dc:creator>Jon Adler</dc:creator></metadata><manifest>\
                 <item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"
            ),
        ),
        ("E/a.xhtml", format!("<html><body><h1>{TITLE}</h1>{}</body></html>", joined("<p>", "</p>"))),
    ])
}

pub fn workbook() -> Vec<u8> {
    let rows = (1..).zip(PARAGRAPHS).map(|(n, text)| {
        format!(
            "<row r=\"{n}\"><c r=\"A{n}\" t=\"inlineStr\"><is><t>{}</t></is></c><c r=\"B{n}\"><v>{n}</v></c></row>",
            escaped(text)
        )
    });
    archive(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Logs\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".into(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.collect::<String>()),
        ),
    ])
}

pub fn table() -> String {
    PARAGRAPHS.iter().map(|text| format!("\"{text}\",1\n")).collect()
}

/// A PDF of two pages, written out: the first two paragraphs on the first, the third one on the second, in lines.
pub fn pdf() -> Vec<u8> {
    let lines = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            if lines.last().is_some_and(|line| line.len() + word.len() > 60) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
        lines
    };
    let stream = |paragraphs: &[&str]| {
        let mut stream = String::from("BT /F 11 Tf 72 760 Td 14 TL\n");
        for paragraph in paragraphs {
            for line in lines(paragraph) {
                let bytes = line.chars().map(|c| match c {
                    '“' => "\\223".to_owned(),
                    '”' => "\\224".to_owned(),
                    '€' => "\\200".to_owned(),
                    c => c.to_string(),
                });
                stream += &format!("({}) Tj T*\n", bytes.collect::<String>());
            }
            stream += "T*\n";
        }
        stream + "ET"
    };
    let streams = [stream(&PARAGRAPHS[..2]), stream(&PARAGRAPHS[2..])];
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>".to_owned(),
    ];
    for (number, stream) in streams.iter().enumerate() {
        let contents = 4 + 2 * number;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 7 0 R >> >> /Contents {contents} 0 R >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned());
    objects.push(format!("<< /Title ({TITLE}) /Author (Jon Adler) >>"));
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    file.extend(offsets.iter().map(|offset| format!("{offset:010} 00000 n \n")));
    file += &format!("trailer << /Size {} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// Every format's file, by a name.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.html", page().into_bytes()),
        ("a.eml", mail().into_bytes()),
        ("a.mhtml", archive_of_page().into_bytes()),
        ("a.rtf", rich_text().into_bytes()),
        ("a.srt", subtitles().into_bytes()),
        ("a.csv", table().into_bytes()),
        ("a.docx", word()),
        ("a.odt", open_document()),
        ("a.epub", book()),
        ("a.xlsx", workbook()),
        ("a.pdf", pdf()),
    ]
}
