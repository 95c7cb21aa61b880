//! Tables: a header row that is marked as one and comes again on every page, columns as wide as their words need.

use comrak::{
    Node,
    nodes::{NodeValue, TableAlignment},
};

use super::{body::DocxBody, paragraph_place::ParagraphPlace};
use crate::document::words_of;

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9070;
/// A character in a cell is about this wide, and so is the space around the words.
const CHARACTER: usize = 108;
const SPACE: usize = 190;
/// A column asks for no more characters than this for its longest text, nor for its longest word.
const LONGEST: (usize, usize) = (48, 24);
/// Word refuses a file with more columns.
const MOST_COLUMNS: usize = 63;
/// More columns than this stand in smaller letters.
const ROOMY: usize = 6;
/// A table with more rows than this may be continued on the next page.
const TOGETHER: usize = 8;

impl DocxBody<'_> {
    /// Writes a table.
    pub(super) fn table(&mut self, node: Node<'_>, alignments: &[TableAlignment], place: &ParagraphPlace) {
        let widths = widths(node, alignments.len().clamp(1, MOST_COLUMNS));
        let is_short = node.children().count() <= TOGETHER;
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblStyle", &[("w:val", "Ruled")]);
        self.xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1"), ("w:noVBand", "1")]);
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.xml.close("w:tblGrid");
        for row in node.children() {
            let is_header = matches!(row.data().value, NodeValue::TableRow(true));
            self.xml.open("w:tr", &[]);
            self.xml.open("w:trPr", &[]);
            self.xml.empty("w:cantSplit", &[]);
            if is_header {
                self.xml.empty("w:tblHeader", &[]);
            }
            self.xml.close("w:trPr");
            let mut cells = row.children();
            for (at, width) in widths.iter().enumerate() {
                self.xml.open("w:tc", &[]);
                self.xml.open("w:tcPr", &[]);
                self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                self.xml.close("w:tcPr");
                let inside = ParagraphPlace {
                    is_opening: is_short && row.next_sibling().is_some(),
                    alignment: alignments.get(at).copied().and_then(alignment),
                    run_style: place.run_style.clone(),
                    ..ParagraphPlace::default()
                };
                let style = match (is_header, widths.len() > ROOMY) {
                    (true, false) => "TableHeader",
                    (true, true) => "TableHeaderSmall",
                    (false, false) => "TableText",
                    (false, true) => "TableTextSmall",
                };
                let cell = cells.next();
                self.paragraph(style, &inside, |body| {
                    if let Some(cell) = cell {
                        body.inlines(cell, &inside.run_style);
                    }
                    // No word is lost for want of columns.
                    let more = if at + 1 == MOST_COLUMNS { usize::MAX } else { 0 };
                    for cell in cells.by_ref().take(more) {
                        body.words(" | ", &inside.run_style);
                        body.inlines(cell, &inside.run_style);
                    }
                });
                self.xml.close("w:tc");
            }
            self.xml.close("w:tr");
        }
        self.xml.close("w:tbl");
    }
}

/// Returns the widths of the columns: room for the longest word of each, and the rest by how much there is to say.
fn widths(table: Node<'_>, columns: usize) -> Vec<usize> {
    let mut longest = vec![(3, 3); columns];
    for row in table.children() {
        for (at, cell) in row.children().enumerate() {
            let words = words_of(cell);
            let (text, word) = &mut longest[at.min(columns - 1)];
            *text = (*text).max(words.chars().count().min(LONGEST.0));
            *word = words.split([' ', '-']).map(|word| word.chars().count().min(LONGEST.1)).fold(*word, usize::max);
        }
    }
    let room = |characters: usize| characters * CHARACTER + SPACE;
    let needed: Vec<usize> = longest.iter().map(|(_, word)| room(*word)).collect();
    let wanted: Vec<usize> = longest.iter().map(|(text, _)| room(*text)).collect();
    let sum = needed.iter().sum::<usize>();
    let Some(left) = WIDTH.checked_sub(sum) else { return needed.iter().map(|width| width * WIDTH / sum).collect() };
    let more: Vec<usize> = wanted.iter().zip(&needed).map(|(wanted, needed)| wanted.saturating_sub(*needed)).collect();
    // Where every text has room, what is left goes to all; else to those that have more to say.
    let shares = if more.iter().sum::<usize>() > left { more } else { wanted };
    let all = shares.iter().sum::<usize>().max(1);
    needed.iter().zip(&shares).map(|(needed, share)| needed + share * left / all).collect()
}

/// Returns Word's word for how a column is set; left is what it does anyway.
fn alignment(of: TableAlignment) -> Option<&'static str> {
    match of {
        TableAlignment::Center => Some("center"),
        TableAlignment::Right => Some("right"),
        TableAlignment::Left | TableAlignment::None => None,
    }
}
