//! The text of a file as people see it, and its structure: bytes in, a [`Document`] out.
//!
//! The bytes tell what a file is, not its name; the name only decides between kinds of text (`.csv`, `.srt`). Plain
//! text and Markdown are not read here. A reader never panics outwards and works within [`Limits`]; what it can't read
//! is an [`Unreadable`] that names the format and says what to do.

mod document;
#[cfg(feature = "office")]
mod docx;
#[cfg(all(feature = "office", feature = "html"))]
mod epub;
mod format;
#[cfg(feature = "html")]
mod html;
mod limits;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "office")]
mod odt;
#[cfg(feature = "office")]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod rtf;
mod subtitles;
#[cfg(feature = "table")]
mod table;
mod text;
mod writer;
#[cfg(feature = "office")]
mod xlsx;
#[cfg(feature = "office")]
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use document::{About, Document, Place, PlaceKind};
pub use format::{Format, tell};
pub use limits::Limits;

/// Why a file can't be read, as the end of a sentence that begins with its name: `is an encrypted PDF: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl Unreadable {
    fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// What a file holds.
#[expect(clippy::large_enum_variant, reason = "one is made for each file, and moved once")]
#[derive(Debug)]
pub enum Content {
    /// Plain text: not read here.
    Text,
    /// Markdown: not read here.
    Markdown,
    /// A document of another format.
    Document(Document),
}

/// Reads a file whose name ends as `path` does.
///
/// # Errors
///
/// If its format can't be read, or nothing in it can.
pub fn read(bytes: &[u8], path: &str, limits: &Limits) -> Result<Content, Unreadable> {
    let format = tell(bytes, path);
    match format {
        Format::Text => return Ok(Content::Text),
        Format::Markdown => return Ok(Content::Markdown),
        _ => {}
    }
    let reading = AssertUnwindSafe(|| read_as(format, bytes, limits));
    let read = catch_unwind(reading).unwrap_or_else(|_| {
        Err(Unreadable::new(format!("is {}, too damaged to be read: save it again, or as text", format.name())))
    });
    let document = read?;
    if document.text.trim().is_empty() {
        let why = document.faults.first().cloned().unwrap_or_else(|| "has no text".to_owned());
        return Err(Unreadable::new(format!("is {}, and {why}", format.name())));
    }
    Ok(Content::Document(document))
}

fn read_as(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    match format {
        #[cfg(feature = "html")]
        Format::Html => html::read(bytes, limits),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, limits),
        #[cfg(feature = "office")]
        Format::Docx => docx::read(bytes, limits),
        #[cfg(feature = "office")]
        Format::Odt => odt::read(bytes, limits),
        #[cfg(feature = "office")]
        Format::Xlsx => xlsx::read(bytes, limits),
        #[cfg(all(feature = "office", feature = "html"))]
        Format::Epub => epub::read(bytes, limits),
        #[cfg(feature = "mail")]
        Format::Mail | Format::Mhtml => mail::read(bytes, format, limits),
        Format::Rtf => rtf::read(bytes, limits),
        #[cfg(feature = "table")]
        Format::Csv | Format::Tsv => table::read(bytes, format, limits),
        Format::Subtitles => subtitles::read(bytes, limits),
        Format::Other { name, advice } => Err(Unreadable::new(format!("is {name}: {advice}"))),
        _ => Err(Unreadable::new(format!("is {}, which this build does not read: save it as text", format.name()))),
    }
}

#[cfg(test)]
mod tests;
