//! `stimulab` reads, checks, queries and renders a portfolio of public innovation projects kept in git.
//!
//! The flow goes one way; a module knows only those to its left:
//!
//! ```text
//! source → document → model → load → {rules, query} → history → {report, output, schema}
//! ```
//!
//! | module | what it is for |
//! |---|---|
//! | [`source`] | where files come from: a folder, or a commit by [`source::git`]; nothing else reads portfolio files, and all writing below one goes by [`source::Beneath`] |
//! | [`document`] | YAML and Markdown as text with positions; knows no project |
//! | [`model`] | portfolio, round, project, organisation, process: plain typed data, values with their spans |
//! | [`load`] | a source read into a portfolio and its faults; goes on past broken files |
//! | [`finding`] | what is wrong, where, and what to do about it |
//! | [`rules`] | the list of rules, one file each |
//! | [`query`] | which projects, in what order, with which columns |
//! | [`history`] | two revisions compared, and the life of projects through the commits |
//! | [`report`] | documents: the view that templates see, languages, Markdown, HTML |
//! | [`output`] | findings and rows as text for people and programs |
//! | [`edit`] | files changed in place, and every other byte as it was |
//! | [`schema`] | the model described to editors: JSON Schemas of the files |
//! | [`scaffold`] | the files of a new project and a new portfolio |
//! | [`wording`] | what running text gives away: numbers of people, readability, written form |
//! | [`texts`], [`formats`], [`order`] | every word the program says, numbers and lists, in the reader's language; Norwegian order |
//!
//! The library never prints, and never looks up the clock, the locale or the terminal: they are arguments.

#![forbid(unsafe_code)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod comparison;
pub mod document;
pub mod edit;
pub mod embedded;
pub mod finding;
pub mod formats;
pub mod history;
pub mod language;
pub mod load;
pub mod model;
pub mod order;
pub mod output;
pub mod query;
pub mod report;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod texts;
pub mod wording;
