//! Files changed in place: only what is meant, and every other byte as it was.

mod fixes;
pub mod regenerate;
mod replace;
mod temporary;

pub use fixes::{Mended, apply, by_file};
pub use replace::{ReplaceError, replace, write};
pub use temporary::clear;
