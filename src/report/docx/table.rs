//! Writes tables: with a header row that is repeated on every page, and columns as wide as their words need.

use comrak::{
    Node,
    nodes::{NodeValue, TableAlignment},
};

use super::{
    body::DocxBody,
    paragraph_place::{ParagraphPlace, WIDTH},
};
use crate::document::words_of;

/// The approximate width of a character in a cell, and the space around the words.
const CHARACTER: usize = 108;
/// The same width in pixels.
const PIXELS: f64 = 7.2;
const SPACE: usize = 190;
/// The margins of a cell at its sides, as in `styles.xml`.
const MARGINS: usize = 170;
/// The most characters that count for the longest text and for the longest word of a column.
const LONGEST: (usize, usize) = (48, 24);
/// The fewest characters in whose width a picture is still seen.
const LEAST_OF_PICTURE: usize = 14;
/// The most columns that Word accepts.
const MOST_COLUMNS: usize = 63;
/// A table with more columns has smaller letters.
const ROOMY: usize = 6;
/// A table with more rows can be divided between pages.
const TOGETHER: usize = 8;

impl DocxBody<'_> {
    /// Writes a table.
    pub(super) fn table(&mut self, node: Node<'_>, alignments: &[TableAlignment], place: &ParagraphPlace) {
        let widths = self.widths(node, alignments.len().clamp(1, MOST_COLUMNS));
        let is_short = node.children().count() <= TOGETHER;
        self.xml.open("w:tbl", &[]);
        self.table_properties(&widths);
        for row in node.children() {
            let inside = ParagraphPlace {
                is_opening: is_short && row.next_sibling().is_some(),
                run_style: place.run_style.clone(),
                ..ParagraphPlace::default()
            };
            self.row(row, &widths, alignments, &inside);
        }
        self.xml.close("w:tbl");
    }

    fn table_properties(&mut self, widths: &[usize]) {
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblStyle", &[("w:val", "Ruled")]);
        self.xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1"), ("w:noVBand", "1")]);
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        for width in widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.xml.close("w:tblGrid");
    }

    fn row(&mut self, row: Node<'_>, widths: &[usize], alignments: &[TableAlignment], place: &ParagraphPlace) {
        let is_header = matches!(row.data().value, NodeValue::TableRow(true));
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if is_header {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close("w:trPr");
        let style = match (is_header, widths.len() > ROOMY) {
            (true, false) => "TableHeader",
            (true, true) => "TableHeaderSmall",
            (false, false) => "TableText",
            (false, true) => "TableTextSmall",
        };
        let mut cells = row.children();
        for (at, width) in widths.iter().enumerate() {
            // The last possible column gets the words of all other cells.
            let rest = if at + 1 == MOST_COLUMNS { usize::MAX } else { 1 };
            let cells: Vec<Node<'_>> = cells.by_ref().take(rest).collect();
            let alignment = alignments.get(at).copied().and_then(alignment);
            self.cell(&cells, *width, style, &ParagraphPlace { alignment, ..place.clone() });
        }
        self.xml.close("w:tr");
    }

    fn cell(&mut self, cells: &[Node<'_>], width: usize, style: &str, place: &ParagraphPlace) {
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        self.xml.close("w:tcPr");
        let place = &ParagraphPlace { cell: Some(width.saturating_sub(MARGINS)), ..place.clone() };
        self.paragraph(style, place, |body| {
            for (at, cell) in cells.iter().enumerate() {
                if at > 0 {
                    body.words(" | ", &place.run_style);
                }
                body.inlines(cell, &place.run_style);
            }
        });
        self.xml.close("w:tc");
    }

    /// Returns the widths of the columns, by their texts and pictures.
    fn widths(&mut self, table: Node<'_>, columns: usize) -> Vec<usize> {
        let mut longest = vec![(3, 3); columns];
        for row in table.children() {
            for (at, cell) in row.children().enumerate() {
                let words = words_of(cell);
                let characters = |word: &str| word.chars().count();
                let picture = self.widest_picture(cell);
                let (text, word) = &mut longest[at.min(columns - 1)];
                *text = (*text).max(characters(&words).max(picture).min(LONGEST.0));
                let longest_word = words.split([' ', '-']).map(characters).max().unwrap_or_default();
                *word = (*word).max(longest_word.min(LONGEST.1)).max(picture.min(LEAST_OF_PICTURE));
            }
        }
        shares_of(&longest)
    }

    /// Returns how many characters have the width of the widest picture in a cell.
    fn widest_picture(&mut self, cell: Node<'_>) -> usize {
        let mut widest = 0.0_f64;
        for node in cell.descendants() {
            if let NodeValue::Image(image) = &node.data().value
                && let Some(picture) = self.shown.picture(&image.url)
            {
                widest = widest.max(picture.fitted(f64::INFINITY).0);
            }
        }
        (0..LONGEST.0)
            .zip(0_u32..)
            .find(|(_, count)| f64::from(*count) * PIXELS >= widest)
            .map_or(LONGEST.0, |(at, _)| at)
    }
}

/// Returns the widths of the columns: room for the longest word of each, and more for longer texts.
fn shares_of(longest: &[(usize, usize)]) -> Vec<usize> {
    let room = |characters: usize| characters * CHARACTER + SPACE;
    let needed: Vec<usize> = longest.iter().map(|(_, word)| room(*word)).collect();
    let wanted: Vec<usize> = longest.iter().map(|(text, _)| room(*text)).collect();
    let sum = needed.iter().sum::<usize>();
    let Some(left) = WIDTH.checked_sub(sum) else { return needed.iter().map(|width| width * WIDTH / sum).collect() };
    let more: Vec<usize> = wanted.iter().zip(&needed).map(|(wanted, needed)| wanted.saturating_sub(*needed)).collect();
    // If every text has room, the remaining width goes to all columns, otherwise to those with longer texts.
    let shares = if more.iter().sum::<usize>() > left { more } else { wanted };
    let all = shares.iter().sum::<usize>().max(1);
    needed.iter().zip(&shares).map(|(needed, share)| needed + share * left / all).collect()
}

/// Returns the alignment of a column in Word; `None` for left, which is the default.
fn alignment(of: TableAlignment) -> Option<&'static str> {
    match of {
        TableAlignment::Center => Some("center"),
        TableAlignment::Right => Some("right"),
        TableAlignment::Left | TableAlignment::None => None,
    }
}
