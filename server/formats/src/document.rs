//! What a reader of a format gives.

use crate::Format;

/// The text of a file as people see it. Blocks are parted by a blank line, the cells of a row by a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The format that it was read from.
    pub format: Format,
    /// The text.
    pub text: String,
    /// What the file says of itself.
    pub about: About,
    /// Where places of the file begin in the text, in order.
    pub places: Vec<Place>,
    /// What could not be read, each as the end of a sentence about the file: `has no text on page 3`.
    pub faults: Vec<String>,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published or written, as ISO 8601 where it is written so.
    pub date: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
}

/// A place that people know, and where it begins in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The byte of the text.
    pub at: usize,
    /// What begins there.
    pub kind: PlaceKind,
}

/// What begins at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A page, counted from 1.
    Page(u32),
    /// A heading of a level from 1, up to the end of its block.
    Heading(u8),
    /// A chapter of a book, counted from 1.
    Chapter(u32),
    /// A sheet of a workbook.
    Sheet(String),
    /// A row of a table, counted from 1.
    Row(u32),
    /// What is said at a time, in milliseconds from the beginning.
    Time(u64),
}

/// The text if there is any, in one line.
pub(crate) fn some(text: impl AsRef<str>) -> Option<String> {
    let text = text.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
