//! CSL-JSON, as reference managers and pandoc write it.

use briefcheck_engine::sources::Meta;
use briefcheck_engine::text::Span;
use serde::Deserialize;
use serde_json::Value;

use super::{Entry, Fault, files, list, some};

/// The fields that matter; all others are passed over.
#[derive(Deserialize)]
struct Item {
    #[serde(deserialize_with = "word")]
    id: String,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    author: Vec<Name>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default, rename = "container-title")]
    container: Option<String>,
    #[serde(default)]
    issued: Option<Value>,
    #[serde(default)]
    accessed: Option<Value>,
    #[serde(default, rename = "URL")]
    url: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

#[derive(Deserialize)]
struct Name {
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    #[serde(default, rename = "non-dropping-particle")]
    particle: String,
    #[serde(default)]
    literal: String,
}

/// Reads a bibliography: a list of items, or an object with one in `items` or `references`.
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let whole = |message| (Vec::new(), vec![Fault { span: Span::default(), message }]);
    let items = match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(items)) => items,
        Ok(Value::Object(mut object)) => match object.remove("items").or_else(|| object.remove("references")) {
            Some(Value::Array(items)) => items,
            _ => return whole("this is no bibliography: CSL-JSON is a list of items".to_owned()),
        },
        Ok(_) => return whole("this is no bibliography: CSL-JSON is a list of items".to_owned()),
        Err(error) => {
            let fault = Fault { span: place(text, &error), message: format!("this is no JSON: {error}") };
            return (Vec::new(), vec![fault]);
        }
    };
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for (number, item) in items.into_iter().enumerate() {
        match Item::deserialize(item) {
            Ok(item) => entries.push(entry(item)),
            Err(error) => {
                let message = format!("item {} can't be read: {error}", number + 1);
                faults.push(Fault { span: Span::default(), message });
            }
        }
    }
    (entries, faults)
}

/// Where a fault of JSON stands.
fn place(text: &str, error: &serde_json::Error) -> Span {
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    Span::empty(text.floor_char_boundary(line_start + error.column().saturating_sub(1)))
}

/// An identifier, which may be a number.
fn word<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(word) => Ok(word),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("its `id` is no word")),
    }
}

fn entry(item: Item) -> Entry {
    let authors: Vec<String> = item.author.iter().map(name).filter(|name| !name.is_empty()).collect();
    Entry {
        key: item.id,
        aliases: Vec::new(),
        files: item.file.map(|field| files(&field)).unwrap_or_default(),
        meta: Meta {
            title: item.title.and_then(some),
            author: list(&authors),
            publisher: item.publisher.or(item.container).and_then(some),
            date: item.issued.as_ref().and_then(date),
            url: item.url.and_then(some),
            accessed: item.accessed.as_ref().and_then(date),
            language: item.language.and_then(some),
            ..Meta::default()
        },
    }
}

fn name(name: &Name) -> String {
    let parts = [&name.given, &name.particle, &name.family, &name.literal];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// A date: `{"date-parts": [[2025, 3, 2]]}`, `{"raw": "…"}` or `{"literal": "…"}`.
fn date(value: &Value) -> Option<String> {
    if let Some(words) = value.get("raw").or_else(|| value.get("literal")).and_then(Value::as_str) {
        return some(words);
    }
    let parts = value.get("date-parts")?.get(0)?.as_array()?;
    let number = |part: &Value| part.as_u64().or_else(|| part.as_str()?.parse().ok());
    let numbers: Vec<u64> = parts.iter().map_while(number).collect();
    let (year, rest) = numbers.split_first()?;
    Some(rest.iter().fold(year.to_string(), |date, part| format!("{date}-{part:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_gives_its_file_and_what_is_known() {
        let (entries, faults) = read(
            r#"[{"id": "quay", "type": "report", "title": "The Quay", "author": [{"family": "Kell", "given": "Tom"}],
                "issued": {"date-parts": [[2025, 3, 2]]}, "file": "sources/quay.txt", "custom": {"x": [1]}}]"#,
        );
        assert_eq!(faults, []);
        let [entry] = &entries[..] else { panic!("one entry, not {entries:?}") };
        assert_eq!((entry.key.as_str(), &entry.files[..]), ("quay", &["sources/quay.txt".to_owned()][..]));
        assert_eq!(entry.meta.author.as_deref(), Some("Tom Kell"));
        assert_eq!(entry.meta.date.as_deref(), Some("2025-03-02"));
    }

    #[test]
    fn a_broken_item_takes_no_other_with_it() {
        let (entries, faults) = read(r#"{"items": [{"title": "no id"}, {"id": 7}]}"#);
        assert_eq!(entries[0].key, "7");
        assert_eq!(faults[0].message, "item 1 can't be read: missing field `id`");
    }

    #[test]
    fn what_is_no_json_says_where() {
        let (_, faults) = read("[\n{]");
        assert_eq!(faults[0].span, Span::empty(3));
    }
}
