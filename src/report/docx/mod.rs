//! Makes Word documents: real headings, lists, tables, links and pictures, each passage with its language.

mod address;
mod body;
mod bookmarks;
mod contents;
mod document;
mod drawing_cost;
mod embedded_pictures;
mod facts;
mod footer;
mod language;
mod limits;
mod list;
mod meta;
mod namespaces;
mod notes;
mod package;
mod paragraph;
mod paragraph_place;
mod picture;
mod properties;
mod raster;
mod run;
mod run_style;
mod table;
mod turn;
mod web_picture;
mod written_notes;

pub use document::{DocxError, WordDocument, docx, title};
pub use meta::{DocxMeta, Pictures};

#[cfg(test)]
mod tests;
