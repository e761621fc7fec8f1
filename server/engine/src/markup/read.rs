//! From a text and its tree to a briefing.

use tree_sitter::{Parser, Tree};

use super::blocks::{self, Outline};
use super::footnotes::{Calculation, Footnotes};
use super::{Briefing, Directive, FrontMatter, Problem, ProblemKind, directives, front_matter, scopes, units};
use crate::text::Span;

impl Briefing {
    /// Reads a document: any text is one. `is_source` says of a link's target, percent signs decoded and without its
    /// fragment, whether it is a source's file; such a link is a citation.
    pub fn read(text: impl Into<String>, is_source: &dyn Fn(&str) -> bool) -> Self {
        let text = text.into();
        match parse(&text) {
            Some(tree) => Self::of_tree(text, &tree, is_source),
            None => Self { text, ..Self::default() },
        }
    }

    /// Reads a document of which there is a tree already, that of exactly this text; else as [`Briefing::read`].
    pub fn of_tree(text: impl Into<String>, tree: &Tree, is_source: &dyn Fn(&str) -> bool) -> Self {
        let text = text.into();
        let mut outline = blocks::read(&text, tree, is_source);
        let (front_matter, mut problems) = front_matter_of(&text, &outline);
        problems.append(&mut outline.problems);
        let footnotes = Footnotes::resolve(&mut outline);
        let (calculations, faults) = footnotes.calculations(&text, &outline);
        problems.extend(faults);
        let silent: Vec<Span> =
            front_matter.span.into_iter().chain(calculations.iter().map(Calculation::definition)).collect();
        let mut units = units::read(&outline, &silent);
        let (mut directives, faults) = directives_of(&text, &outline, &units);
        problems.extend(faults);
        directives.extend(calculations.into_iter().filter_map(|calculation| calculation.directive(&outline, &units)));
        directives.sort_by_key(|directive| directive.span);
        problems.sort_by_key(|problem| problem.span);
        scopes::switch_off(&mut directives, &mut units.units, text.len());
        Self { front_matter, citations: outline.citations, units: units.units, directives, problems, text }
    }
}

/// A parser of briefings; `None` only if the grammar does not fit the library that this was built with.
pub fn parser() -> Option<Parser> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_briefing::LANGUAGE.into()).ok()?;
    Some(parser)
}

fn parse(text: &str) -> Option<Tree> {
    parser()?.parse(text, None)
}

fn front_matter_of(text: &str, outline: &Outline) -> (FrontMatter, Vec<Problem>) {
    match outline.front_matter {
        Some((span, yaml)) => front_matter::read(text, span, yaml),
        None => front_matter::unclosed(text).map(|span| front_matter::read_unclosed(text, span)).unwrap_or_default(),
    }
}

fn directives_of(text: &str, outline: &Outline, units: &units::Units) -> (Vec<Directive>, Vec<Problem>) {
    let (mut directives, mut problems) = (Vec::new(), Vec::new());
    for found in &outline.directives {
        match directives::read(text, found.text) {
            Ok(kind) => {
                let scope = scopes::scope(outline, units, found);
                directives.push(Directive { span: found.span, scope, kind });
            }
            Err(fault) => problems.push(fault.problem(ProblemKind::Directive, found.span)),
        }
    }
    (directives, problems)
}
