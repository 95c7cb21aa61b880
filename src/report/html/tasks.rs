//! Writes the items of task lists with a sign that screen readers say in words.

use comrak::{
    Arena, Node,
    nodes::{NodeList, NodeValue},
};

use super::safe::attribute;
use crate::{key, language::Language, report::body::new, texts::Texts};

/// Makes the items of task lists usual items that start with a sign.
pub fn write<'a>(arena: &'a Arena<'a>, blocks: &[(Node<'a>, Language)]) {
    for (item, language) in blocks {
        let is_done = match &item.data().value {
            NodeValue::TaskItem(task) => task.symbol.is_some(),
            _ => continue,
        };
        let texts = Texts::of(*language);
        let (sign, label) = if is_done {
            ("☑", texts.get(key!("document.task.done")))
        } else {
            ("☐", texts.get(key!("document.task.open")))
        };
        let label = attribute(label);
        let html = format!("<span class=\"task\" role=\"img\" aria-label=\"{label}\">{sign}</span> ");
        let sign = new(arena, NodeValue::Raw(html));
        item.data_mut().value = NodeValue::Item(NodeList::default());
        match item.first_child().filter(|first| matches!(first.data().value, NodeValue::Paragraph)) {
            Some(paragraph) => paragraph.prepend(sign),
            None => item.prepend(sign),
        }
    }
}
