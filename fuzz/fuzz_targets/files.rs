//! Any bytes as any file of a portfolio: the path of YAML and Markdown from reading to showing and mending.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run files` in the folder above. The first byte of an input chooses the file.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/library/fuzzed/files.rs"]
mod files;
#[path = "../../tests/library/memory.rs"]
mod memory;

libfuzzer_sys::fuzz_target!(|data: &[u8]| files::look(data));
