//! The kind of a paragraph, judged by its content and its neighbours: a picture, a caption, a lede or an opening.

use comrak::{Node, nodes::NodeValue};

use crate::document::html_marks::{HtmlMark, block};

/// Names a kind of paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A picture alone.
    Picture,
    /// The words below a picture, which end in emphasis.
    Caption,
    /// The first paragraph below the title.
    Lede,
    /// A paragraph that ends in a colon, above a list, a quote, a table or code, or the label of an alert.
    Opening,
    /// Any other paragraph.
    Text,
}

/// Returns the kind of a paragraph.
pub fn kind(paragraph: Node<'_>) -> ParagraphKind {
    if is_picture(paragraph) {
        return ParagraphKind::Picture;
    }
    match before(paragraph) {
        Some(above) if is_picture(above) && ends_in_emphasis(paragraph) => ParagraphKind::Caption,
        Some(above) if is_title(above) && before(above).is_none() => ParagraphKind::Lede,
        _ if opens(paragraph) || is_label(paragraph) => ParagraphKind::Opening,
        _ => ParagraphKind::Text,
    }
}

/// Returns the caption of a picture.
pub fn caption_of(picture: Node<'_>) -> Option<Node<'_>> {
    let mut below = picture.next_sibling();
    while let Some(node) =
        below.filter(|node| matches!(block(node), HtmlMark::Open(_) | HtmlMark::Close | HtmlMark::Comment))
    {
        below = node.next_sibling();
    }
    below.filter(|node| matches!(node.data().value, NodeValue::Paragraph) && kind(node) == ParagraphKind::Caption)
}

/// Returns the block above, without regard to language marks and comments.
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

fn ends_in_emphasis(paragraph: Node<'_>) -> bool {
    let is_reference = |node: &Node<'_>| matches!(node.data().value, NodeValue::FootnoteReference(_));
    let last = paragraph.reverse_children().find(|node| !is_reference(node));
    last.is_some_and(|last| matches!(last.data().value, NodeValue::Emph))
}

/// Returns whether a paragraph is the first of an alert.
fn is_label(paragraph: Node<'_>) -> bool {
    paragraph.previous_sibling().is_none()
        && paragraph.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Alert(_)))
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
