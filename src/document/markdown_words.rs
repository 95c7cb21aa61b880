//! Extracts the words of a Markdown node.

use comrak::{Node, nodes::NodeValue};

/// Returns the words of a node, including code, without Markdown syntax.
#[must_use]
pub fn words_of(node: Node<'_>) -> String {
    let mut words = String::new();
    for part in node.descendants() {
        match &part.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            NodeValue::HtmlInline(html) if html.starts_with("<br") => words.push(' '),
            _ => {}
        }
    }
    words
}
