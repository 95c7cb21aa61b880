//! How words look.

/// Says how words look.
#[derive(Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a look of its own, and all go together")]
pub struct RunStyle {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) is_struck: bool,
    pub(super) is_code: bool,
    pub(super) is_link: bool,
    pub language: Option<String>,
}
