//! Limits on the size and number of files that are read.

/// The largest document that is read, in bytes; a typical one has about ten thousand.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The largest Markdown text that rules inspect, in bytes; parsing takes two hundred times as much memory.
pub const LARGEST_TEXT: usize = 1024 * 1024;

/// The largest text that is searched for national identity numbers, in bytes.
pub const LARGEST_DATA: usize = 16 * 1024 * 1024;

/// How many files and folders that the format does not have are inspected for one project, one year or the portfolio
/// itself: in git, repeated references between a few folders can make the number nearly endless.
pub const MAX_EXTRA_FILES: usize = 10_000;
