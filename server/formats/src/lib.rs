//! The text of a file as people see it, and its structure: bytes in, a [`Document`] out.
//!
//! The bytes tell what a file is, not its name; the name only decides between kinds of text (`.csv`, `.srt`). Plain
//! text and Markdown are not read here. A reader never panics outwards and works within [`Limits`]; what it can't read
//! is an [`Unreadable`] that names the format and says what to do.

mod document;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "epub")]
mod epub;
mod format;
#[cfg(feature = "html")]
mod html;
mod limits;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "odt")]
mod odt;
#[cfg(feature = "office")]
#[doc(hidden)]
pub mod package;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg(feature = "subtitles")]
mod subtitles;
#[cfg(feature = "table")]
mod table;
mod text;
mod writer;
#[cfg(feature = "xlsx")]
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
    if text::is_blank(bytes) {
        return Err(Unreadable::new("is empty"));
    }
    let format = tell(bytes, path);
    if !matches!(format, Format::Text | Format::Markdown) {
        return read_told(format, bytes, limits).map(Content::Document);
    }
    match limits.over(bytes) {
        Some(what) => Err(limits::too_long(format.name(), &what)),
        None if format == Format::Markdown => Ok(Content::Markdown),
        None => Ok(Content::Text),
    }
}

/// Reads a file that is told to be of a format.
#[doc(hidden)]
pub fn read_told(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let reading = AssertUnwindSafe(|| read_as(format, bytes, limits));
    let read = catch_unwind(reading).unwrap_or_else(|_| {
        Err(Unreadable::new(format!("is {}, too damaged to be read: save it again, or as text", format.name())))
    });
    let document = read?;
    if document.text.trim().is_empty() {
        let why = document.faults.first().cloned().unwrap_or_else(|| "has no text".to_owned());
        return Err(Unreadable::new(format!("is {}, and {why}", format.name())));
    }
    Ok(document)
}

fn read_as(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    match format {
        #[cfg(feature = "html")]
        Format::Html => html::read(bytes, limits),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, limits),
        #[cfg(feature = "docx")]
        Format::Docx => docx::read(bytes, limits),
        #[cfg(feature = "odt")]
        Format::Odt => odt::read(bytes, limits),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::read(bytes, limits),
        #[cfg(feature = "epub")]
        Format::Epub => epub::read(bytes, limits),
        #[cfg(feature = "mail")]
        Format::Mail | Format::Mhtml => mail::read(bytes, format, limits),
        #[cfg(feature = "rtf")]
        Format::Rtf => rtf::read(bytes, limits),
        #[cfg(feature = "table")]
        Format::Csv | Format::Tsv => table::read(bytes, format, limits),
        #[cfg(feature = "subtitles")]
        Format::Subtitles => subtitles::read(bytes, limits),
        Format::Other { name, advice } => Err(Unreadable::new(format!("is {name}: {advice}"))),
        _ => Err(Unreadable::new(format!("is {}, which this build does not read: save it as text", format.name()))),
    }
}

#[cfg(test)]
mod tests;
