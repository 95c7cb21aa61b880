//! Pictures of the portfolio as documents show them, and which of them a document leaves out.

mod data;
mod document_pictures;
mod left_out;
mod picture_files;

pub use data::data_address;
pub use document_pictures::DocumentPictures;
pub use left_out::{LeftOutPicture, WhyLeftOut};
pub use picture_files::PictureFiles;
