//! Writes alerts as notes with a border.

use comrak::{Arena, Node, nodes::NodeValue};

use crate::{language::Language, report::body::new};

/// Replaces alerts by HTML; each starts with its label already.
pub fn write<'a>(arena: &'a Arena<'a>, blocks: &[(Node<'a>, Language)]) {
    for (alert, _) in blocks.iter().filter(|(node, _)| matches!(node.data().value, NodeValue::Alert(_))) {
        alert.insert_before(new(arena, NodeValue::Raw("<div class=\"alert\" role=\"note\">\n".to_owned())));
        for block in alert.children().collect::<Vec<_>>() {
            block.detach();
            alert.insert_before(block);
        }
        alert.insert_before(new(arena, NodeValue::Raw("</div>\n".to_owned())));
        alert.detach();
    }
}
