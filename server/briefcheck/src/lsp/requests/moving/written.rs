//! Paths as configurations and bibliographies write them.

use std::path::Path;

use briefcheck_engine::text::Span;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::disk::FILE_NAME;

/// What can't stand in a link's target as it is.
const KEPT_OUT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'#').add(b'?').add(b'%').add(b'\\');

/// A path as it is written at a place.
pub struct Written {
    /// The path.
    pub path: String,
    /// Where it stands.
    pub span: Span,
    /// How another one is written there.
    pub write: fn(&str) -> String,
}

/// The paths in a configuration or a bibliography.
pub fn paths(file: &Path, text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    if file.ends_with(FILE_NAME) {
        let (document, _) = DeTable::parse_recoverable(text);
        if let Some(DeValue::Table(sources)) = document.get_ref().get("sources").map(Spanned::get_ref) {
            of_sources(sources, &mut found);
        }
    } else {
        of_bibliography(text, &mut found);
    }
    found
}

fn of_sources(sources: &DeTable<'_>, found: &mut Vec<Written>) {
    for name in ["folder", "bibliography", "allow-outside"] {
        match sources.get(name) {
            Some(value) if matches!(value.get_ref(), DeValue::Array(_)) => {
                if let DeValue::Array(all) = value.get_ref() {
                    found.extend(all.iter().filter_map(string));
                }
            }
            Some(value) => found.extend(string(value)),
            None => {}
        }
    }
    let Some(DeValue::Table(keys)) = sources.get("keys").map(Spanned::get_ref) else { return };
    for (_, value) in keys.iter() {
        match value.get_ref() {
            DeValue::Table(source) => found.extend(source.get("path").and_then(string)),
            _ => found.extend(string(value)),
        }
    }
}

fn string(value: &Spanned<DeValue<'_>>) -> Option<Written> {
    let DeValue::String(path) = value.get_ref() else { return None };
    Some(Written { path: path.to_string(), span: value.span().into(), write: quoted })
}

fn quoted(path: &str) -> String {
    serde_json::Value::from(path).to_string()
}

/// Paths in `file` fields: what stands between the marks that part them, and looks like a path.
fn of_bibliography(text: &str, found: &mut Vec<Written>) {
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices("file") {
        let rest = text[at + "file".len()..].trim_start_matches(['s', '"', ' ', '\t']);
        let Some(value) = rest.strip_prefix(['=', ':']) else { continue };
        let value = value.trim_start();
        let Some(value) = value.strip_prefix(['{', '"']) else { continue };
        let start = text.len() - value.len();
        let end = value.find(['}', '"', '\n']).map_or(text.len(), |end| start + end);
        let mut from = start;
        for piece in text[start..end].split([':', ';']) {
            let span = Span::new(from, from + piece.len()).trimmed(text);
            from += piece.len() + 1;
            // Escapes are left to whoever wrote them.
            if !span.is_empty() && !text[span].contains('\\') {
                found.push(Written { path: text[span].to_owned(), span, write: |path| path.to_owned() });
            }
        }
    }
}

/// A path in YAML: in quotation marks where it would be read as something else.
pub fn yaml(path: &str) -> String {
    let begins_plain = path.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '~'));
    let is_plain =
        begins_plain && !path.contains(": ") && !path.contains(" #") && !path.contains([',', '{', '}', '[', ']']);
    if is_plain && !path.ends_with([':', ' ']) { path.to_owned() } else { format!("'{}'", path.replace('\'', "''")) }
}

/// A path as a link's target.
pub fn link(path: &str) -> String {
    utf8_percent_encode(path, KEPT_OUT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, text: &str, expected: &[&str]) {
        let found = paths(Path::new(file), text);
        assert_eq!(found.iter().map(|written| written.path.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn of_a_configuration() {
        let text =
            "[sources]\nfolder = \"in\"\nbibliography = [\"a.bib\"]\n[sources.keys]\na = \"x\"\nb = { path = \"y\" }\n";
        check("briefcheck.toml", text, &["in", "a.bib", "x", "y"]);
    }

    #[test]
    fn of_bibliographies() {
        check("a.bib", "@online{a, file = {sources/a.txt}}", &["sources/a.txt"]);
        check("a.bib", "@online{a, file = {Text:a.txt:text/plain}}", &["Text", "a.txt", "text/plain"]);
        check("a.json", "[{\"id\": \"a\", \"file\": \"a.txt\"}]", &["a.txt"]);
    }

    #[test]
    fn paths_are_written_for_yaml() {
        assert_eq!(yaml("../a b.txt"), "../a b.txt");
        assert_eq!(yaml("a: b"), "'a: b'");
        assert_eq!(yaml("[a]'s"), "'[a]''s'");
    }

    #[test]
    fn paths_are_written_for_links() {
        assert_eq!(link("a b/é.txt"), "a%20b/%C3%A9.txt");
    }
}
