//! A page made of a document's Markdown: contents, parts, facts as a list of terms, each passage in its own language.

use contents_line::ContentsLine;
mod blocks;
mod captions;
mod contents_line;
mod safe;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use comrak::{Arena, Node, nodes::NodeValue};
use serde::Serialize;

use super::{
    Request,
    body::{Body, anchorizer, of_shown_text},
    engine::{LanguageMarkup, RenderError, ShownTexts, fill},
    figure::FigureStore,
    picture::data_address,
    placeholder::Placeholder,
    view::DocumentView,
};
use crate::{document::words_of, texts::Texts};

/// A page with fewer parts is read without contents.
const FEWEST: usize = 3;

/// Holds what the page's template is filled with.
#[derive(Debug, Serialize)]
struct PageView<'a> {
    #[serde(flatten)]
    frame: &'a super::view::Frame,
    /// The words of the first heading.
    title: String,
    /// The words of the paragraph below the first heading.
    description: Option<String>,
    /// The first heading and what stands before the first part, as HTML.
    intro: String,
    /// The heading of the contents, where the document has its own.
    contents_title: Option<String>,
    contents: Vec<ContentsLine>,
    parts: Vec<PagePart>,
}

/// Holds a part: a heading of level 2 and what stands below it.
#[derive(Debug, Serialize)]
struct PagePart {
    anchor: String,
    html: String,
}

/// Makes a page of a document's body.
pub fn page(
    request: &Request<'_>,
    body: &Body<'_>,
    view: &DocumentView,
    figure_store: &FigureStore,
) -> Result<String, RenderError> {
    let Request { templates, language, source, .. } = *request;
    let captions = captions::find(body.root);
    safe::make_safe(body.root, &|address| data_address(source, address), figure_store);
    captions::join(body.arena, &captions);
    tables::wrap(body.arena, body.root, &Texts::of(language));
    blocks::write_inner_headings(body.root, &body.anchors);
    let frame = view.frame();
    let page = divide(body, frame);
    fill(templates, "page.html.j2", &page, language, LanguageMarkup::Plain)
}

/// Puts texts into a page that a template of its own has made, each with ids that nothing else in the page has.
pub fn with_texts(request: &Request<'_>, page: &str, shown_texts: &ShownTexts, figure_store: &FigureStore) -> String {
    let arena = Arena::new();
    let shown = shown_texts.all();
    let mut anchorizer = anchorizer(page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()));
    let mut subjects = BTreeMap::new();
    Placeholder::replace(page, |placeholder| match placeholder {
        Placeholder::Text(number) => {
            let Some(shown) = shown.get(number) else { return String::new() };
            let body = of_shown_text(&arena, shown, &mut anchorizer);
            safe::make_safe(body.root, &|address| data_address(request.source, address), figure_store);
            tables::wrap(&arena, body.root, &Texts::of(request.language));
            blocks::write_inner_headings(body.root, &body.anchors);
            body.root.children().map(|node| blocks::block(node, &body.anchors)).collect()
        }
        Placeholder::Link(number) => subjects.entry(number).or_insert_with(|| anchorizer.anchorize("project")).clone(),
        Placeholder::Heading(_) | Placeholder::Place(..) => String::new(),
    })
}

/// Divides a document at its headings of level 2.
fn divide<'a>(body: &Body<'_>, frame: &'a super::view::Frame) -> PageView<'a> {
    let anchors = &body.anchors;
    let mut page = PageView {
        frame,
        title: frame.document.clone(),
        description: None,
        intro: String::new(),
        contents_title: None,
        contents: Vec::new(),
        parts: Vec::new(),
    };
    let mut depth = 0_usize;
    let mut at = 0;
    let nodes: Vec<Node<'_>> = body.root.children().collect();
    let mut is_titled = false;
    while let Some(&node) = nodes.get(at) {
        at += 1;
        depth = (depth + blocks::opens(node)).saturating_sub(blocks::closes(node));
        let level = blocks::level(node);
        if level == Some(1) && !is_titled {
            is_titled = true;
            page.title = words_of(node);
            let below = nodes.get(at).filter(|node| matches!(node.data().value, NodeValue::Paragraph));
            page.description = below.map(|node| words_of(node)).filter(|words| !words.trim().is_empty());
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
            let anchor = anchors.of(node).unwrap_or_default().to_owned();
            page.parts.push(PagePart { anchor, html: blocks::block(node, anchors) });
            continue;
        }
        let html = blocks::block(node, anchors);
        match page.parts.last_mut() {
            Some(part) => part.html += &html,
            None => page.intro += &html,
        }
    }
    if page.contents.is_empty() && page.parts.len() >= FEWEST {
        let line = |node: &&Node<'_>| blocks::level(node) == Some(2);
        let lines = nodes.iter().filter(line).map(|node| ContentsLine {
            anchor: anchors.of(node).unwrap_or_default().to_owned(),
            words: blocks::inline(node),
        });
        let listed: BTreeSet<String> = page.parts.iter().map(|part| part.anchor.clone()).collect();
        page.contents = lines.filter(|line| listed.contains(&line.anchor)).collect();
    }
    page
}

#[cfg(test)]
mod tests;
