//! What a briefing consists of.

use briefcheck_desk::Draft;
use briefcheck_engine::markup::UnitKind;
use briefcheck_engine::text::Span;
use tower_lsp::ls_types::SymbolKind;
use tree_sitter::Node;

/// Something with a name in a briefing. Spans are bytes of its text.
#[derive(Debug)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What else is to be said of it.
    pub detail: Option<String>,
    /// What the protocol takes it for.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// Its name's place; within `span`.
    pub at: Span,
    /// What lies in it.
    pub children: Vec<Item>,
}

/// The front matter with its sources, the sections, the footnotes.
pub fn outline(draft: &Draft) -> Vec<Item> {
    let headings = draft.parts().iter().flat_map(|part| {
        let units = part.briefing().units.iter().filter(|unit| unit.kind == UnitKind::Heading);
        units.map(|unit| (part.origin(unit.span).start, unit.prose.text().trim().to_owned()))
    });
    let mut headings: Vec<(usize, String)> = headings.collect();
    headings.sort();
    let mut items: Vec<Item> = front_matter(draft).into_iter().collect();
    items.extend(section(draft, draft.tree().root_node(), &headings));
    items
}

fn front_matter(draft: &Draft) -> Option<Item> {
    let front_matter = draft.front_matter();
    let span = front_matter.span?;
    let of_source = |declaration: &briefcheck_engine::markup::Declaration| {
        let span = declaration.span.cover(declaration.key_span);
        Item {
            name: declaration.key.clone(),
            detail: Some(declaration.path.clone()),
            kind: SymbolKind::KEY,
            span: trimmed_end(draft, span),
            at: declaration.key_span,
            children: Vec::new(),
        }
    };
    Some(Item {
        name: front_matter.title.clone().unwrap_or_else(|| "Front matter".to_owned()),
        detail: None,
        kind: SymbolKind::MODULE,
        span,
        at: Span::new(span.start, (span.start + 3).min(span.end)),
        children: front_matter.declarations.iter().map(of_source).collect(),
    })
}

/// What lies in a section, or in the document. Sections nest six deep at most.
fn section(draft: &Draft, node: Node<'_>, headings: &[(usize, String)]) -> Vec<Item> {
    let mut items = Vec::new();
    for child in node.named_children(&mut node.walk()) {
        match child.kind() {
            "section" => items.extend(of_section(draft, child, headings)),
            "footnote_definition" => items.push(footnote(draft, child)),
            _ => {}
        }
    }
    items
}

fn of_section(draft: &Draft, node: Node<'_>, headings: &[(usize, String)]) -> Vec<Item> {
    let children = section(draft, node, headings);
    let heading = node.named_children(&mut node.walk()).find(|child| child.kind() == "heading");
    let Some(heading) = heading else { return children };
    let span = Span::from(heading.byte_range());
    let at = headings.partition_point(|&(start, _)| start < span.start);
    let name = headings.get(at).filter(|(start, _)| *start < span.end).map(|(_, name)| name.as_str());
    // A heading without words has no unit.
    let Some(name) = name.filter(|name| !name.is_empty()) else { return children };
    vec![Item {
        name: name.to_owned(),
        detail: None,
        kind: SymbolKind::STRING,
        span: Span::from(node.byte_range()),
        at: trimmed_end(draft, span),
        children,
    }]
}

fn footnote(draft: &Draft, node: Node<'_>) -> Item {
    let span = Span::from(node.byte_range());
    let label = node.named_children(&mut node.walk()).find(|child| child.kind() == "footnote_label");
    let at = label.map_or(span, |label| Span::from(label.byte_range()));
    let label = draft.text(at);
    let label = label.trim().trim_start_matches("[^").trim_end_matches(':').trim_end_matches(']');
    Item {
        name: format!("[^{label}]"),
        detail: None,
        kind: SymbolKind::CONSTANT,
        span: trimmed_end(draft, span),
        at,
        children: Vec::new(),
    }
}

/// A span without the blanks at its end.
fn trimmed_end(draft: &Draft, span: Span) -> Span {
    Span::new(span.start, span.start + draft.text(span).trim_end().len())
}
