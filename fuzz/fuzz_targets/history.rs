//! Any bytes as a file of a git repository, or as an object in it.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run history` in the folder above. The first byte chooses which.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/memory/unpacked.rs"]
mod unpacked;

libfuzzer_sys::fuzz_target!(|data: &[u8]| unpacked::look(data));
