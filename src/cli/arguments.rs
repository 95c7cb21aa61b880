//! The flags that every command takes.

use clap::ValueEnum;
use std::path::PathBuf;
use stimulab::{
    date::Date,
    key,
    language::Language,
    query::{NoYears, YearRange},
};

use super::failure::Failure;

/// Holds the flags that every command takes.
#[derive(clap::Args, Default)]
pub struct Global {
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) portfolio: Option<PathBuf>,
    #[arg(long, value_name = "REV|DATE", global = true)]
    pub(super) at: Option<String>,
    #[arg(long, value_name = "LANG", global = true, value_parser = language)]
    pub(super) lang: Option<Language>,
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", hide_possible_values = true)]
    pub(super) color: Color,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    #[arg(long, value_name = "DATE", global = true, hide = true, value_parser = day)]
    pub(super) today: Option<Date>,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Reads the code of a language.
pub fn language(code: &str) -> Result<Language, Failure> {
    let known = || Language::all().map(Language::code).collect::<Vec<_>>().join(", ");
    Language::from_code(code).ok_or_else(|| Failure::new(key!("usage.languages")).with("known", known()))
}

/// Reads a date of which the day is known.
pub fn day(text: &str) -> Result<Date, Failure> {
    Date::parse(text).filter(|_| text.len() == "2026-11-23".len()).ok_or_else(|| Failure::new(key!("usage.day")))
}

/// Reads a date of which the day, and the month, may be unknown.
pub fn date(text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| Failure::new(key!("usage.date")))
}

/// Reads a number of things.
pub fn number(text: &str) -> Result<usize, Failure> {
    text.parse().map_err(|_| Failure::new(key!("usage.number")))
}

/// Reads a year of a call.
pub fn year(text: &str) -> Result<i16, Failure> {
    let year = text.parse().ok().filter(|year| (1900..=2200).contains(year));
    year.ok_or_else(|| Failure::new(key!("usage.year")))
}

/// Reads one year or a range of years.
pub fn years(text: &str) -> Result<YearRange, Failure> {
    text.parse().map_err(|error| {
        Failure::new(match error {
            NoYears::NotYears => key!("usage.years"),
            NoYears::Turned => key!("usage.years-turned"),
        })
    })
}
