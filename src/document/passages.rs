//! Collects the running text of a Markdown document from its nodes.

use crate::document::{
    Markdown,
    passage::{Passage, PassageKind},
};
use comrak::{Node, nodes::NodeValue};

impl Markdown<'_> {
    /// Returns the running text: paragraphs, headings, items and cells, without Markdown syntax.
    pub fn passages(&self) -> &[Passage] {
        self.passages.get_or_init(|| passages(self))
    }
}

/// Collects the running text of a document.
fn passages(markdown: &Markdown<'_>) -> Vec<Passage> {
    let mut found = Vec::new();
    for node in markdown.root.descendants() {
        let kind = match node.data().value {
            NodeValue::Paragraph => around(node),
            NodeValue::Heading(_) => PassageKind::Heading,
            NodeValue::TableCell => PassageKind::Cell,
            _ => continue,
        };
        let mut passage = Passage { kind, text: String::new(), places: Vec::new() };
        for child in node.children() {
            add(markdown, child, &mut passage);
        }
        if !passage.text.trim().is_empty() {
            found.push(passage);
        }
    }
    found
}

fn around(paragraph: Node<'_>) -> PassageKind {
    let mut kind = PassageKind::Paragraph;
    for outer in paragraph.ancestors() {
        match outer.data().value {
            NodeValue::BlockQuote => return PassageKind::Quote,
            NodeValue::Item(_) | NodeValue::TaskItem(_) => kind = PassageKind::Item,
            _ => {}
        }
    }
    kind
}

fn add(markdown: &Markdown<'_>, node: Node<'_>, passage: &mut Passage) {
    let here = passage.text.len();
    let data = node.data();
    match &data.value {
        NodeValue::Text(text) => {
            let span = markdown.span(node);
            let is_exact = markdown.text.get(span.start as usize..).is_some_and(|rest| rest.starts_with(&**text));
            passage.places.push((here, span.start as usize, is_exact));
            passage.text.push_str(text);
        }
        NodeValue::SoftBreak | NodeValue::LineBreak => {
            passage.places.push((here, markdown.span(node).start as usize, false));
            passage.text.push(' ');
        }
        // Addresses, code and descriptions of pictures are not running text.
        NodeValue::Link(link) if is_own_words(node, &link.url) => {}
        NodeValue::Code(_) | NodeValue::HtmlInline(_) | NodeValue::Image(_) => {}
        _ => {
            for child in node.children() {
                add(markdown, child, passage);
            }
        }
    }
}

/// Returns whether a link shows its own address.
fn is_own_words(link: Node<'_>, url: &str) -> bool {
    let address = url.trim_start_matches("mailto:");
    link.first_child().is_some_and(|child| match &child.data().value {
        NodeValue::Text(text) => !text.is_empty() && address.contains(&**text) && text.contains(['.', '@']),
        _ => false,
    })
}
