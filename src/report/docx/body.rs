//! Writes the blocks of a document as paragraphs with styles.

use std::{collections::BTreeSet, ops::Range};

use comrak::{
    Node,
    nodes::{ListType, NodeList, NodeValue},
};

use super::{
    bookmarks::Bookmarks,
    contents::{self, ContentsOptions, LISTED},
    embedded_pictures::EmbeddedPictures,
    list::{DEEPEST, Lists},
    meta::Pictures,
    namespaces::NAMESPACES,
    package::Relationships,
    paragraph_place::ParagraphPlace,
    written_notes::WrittenNotes,
};
use crate::{
    document::{
        html_marks::{Half, HtmlMark, block, passages},
        words_of,
    },
    key,
    report::{
        body::{
            Body as Blocks,
            paragraph_kind::{ParagraphKind, caption_of, kind},
        },
        docx::limits::DEEPEST_NESTING,
        xml::Xml,
    },
    texts::Texts,
};

/// Writes the body of a document.
pub struct DocxBody<'a> {
    pub(super) xml: Xml,
    pub(super) bookmarks: Bookmarks,
    pub(super) relationships: Relationships,
    pub(super) shown: EmbeddedPictures<'a>,
    pub(super) texts: &'a Texts,
    /// The width that a picture may have in this place, in pixels.
    pub(super) room: f64,
    lists: Lists,
    heading: usize,
    pub(super) bookmark_count: usize,
    pub(super) nesting: usize,
    pub(super) marked: BTreeSet<String>,
    has_contents: bool,
    /// The range of headings that the author's own contents list.
    listed: Option<Range<usize>>,
    listing: Option<String>,
    /// Whether the next paragraph starts with the number of its note.
    pub(super) is_note_start: bool,
    /// Whether the next paragraph starts with the sign of a task, and whether that is done.
    pub(super) task: Option<bool>,
}

/// Holds the written parts of a document.
pub struct WrittenBody<'a> {
    pub(super) document: Vec<u8>,
    pub(super) lists: Lists,
    pub(super) relationships: Relationships,
    pub(super) pictures: EmbeddedPictures<'a>,
    pub(super) notes: Option<WrittenNotes>,
}

impl<'a> DocxBody<'a> {
    /// Starts a body with the bookmarks of the document.
    pub fn new(blocks: &Blocks<'_>, pictures: &'a Pictures<'a>, texts: &'a Texts) -> Self {
        let bookmarks = Bookmarks::of(blocks);
        let own =
            blocks.root.children().filter(|node| is_list(node)).find_map(|node| contents::own(node, None, &bookmarks));
        let listed = own.as_ref().and_then(|lines| contents::range(lines, &bookmarks)).map(|(stretch, _)| stretch);
        let has_contents = own.is_some() || contents::all(&bookmarks).is_none();
        Self {
            xml: Xml::document(),
            bookmarks,
            relationships: Relationships::new(),
            shown: EmbeddedPictures::new(pictures),
            texts,
            room: 0.0,
            lists: Lists::default(),
            heading: 0,
            bookmark_count: 0,
            nesting: 0,
            marked: BTreeSet::new(),
            has_contents,
            listed,
            listing: None,
            is_note_start: false,
            task: None,
        }
    }

    /// Writes the whole document.
    pub fn write(mut self, root: Node<'_>) -> WrittenBody<'a> {
        let notes = self.notes(root);
        if notes.is_some() {
            self.relationships.inside("footnotes", "footnotes.xml");
        }
        self.xml.open("w:document", NAMESPACES);
        self.xml.open("w:body", &[]);
        self.blocks(root, &ParagraphPlace::default());
        self.end_listing();
        self.xml.open("w:sectPr", &[]);
        let footer = self.relationships.inside("footer", "footer.xml");
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &footer)]);
        self.xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1418"));
        let rest = [("w:header", "709"), ("w:footer", "709"), ("w:gutter", "0")];
        self.xml.empty("w:pgMar", &[&sides[..], &rest].concat());
        self.xml.close("w:sectPr");
        self.xml.close("w:body");
        self.xml.close("w:document");
        let Self { xml, lists, relationships, shown, .. } = self;
        WrittenBody { document: xml.bytes(), lists, relationships, pictures: shown, notes }
    }

    /// Writes the blocks inside a node, each passage with its language.
    pub(super) fn blocks(&mut self, parent: Node<'_>, place: &ParagraphPlace) {
        if self.nesting > DEEPEST_NESTING {
            self.paragraph("Normal", place, |body| body.lines(&words_of(parent), &place.run_style));
            return;
        }
        self.nesting += 1;
        let nodes: Vec<Node<'_>> = parent.children().collect();
        let marks: Vec<HtmlMark> = nodes.iter().map(|node| block(node)).collect();
        let (mut place, ends) = (place.clone(), place.is_last);
        let mut outer = Vec::new();
        for ((node, mark), half) in nodes.into_iter().zip(&marks).zip(passages(&marks)) {
            match (half, mark) {
                (Some(Half::Start(language)), _) => outer.push(place.run_style.language.replace(language)),
                (Some(Half::End), _) => place.run_style.language = outer.pop().flatten(),
                (None, HtmlMark::Comment | HtmlMark::Break) => {}
                (None, HtmlMark::Anchor(id)) => self.anchor(id),
                (None, _) => {
                    place.is_last = ends && node.next_sibling().is_none();
                    self.block(node, &place);
                    // Only the first block of an item has its bullet.
                    place.is_marked = false;
                }
            }
        }
        self.nesting -= 1;
    }

    fn block(&mut self, node: Node<'_>, place: &ParagraphPlace) {
        let data = node.data();
        match &data.value {
            NodeValue::Heading(_) => self.heading(node, place),
            NodeValue::Paragraph => {
                let kind = kind(node);
                let style = match kind {
                    ParagraphKind::Picture => "Picture",
                    ParagraphKind::Caption => "Caption",
                    ParagraphKind::Lede => "Lede",
                    ParagraphKind::Text | ParagraphKind::Opening => "Normal",
                };
                let is_opening =
                    kind == ParagraphKind::Opening || (kind == ParagraphKind::Picture && caption_of(node).is_some());
                let place = ParagraphPlace { is_opening, ..place.clone() };
                self.paragraph(style, &place, |body| body.inlines(node, &place.run_style));
            }
            // The notes have a part of their own.
            NodeValue::FootnoteDefinition(_) => {}
            NodeValue::BlockQuote | NodeValue::Alert(_) => {
                self.blocks(node, &ParagraphPlace { is_quoted: true, ..place.clone() });
            }
            NodeValue::List(list) => self.list(node, list, place),
            NodeValue::CodeBlock(code) => {
                let lines = code.literal.trim_end_matches('\n');
                self.paragraph("Code", place, |body| body.lines(lines, &place.run_style));
            }
            NodeValue::HtmlBlock(html) => {
                let lines = html.literal.trim_end_matches('\n');
                self.paragraph("Normal", place, |body| body.lines(lines, &place.run_style));
            }
            NodeValue::ThematicBreak => self.paragraph("Rule", &ParagraphPlace::default(), |_| {}),
            NodeValue::Table(table) => {
                self.table(node, &table.alignments, place);
                self.paragraph("AfterTable", &ParagraphPlace::default(), |_| {});
            }
            _ => self.blocks(node, place),
        }
    }

    fn heading(&mut self, node: Node<'_>, place: &ParagraphPlace) {
        let (level, bookmark) = match self.bookmarks.headings.get(self.heading) {
            Some(heading) => (heading.level, heading.bookmark.clone()),
            None => return,
        };
        if level > 0 && !self.has_contents {
            self.has_contents = true;
            let lines = contents::all(&self.bookmarks).unwrap_or_default();
            let title = Some(self.texts.get(key!("docx.contents")));
            contents::field(
                &mut self.xml,
                &lines,
                &ContentsOptions { title, levels: contents::levels(&lines), is_part: false },
            );
        }
        if self.listed.as_ref().is_some_and(|listed| listed.end == self.heading) {
            self.end_listing();
        }
        if self.listed.as_ref().is_some_and(|listed| listed.start == self.heading) {
            self.listing = Some(self.bookmark(LISTED));
        }
        self.heading += 1;
        let style = if level == 0 { "Title".to_owned() } else { format!("Heading{level}") };
        self.paragraph(&style, place, |body| {
            let id = body.bookmark(&bookmark);
            body.inlines(node, &place.run_style);
            body.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }

    /// Ends the bookmark around the sections that the author's own contents list, if it has begun.
    fn end_listing(&mut self) {
        if let Some(id) = self.listing.take() {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        }
    }

    fn list(&mut self, node: Node<'_>, list: &NodeList, place: &ParagraphPlace) {
        if place.depth == 0
            && let Some(lines) = contents::own(node, place.run_style.language.as_deref(), &self.bookmarks)
        {
            let (stretch, levels) = contents::range(&lines, &self.bookmarks).unzip();
            let is_part = stretch.is_some() && stretch == self.listed;
            let levels = levels.unwrap_or_else(|| contents::levels(&lines));
            contents::field(&mut self.xml, &lines, &ContentsOptions { title: None, levels, is_part });
            return;
        }
        if place.depth == 0
            && !place.is_quoted
            && let Some(hanging) = Self::fact_indent(node)
        {
            return self.facts(node, hanging, place);
        }
        let level = place.depth.min(DEEPEST);
        let number = match list.list_type {
            ListType::Bullet => Lists::bullets(),
            ListType::Ordered => self.lists.numbered(level, list.start),
        };
        for item in node.children() {
            let inside = ParagraphPlace {
                list: Some((number, level)),
                is_marked: true,
                is_last: (place.depth == 0 || place.is_last) && item.next_sibling().is_none(),
                depth: place.depth + 1,
                ..place.clone()
            };
            self.task = match &item.data().value {
                NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
                _ => None,
            };
            let starts_with_words = item.first_child().is_some_and(|first| {
                matches!(first.data().value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::CodeBlock(_))
            });
            if !starts_with_words {
                self.paragraph("Normal", &inside, |_| {});
            }
            self.blocks(item, &ParagraphPlace { is_marked: starts_with_words, ..inside });
        }
    }
}

fn is_list(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::List(_))
}
