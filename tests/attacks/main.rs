//! Attacks: a pull request is written by a stranger. `SECURITY.md` says what each file here is for.
//!
//! Each test plants a victim outside the portfolio, what people wrote in it, or input beyond reason, and shows that no command
//! reads the first, destroys the second or breaks on the third.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod ground;
mod left_behind;
mod limits;
#[cfg(unix)]
mod links;
#[cfg(unix)]
mod odd_files;
mod outputs;
#[cfg(unix)]
mod places;
mod security;
#[path = "../support/mod.rs"]
mod support;
mod terminal;
