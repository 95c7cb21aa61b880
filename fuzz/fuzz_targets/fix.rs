//! Any text as a project and as prose, mended as `check --fix` does.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run fix` in the folder above. The first byte chooses how much of a project with faults comes first.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/library/fuzzed/fix.rs"]
mod fix;
#[path = "../../tests/library/memory.rs"]
mod memory;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fix::look(data));
