//! Pictures as files: their kind and size, what is wrong with them, and their bytes without metadata.

mod drawing;
mod fault;
mod kind;
mod limits;
mod metadata;
mod size;

pub use fault::{PictureFault, is_pointer, judge};
pub use kind::PictureKind;
pub use limits::{LARGEST_PICTURE, MOST_PIXELS};
pub use metadata::{orientation_of, without_metadata, without_orientation};
pub use size::size;
