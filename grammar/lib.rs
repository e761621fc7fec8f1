//! The tree-sitter grammar of briefings.
