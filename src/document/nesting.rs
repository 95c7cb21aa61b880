//! Limits the nesting of Markdown, so that code that recurses through its nodes cannot overflow the stack.

use comrak::{
    Arena, Node, Options,
    arena_tree::NodeEdge,
    nodes::{Ast, NodeValue},
    parse_document,
};

use super::markdown_words::words_of;

/// How deep nodes may be nested; real texts have about ten levels, and a nested list has two for each level.
pub const MAX_DEPTH: usize = 100;

/// Parses Markdown; nodes that are nested deeper than [`DEEPEST`] are replaced by their words.
///
/// All Markdown is parsed here, so that no code that recurses through its nodes can overflow the stack.
pub fn parse<'a>(arena: &'a Arena<'a>, markdown: &str, options: &Options<'_>) -> Node<'a> {
    parse_reporting_depth(arena, markdown, options).0
}

/// Parses Markdown as [`parse`] does, and returns the first node that was nested too deeply.
pub(super) fn parse_reporting_depth<'a>(
    arena: &'a Arena<'a>,
    markdown: &str,
    options: &Options<'_>,
) -> (Node<'a>, Option<Node<'a>>) {
    let root = parse_document(arena, markdown, options);
    let deepest = deepest(root);
    flatten(arena, &deepest);
    (root, deepest.first().copied())
}

/// Replaces the children of nodes by their words.
fn flatten<'a>(arena: &'a Arena<'a>, deepest: &[Node<'a>]) {
    for node in deepest {
        let words = words_of(node);
        while let Some(child) = node.first_child() {
            child.detach();
        }
        let place = node.data().sourcepos;
        let part = |value| -> Node<'a> { arena.alloc(Ast::new_with_sourcepos(value, place).into()) };
        let words = part(NodeValue::Text(words.into()));
        match content_of(&node.data().value) {
            NodeContent::Inlines => node.append(words),
            NodeContent::Blocks | NodeContent::Other => {
                let paragraph = part(NodeValue::Paragraph);
                paragraph.append(words);
                node.append(paragraph);
            }
        }
    }
}

/// Says what a node can contain.
enum NodeContent {
    /// Inline nodes.
    Inlines,
    /// Paragraphs and other blocks.
    Blocks,
    /// Only nodes of a special kind, such as the rows of a table.
    Other,
}

fn content_of(value: &NodeValue) -> NodeContent {
    match value {
        NodeValue::Document
        | NodeValue::BlockQuote
        | NodeValue::Alert(_)
        | NodeValue::FootnoteDefinition(_)
        | NodeValue::Item(_)
        | NodeValue::TaskItem(_) => NodeContent::Blocks,
        value if value.contains_inlines() || !value.block() => NodeContent::Inlines,
        _ => NodeContent::Other,
    }
}

/// Lists the nodes at the deepest allowed level that have children, without recursion.
fn deepest(root: Node<'_>) -> Vec<Node<'_>> {
    let (mut found, mut depth, mut inside) = (Vec::new(), 0_usize, 0_usize);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                let is_fit =
                    || !matches!(content_of(&node.data().value), NodeContent::Other) && node.first_child().is_some();
                if inside > 0 {
                    inside += 1;
                } else if depth > MAX_DEPTH && is_fit() {
                    inside = 1;
                    found.push(node);
                }
            }
            NodeEdge::End(_) => {
                depth -= 1;
                inside = inside.saturating_sub(1);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::markdown::dialect;

    /// Returns the depth of nesting, and all words.
    fn depth_and_words(markdown: &str) -> (usize, String) {
        let arena = Arena::new();
        let root = parse(&arena, markdown, &dialect());
        let depth = root.descendants().map(|node| node.ancestors().count()).max().unwrap_or_default();
        (depth, words_of(root))
    }

    #[test]
    fn what_is_nested_too_deeply_keeps_its_words() {
        let bold = (0..500).map(|_| "**a *b ").collect::<String>();
        let closed = (0..500).map(|_| "c* d** ").collect::<String>();
        for (text, word) in [
            (format!("{}innerst", "> ".repeat(2_000)), "innerst"),
            (format!("{}innerst", ">".repeat(2_000)), "innerst"),
            (format!("{}innerst", "- ".repeat(2_000)), "innerst"),
            (format!("{}innerst", "1. > - ".repeat(500)), "innerst"),
            (format!("{bold}innerst {closed}"), "innerst"),
            (format!("{}innerst{}", "![".repeat(500), "](x.png)".repeat(500)), "innerst"),
            (format!("{}| a |\n{}|---|\n", "> ".repeat(98), "> ".repeat(98)), "a"),
            (format!("{}| **a** |\n{}|---|\n", "> ".repeat(97), "> ".repeat(97)), "a"),
        ] {
            let (depth, words) = depth_and_words(&text);
            assert!(depth <= MAX_DEPTH + 5, "{depth}: {}", &text[..20]);
            assert!(words.contains(word), "{}", &text[..20]);
        }
        assert_eq!(depth_and_words("> - *a*").0, 7);
    }

    proptest! {
        #[test]
        fn any_text_is_flat_enough(parts in prop::collection::vec("[>*_~\\[\\]()!-]{1,4}|[a1.|\n ]{1,3}|( {0,9}- )", 0..300)) {
            prop_assert!(depth_and_words(&parts.concat()).0 <= MAX_DEPTH + 5);
        }
    }
}
