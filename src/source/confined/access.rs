//! How a file is opened, and how a path is split.

/// Says how a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// For reading.
    Read,
    /// For appending, which only tests whether the file may be written.
    Append,
    /// To create a new file; `is_private` makes it accessible to its owner only, else the system's default applies.
    New { is_private: bool },
}

/// Splits a path into its folder and its name.
pub fn split_path(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
