//! The running text: blocks become paragraphs with styles, in order.

use comrak::{
    Node,
    nodes::{ListType, NodeList, NodeValue, TableAlignment},
};

use super::{
    NAMESPACES, Pictures,
    anchors::Anchors,
    contents,
    language::{Half, Mark, passages},
    list::{DEEPEST, Lists, STEP},
    package::Relations,
    picture::Shown,
    run::Look,
    xml::Xml,
};
use crate::{document::markdown::words_of, texts::Texts};

/// What stands deeper inside lists, quotes and emphasis is written as words alone; nobody writes that by hand.
pub(super) const DEEPEST_NESTING: usize = 40;

/// Writes the body of a document.
pub struct Body<'a> {
    pub(super) xml: Xml,
    pub(super) anchors: Anchors,
    pub(super) relations: Relations,
    pub(super) shown: Shown<'a>,
    pub(super) texts: &'a Texts,
    lists: Lists,
    heading: usize,
    pub(super) bookmarks: usize,
    pub(super) nesting: usize,
    has_contents: bool,
}

/// Holds what was written.
pub struct Written<'a> {
    pub(super) document: Vec<u8>,
    pub(super) lists: Lists,
    pub(super) relations: Relations,
    pub(super) pictures: Shown<'a>,
}

/// Says where a block stands: in which list and quotes, and in which language.
#[derive(Clone, Default)]
pub struct Place {
    pub(super) list: Option<(u32, u8)>,
    pub(super) is_marked: bool,
    pub(super) is_last: bool,
    pub(super) depth: u8,
    pub(super) is_quoted: bool,
    pub(super) alignment: Option<&'static str>,
    pub(super) look: Look,
}

impl<'a> Body<'a> {
    /// Starts a body with what its links can lead to.
    pub fn new(root: Node<'_>, pictures: &'a Pictures<'a>, texts: &'a Texts) -> Self {
        let anchors = Anchors::of(root);
        let has_contents = contents::all(&anchors).is_none()
            || root.children().any(|node| is_list(node) && contents::own(node, &anchors).is_some());
        Self {
            xml: Xml::part(),
            anchors,
            relations: Relations::new(),
            shown: Shown::new(pictures),
            texts,
            lists: Lists::default(),
            heading: 0,
            bookmarks: 0,
            nesting: 0,
            has_contents,
        }
    }

    /// Writes the whole document.
    pub fn write(mut self, root: Node<'_>) -> Written<'a> {
        self.xml.open("w:document", NAMESPACES);
        self.xml.open("w:body", &[]);
        self.blocks(root, &Place::default());
        self.xml.open("w:sectPr", &[]);
        let footer = self.relations.inside("footer", "footer.xml");
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &footer)]);
        self.xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1418"));
        let rest = [("w:header", "709"), ("w:footer", "709"), ("w:gutter", "0")];
        self.xml.empty("w:pgMar", &[&sides[..], &rest].concat());
        self.xml.close("w:sectPr");
        self.xml.close("w:body");
        self.xml.close("w:document");
        let Self { xml, lists, relations, shown, .. } = self;
        Written { document: xml.bytes(), lists, relations, pictures: shown }
    }

    /// Writes the blocks of a part, each passage in its language.
    pub(super) fn blocks(&mut self, parent: Node<'_>, place: &Place) {
        if self.nesting > DEEPEST_NESTING {
            self.paragraph("Normal", place, |body| body.lines(&words_of(parent), &place.look));
            return;
        }
        self.nesting += 1;
        let nodes: Vec<Node<'_>> = parent.children().collect();
        let marks: Vec<Mark> = nodes.iter().map(|node| mark(node)).collect();
        let (mut place, ends) = (place.clone(), place.is_last);
        let mut outer = Vec::new();
        for ((node, mark), half) in nodes.into_iter().zip(&marks).zip(passages(&marks)) {
            match (half, mark) {
                (Some(Half::Start(language)), _) => outer.push(place.look.language.replace(language)),
                (Some(Half::End), _) => place.look.language = outer.pop().flatten(),
                (None, Mark::Comment | Mark::Break) => {}
                (None, Mark::Anchor(id)) => self.anchor(id),
                (None, _) => {
                    place.is_last = ends && node.next_sibling().is_none();
                    self.block(node, &place);
                    // Only the first block of an item carries its bullet.
                    place.is_marked = false;
                }
            }
        }
        self.nesting -= 1;
    }

    fn block(&mut self, node: Node<'_>, place: &Place) {
        let data = node.data();
        match &data.value {
            NodeValue::Heading(_) => self.heading(node, place),
            NodeValue::Paragraph => {
                let style = match node.first_child() {
                    Some(only) if is_picture(only) && only.next_sibling().is_none() => "Picture",
                    _ if follows_title(node) => "Lede",
                    _ => "Normal",
                };
                self.paragraph(style, place, |body| body.inlines(node, &place.look));
            }
            NodeValue::BlockQuote => self.blocks(node, &Place { is_quoted: true, ..place.clone() }),
            NodeValue::List(list) => self.list(node, list, place),
            NodeValue::CodeBlock(code) => {
                let lines = code.literal.trim_end_matches('\n');
                self.paragraph("Code", place, |body| body.lines(lines, &place.look));
            }
            NodeValue::HtmlBlock(html) => {
                let lines = html.literal.trim_end_matches('\n');
                self.paragraph("Normal", place, |body| body.lines(lines, &place.look));
            }
            NodeValue::ThematicBreak => self.paragraph("Rule", &Place::default(), |_| {}),
            NodeValue::Table(table) => {
                self.table(node, &table.alignments, place);
                self.paragraph("AfterTable", &Place::default(), |_| {});
            }
            _ => self.blocks(node, place),
        }
    }

    fn heading(&mut self, node: Node<'_>, place: &Place) {
        let (level, bookmark) = match self.anchors.headings.get(self.heading) {
            Some(heading) => (heading.level, heading.bookmark.clone()),
            None => return,
        };
        self.heading += 1;
        if level > 0 && !self.has_contents {
            self.has_contents = true;
            let lines = contents::all(&self.anchors).unwrap_or_default();
            contents::field(&mut self.xml, Some(self.texts.get("docx.contents")), &lines);
        }
        let style = if level == 0 { "Title".to_owned() } else { format!("Heading{level}") };
        self.paragraph(&style, place, |body| {
            let id = body.bookmark(&bookmark);
            body.inlines(node, &place.look);
            body.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }

    fn list(&mut self, node: Node<'_>, list: &NodeList, place: &Place) {
        if place.depth == 0
            && let Some(lines) = contents::own(node, &self.anchors)
        {
            contents::field(&mut self.xml, None, &lines);
            return;
        }
        let level = place.depth.min(DEEPEST);
        let number = match list.list_type {
            ListType::Bullet => Lists::bullets(),
            ListType::Ordered => self.lists.numbered(level, list.start),
        };
        for item in node.children() {
            let inside = Place {
                list: Some((number, level)),
                is_marked: true,
                is_last: (place.depth == 0 || place.is_last) && item.next_sibling().is_none(),
                depth: place.depth + 1,
                ..place.clone()
            };
            let starts_with_words = item.first_child().is_some_and(|first| {
                matches!(first.data().value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::CodeBlock(_))
            });
            if !starts_with_words {
                self.paragraph("Normal", &inside, |_| {});
            }
            self.blocks(item, &Place { is_marked: starts_with_words, ..inside });
        }
    }

    /// Writes a paragraph in a style, moved in and marked as its place demands.
    pub(super) fn paragraph(&mut self, style: &str, place: &Place, inner: impl FnOnce(&mut Self)) {
        let style = match (style, place.list, place.is_quoted) {
            ("Normal", _, true) => "Quote",
            ("Normal" | "Lede", Some(_), _) => "ListParagraph",
            (style, ..) => style,
        };
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        if style != "Normal" {
            self.xml.empty("w:pStyle", &[("w:val", style)]);
        }
        if let Some((number, level)) = place.list {
            let mut left = None;
            if place.is_marked {
                self.xml.open("w:numPr", &[]);
                self.xml.empty("w:ilvl", &[("w:val", &level.to_string())]);
                self.xml.empty("w:numId", &[("w:val", &number.to_string())]);
                self.xml.close("w:numPr");
            } else {
                left = Some((STEP * (u32::from(level) + 1)).to_string());
            }
            if place.is_last {
                // The text after the list stands as far off as after a paragraph.
                self.xml.empty("w:spacing", &[("w:after", "160")]);
            }
            if let Some(left) = left {
                self.xml.empty("w:ind", &[("w:left", &left)]);
            }
        }
        if let Some(alignment) = place.alignment {
            self.xml.empty("w:jc", &[("w:val", alignment)]);
        }
        if let Some(language) = &place.look.language {
            self.xml.open("w:rPr", &[]);
            self.xml.empty("w:lang", &[("w:val", language)]);
            self.xml.close("w:rPr");
        }
        self.xml.close("w:pPr");
        inner(self);
        self.xml.close("w:p");
    }

    /// Marks a place that links lead to, between blocks.
    pub(super) fn anchor(&mut self, id: &str) {
        let Some(bookmark) = self.anchors.bookmark(&format!("#{id}")).map(str::to_owned) else { return };
        let id = self.bookmark(&bookmark);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// Starts a bookmark and returns its number.
    fn bookmark(&mut self, name: &str) -> String {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        id
    }
}

/// Returns Word's word for how a column is set; left is what it does anyway.
pub fn alignment(of: TableAlignment) -> Option<&'static str> {
    match of {
        TableAlignment::Center => Some("center"),
        TableAlignment::Right => Some("right"),
        TableAlignment::Left | TableAlignment::None => None,
    }
}

fn is_list(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::List(_))
}

fn mark(node: Node<'_>) -> Mark {
    match &node.data().value {
        NodeValue::HtmlBlock(html) => Mark::of(&html.literal, "div"),
        _ => Mark::Text,
    }
}

fn is_picture(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Image(_))
}

/// Returns whether a block is the first below the title.
fn follows_title(node: Node<'_>) -> bool {
    node.previous_sibling().is_some_and(|before| {
        before.previous_sibling().is_none()
            && matches!(&before.data().value, NodeValue::Heading(heading) if heading.level == 1)
    })
}
