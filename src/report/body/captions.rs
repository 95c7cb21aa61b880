//! Captions: the words below a picture, or the title of the picture.

use comrak::{Arena, Node, nodes::NodeValue};

use super::{
    node::new,
    paragraph_kind::{ParagraphKind, caption_of, kind},
};

/// Writes the titles of pictures that stand alone as captions below them, so that every format shows them.
pub fn from_titles<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    for paragraph in root.descendants().collect::<Vec<_>>() {
        if !matches!(paragraph.data().value, NodeValue::Paragraph) || kind(paragraph) != ParagraphKind::Picture {
            continue;
        }
        let Some(title) = paragraph.first_child().and_then(take_title) else { continue };
        match caption_of(paragraph) {
            Some(caption) => caption.prepend(new(arena, NodeValue::Text(format!("{title} ").into()))),
            None => {
                let (caption, emphasis) = (new(arena, NodeValue::Paragraph), new(arena, NodeValue::Emph));
                emphasis.append(new(arena, NodeValue::Text(title.into())));
                caption.append(emphasis);
                paragraph.insert_after(caption);
            }
        }
    }
}

fn take_title(picture: Node<'_>) -> Option<String> {
    match &mut picture.data_mut().value {
        NodeValue::Image(image) => Some(std::mem::take(&mut image.title)).filter(|title| !title.trim().is_empty()),
        _ => None,
    }
}
