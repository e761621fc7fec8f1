//! The evidence report: every claim, where it stands in its source, what came of it.

mod csv;
mod difference;
mod html;
mod json;
mod markdown;
mod model;
mod sources;
#[cfg(test)]
mod testing;

pub(super) use markdown::{code, escaped};

use std::io::{self, Write};
use std::path::Path;

use briefcheck_desk::Report;

use super::Look;
use crate::disk::Failure;
use model::Dossier;

/// The form of an evidence report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One self-contained page, for people.
    Html,
    /// One JSON document.
    Json,
    /// A table with a row an item.
    Csv,
    /// What is wrong, for a pull request.
    Markdown,
}

impl Form {
    /// The form that a file's ending names.
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "html" => Some(Self::Html),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "md" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// That the ending of a file names none.
    pub fn unknown(path: &Path) -> Failure {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Failure::new(format!("the ending of `{name}` names no form of report"))
            .with_help("end it with `.html`, `.json`, `.csv` or `.md`")
    }
}

/// Writes the evidence report on some briefings.
///
/// # Errors
///
/// If `out` can't be written to.
pub fn evidence(out: &mut dyn Write, form: Form, reports: &[Report], look: Look<'_>) -> io::Result<()> {
    let dossier = Dossier::of(reports, look);
    match form {
        Form::Html => html::write(out, &dossier),
        Form::Json => json::write(out, &dossier),
        Form::Csv => csv::write(out, &dossier),
        Form::Markdown => markdown::write(out, &dossier),
    }
}

/// What the page calls the item at a byte of its only briefing: the shortest that holds it, else the next one.
pub fn item_at(checked: &[Report], look: Look<'_>, offset: usize) -> Option<String> {
    let dossier = Dossier::of(checked, look);
    let [memo] = dossier.memos.as_slice() else { return None };
    let items = || memo.items.iter().enumerate();
    let holds = |span: briefcheck_engine::text::Span| span.start <= offset && offset <= span.end;
    let here = items().filter(|(_, item)| holds(item.span)).min_by_key(|(_, item)| item.span.len());
    let next = || items().filter(|(_, item)| item.span.start >= offset).min_by_key(|(_, item)| item.span.start);
    here.or_else(next).map(|(at, _)| html::address(0, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_names_the_form() {
        let form = |name: &str| Form::of_path(Path::new(name));
        assert_eq!(form("a/report.HTML"), Some(Form::Html));
        assert_eq!(form("report.md"), Some(Form::Markdown));
        assert_eq!(form("report.pdf"), None);
        assert_eq!(form("html"), None);
    }
}
