//! Small operations on the nodes of a Markdown tree.

use comrak::{
    Arena, Node,
    nodes::{Ast, AstNode, LineColumn, NodeValue},
};

use crate::document::words_of;

/// Returns the level of a heading.
pub fn heading_level(node: Node<'_>) -> Option<u8> {
    match &node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

/// Sets the address of a link or a picture.
pub fn set_address(node: Node<'_>, address: String) {
    if let NodeValue::Link(link) | NodeValue::Image(link) = &mut node.data_mut().value {
        link.url = address;
    }
}

/// Returns the words of blocks in one line, for headings and table cells.
pub fn words_of_blocks<'a>(blocks: impl Iterator<Item = Node<'a>>) -> String {
    let mut words: Vec<String> = Vec::new();
    let (notes, blocks): (Vec<Node<'a>>, Vec<Node<'a>>) =
        blocks.partition(|block| matches!(block.data().value, NodeValue::FootnoteDefinition(_)));
    for part in blocks.into_iter().flat_map(comrak::arena_tree::Node::descendants) {
        match &part.data().value {
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => words.push(words_of(part)),
            NodeValue::CodeBlock(code) => words.push(code.literal.clone()),
            _ => {}
        }
    }
    // There is no place for a note below the line.
    words.extend(notes.iter().map(|note| format!("({})", words_of_blocks(note.children()))));
    words.iter().flat_map(|words| words.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Replaces a link by its words.
pub fn unwrap_link(node: Node<'_>) {
    for child in node.children().collect::<Vec<_>>() {
        node.insert_before(child);
    }
    node.detach();
}

/// Makes a node that is not from a file.
pub fn new<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::from(Ast::new(value, LineColumn { line: 0, column: 0 })))
}
