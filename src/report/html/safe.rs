//! The HTML that is allowed in a page: language marks, embedded pictures, and links to the web.

use comrak::{Node, nodes::NodeValue};

use crate::{
    document::{
        html_marks::{Half, HtmlMark, passages},
        link_target::{is_relative, leads_somewhere_safe},
    },
    key,
    report::{body::unwrap_link, figure::FigureStore},
    texts::Texts,
};

/// Returns a picture as a data address, by its address in the Markdown.
pub type PictureAddresses<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Replaces what is allowed by HTML; everything else stays and is shown as text.
pub fn make_safe(root: Node<'_>, pictures: &PictureAddresses<'_>, figure_store: &FigureStore, texts: &Texts) {
    let nodes: Vec<Node<'_>> = root.descendants().collect();
    for node in &nodes {
        mark_passages(node);
    }
    for node in nodes {
        let found = match &node.data().value {
            NodeValue::Image(link) => Some((true, link.url.clone(), link.title.clone())),
            NodeValue::Link(link) => Some((false, link.url.clone(), String::new())),
            _ => None,
        };
        match found {
            Some((true, address, title)) => match figure_store.inline(&address).or_else(|| pictures(&address)) {
                Some(html) if html.starts_with('<') => replace(node, html),
                Some(data) => picture(node, &data, &title),
                None => missing_picture(node, texts),
            },
            Some((false, address, _)) if is_relative(&address) || !leads_somewhere_safe(&address) => unwrap_link(node),
            _ => {}
        }
    }
}

/// Marks the passages in another language among the children of a node.
fn mark_passages(parent: Node<'_>) {
    let children: Vec<Node<'_>> = parent.children().collect();
    let marks: Vec<HtmlMark> = children.iter().map(|node| mark(node)).collect();
    for ((node, mark), half) in children.iter().zip(&marks).zip(passages(&marks)) {
        let is_block = matches!(node.data().value, NodeValue::HtmlBlock(_));
        let (name, end) = if is_block { ("div", "\n") } else { ("span", "") };
        let html = match (half, mark) {
            (Some(Half::Start(tag)), _) => {
                format!("<{name} lang=\"{}\">{end}", tag.split('-').next().unwrap_or_default())
            }
            (Some(Half::End), _) => format!("</{name}>{end}"),
            (None, HtmlMark::Anchor(id)) => format!("<a id=\"{id}\"></a>"),
            (None, HtmlMark::Break) => "<br>".to_owned(),
            (None, HtmlMark::Comment) => String::new(),
            (None, _) => continue,
        };
        node.data_mut().value = NodeValue::Raw(html);
    }
}

fn mark(node: Node<'_>) -> HtmlMark {
    match &node.data().value {
        NodeValue::HtmlBlock(html) => HtmlMark::of(&html.literal, "div"),
        NodeValue::HtmlInline(html) => HtmlMark::of(html, "span"),
        _ => HtmlMark::Text,
    }
}

/// Says that a picture is missing, and what it shows.
fn missing_picture(node: Node<'_>, texts: &Texts) {
    let words = attribute(&crate::document::words_of(node));
    let words = if words.trim().is_empty() {
        texts.get(key!("picture.missing")).to_owned()
    } else {
        texts.fill(key!("picture.missing-of"), &[("alt", words.trim())])
    };
    replace(node, format!("<em{}>{words}</em>", language_of(node)));
}

/// Embeds a picture.
fn picture(node: Node<'_>, data: &str, title: &str) {
    let alt = attribute(&crate::document::words_of(node));
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", attribute(title)) };
    replace(node, format!("<img src=\"{data}\" alt=\"{alt}\"{title}{}>", language_of(node)));
}

/// Returns the attribute for the language of a picture's words.
fn language_of(node: Node<'_>) -> String {
    let language = node.descendants().find_map(|part| match &part.data().value {
        NodeValue::Raw(html) => html.strip_prefix("<span").and_then(|rest| rest.strip_suffix('>')).map(str::to_owned),
        _ => None,
    });
    language.unwrap_or_default()
}

/// Escapes words for an attribute.
pub fn attribute(words: &str) -> String {
    words.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Replaces a picture and its words by HTML.
fn replace(node: Node<'_>, html: String) {
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    node.data_mut().value = NodeValue::Raw(html);
}
