//! Joins pictures with their captions.

use comrak::{Arena, Node, nodes::NodeValue};

use super::blocks::is_picture;
use crate::report::body::{
    new,
    paragraph_kind::{ParagraphKind, kind},
};

/// Finds pictures and the captions directly below them, before the pictures are embedded.
pub fn find<'a>(root: Node<'a>) -> Vec<(Node<'a>, Node<'a>)> {
    let is = |node: Node<'_>, wanted: ParagraphKind| {
        matches!(node.data().value, NodeValue::Paragraph) && kind(node) == wanted
    };
    let pair = |picture: Node<'a>| Some((picture, picture.next_sibling()?));
    let pairs = root.children().filter(|node| is(node, ParagraphKind::Picture)).filter_map(pair);
    pairs.filter(|(_, below)| is(below, ParagraphKind::Caption)).collect()
}

/// Moves captions into the paragraphs of their pictures, if these are embedded.
pub fn join<'a>(arena: &'a Arena<'a>, captions: &[(Node<'a>, Node<'a>)]) {
    for (picture, caption) in captions.iter().filter(|(picture, _)| is_picture(picture)) {
        picture.append(new(arena, NodeValue::Raw("<figcaption>".to_owned())));
        for words in caption.children().collect::<Vec<_>>() {
            words.detach();
            picture.append(words);
        }
        picture.append(new(arena, NodeValue::Raw("</figcaption>".to_owned())));
        caption.detach();
    }
}
