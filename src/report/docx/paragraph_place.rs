//! Where a paragraph stands.

use crate::report::docx::run_style::RunStyle;

/// Says where a block stands: in which list and quotes, and in which language.
#[derive(Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not whatever the others are")]
pub struct ParagraphPlace {
    pub list: Option<(u32, u8)>,
    pub is_marked: bool,
    pub is_last: bool,
    pub depth: u8,
    pub is_quoted: bool,
    /// Whether the page must not end here.
    pub is_opening: bool,
    /// How far off the second line and what stands after the first tab is.
    pub hanging: Option<usize>,
    pub alignment: Option<&'static str>,
    pub run_style: RunStyle,
}
