//! A walk over a syntax tree that needs no recursion, however deep the tree is.

use tree_sitter::{Node, Tree};

use crate::text::Span;

/// A step of the walk.
pub enum Step<'tree> {
    /// A node begins.
    Enter(Node<'tree>),
    /// A node that was gone into ends.
    Leave(Node<'tree>),
}

/// Where the walk goes from a node that begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To its children, then to its end.
    Into,
    /// Past it.
    Over,
}

/// Visits the named nodes below the root, in the order of the text. What `visit` says of a node that ends is ignored.
pub fn walk<'tree>(tree: &'tree Tree, mut visit: impl FnMut(Step<'tree>) -> Way) {
    let mut cursor = tree.walk();
    let mut down = cursor.goto_first_child();
    while down {
        let node = cursor.node();
        if node.is_named() && visit(Step::Enter(node)) == Way::Into {
            if cursor.goto_first_child() {
                continue;
            }
            visit(Step::Leave(node));
        }
        while !cursor.goto_next_sibling() {
            down = cursor.goto_parent() && cursor.depth() > 0;
            if !down {
                break;
            }
            visit(Step::Leave(cursor.node()));
        }
    }
}

/// The bytes of a node.
pub(super) fn span(node: Node<'_>) -> Span {
    node.byte_range().into()
}

/// The first child of this kind.
pub fn child<'tree>(node: Node<'tree>, kind: &str) -> Option<Node<'tree>> {
    node.named_children(&mut node.walk()).find(|child| child.kind() == kind)
}
