//! What the fuzzers in `fuzz/fuzz_targets/` call, one file for each of them.

pub mod files;
pub mod fix;
pub mod history;
pub mod merge;
pub mod template;
