//! What a Word document needs besides its blocks.

use crate::language::Language;

/// Holds what is known of a document besides its text.
#[derive(Debug, Clone, Copy)]
pub struct DocxMeta<'a> {
    /// The title, for the properties and the foot of the pages.
    pub title: &'a str,
    /// The language of what is not marked otherwise.
    pub language: Language,
    /// Who stands behind the document.
    pub author: &'a str,
}

/// Finds the bytes of a picture by its address in the Markdown.
pub type Pictures<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;
