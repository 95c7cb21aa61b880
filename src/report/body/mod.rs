//! The body of a document as one tree of blocks: those of the template, and those of each text, which is parsed alone.
//!
//! A document contains texts of several people. If they were joined and parsed once, an open code block in one text would
//! include all that follows, and the link definitions of one text would apply to others. So a template is filled with
//! placeholders, and [`compose`] replaces each by the blocks of its text. Pages and Word documents are made from that tree;
//! Markdown is written so that parsing it gives the same tree.

mod alerts;
mod anchors;
mod block_languages;
mod captions;
mod compose;
mod html_text;
mod markdown;
mod node;
mod notes;
pub(super) mod paragraph_kind;
mod places;
mod setting;
mod source_text;
mod text;

pub use anchors::{Anchors, anchorizer};
pub use block_languages::block_languages;
pub use compose::{Body, WrittenFile, compose, of_shown_text, of_single_text};
pub use markdown::{compose as compose_markdown, of_single_text as single_text_markdown};
pub use node::{new, unwrap_link};
pub use setting::Setting;
pub use text::says_something;

#[cfg(test)]
mod tests;
