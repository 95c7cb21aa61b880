//! What a file is opened for, and the parts of its path.

/// Says what a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To be read.
    Read,
    /// To be added to, which only tells whether it may be written.
    Append,
    /// To be made, where there is none; for its owner alone, or for whom the user's settings say.
    New { is_private: bool },
}

/// Returns the folder that a path lies in, and its name there.
pub fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
