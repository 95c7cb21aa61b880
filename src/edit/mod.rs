//! Files changed in place: only what is meant, and every other byte as it was.

mod fixes;
mod replace;

pub use fixes::{Mended, apply, by_file};
pub use replace::{ReplaceError, replace};
