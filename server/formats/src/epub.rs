//! Books in EPUB.

use std::collections::BTreeMap;

use crate::document::{About, Document, PlaceKind};
use crate::limits::Limits;
use crate::package::Package;
use crate::writer::Writer;
use crate::xml::{self, Node};
use crate::{Format, Unreadable, html};

/// Reads a book: its chapters in their order.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, Format::Epub.name(), limits)?;
    let container = package.required("META-INF/container.xml")?;
    let mut root = None;
    xml::walk(&container, 64, |node| {
        if let Node::Open(element) = node
            && element.name == "rootfile"
            && root.is_none()
        {
            root = element.attribute("full-path");
        }
        root.is_none()
    });
    let none = || Unreadable::new("is an EPUB book that lists no chapters: save it again, or as text".to_owned());
    let root = root.ok_or_else(none)?;
    let contents = package.required(&root)?;
    let chapters = chapters(&contents);
    let folder = root.rfind('/').map_or("", |end| &root[..=end]);
    let mut writer = Writer::new(limits);
    let mut number = 0;
    for chapter in &chapters {
        let Some(html) = package.text(&path(folder, chapter)) else { continue };
        number += 1;
        writer.block();
        writer.place(PlaceKind::Chapter(number));
        html::write_part(&html, &mut writer);
    }
    writer.finish(Format::Epub, about(&contents))
}

fn about(contents: &str) -> About {
    About {
        title: xml::first(contents, "title"),
        author: xml::first(contents, "creator"),
        publisher: xml::first(contents, "publisher"),
        date: xml::first(contents, "date"),
        url: None,
        language: xml::first(contents, "language"),
    }
}

/// The files of the chapters, in reading order, without the table of contents.
fn chapters(contents: &str) -> Vec<String> {
    let mut files: BTreeMap<String, (String, bool)> = BTreeMap::new();
    let mut order = Vec::new();
    xml::walk(contents, 64, |node| {
        let Node::Open(element) = node else { return true };
        match element.name.as_str() {
            "item" => {
                let is_contents =
                    element.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
                if let Some((id, file)) = element.attribute("id").zip(element.attribute("href")) {
                    files.insert(id, (file, is_contents));
                }
            }
            "itemref" => order.extend(element.attribute("idref")),
            _ => {}
        }
        true
    });
    order
        .iter()
        .filter_map(|id| files.get(id))
        .filter(|(_, is_contents)| !is_contents)
        .map(|(file, _)| file.clone())
        .collect()
}

/// The path of a file in the archive: relative to the list of chapters, its `%20` resolved.
fn path(folder: &str, file: &str) -> String {
    let file = file.split('#').next().unwrap_or(file);
    let mut plain = Vec::new();
    let mut rest = file.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(|_| byte == b'%') {
            Some(code) => {
                plain.push(code);
                rest = &after[2..];
            }
            None => {
                plain.push(byte);
                rest = after;
            }
        }
    }
    let joined = format!("{folder}{}", String::from_utf8_lossy(&plain));
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_come_in_the_order_of_the_spine() {
        let contents = "<package><manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='b' href='b.xhtml'/>\
                        <item id='a' href='a.xhtml'/></manifest><spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>";
        assert_eq!(chapters(contents), ["a.xhtml", "b.xhtml"]);
    }

    #[test]
    fn paths_are_resolved() {
        assert_eq!(path("OEBPS/", "../text/a%20b.xhtml#c"), "text/a b.xhtml");
        assert_eq!(path("", "a%zz"), "a%zz");
    }
}
