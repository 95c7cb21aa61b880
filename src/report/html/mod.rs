//! Makes a page from a document's body: contents, parts, facts as a list of terms, each passage with its language.

mod blocks;
mod captions;
mod contents_line;
mod page;
mod safe;
mod tables;

pub use page::{page, with_texts};

#[cfg(test)]
mod tests;
