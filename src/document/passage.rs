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
    /// Makes a passage of words that have the same bytes in the document.
    pub(super) fn new(kind: PassageKind, start: usize, words: &str) -> Self {
        Self { kind, text: words.to_owned(), places: vec![(0, start, true)] }
    }

    /// Adds the words of another line, after a space for the line break.
    pub(super) fn go_on(&mut self, line_break: usize, start: usize, words: &str) {
        self.places.push((self.text.len(), line_break, false));
        self.text.push(' ');
        self.places.push((self.text.len(), start, true));
        self.text.push_str(words);
    }

    /// Returns the offset in the document of an offset in the text.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let index = self.places.partition_point(|(here, ..)| *here <= at).saturating_sub(1);
        let (here, there, is_exact) = self.places.get(index).copied().unwrap_or_default();
        if is_exact { there + (at - here) } else { there }
    }
}
