//! Writes the footer of every page: the title and the page number.

use std::borrow::Cow;

use super::{
    contents::{field_char, run},
    meta::DocxMeta,
    namespaces::NAMESPACES,
};
use crate::report::xml::Xml;

/// The longest title that leaves room for the page number, in characters.
const LONGEST: usize = 76;

/// Writes the footer; `{page}` and `{pages}` in `words` are replaced by the numbers.
pub fn footer(meta: &DocxMeta<'_>, words: &str) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.open("w:ftr", NAMESPACES);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "Footer")]);
    xml.close("w:pPr");
    let text = |xml: &mut Xml, text: &str| run(xml, |xml| xml.text_element("w:t", &[("xml:space", "preserve")], text));
    text(&mut xml, &short(meta.title));
    run(&mut xml, |xml| xml.empty("w:tab", &[]));
    let mut rest = words;
    while let Some((before, field)) = rest.split_once('{') {
        let (name, after) = field.split_once('}').unwrap_or((field, ""));
        text(&mut xml, before);
        field_char(&mut xml, "begin");
        let order = if name == "pages" { " NUMPAGES " } else { " PAGE " };
        run(&mut xml, |xml| xml.text_element("w:instrText", &[("xml:space", "preserve")], order));
        field_char(&mut xml, "separate");
        text(&mut xml, "1");
        field_char(&mut xml, "end");
        rest = after;
    }
    text(&mut xml, rest);
    xml.close("w:p");
    xml.close("w:ftr");
    xml.bytes()
}

/// Shortens a title to the words that fit.
fn short(title: &str) -> Cow<'_, str> {
    let Some((end, _)) = title.char_indices().nth(LONGEST) else { return Cow::Borrowed(title) };
    let room = &title[..end];
    let words = room.rsplit_once(' ').map_or(room, |(words, _)| words);
    Cow::Owned(format!("{} …", words.trim_end_matches([',', ':', ';', ' ', '–', '-'])))
}
