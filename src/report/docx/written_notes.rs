//! The part of a Word document with the notes, when it is written.

use super::package::Relationships;

/// Holds the part with the notes, and its relationships.
pub struct WrittenNotes {
    pub(super) xml: Vec<u8>,
    pub(super) relationships: Relationships,
}
