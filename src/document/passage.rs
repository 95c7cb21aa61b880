//! The running text of a Markdown document: its words without their marks, and where each of them stands.

/// Holds one block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its words, on one line.
    pub text: String,
    /// Where stretches of it stand in the document: offset here, offset there, and whether they are alike byte for byte.
    pub(super) places: Vec<(usize, usize, bool)>,
}

/// Says what kind of block a text is.
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
    /// Returns where a byte of the text stands in the document.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let index = self.places.partition_point(|(here, ..)| *here <= at).saturating_sub(1);
        let (here, there, is_exact) = self.places.get(index).copied().unwrap_or_default();
        if is_exact { there + (at - here) } else { there }
    }
}
