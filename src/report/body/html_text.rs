//! HTML in a text, which every format shows as text, except for marks with a meaning.

use comrak::{Arena, Node, nodes::NodeValue};

use super::{node::new, setting::Setting};
use crate::document::html_marks::{HtmlMark, marked};

/// Makes HTML the same in every format: marks with a meaning stay, comments are removed, other HTML becomes text.
pub fn normalize_html<'a>(arena: &'a Arena<'a>, root: Node<'a>, setting: Setting<'_>) {
    for parent in root.descendants().collect::<Vec<_>>() {
        for (node, mark, half) in marked(parent) {
            let is_block = matches!(node.data().value, NodeValue::HtmlBlock(_));
            match (half, mark) {
                (None, HtmlMark::Anchor(id)) if is_block => {
                    node.data_mut().value = NodeValue::Paragraph;
                    node.append(new(arena, NodeValue::HtmlInline(format!("<a id=\"{id}\">"))));
                }
                (Some(_), _) | (None, HtmlMark::Anchor(_)) => {}
                (None, HtmlMark::Comment) => node.detach(),
                (None, _) if html_of(node).is_some_and(|html| setting.links_to_unpublished(&html)) => node.detach(),
                (None, HtmlMark::Break) if is_block => node.detach(),
                (None, HtmlMark::Break) => node.data_mut().value = NodeValue::HtmlInline("<br>".to_owned()),
                (None, _) => show_html_as_text(arena, node),
            }
        }
    }
}

/// Returns the HTML of a node.
pub fn html_of(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::HtmlBlock(html) => Some(html.literal.clone()),
        NodeValue::HtmlInline(html) => Some(html.clone()),
        _ => None,
    }
}

/// Replaces HTML by text.
fn show_html_as_text<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let value = node.data().value.clone();
    match value {
        NodeValue::HtmlInline(html) => node.data_mut().value = NodeValue::Text(html.replace('\n', " ").into()),
        NodeValue::HtmlBlock(html) => {
            for lines in paragraphs(&html.literal) {
                let paragraph = new(arena, NodeValue::Paragraph);
                for (at, line) in lines.into_iter().enumerate() {
                    if at > 0 {
                        paragraph.append(new(arena, NodeValue::LineBreak));
                    }
                    paragraph.append(new(arena, NodeValue::Text(line.to_owned().into())));
                }
                node.insert_before(paragraph);
            }
            node.detach();
        }
        _ => {}
    }
}

/// Splits HTML at its blank lines.
pub fn paragraphs(html: &str) -> Vec<Vec<&str>> {
    let mut found = vec![Vec::new()];
    for line in html.lines().map(str::trim) {
        match found.last_mut() {
            Some(lines) if !line.is_empty() => lines.push(line),
            _ => found.push(Vec::new()),
        }
    }
    found.retain(|lines| !lines.is_empty());
    found
}
