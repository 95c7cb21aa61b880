//! Changes files in place and keeps every other byte.

mod atomic_write;
mod fixes;
pub mod regenerate;
mod temporary_files;

pub use atomic_write::{ReplaceError, replace, write};
pub use fixes::{FixedFile, apply, by_file};
pub use temporary_files::clear;
