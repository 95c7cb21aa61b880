//! Files changed in place: only what is meant, and every other byte as it was.

mod atomic_write;
mod fixes;
pub mod regenerate;
mod temporary_files;

pub use atomic_write::{ReplaceError, replace, write};
pub use fixes::{Mended, apply, by_file};
pub use temporary_files::clear;
