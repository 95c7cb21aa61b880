//! The body of a document as one tree of blocks: the template's own, and each person's text, parsed alone, in its place.
//!
//! Texts of several people stand in one document. Were they put together and parsed once, a code block that one of them
//! leaves open would swallow all that follows, and the link definitions of one would lead the readers of another. So a
//! template is filled with [`Placeholder`]s, and [`compose`] puts the blocks of each text in their place. Pages and Word draw
//! that tree; Markdown is written so that parsing it gives the same tree.

mod anchors;
mod compose;
mod markdown;
pub(super) mod paragraph_kind;
mod text;

pub use anchors::{Anchors, anchorizer};
pub use compose::{Body, compose, of_shown_text, of_single_text};
pub use markdown::{compose as compose_markdown, of_single_text as single_text_markdown};
pub use text::{Setting, new, says_something};

#[cfg(test)]
mod tests;
