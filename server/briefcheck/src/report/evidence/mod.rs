//! The evidence report: every claim, where it stands in its source, what came of it.

mod difference;
mod html;
mod model;
mod sources;
mod state;

use std::io::{self, Write};
use std::path::Path;

use super::Look;
use crate::workspace::Checked;
use model::Dossier;

/// The form of an evidence report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One self-contained page.
    Html,
}

impl Form {
    /// The form that a file's ending names.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

/// Writes the evidence report on some briefings.
///
/// # Errors
///
/// If `out` can't be written to.
pub fn evidence(out: &mut dyn Write, form: Form, checked: &[Checked], look: Look<'_>) -> io::Result<()> {
    let dossier = Dossier::of(checked, look);
    match form {
        Form::Html => html::write(out, &dossier),
    }
}
