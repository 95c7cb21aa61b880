//! Tables: a header row that is marked as one and comes again on every page, columns as wide as their words need.

use comrak::{
    Node,
    nodes::{NodeValue, TableAlignment},
};

use super::{body::Body, paragraph::Place};
use crate::document::markdown::words_of;

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9070;
/// A column is as wide as if its longest text had at least and at most this many characters.
const CHARACTERS: (usize, usize) = (6, 48);

impl Body<'_> {
    /// Writes a table.
    pub(super) fn table(&mut self, node: Node<'_>, alignments: &[TableAlignment], place: &Place) {
        let widths = widths(node, alignments.len().max(1));
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
                let inside = Place {
                    alignment: alignments.get(at).copied().and_then(alignment),
                    look: place.look.clone(),
                    ..Place::default()
                };
                let style = if is_header { "TableHeader" } else { "TableText" };
                let cell = cells.next();
                self.paragraph(style, &inside, |body| {
                    if let Some(cell) = cell {
                        body.inlines(cell, &inside.look);
                    }
                });
                self.xml.close("w:tc");
            }
            self.xml.close("w:tr");
        }
        self.xml.close("w:tbl");
    }
}

/// Returns the widths of the columns: shares of the page by the longest text in each.
fn widths(table: Node<'_>, columns: usize) -> Vec<usize> {
    let mut longest = vec![CHARACTERS.0; columns];
    for row in table.children() {
        for (at, cell) in row.children().enumerate().take(columns) {
            longest[at] = longest[at].max(words_of(cell).chars().count().min(CHARACTERS.1));
        }
    }
    let sum: usize = longest.iter().sum();
    longest.into_iter().map(|characters| characters * WIDTH / sum).collect()
}

/// Returns Word's word for how a column is set; left is what it does anyway.
fn alignment(of: TableAlignment) -> Option<&'static str> {
    match of {
        TableAlignment::Center => Some("center"),
        TableAlignment::Right => Some("right"),
        TableAlignment::Left | TableAlignment::None => None,
    }
}
