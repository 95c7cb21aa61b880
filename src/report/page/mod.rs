//! A page made of a document's Markdown: contents, parts, facts as a list of terms, each passage in its own language.

mod blocks;
mod safe;

use comrak::{Arena, Node, nodes::NodeValue};
use serde::Serialize;

use super::{
    Request, View,
    engine::{Passages, RenderError, fill},
    figure::Shelf,
    picture::data_address,
};
use crate::document::{
    markdown::{dialect, words_of},
    nesting,
};

/// A page with fewer parts is read without contents.
const FEWEST: usize = 3;

/// Holds what the page's template is filled with.
#[derive(Debug, Serialize)]
struct PageView<'a> {
    #[serde(flatten)]
    frame: &'a super::Frame,
    /// The words of the first heading.
    title: String,
    /// The first heading and what stands before the first part, as HTML.
    intro: String,
    /// The heading of the contents, where the document has its own.
    contents_title: Option<String>,
    contents: Vec<Line>,
    parts: Vec<Part>,
}

/// Holds a line of the contents, as HTML.
#[derive(Debug, Serialize)]
struct Line {
    anchor: String,
    words: String,
}

/// Holds a part: a heading of level 2 and what stands below it.
#[derive(Debug, Serialize)]
struct Part {
    anchor: String,
    html: String,
}

/// Makes a page of Markdown in which passages in another language are marked.
pub fn page(request: &Request<'_>, markdown: &str, view: &View, shelf: &Shelf) -> Result<String, RenderError> {
    let Request { templates, language, source, .. } = *request;
    let arena = Arena::new();
    let root = nesting::parse(&arena, markdown, &dialect());
    safe::make_safe(root, &|address| data_address(source, address), shelf);
    let frame = view.frame();
    let page = divide(root, frame);
    fill(templates, "page.html.j2", &page, language, Passages::Plain)
}

/// Divides a document at its headings of level 2.
fn divide<'a>(root: Node<'_>, frame: &'a super::Frame) -> PageView<'a> {
    let anchors = blocks::anchors(root);
    let mut page = PageView {
        frame,
        title: frame.document.clone(),
        intro: String::new(),
        contents_title: None,
        contents: Vec::new(),
        parts: Vec::new(),
    };
    let mut depth = 0_usize;
    let mut at = 0;
    let nodes: Vec<Node<'_>> = root.children().collect();
    let mut is_titled = false;
    while let Some(&node) = nodes.get(at) {
        at += 1;
        depth = (depth + blocks::opens(node)).saturating_sub(blocks::closes(node));
        let level = blocks::level(node);
        if level == Some(1) && !is_titled {
            is_titled = true;
            page.title = words_of(node);
        }
        if level == Some(2) && depth == 0 {
            let own = nodes.get(at).and_then(|list| blocks::own_contents(list));
            let is_alone = nodes.get(at + 1).is_none_or(|next| blocks::level(next).is_some_and(|level| level <= 2));
            if let Some(lines) = own.filter(|_| is_alone && page.contents.is_empty()) {
                page.contents_title = Some(blocks::inline(node));
                page.contents = lines;
                at += 1;
                continue;
            }
            let anchor = blocks::anchor_of(node, &anchors);
            page.parts.push(Part { anchor, html: blocks::block(node, &anchors) });
            continue;
        }
        let html = blocks::block(node, &anchors);
        match page.parts.last_mut() {
            Some(part) => part.html += &html,
            None => page.intro += &html,
        }
    }
    if page.contents.is_empty() && page.parts.len() >= FEWEST {
        let line = |node: &&Node<'_>| blocks::level(node) == Some(2);
        let lines = nodes
            .iter()
            .filter(line)
            .map(|node| Line { anchor: blocks::anchor_of(node, &anchors), words: blocks::inline(node) });
        page.contents = lines.filter(|line| page.parts.iter().any(|part| part.anchor == line.anchor)).collect();
    }
    page
}

/// Returns whether a node is text or a sign between words.
fn is_inline(node: Node<'_>) -> bool {
    !node.data().value.block() && !matches!(node.data().value, NodeValue::Document)
}

#[cfg(test)]
mod tests;
