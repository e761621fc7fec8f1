//! The front matter: what a document says of itself and of its sources.

use super::yaml::{self, Node, Value};
use super::{Bibliography, Declaration, FrontMatter, Problem, ProblemKind, Reference};
use crate::sources::{Meta, Status};
use crate::text::Span;

/// Reads the front matter at `span` of `text`, whose YAML is at `yaml`. What can't be read is a problem, and what can
/// be is read all the same.
pub(super) fn read(text: &str, span: Span, yaml: Span) -> (FrontMatter, Vec<Problem>) {
    let mut reader =
        Reader { text, front_matter: FrontMatter { span: Some(span), ..Default::default() }, problems: vec![] };
    let (root, fault) = yaml::read(text, yaml);
    if let Some(root) = root {
        reader.root(&root);
    }
    if let Some(fault) = fault {
        reader.problem(fault.span, &fault.message);
    }
    reader.problems.sort_by_key(|problem| problem.span);
    (reader.front_matter, reader.problems)
}

/// Where a front matter stands that is never closed: from its mark to the first blank line. `None` if the document
/// has a front matter, or none at all.
pub(super) fn unclosed(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let rest = text[start..].strip_prefix("---")?;
    let (mark, rest) = rest.split_once('\n')?;
    let is_key = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let named = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        (named && (value.is_empty() || value.starts_with(char::is_whitespace))).then_some(())
    };
    is_key(rest.lines().next()?).filter(|()| mark.trim().is_empty())?;
    let yaml_start = text.len() - rest.len();
    let len = rest.split_inclusive('\n').take_while(|line| !line.trim().is_empty()).map(str::len).sum::<usize>();
    Some(Span::new(start, yaml_start + len))
}

/// Reads a front matter that is never closed, at the span that [`unclosed`] gives.
pub(super) fn read_unclosed(text: &str, span: Span) -> (FrontMatter, Vec<Problem>) {
    let mark = Span::new(span.start, span.start + "---".len());
    let (front_matter, mut problems) = read(text, span, Span::new(mark.end, span.end));
    let message = "the front matter is not closed: a line `---` must end it".to_owned();
    problems.insert(0, Problem { span: mark, kind: ProblemKind::FrontMatter, message });
    (front_matter, problems)
}

/// What the front matter of an article, which is no briefing, says of the article; nothing if it has none.
pub fn meta(text: &str) -> Meta {
    let Some(yaml) = closed(text) else { return Meta::default() };
    let mut reader = Reader { text, front_matter: FrontMatter::default(), problems: vec![] };
    let (root, _) = yaml::read(text, yaml);
    root.map_or_else(Meta::default, |root| reader.meta(&root))
}

/// What a file of YAML says, that of a project or a bibliography, as if it were a front matter.
pub fn of_file(text: &str) -> (FrontMatter, Vec<Problem>) {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let span = Span::new(start, text.len());
    read(text, span, span)
}

/// The lines between the marks of a front matter that is closed.
fn closed(text: &str) -> Option<Span> {
    let mut lines = text.split_inclusive('\n');
    let mark = lines.next().filter(|line| line.trim_start_matches('\u{FEFF}').trim_end() == "---")?;
    let mut end = mark.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Span::new(mark.len(), end));
        }
        end += line.len();
    }
    None
}

struct Reader<'a> {
    text: &'a str,
    front_matter: FrontMatter,
    problems: Vec<Problem>,
}

/// What the list of sources is called; `references` is pandoc's name for the bibliography.
const LISTS: [&str; 2] = ["sources", "references"];

impl Reader<'_> {
    fn root(&mut self, root: &Node) {
        match &root.value {
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    match key.scalar() {
                        Some("title") => self.front_matter.title = plain_text(value),
                        Some("bibliography") => self.bibliography(value),
                        Some(list) if LISTS.contains(&list) => self.sources(list, value),
                        _ => {}
                    }
                }
            }
            Value::Nothing => {}
            _ => self.problem(first_line(self.text, root.span), "the front matter wants lines like `title: …`"),
        }
    }

    /// A path, a list of paths, or lists by topic, as pandoc and its filters take them.
    fn bibliography(&mut self, value: &Node) {
        match &value.value {
            Value::Nothing => {}
            Value::Scalar(path) => {
                let named = Bibliography { path: path.clone(), span: value.span };
                self.front_matter.bibliography.extend(Some(named).filter(|named| !named.path.is_empty()));
            }
            // The tree is of bounded depth.
            Value::Sequence(items) => items.iter().for_each(|item| self.bibliography(item)),
            Value::Mapping(entries) => entries.iter().for_each(|(_, value)| self.bibliography(value)),
        }
    }

    fn sources(&mut self, list: &str, value: &Node) {
        match &value.value {
            Value::Nothing => {}
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    self.keyed(key, value);
                }
            }
            Value::Sequence(items) => {
                for item in items {
                    self.listed(list, item);
                }
            }
            Value::Scalar(_) => {
                self.problem(value.span, "`sources` wants an entry a source: `key: path`");
            }
        }
    }

    /// `key: path`, or `key:` with a mapping.
    fn keyed(&mut self, key: &Node, value: &Node) {
        let Some(name) = key.scalar() else {
            return self.problem(first_line(self.text, key.span), "a source's key must be a word: `key: path`");
        };
        let entry = self.entry(key.span.cover(value.span));
        match &value.value {
            Value::Scalar(path) => self.declare(name, key, path, value, entry, Meta::default()),
            _ => match field(value, "path") {
                Some((path, written)) => {
                    let meta = self.meta(value);
                    self.declare(name, key, path, written, entry, meta);
                }
                None => self.problem(key.span, "this source has no path: `key: path`, or `path:` below the key"),
            },
        }
    }

    /// An item of a list, with its `id`. An entry of the bibliography is only a source if it has a path.
    fn listed(&mut self, list: &str, item: &Node) {
        let path = field(item, "path").or_else(|| field(item, "file"));
        if path.is_none() && list == "references" {
            if let Some((key, _)) = field(item, "id") {
                let meta = self.meta(item);
                self.front_matter.references.push(Reference { key: key.to_owned(), meta });
            }
            return;
        }
        let at = first_line(self.text, item.span);
        let Some((key, key_node)) = field(item, "id").or_else(|| field(item, "key")) else {
            return self.problem(at, "this source has no key: `- id: key`, and `path:` below it");
        };
        let Some((path, path_node)) = path else {
            return self.problem(key_node.span, "this source has no path: `path:` below its `id`");
        };
        let entry = self.entry(item.span);
        let meta = self.meta(item);
        self.declare(key, key_node, path, path_node, entry, meta);
    }

    fn declare(&mut self, key: &str, key_node: &Node, path: &str, path_node: &Node, span: Span, meta: Meta) {
        self.front_matter.declarations.push(Declaration {
            key: key.to_owned(),
            key_span: key_node.span,
            path: path.to_owned(),
            path_span: path_node.span,
            span,
            meta,
        });
    }

    fn meta(&mut self, node: &Node) -> Meta {
        let text = |names: &[&str]| {
            let (_, value) =
                node.entries().iter().find(|(key, _)| key.scalar().is_some_and(|key| names.contains(&key)))?;
            plain_text(value)
        };
        Meta {
            title: text(&["title"]),
            author: text(&["author"]),
            publisher: text(&["publisher"]).or_else(|| text(&["container-title"])),
            date: text(&["date", "issued"]),
            url: text(&["url", "URL"]),
            archive: text(&["archive"]),
            accessed: text(&["accessed"]),
            language: text(&["language"]),
            status: self.status(node),
            start: text(&["start"]),
            stop: text(&["stop"]),
        }
    }

    fn status(&mut self, node: &Node) -> Option<Status> {
        let (status, value) = field(node, "status")?;
        match status.to_ascii_lowercase().as_str() {
            "retracted" => Some(Status::Retracted),
            "corrected" => Some(Status::Corrected),
            "superseded" => Some(Status::Superseded),
            _ => {
                let message = format!("`{status}` is no status: `retracted`, `corrected` and `superseded` are");
                self.problem(value.span, &message);
                None
            }
        }
    }

    /// The whole lines of an entry that stands at `span`; in braces, the entry and the comma that parts it from others.
    fn entry(&self, span: Span) -> Span {
        let text = self.text;
        let line = text[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let alone = text[line..span.start].chars().all(|c| matches!(c, ' ' | '\t' | '-'));
        if alone {
            return Span::new(line, self.line_end(span));
        }
        let quoted = usize::from(text[span.end..].starts_with(['"', '\'']));
        let start = span.start - usize::from(text[..span.start].ends_with(['"', '\'']));
        let span = Span::new(start, span.end + quoted);
        match text[span.end..].trim_start().strip_prefix(',') {
            Some(next) => Span::new(span.start, text.len() - next.trim_start_matches([' ', '\t']).len()),
            None => span,
        }
    }

    /// The end of the last line of `span`, with its line end. A block of text is given with the line end that ends it.
    fn line_end(&self, span: Span) -> usize {
        let end = span.start + self.text[span].trim_end().len();
        self.text[end..].find('\n').map_or(self.text.len(), |len| end + len + 1)
    }

    fn problem(&mut self, span: Span, message: &str) {
        self.problems.push(Problem { span, kind: ProblemKind::FrontMatter, message: message.to_owned() });
    }
}

/// The scalar that a mapping has under `name`, and its node.
fn field<'a>(node: &'a Node, name: &str) -> Option<(&'a str, &'a Node)> {
    let (_, value) = node.entries().iter().find(|(key, _)| key.scalar() == Some(name))?;
    Some((value.scalar()?, value))
}

/// A scalar as written; a bibliography's names and dates, which are collections, in one line.
fn plain_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::Nothing => None,
        Value::Scalar(scalar) => Some(scalar.clone()),
        Value::Sequence(items) => joined(items.iter(), ", "),
        Value::Mapping(entries) => match field(node, "family") {
            Some((family, _)) => match field(node, "given") {
                Some((given, _)) => Some(format!("{given} {family}")),
                None => Some(family.to_owned()),
            },
            None if entries.iter().any(|(key, _)| key.scalar() == Some("date-parts")) => date(entries),
            None => joined(entries.iter().map(|(_, value)| value), " "),
        },
    }
}

fn joined<'a>(nodes: impl Iterator<Item = &'a Node>, between: &str) -> Option<String> {
    let parts: Vec<String> = nodes.filter_map(plain_text).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// `date-parts: [[2025, 10, 2]]` as 2025-10-02
fn date(entries: &[(Node, Node)]) -> Option<String> {
    let (_, parts) = entries.first()?;
    let first = parts.items().first()?;
    let numbers: Vec<String> =
        first.items().iter().filter_map(|part| Some(format!("{:0>2}", part.scalar()?))).collect();
    (!numbers.is_empty()).then(|| numbers.join("-"))
}

fn first_line(text: &str, span: Span) -> Span {
    let len = text[span].find(['\n', '\r']).unwrap_or(span.len());
    Span::new(span.start, span.start + len).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `yaml` between two marks, and gives the declarations and the problems a line each.
    fn check(yaml: &str, expected: &[&str]) {
        let text = &*format!("---\n{yaml}\n---\n");
        let (front_matter, problems) = read(text, Span::new(0, text.len()), Span::new(4, text.len() - 4));
        assert_eq!(render(text, &front_matter, &problems), expected, "{yaml}");
    }

    #[test]
    fn an_article_says_what_it_is() {
        let of = |text: &str| meta(text).date;
        assert_eq!(of("---\ntitle: T\ndate: 2025-09-19\n---\nText\n").as_deref(), Some("2025-09-19"));
        assert_eq!(of("\u{FEFF}---\r\ndate: May\r\n...\r\n").as_deref(), Some("May"));
        assert_eq!(of("---\ndate: May\n"), None);
        assert_eq!(of("Text\n---\ndate: May\n---\n"), None);
    }

    fn render(text: &str, front_matter: &FrontMatter, problems: &[Problem]) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(front_matter.title.iter().map(|title| format!("title {title}")));
        for declaration in &front_matter.declarations {
            lines.push(format!("{} = {}", declaration.key, declaration.path));
            assert!(text[declaration.key_span].contains(&declaration.key));
            assert!(text[declaration.span].contains(&declaration.path));
        }
        lines.extend(problems.iter().map(|problem| format!("{:?}: {}", &text[problem.span], problem.message)));
        lines
    }

    fn first(yaml: &str) -> (String, Declaration) {
        let text = format!("---\n{yaml}\n---\n");
        let (front_matter, _) = read(&text, Span::new(0, text.len()), Span::new(4, text.len() - 4));
        let declaration = front_matter.declarations[0].clone();
        (text, declaration)
    }

    #[test]
    fn keys_with_paths() {
        check(
            "title: A note\nsources:\n  a: x.txt\n  b:\n    path: y.html\n    title: Y",
            &["title A note", "a = x.txt", "b = y.html"],
        );
    }

    #[test]
    fn a_list_of_sources() {
        check("sources:\n- id: a\n  path: x.txt\n- key: b\n  path: y.txt", &["a = x.txt", "b = y.txt"]);
    }

    #[test]
    fn a_bibliography_with_paths() {
        check("references:\n- id: a\n  path: x.txt\n- id: b\n  title: A book", &["a = x.txt"]);
    }

    #[test]
    fn in_braces() {
        check("sources: {a: x.txt, b: {path: y.txt}}", &["a = x.txt", "b = y.txt"]);
    }

    #[test]
    fn dates_and_numbers_come_as_written() {
        let (_, declaration) = first("sources:\n  a:\n    path: 007\n    date: 2025-10-02\n    title: 1.50");
        assert_eq!(declaration.path, "007");
        assert_eq!(declaration.meta.date.as_deref(), Some("2025-10-02"));
        assert_eq!(declaration.meta.title.as_deref(), Some("1.50"));
    }

    #[test]
    fn all_that_is_said_of_a_source() {
        let (_, declaration) = first(
            "sources:\n  a:\n    path: p\n    author: A\n    publisher: P\n    url: u\n    archive: r\n    accessed: c\n    \
             language: en\n    status: retracted\n    start: Once\n    stop: The end",
        );
        let meta = declaration.meta;
        let texts =
            [meta.author, meta.publisher, meta.url, meta.archive, meta.accessed, meta.language, meta.start, meta.stop];
        assert_eq!(texts.map(Option::unwrap), ["A", "P", "u", "r", "c", "en", "Once", "The end"]);
        assert_eq!(meta.status, Some(Status::Retracted));
    }

    #[test]
    fn a_bibliography_names_people_and_days_in_its_own_way() {
        let (_, declaration) = first(
            "references:\n- id: a\n  path: p\n  author:\n  - family: Doe\n    given: Jane\n  - literal: The Group\n  issued:\n    \
             date-parts: [[2025, 10, 2]]",
        );
        assert_eq!(declaration.meta.author.as_deref(), Some("Jane Doe, The Group"));
        assert_eq!(declaration.meta.date.as_deref(), Some("2025-10-02"));
    }

    #[test]
    fn places() {
        let check = |yaml, path: &str, entry: &str| {
            let (text, declaration) = first(yaml);
            let text = text.as_str();
            assert_eq!(&text[declaration.path_span], path);
            assert_eq!(&text[declaration.span], entry);
        };
        check("sources:\n  a: x.txt # mine\n  b: y", "x.txt", "  a: x.txt # mine\n");
        check("sources:\n  ä: 'ö.txt'\n  b: y", "ö.txt", "  ä: 'ö.txt'\n");
        check(
            "sources:\n  a:\n    path: x\n    title: >\n      long\n      text\n  b: y",
            "x",
            "  a:\n    path: x\n    title: >\n      long\n      text\n",
        );
        check("sources:\n- id: a\n  path: x\n- id: b", "x", "- id: a\n  path: x\n");
        check("sources: {a: x, b: y}", "x", "a: x, ");
        check("sources: {a: \"x\"}", "x", "a: \"x\"");
        check("sources: {\"a\": {path: 'x'}}", "x", "\"a\": {path: 'x'}");
        check("sources: [{id: a, path: x}, {id: b}]", "x", "{id: a, path: x}, ");
        check("sources:\r\n  a: x.txt\r\n  b: y\r\n", "x.txt", "  a: x.txt\r\n");
    }

    #[test]
    fn a_key_declared_twice_is_kept_twice() {
        check("sources:\n  a: x\n  a: y", &["a = x", "a = y"]);
    }

    #[test]
    fn bibliographies_and_references() {
        let of = |yaml: &str| {
            let text = format!("---\n{yaml}\n---\n");
            let (front_matter, problems) = read(&text, Span::new(0, text.len()), Span::new(4, text.len() - 4));
            assert_eq!(problems, []);
            let named = front_matter.bibliography.into_iter().map(|named| named.path);
            (named.collect::<Vec<_>>(), front_matter.references)
        };
        assert_eq!(of("bibliography: refs.bib").0, ["refs.bib"]);
        assert_eq!(of("bibliography:\n- a.bib\n- b.json").0, ["a.bib", "b.json"]);
        assert_eq!(of("bibliography:\n  main: a.bib\n  software: [b.bib, c.bib]").0, ["a.bib", "b.bib", "c.bib"]);
        let references = of("references:\n- id: quay\n  title: The Quay").1;
        assert_eq!((references[0].key.as_str(), references[0].meta.title.as_deref()), ("quay", Some("The Quay")));
    }

    #[test]
    fn an_entry_without_a_path() {
        let message = "this source has no path: `key: path`, or `path:` below the key";
        check("sources:\n  a:\n  b: y", &["b = y", &format!("\"a\": {message}")]);
        check("sources:\n  a:\n    title: T", &[&format!("\"a\": {message}")]);
        check("sources:\n- id: a", &["\"a\": this source has no path: `path:` below its `id`"]);
        check("sources:\n- path: x", &["\"path: x\": this source has no key: `- id: key`, and `path:` below it"]);
    }

    #[test]
    fn an_unknown_status() {
        check(
            "sources:\n  a:\n    path: x\n    status: gone",
            &["a = x", "\"gone\": `gone` is no status: `retracted`, `corrected` and `superseded` are"],
        );
    }

    #[test]
    fn what_is_no_mapping() {
        check("just text", &["\"just text\": the front matter wants lines like `title: …`"]);
        check("sources: x.txt", &["\"x.txt\": `sources` wants an entry a source: `key: path`"]);
        check("", &[]);
        check("sources:", &[]);
    }

    #[test]
    fn broken_yaml_is_read_as_far_as_it_goes() {
        let text = "---\ntitle: T\nsources:\n  a: x\n  b: [\n---\n";
        let (front_matter, problems) = read(text, Span::new(0, text.len()), Span::new(4, text.len() - 4));
        assert_eq!(front_matter.title.as_deref(), Some("T"));
        assert_eq!(front_matter.declarations[0].key, "a");
        assert!(problems.iter().any(|problem| problem.message.starts_with("this is no YAML: ")), "{problems:?}");
    }

    #[test]
    fn an_unclosed_front_matter() {
        let text = "\u{FEFF}---\r\nsources:\r\n  a: x\r\n\r\n# Text";
        let span = unclosed(text).unwrap();
        assert_eq!(&text[span], "---\r\nsources:\r\n  a: x\r\n");
        let (front_matter, problems) = read_unclosed(text, span);
        let expected = ["a = x", "\"---\": the front matter is not closed: a line `---` must end it"];
        assert_eq!(render(text, &front_matter, &problems), expected);
    }

    #[test]
    fn a_line_of_dashes_is_no_front_matter() {
        assert_eq!(unclosed("---\n\nText"), None);
        assert_eq!(unclosed("---\nHe said: no"), None);
        assert_eq!(unclosed("--- x\nsources:\n"), None);
    }

    #[test]
    fn hostile_yaml_ends() {
        let many = 20_000;
        for part in [
            "[", "{", "- ", "? ", "a: ", "&a ", "*a ", "\"", "'", "|\n", "!", "é", "%", "\t", "a:\n ", "- a\n", "---\n",
        ] {
            let text = part.repeat(many);
            read(&text, Span::new(0, text.len()), Span::new(0, text.len()));
        }
    }
}
