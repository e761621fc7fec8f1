//! Where configurations and bibliographies write a key.

use std::path::Path;

use briefcheck_engine::text::Span;
use toml::de::{DeTable, DeValue};

use crate::disk::FILE_NAME;

/// How a new key is written in place of an old one.
pub type Write = fn(&str) -> String;

/// Where a file declares a key, each with how another one is written there; none if it does not.
///
/// # Errors
///
/// Why it can't be renamed there, for people.
pub fn keys(path: &Path, text: &str, key: &str) -> Result<Vec<(Span, Write)>, String> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if path.ends_with(FILE_NAME) || ending.as_deref() == Some("toml") {
        in_toml(text, key)
    } else if ending.as_deref() == Some("json") {
        Ok(in_json(text, key))
    } else {
        Ok(in_biblatex(text, key))
    }
}

fn in_toml(text: &str, key: &str) -> Result<Vec<(Span, Write)>, String> {
    let (document, _) = DeTable::parse_recoverable(text);
    let keys = table(document.get_ref(), "sources").and_then(|sources| table(sources, "keys"));
    let Some(keys) = keys else { return Ok(Vec::new()) };
    let Some((written, value)) = keys.get_key_value(key) else { return Ok(Vec::new()) };
    let span = Span::from(written.span());
    // A key whose table is put together out of several lines stands in each of them.
    let is_once = match value.get_ref() {
        DeValue::Table(inner) => {
            let dotted = format!("{key}.");
            !text[span.end..].trim_start().starts_with('.')
                || inner.len() == 1
                || text.matches(dotted.as_str()).count() <= 1
        }
        _ => true,
    };
    if !is_once {
        return Err(format!("`{key}` is written in several places: rename it there by hand"));
    }
    Ok(vec![(span, toml_key)])
}

fn table<'a, 't>(table: &'a DeTable<'t>, name: &str) -> Option<&'a DeTable<'t>> {
    match table.get(name)?.get_ref() {
        DeValue::Table(inner) => Some(inner),
        _ => None,
    }
}

/// A key in TOML: in quotation marks, unless it is bare.
fn toml_key(key: &str) -> String {
    let is_bare = key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if is_bare { key.to_owned() } else { format!("\"{key}\"") }
}

/// `"id": "key"`.
fn in_json(text: &str, key: &str) -> Vec<(Span, Write)> {
    let id = "\"id\"";
    let wanted = serde_json::Value::from(key).to_string();
    let mut places = Vec::new();
    for (at, _) in text.match_indices(id) {
        let after = &text[at + id.len()..];
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
        if value.starts_with(&wanted) {
            let start = text.len() - value.len();
            places.push((Span::new(start, start + wanted.len()), json_string as Write));
        }
    }
    places
}

fn json_string(key: &str) -> String {
    serde_json::Value::from(key).to_string()
}

/// `@article{key,`, and the fields of other entries that name it.
fn in_biblatex(text: &str, key: &str) -> Vec<(Span, Write)> {
    const FIELDS: [&str; 6] = ["crossref", "xref", "xdata", "related", "entryset", "ids"];
    let mut places: Vec<(Span, Write)> = Vec::new();
    for (at, _) in text.match_indices(key) {
        let (before, after) = (text[..at].trim_end(), text[at + key.len()..].trim_start());
        let kind = before.strip_suffix(['{', '(']).map(str::trim_end);
        let begins_entry = kind.is_some_and(|kind| {
            let name = kind.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            name.ends_with('@') && name.len() < kind.len()
        });
        let is_entry = begins_entry && after.starts_with(',');
        let line = before.rsplit(['\n', '=']).nth(1).unwrap_or_default();
        let field = line.trim().rsplit([',', '\n']).next().unwrap_or_default().trim().to_lowercase();
        let is_alone = |c: char| matches!(c, '{' | '}' | ',' | '"' | ' ' | '\t');
        let is_named = FIELDS.contains(&field.as_str())
            && text[..at].ends_with(is_alone)
            && text[at + key.len()..].starts_with(is_alone);
        if is_entry || is_named {
            places.push((Span::new(at, at + key.len()), |key| key.to_owned()));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &str) {
        let mut changed = text.to_owned();
        for (span, write) in keys(Path::new(path), text, "old").unwrap().into_iter().rev() {
            changed.replace_range(span.range(), &write("new:1"));
        }
        assert_eq!(changed, expected);
    }

    #[test]
    fn in_a_configuration() {
        check("briefcheck.toml", "[sources.keys]\nold = \"old.txt\"\n", "[sources.keys]\n\"new:1\" = \"old.txt\"\n");
        check("briefcheck.toml", "[sources.keys.old]\npath = \"x\"\n", "[sources.keys.\"new:1\"]\npath = \"x\"\n");
        check(
            "briefcheck.toml",
            "[sources]\nkeys = { \"old\" = \"x\" }\n",
            "[sources]\nkeys = { \"new:1\" = \"x\" }\n",
        );
        check("briefcheck.toml", "[rules]\nold = 1\n", "[rules]\nold = 1\n");
    }

    #[test]
    fn in_a_configuration_in_several_places() {
        let text = "[sources.keys]\nold.path = \"x\"\nold.title = \"y\"\n";
        assert!(keys(Path::new("briefcheck.toml"), text, "old").unwrap_err().contains("by hand"));
    }

    #[test]
    fn in_csl() {
        check("a.json", "[{\"id\" : \"old\", \"title\": \"old\"}]", "[{\"id\" : \"new:1\", \"title\": \"old\"}]");
    }

    #[test]
    fn in_biblatex() {
        check(
            "a.bib",
            "@online{ old,\n title = {old}}\n@book{older, crossref = {old}}",
            "@online{ new:1,\n title = {old}}\n@book{older, crossref = {new:1}}",
        );
    }
}
