//! Writes a paragraph: its style, its indent, its list mark, and whether it stays with the next one.

use super::{
    body::DocxBody,
    list::STEP,
    paragraph_place::{ParagraphPlace, WIDTH},
};

/// How wide a pixel is, in twentieths of a point.
const TWENTIETHS_OF_PIXEL: u32 = 15;

/// The least width of a picture, in pixels, however narrow its place is.
const NARROWEST: u32 = 24;

/// The indents of a quote at both sides, as in `styles.xml`.
const QUOTE_INDENTS: usize = 794;

impl DocxBody<'_> {
    /// Writes a paragraph in a style, with the indent and the mark of its place.
    pub(super) fn paragraph(&mut self, style: &str, place: &ParagraphPlace, inner: impl FnOnce(&mut Self)) {
        let style = match (style, place.list, place.is_quoted) {
            ("Normal", _, true) => "Quote",
            ("Normal", None, _) if place.is_note => "FootnoteText",
            ("Normal" | "Lede", Some(_), _) => "ListParagraph",
            (style, ..) => style,
        };
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        if style != "Normal" {
            self.xml.empty("w:pStyle", &[("w:val", style)]);
        }
        if place.is_opening {
            self.xml.empty("w:keepNext", &[]);
        }
        self.layout(place);
        if let Some(alignment) = place.alignment {
            self.xml.empty("w:jc", &[("w:val", alignment)]);
        }
        if let Some(language) = &place.run_style.language {
            self.xml.open("w:rPr", &[]);
            self.xml.empty("w:lang", &[("w:val", language)]);
            self.xml.close("w:rPr");
        }
        self.xml.close("w:pPr");
        self.room = room(place, style);
        self.note_mark();
        if let Some(is_done) = self.task.take() {
            self.words(if is_done { "☑ " } else { "☐ " }, &place.run_style);
        }
        inner(self);
        self.xml.close("w:p");
    }

    /// Writes the list mark, the space below and the indent, in the order that Word requires.
    fn layout(&mut self, place: &ParagraphPlace) {
        if let Some((number, level)) = place.list.filter(|_| place.is_marked) {
            self.xml.open("w:numPr", &[]);
            self.xml.empty("w:ilvl", &[("w:val", &level.to_string())]);
            self.xml.empty("w:numId", &[("w:val", &number.to_string())]);
            self.xml.close("w:numPr");
        }
        match (place.is_last, place.list, place.hanging) {
            // The space after a list is the same as after a paragraph.
            (true, Some(_), _) => self.xml.empty("w:spacing", &[("w:after", "160")]),
            (true, None, Some(_)) => self.xml.empty("w:spacing", &[("w:after", "240")]),
            _ => {}
        }
        if let Some(hanging) = place.hanging.map(|hanging| hanging.to_string()) {
            self.xml.empty("w:ind", &[("w:left", &hanging), ("w:hanging", &hanging)]);
        } else if let Some((_, level)) = place.list.filter(|_| place.is_quoted) {
            // The line beside a quote stands left of the mark.
            let left = (STEP * (u32::from(level) + 2)).to_string();
            let hanging: &[(&str, &str)] = if place.is_marked { &[("w:hanging", &STEP.to_string())] } else { &[] };
            self.xml.empty("w:ind", &[&[("w:left", &*left)], hanging].concat());
        } else if let Some((_, level)) = place.list.filter(|_| !place.is_marked) {
            self.xml.empty("w:ind", &[("w:left", &(STEP * (u32::from(level) + 1)).to_string())]);
        }
    }

    /// Writes the bookmark of a place; of several with the same name, only the first.
    pub(super) fn anchor(&mut self, id: &str) {
        let Some(bookmark) = self.bookmarks.bookmark(&format!("#{id}")).map(str::to_owned) else { return };
        if self.marked.insert(bookmark.clone()) {
            let id = self.bookmark(&bookmark);
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        }
    }

    /// Starts a bookmark and returns its number.
    pub(super) fn bookmark(&mut self, name: &str) -> String {
        self.bookmark_count += 1;
        let id = self.bookmark_count.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        id
    }
}

/// Returns the width that a picture may have in a paragraph, in pixels.
fn room(place: &ParagraphPlace, style: &str) -> f64 {
    let list = place.list.map_or(0, |(_, level)| STEP as usize * (usize::from(level) + 1));
    let quote = if style == "Quote" { QUOTE_INDENTS } else { 0 };
    let indent = place.hanging.unwrap_or(list) + quote;
    let room = u32::try_from(place.cell.unwrap_or(WIDTH).saturating_sub(indent)).unwrap_or(u32::MAX);
    f64::from((room / TWENTIETHS_OF_PIXEL).max(NARROWEST))
}
