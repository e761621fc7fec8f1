//! The syntax tree of a text that is edited.

use briefcheck_engine::document::Change;
use briefcheck_engine::markup;
use ropey::Rope;
use tree_sitter::{InputEdit, Parser, Point, Tree};

/// Where a byte stands, as trees count.
pub(super) fn point(rope: &Rope, offset: usize) -> Point {
    let row = rope.byte_to_line(offset);
    Point::new(row, offset - rope.line_to_byte(row))
}

/// Tells a tree of a change that led to the text as it is now.
pub(super) fn edit(tree: &mut Tree, rope: &Rope, change: Change, old_end_position: Point) {
    tree.edit(&InputEdit {
        start_byte: change.start,
        old_end_byte: change.old_end,
        new_end_byte: change.new_end,
        start_position: point(rope, change.start),
        old_end_position,
        new_end_position: point(rope, change.new_end),
    });
}

/// The tree of a text, made from that of an earlier one whose edits it was told.
pub(super) fn parse(rope: &Rope, old: Option<&Tree>) -> Tree {
    thread_local! {
        static PARSER: std::cell::RefCell<Option<Parser>> = std::cell::RefCell::new(markup::parser());
    }
    let mut chunk_at = |offset: usize, _: Point| {
        if offset >= rope.len_bytes() {
            return &[][..];
        }
        let (chunk, start, ..) = rope.chunk_at_byte(offset);
        &chunk.as_bytes()[offset - start..]
    };
    PARSER.with_borrow_mut(|parser| {
        let tree = parser.as_mut().and_then(|parser| parser.parse_with_options(&mut chunk_at, old, None));
        #[expect(
            clippy::expect_used,
            reason = "only a parser without a language, or one that was stopped, gives no tree"
        )]
        tree.expect("the grammar fits the parser")
    })
}
