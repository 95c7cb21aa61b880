//! The blocks of the regenerated document.

use crate::document::parts::{Marker, Part, PartLine};

/// Holds one block of the regenerated document.
#[derive(Debug, Clone)]
pub enum NewBlock<'a> {
    /// The user's text.
    Text(Vec<PartLine<'a>>),
    /// A part of the template, with the heading that the user gave it, and its old lines.
    Part { index: usize, heading: Option<&'a str>, old: Option<Vec<PartLine<'a>>> },
    /// A part that the user changed, unchanged.
    UserChanged(Part<'a>),
    /// A marker that does not delimit a part.
    Alone(Marker<'a>),
}
