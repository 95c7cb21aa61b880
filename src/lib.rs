//! `stimulab` reads, checks, queries and renders a portfolio of public innovation projects kept in git.
//!
//! The flow goes one way: a module knows only those above it in this table, and no two files know each other, directly or
//! in a circle. The table is the one place where the order is written; `tests/library/layers.rs` reads it and every
//! path in the code.
//!
//! | module | what it is for |
//! |---|---|
//! | [`embedded`] | the files that travel inside the program: templates, language files, process models |
//! | [`language`] | the written forms the program knows: one for each language file |
//! | [`wording`] | what running text gives away: numbers of people, readability, written form |
//! | [`texts`] | every word the program says, by key, in one language |
//! | [`unicode_form`] | letters with accents, which some systems keep as one character and others as two |
//! | [`portable_name`] | names of files and folders that every system can hold |
//! | [`similar_name`] | the name that a misspelt one was probably meant to be |
//! | [`collation`] | Norwegian order |
//! | [`text_comparison`] | two texts compared, line by line or word by word |
//! | [`text_encoding`] | bytes read as text |
//! | [`picture`] | pictures as files: their kind and size, what is wrong with them, and their bytes without metadata |
//! | [`date`] | dates that may know only their year, or only their year and month |
//! | [`progress`] | how long work says that it goes on |
//! | [`source`] | where files come from: a folder, or a commit by [`source::git`]; nothing else reads portfolio files, and all writing below one goes by [`source::ConfinedFolder`] |
//! | [`document`] | YAML and Markdown as text with positions; knows no project |
//! | [`finding`] | what is wrong, where, and what to do about it |
//! | [`edit`] | files changed in place, and every other byte as it was |
//! | [`model`] | portfolio, round, project, organisation, process: plain typed data, values with their spans |
//! | [`number_format`] | numbers, amounts, dates and lists in the reader's language |
//! | [`load`] | a source read into a portfolio and its faults; goes on past broken files |
//! | [`query`] | which projects, in what order, with which columns |
//! | [`history`] | two revisions compared, and what the commits did to projects |
//! | [`rule`] | what a rule is: how it is declared, what it looks at, where its findings go |
//! | [`rules`] | the rules, one file each, and their list |
//! | [`check`] | the rules run on a portfolio, and the findings that comments silence |
//! | [`report`] | documents: what templates see, Markdown, pages, Word, figures |
//! | [`output`] | findings, rows and projects as text for people and programs |
//! | [`schema`] | the model described to editors: JSON Schemas of the files |
//! | [`scaffold`] | the files of a new project and a new portfolio |
//!
//! `main.rs` and `cli/` are the program: one file for each command, which uses any of these.
//!
//! The library never prints, and never looks up the clock, the locale or the terminal: they are arguments.

#![forbid(unsafe_code)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod check;
pub mod collation;
pub mod date;
pub mod document;
pub mod edit;
pub mod embedded;
pub mod finding;
pub mod history;
pub mod language;
pub mod load;
pub mod model;
pub mod number_format;
pub mod output;
pub mod picture;
pub mod portable_name;
pub mod progress;
pub mod query;
pub mod report;
pub mod rule;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod similar_name;
pub mod source;
pub mod text_comparison;
pub mod text_encoding;
pub mod texts;
pub mod unicode_form;
pub mod wording;
