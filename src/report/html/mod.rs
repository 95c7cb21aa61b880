//! Makes a page from a document's body: contents, parts, facts as a list of terms, each passage with its language.

mod alerts;
mod blocks;
mod captions;
mod contents_line;
mod notes;
mod page;
mod safe;
mod tables;
mod tasks;

pub use page::{page, with_texts};

#[cfg(test)]
mod tests;
