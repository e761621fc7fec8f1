//! What a client asks: one request a file, answered from a snapshot, and what several of them need.

pub mod blocks;
pub mod code_action;
pub mod code_lens;
pub mod commands;
pub mod completion;
pub mod definition;
pub mod dependents;
pub mod diagnostics;
pub mod document_link;
pub mod documentation;
pub mod edits;
pub mod evidence;
pub mod folding;
pub mod highlight;
pub mod hover;
pub mod inlay_hints;
pub mod keys;
pub mod markup;
pub mod moving;
pub mod reading;
pub mod references;
pub mod rename;
pub mod selection_ranges;
pub mod semantic_tokens;
pub mod sources;
pub mod symbols;
