//! Composes the Markdown of a filled template and the texts that it shows into one tree.

use comrak::{
    Anchorizer, Arena, Node,
    nodes::{NodeHtmlBlock, NodeValue},
};

use super::{
    alerts,
    anchors::{self, Anchors, anchorizer},
    captions,
    node::{new, words_of_blocks},
    notes,
    setting::Setting,
    text::{ParsedText, parse, read},
};
use crate::{
    document::{markdown::dialect, nesting},
    language::Language,
    report::{
        engine::{ShownText, ShownTexts},
        picture::PictureFiles,
        placeholder::Placeholder,
    },
};

/// Holds a document's blocks and the ids of its headings.
pub struct Body<'a> {
    /// The arena of the nodes.
    pub arena: &'a Arena<'a>,
    /// The root of all blocks.
    pub root: Node<'a>,
    /// The ids of the headings.
    pub anchors: Anchors,
    /// The files of the portfolio that show its pictures.
    pub picture_files: PictureFiles,
}

/// Holds a file of the portfolio, and what people and the program wrote in it.
#[derive(Clone, Copy)]
pub struct WrittenFile<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text.
    pub written: &'a str,
}

/// Makes the body from the Markdown of a filled template and the texts that it shows.
pub fn compose<'a>(arena: &'a Arena<'a>, markdown: &str, shown_texts: &ShownTexts, language: Language) -> Body<'a> {
    let root = nesting::parse(arena, markdown, &dialect());
    notes::gather(root);
    let shown = shown_texts.all();
    let mut texts: Vec<ParsedText<'a>> =
        shown.iter().enumerate().map(|(at, shown)| parse_shown(arena, shown, at)).collect();
    let mut picture_files = PictureFiles::default();
    for (shown, text) in shown.iter().zip(&texts) {
        note_pictures(shown, text, &mut picture_files);
    }
    for node in root.descendants().collect::<Vec<_>>() {
        let holds_text = node.children().any(|child| text_in(child).is_some());
        if !holds_text {
            continue;
        }
        let is_paragraph = matches!(node.data().value, NodeValue::Paragraph);
        let insert = if is_paragraph { insert_blocks } else { insert_words };
        insert(arena, node, &mut texts, &shown);
    }
    finish(arena, root, language);
    Body { arena, root, anchors: anchors::set(root, &texts, &mut anchorizer([])), picture_files }
}

/// Makes the body of a single text that is a whole document, which `file` holds in parts.
pub fn of_single_text<'a>(
    arena: &'a Arena<'a>,
    markdown: &str,
    setting: Setting<'_>,
    file: WrittenFile<'_>,
    language: Language,
) -> Body<'a> {
    let text = parse(arena, &read(markdown), setting);
    let root = text.root;
    let mut picture_files = PictureFiles::default();
    // Other pictures are those of the parts that the program makes.
    let name = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
    picture_files.add(root, file.path, |address| file.written.contains(&name(address)));
    finish(arena, root, language);
    Body { arena, root, anchors: anchors::set(root, &[text], &mut anchorizer([])), picture_files }
}

/// Makes the body of one text of a page with its own HTML template; `anchorizer` knows the ids that are taken.
pub fn of_shown_text<'a>(
    arena: &'a Arena<'a>,
    shown: &ShownText,
    anchorizer: &mut Anchorizer,
    language: Language,
) -> Body<'a> {
    let mut texts = vec![parse_shown(arena, shown, 0)];
    let root = new(arena, NodeValue::Document);
    let mut picture_files = PictureFiles::default();
    note_pictures(shown, &texts[0], &mut picture_files);
    for block in take(arena, &mut texts, std::slice::from_ref(shown), 0) {
        root.append(block);
    }
    finish(arena, root, language);
    Body { arena, root, anchors: anchors::set(root, &texts, anchorizer), picture_files }
}

/// Notes which pictures a text shows.
fn note_pictures(shown: &ShownText, text: &ParsedText<'_>, picture_files: &mut PictureFiles) {
    if let Some(file) = &shown.text.file {
        picture_files.add(text.root, file, |_| true);
    }
}

/// Writes what Markdown only means, such as the label of an alert, as words.
fn finish<'a>(arena: &'a Arena<'a>, root: Node<'a>, language: Language) {
    alerts::label(arena, root, language);
    captions::from_titles(arena, root);
}

fn parse_shown<'a>(arena: &'a Arena<'a>, shown: &ShownText, number: usize) -> ParsedText<'a> {
    let folder = shown.text.folder.as_deref().unwrap_or_default();
    let setting = Setting { number, level: shown.level, folder, kept_out: &shown.text.kept_out };
    let parsed = parse(arena, &read(&shown.text.text), setting);
    notes::rename(parsed.root, number);
    parsed
}

/// Finds a placeholder of a text in a node; returns what is before it, the number of the text, and what is after it.
fn text_in(node: Node<'_>) -> Option<(String, usize, String)> {
    let data = node.data();
    let NodeValue::Text(words) = &data.value else { return None };
    Placeholder::find_text(words)
}

/// Takes the blocks of a text; a text that is shown twice is parsed again.
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

/// Replaces a paragraph by the blocks of the texts in it; its other words become paragraphs.
fn insert_blocks<'a>(arena: &'a Arena<'a>, paragraph: Node<'a>, texts: &mut Vec<ParsedText<'a>>, shown: &[ShownText]) {
    let mut words = new(arena, NodeValue::Paragraph);
    for child in paragraph.children().collect::<Vec<_>>() {
        child.detach();
        let mut rest = child;
        while let Some((before, number, after)) = text_in(rest) {
            words.append(new(arena, NodeValue::Text(before.trim_end().to_owned().into())));
            insert_trimmed(paragraph, words);
            words = new(arena, NodeValue::Paragraph);
            for block in take(arena, texts, shown, number) {
                paragraph.insert_before(block);
            }
            rest = new(arena, NodeValue::Text(after.trim_start().to_owned().into()));
        }
        words.append(rest);
    }
    insert_trimmed(paragraph, words);
    paragraph.detach();
}

/// Inserts words as a paragraph before another, without blanks at their ends; nothing if there are no words.
fn insert_trimmed<'a>(paragraph: Node<'a>, words: Node<'a>) {
    while let Some(blank) = words.first_child().filter(|node| is_blank(node)) {
        blank.detach();
    }
    while let Some(blank) = words.last_child().filter(|node| is_blank(node)) {
        blank.detach();
    }
    if words.first_child().is_some() {
        paragraph.insert_before(words);
    }
}

fn is_blank(node: Node<'_>) -> bool {
    match &node.data().value {
        NodeValue::Text(text) => text.trim().is_empty(),
        NodeValue::SoftBreak | NodeValue::LineBreak => true,
        _ => false,
    }
}

/// Replaces placeholders by the words of their texts, in headings and table cells, which cannot contain blocks.
fn insert_words<'a>(arena: &'a Arena<'a>, parent: Node<'a>, texts: &mut Vec<ParsedText<'a>>, shown: &[ShownText]) {
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
