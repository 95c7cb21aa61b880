//! Any text as a template of the portfolio, filled for Markdown and as a page.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run template` in the folder above.

#![no_main]
#![allow(clippy::unwrap_used, reason = "what is wrong in a fuzz target should end it")]

#[path = "../../tests/library/memory.rs"]
mod memory;
#[path = "../../tests/library/fuzzed/template.rs"]
mod template;

libfuzzer_sys::fuzz_target!(|data: &[u8]| template::look(data));
