//! Footnotes: what a reference cites, and figures that a footnote derives.

use std::collections::HashMap;

use super::blocks::{BlockKind, Outline};
use super::coverage::union;
use super::inlines::PointKind;
use super::units::Units;
use super::{Calc, Directive, DirectiveKind, Expression, Problem, ProblemKind, calc};
use crate::text::Span;

/// The footnotes of a document, by label.
pub(super) struct Footnotes {
    notes: HashMap<String, Footnote>,
}

struct Footnote {
    /// The block of its definition; of two definitions the first counts.
    definition: usize,
    reference: Option<Reference>,
}

/// The first reference to a footnote.
#[derive(Clone, Copy)]
struct Reference {
    block: usize,
    span: Span,
    /// The figure that it stands on.
    figure: Span,
}

impl Footnotes {
    /// Finds the footnotes, and lets each reference cite what its definition cites.
    pub fn resolve(outline: &mut Outline) -> Self {
        let mut notes = HashMap::new();
        for (definition, block) in outline.blocks.iter().enumerate() {
            if let BlockKind::Definition(label) = &block.kind {
                notes.entry(label.clone()).or_insert(Footnote { definition, reference: None });
            }
        }
        for block in 0..outline.blocks.len() {
            let mut points = std::mem::take(&mut outline.blocks[block].text.points);
            for point in &mut points {
                let PointKind::Reference(label, figure) = &point.kind else { continue };
                let Some(note) = notes.get_mut(label) else { continue };
                note.reference.get_or_insert(Reference { block, span: point.span, figure: *figure });
                point.citations = union(outline.blocks[note.definition].citations.clone());
            }
            outline.blocks[block].text.points = points;
        }
        Self { notes }
    }

    /// The footnotes whose text begins with `=`, in the order of the text, and what is wrong with them.
    pub fn calculations(&self, text: &str, outline: &Outline) -> (Vec<Calculation>, Vec<Problem>) {
        let (mut calculations, mut problems) = (Vec::new(), Vec::new());
        for (index, block) in outline.blocks.iter().enumerate() {
            let BlockKind::Definition(label) = &block.kind else { continue };
            let Some(written) = written(text, outline, index) else { continue };
            let note = self.notes.get(label).filter(|note| note.definition == index);
            let reference = note.and_then(|note| note.reference);
            let definition = block.span.trimmed(text);
            let expression = match calc::expression(text, written) {
                Ok(expression) => Some(expression),
                Err(fault) => {
                    problems.push(fault.problem(ProblemKind::Directive, definition));
                    None
                }
            };
            calculations.push(Calculation { definition, reference, expression });
        }
        (calculations, problems)
    }
}

/// The expression of a definition whose text begins with `=`: up to its first citation, or to the paragraph's end. It is
/// read as written, since a reader of Markdown would take its `*` for emphasis.
fn written(text: &str, outline: &Outline, definition: usize) -> Option<Span> {
    let paragraph = outline.blocks.get(definition + 1).filter(|block| block.parent == Some(definition))?;
    let span = paragraph.span.trimmed(text);
    let end = paragraph.text.points.first().map_or(span.end, |point| point.span.start);
    text[span].starts_with('=').then(|| Span::new(span.start + 1, end).trimmed(text))
}

/// A footnote that says how the figure that it stands on was derived.
pub(super) struct Calculation {
    definition: Span,
    reference: Option<Reference>,
    expression: Option<Expression>,
}

impl Calculation {
    /// The whole definition.
    pub fn definition(&self) -> Span {
        self.definition
    }

    /// The same as a directive; `None` if it could not be read, or nothing refers to it.
    pub fn directive(self, outline: &Outline, units: &Units) -> Option<Directive> {
        let (reference, expression) = (self.reference?, self.expression?);
        let units = units.of(reference.block);
        let unit = units.get(units.partition_point(|unit| unit.span.end < reference.span.end));
        let scope = unit.map_or(outline.blocks[reference.block].span, |unit| unit.span);
        let kind = DirectiveKind::Calc(Calc { figure: reference.figure, expression });
        Some(Directive { span: self.definition, scope, kind })
    }
}
