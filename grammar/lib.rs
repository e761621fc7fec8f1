//! The tree-sitter grammar of briefings: CommonMark with tables, footnotes, pandoc's citations and the checker's
//! directives.
//!
//! Any text has a tree that covers it, without an `ERROR` or a `MISSING` node. Text has no node of its own: the bytes of
//! a block that lie in none of its children are text. `src/node-types.json` lists the nodes.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_briefing() -> *const ();
}

/// The language, for `tree_sitter::Parser::set_language`.
// SAFETY: the generated parser defines this function, and it returns a pointer to a static `TSLanguage`.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_briefing) };

/// The names of all nodes and their children, as JSON.
pub const NODE_TYPES: &str = include_str!("src/node-types.json");

/// The query for highlighting.
pub const HIGHLIGHTS_QUERY: &str = include_str!("queries/highlights.scm");

/// The query for other languages inside: front matter, code blocks and raw HTML.
pub const INJECTIONS_QUERY: &str = include_str!("queries/injections.scm");

/// The query for what an editor may fold.
pub const FOLDS_QUERY: &str = include_str!("queries/folds.scm");

/// The query that joins footnotes and link labels with their definitions.
pub const LOCALS_QUERY: &str = include_str!("queries/locals.scm");

/// The query for what an editor may select: quotations, citations, sections.
pub const TEXTOBJECTS_QUERY: &str = include_str!("queries/textobjects.scm");
