//! Any text as a report that people wrote in, made anew around it.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run merge` in the folder above. What stands behind the first zero byte is what the template gives.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/library/fuzzed/merge.rs"]
mod merge;

libfuzzer_sys::fuzz_target!(|data: &[u8]| merge::look(data));
