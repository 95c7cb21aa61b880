//! The contents field: Word can make it again, and until then it holds what it would say, without page numbers.
//!
//! It is not marked to be made again at once: Word would ask every reader whether to trust the document.

use comrak::{Node, nodes::NodeValue};

use super::{anchors::Anchors, xml::Xml};
use crate::document::markdown::words_of;

/// A document with fewer sections is read without contents.
const FEWEST: usize = 3;
/// The lowest headings that are listed.
const DEPTH: u8 = 2;

/// Holds a line of the contents: level, words, bookmark.
type Line<'a> = (u8, String, &'a str);

/// Returns the lines of a list that is nothing but links to places in the document, such as an author's own contents.
pub fn own<'a>(list: Node<'_>, anchors: &'a Anchors) -> Option<Vec<Line<'a>>> {
    let lines: Option<Vec<_>> = list.children().map(|item| line(item, anchors)).collect();
    lines.filter(|lines| lines.len() > 1)
}

fn line<'a>(item: Node<'_>, anchors: &'a Anchors) -> Option<Line<'a>> {
    let only = |node: Node<'_>| Some(node.first_child()?).filter(|child| child.next_sibling().is_none()).map(|_| ());
    only(item)?;
    let paragraph = item.first_child()?;
    only(paragraph)?;
    let link = paragraph.first_child()?;
    let data = link.data();
    let NodeValue::Link(target) = &data.value else { return None };
    Some((1, words_of(link), anchors.bookmark(&target.url)?))
}

/// Returns the lines for all headings but the title; none where the document is too short for it.
pub fn all(anchors: &Anchors) -> Option<Vec<Line<'_>>> {
    let listed = anchors.headings.iter().filter(|heading| (1..=DEPTH).contains(&heading.level));
    let lines: Vec<_> = listed.map(|heading| (heading.level, heading.words.clone(), &*heading.bookmark)).collect();
    (lines.len() >= FEWEST).then_some(lines)
}

/// Writes the field; `title` stands above it where the document has no heading of its own for it.
pub fn field(xml: &mut Xml, title: Option<&str>, lines: &[Line<'_>]) {
    let depth = lines.iter().map(|(level, ..)| *level).max().unwrap_or(1);
    xml.open("w:sdt", &[]);
    xml.open("w:sdtPr", &[]);
    xml.open("w:docPartObj", &[]);
    xml.empty("w:docPartGallery", &[("w:val", "Table of Contents")]);
    xml.empty("w:docPartUnique", &[]);
    xml.close("w:docPartObj");
    xml.close("w:sdtPr");
    xml.open("w:sdtContent", &[]);
    if let Some(title) = title {
        open(xml, "TOCHeading");
        run(xml, |xml| xml.words("w:t", &[("xml:space", "preserve")], title));
        xml.close("w:p");
    }
    for (at, (level, words, bookmark)) in lines.iter().enumerate() {
        open(xml, &format!("TOC{level}"));
        if at == 0 {
            sign(xml, "begin");
            let order = format!(" TOC \\o \"1-{depth}\" \\h \\z \\u ");
            run(xml, |xml| xml.words("w:instrText", &[("xml:space", "preserve")], &order));
            sign(xml, "separate");
        }
        xml.open("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")]);
        run(xml, |xml| xml.words("w:t", &[("xml:space", "preserve")], words));
        xml.close("w:hyperlink");
        if at + 1 == lines.len() {
            sign(xml, "end");
        }
        xml.close("w:p");
    }
    xml.close("w:sdtContent");
    xml.close("w:sdt");
}

/// Writes the beginning, the middle or the end of a field.
pub fn sign(xml: &mut Xml, kind: &str) {
    run(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}

/// Writes a run that holds something.
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
