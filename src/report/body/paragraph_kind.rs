//! What a paragraph is by where it stands: the lede, a picture, a caption, or what opens a list.

use comrak::{Node, nodes::NodeValue};

use crate::document::html_marks::{HtmlMark, block};

/// Names what a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A picture that stands alone.
    Picture,
    /// The words below a picture; they end in emphasis.
    Caption,
    /// The first paragraph below the title.
    Lede,
    /// A paragraph that ends in a colon above what it opens.
    Opening,
    /// Any other.
    Text,
}

/// Tells what a paragraph is.
pub fn kind(paragraph: Node<'_>) -> ParagraphKind {
    if is_picture(paragraph) {
        return ParagraphKind::Picture;
    }
    match before(paragraph) {
        Some(above) if is_picture(above) && ends_in_emphasis(paragraph) => ParagraphKind::Caption,
        Some(above) if is_title(above) && before(above).is_none() => ParagraphKind::Lede,
        _ if opens(paragraph) => ParagraphKind::Opening,
        _ => ParagraphKind::Text,
    }
}

/// Returns whether the words below a picture belong to it, so that no page ends between them.
pub fn has_caption(picture: Node<'_>) -> bool {
    let mut below = picture.next_sibling();
    while let Some(node) =
        below.filter(|node| matches!(block(node), HtmlMark::Open(_) | HtmlMark::Close | HtmlMark::Comment))
    {
        below = node.next_sibling();
    }
    below.is_some_and(|node| matches!(node.data().value, NodeValue::Paragraph) && kind(node) == ParagraphKind::Caption)
}

/// Returns the block above, whatever language it is in.
fn before(node: Node<'_>) -> Option<Node<'_>> {
    let mut above = node.previous_sibling()?;
    while matches!(block(above), HtmlMark::Open(_) | HtmlMark::Close | HtmlMark::Comment) {
        above = above.previous_sibling()?;
    }
    Some(above)
}

fn is_picture(block: Node<'_>) -> bool {
    let only = block.first_child().filter(|only| only.next_sibling().is_none());
    only.is_some_and(|only| matches!(only.data().value, NodeValue::Image(_)))
}

fn is_title(block: Node<'_>) -> bool {
    matches!(&block.data().value, NodeValue::Heading(heading) if heading.level == 1)
}

/// Returns whether a paragraph ends in emphasis, marked with a language or not.
fn ends_in_emphasis(paragraph: Node<'_>) -> bool {
    paragraph.last_child().is_some_and(|last| matches!(last.data().value, NodeValue::Emph))
}

fn opens(paragraph: Node<'_>) -> bool {
    let is_open = |text: &str| text.trim_end().ends_with(':');
    let last = paragraph.last_child();
    last.is_some_and(|last| matches!(&last.data().value, NodeValue::Text(text) if is_open(text)))
        && paragraph.next_sibling().is_some_and(|next| {
            let data = next.data();
            matches!(
                data.value,
                NodeValue::List(_) | NodeValue::BlockQuote | NodeValue::Table(_) | NodeValue::CodeBlock(_)
            )
        })
}
