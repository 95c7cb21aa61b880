//! A line of the contents of a page.

use comrak::{Node, nodes::NodeValue};
use serde::Serialize;

/// Holds a line of the contents, as HTML.
#[derive(Debug, Serialize)]
pub struct ContentsLine {
    pub(super) anchor: String,
    pub(super) words: String,
}

/// Returns whether a node is part of a line, and not a block.
pub fn is_inline(node: Node<'_>) -> bool {
    !node.data().value.block() && !matches!(node.data().value, NodeValue::Document)
}
