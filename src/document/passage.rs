//! A block of running text of a Markdown document, with the offset of each word.

/// Holds one block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its words, on one line.
    pub text: String,
    /// Maps the text to the document: an offset here, the offset there, and whether both have the same bytes from there
    /// on.
    pub(super) places: Vec<(usize, usize, bool)>,
}

/// Says what kind of block a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph.
    Paragraph,
    /// A paragraph in an item of a list.
    Item,
    /// Something quoted.
    Quote,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

impl Passage {
    /// Returns the offset in the document of an offset in the text.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let index = self.places.partition_point(|(here, ..)| *here <= at).saturating_sub(1);
        let (here, there, is_exact) = self.places.get(index).copied().unwrap_or_default();
        if is_exact { there + (at - here) } else { there }
    }
}
