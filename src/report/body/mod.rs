//! The body of a document as one tree of blocks: the template's own, and each person's text, parsed alone, in its place.
//!
//! Texts of several people stand in one document. Were they put together and parsed once, a code block that one of them
//! leaves open would swallow all that follows, and the link definitions of one would lead the readers of another. So a
//! template is filled with [`StandIn`]s, and [`compose`] puts the blocks of each text in their place. Pages and Word draw
//! that tree; Markdown is written so that parsing it gives the same tree.

mod anchors;
mod compose;
pub(super) mod kind;
mod markdown;
mod text;

pub use anchors::{Anchors, anchorizer};
pub use compose::{Body, alone, compose, one};
pub use markdown::{alone as markdown_alone, compose as compose_markdown};
pub use text::{Setting, new, says_something};

#[cfg(test)]
mod tests;
