//! What was found, rendered: one format a file.

mod concise;
mod evidence;
mod excerpt;
mod json;
mod plain;
mod statistics;
mod summary;
mod text;

use std::io::{self, Write};
use std::path::Path;

use crate::workspace::{Checked, paths};

pub use evidence::{Form, evidence};
pub(crate) use json::score;
pub use plain::visible;
pub use statistics::statistics;
pub use summary::{Count, summary};
pub use text::{failure, hit};

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As a compiler does: the claim's line, the source's line, what would mend it.
    Text,
    /// A line a finding.
    Concise,
    /// One JSON document.
    Json,
}

/// Whether colours and weights are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Only characters.
    Plain,
    /// ANSI escape sequences as well.
    Styled,
}

/// How much of a line is shown where nothing says how wide the terminal is, in characters.
pub const WIDTH: usize = 120;

/// How everything is shown.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The folder that paths are relative to.
    pub here: &'a Path,
    /// Whether there are colours.
    pub colour: Colour,
    /// How much of a line is shown, in characters; what is meant may make it longer.
    pub width: usize,
}

impl Look<'_> {
    fn path(&self, path: &Path) -> String {
        paths::shown(path, self.here)
    }
}

/// Writes the findings.
///
/// # Errors
///
/// If `out` can't be written to.
pub fn write(out: &mut dyn Write, format: Format, checked: &[Checked], look: Look<'_>) -> io::Result<()> {
    match format {
        Format::Text => text::write(out, checked, look),
        Format::Concise => concise::write(out, checked, look),
        Format::Json => json::write(out, checked, look),
    }
}
