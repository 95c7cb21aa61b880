//! The contents field: Word can update it, and until then it shows the headings without page numbers.
//!
//! The field does not ask Word to update it on opening, because Word would then ask every reader whether to trust the
//! document. Page numbers are left out, because only the program that lays out the pages knows them.

use std::ops::Range;

use crate::report::xml::Xml;
use comrak::{Node, nodes::NodeValue};

use super::{
    bookmarks::Bookmarks,
    language::{LanguageRuns, language_runs},
};

/// A document with fewer sections has no contents.
const FEWEST: usize = 3;
/// The lowest level of headings that is listed.
const DEPTH: u8 = 2;
/// Longer contents list only the highest headings.
const MOST: usize = 24;
/// The bookmark around the sections that the author's own contents list.
pub const LISTED: &str = "listed";

/// Holds a line of the contents.
pub struct ContentsEntry<'a> {
    level: u8,
    words: LanguageRuns,
    bookmark: &'a str,
}

/// Says what Word lists when it updates the contents.
pub struct ContentsOptions<'a> {
    /// The heading of the contents, if the document does not have its own.
    pub title: Option<&'a str>,
    /// The levels of the headings.
    pub levels: Range<u8>,
    /// Whether only the sections inside the bookmark are listed.
    pub is_part: bool,
}

/// Returns the lines of a list in which every item is a link to a place in the document: the author's own contents.
pub fn own<'a>(list: Node<'_>, language: Option<&str>, bookmarks: &'a Bookmarks) -> Option<Vec<ContentsEntry<'a>>> {
    let lines: Option<Vec<_>> = list.children().map(|item| line(item, language, bookmarks)).collect();
    lines.filter(|lines| lines.len() > 1)
}

fn line<'a>(item: Node<'_>, language: Option<&str>, bookmarks: &'a Bookmarks) -> Option<ContentsEntry<'a>> {
    let only = |node: Node<'_>| Some(node.first_child()?).filter(|child| child.next_sibling().is_none()).map(|_| ());
    only(item).filter(|()| matches!(item.data().value, NodeValue::Item(_)))?;
    let paragraph = item.first_child()?;
    only(paragraph)?;
    let link = paragraph.first_child()?;
    let data = link.data();
    let NodeValue::Link(target) = &data.value else { return None };
    Some(ContentsEntry { level: 1, words: language_runs(link, language), bookmark: bookmarks.bookmark(&target.url)? })
}

/// Returns the sections that lines list, and their levels.
pub fn range(lines: &[ContentsEntry<'_>], bookmarks: &Bookmarks) -> Option<(Range<usize>, Range<u8>)> {
    bookmarks.range(&lines.iter().map(|line| line.bookmark).collect::<Vec<_>>())
}

/// Returns the lines for all headings except the title; `None` if the document is too short.
pub fn all(bookmarks: &Bookmarks) -> Option<Vec<ContentsEntry<'_>>> {
    let above = |depth: u8| bookmarks.headings.iter().filter(move |heading| (1..=depth).contains(&heading.level));
    let is_long = above(DEPTH).count() > MOST && above(1).count() >= FEWEST;
    let listed = above(if is_long { 1 } else { DEPTH });
    let lines: Vec<_> = listed
        .map(|heading| ContentsEntry {
            level: heading.level,
            words: heading.words.clone(),
            bookmark: &heading.bookmark,
        })
        .collect();
    (lines.len() >= FEWEST).then_some(lines)
}

/// Writes the field.
pub fn field(xml: &mut Xml, lines: &[ContentsEntry<'_>], options: &ContentsOptions<'_>) {
    xml.open("w:sdt", &[]);
    xml.open("w:sdtPr", &[]);
    xml.open("w:docPartObj", &[]);
    xml.empty("w:docPartGallery", &[("w:val", "Table of Contents")]);
    xml.empty("w:docPartUnique", &[]);
    xml.close("w:docPartObj");
    xml.close("w:sdtPr");
    xml.open("w:sdtContent", &[]);
    if let Some(title) = options.title {
        open(xml, "TOCHeading");
        run(xml, |xml| xml.text_element("w:t", &[("xml:space", "preserve")], title));
        xml.close("w:p");
    }
    for (at, line) in lines.iter().enumerate() {
        open(xml, &format!("TOC{}", line.level));
        if at == 0 {
            begin_field(xml, options);
        }
        line.write(xml);
        if at + 1 == lines.len() {
            field_char(xml, "end");
        }
        xml.close("w:p");
    }
    xml.close("w:sdtContent");
    xml.close("w:sdt");
}

/// Writes the beginning of the field, with what Word lists when it updates the contents.
fn begin_field(xml: &mut Xml, options: &ContentsOptions<'_>) {
    field_char(xml, "begin");
    let (first, last) = (options.levels.start, options.levels.end - 1);
    let part = if options.is_part { format!("\\b {LISTED} ") } else { String::new() };
    let instruction = format!(" TOC \\o \"{first}-{last}\" {part}\\h \\z \\u ");
    run(xml, |xml| xml.text_element("w:instrText", &[("xml:space", "preserve")], &instruction));
    field_char(xml, "separate");
}

impl ContentsEntry<'_> {
    /// Writes the line as a link.
    fn write(&self, xml: &mut Xml) {
        xml.open("w:hyperlink", &[("w:anchor", self.bookmark), ("w:history", "1")]);
        for (words, language) in &self.words {
            run(xml, |xml| {
                if let Some(language) = language {
                    xml.open("w:rPr", &[]);
                    xml.empty("w:lang", &[("w:val", language)]);
                    xml.close("w:rPr");
                }
                xml.text_element("w:t", &[("xml:space", "preserve")], words);
            });
        }
        xml.close("w:hyperlink");
    }
}

/// Returns the levels of lines.
pub fn levels(lines: &[ContentsEntry<'_>]) -> Range<u8> {
    1..lines.iter().map(|line| line.level).max().unwrap_or(1) + 1
}

/// Writes the beginning, the middle or the end of a field.
pub fn field_char(xml: &mut Xml, kind: &str) {
    run(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}

/// Writes a run.
pub fn run(xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    xml.open("w:r", &[]);
    inner(xml);
    xml.close("w:r");
}

fn open(xml: &mut Xml, style: &str) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", style)]);
    xml.close("w:pPr");
}
