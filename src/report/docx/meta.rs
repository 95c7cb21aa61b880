//! The metadata and the pictures that a Word document needs besides its blocks.

use crate::language::Language;

/// Holds the metadata of a document.
#[derive(Debug, Clone, Copy)]
pub struct DocxMeta<'a> {
    /// The title, for the properties and the footer.
    pub title: &'a str,
    /// The language of unmarked passages.
    pub language: Language,
    /// The author.
    pub author: &'a str,
}

/// Returns the bytes of a picture by its address in the Markdown.
pub type Pictures<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;
