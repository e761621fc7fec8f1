//! Tests of the grammar through the library that everything else uses.

#![allow(clippy::unwrap_used, reason = "helpers of tests panic as tests do")]

mod any_text;
mod corpus;
mod edits;
mod queries;
mod spans;

use std::fmt::Write as _;
use std::iter;

use tree_sitter::{Node, Parser, Tree};

/// A parser that has parsed nothing yet.
fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_briefing::LANGUAGE.into()).unwrap();
    parser
}

/// The tree of a text, which must cover it without an error.
fn parse(text: impl AsRef<[u8]>) -> Tree {
    let tree = parser().parse(&text, None).unwrap();
    assert_whole(&tree, text.as_ref());
    tree
}

fn assert_whole(tree: &Tree, text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    assert!(!tree.root_node().has_error(), "an error in {shown:?}: {}", tree.root_node());
    assert_eq!(tree.root_node().kind(), "document", "in {shown:?}");
    assert_eq!(tree.root_node().end_byte(), text.len(), "in {shown:?}");
}

/// All named nodes with their depths, each before its children.
fn nodes(tree: &Tree) -> impl Iterator<Item = (usize, Node<'_>)> {
    let mut stack = vec![(0, tree.root_node())];
    iter::from_fn(move || {
        let (depth, node) = stack.pop()?;
        for index in (0..node.named_child_count()).rev() {
            stack.extend(node.named_child(index as u32).map(|child| (depth + 1, child)));
        }
        Some((depth, node))
    })
}

/// A tree as text, one node a line, with its bytes.
fn show(tree: &Tree) -> String {
    nodes(tree).fold(String::new(), |mut shown, (depth, node)| {
        let _ = writeln!(shown, "{:depth$}{} {:?}", "", node.kind(), node.byte_range());
        shown
    })
}

/// What markup is made of, to be put together at random.
const PIECES: &[&str] = &[
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "^[",
    "[^1]",
    "[^1]: ",
    "[a]: b",
    "[a](b \"c\")",
    "[a][b]",
    "[@",
    "@key",
    "@",
    "@{a b}",
    "[see @k, p. 3]",
    ";",
    ",",
    ".",
    "\"",
    "\"",
    "'",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "«",
    "»",
    "don't",
    "'90s",
    "s' ",
    "\"[T]he",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<!-- briefcheck: off -->",
    "<div>",
    "<b>",
    "<a href=\"",
    "<?",
    "?>",
    "http://a.b",
    "&amp;",
    "\\",
    "\\*",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  \n",
    "\n  ",
    "\n> ",
    "\n- ",
    " ",
    "  ",
    "    ",
    "\t",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "[x] ",
    "- [ ] ",
    "# ",
    "## ",
    "###### ",
    "===",
    "---",
    "***",
    "-",
    "=",
    "...",
    "|",
    "| a | b |\n| - | - |\n",
    "a",
    "b",
    "word",
    "word ",
    "12",
    "$4.5",
    " 3,000%",
    "1.2.3",
    "é",
    "日本",
    "\u{0}",
    "\u{a0}",
    "\u{feff}",
    "^",
    "!",
    "{",
    "}",
    ":",
];

/// Pseudo-random numbers (xorshift), the same in every run.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        random.below(1);
        random
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// A text of at most so many pieces of markup.
    fn text(&mut self, most: usize) -> String {
        (0..self.below(most + 1)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}
