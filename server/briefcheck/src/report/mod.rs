//! What was found, rendered: one format a file.

mod concise;
mod digest;
mod evidence;
mod excerpt;
mod github;
mod gitlab;
mod json;
mod junit;
mod plain;
mod rdjson;
mod sarif;
mod shown;
mod statistics;
mod summary;
mod tally;
mod text;

use std::io::{self, Write};
use std::path::Path;

use briefcheck_desk::Report;

use crate::disk::paths;

pub use digest::digest;
pub use evidence::{Form, evidence, item_at};
pub(crate) use json::score;
pub use plain::{name, visible, wrapped};
pub use shown::Shown;
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
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Reviewdog's diagnostic format.
    Rdjson,
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
    /// The root of the repository, which what is read elsewhere has its paths relative to.
    pub repository: &'a Path,
    /// Whether there are colours.
    pub colour: Colour,
    /// How much of a line is shown, in characters; what is meant may make it longer.
    pub width: usize,
    /// Whether it is a terminal's width: then a sentence goes on in the next line, where the terminal would cut a word in two.
    pub wraps: bool,
}

impl Look<'_> {
    fn path(&self, path: &Path) -> String {
        paths::shown(path, self.here)
    }

    /// A path for people, at the beginning of a line.
    fn path_first(&self, path: &Path) -> String {
        plain::name_first(&self.path(path))
    }

    /// A path from the root of the repository; absolute if it does not lie in it.
    fn in_repository(&self, path: &Path) -> String {
        paths::shown(path, if path.starts_with(self.repository) { self.repository } else { "/".as_ref() })
    }
}

/// Writes the findings.
///
/// # Errors
///
/// If `out` can't be written to.
pub fn write(out: &mut dyn Write, format: Format, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    match format {
        Format::Text => text::write(out, reports, look),
        Format::Concise => concise::write(out, reports, look),
        Format::Json => json::write(out, reports, look),
        Format::Sarif => sarif::write(out, reports, look),
        Format::Github => github::write(out, reports, look),
        Format::Gitlab => gitlab::write(out, reports, look),
        Format::Junit => junit::write(out, reports, look),
        Format::Rdjson => rdjson::write(out, reports, look),
    }
}
