//! The page as a whole: its title, its contents and its parts.

use std::collections::{BTreeMap, BTreeSet};

use comrak::{Arena, Node, nodes::NodeValue};
use serde::Serialize;

use super::{
    alerts, blocks, captions,
    contents_line::{ContentsLine, without_links},
    notes, safe, tables, tasks,
};
use crate::{
    document::words_of,
    language::Language,
    report::{
        Request,
        body::{Anchors, Body, anchorizer, block_languages, of_shown_text},
        engine::{LanguageMarkup, RenderError, ShownTexts, fill},
        figure::FigureStore,
        picture::DocumentPictures,
        placeholder::Placeholder,
        view::{DocumentView, Frame},
    },
    texts::Texts,
};

/// A page with fewer parts has no contents.
const FEWEST: usize = 3;

/// Holds what the template of a page sees.
#[derive(Debug, Serialize)]
struct PageView<'a> {
    #[serde(flatten)]
    frame: &'a Frame,
    /// The words of the first heading.
    title: String,
    /// The words of the paragraph below the first heading.
    description: Option<String>,
    /// The first heading and everything before the first part, as HTML.
    intro: String,
    /// The heading of the contents, if the document has its own.
    contents_title: Option<String>,
    contents: Vec<ContentsLine>,
    parts: Vec<PagePart>,
}

/// Holds a part of the page: a heading of level 2 and everything below it.
#[derive(Debug, Serialize)]
struct PagePart {
    anchor: String,
    html: String,
}

/// Makes a page from a document's body.
pub fn page(
    request: &Request<'_>,
    body: &Body<'_>,
    view: &DocumentView,
    figure_store: &FigureStore,
    pictures: &DocumentPictures<'_>,
) -> Result<String, RenderError> {
    let Request { templates, language, .. } = *request;
    let extras = Extras::find(body, language);
    make_safe(body, figure_store, pictures, &Texts::of(language));
    extras.write(body, &Texts::of(language));
    let frame = view.frame();
    let page = divide(body, frame);
    fill(templates, "page.html.j2", &page, language, LanguageMarkup::Plain)
}

/// Holds what needs more than the HTML that the parser gives, found before the marks of languages are replaced.
struct Extras<'a> {
    blocks: Vec<(Node<'a>, Language)>,
    pictures: Vec<(Node<'a>, Option<Node<'a>>)>,
}

impl<'a> Extras<'a> {
    fn find(body: &Body<'a>, language: Language) -> Self {
        Self { blocks: block_languages(body.root, language), pictures: captions::find(body.root) }
    }

    /// Writes alerts, tasks, notes, tables, and headings inside blocks.
    fn write(&self, body: &Body<'a>, texts: &Texts) {
        alerts::write(body.arena, &self.blocks);
        tasks::write(body.arena, &self.blocks);
        notes::write(body.arena, &self.blocks, &body.anchors);
        captions::write(body.arena, &self.pictures);
        tables::wrap(body.arena, body.root, texts);
        blocks::write_inner_headings(body.root, &body.anchors);
    }
}

/// Inserts the texts into a page with its own HTML template, with ids that are unique in the page.
pub fn with_texts(
    request: &Request<'_>,
    page: &str,
    shown_texts: &ShownTexts,
    figure_store: &FigureStore,
    pictures: &DocumentPictures<'_>,
) -> String {
    let arena = Arena::new();
    let texts = Texts::of(request.language);
    let shown = shown_texts.all();
    let mut anchorizer = anchorizer(page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()));
    let mut subjects = BTreeMap::new();
    Placeholder::replace(page, |placeholder| match placeholder {
        Placeholder::Text(number) => {
            let Some(shown) = shown.get(number) else { return String::new() };
            let body = of_shown_text(&arena, shown, &mut anchorizer, request.language);
            let extras = Extras::find(&body, request.language);
            make_safe(&body, figure_store, pictures, &texts);
            extras.write(&body, &texts);
            body.root.children().map(|node| blocks::block(node, &body.anchors)).collect()
        }
        Placeholder::Link(number) => subjects.entry(number).or_insert_with(|| anchorizer.anchorize("project")).clone(),
        Placeholder::Heading(_) | Placeholder::Place(..) => String::new(),
    })
}

/// Replaces what is allowed in a body by HTML, with its pictures.
fn make_safe(body: &Body<'_>, figure_store: &FigureStore, pictures: &DocumentPictures<'_>, texts: &Texts) {
    let data = |address: &str| pictures.load(address, &body.picture_files).map(|picture| picture.data_address());
    safe::make_safe(body.root, &data, figure_store, texts);
}

/// Divides a document at its headings of level 2.
fn divide<'a>(body: &Body<'_>, frame: &'a Frame) -> PageView<'a> {
    let anchors = &body.anchors;
    let mut page = PageView::empty(frame);
    let nodes: Vec<Node<'_>> = body.root.children().collect();
    let (mut depth, mut at, mut is_titled) = (0_usize, 0, false);
    while let Some(&node) = nodes.get(at) {
        at += 1;
        depth = (depth + blocks::opens(node)).saturating_sub(blocks::closes(node));
        let level = blocks::level(node);
        if level == Some(1) && !is_titled {
            is_titled = true;
            page.set_title(node, nodes.get(at).copied());
        }
        if level == Some(2) && depth == 0 {
            if page.takes_contents(node, &nodes[at..]) {
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
        page.list_parts(&nodes, anchors);
    }
    page
}

impl<'a> PageView<'a> {
    fn empty(frame: &'a Frame) -> Self {
        Self {
            frame,
            title: frame.document.clone(),
            description: None,
            intro: String::new(),
            contents_title: None,
            contents: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Sets the title, and the description from the paragraph below it.
    fn set_title(&mut self, heading: Node<'_>, below: Option<Node<'_>>) {
        self.title = words_of(heading);
        let paragraph = below.filter(|node| matches!(node.data().value, NodeValue::Paragraph));
        self.description = paragraph.map(words_of).filter(|words| !words.trim().is_empty());
    }

    /// Takes a heading with nothing but a list of links below it as the contents; returns whether it is one.
    fn takes_contents(&mut self, heading: Node<'_>, rest: &[Node<'_>]) -> bool {
        let is_alone = rest.get(1).is_none_or(|next| blocks::level(next).is_some_and(|level| level <= 2));
        let own = rest.first().and_then(|list| blocks::own_contents(list));
        let Some(lines) = own.filter(|_| is_alone && self.contents.is_empty()) else { return false };
        self.contents_title = Some(without_links(&blocks::inline(heading)));
        self.contents = lines;
        true
    }

    /// Makes the contents from the headings of the parts.
    fn list_parts(&mut self, nodes: &[Node<'_>], anchors: &Anchors) {
        let listed: BTreeSet<&str> = self.parts.iter().map(|part| part.anchor.as_str()).collect();
        let headings = nodes.iter().filter(|node| blocks::level(node) == Some(2));
        let line = |node: &Node<'_>| {
            let anchor = anchors.of(node).unwrap_or_default().to_owned();
            listed.contains(&*anchor).then(|| ContentsLine { anchor, words: without_links(&blocks::inline(node)) })
        };
        self.contents = headings.filter_map(line).collect();
    }
}
