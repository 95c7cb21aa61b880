//! The library asked directly, where thousands of portfolios are tried or each rule, text and schema is looked at.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the portfolio's own names are in lower case")]

mod any_bytes;
mod any_input;
mod fuzzed;
mod hostile;
mod layers;
mod memory;
mod mutation;
mod rules;
mod schema;
mod texts;
mod type_names;
