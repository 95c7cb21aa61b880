//! Writes pictures that stand alone as figures, with their captions.

use comrak::{Arena, Node, nodes::NodeValue};

use super::blocks::inline;
use crate::report::body::{
    new,
    paragraph_kind::{ParagraphKind, caption_of, kind},
};

/// Finds pictures that stand alone and the captions directly below them, before the pictures are embedded.
pub fn find<'a>(root: Node<'a>) -> Vec<(Node<'a>, Option<Node<'a>>)> {
    let is_picture =
        |node: &Node<'a>| matches!(node.data().value, NodeValue::Paragraph) && kind(node) == ParagraphKind::Picture;
    // A caption in a passage of its own language stays there.
    let is_next =
        |picture: Node<'a>, caption: Node<'a>| picture.next_sibling().is_some_and(|next| next.same_node(caption));
    let pair = |picture: Node<'a>| (picture, caption_of(picture).filter(|caption| is_next(picture, caption)));
    root.descendants().filter(is_picture).map(pair).collect()
}

/// Replaces the pictures that are embedded, and their captions, by figures.
pub fn write<'a>(arena: &'a Arena<'a>, pictures: &[(Node<'a>, Option<Node<'a>>)]) {
    for (picture, caption) in pictures.iter().filter(|(picture, _)| is_embedded(picture)) {
        let words = caption.map(|caption| format!("\n<figcaption>{}</figcaption>", inline(caption)));
        let html = format!("<figure>\n{}{}\n</figure>\n", inline(picture), words.unwrap_or_default());
        picture.insert_before(new(arena, NodeValue::Raw(html)));
        picture.detach();
        if let Some(caption) = caption {
            caption.detach();
        }
    }
}

/// Returns whether a paragraph is nothing but a picture that is shown.
fn is_embedded(paragraph: Node<'_>) -> bool {
    let only = paragraph.first_child().filter(|only| only.next_sibling().is_none());
    only.is_some_and(|only| {
        matches!(&only.data().value, NodeValue::Raw(html) if ["<img", "<svg"].iter().any(|tag| html.starts_with(tag)))
    })
}
