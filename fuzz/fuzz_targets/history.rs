//! Any bytes as a file of a git repository, or as an object in it.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run history` in the folder above. The first byte chooses which.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/library/fuzzed/history.rs"]
mod history;

libfuzzer_sys::fuzz_target!(|data: &[u8]| history::look(data));
