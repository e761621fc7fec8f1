//! The configuration's JSON schema, for editors that complete and check TOML: a rendering of the definition.

use briefcheck_engine::rules::{OLD_NAMES, RULES};
use serde_json::{Map, Value, json};

use super::definition::{About, Section, Shape, document, source};

/// The JSON schema of `briefcheck.toml`.
pub fn schema() -> Value {
    let mut schema = object(&document());
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "briefcheck.toml".into();
    schema["description"] = "What briefcheck checks, where it finds sources, and what its rules are set to.".into();
    schema
}

fn object(section: &Section) -> Value {
    let properties: Map<String, Value> = section.keys.iter().map(|key| (key.name.to_owned(), value(key))).collect();
    let mut object = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !section.required.is_empty() {
        object["required"] = section.required.into();
    }
    object
}

fn value(key: &About) -> Value {
    let mut value = match key.shape {
        // TOML's own dates have no type in JSON: what reads them gives a string.
        Shape::Text => json!({"type": "string"}),
        Shape::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Shape::OneOf(words) => json!({"enum": words}),
        Shape::Size { default } => json!({
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": "^\\s*[0-9]+\\s*([kKmMgG][iI]?)?[bB]?\\s*$"},
            ],
            "default": default,
        }),
        Shape::Rules => rules(),
        Shape::Sources => {
            let path = json!({"type": "string", "description": "The path of the file."});
            json!({"type": "object", "additionalProperties": {"anyOf": [path, object(&source())]}})
        }
        Shape::Table(section) => object(&section()),
        Shape::Tables(section) => json!({"type": "array", "items": object(&section())}),
    };
    value["description"] = key.says.into();
    value
}

fn rules() -> Value {
    let levels = ["error", "warning", "info", "hint", "off"];
    let now = RULES.iter().map(|rule| {
        let level = json!({"description": rule.summary(), "enum": levels, "default": rule.default_level().name()});
        (rule.name.to_owned(), level)
    });
    let before = OLD_NAMES.into_iter().map(|(old, now)| {
        let description = format!("The old name of `{now}`.");
        (old.to_owned(), json!({"description": description, "enum": levels, "deprecated": true}))
    });
    let properties: Map<String, Value> = now.chain(before).collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}
