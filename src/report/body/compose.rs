//! A template's Markdown and the texts that it shows, made one tree.

use comrak::{
    Anchorizer, Arena, Node,
    nodes::{NodeHtmlBlock, NodeValue},
};

use super::{
    anchors::{self, Anchors, anchorizer},
    text::{ParsedText, Setting, new, parse, read, words_of_blocks},
};
use crate::{
    document::{markdown::dialect, nesting},
    report::{
        engine::{ShownText, ShownTexts},
        placeholder::Placeholder,
    },
};

/// Holds a document's blocks and the ids of its headings.
pub struct Body<'a> {
    /// Where its parts live.
    pub arena: &'a Arena<'a>,
    /// All blocks.
    pub root: Node<'a>,
    /// The ids.
    pub anchors: Anchors,
}

/// Makes the body of what a template gave and of the texts that it shows.
pub fn compose<'a>(arena: &'a Arena<'a>, markdown: &str, shown_texts: &ShownTexts) -> Body<'a> {
    let root = nesting::parse(arena, markdown, &dialect());
    let shown = shown_texts.all();
    let mut texts: Vec<ParsedText<'a>> =
        shown.iter().enumerate().map(|(at, shown)| parse_shown(arena, shown, at)).collect();
    for node in root.descendants().collect::<Vec<_>>() {
        let holds_text = node.children().any(|child| text_in(child).is_some());
        match node.data().value {
            _ if !holds_text => continue,
            NodeValue::Paragraph => {}
            _ => {
                put_words(arena, node, &mut texts, &shown);
                continue;
            }
        }
        put_blocks(arena, node, &mut texts, &shown);
    }
    Body { arena, root, anchors: anchors::set(root, &texts, &mut anchorizer([])) }
}

/// Makes the body of one text that is a document by itself.
pub fn of_single_text<'a>(arena: &'a Arena<'a>, markdown: &str, setting: Setting<'_>) -> Body<'a> {
    let text = parse(arena, &read(markdown), setting);
    let root = text.root;
    Body { arena, root, anchors: anchors::set(root, &[text], &mut anchorizer([])) }
}

/// Makes the body of one text for a page that is not made of Markdown; `anchorizer` knows the ids that are taken.
pub fn of_shown_text<'a>(arena: &'a Arena<'a>, shown: &ShownText, anchorizer: &mut Anchorizer) -> Body<'a> {
    let mut texts = vec![parse_shown(arena, shown, 0)];
    let root = new(arena, NodeValue::Document);
    for block in take(arena, &mut texts, std::slice::from_ref(shown), 0) {
        root.append(block);
    }
    Body { arena, root, anchors: anchors::set(root, &texts, anchorizer) }
}

fn parse_shown<'a>(arena: &'a Arena<'a>, shown: &ShownText, number: usize) -> ParsedText<'a> {
    let folder = shown.text.folder.as_deref().unwrap_or_default();
    parse(
        arena,
        &read(&shown.text.text),
        Setting { number, level: shown.level, folder, kept_out: &shown.text.kept_out },
    )
}

/// Returns the number of the text that a part of a template stands for, with what stands before and behind it.
fn text_in(node: Node<'_>) -> Option<(String, usize, String)> {
    let data = node.data();
    let NodeValue::Text(words) = &data.value else { return None };
    Placeholder::find_text(words)
}

/// Takes a text to be put into the document; one that a template shows twice is parsed anew.
fn take<'a>(
    arena: &'a Arena<'a>,
    texts: &mut Vec<ParsedText<'a>>,
    shown: &[ShownText],
    number: usize,
) -> Vec<Node<'a>> {
    let Some(known) = shown.get(number) else { return Vec::new() };
    let root = match texts.get(number).map(|text| text.root) {
        Some(root) if root.first_child().is_some() => root,
        _ => {
            texts.push(parse_shown(arena, known, texts.len()));
            texts.last().map_or_else(|| new(arena, NodeValue::Document), |text| text.root)
        }
    };
    let mut blocks: Vec<Node<'_>> = root.children().collect();
    for block in &blocks {
        block.detach();
    }
    if let Some(language) = &known.text.lang {
        let mark = |literal: String| new(arena, NodeValue::HtmlBlock(NodeHtmlBlock { block_type: 6, literal }));
        blocks.insert(0, mark(format!("<div lang=\"{language}\">\n")));
        blocks.push(mark("</div>\n".to_owned()));
    }
    blocks
}

/// Puts the blocks of texts in the place of the paragraph that holds their stand-ins; its own words become paragraphs.
fn put_blocks<'a>(arena: &'a Arena<'a>, paragraph: Node<'a>, texts: &mut Vec<ParsedText<'a>>, shown: &[ShownText]) {
    let mut words = new(arena, NodeValue::Paragraph);
    let close = |words: Node<'a>| {
        while let Some(blank) = words.first_child().filter(|node| is_blank(node)) {
            blank.detach();
        }
        while let Some(blank) = words.last_child().filter(|node| is_blank(node)) {
            blank.detach();
        }
        if words.first_child().is_some() {
            paragraph.insert_before(words);
        }
    };
    for child in paragraph.children().collect::<Vec<_>>() {
        child.detach();
        let mut rest = child;
        while let Some((before, number, after)) = text_in(rest) {
            words.append(new(arena, NodeValue::Text(before.trim_end().to_owned().into())));
            close(words);
            words = new(arena, NodeValue::Paragraph);
            for block in take(arena, texts, shown, number) {
                paragraph.insert_before(block);
            }
            rest = new(arena, NodeValue::Text(after.trim_start().to_owned().into()));
        }
        words.append(rest);
    }
    close(words);
    paragraph.detach();
}

fn is_blank(node: Node<'_>) -> bool {
    match &node.data().value {
        NodeValue::Text(text) => text.trim().is_empty(),
        NodeValue::SoftBreak | NodeValue::LineBreak => true,
        _ => false,
    }
}

/// Puts the words of texts in the place of their stand-ins, where blocks cannot stand: in headings and cells.
fn put_words<'a>(arena: &'a Arena<'a>, parent: Node<'a>, texts: &mut Vec<ParsedText<'a>>, shown: &[ShownText]) {
    for child in parent.children().collect::<Vec<_>>() {
        let mut rest = child;
        while let Some((before, number, after)) = text_in(rest) {
            rest.insert_before(new(arena, NodeValue::Text(before.into())));
            let blocks = take(arena, texts, shown, number);
            let words = words_of_blocks(blocks.into_iter());
            rest.insert_before(new(arena, NodeValue::Text(words.into())));
            let behind = new(arena, NodeValue::Text(after.into()));
            rest.insert_before(behind);
            rest.detach();
            rest = behind;
        }
    }
}
