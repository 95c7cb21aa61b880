//! The style of a run.

/// Holds the style of a run.
#[derive(Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "these can be combined freely")]
pub struct RunStyle {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) is_struck: bool,
    pub(super) is_code: bool,
    pub(super) is_link: bool,
    pub language: Option<String>,
}
