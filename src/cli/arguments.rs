//! The flags that every command takes.

use clap::ValueEnum;
use std::path::PathBuf;
use stimulab::{date::Date, language::Language};

/// Holds the flags that every command takes.
#[derive(clap::Args)]
pub struct Global {
    /// The folder of the portfolio [default: the nearest parent folder with a stimulab.yaml, otherwise ./portfolio]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) portfolio: Option<PathBuf>,
    /// Read an earlier state of the portfolio: a git revision, or the end of a day, month or year (2020-06-01, 2020-06,
    /// 2020) on the current branch
    #[arg(long, value_name = "REV|DATE", global = true)]
    pub(super) at: Option<String>,
    /// The language of messages and documents: nb, nn or en
    #[arg(long, value_name = "LANG", global = true, value_parser = language)]
    pub(super) lang: Option<Language>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(super) color: Color,
    /// Print only results, warnings and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more details
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// Use this date as today's date, so that tests give the same result every day
    #[arg(long, value_name = "DATE", global = true, hide = true, value_parser = day)]
    pub(super) today: Option<Date>,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Only in a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Reads the code of a language.
pub fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| {
        format!("the languages are {}", Language::all().map(Language::code).collect::<Vec<_>>().join(", "))
    })
}

/// Reads a date of which the day is known.
pub fn day(text: &str) -> Result<Date, String> {
    Date::parse(text)
        .filter(|_| text.len() == "2026-11-23".len())
        .ok_or_else(|| "expected a day such as 2026-11-23".into())
}
