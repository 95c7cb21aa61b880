//! Makes wide tables scroll by themselves, reachable with the keyboard and with a name.

use comrak::{Arena, Node, nodes::NodeValue};

use super::safe::attribute;
use crate::{document::words_of, key, report::body::new, texts::Texts};

/// Wraps each table in an element that scrolls.
pub fn wrap<'a>(arena: &'a Arena<'a>, root: Node<'a>, texts: &Texts) {
    for table in root.descendants().filter(|node| matches!(node.data().value, NodeValue::Table(_))).collect::<Vec<_>>()
    {
        let name = texts.fill(key!("document.table"), &[("columns", columns(table))]);
        let name = attribute(&name);
        // A group, and no landmark: a page with many tables would have too many landmarks.
        let opens = format!("<div class=\"scroll\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\">\n");
        table.insert_before(new(arena, NodeValue::Raw(opens)));
        table.insert_after(new(arena, NodeValue::Raw("</div>\n".to_owned())));
    }
}

/// Returns the headers of the columns.
fn columns(table: Node<'_>) -> String {
    let cells = table.first_child().into_iter().flat_map(comrak::arena_tree::Node::children);
    cells.map(words_of).filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join(", ")
}
