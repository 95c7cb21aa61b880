//! How a text is inserted into a document.

use crate::document::links::values;

/// Says how a text is inserted into a document.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The number of the text in the document.
    pub number: usize,
    /// The level of its highest headings.
    pub level: u8,
    /// The prefix of its relative addresses.
    pub folder: &'a str,
    /// The addresses in it that lead to unpublished files; the words of such links stay.
    pub kept_out: &'a [String],
}

impl Setting<'_> {
    /// Returns whether an address leads to an unpublished file.
    pub fn is_kept_out(&self, url: &str) -> bool {
        self.kept_out.iter().any(|known| known == url)
    }

    /// Returns whether HTML links to an unpublished file.
    pub fn links_to_unpublished(&self, html: &str) -> bool {
        !self.kept_out.is_empty() && values(html).any(|url| self.is_kept_out(&url))
    }
}
