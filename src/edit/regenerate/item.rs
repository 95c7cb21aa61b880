//! What a document made anew consists of.

use crate::document::parts::{Line, Marker, Part};

/// Holds one stretch of the new document.
#[derive(Debug, Clone)]
pub enum Item<'a> {
    /// What a person wrote.
    Text(Vec<Line<'a>>),
    /// A part of the template, below a heading of a person's own, and what stood there before.
    Piece { index: usize, heading: Option<&'a str>, old: Option<Vec<Line<'a>>> },
    /// A part that a person changed, as it is.
    Held(Part<'a>),
    /// A marker that stands alone.
    Alone(Marker<'a>),
}
