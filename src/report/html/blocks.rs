//! Blocks of a page as HTML: headings that links lead to, facts as a list of terms, tables that scroll alone.

use comrak::{
    Node, Options, format_html,
    nodes::{NodeHeading, NodeValue},
};

use super::contents_line::{ContentsLine, is_inline};
use crate::{document::markdown::dialect, report::body::Anchors};

/// Returns the level of a heading.
pub fn level(node: Node<'_>) -> Option<u8> {
    match node.data().value {
        NodeValue::Heading(NodeHeading { level, .. }) => Some(level),
        _ => None,
    }
}

/// Counts the passages that a block starts.
pub fn opens(node: Node<'_>) -> usize {
    usize::from(matches!(&node.data().value, NodeValue::Raw(html) if html.starts_with("<div")))
}

/// Counts the passages that a block ends.
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
    let html = aligned(&html(node));
    match &node.data().value {
        NodeValue::Paragraph if is_picture(node) => {
            let inside = html.trim().trim_start_matches("<p>").trim_end_matches("</p>");
            format!("<figure>\n{inside}\n</figure>\n")
        }
        _ => html,
    }
}

/// Writes headings inside quotes and items, too, with the ids that links lead to.
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

/// Puts the alignment of cells into classes: the attribute is obsolete. Words hold no such tag, since they are escaped.
fn aligned(html: &str) -> String {
    html.replace("<td align=\"", "<td class=\"").replace("<th align=\"", "<th class=\"")
}

/// Returns the words of a block as HTML, without the block.
pub fn inline(node: Node<'_>) -> String {
    node.children().map(html).collect()
}

/// Returns a list as terms with what they mean where each item starts with a term in bold.
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

/// Returns whether a paragraph is a picture, with its caption where it has one.
pub fn is_picture(paragraph: Node<'_>) -> bool {
    let starts = |node: Option<Node<'_>>, tags: &[&str]| {
        node.is_some_and(
            |node| matches!(&node.data().value, NodeValue::Raw(html) if tags.iter().any(|tag| html.starts_with(tag))),
        )
    };
    let mut children = paragraph.children();
    let is_shown = starts(children.next(), &["<img", "<svg"]);
    let second = children.next();
    is_shown && (second.is_none() || starts(second, &["<figcaption"]))
}

/// Returns the lines of a list that is nothing but links to places in the document.
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
        Some(ContentsLine { anchor, words: inline(link) })
    };
    let lines: Option<Vec<ContentsLine>> = list.children().map(line).collect();
    lines.filter(|lines| !lines.is_empty())
}

fn html(node: Node<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = format_html(node, &options(), &mut out);
    if is_inline(node) && !is_break(node) { out.trim_end_matches('\n').to_owned() } else { out }
}

fn is_break(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak)
}

fn options() -> Options<'static> {
    let mut options = dialect();
    // Raw HTML is shown as the text it is: a page must not contain what nobody checked.
    options.render.escape = true;
    options
}
