//! What the test programs share: runs in one environment, repositories of git, copies of folders.

#![allow(dead_code, reason = "each test program uses what it needs")]
#![allow(clippy::unwrap_used, reason = "what is wrong in a test should end it")]

pub mod copy;
pub mod program;
pub mod repository;

use std::path::Path;

/// Returns the folder of this repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
