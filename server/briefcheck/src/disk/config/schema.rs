//! The configuration's JSON schema, for editors that complete and check TOML.

use briefcheck_engine::rules::{OLD_NAMES, RULES};
use serde_json::{Map, Value, json};

/// The JSON schema of `briefcheck.toml`.
pub fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "briefcheck.toml",
        "description": "What briefcheck checks, where it finds sources, and what its rules are set to.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "include": strings("Files that are briefings beside *.brief and *.brief.md, as patterns like those of .gitignore."),
            "exclude": strings("Files and folders that are left out, as patterns like those of .gitignore."),
            "sources": sources(),
            "rules": rules("What rules are set to."),
            "overrides": {
                "description": "What rules are set to for some paths; a later one wins.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths", "rules"],
                    "properties": {
                        "paths": strings("The paths, as patterns like those of .gitignore."),
                        "rules": rules("What rules are set to there."),
                    },
                },
            },
        },
    })
}

fn sources() -> Value {
    json!({
        "description": "Where sources are found.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "folder": string("The folder whose files are known by their names without the ending; `sources` if it is not set."),
            "bibliography": strings("Bibliographies, BibLaTeX or CSL-JSON, whose entries name files."),
            "allow-outside": strings("Folders outside the workspace whose files may be read, where the workspace is trusted or this file is named with --config."),
            "max-size": {
                "description": "The largest source: bytes, or a size with its unit, as \"32 MiB\".",
                "anyOf": [
                    {"type": "integer", "minimum": 0},
                    {"type": "string", "pattern": "^\\s*[0-9]+\\s*([kKmMgG][iI]?)?[bB]?\\s*$"},
                ],
                "default": "32 MiB",
            },
            "keys": {
                "description": "Sources by their keys: a path, or a table with one.",
                "type": "object",
                "additionalProperties": {"anyOf": [string("The path of the file."), source()]},
            },
        },
    })
}

fn source() -> Value {
    // TOML's own dates have no type in JSON: what reads them gives a string.
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["path"],
        "properties": {
            "path": string("The path of the file."),
            "title": string("The article's title."),
            "author": string("Who wrote it."),
            "publisher": string("Who published it."),
            "date": string("When it was published, as 2025-10-02."),
            "url": string("Where it is on the web."),
            "archive": string("Where a copy is kept."),
            "accessed": string("When it was read."),
            "language": string("Its language."),
            "status": {"description": "What became of it.", "enum": ["retracted", "corrected", "superseded"]},
            "start": string("The article begins with these words."),
            "stop": string("The article ends before these words."),
        },
    })
}

fn rules(description: &str) -> Value {
    let properties: Map<String, Value> = RULES
        .iter()
        .map(|rule| {
            let level = json!({
                "description": rule.summary(),
                "enum": ["error", "warning", "info", "hint", "off"],
                "default": rule.default_level().name(),
            });
            (rule.name.to_owned(), level)
        })
        .chain(OLD_NAMES.into_iter().map(|(old, now)| {
            let levels = ["error", "warning", "info", "hint", "off"];
            let description = format!("The old name of `{now}`.");
            (old.to_owned(), json!({"description": description, "enum": levels, "deprecated": true}))
        }))
        .collect();
    json!({"description": description, "type": "object", "additionalProperties": false, "properties": properties})
}

fn string(description: &str) -> Value {
    json!({"description": description, "type": "string"})
}

fn strings(description: &str) -> Value {
    json!({"description": description, "type": "array", "items": {"type": "string"}})
}

#[cfg(test)]
mod tests {
    use super::super::reader;
    use super::*;

    fn check(object: &Value, known: &[&str]) {
        let mut named: Vec<&str> = object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut known = known.to_vec();
        named.sort_unstable();
        known.sort_unstable();
        assert_eq!(named, known);
    }

    #[test]
    fn it_has_the_keys_that_are_read() {
        let schema = schema();
        check(&schema, reader::DOCUMENT.keys);
        check(&schema["properties"]["sources"], reader::SOURCES.keys);
        check(&schema["properties"]["overrides"]["items"], reader::OVERRIDE.keys);
        let source = &schema["properties"]["sources"]["properties"]["keys"]["additionalProperties"]["anyOf"][1];
        check(source, reader::SOURCE.keys);
    }
}
