//! The environment variables of the program: reports values that cannot be used.

use std::env;

use anyhow::Result;
use stimulab::{key, language::Language};

use super::{arguments::day, failure::Failure};

/// Requires that the variables have values that can be used.
///
/// # Errors
/// Fails with the variable, its value and the possible values.
pub fn require_valid() -> Result<()> {
    let languages = Language::all().map(Language::code).collect::<Vec<_>>().join(", ");
    require("STIMULAB_LANG", &languages, |value| Language::from_locale(value).is_some())?;
    require("STIMULAB_TODAY", "2026-11-23", |value| day(value).is_ok())
}

fn require(name: &str, known: &str, is_valid: impl Fn(&str) -> bool) -> Result<()> {
    let value = env::var_os(name).unwrap_or_default().to_string_lossy().into_owned();
    if value.is_empty() || is_valid(&value) {
        return Ok(());
    }
    Err(Failure::new(key!("failure.environment")).with("name", name).with("value", value).with("known", known).into())
}
