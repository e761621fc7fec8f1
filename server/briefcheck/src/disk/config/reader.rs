//! The configuration's text: TOML whose every key is known.

use std::path::{Path, PathBuf};

use briefcheck_engine::rules::{self, Level};
use briefcheck_engine::sources::{Meta, Status};
use briefcheck_engine::text::{self, Span};
use toml::de::{DeTable, DeValue};

use super::super::paths;
use super::super::patterns::Patterns;
use super::definition::{DOCUMENT, Key, OVERRIDE, SOURCE, STATUSES, Table, Value};
use super::{Config, Declared, Override, Setting};

/// Something in the configuration that can't be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Reads the text of the configuration's `file`, absolute, over what holds without one. What can be used of it, and everything in
/// it that can't be, in its order.
pub(super) fn read(text: &str, file: &Path, config: Config) -> (Config, Vec<Fault>) {
    if let Some(at) = too_deep(text) {
        let message = "this key has too many parts".to_owned();
        return (config, vec![Fault { span: Span::empty(at), message, help: None }]);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let fault = |error: toml::de::Error| Fault {
        span: error.span().map_or_else(Span::default, Span::from),
        message: error.message().to_owned(),
        help: None,
    };
    let mut faults: Vec<Fault> = errors.into_iter().map(fault).collect();
    let mut reader = Reader { base: file.parent().unwrap_or(file), faults: Vec::new(), renamed: Vec::new() };
    let config = reader.document(document.get_ref(), config);
    // What a broken line leaves behind would only be said twice.
    if faults.is_empty() {
        faults = reader.faults;
    }
    faults.sort_by_key(|fault| fault.span);
    (config, faults)
}

/// Where keys with dots nest deeper than any table is known to: each part is a table in a table, and tables are taken down
/// by recursion.
fn too_deep(text: &str) -> Option<usize> {
    const MOST: usize = 64;
    let (mut dots, mut depth, mut quoted) = (0, 0_usize, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => {
                quoted = None;
                dots = if depth == 0 { 0 } else { dots };
            }
            b'"' | b'\'' if quoted.is_none() => quoted = Some(byte),
            _ if quoted.is_some() => quoted = quoted.filter(|&mark| mark != byte),
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'.' => dots += 1,
            _ => {}
        }
        if dots > MOST {
            return Some(at);
        }
    }
    None
}

pub(super) struct Reader<'a> {
    base: &'a Path,
    faults: Vec<Fault>,
    /// The old names of rules that it has, each with the name that the rule has now.
    renamed: Vec<(String, &'static str)>,
}

impl Reader<'_> {
    fn document(&mut self, table: &DeTable<'_>, mut config: Config) -> Config {
        self.each(table, &DOCUMENT, &mut config);
        config.renamed = std::mem::take(&mut self.renamed);
        config
    }

    /// Reads every entry of a table as its key is defined, and finds fault with keys that are not.
    fn each<T>(&mut self, table: &DeTable<'_>, known: &'static Table<T>, into: &mut T) {
        self.only(table, known.what, known.keys);
        for (name, value) in in_order(table) {
            if let Some(key) = known.keys.iter().find(|key| key.about.name == name) {
                (key.read)(self, name, value, into);
            }
        }
    }

    /// Reads what must be a table in the same way.
    pub(super) fn inside<T>(&mut self, key: &str, value: &Value<'_>, known: &'static Table<T>, into: &mut T) {
        if let Some(table) = self.table(key, value) {
            self.each(table, known, into);
        }
    }

    pub(super) fn folder(&mut self, key: &str, value: &Value<'_>, config: &mut Config) {
        let Some(folder) = self.string(key, value) else { return };
        let folder = paths::join(self.base, folder);
        if folder.parent().is_none() {
            let help = "name the folder that holds them".to_owned();
            self.fault(value, "`folder` can't be the folder of all files".to_owned(), Some(help));
            return;
        }
        config.folder = folder;
    }

    /// Paths from the folder of the file.
    pub(super) fn paths(&mut self, key: &str, value: &Value<'_>) -> Vec<PathBuf> {
        let paths = self.strings(key, value);
        paths.iter().map(|(path, _)| paths::join(self.base, path)).collect()
    }

    pub(super) fn keys(&mut self, value: &Value<'_>) -> Vec<Declared> {
        let Some(table) = self.table("sources.keys", value) else { return Vec::new() };
        in_order(table).into_iter().filter_map(|(key, value)| self.source(key, value)).collect()
    }

    fn source(&mut self, key: &str, value: &Value<'_>) -> Option<Declared> {
        let declared = |path: &str, meta| Declared {
            key: key.to_owned(),
            path: path.to_owned(),
            base: self.base.to_owned(),
            meta,
        };
        match value.get_ref() {
            DeValue::String(path) => Some(declared(path, Meta::default())),
            DeValue::Table(table) => {
                let Some(path) = table.get("path") else {
                    self.fault(value, format!("the source `{key}` has no path"), Some("add `path = \"…\"`".to_owned()));
                    return None;
                };
                let path = self.string("path", path)?.to_owned();
                let mut meta = Meta::default();
                self.each(table, &SOURCE, &mut meta);
                Some(Declared { key: key.to_owned(), path, base: self.base.to_owned(), meta })
            }
            other => {
                let message = format!("the source `{key}` wants a path, or a table with one, not {}", a(other));
                self.fault(value, message, None);
                None
            }
        }
    }

    /// A string, or a date of TOML's as one.
    pub(super) fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => self.string(key, value).map(str::to_owned),
        }
    }

    pub(super) fn status(&mut self, key: &str, value: &Value<'_>) -> Option<Status> {
        let written = self.text(key, value)?;
        let status = STATUSES.into_iter().find(|(name, _)| *name == written).map(|(_, status)| status);
        if status.is_none() {
            let help = "use `retracted`, `corrected` or `superseded`".to_owned();
            self.fault(value, format!("`{written}` is no status of a source"), Some(help));
        }
        status
    }

    pub(super) fn levels(&mut self, value: &Value<'_>) -> Vec<Setting> {
        let Some(table) = self.table("rules", value) else { return Vec::new() };
        let mut levels = Vec::new();
        for (name, value) in table {
            if let Some(now) = rules::renamed(name.get_ref()) {
                self.renamed.push((name.get_ref().to_string(), now));
            }
            let Some(rule) = rules::find(name.get_ref()) else {
                let span = Span::from(name.span());
                let help = match rules::nearest(name.get_ref()) {
                    Some(near) => format!("did you mean `{}`?", near.name),
                    None => "`briefcheck explain` lists the rules".to_owned(),
                };
                self.fault_at(span, format!("there is no rule `{}`", name.get_ref()), Some(help));
                continue;
            };
            let Some(level) = self.string(rule.name, value) else { continue };
            match level.parse::<Level>() {
                Ok(level) => levels.push((rule, level)),
                Err(error) => self.fault(value, error.to_string(), None),
            }
        }
        levels
    }

    pub(super) fn overrides(&mut self, value: &Value<'_>) -> Vec<Override> {
        let DeValue::Array(items) = value.get_ref() else {
            self.fault(value, "`overrides` wants tables".to_owned(), Some("write `[[overrides]]`".to_owned()));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.overriding(item)).collect()
    }

    fn overriding(&mut self, value: &Value<'_>) -> Option<Override> {
        let table = self.table("overrides", value)?;
        let mut overriding = Override { paths: Patterns::none(self.base), levels: Vec::new() };
        self.each(table, &OVERRIDE, &mut overriding);
        if OVERRIDE.keys.iter().any(|key| table.get(key.about.name).is_none()) {
            let message = "an override wants `paths` and `rules`".to_owned();
            self.fault(value, message, None);
            return None;
        }
        Some(overriding)
    }

    pub(super) fn patterns(&mut self, key: &str, value: &Value<'_>) -> Patterns {
        let patterns = self.strings(key, value);
        Patterns::new(self.base, patterns.iter().map(|&(pattern, _)| pattern)).unwrap_or_else(|(index, message)| {
            let span = patterns.get(index).map_or_else(|| Span::from(value.span()), |&(_, span)| span);
            self.fault_at(span, format!("this is no pattern for paths: {message}"), None);
            Patterns::none(self.base)
        })
    }

    /// A size in bytes: a number, or one with a unit.
    pub(super) fn size(&mut self, value: &Value<'_>) -> Option<u64> {
        let size = match value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(text) => parse_size(text),
            _ => None,
        };
        if size.is_none() {
            self.fault(value, "`max-size` wants a size".to_owned(), Some("write it like `\"32 MiB\"`".to_owned()));
        }
        size
    }

    fn table<'v, 't>(&mut self, key: &str, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.fault(value, format!("`{key}` wants a table, not {}", a(value.get_ref())), None);
        }
        table
    }

    fn string<'v>(&mut self, key: &str, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.fault(value, format!("`{key}` wants a string, not {}", a(value.get_ref())), None);
        }
        text
    }

    fn strings<'v>(&mut self, key: &str, value: &'v Value<'_>) -> Vec<(&'v str, Span)> {
        let DeValue::Array(items) = value.get_ref() else {
            let message = format!("`{key}` wants a list of strings, not {}", a(value.get_ref()));
            self.fault(value, message, Some("write `[\"…\"]`".to_owned()));
            return Vec::new();
        };
        items.iter().filter_map(|item| Some((self.string(key, item)?, Span::from(item.span())))).collect()
    }

    /// Finds fault with every key of a table that is not known.
    fn only<T>(&mut self, table: &DeTable<'_>, what: &str, keys: &[Key<T>]) {
        let names: Vec<&str> = keys.iter().map(|key| key.about.name).collect();
        for key in table.keys().filter(|key| !names.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let help = match text::nearest(name, names.iter().copied()).first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here are `{}`", names.join("`, `")),
            };
            self.fault_at(Span::from(key.span()), format!("`{name}` is no {what}"), Some(help));
        }
    }

    fn fault(&mut self, value: &Value<'_>, message: String, help: Option<String>) {
        self.fault_at(Span::from(value.span()), message, help);
    }

    fn fault_at(&mut self, span: Span, message: String, help: Option<String>) {
        self.faults.push(Fault { span, message, help });
    }
}

/// The entries of a table as they stand in the text.
fn in_order<'v, 't>(table: &'v DeTable<'t>) -> Vec<(&'v str, &'v Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, value)| (&**key.get_ref(), value)).collect()
}

/// A value's type with its article.
fn a(value: &DeValue<'_>) -> String {
    let name = value.type_str();
    format!("{} {name}", if name.starts_with(['a', 'i']) { "an" } else { "a" })
}

fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1000,
        "kib" => 1 << 10,
        "mb" => 1_000_000,
        "mib" => 1 << 20,
        "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::super::configuration;
    use super::*;

    fn read_text(text: &str) -> Result<Config, Vec<Fault>> {
        let (config, faults) = read_both(text);
        if faults.is_empty() { Ok(config) } else { Err(faults) }
    }

    fn read_both(text: &str) -> (Config, Vec<Fault>) {
        let root = Path::new("/w");
        read(text, &root.join("briefcheck.toml"), Config::without_file(root, root.join("sources")))
    }

    #[test]
    fn what_is_right_is_read_beside_what_is_not() {
        let text = "[sources]\nfolder = \"/\"\n[sources.keys]\na = \"a.txt\"\nb = 1\n[rules]\nquote-altered = \"off\"\nx = \"off\"\n";
        let (config, faults) = read_both(text);
        assert_eq!((faults.len(), config.keys.len(), config.levels.len()), (3, 1, 1));
        assert_eq!(config.folder, Path::new("/w/sources"));
    }

    /// Expects one fault, on the words `at`.
    fn check(text: &str, at: &str, message: &str, help: &str) {
        let faults = read_text(text).unwrap_err();
        let said: Vec<_> =
            faults.iter().map(|f| (&text[f.span], f.message.as_str(), f.help.as_deref().unwrap_or(""))).collect();
        assert_eq!(said, [(at, message, help)]);
    }

    #[test]
    fn everything_can_be_set() {
        let config = read_text(
            r#"
            include = ["memos/**/*.md"]
            exclude = ["drafts/**"]
            [sources]
            folder = "articles"
            bibliography = ["refs.bib"]
            allow-outside = ["../shared"]
            max-size = "1 MiB"
            [sources.keys]
            harbour = "articles/harbour.txt"
            act = { path = "act.txt", date = 2025-10-02, status = "corrected" }
            [rules]
            quote-altered = "warning"
            [[overrides]]
            paths = ["archive/**"]
            rules = { quote-altered = "off" }
            "#,
        )
        .unwrap();
        assert!(config.includes(Path::new("/w/memos/a.md")));
        assert!(config.excludes(Path::new("/w/drafts/a.md")));
        assert_eq!(config.folder, Path::new("/w/articles"));
        assert_eq!(config.max_size, 1 << 20);
        let keys: Vec<_> = config.keys.iter().map(|source| (source.key.as_str(), source.path.as_str())).collect();
        assert_eq!(keys, [("harbour", "articles/harbour.txt"), ("act", "act.txt")]);
        assert_eq!(config.keys[1].meta.date.as_deref(), Some("2025-10-02"));
        assert_eq!(config.keys[1].meta.status, Some(Status::Corrected));
        let level = |path: &str| {
            config
                .levels(Path::new(path), &[])
                .get(rules::find("quote-altered").unwrap())
                .map(|level| level == Level::Off)
        };
        assert_eq!(level("/w/a.brief"), Some(false));
        assert_eq!(level("/w/archive/a.brief"), Some(true));
    }

    #[test]
    fn every_example_of_the_definition_is_read() {
        for section in configuration() {
            let examples: Vec<&str> = section.keys.iter().map(|key| key.example).collect();
            let text = format!("{}{}", section.opens, examples.join("\n"));
            assert!(read_text(&text).is_ok(), "{text}\n{:?}", read_text(&text).err());
        }
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        check("exlude = []", "exlude", "`exlude` is no key", "did you mean `exclude`?");
        check(
            "[sources]\ndirectory = \"x\"",
            "directory",
            "`directory` is no key of [sources]",
            "known here are `folder`, `bibliography`, `allow-outside`, `max-size`, `keys`",
        );
    }

    #[test]
    fn an_unknown_rule_names_the_nearest() {
        check(
            "[rules]\nquote-alterd = \"off\"",
            "quote-alterd",
            "there is no rule `quote-alterd`",
            "did you mean `quote-altered`?",
        );
    }

    #[test]
    fn an_unknown_severity_names_them_all() {
        check(
            "[rules]\nquote-altered = \"loud\"",
            "\"loud\"",
            "`loud` is no severity: use `error`, `warning`, `info`, `hint` or `off`",
            "",
        );
    }

    #[test]
    fn a_value_of_another_type_is_a_fault() {
        check("include = \"*.md\"", "\"*.md\"", "`include` wants a list of strings, not a string", "write `[\"…\"]`");
        check("[sources]\nmax-size = \"big\"", "\"big\"", "`max-size` wants a size", "write it like `\"32 MiB\"`");
        check("[sources]\nkeys = 3", "3", "`sources.keys` wants a table, not an integer", "");
    }

    #[test]
    fn a_key_without_a_path_is_a_fault() {
        check(
            "[sources.keys]\na = { title = \"A\" }",
            "{ title = \"A\" }",
            "the source `a` has no path",
            "add `path = \"…\"`",
        );
    }

    #[test]
    fn a_text_that_is_no_toml_says_where() {
        let faults = read_text("include = [\n").unwrap_err();
        assert_eq!(faults.len(), 1);
        assert!(faults[0].message.contains("array"), "{}", faults[0].message);
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(parse_size("32 MiB"), Some(32 << 20));
        assert_eq!(parse_size("10kB"), Some(10_000));
        assert_eq!(parse_size("7"), Some(7));
        assert_eq!(parse_size("MiB"), None);
        assert_eq!(parse_size("99999999999 GiB"), None);
    }
}
