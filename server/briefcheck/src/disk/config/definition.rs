//! The one definition of the configuration: each key with what it is for, what it takes and how it is read. The reader, the
//! schema and the book's reference are made from it.

use briefcheck_engine::sources::{Meta, Status};
use toml::Spanned;
use toml::de::DeValue;

use super::reader::Reader;
use super::{Config, Override};

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// How the value of a key, which is named, gets into what is read.
type Read<T> = fn(&mut Reader<'_>, &str, &Value<'_>, &mut T);

/// What is said of a key.
#[derive(Debug)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub says: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// A line of TOML that sets it; empty if it is a table of its own.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A size in bytes, with or without a unit.
    Size {
        /// What holds without one.
        default: &'static str,
    },
    /// A table of rules with their severities.
    Rules,
    /// A table of keys, each with a path or a table that says more of the source.
    Sources,
    /// A table.
    Table(fn() -> Section),
    /// A list of tables.
    Tables(fn() -> Section),
}

/// A table of the configuration, for what describes it.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// The line of TOML that begins it.
    pub opens: &'static str,
    /// Its keys.
    pub keys: Vec<&'static About>,
    /// Those that must be there.
    pub required: &'static [&'static str],
}

pub(super) struct Key<T> {
    pub(super) about: About,
    pub(super) read: Read<T>,
}

/// What a table may hold.
pub(super) struct Table<T: 'static> {
    /// What one of its keys is called in messages.
    pub(super) what: &'static str,
    title: &'static str,
    opens: &'static str,
    required: &'static [&'static str],
    pub(super) keys: &'static [Key<T>],
}

impl<T> Table<T> {
    fn section(&'static self) -> Section {
        let keys = self.keys.iter().map(|key| &key.about).collect();
        Section { title: self.title, opens: self.opens, keys, required: self.required }
    }
}

/// Every table of the configuration, in the order of the documentation.
pub fn configuration() -> [Section; 4] {
    [document(), SOURCES.section(), source(), OVERRIDE.section()]
}

pub(super) fn document() -> Section {
    DOCUMENT.section()
}

pub(super) fn source() -> Section {
    SOURCE.section()
}

/// A key, and how it is read.
const fn key<T>(name: &'static str, shape: Shape, example: &'static str, says: &'static str, read: Read<T>) -> Key<T> {
    Key { about: About { name, says, shape, example }, read }
}

pub(super) static DOCUMENT: Table<Config> = Table {
    what: "key",
    title: "The file",
    opens: "",
    required: &[],
    keys: &[
        key(
            "include",
            Shape::Texts,
            "include = [\"memos/**/*.md\"]",
            "Files that are briefings beside *.brief and *.brief.md, as patterns like those of .gitignore.",
            |reader, key, value, config| config.include = reader.patterns(key, value),
        ),
        key(
            "exclude",
            Shape::Texts,
            "exclude = [\"drafts/**\"]",
            "Files and folders that are left out, as patterns like those of .gitignore.",
            |reader, key, value, config| config.exclude = reader.patterns(key, value),
        ),
        key(
            "sources",
            Shape::Table(|| SOURCES.section()),
            "",
            "Where sources are found.",
            |reader, key, value, config| reader.inside(key, value, &SOURCES, config),
        ),
        key(
            "rules",
            Shape::Rules,
            "rules.claim-uncited = \"off\"",
            "What rules are set to.",
            |reader, _, value, config| config.levels = reader.levels(value),
        ),
        key(
            "overrides",
            Shape::Tables(|| OVERRIDE.section()),
            "",
            "What rules are set to for some paths; a later one wins.",
            |reader, _, value, config| config.overrides = reader.overrides(value),
        ),
    ],
};

static SOURCES: Table<Config> = Table {
    what: "key of [sources]",
    title: "`[sources]`",
    opens: "[sources]\n",
    required: &[],
    keys: &[
        key(
            "folder",
            Shape::Text,
            "folder = \"sources\"",
            "The folder whose files are known by their names without the ending; `sources` if it is not set.",
            |reader, key, value, config| reader.folder(key, value, config),
        ),
        key(
            "bibliography",
            Shape::Texts,
            "bibliography = [\"refs.bib\"]",
            "Bibliographies, BibLaTeX or CSL in JSON or YAML, whose entries name files.",
            |reader, key, value, config| config.bibliography = reader.paths(key, value),
        ),
        key(
            "allow-outside",
            Shape::Texts,
            "allow-outside = [\"../shared\"]",
            "Folders outside the workspace whose files may be read, where the workspace is trusted or this file is named with --config.",
            |reader, key, value, config| config.outside = reader.paths(key, value),
        ),
        key(
            "max-size",
            Shape::Size { default: "32 MiB" },
            "max-size = \"32 MiB\"",
            "The largest source: bytes, or a size with its unit, as \"32 MiB\".",
            |reader, _, value, config| config.max_size = reader.size(value).unwrap_or(config.max_size),
        ),
        key(
            "keys",
            Shape::Sources,
            "keys.harbour = \"sources/harbour-authority.txt\"",
            "Sources by their keys: a path, or a table with one.",
            |reader, _, value, config| config.keys = reader.keys(value),
        ),
    ],
};

/// What a source's `status` can be.
pub(super) const STATUSES: [(&str, Status); 3] =
    [("retracted", Status::Retracted), ("corrected", Status::Corrected), ("superseded", Status::Superseded)];

pub(super) static SOURCE: Table<Meta> = Table {
    what: "key of a source",
    title: "`[sources.keys.KEY]`",
    opens: "[sources.keys.harbour]\n",
    required: &["path"],
    keys: &[
        // It is no metadatum: who reads the source has it already.
        key("path", Shape::Text, "path = \"sources/harbour.txt\"", "The path of the file.", |_, _, _, _| {}),
        key(
            "title",
            Shape::Text,
            "title = \"The harbour in figures\"",
            "The article's title.",
            |reader, key, value, meta| {
                meta.title = reader.text(key, value);
            },
        ),
        key("author", Shape::Text, "author = \"Edda Marsh\"", "Who wrote it.", |reader, key, value, meta| {
            meta.author = reader.text(key, value);
        }),
        key("publisher", Shape::Text, "publisher = \"The Ledger\"", "Who published it.", |reader, key, value, meta| {
            meta.publisher = reader.text(key, value);
        }),
        key(
            "date",
            Shape::Text,
            "date = 2025-10-02",
            "When it was published, as 2025-10-02.",
            |reader, key, value, meta| {
                meta.date = reader.text(key, value);
            },
        ),
        key(
            "url",
            Shape::Text,
            "url = \"https://example.org/harbour\"",
            "Where it is on the web.",
            |reader, key, value, meta| {
                meta.url = reader.text(key, value);
            },
        ),
        key(
            "archive",
            Shape::Text,
            "archive = \"https://example.org/kept\"",
            "Where a copy is kept.",
            |reader, key, value, meta| {
                meta.archive = reader.text(key, value);
            },
        ),
        key("accessed", Shape::Text, "accessed = 2025-10-05", "When it was read.", |reader, key, value, meta| {
            meta.accessed = reader.text(key, value);
        }),
        key("language", Shape::Text, "language = \"en\"", "Its language.", |reader, key, value, meta| {
            meta.language = reader.text(key, value);
        }),
        key(
            "status",
            Shape::OneOf(&[STATUSES[0].0, STATUSES[1].0, STATUSES[2].0]),
            "status = \"corrected\"",
            "What became of it.",
            |reader, key, value, meta| meta.status = reader.status(key, value),
        ),
        key(
            "start",
            Shape::Text,
            "start = \"PORT HALDEN —\"",
            "The article begins with these words.",
            |reader, key, value, meta| {
                meta.start = reader.text(key, value);
            },
        ),
        key(
            "stop",
            Shape::Text,
            "stop = \"Read more\"",
            "The article ends before these words.",
            |reader, key, value, meta| {
                meta.stop = reader.text(key, value);
            },
        ),
    ],
};

pub(super) static OVERRIDE: Table<Override> = Table {
    what: "key of [[overrides]]",
    title: "`[[overrides]]`",
    opens: "[[overrides]]\n",
    required: &["paths", "rules"],
    keys: &[
        key(
            "paths",
            Shape::Texts,
            "paths = [\"archive/**\"]",
            "The paths, as patterns like those of .gitignore.",
            |reader, key, value, overriding| overriding.paths = reader.patterns(key, value),
        ),
        key(
            "rules",
            Shape::Rules,
            "rules = { figure-hedge = \"info\" }",
            "What rules are set to there.",
            |reader, _, value, overriding| overriding.levels = reader.levels(value),
        ),
    ],
};
