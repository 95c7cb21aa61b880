//! How large a file may be, and how many files are looked at.

/// The largest document that is read, in bytes; a real one has some ten thousand.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The largest text in Markdown that rules look at, in bytes; parsing takes two hundred times as much memory.
pub const LARGEST_TEXT: usize = 1024 * 1024;

/// The largest text that is looked at for a person's number alone, in bytes.
pub const LARGEST_DATA: usize = 16 * 1024 * 1024;

/// How many files and folders are looked at in passing for one project, one year or the portfolio itself: in git, a few folders
/// that hold each other have no end of them.
pub const MOST: usize = 10_000;
