//! Writes the blocks of a page as HTML: headings with ids, facts as a list of terms, pictures with captions.

use comrak::{
    Node, Options, format_html,
    nodes::{NodeHeading, NodeValue},
};

use super::contents_line::{ContentsLine, is_inline, without_links};
use crate::{document::markdown::dialect, report::body::Anchors};

/// Returns the level of a heading.
pub fn level(node: Node<'_>) -> Option<u8> {
    match node.data().value {
        NodeValue::Heading(NodeHeading { level, .. }) => Some(level),
        _ => None,
    }
}

/// Returns 1 if a block starts a passage in another language, otherwise 0.
pub fn opens(node: Node<'_>) -> usize {
    usize::from(matches!(&node.data().value, NodeValue::Raw(html) if html.starts_with("<div")))
}

/// Returns 1 if a block ends a passage in another language, otherwise 0.
pub fn closes(node: Node<'_>) -> usize {
    usize::from(matches!(&node.data().value, NodeValue::Raw(html) if html.starts_with("</div")))
}

/// Returns a block as HTML.
pub fn block(node: Node<'_>, anchors: &Anchors) -> String {
    if let Some(level) = level(node) {
        return heading(node, level, anchors);
    }
    if let Some(facts) = facts(node) {
        return facts;
    }
    aligned(&html(node))
}

/// Writes the headings inside quotes and list items as HTML with their ids.
pub fn write_inner_headings(root: Node<'_>, anchors: &Anchors) {
    for node in root.descendants().collect::<Vec<_>>() {
        let is_inner = node.parent().is_some_and(|parent| !matches!(parent.data().value, NodeValue::Document));
        let Some(level) = level(node).filter(|_| is_inner) else { continue };
        let html = heading(node, level, anchors);
        for child in node.children().collect::<Vec<_>>() {
            child.detach();
        }
        node.data_mut().value = NodeValue::Raw(html);
    }
}

fn heading(node: Node<'_>, level: u8, anchors: &Anchors) -> String {
    format!("<h{level} id=\"{}\">{}</h{level}>\n", anchors.of(node).unwrap_or_default(), inline(node))
}

/// Replaces the obsolete attribute `align` of cells by a class, and headers without words by cells: a header names its column.
/// Words are escaped, so they contain no such tag.
fn aligned(html: &str) -> String {
    let html = html.replace("<td align=\"", "<td class=\"").replace("<th align=\"", "<th class=\"");
    html.replace("<th></th>", "<td></td>")
        .replace("<th class=\"right\"></th>", "<td></td>")
        .replace("<th class=\"center\"></th>", "<td></td>")
        .replace("<th class=\"left\"></th>", "<td></td>")
}

/// Returns the content of a block as HTML, without its tag.
pub fn inline(node: Node<'_>) -> String {
    node.children().map(html).collect()
}

/// Returns a list as a list of terms, if each item starts with a bold term and a colon.
fn facts(list: Node<'_>) -> Option<String> {
    if !matches!(list.data().value, NodeValue::List(_)) {
        return None;
    }
    let facts: Option<Vec<String>> = list.children().map(fact).collect();
    facts.map(|facts| format!("<dl class=\"facts\">\n{}</dl>\n", facts.concat()))
}

fn fact(item: Node<'_>) -> Option<String> {
    let paragraph = item.first_child().filter(|child| matches!(child.data().value, NodeValue::Paragraph))?;
    let term = paragraph.first_child().filter(|child| matches!(child.data().value, NodeValue::Strong))?;
    let words = inline(term);
    let words = words.strip_suffix(':')?;
    let meaning: String = term.following_siblings().skip(1).map(html).collect();
    let more: String = item.children().skip(1).map(html).collect();
    Some(format!("<div><dt>{words}</dt><dd>{}{more}</dd></div>\n", meaning.trim()))
}

/// Returns the lines of a list in which every item is a link to a place in the document.
pub fn own_contents(list: Node<'_>) -> Option<Vec<ContentsLine>> {
    if !matches!(list.data().value, NodeValue::List(_)) {
        return None;
    }
    let line = |item: Node<'_>| {
        let paragraph = item.first_child().filter(|child| child.next_sibling().is_none())?;
        let link = paragraph.first_child().filter(|child| child.next_sibling().is_none())?;
        let data = link.data();
        let NodeValue::Link(target) = &data.value else { return None };
        let anchor = target.url.strip_prefix('#')?.to_owned();
        Some(ContentsLine { anchor, words: without_links(&inline(link)) })
    };
    let lines: Option<Vec<ContentsLine>> = list.children().map(line).collect();
    lines.filter(|lines| !lines.is_empty())
}

fn html(node: Node<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = format_html(node, &options(), &mut out);
    if is_inline(node) && !ends_line(node) { out.trim_end_matches('\n').to_owned() } else { out }
}

fn ends_line(node: Node<'_>) -> bool {
    match &node.data().value {
        NodeValue::SoftBreak | NodeValue::LineBreak => true,
        NodeValue::Raw(html) => html.starts_with("<figure"),
        _ => false,
    }
}

fn options() -> Options<'static> {
    let mut options = dialect();
    // Other raw HTML is shown as text, for safety.
    options.render.escape = true;
    options
}
