//! The blocks of a briefing, by its tree.

use briefcheck_desk::Draft;
use briefcheck_engine::text::Span;

/// A heading with all that stands below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: Span,
    /// All of it, from the heading to where the next of its level or a higher one begins.
    pub span: Span,
}

/// The sections of a briefing, each before those in it.
pub fn sections(draft: &Draft) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut cursor = draft.tree().walk();
    // Sections stand in the document and in other sections alone.
    if !cursor.goto_first_child() {
        return sections;
    }
    loop {
        let node = cursor.node();
        if node.kind() == "section" {
            let heading = node.named_child(0).filter(|child| child.kind() == "heading");
            if let Some(heading) = heading {
                let heading = without_blanks(draft, heading.byte_range().into());
                sections.push(Section { heading, span: node.byte_range().into() });
            }
            if cursor.goto_first_child() {
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return sections;
            }
        }
    }
}

/// A span without the blanks and line ends that a block has at its end.
pub fn without_blanks(draft: &Draft, span: Span) -> Span {
    let text = draft.text(span);
    Span::new(span.start, span.start + text.trim_end().len())
}
