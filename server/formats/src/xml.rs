//! XML as a run of openings, texts and closings.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::document::About;

/// What stands next in a file. Names are without their prefixes.
pub(crate) enum Node<'a> {
    /// An element begins; one that is empty ends with the next node.
    Open(Element<'a>),
    /// Text stands there, its entities resolved.
    Text(String),
    /// The element with this name ends.
    Close(String),
}

/// An element's opening.
pub(crate) struct Element<'a> {
    pub(crate) name: String,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut of_name =
            attributes.with_checks(false).flatten().filter(|attribute| attribute.key.local_name().as_ref() == name);
        let value = of_name.next()?.value;
        Some(unescape(&value).map_or_else(|_| value.to_string(), |value| value.into_owned()))
    }

    /// A number in an attribute.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Walks a file as far as it can be read, until `visit` says false or the elements lie deeper than `depth`. Whether its
/// end was reached.
pub(crate) fn walk(xml: &str, depth: usize, mut visit: impl FnMut(Node<'_>) -> bool) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut open = 0_usize;
    loop {
        let goes_on = match reader.read_event() {
            Ok(Event::Start(start)) => {
                open += 1;
                open <= depth && visit(Node::Open(element(start)))
            }
            Ok(Event::Empty(start)) => {
                let name = start.local_name().as_ref().to_owned();
                visit(Node::Open(element(start))) && visit(Node::Close(name))
            }
            Ok(Event::End(end)) => {
                open = open.saturating_sub(1);
                visit(Node::Close(end.local_name().as_ref().to_owned()))
            }
            Ok(Event::Text(text)) => visit(Node::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => visit(Node::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(entity)) => {
                let character = entity.resolve_char_ref().ok().flatten().map(String::from);
                let named = || resolve_xml_entity(&entity).map(str::to_owned);
                visit(Node::Text(character.or_else(named).unwrap_or_default()))
            }
            Ok(Event::Eof) => return true,
            Ok(_) => true,
            Err(_) => false,
        };
        if !goes_on {
            return false;
        }
    }
}

fn element(start: BytesStart<'_>) -> Element<'_> {
    Element { name: start.local_name().as_ref().to_owned(), start }
}

/// The text of the first element with this name.
pub(crate) fn first(xml: &str, name: &str) -> Option<String> {
    let mut text: Option<String> = None;
    walk(xml, 64, |node| match node {
        Node::Open(element) => {
            if element.name == name {
                text = Some(String::new());
            }
            true
        }
        Node::Text(words) => {
            if let Some(text) = &mut text {
                text.push_str(&words);
            }
            true
        }
        Node::Close(closed) => text.is_none() || closed != name,
    });
    text.and_then(crate::document::some)
}

/// What a document says of itself, in its `docProps/core.xml`. What a program writes into each document that it makes is nobody's word.
pub(crate) fn properties(core: &str) -> About {
    let is_said =
        |author: &String| !matches!(author.as_str(), "python-docx" | "openpyxl" | "Unknown" | "Microsoft Office User");
    let author = first(core, "creator");
    let is_made = author.as_ref().is_some_and(|author| !is_said(author));
    let day = |date: String| date.get(..10).map(str::to_owned);
    About {
        title: first(core, "title"),
        author: author.filter(is_said),
        date: first(core, "created").filter(|_| !is_made).and_then(day),
        language: first(core, "language"),
        ..About::default()
    }
}
