//! The place of a paragraph.

use crate::report::docx::run_style::RunStyle;

/// The width between the margins of a page, in twentieths of a point.
pub const WIDTH: usize = 9070;

/// Holds the place of a block: its list, its quotes and its language.
#[derive(Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "these can be combined freely")]
pub struct ParagraphPlace {
    pub list: Option<(u32, u8)>,
    pub is_marked: bool,
    pub is_last: bool,
    pub depth: u8,
    pub is_quoted: bool,
    /// Whether the paragraph is part of a footnote.
    pub is_note: bool,
    /// Whether the paragraph stays on one page with the next.
    pub is_opening: bool,
    /// The indent of all lines after the first, and of the text after the first tab.
    pub hanging: Option<usize>,
    pub alignment: Option<&'static str>,
    /// The width of the cell around it, without its margins; none outside of tables.
    pub cell: Option<usize>,
    pub run_style: RunStyle,
}
