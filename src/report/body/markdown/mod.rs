//! Composes the Markdown of a filled template and the texts that it shows into Markdown with the same meaning.

mod container;
mod document;
mod editor;
mod edits;
mod equivalence;
mod escape;
mod isolated_text;
mod link_tail;
mod links;

pub use document::{compose, of_single_text};
