//! What pages and examples promise of the program: each command is run, and says what it should.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod ci_examples;
mod examples;
mod facts;
mod help;
mod portfolio_readme;
mod processes;
mod readme;
#[path = "../support/mod.rs"]
mod support;
