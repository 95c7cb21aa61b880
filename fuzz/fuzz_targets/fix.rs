//! Any text as a project and as prose, mended as `check --fix` does.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run fix` in the folder above. The first byte chooses how much of a project with faults comes first.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/memory/mod.rs"]
mod memory;
#[path = "../../tests/memory/mended.rs"]
mod mended;

libfuzzer_sys::fuzz_target!(|data: &[u8]| mended::look(data));
