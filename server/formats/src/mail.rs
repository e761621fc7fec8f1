//! Mail, and web pages saved as MHTML.

use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::document::{About, Document, PlaceKind, some};
use crate::limits::Limits;
use crate::writer::Writer;
use crate::{Format, Unreadable};

/// Reads a mail: its subject as heading, then its text, or its page if it has no text.
pub(crate) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Unreadable> {
    let broken = || Unreadable::new(format!("is {} without headers: save it again, or as text", format.name()));
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    let about = about(&message, format);
    if format == Format::Mhtml {
        return page(&message, about, limits);
    }
    let mut writer = Writer::new(limits);
    if let Some(subject) = &about.title {
        writer.place(PlaceKind::Heading(1));
        writer.write(subject);
        writer.block();
    }
    let texts: Vec<String> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    if texts.iter().any(|text| !text.trim().is_empty()) {
        for text in texts {
            writer.write_verbatim(unquoted(&text).trim());
            writer.block();
        }
    } else {
        write_pages(&message, &mut writer);
    }
    let unread = message.attachments().filter_map(unread);
    writer.faults.extend(unread.take(MOST_TOLD));
    writer.finish(format, about)
}

/// So many attachments are told to be unread.
const MOST_TOLD: usize = 9;

/// The fault of an attachment that could hold what somebody cites: no picture, no signature.
fn unread(part: &MessagePart<'_>) -> Option<String> {
    let name = part.attachment_name().and_then(some)?;
    let kind = part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
    let has_no_text = kind.is_some_and(|(kind, subtype)| {
        matches!(kind, "image" | "audio" | "video")
            || ["signature", "pkcs7-mime", "ms-tnef", "vcard", "calendar"].iter().any(|part| subtype.contains(part))
    });
    (!has_no_text).then(|| format!("has an attachment that is not read with it: save `{name}` as a source of its own"))
}

/// A text without the marks of quoted lines (`> > When?`). What is quoted stands apart from the answer to it.
fn unquoted(text: &str) -> String {
    let mut unquoted = String::with_capacity(text.len());
    let mut depth = 0;
    for line in text.lines() {
        let mut rest = line;
        let mut marks = 0;
        while let Some(inner) = rest.strip_prefix('>') {
            rest = inner.strip_prefix(' ').unwrap_or(inner);
            marks += 1;
        }
        if marks != depth {
            unquoted.push('\n');
            depth = marks;
        }
        unquoted.push_str(rest);
        unquoted.push('\n');
    }
    unquoted
}

#[cfg(feature = "html")]
fn write_pages(message: &Message<'_>, writer: &mut Writer<'_>) {
    for part in message.html_bodies() {
        if let PartType::Html(html) = &part.body {
            crate::html::write_part(html, writer);
            writer.block();
        }
    }
}

#[cfg(not(feature = "html"))]
fn write_pages(_: &Message<'_>, _: &mut Writer<'_>) {}

/// The page of an MHTML archive: its first part that is one.
#[cfg(feature = "html")]
fn page(message: &Message<'_>, about: About, limits: &Limits) -> Result<Document, Unreadable> {
    let html = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    let none = || Unreadable::new("is a saved web page that holds no page: save it again as HTML".to_owned());
    crate::html::read_saved(html.ok_or_else(none)?, about, limits)
}

#[cfg(not(feature = "html"))]
fn page(_: &Message<'_>, _: About, _: &Limits) -> Result<Document, Unreadable> {
    Err(Unreadable::new("is a saved web page, which this build does not read: save it as text".to_owned()))
}

fn about(message: &Message<'_>, format: Format) -> About {
    let sender = message.from().and_then(|from| from.first());
    let author = sender.and_then(|sender| sender.name().or_else(|| sender.address())).and_then(some);
    let is_page = format == Format::Mhtml;
    let root = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)));
    let location =
        message.header(HeaderName::Other("Snapshot-Content-Location".into())).and_then(|value| value.as_text());
    let location = location.or_else(|| root.and_then(|root| root.content_location()));
    About {
        title: message.subject().and_then(some),
        // A browser writes itself as sender, and the time of saving as date.
        author: author.filter(|_| !is_page),
        publisher: None,
        date: message
            .date()
            .filter(|_| !is_page)
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        url: location.filter(|_| is_page).and_then(some),
        language: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mail: &str, expected: &str) -> Document {
        let document = read(mail.replace('\n', "\r\n").as_bytes(), Format::Mail, &Limits::default()).unwrap();
        assert_eq!(document.text, expected);
        document
    }

    #[test]
    fn a_mail_is_its_subject_and_its_text() {
        let document = check(
            "From: Ida Voss <ida@quay.example>\nDate: Thu, 02 Oct 2031 10:00:00 +0000\nSubject: =?utf-8?q?Cr=C3=A4ne?=\n\
             MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
             Two cranes were bou=\nght.\n\nMore =E2=80=93 later.\n",
            "Cräne\n\nTwo cranes were bought.\n\nMore – later.",
        );
        assert_eq!(document.about.author.as_deref(), Some("Ida Voss"));
        assert_eq!(document.about.date.as_deref(), Some("2031-10-02"));
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_mail_without_text_is_its_page() {
        check(
            "From: a@b.example\nSubject: X\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Two <b>cr</b>anes.<p>One.\n",
            "X\n\nTwo cranes.\n\nOne.",
        );
    }

    #[test]
    fn quoted_lines_are_read_through() {
        check(
            "From: a@b.example\nSubject: X\nMIME-Version: 1.0\nContent-Type: text/plain\n\nYes.\n\nIda wrote:\n> It was 4.2\n\
             > million tonnes.\n>\n> > When?\n>> Why?\n",
            "X\n\nYes.\n\nIda wrote:\n\nIt was 4.2\nmillion tonnes.\n\n\nWhen?\nWhy?",
        );
    }

    #[test]
    fn attachments_are_told() {
        let part = |kind: &str, name: &str| {
            format!("--b\nContent-Type: {kind}\nContent-Disposition: attachment; filename=\"{name}\"\n\nx\n")
        };
        let parts = [
            part("application/octet-stream", "a.docx"),
            part("image/png", "logo.png"),
            part("application/pgp-signature", "sign.asc"),
        ];
        let head = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
        let mail = format!("{head}--b\nContent-Type: text/plain\n\nSee there.\n{}--b--\n", parts.concat());
        let document = check(&mail, "See there.");
        let told = "has an attachment that is not read with it: save `a.docx` as a source of its own";
        assert_eq!(document.faults, [told]);
    }
}
