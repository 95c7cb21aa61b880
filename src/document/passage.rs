//! The running text of a Markdown document: its words without their marks, and where each of them stands.

use comrak::{Node, nodes::NodeValue};

use super::Markdown;

/// Holds one block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its words, on one line.
    pub text: String,
    /// Where stretches of it stand in the document: offset here, offset there, and whether they are alike byte for byte.
    places: Vec<(usize, usize, bool)>,
}

/// Says what kind of block a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph.
    Paragraph,
    /// A paragraph in an item of a list.
    Item,
    /// Something quoted.
    Quote,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

impl Passage {
    /// Returns where a byte of the text stands in the document.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let index = self.places.partition_point(|(here, ..)| *here <= at).saturating_sub(1);
        let (here, there, is_exact) = self.places.get(index).copied().unwrap_or_default();
        if is_exact { there + (at - here) } else { there }
    }
}

/// Collects the running text of a document.
pub(super) fn passages(markdown: &Markdown<'_>) -> Vec<Passage> {
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
            NodeValue::Item(_) => kind = PassageKind::Item,
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
        // An address is no word, and neither are code and what a picture shows.
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
